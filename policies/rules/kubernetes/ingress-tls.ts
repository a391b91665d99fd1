import { fault, notApplicable, resourceRule, type Check, type Resource } from "../../rule";

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
  types: ["kubernetes:networking.k8s.io/v1:Ingress", SERVICE],
  check: (resource) => (resource.type === SERVICE ? checkService(resource) : checkIngress(resource)),
});

function checkIngress(ingress: Resource): Check {
  const annotation = (name: string): string | undefined =>
    ingress.string("metadata", "annotations", `${ALB}/${name}`);
  return [
    fault("it has no certificate", () => {
      return (
        ingress.list("spec", "tls").length === 0 &&
        !ingress.has("metadata", "annotations", `${ALB}/certificate-arn`)
      );
    }),
    fault("it answers plain HTTP as well", () => {
      const answersHttp = (annotation("listen-ports") ?? "").includes('"HTTP"');
      return answersHttp && annotation("ssl-redirect") === undefined;
    }),
  ];
}

function checkService(service: Resource): Check {
  if (service.string("spec", "type") !== "LoadBalancer") return notApplicable("it is no load balancer");
  if (service.string("metadata", "annotations", `${NLB}-scheme`) === "internal")
    return notApplicable("it is internal");
  return [fault("it answers without TLS", () => !service.has("metadata", "annotations", `${NLB}-ssl-cert`))];
}
