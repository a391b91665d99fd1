type SettingsByRule = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const twoFreeEndpoints = { services: ["s3", "dynamodb"] };

/** What a stack sets otherwise than a rule's own defaults; `docs/policies.md` lists both. */
const settings: Readonly<Record<string, SettingsByRule>> = {
  test: {
    "allowed-sizes": { sizes: ["*t4g.*", "m6g.large", "m7g.large"] },
    "log-retention": { days: 7 },
    "monthly-budget": { dollars: 300 },
    "nat-with-endpoints": twoFreeEndpoints,
    "database-backup-and-upgrade": { minimumBackupDays: 1 },
  },
  lean: {
    "allowed-sizes": { sizes: ["*t4g.*"] },
    "log-retention": { days: 30 },
    "monthly-budget": { dollars: 150 },
    "nat-with-endpoints": twoFreeEndpoints,
  },
  staging: { "log-retention": { days: 90 }, "monthly-budget": { dollars: 1200 } },
  fargate: { "monthly-budget": { dollars: 1200 } },
  // us-east-1 for what CloudFront can use from there alone: certificates and web ACLs.
  dr: { "allowed-region": { regions: ["us-west-2", "us-east-1"] } },
};

export function settingsOf(stack: string): SettingsByRule {
  return settings[stack] ?? {};
}

export function settingsIn(stack: string | undefined, rule: string): Readonly<Record<string, unknown>> {
  return settings[stack ?? ""]?.[rule] ?? {};
}
