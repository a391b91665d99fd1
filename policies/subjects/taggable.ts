import { taggable } from "./taggable-types";
import { tokenOf } from "./types";

const TOKENS = new Set(
  Object.entries(taggable).flatMap(([module, names]) =>
    names.split(" ").map((name) => tokenOf(module, name)),
  ),
);

/** Whether a resource of this type takes a map of tags. */
export function isTaggable(type: string): boolean {
  return TOKENS.has(type);
}
