import { OutputOf } from "../component";
import type { Properties } from "../wire";
import type { Subnet } from "./subnets";

/** What the builders of a VPC's children share: its name, tags and what was decided from plain inputs. */
export interface Network {
  readonly name: string;
  readonly region: unknown;
  /** Of the component, without `Name`. */
  readonly tags: Properties;
  readonly zones: readonly string[];
  /** Zone by zone; in each the public ones first. */
  readonly subnets: readonly Subnet[];
  readonly nat: "none" | "single" | "oneperaz";
}

export function output(key: string, ...path: readonly string[]): OutputOf {
  return new OutputOf({ key }, path);
}

/** The tags of whatever is not named by itself. */
export function sharedTags(network: Network): Properties {
  return { Name: network.name, ...network.tags };
}
