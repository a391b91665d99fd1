import { Reading, WrongTypeError } from "../reading";
import type { Resource } from "../rule";

/** The containers of an ECS task definition, which holds them as JSON text. */
export function containersOf(task: Resource): Reading[] {
  const text = task.string("containerDefinitions");
  if (text === undefined) return [];
  try {
    const definitions: unknown = JSON.parse(text);
    return new Reading(() => ({ containerDefinitions: definitions })).list("containerDefinitions");
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new WrongTypeError("containerDefinitions", "a JSON document", text);
    throw error;
  }
}
