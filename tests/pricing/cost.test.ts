import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import fc from "fast-check";

import { breakDown } from "../../pricing/breakdown";
import { monthlyCost, type CostOptions, type MonthlyCost, type Priceable } from "../../pricing/cost";
import { isFree } from "../../pricing/free";
import { pricedTypes } from "../../pricing/rules";
import { parsePriceTable } from "../../pricing/table";
import { usageOf, type Usage } from "../../pricing/usage";
import { published, type Published } from "./published";
import { resource, stackOf } from "./resources";

const usageJson: unknown = JSON.parse(readFileSync("pricing/usage.json", "utf8"));
const unused = Object.fromEntries(
  Object.keys(usageOf(usageJson, "test")).map((key) => [key, 0]),
) as unknown as Usage;
const on = "2026-11-20";

const cost = (resources: readonly Priceable[], options: CostOptions = {}): MonthlyCost =>
  monthlyCost(stackOf(resources), { on, ...options });
const totalOf = ({ resources, usage }: Published): number => {
  const { fixedUsd, usageUsd } = cost(resources, { usage: { ...unused, ...usage } });
  return fixedUsd + usageUsd;
};
const nodeGroup = (inputs: Priceable["inputs"] = {}): Priceable =>
  resource("aws:eks/nodeGroup:NodeGroup", {
    instanceTypes: ["m7g.large"],
    scalingConfig: { desiredSize: 2, minSize: 1, maxSize: 5 },
    diskSize: 50,
    ...inputs,
  });

