import { overlaps } from "./address-ranges";
import { versionProblem } from "./eks-versions";
import type { Settings } from "./schema";

/** What the settings need to know of the services. */
export interface ServiceFacts {
  readonly name: string;
  readonly data: { readonly engine: "postgresql" | "mysql" | "dynamodb" } | undefined;
}

/**
 * Every combination of settings that cannot work or must not be: where, what was given, why, and what would do. A check
 * whose settings are malformed themselves (and so are missing here) is left for the next run.
 */
export function combinationProblems(
  settings: Partial<Settings>,
  stack: string,
  services: readonly ServiceFacts[],
  today: string,
): string[] {
  return [
    ...stageProblems(settings, stack),
    ...networkProblems(settings),
    ...computeProblems(settings, today),
    ...dataProblems(settings, services),
  ];
}

function stageProblems({ stage }: Partial<Settings>, stack: string): string[] {
  return stage === undefined || stage.name === stack
    ? []
    : [`stage.name: "${stage.name}" is not this stack's; stack "${stack}" needs settings of its own`];
}

function networkProblems({ network, stage, compute }: Partial<Settings>): string[] {
  if (!network || !stage || !compute) return [];
  const foreign = network.zones.filter((zone) => !new RegExp(`^${stage.region}[a-z]$`).test(zone));
  const twice = network.zones.filter((zone, index) => network.zones.indexOf(zone) !== index);
  const prefix = Number(network.cidrBlock.split("/")[1]);
  return [
    ...foreign.map(
      (zone) => `network.zones: "${zone}" is not a zone of ${stage.region}; use such as ${stage.region}a`,
    ),
    ...twice.map((zone) => `network.zones: "${zone}" is named twice`),
    ...(prefix >= 16 && prefix <= 20
      ? []
      : [
          `network.cidrBlock: ${network.cidrBlock} must have a prefix from /16 to /20, so that each subnet holds its pods`,
        ]),
    ...overlaps([
      { name: "network.cidrBlock", cidrBlock: network.cidrBlock },
      { name: "compute.serviceCidrBlock", cidrBlock: compute.serviceCidrBlock },
      ...network.peers.map(({ name, cidrBlock }) => ({ name: `network.peers ${name}`, cidrBlock })),
    ]),
    ...(network.nat === "none" && compute.nodeSubnets === "private"
      ? [
          'network.nat: "none" leaves private nodes without a way to pull the images of Prometheus, Grafana and the ' +
            'autoscaler; use "single", "perZone" or "regional", or compute.nodeSubnets: public',
        ]
      : []),
  ];
}

function computeProblems({ compute }: Partial<Settings>, today: string): string[] {
  if (!compute) return [];
  const { endpoint, nodeGroups } = compute;
  const open = endpoint.publicCidrBlocks.filter((block) => block.endsWith("/0"));
  const version = versionProblem(compute.version, today);
  return [
    ...(version === undefined ? [] : [`compute.version: ${version}`]),
    ...(endpoint.deployFrom === "internet" && endpoint.publicCidrBlocks.length === 0
      ? [
          'compute.endpoint: "internet" cannot reach a private endpoint; name the ranges you deploy from in ' +
            'publicCidrBlocks, or deploy from a machine inside the VPC and set deployFrom: "vpc"',
        ]
      : []),
    ...open.map(
      (block) => `compute.endpoint.publicCidrBlocks: ${block} is the whole internet; name your own ranges`,
    ),
    ...Object.entries(nodeGroups).flatMap(([name, { minSize, maxSize, instanceTypes }]) => [
      ...(minSize > maxSize
        ? [`compute.nodeGroups.${name}: minSize ${String(minSize)} is above maxSize ${String(maxSize)}`]
        : []),
      ...(new Set(instanceTypes.map(isGraviton)).size > 1
        ? [
            `compute.nodeGroups.${name}: ${instanceTypes.join(", ")} mix Graviton and x86; give each a group of its own`,
          ]
        : []),
    ]),
  ];
}

function dataProblems({ data, images }: Partial<Settings>, services: readonly ServiceFacts[]): string[] {
  if (!data || !images) return [];
  const names = services.map((service) => service.name).join(", ");
  const unknown = (key: "data" | "images", given: object): string[] =>
    Object.keys(given)
      .filter((name) => !services.some((service) => service.name === name))
      .map((name) => `${key}.${name}: no service has this name; services are ${names}`);
  return [
    ...unknown("data", data),
    ...unknown("images", images),
    ...services.flatMap(({ name, data: wanted }) => {
      const given = data[name];
      const engine = given?.kind === "rds" ? given.engine : given?.kind;
      if (engine === wanted?.engine) return [];
      return [
        `data.${name}: is ${engine ?? "missing"}; the service is written for ${wanted?.engine ?? "no store"}`,
      ];
    }),
    ...Object.entries(data).flatMap(([name, given]) =>
      given.kind === "rds" && given.maxStorageGiB < given.storageGiB * 1.1
        ? [
            `data.${name}.maxStorageGiB: ${String(given.maxStorageGiB)} must be at least 10 % above storageGiB ` +
              `${String(given.storageGiB)}; RDS refuses to grow by less`,
          ]
        : [],
    ),
    ...Object.entries(data).flatMap(([name, given]) =>
      given.kind === "rds" && given.engine === "mysql" && withoutInsights.test(given.instanceClass)
        ? [
            `data.${name}.instanceClass: ${given.instanceClass} has no Database Insights with MySQL; use such as ` +
              "db.t4g.medium",
          ]
        : [],
    ),
  ];
}

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DatabaseInsights.Engines.html */
const withoutInsights = /^db\.t(2|3|4g)\.(micro|small)$/;

/** AWS names Graviton families by a `g` after the generation: t4g, m7g, c8gd. */
function isGraviton(instanceType: string): boolean {
  return /^[a-z]+\d+g/.test(instanceType);
}
