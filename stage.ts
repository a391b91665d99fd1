import * as aws from "@pulumi/aws";
import type { Settings } from "./settings";

/** The AWS provider of a stage: its region, its account and no other, its tags on everything that can carry them. */
export function stageProvider({ stage }: Settings): aws.Provider {
  return new aws.Provider("stage", {
    region: stage.region as aws.Region,
    allowedAccountIds: [stage.accountId],
    defaultTags: { tags: { Project: "commerce", Stage: stage.name, ManagedBy: "pulumi" } },
  });
}

/**
 * Refuses credentials of another account and zones that the account does not have, before any resource is registered.
 *
 * @throws an Error with what was found, what the stage's settings say, and what would do
 */
export async function refuseOtherStage({ stage, network }: Settings, provider: aws.Provider): Promise<void> {
  const { accountId } = await aws.getCallerIdentity({}, { provider });
  if (accountId !== stage.accountId) {
    throw new Error(
      `Stage "${stage.name}" belongs to account ${stage.accountId}, and the credentials are of ${accountId}. ` +
        "Sign in to the stage's account, or select the stack of this one.",
    );
  }
  const { names } = await aws.getAvailabilityZones({ state: "available" }, { provider });
  const missing = network.zones.filter((zone) => !names.includes(zone));
  if (missing.length > 0) {
    throw new Error(
      `network.zones: ${missing.join(", ")} cannot be used in account ${accountId}; available are ${names.join(", ")}.`,
    );
  }
}
