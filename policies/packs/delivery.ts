import type { Rule } from "../rule";
import { buildHardened } from "../rules/delivery/build-hardened";

export const delivery: readonly Rule[] = [buildHardened];
