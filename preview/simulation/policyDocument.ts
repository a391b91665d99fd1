import type { Properties } from "./wire";

export function policyDocument(args: Properties): Properties {
  void args;
  throw new Error("not yet");
}
