import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

interface Checkpoint {
  readonly checkpoint: {
    readonly latest?: {
      readonly pending_operations?: readonly { type: string; resource: { urn: string } }[];
    };
  };
}

/**
 * What the engine has begun and not ended, from the state in a rehearsal's folder: `creating urn:pulumi:…`. The engine
 * notes each operation there before it asks the provider. Refreshing, look-ups and previews are no operations.
 */
export function inFlight(directory: string): readonly string[] {
  const folder = join(directory, "state/.pulumi/stacks");
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".json"))
    .flatMap((file) => {
      const { checkpoint } = JSON.parse(readFileSync(join(folder, file), "utf8")) as Checkpoint;
      return checkpoint.latest?.pending_operations ?? [];
    })
    .map(({ type, resource }) => `${type} ${resource.urn}`);
}
