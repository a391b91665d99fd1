import type { Block } from "../fit";
import { code, plain } from "../markup";
import type { Change, Report } from "../report";
import { identity, isDestructive, property, sign } from "./wording";

const MOST_CAUSES = 5;
const MOST_HINTS = 5;

/** Deletes and replacements of every stack, those that lose data first, each with what causes it. */
export function destruction(report: Report): Block {
  const entries = report.stacks.flatMap((stack) =>
    stack.changes
      .filter(isDestructive)
      .sort((a, b) => severity(b) - severity(a))
      .map((change) => ({
        text: () => describe(change, report.subject),
        heading: `\n**${plain(stack.stack, 60)}**\n\n`,
        kind: change.type,
      })),
  );
  const hints = report.stacks.flatMap(({ changes }) => renames(changes)).slice(0, MOST_HINTS);
  return {
    open: `\n#### ${report.subject === "drift" ? "Gone from the cloud" : "Deletes and replacements"}\n${warning(report)}${hints.map((hint) => `\n${hint}\n`).join("")}`,
    close: "",
    entries,
    rank: 2,
    share: 0.45,
    noun: "deletes and replacements",
  };
}

/** Safeguards taken off: what is destroyed next time is not destroyed yet. */
export function releases(report: Report): Block {
  return {
    open: "\n#### Safeguards taken off\n",
    close: "",
    entries: report.stacks.flatMap((stack) =>
      stack.released.map(({ name, type, component, safeguards }) => ({
        text: () =>
          `- ⚠️ ${code(name)} ${code(type)} in ${code(component, 60)}: ${safeguards.map((each) => code(each)).join(", ")}\n`,
        heading: `\n**${plain(stack.stack, 60)}**\n\n`,
        kind: type,
      })),
    ),
    rank: 2,
    noun: "resources without their safeguards",
  };
}

/** Updates of what holds data, though they destroy nothing by themselves; labels aside. */
export function careful(report: Report): Block {
  return {
    open: "\n#### Updates of what holds data\n",
    close: "",
    entries: report.stacks.flatMap((stack) =>
      stack.changes
        .filter(
          (change) => change.op === "update" && change.stateful && change.properties.some(isMoreThanLabel),
        )
        .map((change) => ({
          text: () =>
            `- ${sign.update} ${identity(change)}\n${listed(change.properties.filter(isMoreThanLabel))}`,
          heading: `\n**${plain(stack.stack, 60)}**\n\n`,
          kind: change.type,
        })),
    ),
    rank: 2,
    noun: "updates of what holds data",
  };
}

const isMoreThanLabel = ({ path }: Change["properties"][number]): boolean =>
  !/^(tags|tagsAll|metadata\.(labels|annotations))\b/.test(path);

const listed = (properties: Change["properties"]): string =>
  properties
    .map(
      (each) =>
        `  - ${property(each)}${shrinksStorage(each) ? " – AWS refuses: storage cannot shrink" : ""}\n`,
    )
    .join("");

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.ModifyingExisting.html */
const shrinksStorage = ({ path, before, after }: Change["properties"][number]): boolean =>
  path === "allocatedStorage" && Number(after) < Number(before);

function warning(report: Report): string {
  if (report.subject === "drift") return "";
  const stateful = report.stacks
    .flatMap(({ changes }) => changes)
    .filter((each) => isDestructive(each) && each.stateful);
  if (stateful.length === 0) return "";
  const lost = stateful.filter(({ losesData }) => losesData).length;
  const one = stateful.length === 1;
  const subject = one
    ? "1 resource that holds data is"
    : `${String(stateful.length)} resources that hold data are`;
  const fates = [
    [lost === 0, "what was there stays in the cloud, unmanaged"],
    [one, "its data is lost"],
    [lost === stateful.length, "their data is lost"],
  ] as const;
  const fate = fates.find(([applies]) => applies)?.[1] ?? `${String(lost)} of them lose it`;
  return `\n> [!CAUTION]\n> **${subject} deleted or replaced: ${fate}.**\n`;
}

/** What is protected was worth protecting. */
const severity = (change: Change): number =>
  Number(change.stateful) * 8 +
  Number(change.protect) * 4 +
  Number(change.losesData) * 2 +
  Number(change.op === "delete");

function describe(change: Change, subject: Report["subject"]): string {
  const because = causes(change).map((cause) => `  - because: ${cause}\n`);
  const remarks = subject === "drift" ? " – no longer in the cloud" : consequences(change);
  return `- ${sign[change.op]} ${change.op} ${identity(change)}${remarks}\n${because.join("")}`;
}

function consequences(change: Change): string {
  const stays = change.stateful ? " ⚠️ holds data; the old object stays in the cloud" : "";
  const data = change.losesData ? " ⚠️ **its data is lost**" : stays;
  const gone = change.op === "delete" ? " – no longer in the program" : "";
  const guard = change.protect ? " – protected: the engine refuses until `protect` is taken off" : "";
  return data + gone + guard;
}

function causes(change: Change): string[] {
  if (change.op === "delete") return [];
  const forcing = change.properties.filter(({ forcesReplacement }) => forcesReplacement);
  if (forcing.length === 0) return ["which property causes it is not known"];
  const more = forcing.length - MOST_CAUSES;
  return [...forcing.slice(0, MOST_CAUSES).map(property), ...(more > 0 ? [`and ${String(more)} more`] : [])];
}

/** Components that go away beside new ones of the same make: most likely a rename that lacks an alias. */
function renames(changes: readonly Change[]): string[] {
  const makes = new Map<string, { readonly ops: Set<Change["op"]>; readonly types: string[] }>();
  for (const { component, op, type } of changes) {
    const make = makes.get(component) ?? { ops: new Set(), types: [] };
    make.ops.add(op);
    make.types.push(type);
    makes.set(component, make);
  }
  const allOf = (op: Change["op"]): (readonly [string, string])[] =>
    [...makes]
      .filter(([name, { ops }]) => name !== "(stack)" && ops.size === 1 && ops.has(op))
      .map(([name, { types }]) => [name, types.sort().join()]);
  const created = allOf("create");
  return allOf("delete").flatMap(([old, types]) => {
    const twin = created.find(([, of]) => of === types)?.[0];
    if (twin === undefined) return [];
    return [
      `${code(old)} goes and ${code(twin)} comes with the same resources. If that is a rename, give it an alias.`,
    ];
  });
}
