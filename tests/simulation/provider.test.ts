import assert from "node:assert/strict";
import { UNKNOWN } from "../../preview/registration";
import { check, create, invoke } from "../../preview/simulation";

const deployed = { accountId: "123456789012", region: "eu-west-1", preview: false };
const previewed = { ...deployed, preview: true };
const defaultTags = { tags: { Project: "commerce", Stage: "test" } };

describe("inputs are checked as the providers do", () => {
  it("default tags join a resource's own, which win", () => {
    const checked = check("aws:ec2/subnet:Subnet", { tags: { Stage: "mine" } }, { defaultTags });
    assert.deepEqual(checked, { tags: { Project: "commerce", Stage: "mine" } });
  });

  it("default tags reach a resource without tags of its own", () => {
    assert.deepEqual(check("aws:sqs/queue:Queue", {}, { defaultTags }), { tags: defaultTags.tags });
  });

  for (const type of [
    "aws:ec2/route:Route",
    "aws:autoscaling/group:Group",
    "aws:sqs/queuePolicy:QueuePolicy",
    "kubernetes:core/v1:ConfigMap",
  ]) {
    it(`${type} takes no map of tags and gets none`, () => {
      assert.deepEqual(check(type, {}, { defaultTags }), {});
    });
  }

  it("tags that are unknown as a whole stay so", () => {
    assert.deepEqual(check("aws:sqs/queue:Queue", { tags: UNKNOWN }, { defaultTags }), { tags: UNKNOWN });
  });

  it("what is undefined is left out, at every depth", () => {
    assert.deepEqual(check("aws:sqs/queue:Queue", { a: undefined, b: { c: undefined } }, {}), { b: {} });
  });

  it("a type that the SDK has not is named", () => {
    assert.throws(
      () => check("aws:sqs/line:Line", {}, { defaultTags }),
      /aws:sqs\/line:Line is no resource of the installed/,
    );
  });
});

describe("a preview answers what it can know", () => {
  it("the inputs, and no id", () => {
    const answer = create("aws:sqs/queue:Queue", "q", { name: "q" }, previewed);
    assert.deepEqual(answer, { id: undefined, outputs: { name: "q" } });
  });

  it("nothing, if the provider's own settings are unknown", () => {
    const answer = create(
      "kubernetes:core/v1:Namespace",
      "n",
      { metadata: { name: "n" } },
      { ...previewed, providerKnown: false },
    );
    assert.deepEqual(answer, { id: undefined, outputs: {} });
  });

  it("a name that Kubernetes' provider generates is unknown", () => {
    const { outputs } = create("kubernetes:core/v1:ConfigMap", "c", { kind: "ConfigMap" }, previewed);
    assert.deepEqual(outputs["metadata"], { namespace: "default", name: UNKNOWN });
  });
});

/** ARNs as the Service Authorization Reference writes them, for a resource that names itself. */
const arns: [type: string, inputs: Record<string, unknown>, arn: RegExp][] = [
  ["aws:cloudwatch/logGroup:LogGroup", { name: "/g" }, /^arn:aws:logs:eu-west-1:123456789012:log-group:\/g$/],
  [
    "aws:cloudwatch/metricAlarm:MetricAlarm",
    { name: "a" },
    /^arn:aws:cloudwatch:eu-west-1:123456789012:alarm:a$/,
  ],
  [
    "aws:cognito/userPool:UserPool",
    {},
    /^arn:aws:cognito-idp:eu-west-1:123456789012:userpool\/eu-west-1_[0-9a-f]{9}$/,
  ],
  ["aws:dynamodb/table:Table", { name: "t" }, /^arn:aws:dynamodb:eu-west-1:123456789012:table\/t$/],
  ["aws:ec2/vpc:Vpc", {}, /^arn:aws:ec2:eu-west-1:123456789012:vpc\/vpc-[0-9a-f]{17}$/],
  ["aws:ecr/repository:Repository", { name: "r" }, /^arn:aws:ecr:eu-west-1:123456789012:repository\/r$/],
  ["aws:eks/cluster:Cluster", { name: "c" }, /^arn:aws:eks:eu-west-1:123456789012:cluster\/c$/],
  ["aws:iam/role:Role", { name: "r", path: "/p/" }, /^arn:aws:iam::123456789012:role\/p\/r$/],
  ["aws:kms/key:Key", {}, /^arn:aws:kms:eu-west-1:123456789012:key\/[0-9a-f-]{36}$/],
  ["aws:lambda/function:Function", { name: "f" }, /^arn:aws:lambda:eu-west-1:123456789012:function:f$/],
  ["aws:rds/instance:Instance", { identifier: "i" }, /^arn:aws:rds:eu-west-1:123456789012:db:i$/],
  ["aws:s3/bucket:Bucket", { bucket: "b" }, /^arn:aws:s3:::b$/],
  [
    "aws:secretsmanager/secret:Secret",
    { name: "s" },
    /^arn:aws:secretsmanager:eu-west-1:123456789012:secret:s-\w{6}$/,
  ],
  ["aws:sns/topic:Topic", { name: "t" }, /^arn:aws:sns:eu-west-1:123456789012:t$/],
  ["aws:sqs/queue:Queue", { name: "q" }, /^arn:aws:sqs:eu-west-1:123456789012:q$/],
];

