import { dnsSuffixOf, partitionOf } from "./arn";
import type { SimulationContext } from "./context";
import { policyDocument } from "./policyDocument";
import type { Properties } from "./wire";

type Answer = (args: Properties, context: SimulationContext) => Properties;

/**
 * What a provider answers to a function (`aws.getRegion()` …), the same in a preview and afterwards.
 *
 * @throws Error that names the token if nothing here knows the answer.
 */
export function invoke(token: string, args: Properties, context: SimulationContext): Properties {
  const answer = answers[token];
  if (answer === undefined) {
    const known = Object.keys(answers).map((each) => each.split("/").at(-1)?.split(":").at(-1));
    throw new Error(`${token} is not simulated. Simulated are ${known.join(", ")}`);
  }
  return answer(args, context);
}

/** Only zones every account has in these regions; elsewhere the first three letters, which is what most regions have. */
const zoneLetters: Readonly<Record<string, string>> = {
  "us-east-1": "abcdef",
  "us-west-1": "ab",
  "us-west-2": "abcd",
};

function zoneNames(region: string): string[] {
  return Array.from(zoneLetters[region] ?? "abc", (letter) => `${region}${letter}`);
}

/** `use1-az1` for the first zone of us-east-1: the region's short name and a number. */
function zoneIds(region: string): string[] {
  const [area = "", direction = "", number = ""] = region.split("-");
  const short = direction.replace(
    /(north|south)(east|west)/,
    (_, a: string, b: string) => `${a[0] ?? ""}${b[0] ?? ""}`,
  );
  const code = short.length > 2 ? (short[0] ?? "") : short;
  return zoneNames(region).map((_, index) => `${area}${code}${number}-az${String(index + 1)}`);
}

const answers: Readonly<Record<string, Answer>> = {
  "aws:index/getAvailabilityZones:getAvailabilityZones": (_, { region }) => ({
    id: region,
    region,
    groupNames: [region],
    names: zoneNames(region),
    zoneIds: zoneIds(region),
  }),
  "aws:index/getCallerIdentity:getCallerIdentity": (_, { accountId, region }) => ({
    id: accountId,
    accountId,
    arn: `arn:${partitionOf(region)}:iam::${accountId}:user/simulated`,
    userId: "AIDASIMULATED00000000",
  }),
  "aws:index/getPartition:getPartition": (_, { region }) => ({
    id: partitionOf(region),
    partition: partitionOf(region),
    dnsSuffix: dnsSuffixOf(region),
    reverseDnsPrefix: dnsSuffixOf(region).split(".").reverse().join("."),
  }),
  "aws:index/getRegion:getRegion": (args, context) => {
    const region = typeof args["region"] === "string" ? args["region"] : context.region;
    return {
      id: region,
      name: region,
      region,
      endpoint: `ec2.${region}.${dnsSuffixOf(region)}`,
      description: region,
    };
  },
  // No real version: the letters after the release of Kubernetes say so.
  "aws:eks/getAddonVersion:getAddonVersion": (args) => ({
    id: args["addonName"],
    addonName: args["addonName"],
    kubernetesVersion: args["kubernetesVersion"],
    mostRecent: args["mostRecent"],
    version: `v${String(args["kubernetesVersion"])}.0-eksbuild.simulated`,
  }),
  "aws:iam/getPolicyDocument:getPolicyDocument": (args) => policyDocument(args),
};
