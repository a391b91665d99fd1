type SettingsByRule = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What a stack sets otherwise than a rule's own defaults; see `docs/policies.md` for these. */
const settings: Readonly<Record<string, SettingsByRule>> = {};

export function settingsIn(stack: string | undefined, rule: string): Readonly<Record<string, unknown>> {
  return settings[stack ?? ""]?.[rule] ?? {};
}
