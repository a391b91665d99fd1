import assert from "node:assert/strict";

import fc from "fast-check";

import { ARCHIVE, OUTPUT_VALUE, SECRET, SIGNATURE, UNKNOWN } from "../../../preview/registration";
import type { Registration } from "../../../preview/registration";
import type { Properties } from "../../../preview/simulation/wire";
import { terraformResource, unknownReference, type TerraformResource } from "./configuration";
import { faults, plant } from "./faults";
import { terraformName, terraformType, type Provider } from "./schema";

const list = (block: object): object => ({ nesting_mode: "list", block });

/** What the provider's schema says of a few types, cut down. */
const schemas = {
  aws_vpc: { block: {} },
  aws_ec2_host: { block: {} },
  aws_db_instance: { block: {} },
  aws_sqs_queue_policy: { block: {} },
  aws_iam_role: { block: { attributes: { name: { type: "string" }, name_prefix: { type: "string" } } } },
  aws_lambda_function: {
    block: {
      attributes: {
        architectures: { type: ["list", "string"] },
        filename: { type: "string" },
        function_name: { type: "string" },
        runtime: { type: "string" },
        tags: { type: ["map", "string"] },
        timeout: { type: "number" },
      },
      block_types: {
        environment: list({ attributes: { variables: { type: ["map", "string"] } } }),
        file_system_config: list({ attributes: { local_mount_path: { type: "string" } } }),
      },
    },
  },
  aws_dynamodb_table: {
    block: {
      attributes: { policy: { type: "string" } },
      block_types: {
        attribute: list({ attributes: { name: { type: "string" } } }),
        global_secondary_index: list({
          attributes: { hash_key: { type: "string" }, range_key: { type: "string" } },
        }),
      },
    },
  },
  aws_security_group: {
    block: {
      attributes: {
        ingress: { type: ["set", ["object", { cidr_blocks: ["list", "string"], from_port: "number" }]] },
      },
    },
  },
  aws_eks_cluster: { block: {} },
} as unknown as Provider["schemas"];
const provider: Provider = { version: "5.100.0", majorVersion: 5, schemas };

const functionType = "aws:lambda/function:Function";
const tableType = "aws:dynamodb/table:Table";

describe("Terraform's name", () => {
  const types: readonly (readonly [string, string | undefined])[] = [
    ["aws:sqs/queuePolicy:QueuePolicy", "aws_sqs_queue_policy"],
    ["aws:ec2/vpc:Vpc", "aws_vpc"],
    ["aws:ec2/host:Host", "aws_ec2_host"],
    ["aws:rds/instance:Instance", "aws_db_instance"],
    ["aws:other/vpc:Vpc", undefined],
    ["aws:sqs/queueOfTomorrow:QueueOfTomorrow", undefined],
  ];
  for (const [pulumi, terraform] of types)
    it(`of ${pulumi} is ${terraform ?? "not known"}`, () => {
      assert.equal(terraformType(pulumi, schemas), terraform);
    });

  const names: readonly (readonly [string, string])[] = [
    ["cidrBlock", "cidr_block"],
    ["serviceIpv4Cidr", "service_ipv4_cidr"],
    ["globalSecondaryIndexes", "global_secondary_index"],
    ["lifecyclePolicies", "lifecycle_policy"],
    ["subnetIds", "subnet_ids"],
    ["oauth2Scopes", "oauth_2_scope"],
  ];
  for (const [pulumi, terraform] of names)
    it(`of ${pulumi} is ${terraform}`, () => {
      assert.equal(terraformName("aws_any", pulumi, ["arn", terraform]), terraform);
    });

  it("is the same name before it is one in the plural", () => {
    assert.equal(terraformName("aws_any", "rules", ["rule", "rules"]), "rules");
  });
});

