import type { Rule } from "../rule";
import { database } from "./database";
import { edge } from "./edge";
import { network } from "./network";
import { storage } from "./storage";

/** The groups of the pack; a rule belongs to the group whose resources it checks. */
export const groups = { database, edge, network, storage } as const;

export const rules: readonly Rule[] = Object.values(groups).flat();
