import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Properties } from "../../preview/simulation/wire";

/** A resource as the simulated cloud holds it. */
export interface CloudResource {
  readonly type: string;
  readonly name: string;
  readonly id: string;
  /** Which try at a free generated name this one is; see `create` of the simulation. */
  readonly attempt: number;
  readonly inputs: Properties;
  readonly outputs: Properties;
}

/**
 * What exists in the simulated cloud: a file of JSON for each resource in the folder `REHEARSAL_CLOUD`, so that it
 * outlives the plugin, which the engine starts anew for every command. Whoever changes a file makes drift.
 */
export class Cloud {
  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true });
  }

  read(type: string, id: string): CloudResource | undefined {
    const file = this.file(type, id);
    return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as CloudResource) : undefined;
  }

  write(resource: CloudResource): void {
    writeFileSync(this.file(resource.type, resource.id), JSON.stringify(resource, undefined, 1));
  }

  remove(type: string, id: string): void {
    rmSync(this.file(type, id), { force: true });
  }

  private file(type: string, id: string): string {
    const digest = createHash("sha256").update(`${type}\n${id}`).digest("hex").slice(0, 24);
    return join(this.folder, `${digest}.json`);
  }
}

/** The cloud of the rehearsal that this plugin was started for. */
export function rehearsedCloud(): Cloud {
  const folder = process.env["REHEARSAL_CLOUD"];
  if (folder === undefined)
    throw new Error("REHEARSAL_CLOUD names no folder: start this through npm run rehearse");
  return new Cloud(folder);
}
