import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { OUTPUT_VALUE, RESOURCE_REFERENCE, SIGNATURE } from "../../preview/registration";
import { children, expand, type RegisteredChild, type ResolvedChild } from "../../preview/simulation";
import type { Properties } from "../../preview/simulation/wire";
import { sameButForIds } from "./identifiers";

type Row = readonly [
  type: string,
  name: string,
  parent: string | null,
  custom: boolean,
  inputs: Properties,
  dependsOn: string[],
];

const recording = JSON.parse(
  readFileSync(join(__dirname, "fixtures", "recorded-components.json"), "utf8"),
) as { components: Record<string, Row[]> };

const cluster: Properties = {
  authenticationMode: "API",
  skipDefaultNodeGroup: true,
  version: "1.36",
  endpointPrivateAccess: true,
  endpointPublicAccess: false,
  createOidcProvider: false,
  enabledClusterLogTypes: ["api", "audit", "authenticator"],
  accessEntries: {
    admin: {
      principalArn: "arn:aws:iam::123456789012:role/admin",
      accessPolicies: {
        admin: {
          policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
          accessScope: { type: "cluster" },
        },
      },
    },
  },
  clusterTags: { Example: "tag" },
  tags: { Example: "tag" },
};

/** Answers as the AWS did that was simulated when the recording was made: not more, or more inputs would appear. */
class Recorder {
  readonly rows: Row[] = [];
  private readonly outputs = new Map<string, Properties>();
  private readonly context = {
    accountId: "123456789012",
    region: "us-east-1",
    preview: false,
    outputsOf: (urn: string) => this.outputs.get(urn),
  };

  /** Registers the component and its children; gives back its urn, and its outputs as a program would pass them on. */
  async component(
    type: string,
    name: string,
    inputs: Properties,
  ): Promise<{ urn: string; outputs: Properties }> {
    const component = children(type, name, inputs, this.context);
    assert.ok(component, `${type} is not simulated`);
    const urn = urnOf(type, name, component.parent);
    if (component.parent !== undefined) this.rows.push([type, name, nameOf(component.parent), false, {}, []]);
    const { outputs, dependencies } = await expand(component, this.context, (child) =>
      this.register(child, urn),
    );
    this.outputs.set(urn, outputs);
    const passed = Object.entries(outputs).map(([key, value]) => [
      key,
      { [SIGNATURE]: OUTPUT_VALUE, value, dependencies: [...(dependencies[key] ?? []), urn] },
    ]);
    return { urn, outputs: Object.fromEntries(passed) as Properties };
  }

  /** A resource of the program itself. */
  resource(type: string, name: string): { reference: Properties; arn: Properties } {
    const urn = urnOf(type, name, undefined);
    const id = this.answer(urn, {});
    const arn = { [SIGNATURE]: OUTPUT_VALUE, value: this.outputs.get(urn)?.["arn"], dependencies: [urn] };
    return { reference: { [SIGNATURE]: RESOURCE_REFERENCE, urn, id }, arn };
  }

  private register(child: ResolvedChild, component: string): RegisteredChild {
    const { spec } = child;
    const parent = child.parentUrn ?? component;
    const urn = urnOf(spec.type, spec.name, parent);
    const dependsOn = [...new Set(child.dependencies.map(nameOf))].sort();
    // What the engine itself adds to the inputs of a provider.
    const added = spec.type.startsWith("pulumi:providers:") ? { __internal: {}, version: "4.34.2" } : {};
    this.rows.push([
      spec.type,
      spec.name,
      nameOf(parent),
      spec.custom,
      { ...child.inputs, ...added },
      dependsOn,
    ]);
    const id = spec.custom ? this.answer(urn, child.inputs) : undefined;
    return { urn, id, outputs: this.outputs.get(urn) ?? {} };
  }

  private answer(urn: string, inputs: Properties): string {
    const id = `<<${String(this.outputs.size)}>>`;
    const name = id;
    const arn = `arn:aws:x:us-east-1:123456789012:${id}`;
    const ofCluster = urn.includes("aws:eks/cluster:Cluster")
      ? {
          endpoint: "https://example.eks",
          certificateAuthority: { data: "Zm9v" },
          vpcConfig: { clusterSecurityGroupId: "sg-1" },
        }
      : {};
    this.outputs.set(urn, { name, arn, ...inputs, ...ofCluster });
    return id;
  }
}

function urnOf(type: string, name: string, parent: string | undefined): string {
  const path = parent === undefined ? "" : `${parent.split("::")[2] ?? ""}$`;
  return `urn:pulumi:rec::reh2::${path}${type}::${name}`;
}

function nameOf(urn: string): string {
  return urn.split("::")[3] ?? urn;
}

/** The recording's versions of add-ons are made up, as ours are. */
function withoutAddonVersion(row: Row): Row {
  const [type, name, parent, custom, inputs, dependsOn] = row;
  const comparable = "addonVersion" in inputs ? { ...inputs, addonVersion: "some version" } : inputs;
  return [type, name, parent, custom, comparable, [...dependsOn].sort()];
}

