import type { Rule } from "../rule";
import { cache } from "./cache";
import { compute } from "./compute";
import { database } from "./database";
import { edge } from "./edge";
import { eks } from "./eks";
import { functions } from "./functions";
import { iam } from "./iam";
import { identity } from "./identity";
import { messaging } from "./messaging";
import { network } from "./network";
import { registry } from "./registry";
import { search } from "./search";
import { secrets } from "./secrets";
import { storage } from "./storage";

/** The groups of the pack; a rule belongs to the group whose resources it checks. */
export const groups = {
  cache,
  compute,
  database,
  edge,
  eks,
  functions,
  iam,
  identity,
  messaging,
  network,
  registry,
  search,
  secrets,
  storage,
} as const;

export const rules: readonly Rule[] = Object.values(groups).flat();
