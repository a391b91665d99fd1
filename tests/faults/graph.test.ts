import assert from "node:assert/strict";

import { previewStack } from "../../preview/host";
import { readProject, readStackConfig } from "../../preview/project";
import type { Registration } from "../../preview/registration";
import * as simulation from "../../preview/simulation";
import { containsUnknown } from "../../preview/simulation/wire";
import { ProjectCopy } from "../stacks/project-copy";
import { preview, previewed, type Stack } from "../stacks/previewed";

const stateful = /^aws:(?:rds|dynamodb|s3|ecr|kms|cognito|secretsmanager)\//;

for (const name of ["test", "prod"])
  describe(`the graph of ${name}`, () => {
    let stack: Stack;
    let upstream: (resource: Registration) => ReadonlySet<string>;

    before(async () => {
      stack = await previewed(name);
      upstream = closure(stack.resources);
    });

    it("fault 13: loses no edge: whatever is unknown says which resource it comes from", () => {
      // What the plugin of eks registers is recorded from it, gaps and all.
      const own = stack.resources.filter(({ simulated }) => !simulated);
      const unknown = own.flatMap((resource) =>
        Object.entries(resource.inputs)
          .filter(([, value]) => containsUnknown(value))
          .map(([key]) => ({ resource, key })),
      );
      assert.ok(unknown.length > 100, String(unknown.length));
      for (const { resource, key } of unknown)
        assert.ok(resource.propertyDependencies[key]?.length, `${resource.urn} ${key}`);
    });

    it("fault 14: is whole while nothing is known, and reads nothing undefined", () => {
      for (const { urn, inputs } of stack.resources)
        assert.doesNotMatch(JSON.stringify(inputs), /undefined|\bNaN\b|\[object/, urn);
    });

    it("fault 20: has no store that waits for the cluster, and no cluster that waits for a NAT gateway", () => {
      const waits = (from: RegExp, to: RegExp): string[] =>
        stack.resources
          .filter(({ type, custom }) => custom && from.test(type))
          .flatMap((resource) =>
            [...upstream(resource)].filter((urn) => to.test(urn)).map((urn) => `${resource.urn} → ${urn}`),
          );
      assert.deepEqual(waits(stateful, /aws:eks\/(?:cluster|nodeGroup):[^:]+::/), []);
      assert.deepEqual(waits(/^aws:eks\/cluster:/, /aws:ec2\/natGateway:[^:]+::/), []);
    });

    it("fault 28: has no controller's load balancer, and the cluster's objects go before the network", () => {
      const objects = stack.resources.filter(({ type, custom }) => custom && type.startsWith("kubernetes:"));
      assert.ok(objects.length > 50, String(objects.length));
      for (const object of objects) {
        assert.doesNotMatch(object.type, /:Ingress$/, object.urn);
        const { type } = (object.inputs["spec"] ?? {}) as { readonly type?: unknown };
        if (object.type.endsWith(":Service")) assert.equal(type ?? "ClusterIP", "ClusterIP", object.urn);
        // The engine deletes nothing before what depends on it.
        const needs = [...upstream(object)];
        for (const needed of [
          "aws:eks/cluster:Cluster",
          "aws:eks/nodeGroup:NodeGroup",
          "aws:ec2/subnet:Subnet",
        ])
          assert.ok(
            needs.some((urn) => urn.includes(`${needed}::`)),
            `${object.urn} does not need ${needed}`,
          );
      }
    });

    it("fault 31: has no provider that takes a cluster out of reach for one that is gone", () => {
      const providers = stack.ofType("pulumi:providers:kubernetes");
      assert.ok(providers.length > 0);
      for (const { urn, inputs } of providers) assert.equal("deleteUnreachable" in inputs, false, urn);
    });
  });

describe("fault 15: a look-up that fails", () => {
  it("ends the preview with the look-up and what its answer was", async () => {
    const project = readProject(process.cwd());
    const run = await previewStack({
      project,
      stack: "test",
      config: readStackConfig(project, "test"),
      simulation: {
        ...simulation,
        invoke: (token) => {
          throw new Error(`${token}: ExpiredToken: the security token has expired`);
        },
      },
      stackOutputs: {},
      organization: "organization",
      timeoutSeconds: 120,
    });
    assert.equal(run.succeeded, false);
    assert.match(errorsOf(run.diagnostics), /aws:index\/getCallerIdentity:getCallerIdentity: ExpiredToken/);
  });
});

describe("a program with a mistake in it", () => {
  let errors: string;

  before(async () => {
    const copy = new ProjectCopy();
    try {
      copy.edit("index.ts", (text) =>
        text.replace(
          /\n( +const customers = )/,
          [
            "\n  const again = { accountId, protect, keyArn: keys.dataKeyArn };",
            '  new PrivateBucket("assets", again, onAws);',
            "  new PrivateBucket(`assets-of-${vpc.vpcId}`, again, onAws);",
            "$1",
          ].join("\n"),
        ),
      );
      ({ errors } = await preview("test", copy.directory));
    } finally {
      copy.remove();
    }
  });

  it("fault 17: names both places of two resources with one URN", () => {
    assert.match(
      errors,
      /Duplicate resource URN .*PrivateBucket::assets'; first registered at index\.ts:\d+, again at index\.ts:\d+/,
    );
  });

  it("fault 18: refuses an Output that was made a string", () => {
    assert.match(errors, /the name holds an Output that was made a string.*pulumi\.interpolate/s);
  });
});

/**
 * Everything that a resource needs before it, and that is deleted after it: what its inputs, options and provider name,
 * what its parent needs, and what all of that needs.
 */
function closure(resources: readonly Registration[]): (resource: Registration) => ReadonlySet<string> {
  const known = new Map(resources.map((each) => [each.urn, each]));
  return (resource) => {
    const found = new Set<string>();
    const passed = new Set<string>();
    const needed = (urn: string): void => {
      const next = known.get(urn);
      if (!next || found.has(urn)) return;
      found.add(urn);
      // Who waits for a component waits for what it is made of.
      if (!next.custom) resources.filter(({ parent }) => parent === urn).forEach((part) => needed(part.urn));
      pass(next);
    };
    const pass = ({ urn, dependencies, provider, parent = "" }: Registration): void => {
      if (passed.has(urn)) return;
      passed.add(urn);
      [...dependencies, provider.slice(0, provider.lastIndexOf("::"))].forEach(needed);
      const owner = known.get(parent);
      if (owner) pass(owner);
    };
    pass(resource);
    return found;
  };
}

function errorsOf(diagnostics: readonly { readonly severity: string; readonly message: string }[]): string {
  return diagnostics.map(({ severity, message }) => `${severity}: ${message}`).join("\n");
}
