import assert from "node:assert/strict";
import type { Engine } from "../../../rehearse/engine";
import type { ProviderCall } from "../../../rehearse/plugins/faults";
import { destroy, refresh, up } from "./Life";
import { Platform } from "./platform";

/** Calls that do not wait for each other: the engine reaches all of them although each fails. */
export type Layer = readonly ProviderCall[];

/** What the engine asks of the provider for each command of a stack's life. */
export interface Calls {
  readonly create: readonly Layer[];
  readonly update: readonly Layer[];
  readonly read: readonly Layer[];
  readonly delete: readonly Layer[];
}

/** The calls of a life without faults. */
export async function callsOf(engine: Engine): Promise<Calls> {
  const platform = new Platform(engine);
  const run = async (args: readonly string[]): Promise<readonly ProviderCall[]> => {
    const { status, output, calls } = await platform.run(args);
    assert.equal(status, 0, output);
    return calls.filter(({ method }) => ["create", "read", "update", "delete"].includes(method));
  };
  try {
    await run(["stack", "init", "life", "--no-select"]);
    const created = await run(up);
    const layers = platform.layers();
    platform.configure({ generation: "2" });
    return {
      create: layered(created, layers),
      update: layered(await run(up), layers),
      read: layered(await run(refresh), layers),
      delete: layered(await run(destroy), layers),
    };
  } finally {
    platform.remove();
  }
}

/** Replacing deletes and creates in turn, so what is deleted is a layer of its own. */
function layered(calls: readonly ProviderCall[], layers: ReadonlyMap<string, string>): Layer[] {
  const groups = new Map<string, ProviderCall[]>();
  for (const call of calls) {
    const { method, type, name } = call;
    const key = `${layers.get(`${type} ${name}`) ?? ""} ${method === "delete" ? "deleted" : ""}`;
    groups.set(key, [...(groups.get(key) ?? []), call]);
  }
  return [...groups].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, group]) => group);
}
