import type { Context } from "mocha";

/** Why a tier cannot run on this machine. */
export class Unavailable extends Error {}

/** Starts what a tier needs; where the machine cannot, says why and skips the tier's tests. */
export async function startOrSkip<T>(context: Context, start: () => Promise<T>): Promise<T> {
  try {
    return await start();
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    console.log(`skipped: ${error.message}`);
    return context.skip();
  }
}