describe("a deployment is answered with well-formed identities", () => {
  for (const [type, inputs, arn] of arns) {
    it(`${type} has its service's ARN`, () => {
      assert.match(String(create(type, "logical", inputs, deployed).outputs["arn"]), arn);
    });
  }

  it("equal questions get equal answers, another attempt another generated name", () => {
    const first = create("aws:sqs/queue:Queue", "q", {}, deployed);
    assert.deepEqual(create("aws:sqs/queue:Queue", "q", {}, deployed), first);
    assert.notEqual(create("aws:sqs/queue:Queue", "q", {}, deployed, 1).id, first.id);
    assert.equal(create("aws:sqs/queue:Queue", "q", { name: "x" }, deployed, 1).outputs["name"], "x");
  });

  it("a database that manages its password names the secret it is in", () => {
    const inputs = { engine: "mysql", manageMasterUserPassword: true, identifier: "i" };
    const { outputs } = create("aws:rds/instance:Instance", "i", inputs, deployed);
    assert.match(
      JSON.stringify(outputs["masterUserSecrets"]),
      /"arn:aws:secretsmanager:eu-west-1:123456789012:secret:rds!db-/,
    );
    assert.match(String(outputs["endpoint"]), /^i\.[0-9a-f]{12}\.eu-west-1\.rds\.amazonaws\.com:3306$/);
  });

  it("GovCloud and China are partitions of their own", () => {
    const { outputs } = create(
      "aws:sqs/queue:Queue",
      "q",
      { name: "q" },
      { ...deployed, region: "cn-north-1" },
    );
    assert.equal(outputs["arn"], "arn:aws-cn:sqs:cn-north-1:123456789012:q");
    assert.equal(outputs["url"], "https://sqs.cn-north-1.amazonaws.com.cn/123456789012/q");
  });

  it("an object of Kubernetes is known by namespace and name, one of the whole cluster by its name", () => {
    const metadata = { name: "n", namespace: "ns" };
    assert.equal(create("kubernetes:core/v1:ConfigMap", "c", { metadata }, deployed).id, "ns/n");
    assert.equal(create("kubernetes:core/v1:Namespace", "c", { metadata: { name: "n" } }, deployed).id, "n");
  });

  it("a package that nothing is known of is refused", () => {
    assert.throws(
      () => create("random:index/randomId:RandomId", "r", {}, deployed),
      /random:.* is not simulated/,
    );
  });
});

describe("functions of the AWS provider", () => {
  it("answer for the account and the region", () => {
    const { accountId } = invoke("aws:index/getCallerIdentity:getCallerIdentity", {}, deployed);
    assert.equal(accountId, "123456789012");
    assert.equal(invoke("aws:index/getRegion:getRegion", {}, deployed)["region"], "eu-west-1");
    const zones = invoke(
      "aws:index/getAvailabilityZones:getAvailabilityZones",
      {},
      { ...deployed, region: "us-east-1" },
    );
    assert.deepEqual((zones["names"] as string[]).slice(0, 2), ["us-east-1a", "us-east-1b"]);
    assert.deepEqual((zones["zoneIds"] as string[]).slice(0, 2), ["use1-az1", "use1-az2"]);
  });

  it("one that is not simulated is named, with those that are", () => {
    assert.throws(
      () => invoke("aws:ec2/getAmi:getAmi", {}, deployed),
      /aws:ec2\/getAmi:getAmi is not simulated\. Simulated are .*getCallerIdentity/,
    );
  });
});
