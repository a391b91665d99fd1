import { asList } from "../../testing/as-list";
import { ABSENT } from "../../testing/paths";
import { describeRule, type Spec, where } from "../../testing/spec";
import { ingressTls } from "./ingress-tls";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const alb = (name: string) => `metadata.annotations["alb.ingress.kubernetes.io/${name}"]`;
const nlb = (name: string) => `metadata.annotations["service.beta.kubernetes.io/aws-load-balancer-${name}"]`;

const ingress: Spec = {
  compliant: {
    type: "kubernetes:networking.k8s.io/v1:Ingress",
    name: "public",
    properties: {
      metadata: {
        annotations: {
          "alb.ingress.kubernetes.io/certificate-arn": UNKNOWN,
          "alb.ingress.kubernetes.io/listen-ports": '[{"HTTP":80},{"HTTPS":443}]',
          "alb.ingress.kubernetes.io/ssl-redirect": "443",
        },
      },
    },
  },
  fails: {
    "no certificate": { [alb("certificate-arn")]: ABSENT },
    "no annotations": { metadata: ABSENT },
    "plain HTTP beside HTTPS": { [alb("ssl-redirect")]: ABSENT },
  },
  passes: {
    "tls of its own": { [alb("certificate-arn")]: ABSENT, "spec.tls": [{ secretName: "certificate" }] },
    "HTTPS alone": { [alb("listen-ports")]: '[{"HTTPS":443}]', [alb("ssl-redirect")]: ABSENT },
    "the controller's own ports": { [alb("listen-ports")]: ABSENT, [alb("ssl-redirect")]: ABSENT },
  },
  notApplicable: {
    "a patch, which may leave it as it is": where({
      changes: { metadata: ABSENT },
      resource: { type: "kubernetes:networking.k8s.io/v1:IngressPatch" },
    }),
  },
};

describeRule(ingressTls, ingress);
describeRule(ingressTls, asList(ingress));

const service: Spec = {
  compliant: {
    type: "kubernetes:core/v1:Service",
    name: "public",
    properties: {
      metadata: {
        annotations: {
          "service.beta.kubernetes.io/aws-load-balancer-ssl-cert": UNKNOWN,
          "service.beta.kubernetes.io/aws-load-balancer-scheme": "internet-facing",
        },
      },
      spec: { type: "LoadBalancer" },
    },
  },
  fails: { "no certificate": { [nlb("ssl-cert")]: ABSENT }, "no annotations": { metadata: ABSENT } },
  notApplicable: {
    "a patch, which may leave it as it is": where({
      changes: { metadata: ABSENT },
      resource: { type: "kubernetes:core/v1:ServicePatch" },
    }),
    "a service inside the cluster": { "spec.type": "ClusterIP", metadata: ABSENT },
    "a service of which nothing is said": { spec: ABSENT },
    "a load balancer inside the VPC": { [nlb("scheme")]: "internal", [nlb("ssl-cert")]: ABSENT },
  },
};

describeRule(ingressTls, service);
describeRule(ingressTls, asList(service));
