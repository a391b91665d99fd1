import { anyOf } from "../../reading";
import { fault, resourceRule, type Resource } from "../../rule";
import { isTaggable } from "../../subjects/taggable";

/** Its tags are a list, and the provider's defaultTags leave it out: it tags instances, too, each as it says. */
const AUTO_SCALING_GROUP = "aws:autoscaling/group:Group";

export const requiredTags = resourceRule({
  id: "required-tags",
  description: "Everything that takes tags says which project and stage it belongs to and what manages it.",
  remediation:
    "Set defaultTags on the AWS provider: Project, Stage and ManagedBy. Give an Auto Scaling group tags of its own.",
  severity: "low",
  level: "remediate",
  references: { NIST: ["CM-8"] },
  types: (type) => type === AUTO_SCALING_GROUP || isTaggable(type),
  settings: {
    tags: { type: "array", items: { type: "string" }, default: ["Project", "Stage", "ManagedBy"] },
  },
  check: (resource, settings) =>
    settings.strings("tags").map((tag) => fault(`it has no tag ${tag}`, () => !hasTag(resource, tag))),
  remedy: (resource, settings) => {
    const [stack = "", project = ""] = resource.urn.replace("urn:pulumi:", "").split("::");
    const values: Readonly<Record<string, string>> = { Project: project, Stage: stack, ManagedBy: "pulumi" };
    const missing = settings.strings("tags").filter((tag) => !hasTag(resource, tag));
    const valueOf = (tag: string): string => values[tag] ?? "unset";
    if (resource.type !== AUTO_SCALING_GROUP)
      return Object.fromEntries(missing.map((tag) => [`tags.${tag}`, valueOf(tag)]));
    const kept = resource.list("tags").filter((tag) => !missing.includes(tag.string("key") ?? ""));
    const added = missing.map((key) => ({ key, value: valueOf(key), propagateAtLaunch: true }));
    return { tags: [...kept.map((tag) => tag.read()), ...added] };
  },
});

function hasTag(resource: Resource, tag: string): boolean {
  if (resource.type !== AUTO_SCALING_GROUP) return resource.has("tags", tag) || resource.has("tagsAll", tag);
  return anyOf(resource.list("tags"), (each) => each.string("key") === tag && each.has("value"));
}
