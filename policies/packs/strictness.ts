import type { Level, Rule } from "../rule";

type Strictness = "strict" | "lenient";

/**
 * How strict each stack is. A rule marked `productionOnly` is as strict as written in a strict stack and one level milder
 * in a lenient one: what is mandatory becomes advice, and advice falls silent. All other rules hold everywhere alike.
 */
const strictness: Readonly<Record<string, Strictness>> = {
  prod: "strict",
  dr: "strict",
  staging: "strict",
  fargate: "strict",
  test: "lenient",
  lean: "lenient",
};

/** A stack that is not named above is taken for a strict one. */
export function strictnessOf(stack: string | undefined): Strictness {
  return strictness[stack ?? ""] ?? "strict";
}

export function levelIn(stack: string | undefined, rule: Rule): Level | "disabled" {
  if (rule.productionOnly !== true || strictnessOf(stack) === "strict") return rule.level;
  return rule.level === "advisory" ? "disabled" : "advisory";
}