describe("a resource in Terraform's words", () => {
  it("has its arguments, counted", () => {
    const { type, arguments: body, judged } = translated(functionType, { name: "f", timeout: 10 });
    assert.deepEqual(
      { type, body, judged },
      { type: "aws_lambda_function", body: { function_name: "f", timeout: 10 }, judged: 2 },
    );
  });

  it("is none where the provider has no such type", () => {
    assert.equal(terraformResource(registration("aws:sqs/tomorrow:Tomorrow", {}), provider), undefined);
  });

  it("has a block for an object, and one for each of a list", () => {
    const inputs = { fileSystemConfig: { localMountPath: "/mnt" }, architectures: "arm64" };
    const expected = { file_system_config: [{ local_mount_path: "/mnt" }], architectures: ["arm64"] };
    assert.deepEqual(translated(functionType, inputs).arguments, expected);
    assert.deepEqual(translated(tableType, { attributes: [{ name: "a" }, { name: "b" }] }).arguments, {
      attribute: [{ name: "a" }, { name: "b" }],
    });
  });

  it("has the fields of objects under Terraform's names", () => {
    const rule = { cidrBlocks: ["10.0.0.0/16"], fromPort: 443 };
    assert.deepEqual(translated("aws:ec2/securityGroup:SecurityGroup", { ingress: [rule] }).arguments, {
      ingress: [{ cidr_blocks: ["10.0.0.0/16"], from_port: 443 }],
    });
  });

  it("has the keys of maps as they are", () => {
    const inputs = { tags: { costCenter: "a" }, environment: { variables: { logLevel: "info" } } };
    assert.deepEqual(translated(functionType, inputs).arguments, {
      tags: { costCenter: "a" },
      environment: [{ variables: { logLevel: "info" } }],
    });
  });

  it("has a policy that is an object as JSON", () => {
    assert.deepEqual(translated(tableType, { policy: { Version: "2012-10-17" } }).arguments, {
      policy: '{"Version":"2012-10-17"}',
    });
  });

  it("has code by its path", () => {
    const code = { [SIGNATURE]: ARCHIVE, path: "functions/f", hash: "0" };
    assert.deepEqual(translated(functionType, { code }).arguments, { filename: "functions/f" });
  });

  it("has no text that Terraform would take for a template", () => {
    const inputs = { policy: "${aws:username} %{if} $ %" };
    assert.deepEqual(translated(tableType, inputs).arguments, { policy: "$${aws:username} %%{if} $ %" });
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("$", "%", "{", "a") }), (text) => {
        const { policy } = translated(tableType, { policy: text }).arguments;
        assert.equal(String(policy).replace(/([$%])\1\{/g, "$1{"), text);
        assert.doesNotMatch(String(policy).replace(/([$%])\1\{/g, "·"), /[$%]\{/);
      }),
    );
  });

  it("keeps what is unknown unknown, and counts it as not judged", () => {
    const {
      arguments: body,
      judged,
      notJudged,
    } = translated(functionType, { runtime: UNKNOWN, timeout: 10 });
    assert.deepEqual(body, { runtime: unknownReference, timeout: 10 });
    assert.equal(judged, 1);
    assert.deepEqual(notJudged, [{ argument: "runtime", reason: "unknown before deployment" }]);
  });

  it("names a block that is unknown as a whole", () => {
    const { arguments: body, notJudged } = translated(functionType, { environment: UNKNOWN });
    assert.deepEqual(body, {});
    assert.deepEqual(notJudged, [{ argument: "environment", reason: "unknown before deployment" }]);
  });

  it("writes no secret, wherever it stands", () => {
    const secret = { [SIGNATURE]: SECRET, value: "hunter2" };
    const output = { [SIGNATURE]: OUTPUT_VALUE, value: "hunter2", secret: true };
    const variables = { environment: { variables: { PASSWORD: secret } } };
    for (const inputs of [
      { runtime: secret },
      { runtime: output },
      { tags: { password: secret } },
      variables,
      { environment: { [SIGNATURE]: SECRET, value: { variables: { PASSWORD: "hunter2" } } } },
    ]) {
      const { arguments: body, notJudged } = translated(functionType, inputs);
      assert.doesNotMatch(JSON.stringify(body), /hunter2/);
      assert.deepEqual(
        notJudged.map(({ reason }) => reason),
        ["secret, and so not written"],
      );
    }
  });

  it("takes outputs that are no secret for their values", () => {
    const output = { [SIGNATURE]: OUTPUT_VALUE, value: { variables: { A: "b" } } };
    assert.deepEqual(translated(functionType, { environment: output }).arguments, {
      environment: [{ variables: { A: "b" } }],
    });
  });

  it("has the name that Pulumi generates, unless the program gives one or its beginning", () => {
    const named = (inputs: Properties): Properties =>
      translated("aws:iam/role:Role", inputs, { name: "role-0123456" }).arguments;
    assert.deepEqual(named({}), { name: "role-0123456" });
    assert.deepEqual(named({ name: "mine" }), { name: "mine" });
    assert.deepEqual(named({ namePrefix: "mine-" }), { name_prefix: "mine-" });
  });

  it("keeps an argument that nobody knows, for the provider to refuse", () => {
    assert.deepEqual(translated(functionType, { timeOut: 10 }).arguments, { time_out: 10 });
  });
});