describe("the cost of a stack", () => {
  it("is shown in docs/pricing.md against what others published", () => {
    const rows = published.map((each) => {
      const ours = totalOf(each);
      const off = `${(((ours - each.usd) / each.usd) * 100).toFixed(1)} %`;
      return `| ${each.what} | $${each.usd.toFixed(2)} | $${ours.toFixed(2)} | ${off} | [source](${each.source}) |`;
    });
    const page = readFileSync("docs/pricing.md", "utf8").replace(/ +/g, " ");
    for (const row of rows) assert.ok(page.includes(row), `docs/pricing.md lacks\n${rows.join("\n")}`);
  });

  for (const each of published) {
    it(`is within 2 % of what others published: ${each.what}`, () => {
      const ours = totalOf(each);
      assert.ok(Math.abs(ours - each.usd) / each.usd < 0.02, `$${ours.toFixed(2)}`);
    });
  }

  const known: readonly (readonly [string, string, number])[] = [
    ["eks.cluster", "hour", 73],
    ["eks.cluster.extendedSupport", "hour", 438],
    ["nat.gateway", "hour", 32.85],
    ["alb", "hour", 16.43],
    ["alb.lcu", "hour", 5.84],
    ["ipv4.public", "hour", 3.65],
    ["vpcEndpoint.interface", "hour", 7.3],
    ["ec2.t4g.medium", "hour", 24.53],
    ["ec2.m7g.large", "hour", 59.57],
    ["fargate.vcpu", "hour", 29.55],
    ["fargate.gb", "hour", 3.24],
    ["rds.postgres.db.t4g.micro", "hour", 11.68],
    ["rds.mysql.db.m5.large", "hour", 124.83],
    ["aurora.acu", "ACU-hour", 87.6],
    ["kms.key", "month", 1],
    ["secret", "month", 0.4],
    ["route53.zone", "month", 0.5],
    ["waf.acl", "month", 5],
    ["waf.rule", "month", 1],
  ];
  for (const [id, unit, usd] of known) {
    it(`has ${id} at $${String(usd)} a month`, () => {
      const prices = parsePriceTable(JSON.parse(readFileSync("pricing/prices.json", "utf8")));
      const price = prices.find(id, "us-east-1");
      assert.equal(price?.unit, unit);
      assert.ok(Math.abs(price.usd * (unit === "month" ? 1 : prices.hoursPerMonth) - usd) < 0.006);
    });
  }

  it("charges a database by its own engine's prices, and says so where there is none", () => {
    const database = (engine: string, instanceClass: string): MonthlyCost =>
      cost([
        resource("aws:rds/instance:Instance", {
          engine,
          instanceClass,
          storageType: "gp3",
          allocatedStorage: 100,
        }),
      ]);
    assert.equal(database("mysql", "db.m5.large").fixedUsd.toFixed(2), (124.83 + 11.5).toFixed(2));
    const unpriced = database("mysql", "db.m7g.large");
    assert.equal(unpriced.fixedUsd.toFixed(2), "11.50");
    assert.match(JSON.stringify(unpriced), /no price for rds\.mysql\.db\.m7g\.large/);
  });

  it("asks six times as much for a cluster from the day its version leaves standard support", () => {
    const cluster = [resource("aws:eks/cluster:Cluster", { version: "1.34" })];
    assert.equal(cost(cluster, { on: "2026-12-02" }).fixedUsd.toFixed(2), "73.00");
    assert.equal(cost(cluster, { on: "2026-12-03" }).fixedUsd.toFixed(2), "438.00");
  });

  it("takes a version older than any it knows for one in extended support", () => {
    assert.equal(
      cost([resource("aws:eks/cluster:Cluster", { version: "1.21" })]).fixedUsd.toFixed(2),
      "438.00",
    );
  });

  it("counts nodes and their disks at the desired size", () => {
    assert.equal(cost([nodeGroup()]).fixedUsd.toFixed(2), (2 * 59.568 + 100 * 0.08).toFixed(2));
  });

  it("lists Spot nodes apart, with the share of the on-demand price that is assumed", () => {
    const { fixedUsd, lines } = cost([nodeGroup({ capacityType: "SPOT" })], {
      usage: { ...unused, spotShareOfOnDemand: 0.5 },
    });
    assert.equal(fixedUsd.toFixed(2), "8.00");
    const spot = lines.find(({ assumptions }) => assumptions.includes("spotShareOfOnDemand"));
    assert.equal(spot?.usdPerMonth.toFixed(2), "59.57");
  });

  it("counts load balancers that share an Ingress group once", () => {
    const ingress = (name: string, group?: string): Priceable =>
      resource(
        "kubernetes:networking.k8s.io/v1:Ingress",
        {
          metadata: {
            annotations: group === undefined ? {} : { "alb.ingress.kubernetes.io/group.name": group },
          },
        },
        { name },
      );
    const { fixedUsd } = cost([ingress("a", "shop"), ingress("b", "shop"), ingress("c")], { usage: unused });
    assert.equal(fixedUsd.toFixed(2), "32.85");
  });

  it("counts an endpoint whose subnets are not known yet by the zones of the subnets it depends on", () => {
    const subnet = (name: string, availabilityZone: string): Priceable =>
      resource("aws:ec2/subnet:Subnet", { availabilityZone }, { name });
    const subnets = [subnet("a", "us-east-1a"), subnet("b", "us-east-1b"), subnet("c", "us-east-1b")];
    const endpoint = resource(
      "aws:ec2/vpcEndpoint:VpcEndpoint",
      { vpcEndpointType: "Interface", subnetIds: { $unknown: true } },
      { propertyDependencies: { subnetIds: subnets.map(({ urn }) => urn) } },
    );
    assert.equal(cost([...subnets, endpoint], { usage: unused }).fixedUsd.toFixed(2), "14.60");
  });

  it("counts components, and what is only read, nowhere", () => {
    const secret = resource("aws:secretsmanager/secret:Secret");
    const { lines, unpriced } = cost([
      { ...secret, read: true },
      resource("commerce:data:Stores", {}, { custom: false }),
    ]);
    assert.deepEqual([lines, unpriced], [[], []]);
  });
});

describe("what has no price", () => {
  for (const [what, given, reason] of [
    ["a type nobody knows", resource("aws:sagemaker/endpoint:Endpoint"), /no price for this type/],
    [
      "a Helm release, whose contents are hidden",
      resource("kubernetes:helm.sh/v3:Release"),
      /no price for this type/,
    ],
    [
      "a size nobody knows",
      nodeGroup({ instanceTypes: ["x9z.metal"] }),
      /no price for ec2\.x9z\.metal in us-east-1/,
    ],
    [
      "a size known after deployment",
      nodeGroup({ scalingConfig: { $unknown: true } }),
      /not known at preview/,
    ],
    [
      "capacity of a table",
      resource("aws:dynamodb/table:Table", { billingMode: "PROVISIONED" }),
      /provisioned capacity/,
    ],
    [
      "another engine",
      resource("aws:rds/instance:Instance", { engine: "oracle-ee", instanceClass: "db.t4g.micro" }),
      /no price for rds\.oracle-ee/,
    ],
  ] as const) {
    it(`is named and never taken as zero: ${what}`, () => {
      const { unpriced } = cost([given]);
      assert.equal(unpriced[0]?.type, given.type);
      assert.match(unpriced[0].reason, reason);
    });
  }

  it("in a region without a row is named by region, not priced as another", () => {
    const { lines, unpriced } = monthlyCost(
      stackOf([resource("aws:ec2/natGateway:NatGateway")], "sa-east-1"),
      { on },
    );
    assert.deepEqual(lines, []);
    assert.match(unpriced[0]?.reason ?? "", /no price for nat\.gateway in sa-east-1/);
  });

  it("in no known region says so", () => {
    const { unpriced } = monthlyCost({ stack: "test", resources: [resource("aws:kms/key:Key")] }, { on });
    assert.match(unpriced[0]?.reason ?? "", /region is not known/);
  });

  it("is one of three: priced, free or unpriced, whatever the type", () => {
    const type = fc.oneof(fc.constantFrom(...pricedTypes), fc.string());
    fc.assert(
      fc.property(type, (of) => {
        assert.ok(!(isFree(of) && pricedTypes.includes(of)));
        const { lines, unpriced } = cost([resource(of)]);
        const isNamed = unpriced.some((each) => each.type === of);
        assert.ok(isFree(of) || pricedTypes.includes(of) || isNamed);
        assert.ok(lines.every(({ usdPerMonth }) => usdPerMonth >= 0));
      }),
    );
  });
});

