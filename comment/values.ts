import type { PlanValue } from "../preview/plan";
import { isSecretName, isSecretPath, redact, REDACTED } from "./redact";
import { shorten } from "./markup";

export interface Excerpt {
  readonly before?: string;
  readonly after?: string;
}

/** Characters of a value that a reader is shown. */
const LONGEST = 120;

/**
 * What a reader is shown of a property's old and new value: short, about the part that differs, and without secrets.
 * @param nameBeside what stands beside a `value`, such as the name of an environment variable
 */
export function excerpt(
  type: string,
  path: string,
  change: { readonly before?: PlanValue; readonly after?: PlanValue },
  nameBeside?: string,
): Excerpt {
  const hidden = isSecretPath(type, path) || (nameBeside !== undefined && isSecretName(nameBeside));
  const [before, after] = [change.before, change.after].map((value) =>
    value === undefined ? undefined : hidden ? hide(value) : redact(show(value)),
  );
  const common = commonStart(before, after);
  return {
    ...(before !== undefined && { before: around(before, common) }),
    ...(after !== undefined && { after: around(after, common) }),
  };
}

/** A value as compact JSON, with words for what JSON has not. */
function show(value: PlanValue): string {
  if (typeof value === "string") return JSON.stringify(redact(value));
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${(value as readonly PlanValue[]).map(show).join(", ")}]`;
  if ("$unknown" in value) return "known after deployment";
  if ("$secret" in value) return "a secret";
  const { $asset: asset, $resource: resource } = value as {
    readonly $asset?: PlanValue;
    readonly $resource?: PlanValue;
  };
  if (typeof asset === "string") return `code ${asset.replace(/^sha256:/, "").slice(0, 12)}`;
  if (typeof resource === "string") return `resource ${resource.replace(/^.*::/, "")}`;
  const named = value as Readonly<Record<string, PlanValue>>;
  const name = named["name"] ?? named["key"];
  const members = Object.entries(named).map(([key, member]) => {
    const secret = isSecretName(key) || (key === "value" && typeof name === "string" && isSecretName(name));
    return `${JSON.stringify(key)}: ${secret ? hide(member) : show(member)}`;
  });
  return `{${members.join(", ")}}`;
}

/** That something is unknown, absent or a truth value gives nothing away; whatever else it is does. */
function hide(value: PlanValue): string {
  if (value === null || typeof value === "boolean") return show(value);
  if (typeof value !== "object") return REDACTED;
  if ("$unknown" in value || "$secret" in value) return show(value);
  return REDACTED;
}

function commonStart(a = "", b = ""): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

/** A long value from shortly before where it differs. */
function around(value: string, differsAt: number): string {
  const from = value.length <= LONGEST ? 0 : Math.max(0, Math.min(differsAt - 20, value.length - LONGEST));
  return shorten(`${from > 0 ? "…" : ""}${value.slice(from)}`, LONGEST);
}
