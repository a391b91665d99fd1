import { UNKNOWN } from "../registration";
import type { SimulationContext } from "./context";
import { opened, plain, textOf, type Properties } from "./wire";
import { Subject } from "./aws/subject";

/** Kinds of Kubernetes 1.36 that live outside of namespaces. */
const clusterWide: ReadonlySet<string> = new Set([
  "APIService",
  "CSIDriver",
  "ClusterRole",
  "ClusterRoleBinding",
  "CustomResourceDefinition",
  "IngressClass",
  "MutatingWebhookConfiguration",
  "Namespace",
  "PersistentVolume",
  "PriorityClass",
  "RuntimeClass",
  "StorageClass",
  "ValidatingAdmissionPolicy",
  "ValidatingAdmissionPolicyBinding",
  "ValidatingWebhookConfiguration",
  "VolumeSnapshotClass",
]);

/**
 * What the Kubernetes provider answers: the object with its name and namespace filled in. A name it would generate is
 * unknown in a preview; the id is `namespace/name`, or the name alone.
 */
export function createObject(
  type: string,
  logicalName: string,
  inputs: Properties,
  context: SimulationContext,
  attempt: number,
): { readonly id: string | undefined; readonly outputs: Properties } {
  const kind = textOf(inputs["kind"]) ?? type.split(":").at(-1) ?? "";
  const metadata = opened(inputs["metadata"]);
  const subject = new Subject(type, logicalName, opened(plain(metadata)), context, attempt);
  const generated = context.preview ? UNKNOWN : `${logicalName}-${subject.hex(8)}`;
  const named = {
    ...(clusterWide.has(kind) ? {} : { namespace: "default" }),
    name: generated,
    ...metadata,
  };
  const name = textOf(named.name) ?? "";
  const namespace = textOf((named as Properties)["namespace"]);
  const outputs = {
    ...inputs,
    kind,
    metadata: context.preview
      ? named
      : { ...named, uid: subject.uuid(), resourceVersion: "1", generation: 1 },
  };
  const id = namespace === undefined ? name : `${namespace}/${name}`;
  return { id: context.preview ? undefined : id, outputs };
}