function assertAsRecorded(key: string, simulated: readonly Row[]): void {
  const recorded = recording.components[key]?.filter((row) => row[2] !== null).map(withoutAddonVersion) ?? [];
  const byPlace = (rows: readonly Row[]): Row[] =>
    [...rows].sort((a, b) => (`${a[0]} ${a[1]}` < `${b[0]} ${b[1]}` ? -1 : 1));
  const [ours, theirs] = [byPlace(simulated.map(withoutAddonVersion)), byPlace(recorded)];
  assert.deepEqual(
    ours.map((row) => `${row[0]} ${row[1]}`),
    theirs.map((row) => `${row[0]} ${row[1]}`),
  );
  const difference = sameButForIds(ours, theirs);
  assert.equal(difference, undefined, difference);
}

describe("the children of awsx and eks components are those the real plugins registered", () => {
  for (const zones of [2, 3]) {
    for (const strategy of ["None", "Single", "OnePerAz"]) {
      const name = `vpc-${String(zones)}zones-${strategy.toLowerCase()}`;
      it(`awsx:ec2:Vpc with ${String(zones)} zones and NAT gateways "${strategy}"`, async () => {
        const recorder = new Recorder();
        const second = strategy === "None" ? "Isolated" : "Private";
        await recorder.component("awsx:ec2:Vpc", name, {
          cidrBlock: "10.0.0.0/16",
          enableDnsHostnames: true,
          numberOfAvailabilityZones: zones,
          natGateways: { strategy },
          subnetStrategy: "Auto",
          subnetSpecs: [
            { type: "Public", cidrMask: 20 },
            { type: second, cidrMask: 20 },
          ],
          tags: { Example: "tag" },
        });
        assertAsRecorded(`awsx:ec2:Vpc ${name}`, recorder.rows);
      });
    }
  }

  it("awsx:ecr:Repository", async () => {
    const recorder = new Recorder();
    await recorder.component("awsx:ecr:Repository", "repo", { forceDelete: false });
    assertAsRecorded("awsx:ecr:Repository repo", recorder.rows);
  });

  describe("on a VPC with endpoints", () => {
    let recorder: Recorder;
    let vpc: Properties;

    beforeEach(async () => {
      recorder = new Recorder();
      const { outputs } = await recorder.component("awsx:ec2:Vpc", "vpc-endpoints", {
        cidrBlock: "10.1.0.0/16",
        numberOfAvailabilityZones: 2,
        natGateways: { strategy: "Single" },
        subnetStrategy: "Auto",
        subnetSpecs: [{ type: "Public" }, { type: "Private" }],
        vpcEndpointStrategy: "Auto",
        vpcEndpointSpecs: [
          { serviceName: "com.amazonaws.us-east-1.s3", vpcEndpointType: "Gateway" },
          {
            serviceName: "com.amazonaws.us-east-1.ecr.api",
            vpcEndpointType: "Interface",
            privateDnsEnabled: true,
          },
        ],
      });
      const { vpcId, publicSubnetIds, privateSubnetIds } = outputs as Record<string, unknown>;
      vpc = { vpcId, publicSubnetIds, privateSubnetIds };
    });

    it("awsx:ec2:Vpc with a gateway and an interface endpoint", () => {
      assertAsRecorded("awsx:ec2:Vpc vpc-endpoints", recorder.rows);
    });

    it("eks:index:Cluster with API authentication, encryption, logs and an access entry; eks:index:Addon", async () => {
      const key = recorder.resource("aws:kms/key:Key", "cluster-key");
      recorder.rows.length = 0;
      const { urn } = await recorder.component("eks:index:Cluster", "cluster", {
        ...vpc,
        ...cluster,
        encryptionConfigKeyArn: key.arn,
      });
      await recorder.component("eks:index:Addon", "pod-identity", {
        cluster: { [SIGNATURE]: RESOURCE_REFERENCE, urn },
        addonName: "eks-pod-identity-agent",
      });
      assertAsRecorded("eks:index:Cluster cluster", recorder.rows);
    });

    it("eks:index:ManagedNodeGroup on Spot with IMDSv2", async () => {
      const key = recorder.resource("aws:kms/key:Key", "cluster-key");
      const role = recorder.resource("aws:iam/role:Role", "node-role");
      const { urn } = await recorder.component("eks:index:Cluster", "cluster", {
        ...vpc,
        ...cluster,
        encryptionConfigKeyArn: key.arn,
      });
      recorder.rows.length = 0;
      await recorder.component("eks:index:ManagedNodeGroup", "nodes", {
        cluster: { [SIGNATURE]: RESOURCE_REFERENCE, urn },
        nodeRole: role.reference,
        subnetIds: vpc["privateSubnetIds"],
        scalingConfig: { minSize: 1, desiredSize: 2, maxSize: 5 },
        instanceTypes: ["m7g.large"],
        capacityType: "SPOT",
        operatingSystem: "AL2023",
        diskSize: 50,
        enableIMDSv2: true,
        labels: { role: "general" },
      });
      assertAsRecorded("eks:index:ManagedNodeGroup nodes", recorder.rows);
    });

    it("eks:index:Cluster in Auto Mode", async () => {
      recorder.rows.length = 0;
      const autoMode = { enabled: true };
      await recorder.component("eks:index:Cluster", "auto", { ...vpc, authenticationMode: "API", autoMode });
      assertAsRecorded("eks:index:Cluster auto", recorder.rows);
    });
  });
});
