import { listAt, numberAt, textAt, type Rule } from "./bill";

/** GiB of a Kubernetes quantity such as `20Gi`. */
const gib = (quantity: string | undefined): number | undefined => {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(Mi|Gi|Ti)$/.exec(quantity ?? "") ?? [];
  if (amount === undefined || unit === undefined) return undefined;
  return Number(amount) * { Mi: 1 / 1024, Gi: 1, Ti: 1024 }[unit as "Mi" | "Gi" | "Ti"];
};

const claim: Rule = (resource, bill) => {
  const size = gib(textAt(resource, "spec", "resources", "requests", "storage"));
  if (size === undefined) bill.miss("its size is not known at preview");
  else bill.monthly("ebs.gp3", size, "volume");
};

const statefulSet: Rule = (resource, bill) => {
  const replicas = numberAt(resource, "spec", "replicas") ?? 1;
  for (const template of listAt(resource, "spec", "volumeClaimTemplates").keys()) {
    const size = gib(
      textAt(resource, "spec", "volumeClaimTemplates", template, "spec", "resources", "requests", "storage"),
    );
    if (size === undefined) bill.miss("the size of its volumes is not known at preview");
    else bill.monthly("ebs.gp3", replicas * size, "volumes");
  }
};

const groupOf = "alb.ingress.kubernetes.io/group.name";

/** What controllers in the cluster buy on account of an object. */
export const kubernetesRules: Readonly<Record<string, Rule>> = {
  "kubernetes:core/v1:PersistentVolumeClaim": claim,
  "kubernetes:apps/v1:StatefulSet": statefulSet,
  "kubernetes:core/v1:Service": (resource, bill) => {
    if (textAt(resource, "spec", "type") === "LoadBalancer") bill.hourly("nlb", 1, "network load balancer");
  },
  "kubernetes:networking.k8s.io/v1:Ingress": (resource, bill) => {
    const group = textAt(resource, "metadata", "annotations", groupOf);
    const sharesWithEarlier = bill
      .others(resource.type)
      .some(
        (other) =>
          other.urn < resource.urn &&
          group !== undefined &&
          textAt(other, "metadata", "annotations", groupOf) === group,
      );
    if (sharesWithEarlier) return;
    bill.hourly("alb", 1, "application load balancer");
    bill.hourlyByUse(
      "alb.lcu",
      bill.usage.loadBalancerCapacityUnits,
      "capacity units",
      "loadBalancerCapacityUnits",
    );
  },
};

const runOnNodes =
  /^kubernetes:(core|apps|batch|policy|autoscaling|storage\.k8s\.io|rbac\.authorization\.k8s\.io|networking\.k8s\.io|scheduling\.k8s\.io|apiextensions\.k8s\.io|secrets-store\.csi\.x-k8s\.io|admissionregistration\.k8s\.io)\/v\d[a-z0-9]*:/;

/** Plain objects run on nodes that are priced already; of a chart or a custom resource nobody can say what it buys. */
export const isFreeInKubernetes = (type: string): boolean =>
  runOnNodes.test(type) && !Object.hasOwn(kubernetesRules, type);
