import { fault, resourceRule } from "../../rule";
import { isTaggable } from "../../subjects/taggable";

export const requiredTags = resourceRule({
  id: "required-tags",
  description: "Everything that takes tags says which project and stage it belongs to and what manages it.",
  remediation: "Set defaultTags on the AWS provider: Project, Stage and ManagedBy.",
  severity: "low",
  level: "remediate",
  references: { NIST: ["CM-8"] },
  types: isTaggable,
  settings: {
    tags: { type: "array", items: { type: "string" }, default: ["Project", "Stage", "ManagedBy"] },
  },
  check: (resource, settings) =>
    settings
      .strings("tags")
      .map((tag) =>
        fault(`it has no tag ${tag}`, () => !resource.has("tags", tag) && !resource.has("tagsAll", tag)),
      ),
  remedy: (resource, settings) => {
    const [stack = "", project = ""] = resource.urn.replace("urn:pulumi:", "").split("::");
    const values: Readonly<Record<string, string>> = { Project: project, Stage: stack, ManagedBy: "pulumi" };
    const missing = settings.strings("tags").filter((tag) => !resource.has("tags", tag));
    return Object.fromEntries(missing.map((tag) => [`tags.${tag}`, values[tag] ?? "unset"]));
  },
});
