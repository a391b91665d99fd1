import type { Rule } from "../rule";
import { cache } from "./cache";
import { compute } from "./compute";
import { database } from "./database";
import { edge } from "./edge";
import { eks } from "./eks";
import { messaging } from "./messaging";
import { network } from "./network";
import { search } from "./search";
import { storage } from "./storage";

/** The groups of the pack; a rule belongs to the group whose resources it checks. */
export const groups = { cache, compute, database, edge, eks, messaging, network, search, storage } as const;

export const rules: readonly Rule[] = Object.values(groups).flat();
