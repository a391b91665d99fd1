import type { Reading } from "../reading";
import {
  notApplicable,
  resourceRule,
  type Check,
  type Fault,
  type Resource,
  type ResourceRule,
} from "../rule";

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

/** Every kind also comes as a patch of one that exists, and as a list. */
const FORMS = ["", "Patch", "List"] as const;

export const POD_TYPES: readonly string[] = Object.entries(KINDS).flatMap(([kind, { versions }]) =>
  versions.flatMap((version) => FORMS.map((form) => `kubernetes:${version}:${kind}${form}`)),
);

export interface Pod {
  /** `Deployment`, `CronJob` and so on. */
  readonly kind: string;
  /** Begins a message about it: empty, or where in a list it is. */
  readonly label: string;
  readonly annotations: Reading | undefined;
  readonly spec: Reading | undefined;
  /** All containers, the ones that start first and the ones for debugging included. */
  readonly containers: readonly Container[];
  /** A patch says only what it changes: what is absent from it may well be there. */
  readonly isPatch: boolean;
}

export interface Container {
  readonly label: string;
  readonly reading: Reading;
  readonly list: "containers" | "initContainers" | "ephemeralContainers";
}

export function podsOf(resource: Resource): readonly Pod[] {
  const [, kindAndForm = ""] = /:(\w+)$/.exec(resource.type) ?? [];
  const [, kind = "", form = ""] = /^(\w+?)(Patch|List)?$/.exec(kindAndForm) ?? [];
  const path = KINDS[kind]?.path ?? [];
  const objects = form === "List" ? resource.list("items") : [resource];
  return objects.map((object) => podAt(object, kind, path, form === "Patch"));
}

function podAt(object: Reading, kind: string, path: readonly string[], isPatch: boolean): Pod {
  const template = object.object(...path);
  const spec = template?.object("spec");
  const prefix = object.path === "" ? "" : `${object.path}: `;
  const containersIn = (list: Container["list"]): Container[] =>
    (spec?.list(list) ?? []).map((reading, index) => ({
      label: `${prefix}${list.replace(/s$/, "")} ${String(index)}`,
      reading,
      list,
    }));
  return {
    kind,
    label: prefix,
    annotations: template?.object("metadata", "annotations"),
    spec,
    containers: [
      ...containersIn("containers"),
      ...containersIn("initContainers"),
      ...containersIn("ephemeralContainers"),
    ],
    isPatch,
  };
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
