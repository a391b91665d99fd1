import { z } from "zod";

const wholeNumber = (least: number, most: number) => z.int().min(least).max(most);
const cidr = z
  .string()
  .regex(/^(\d{1,3}\.){3}\d{1,3}\/\d{1,2}$/, "must be an IPv4 range such as 10.0.0.0/16");
const arn = (service: string) =>
  z.string().regex(new RegExp(`^arn:aws:${service}:`), `must be an ARN such as arn:aws:${service}:…`);
const instanceType = z
  .string()
  .regex(/^[a-z][a-z0-9-]*\.[a-z0-9]+$/, "must be an instance type such as m7g.large");
const label = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,20}$/, "must be lower-case letters, digits and `-`, at most 21");

const stage = z.strictObject({
  /** Name of the stage; must equal the stack's name, so that no stack runs with another's settings. */
  name: label,
  /** The AWS account of this stage; deploying to any other is refused. */
  accountId: z.string().regex(/^\d{12}$/, 'must be 12 digits in quotes, such as "123456789012"'),
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "must be a region such as us-east-1"),
  /** DNS domain of the stage; a hosted zone is created for it. */
  domain: z
    .string()
    .regex(/^([a-z0-9]([-a-z0-9]*[a-z0-9])?\.)+[a-z]{2,}$/, "must be a domain such as test.example.com"),
  /** Guards databases, buckets and keys against deletion, by Pulumi and by AWS. */
  protect: z.boolean().default(false),
});

const network = z.strictObject({
  cidrBlock: cidr,
  /** Names of the availability zones, at least two; adding one adds subnets, removing one removes them. */
  zones: z.array(z.string()).min(2, "must name at least two zones").max(4),
  /** How private subnets reach the internet; `regional` is AWS's one NAT gateway for all zones. */
  nat: z.enum(["none", "single", "perZone", "regional"]),
  /** AWS services reached through interface endpoints, such as `sqs` or `ecr.api`; each costs by the zone and hour. */
  interfaceEndpoints: z.array(z.string().regex(/^[a-z0-9.-]+$/)).default([]),
  flowLogRetentionDays: z.literal([30, 90, 180, 365, 731, 1827, 3653]).default(30),
  /** Networks that this one will be joined with; their ranges must not overlap. */
  peers: z.array(z.strictObject({ name: label, cidrBlock: cidr })).default([]),
});

const nodeGroup = z.strictObject({
  instanceTypes: z.array(instanceType).min(1),
  capacityType: z.enum(["ON_DEMAND", "SPOT"]).default("ON_DEMAND"),
  minSize: wholeNumber(0, 100),
  maxSize: wholeNumber(1, 100),
  diskGiB: wholeNumber(20, 1000).default(50),
  operatingSystem: z.enum(["AL2023", "Bottlerocket"]).default("AL2023"),
});

const compute = z.strictObject({
  kind: z.literal("eks"),
  /** Kubernetes version; one in extended support is refused. */
  version: z.string().regex(/^1\.\d\d$/, 'must be a version in quotes, such as "1.36"'),
  /** Range of Kubernetes Service addresses; must not overlap with the network. */
  serviceCidrBlock: cidr.default("172.20.0.0/16"),
  endpoint: z.strictObject({
    /** Where `pulumi up` runs: inside the VPC, or outside of it through the public endpoint. */
    deployFrom: z.enum(["vpc", "internet"]),
    /** Ranges that may reach the public endpoint; empty closes it. */
    publicCidrBlocks: z.array(cidr).default([]),
  }),
  nodeSubnets: z.enum(["private", "public"]).default("private"),
  /** Who adds and removes nodes. */
  autoscaler: z.enum(["clusterAutoscaler", "none"]).default("clusterAutoscaler"),
  nodeGroups: z
    .record(label, nodeGroup)
    .refine((groups) => Object.keys(groups).length > 0, "needs at least one group"),
  /** IAM roles with cluster administration, by a name of your choice. */
  administrators: z.record(label, arn("iam:")).default({}),
});

const instance = {
  kind: z.literal("rds"),
  instanceClass: z
    .string()
    .regex(/^db\.[a-z0-9]+\.[a-z0-9]+$/, "must be an instance class such as db.t4g.micro"),
  storageGiB: wholeNumber(20, 16_384).default(20),
  /** Storage grows by itself up to this. */
  maxStorageGiB: wholeNumber(22, 65_536).default(100),
  multiZone: z.boolean().default(false),
  backupRetentionDays: wholeNumber(1, 35).default(7),
};

const relational = z.discriminatedUnion("engine", [
  z.strictObject({
    ...instance,
    engine: z.literal("postgresql"),
    version: z.string().regex(/^1[78]$/, 'must be a supported major version in quotes: "17" or "18"'),
  }),
  z.strictObject({
    ...instance,
    engine: z.literal("mysql"),
    version: z.string().regex(/^8\.4$/, 'must be a supported major version in quotes: "8.4"'),
  }),
]);

const table = z.strictObject({ kind: z.literal("dynamodb") });

const observability = z.strictObject({
  /** Where Prometheus and Grafana keep their data: lost with the pod, or on an EBS volume. */
  storage: z.enum(["emptyDir", "ebs"]).default("emptyDir"),
  storageGiB: wholeNumber(1, 1000).default(20),
  metricsRetentionDays: wholeNumber(1, 365).default(15),
  logRetentionDays: z.literal([30, 90, 180, 365, 731, 1827, 3653]).default(30),
  /** Who gets alarms; each address confirms its subscription by a link in the first mail. */
  alarmEmails: z.array(z.email("must be an e-mail address")).min(1, "needs at least one address"),
});

/** The settings of one stage: every key of `commerce:` in `Pulumi.<stack>.yaml`. */
export const schema = z.strictObject({
  stage,
  network,
  compute,
  /** The store of each service that has one, by the service's name. */
  data: z.record(z.string(), z.discriminatedUnion("kind", [relational, table])),
  observability,
  /** The image each service runs, by the digest that a push prints; a service without one waits with no pods. */
  images: z
    .record(
      z.string(),
      z.string().regex(/^sha256:[0-9a-f]{64}$/, "must be an image digest, sha256:<64 hex digits>"),
    )
    .default({}),
});

export type Settings = z.infer<typeof schema>;
export type RelationalSettings = z.infer<typeof relational>;