describe("what only a newer provider takes", () => {
  it("is kept from an older one, and named", () => {
    const { arguments: body, notJudged } = translated("aws:eks/cluster:Cluster", {
      deletionProtection: true,
    });
    assert.deepEqual(body, {});
    assert.deepEqual(notJudged, [{ argument: "deletionProtection", reason: "new in 6.9.0" }]);
  });

  it("is judged by what it replaces, if it replaces something", () => {
    const keySchemas = [
      { attributeName: "customerId", keyType: "HASH" },
      { attributeName: "createdAt", keyType: "RANGE" },
    ];
    assert.deepEqual(translated(tableType, { globalSecondaryIndexes: [{ keySchemas }] }).arguments, {
      global_secondary_index: [{ hash_key: "customerId", range_key: "createdAt" }],
    });
  });

  it("is refused where what it replaces cannot say it", () => {
    const keySchemas = ["a", "b"].map((attributeName) => ({ attributeName, keyType: "HASH" }));
    assert.throws(
      () => translated(tableType, { globalSecondaryIndexes: [{ keySchemas }] }),
      /a key of several attributes has no form before 6\.x: .*"a".*"b"/,
    );
  });

  it("is a value that an older provider is spared and a newer one judges", () => {
    const newer = { ...provider, version: "6.20.0", majorVersion: 6 };
    const resource = registration(functionType, { runtime: "nodejs24.x" });
    assert.equal(terraformResource(resource, provider)?.arguments["runtime"], "nodejs22.x");
    assert.equal(terraformResource(resource, newer)?.arguments["runtime"], "nodejs24.x");
    assert.equal(translated(functionType, { runtime: "nodejs23.x" }).arguments["runtime"], "nodejs23.x");
  });
});

describe("a planted fault", () => {
  const [fault] = faults;
  assert.ok(fault);

  it("changes one argument, however deep, and takes one away", () => {
    const inputs = { a: [{ b: 1, c: 2 }, { b: 3 }], d: 4 };
    assert.deepEqual(plant(inputs, { ...fault, argument: "a.0.b", value: 9 }), {
      a: [{ b: 9, c: 2 }, { b: 3 }],
      d: 4,
    });
    assert.deepEqual(plant(inputs, { ...fault, argument: "d", value: undefined }), { a: inputs.a });
  });

  it("needs a place to stand in", () => {
    assert.throws(() => plant({}, { ...fault, argument: "a.b", value: 1 }), /b has nothing to stand in/);
  });
});

function translated(type: string, inputs: Properties, outputs: Properties = {}): TerraformResource {
  const resource = terraformResource(registration(type, inputs, outputs), provider);
  assert.ok(resource);
  return resource;
}

function registration(type: string, inputs: Properties, outputs: Properties = {}): Registration {
  const urn = `urn:pulumi:test::commerce::${type}::it`;
  return { urn, type, name: "it", custom: true, inputs, outputs } as unknown as Registration;
}
