import * as proto from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";

/** The types that most rules look at. */
const TYPES = [
  "aws:s3/bucket:Bucket",
  "aws:sqs/queue:Queue",
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:iam/role:Role",
  "kubernetes:apps/v1:Deployment",
  "kubernetes:core/v1:ConfigMap",
  "aws:cloudwatch/metricAlarm:MetricAlarm",
  "aws:rds/instance:Instance",
  "kubernetes:networking.k8s.io/v1:NetworkPolicy",
  "aws:lambda/function:Function",
];

/** So many resources, in turn of each of the types, of about so many bytes. */
export function syntheticResources(count: number, bytes: number): proto.AnalyzerResource[] {
  return Array.from({ length: count }, (_, index) => {
    const type = TYPES[index % TYPES.length] ?? "";
    const resource = new proto.AnalyzerResource();
    resource.setType(type);
    resource.setName(`resource-${String(index)}`);
    resource.setUrn(`urn:pulumi:prod::commerce::${type}::resource-${String(index)}`);
    resource.setProperties(Struct.fromJavaScript(properties(index, bytes)));
    resource.setOptions(new proto.AnalyzerResourceOptions());
    return resource;
  });
}

function properties(index: number, bytes: number): Record<string, JavaScriptValue> {
  const container = { name: "main", image: "public.ecr.aws/x/y@sha256:0", ports: [{ containerPort: 8080 }] };
  const own = {
    tags: { Project: "commerce", Stage: "prod", ManagedBy: "pulumi", Name: String(index) },
    metadata: { name: `resource-${String(index)}`, namespace: "payment" },
    spec: { replicas: 2, template: { spec: { containers: [container, container] } } },
    assumeRolePolicy: JSON.stringify({ Statement: [{ Effect: "Allow", Principal: { Service: "x" } }] }),
    ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/8"] }],
  };
  const settings: Record<string, string> = {};
  while (JSON.stringify({ ...own, settings }).length < bytes) {
    settings[`setting-${String(Object.keys(settings).length)}`] = "a value of forty characters, more or less";
  }
  return { ...own, settings };
}
