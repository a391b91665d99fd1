import type { Reading } from "../reading";
import {
  notApplicable,
  resourceRule,
  type Check,
  type Fault,
  type Resource,
  type ResourceRule,
} from "../rule";
import { formsOf, objectsIn } from "./kubernetes-object";

const APPS = ["apps/v1", "apps/v1beta1", "apps/v1beta2", "extensions/v1beta1"];
const BATCH = ["batch/v1", "batch/v1beta1", "batch/v2alpha1"];

/** For each kind with pods: the API versions that have had it, and the way to the pod or its template. */
const KINDS: Readonly<
  Record<string, { readonly versions: readonly string[]; readonly path: readonly string[] }>
> = {
  Pod: { versions: ["core/v1"], path: [] },
  PodTemplate: { versions: ["core/v1"], path: ["template"] },
  ReplicationController: { versions: ["core/v1"], path: ["spec", "template"] },
  Deployment: { versions: APPS, path: ["spec", "template"] },
  StatefulSet: { versions: APPS, path: ["spec", "template"] },
  DaemonSet: { versions: APPS, path: ["spec", "template"] },
  ReplicaSet: { versions: APPS, path: ["spec", "template"] },
  Job: { versions: BATCH, path: ["spec", "template"] },
  CronJob: { versions: BATCH, path: ["spec", "jobTemplate", "spec", "template"] },
};

export const POD_TYPES: readonly string[] = Object.entries(KINDS).flatMap(([kind, { versions }]) =>
  formsOf(...versions.map((version) => `kubernetes:${version}:${kind}`)),
);

const LISTS = ["containers", "initContainers", "ephemeralContainers"] as const;

export interface Pod {
  /** `Deployment`, `CronJob` and so on. */
  readonly kind: string;
  /** Begins a message about it, see {@link KubernetesObject}. */
  readonly label: string;
  readonly annotations: Reading | undefined;
  readonly spec: Reading | undefined;
  /** All containers, the ones that start first and the ones for debugging included. */
  readonly containers: readonly Container[];
  readonly isPatch: boolean;
}

export interface Container {
  readonly label: string;
  readonly reading: Reading;
  readonly list: (typeof LISTS)[number];
}

export function podsOf(resource: Resource): readonly Pod[] {
  return objectsIn(resource).map(({ type, reading, label, isPatch }) => {
    const kind = type.split(":").at(-1) ?? "";
    const template = reading.object(...(KINDS[kind]?.path ?? []));
    const spec = template?.object("spec");
    const containers = LISTS.flatMap((list) =>
      (spec?.list(list) ?? []).map((container, index): Container => ({
        label: `${label}${list.replace(/s$/, "")} ${String(index)}`,
        reading: container,
        list,
      })),
    );
    return {
      kind,
      label,
      annotations: template?.object("metadata", "annotations"),
      spec,
      containers,
      isPatch,
    };
  });
}

type PodRule = Omit<ResourceRule, "scope" | "types" | "check"> & {
  readonly check: (pod: Pod, settings: Reading) => readonly Fault[];
  /**
   * Whether it asks for something to be there. Such a rule has nothing to say of a patch; one that forbids something
   * finds it in a patch as well. @default false
   */
  readonly demandsPresence?: boolean;
};

/** A rule about pods, wherever they are defined. */
export function podRule({ check, demandsPresence = false, ...rule }: PodRule): ResourceRule {
  return resourceRule({
    ...rule,
    types: POD_TYPES,
    check: (resource, settings): Check => {
      const pods = podsOf(resource).filter(({ isPatch }) => !(isPatch && demandsPresence));
      if (pods.length === 0) return notApplicable("it says nothing that the rule could be about");
      return pods.flatMap((pod) => check(pod, settings));
    },
  });
}