describe("the breakdown of a cost", () => {
  const component = (name: string, parent?: string, inputs: Priceable["inputs"] = {}): Priceable =>
    resource("commerce:data:Stores", inputs, {
      name,
      custom: false,
      ...(parent !== undefined && { parent }),
    });
  const stores = component("data");
  const order = component("order-secret", undefined, { service: "order" });
  const key = resource("aws:kms/key:Key", {}, { name: "key", parent: stores.urn });
  const secret = resource("aws:secretsmanager/secret:Secret", {}, { name: "secret", parent: order.urn });
  const queue = resource("aws:sqs/queue:Queue", {}, { name: "messages-order" });
  const { resources } = stackOf([stores, order, key, secret, queue]);

  it("ends even where a plan says that a component is in itself", () => {
    const loop = { ...stores, parent: stores.urn };
    assert.equal(breakDown(cost([loop, key]), [loop, key]).components[0]?.name, "data");
  });

  it("adds up to the whole by component, by service and by kind", () => {
    const whole = cost(resources);
    const { components, services, kinds } = breakDown(whole, resources);
    for (const shares of [components, services, kinds]) {
      const sum = (of: "fixedUsd" | "usageUsd"): number =>
        shares.reduce((total, share) => total + share[of], 0);
      assert.equal(sum("fixedUsd").toFixed(6), whole.fixedUsd.toFixed(6));
      assert.equal(sum("usageUsd").toFixed(6), whole.usageUsd.toFixed(6));
    }
  });

  it("gives a resource to the service that a component around it serves, or that its name speaks of", () => {
    const { services } = breakDown(cost(resources), resources);
    assert.deepEqual(
      services.map(({ name, fixedUsd }) => [name, fixedUsd]),
      [
        ["(shared)", 1],
        ["order", 0.4],
      ],
    );
    assert.ok((services[1]?.usageUsd ?? 0) > 0);
  });
});

describe("the files of prices and of use", () => {
  const prices = JSON.parse(readFileSync("pricing/prices.json", "utf8")) as {
    rows: Record<string, unknown>[];
  };
  const withRow = (fields: Record<string, unknown>): unknown => ({
    ...prices,
    rows: [{ ...prices.rows[0], ...fields }],
  });

  for (const [what, fields, message] of [
    ["without a source", { source: undefined }, /source/],
    ["with a date that is none", { asOf: "last week" }, /must be a date/],
    ["with a negative price", { usd: -1 }, /usd/],
    ["with a field nobody reads", { discount: 1 }, /discount/],
  ] as const) {
    it(`are refused with a row ${what}`, () =>
      assert.throws(() => parsePriceTable(withRow(fields)), message));
  }

  it("are refused with two rows for one price", () => {
    const [row] = prices.rows;
    assert.throws(
      () => parsePriceTable({ ...prices, rows: [row, row] }),
      /two rows for eks\.cluster in us-east-1/,
    );
  });

  it("let a stack differ from the default", () => {
    const file = { ...(usageJson as object), stacks: { prod: { natGatewayGb: 5000 } } };
    assert.equal(usageOf(file, "prod").natGatewayGb, 5000);
    assert.equal(usageOf(file, "test").natGatewayGb, 100);
  });

  it("refuse an assumption nobody reads", () => {
    assert.throws(
      () => usageOf({ ...(usageJson as object), stacks: { prod: { natGb: 1 } } }, "prod"),
      /natGb/,
    );
  });
});
