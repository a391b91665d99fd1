import { frameworks, referencesOf } from "../frameworks";
import { groups } from "../packs/rules";
import { settingsIn } from "../packs/settings";
import { strictnessOf } from "../packs/strictness";
import type { Framework, Rule } from "../rule";
import { exemptions } from "../exemptions";
import { POD_TYPES } from "../subjects/pod";

const STACKS = ["test", "staging", "prod", "dr", "lean", "fargate"];
const LEVELS = { mandatory: "mandatory", advisory: "advice", remediate: "remedied" } as const;

/** `docs/policies.md`, made from what the rules say of themselves. */
export function documentation(): string {
  const all = Object.values(groups).flat();
  return [
    "# Policies",
    "",
    "<!-- Written by `npm run policies:docs` from the rules themselves; change them, not this page. -->",
    "",
    `${String(all.length)} rules guard every stack, in the preview and under \`pulumi preview --policy-pack policies\` ` +
      "(after `npm run build:policies`). How they are made and why: [ADR 3](adr/0003-policies.md).",
    "",
    "A rule passes a resource, fails it, does not apply to it, or is **undecided** where it reads a value that is known only " +
      "after deployment. A *mandatory* failure closes the gate; *advice* does not; what is *remedied* is set right by the " +
      "policy and reported.",
    "",
    "## Strictness",
    "",
    "Rules marked “production” are as strict as written in these stacks, and one level milder in the lenient ones " +
      "(mandatory becomes advice, advice falls silent). A stack that is not listed counts as strict.",
    "",
    ...table(
      ["stack", "strictness"],
      STACKS.map((stack) => [stack, strictnessOf(stack)]),
    ),
    "",
    "## Rules",
    ...Object.entries(groups).flatMap(([group, rules]) => [
      "",
      `### ${titleOf(group)}`,
      ...rules.flatMap(section),
    ]),
    "",
    "## Settings",
    "",
    "Each can be set for one run with `--policy-pack-config`, and for a stack in `policies/packs/settings.ts`.",
    "",
    ...table(["rule", "setting", "default", "stacks with their own"], all.flatMap(settingsRows)),
    "",
    "## Exemptions",
    "",
    "They live in `policies/exemptions.ts`. One that has ended no longer counts, one that matches nothing fails the stack.",
    "",
    ...table(
      ["rule", "stacks", "resource", "owner", "until", "reason"],
      exemptions.map((each) => [
        each.rule,
        each.stacks.join(", "),
        code(each.name),
        each.owner,
        each.expires,
        each.reason,
      ]),
    ),
    "",
    "## Crosswalk",
    "",
    "Which rules speak for a control.",
    ...Object.keys(frameworks).flatMap((framework) => crosswalk(framework as Framework, all)),
    "",
  ].join("\n");
}

function section(rule: Rule): string[] {
  const references = referencesOf(rule).map(
    ({ framework, controls }) => `${framework} ${controls.join(", ")}`,
  );
  const level = `${LEVELS[rule.level]}${rule.productionOnly === true ? " (production)" : ""}, ${rule.severity}`;
  return [
    "",
    `#### ${rule.id}`,
    "",
    `${rule.description} *${level}*`,
    "",
    `- Fix: ${rule.remediation}`,
    `- Looks at: ${typesOf(rule)}${rule.scope === "stack" ? ", among the other resources of the stack" : ""}`,
    ...(references.length > 0 ? [`- Controls: ${references.join("; ")}`] : []),
  ];
}

function typesOf({ types }: Rule): string {
  if (typeof types === "function") return "types chosen by their name";
  const withPods = POD_TYPES.every((type) => types.includes(type));
  const whole = types.filter(
    (type) => !/(Patch|List)$/.test(type) && !(withPods && POD_TYPES.includes(type)),
  );
  const named = [...whole.map(code), ...(withPods ? ["every kind with pods"] : [])].join(", ");
  return types.length === whole.length ? named : `${named}, with patches and lists`;
}

function settingsRows(rule: Rule): string[][] {
  return Object.entries(rule.settings ?? {}).map(([key, schema]) => {
    const own = STACKS.filter((stack) => key in settingsIn(stack, rule.id));
    const differing = own.map((stack) => `${stack}: ${valueOf(settingsIn(stack, rule.id)[key])}`);
    return [rule.id, code(key), valueOf(schema.default), differing.join("; ")];
  });
}

function crosswalk(framework: Framework, rules: readonly Rule[]): string[] {
  const byControl = new Map<string, string[]>();
  for (const rule of rules) {
    for (const control of rule.references[framework] ?? []) {
      byControl.set(control, [...(byControl.get(control) ?? []), rule.id]);
    }
  }
  const { title, version, url } = frameworks[framework];
  const order = new Intl.Collator("en", { numeric: true });
  const rows = [...byControl].sort(([one], [other]) => order.compare(one, other));
  return [
    "",
    `### ${framework}: [${title}](${url}), ${version}`,
    "",
    ...table(
      ["control", "rules"],
      rows.map(([control, ids]) => [control, ids.map((id) => `[${id}](#${id})`).join(", ")]),
    ),
  ];
}

function valueOf(value: unknown): string {
  return Array.isArray(value) ? value.map((each) => code(String(each))).join(" ") : code(String(value));
}

function titleOf(group: string): string {
  const words = group.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return ["api", "eks", "iam"].includes(words)
    ? words.toUpperCase()
    : words.charAt(0).toUpperCase() + words.slice(1);
}

function code(text: string): string {
  return `\`${text}\``;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)];
}
