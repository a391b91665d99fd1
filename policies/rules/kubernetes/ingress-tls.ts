import { fault, notApplicable, resourceRule, type Fault } from "../../rule";
import type { Reading } from "../../reading";
import { formsOf, objectsIn, type KubernetesObject } from "../../subjects/kubernetes-object";

const SERVICE = "kubernetes:core/v1:Service";
const ALB = "alb.ingress.kubernetes.io";
const NLB = "service.beta.kubernetes.io/aws-load-balancer";

export const ingressTls = resourceRule({
  id: "ingress-tls",
  description: "What the internet reaches in the cluster, it reaches by TLS.",
  remediation:
    "Give the Ingress tls, or a certificate-arn and ssl-redirect; give a public Service of type LoadBalancer an ssl-cert.",
  severity: "high",
  level: "mandatory",
  references: { "CIS-EKS": ["5.4.5"] },
  types: formsOf("kubernetes:networking.k8s.io/v1:Ingress", SERVICE),
  check: (resource) => {
    const whole = objectsIn(resource).filter(({ isPatch }) => !isPatch);
    const faults = whole.flatMap((object) =>
      object.type === SERVICE ? faultsOfService(object) : faultsOfIngress(object),
    );
    return faults.length > 0
      ? faults
      : notApplicable("nothing in it is a public load balancer, as far as it says");
  },
});

function faultsOfIngress({ reading, label }: KubernetesObject): Fault[] {
  const annotation = (name: string): string | undefined =>
    reading.string("metadata", "annotations", `${ALB}/${name}`);
  return [
    fault(`${label}it has no certificate`, () => {
      return (
        reading.list("spec", "tls").length === 0 &&
        !reading.has("metadata", "annotations", `${ALB}/certificate-arn`)
      );
    }),
    fault(`${label}it answers plain HTTP as well`, () => {
      const answersHttp = (annotation("listen-ports") ?? "").includes('"HTTP"');
      return answersHttp && annotation("ssl-redirect") === undefined;
    }),
  ];
}

function faultsOfService({ reading, label }: KubernetesObject): Fault[] {
  if (!isPublic(reading)) return [];
  return [
    fault(`${label}it answers without TLS`, () => !reading.has("metadata", "annotations", `${NLB}-ssl-cert`)),
  ];
}

function isPublic(service: Reading): boolean {
  return (
    service.string("spec", "type") === "LoadBalancer" &&
    service.string("metadata", "annotations", `${NLB}-scheme`) !== "internal"
  );
}
