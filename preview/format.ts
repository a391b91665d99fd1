import { styleText } from "node:util";
import type { Operation } from "./diff";
import type { PlanValue } from "./plan";
import { formatSource } from "./diagnostics";
import type { SourcePosition } from "./registration";

export type Style = Parameters<typeof styleText>[0];
/** Adds colour, or nothing where nobody would see it. */
export type Paint = (style: Style, text: string) => string;

export const plainPaint: Paint = (_, text) => text;

/** Colours for a terminal, unless NO_COLOR is set. */
export function paintFor(stream: { readonly isTTY?: boolean }): Paint {
  if (stream.isTTY !== true || (process.env["NO_COLOR"] ?? "") !== "") return plainPaint;
  return (style, text) => styleText(style, text);
}

export const MARKS: Readonly<Record<Operation | "read", string>> = {
  create: "+",
  update: "~",
  replace: "±",
  delete: "-",
  same: " ",
  read: ">",
};

export const COLOURS: Readonly<Record<Operation | "read", Style>> = {
  create: "green",
  update: "yellow",
  replace: "magenta",
  delete: "red",
  same: "gray",
  read: "cyan",
};

/** `aws:s3:Bucket` for `aws:s3/bucket:Bucket`, as Pulumi shows it. */
export function shortType(type: string): string {
  const [, packageName, module, file, name] = /^([^:]+):([^:/]+)\/([^:]+):([^:]+)$/.exec(type) ?? [];
  if (packageName === undefined || module === undefined || name === undefined) return type;
  return file === name[0]?.toLowerCase().concat(name.slice(1)) ? `${packageName}:${module}:${name}` : type;
}

/** One line; what is longer than `length` characters is cut. */
export function formatValue(value: PlanValue, length = 100): string {
  const text = JSON.stringify(value, (_, inner: unknown) => standIn(inner) ?? inner);
  const shown = text.replaceAll(/"\[(unknown|secret|asset [^"\]]*|resource [^"\]]*)\]"/g, "[$1]");
  return shown.length <= length ? shown : `${shown.slice(0, length - 1)}…`;
}

function standIn(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if ("$unknown" in value) return "[unknown]";
  if ("$secret" in value) return "[secret]";
  if ("$asset" in value) return `[asset ${String(value.$asset).slice(0, 12)}]`;
  if ("$resource" in value) return `[resource ${String(value.$resource)}]`;
  return undefined;
}

export function formatPlace(source: SourcePosition | undefined): string {
  return source === undefined ? "" : `(${formatSource(source)})`;
}

/** `1 resource`, `2 resources`. */
export function count(number: number, noun: string): string {
  return `${String(number)} ${noun}${number === 1 ? "" : "s"}`;
}
