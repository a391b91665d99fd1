/**
 * The real Terraform AWS provider, whose code Pulumi's bridges, judges every AWS resource of the stacks: it validates and
 * plans them as Terraform JSON, with no credentials and no way to AWS. Proves: each argument exists, has its type, and a
 * value, range, pattern and combination that the provider takes. Does not prove: that AWS takes it (the provider checks few
 * names of things, and no policy beyond its JSON), nor the wiring between resources, nor what is unknown before deployment.
 * The judge is 5.100.0 and Pulumi bridges 6.x: `terraform/differences.ts` lists what differs, and each run counts it.
 */
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";

import type { Registration } from "../../preview/registration";
import type { Stack } from "../stacks/previewed";
import { deployed } from "./deployed";
import { terraformResource, type TerraformResource } from "./terraform/configuration";
import { faults, plant, type Fault } from "./terraform/faults";
import { withOtherChoices } from "./terraform/other-choices";
import type { Provider } from "./terraform/schema";
import { Terraform, type Finding } from "./terraform/terraform";
import { startOrSkip } from "./unavailable";

const shipped = readdirSync(".").flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? []);
const stacks: Readonly<Record<string, () => Promise<Stack>>> = {
  ...Object.fromEntries(shipped.map((stack) => [stack, () => deployed(stack)])),
  "test with the settings that no stack ships with": withOtherChoices,
};

/** Pulumi types that the provider has not, each with the reason. */
const notMapped: Readonly<Record<string, string>> = {};

describe("the AWS provider", function () {
  this.timeout(600_000);
  let terraform: Terraform | undefined;
  let provider: Provider;
  const resources = new Map<string, readonly Registration[]>();

  before(async function () {
    terraform = await startOrSkip(this, () => Terraform.start());
    provider = await terraform.provider();
    for (const [name, stack] of Object.entries(stacks))
      resources.set(name, (await stack()).resources.filter(isCreatedByAws));
    console.log(`      hashicorp/aws ${provider.version}`);
  });

  after(() => terraform?.close());

  const judge = async (subjects: readonly TerraformResource[]): Promise<readonly Finding[]> => {
    assert.ok(terraform);
    return terraform.judge(subjects);
  };

  for (const stack of Object.keys(stacks))
    describe(`given the resources of ${stack}`, () => {
      let mapped: readonly TerraformResource[] = [];

      it("knows each of their types, or it is listed why not", () => {
        const all = resources.get(stack) ?? [];
        assert.ok(all.length > 100, `only ${String(all.length)} resources`);
        const unknown = all.filter((each) => !terraformResource(each, provider)).map(({ type }) => type);
        assert.deepEqual(
          [...new Set(unknown)].filter((type) => !(type in notMapped)),
          [],
        );
        mapped = all.flatMap((each) => terraformResource(each, provider) ?? []);
        report(all.length, mapped);
      });

      it("finds no fault in any of them", async () => {
        const start = performance.now();
        const findings = await judge(mapped);
        const seconds = ((performance.now() - start) / 1000).toFixed(1);
        console.log(`        ${String(findings.length)} findings in ${seconds} s`);
        assert.deepEqual(findings.map(say), []);
      });
    });

  describe("given planted faults", () => {
    let findings: readonly Finding[] = [];

    before(async () => {
      const all = resources.get("prod") ?? [];
      const planted = faults.map((fault) => {
        const resource = terraformResource(faulty(all, fault), provider);
        assert.ok(resource, fault.type);
        return resource;
      });
      findings = await judge(planted);
      const found = new Set(findings.map(({ urn }) => urn)).size;
      console.log(`      ${String(found)} of ${String(faults.length)} faults found`);
    });

    for (const fault of faults)
      it(`names the resource and says what is wrong: ${title(fault)}`, () => {
        const said = findings.filter(({ urn }) => urn === title(fault)).map(({ message }) => message);
        assert.match(said.join("\n"), fault.answer);
      });

    it("blames no resource without one", () => {
      const titles = new Set<string | undefined>(faults.map(title));
      assert.deepEqual(findings.filter(({ urn }) => !titles.has(urn)).map(say), []);
    });
  });
});

function isCreatedByAws({ type, custom, read }: Registration): boolean {
  return custom && !read && type.startsWith("aws:");
}

/** A correct resource of the stack, with the fault in it, under the fault's title. */
function faulty(resources: readonly Registration[], fault: Fault): Registration {
  const [outermost = ""] = fault.argument.split(".");
  const isNested = fault.argument !== outermost;
  const found = resources.find(
    ({ type, inputs }) => type === fault.type && (!isNested || outermost in inputs),
  );
  assert.ok(found, `no ${fault.type} with ${outermost}`);
  return { ...found, urn: title(fault), inputs: plant(found.inputs, fault) };
}

function title({ type, argument, value }: Fault): string {
  const [, module = ""] = type.split(/[:/]/);
  return `${module}.${type.split(":").at(-1) ?? ""} with ${argument}: ${value === undefined ? "none" : JSON.stringify(value).slice(0, 40)}`;
}

function say({ severity, urn, message }: Finding): string {
  return `${severity}: ${urn ?? "no resource"}: ${message}`;
}

function report(total: number, mapped: readonly TerraformResource[]): void {
  const notJudged = mapped.flatMap(({ type, notJudged: each }) =>
    each.map(({ argument, reason }) => `${type} ${argument}: ${reason}`),
  );
  const judged = mapped.reduce((sum, each) => sum + each.judged, 0);
  console.log(
    `        ${String(total)} resources, ${String(mapped.length)} mapped, ${String(total - mapped.length)} not mapped; ` +
      `${String(judged)} arguments judged, ${String(notJudged.length)} not judged:`,
  );
  for (const each of [...new Set(notJudged)].sort())
    console.log(`          ${String(notJudged.filter((other) => other === each).length)} × ${each}`);
}
