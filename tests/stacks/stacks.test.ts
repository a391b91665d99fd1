import assert from "node:assert/strict";
import { SECRET, SIGNATURE } from "../../preview/registration";
import { preview, previewed, type Stack, type Value } from "./previewed";

/** What cannot be made again as it was. Messages and logs are not meant: they are on their way, or a copy. */
const keepsData = [
  "aws:cognito/userPool:UserPool",
  "aws:dynamodb/table:Table",
  "aws:ecr/repository:Repository",
  "aws:kms/key:Key",
  "aws:rds/instance:Instance",
  "aws:route53/zone:Zone",
  "aws:s3/bucket:Bucket",
  "aws:secretsmanager/secret:Secret",
  "kubernetes:core/v1:PersistentVolumeClaim",
];
const projectTags = { Project: "commerce", ManagedBy: "pulumi" };

for (const name of ["test", "prod"]) {
  describe(`stack ${name}`, () => {
    let stack: Stack;
    before(async () => {
      stack = await previewed(name);
    });

    it("tags everything of AWS that has tags at all with project, stage and manager", () => {
      const tagged = stack.resources.filter(({ inputs }) => inputs["tags"] !== undefined);
      assert(tagged.length > 80, String(tagged.length));
      for (const { urn, inputs } of tagged as Value[]) {
        for (const [key, value] of Object.entries({ ...projectTags, Stage: name })) {
          assert.equal(inputs.tags[key], value, `${urn}: ${key}`);
        }
      }
    });

    it(`${name === "prod" ? "protects" : "does not protect"} what keeps data`, () => {
      const keeps = stack.resources.filter(({ type }) => keepsData.includes(type));
      assert(keeps.length > 10, String(keeps.length));
      for (const { urn, protect, retainOnDelete } of keeps) {
        assert.deepEqual([protect, retainOnDelete], [name === "prod", name === "prod"], urn);
      }
    });

    it("gives every resource its provider by name, never a default one", () => {
      const defaults = stack
        .ofType("pulumi:providers:aws")
        .concat(stack.ofType("pulumi:providers:kubernetes"));
      assert.deepEqual(defaults.map((provider) => provider.name).sort(), [
        "cluster",
        "eks-cluster-eks-k8s",
        "stage",
      ]);
    });

    it("has every resource in a component, but for providers", () => {
      const loose = stack.resources.filter(
        ({ custom, parent, type }) =>
          custom && parent?.includes("pulumi:pulumi:Stack") && !type.startsWith("pulumi:"),
      );
      assert.deepEqual(
        loose.map(({ urn }) => urn),
        [],
      );
    });

    it("has no plain Kubernetes Secret (fault 34), and no secret in its outputs", () => {
      assert.equal(stack.ofType("kubernetes:core/v1:Secret").length, 0);
      assert.doesNotMatch(JSON.stringify(stack.run.outputs), new RegExp(`${SIGNATURE}":"${SECRET}`));
    });

    it("starts no pod of a service whose image was not pushed, and says how to push one", () => {
      for (const service of ["order", "payment", "catalog"]) {
        const { spec } = stack.inputs("kubernetes:apps/v1:Deployment", `${service}-deployment`);
        assert.equal(spec.replicas, 0);
      }
      assert.deepEqual(Object.keys((stack.run.outputs as Value).imagesToPush).sort(), [
        "catalog",
        "order",
        "payment",
      ]);
    });

    it("leaves the number of pods to the autoscaler once there is an image", async () => {
      const digest = `sha256:${"a".repeat(64)}`;
      const running = await preview(name, process.cwd(), (settings) => {
        settings["commerce:images"] = { order: digest };
      });
      const { spec } = running.inputs("kubernetes:apps/v1:Deployment", "order-deployment");
      assert.equal("replicas" in spec, false);
      assert.deepEqual(Object.keys((running.run.outputs as Value).imagesToPush).sort(), [
        "catalog",
        "payment",
      ]);
    });

    it("mentions no Output in any text (fault 18)", () => {
      for (const { urn, inputs } of stack.resources) {
        assert.doesNotMatch(JSON.stringify(inputs), /Calling \[toString\]|\[object Object\]|undefined/, urn);
      }
    });
  });
}

describe("the network", () => {
  const subnets = (stack: Stack): Map<string, unknown> =>
    new Map(stack.ofType("aws:ec2/subnet:Subnet").map((subnet) => [subnet.name, subnet.inputs["cidrBlock"]]));

  it("keeps every subnet where it is when a zone is added", async () => {
    const two = subnets(await previewed("test"));
    const three = subnets(
      await preview("test", process.cwd(), (settings) => {
        settings["commerce:network"].zones.push("us-east-1c");
      }),
    );
    assert.equal(three.size, 6);
    for (const [name, cidrBlock] of two) assert.equal(three.get(name), cidrBlock, name);
  });

  for (const [nat, gateways, routes] of [
    ["none", 0, 0],
    ["single", 1, 2],
    ["perZone", 2, 2],
    ["regional", 1, 2],
  ] as const) {
    it(`reaches the internet from private subnets by ${String(gateways)} gateways with nat: ${nat}`, async () => {
      const stack = await preview("test", process.cwd(), (settings) => {
        settings["commerce:network"].nat = nat;
        if (nat === "none") settings["commerce:compute"].nodeSubnets = "public";
      });
      assert.equal(stack.ofType("aws:ec2/natGateway:NatGateway").length, gateways);
      const through = stack
        .ofType("aws:ec2/route:Route")
        .filter(({ inputs }) => inputs["natGatewayId"] !== undefined);
      assert.equal(through.length, routes);
    });
  }
});
