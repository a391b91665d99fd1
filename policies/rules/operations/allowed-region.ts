import { fault, notApplicable, resourceRule } from "../../rule";

const PROVIDER = "pulumi:providers:aws";

export const allowedRegion = resourceRule({
  id: "allowed-region",
  description: "Providers and resources stay in the regions that the stack allows.",
  remediation: "Set region to one of the stack's regions, on the provider and on no resource.",
  severity: "high",
  level: "mandatory",
  references: { NIST: ["SA-9"] },
  types: (type) => type === PROVIDER || type.startsWith("aws:"),
  settings: { regions: { type: "array", items: { type: "string" }, default: ["us-east-1"] } },
  check: (resource, settings) => {
    if (resource.type !== PROVIDER && !resource.has("region"))
      return notApplicable("it is in its provider's region");
    return [
      fault(
        "it is in no region that the stack allows",
        () => !resource.isOneOf(settings.strings("regions"), "region"),
      ),
    ];
  },
});
