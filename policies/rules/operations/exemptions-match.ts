import { covers, type Exemption } from "../../exemption";
import { exemptions } from "../../exemptions";
import { fault, stackRule, type Stack, type StackRule } from "../../rule";

/** A rule about the pack's own file: it looks at the stack as a whole. */
export function exemptionsMatchFor(list: readonly Exemption[]): StackRule {
  return stackRule({
    id: "exemptions-match",
    description: "Every exemption for a stack still matches a resource of it.",
    remediation: "Remove it from policies/exemptions.ts, or correct its type and name.",
    severity: "medium",
    level: "mandatory",
    references: {},
    types: ["pulumi:pulumi:Stack"],
    check: (_, stack) =>
      list
        .filter(({ stacks }) => stacks.includes(stack.name))
        .map((exemption) =>
          fault(
            `the exemption from ${exemption.rule} for ${exemption.name} matches no ${exemption.type}`,
            () => !matchesAny(exemption, stack),
          ),
        ),
  });
}

function matchesAny(exemption: Exemption, stack: Stack): boolean {
  return stack.ofTypes([exemption.type]).some((resource) => covers(exemption, stack.name, resource));
}

export const exemptionsMatch = exemptionsMatchFor(exemptions);
