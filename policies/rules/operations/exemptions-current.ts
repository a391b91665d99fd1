import { daysLeft, endsSoon, type Exemption } from "../../exemption";
import { exemptions } from "../../exemptions";
import { fault, stackRule, type StackRule } from "../../rule";

export function exemptionsCurrentFor(list: readonly Exemption[], today: Date): StackRule {
  return stackRule({
    id: "exemptions-current",
    description: "Exemptions end as agreed; the last 14 days are for deciding what comes after.",
    remediation: "Mend what it excuses and remove it, or have its owner agree on another date.",
    severity: "low",
    level: "advisory",
    references: {},
    types: ["pulumi:pulumi:Stack"],
    check: (_, stack) =>
      list
        .filter(({ stacks }) => stacks.includes(stack.name))
        .flatMap((exemption) => {
          const label = `the exemption from ${exemption.rule} for ${exemption.name} (${exemption.owner})`;
          return [
            fault(
              `${label} ended on ${exemption.expires} and no longer counts`,
              () => daysLeft(exemption, today) < 0,
            ),
            fault(`${label} ends on ${exemption.expires}`, () => endsSoon(exemption, today)),
          ];
        }),
  });
}

export const exemptionsCurrent = exemptionsCurrentFor(exemptions, new Date());
