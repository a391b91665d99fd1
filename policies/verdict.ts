import { isUnknownValueError } from "./reading";
import type { Check } from "./rule";

export type Verdict =
  | { readonly kind: "pass" }
  | { readonly kind: "fail"; readonly problems: readonly string[] }
  | { readonly kind: "notApplicable"; readonly reason: string }
  | { readonly kind: "undecided"; readonly unknown: readonly string[] }
  | { readonly kind: "error"; readonly message: string };

/**
 * Decides a check. An error of any part outweighs everything, since nothing can be said of a resource that a rule cannot
 * read; a fault that is found outweighs values that are unknown, and these outweigh what was found in order.
 */
export function decide(check: () => Check): Verdict {
  const problems: string[] = [];
  const unknown: string[] = [];
  try {
    const faults = check();
    if ("notApplicable" in faults) return { kind: "notApplicable", reason: faults.notApplicable };
    for (const fault of faults) {
      const path = unknownPathOf(() => {
        if (fault.found()) problems.push(fault.problem);
      });
      if (path !== undefined) unknown.push(path);
    }
  } catch (error) {
    if (isUnknownValueError(error)) unknown.push(error.props.join("."));
    else return { kind: "error", message: error instanceof Error ? error.message : String(error) };
  }
  if (problems.length > 0) return { kind: "fail", problems: [...new Set(problems)] };
  if (unknown.length > 0) return { kind: "undecided", unknown: [...new Set(unknown)] };
  return { kind: "pass" };
}

function unknownPathOf(read: () => void): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (isUnknownValueError(error)) return error.props.join(".");
    throw error;
  }
}
