import type { Rule } from "../rule";
import { api } from "./api";
import { cache } from "./cache";
import { compute } from "./compute";
import { containers } from "./containers";
import { cost } from "./cost";
import { database } from "./database";
import { delivery } from "./delivery";
import { edge } from "./edge";
import { eks } from "./eks";
import { functions } from "./functions";
import { iam } from "./iam";
import { identity } from "./identity";
import { kubernetes } from "./kubernetes";
import { loadBalancing } from "./load-balancing";
import { messaging } from "./messaging";
import { network } from "./network";
import { operations } from "./operations";
import { registry } from "./registry";
import { reliability } from "./reliability";
import { search } from "./search";
import { secrets } from "./secrets";
import { storage } from "./storage";

/** The groups of the pack; a rule belongs to the group whose resources it checks. */
export const groups = {
  api,
  cache,
  compute,
  containers,
  cost,
  database,
  delivery,
  edge,
  eks,
  functions,
  iam,
  identity,
  kubernetes,
  loadBalancing,
  messaging,
  network,
  operations,
  registry,
  reliability,
  search,
  secrets,
  storage,
} as const;

export const rules: readonly Rule[] = Object.values(groups).flat();
