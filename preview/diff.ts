import type { PlanValue } from "./plan";
import type { SourcePosition } from "./registration";

/** What lies between two plans of a stack: what deploying `head` over `base` would do. */
export interface PlanDiff {
  readonly stack: string;
  /** Every resource of both plans, in `head`'s order; what only `base` has comes last, children before parents. */
  readonly changes: readonly ResourceChange[];
  readonly summary: Readonly<Record<Operation, number>>;
}

export type Operation = "create" | "update" | "replace" | "delete" | "same";

export interface ResourceChange {
  readonly op: Operation;
  /** In `head`; for a delete, in `base`. */
  readonly urn: string;
  /** Its URN in `base`, where an alias says that the resource was renamed or moved. */
  readonly oldUrn?: string;
  readonly type: string;
  readonly name: string;
  /** `false` for a component: nothing happens in the cloud on its account. */
  readonly custom: boolean;
  /** It holds data that nothing else can restore: a database, a bucket, a volume, a key … */
  readonly stateful: boolean;
  /** A replace or delete of a stateful resource that `base` does not retain on delete. */
  readonly losesData: boolean;
  /** Protected in `base` (in `head` for a create): the engine refuses to delete or replace it. */
  readonly protect: boolean;
  /** In `base` (in `head` for a create): a delete or replace leaves the old object in the cloud. */
  readonly retainOnDelete: boolean;
  /** In `head`: a replace deletes the old object first, so there is a gap. */
  readonly deleteBeforeReplace: boolean;
  readonly properties: readonly PropertyChange[];
  readonly source?: SourcePosition;
}

export interface PropertyChange {
  /** As in `ignoreChanges`: `tags.Name`, `ingress[0].fromPort`, `data["tls.crt"]`. */
  readonly path: string;
  /** Absent if `head` adds the property. */
  readonly before?: PlanValue;
  /** Absent if `head` removes it. */
  readonly after?: PlanValue;
  readonly forcesReplacement: boolean;
  /** The resource whose replacement changes this value, which is unknown in both plans. */
  readonly because?: string;
}
