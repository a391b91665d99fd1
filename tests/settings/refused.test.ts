import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { services } from "../../services";
import { parseSettings } from "../../settings";

type Values = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- spoilt on purpose

const today = "2026-11-21";

/** The settings of a shipped stage, as the program gets them. */
function shipped(stack: string): Values {
  const file = parse(readFileSync(`Pulumi.${stack}.yaml`, "utf8")) as { config: Values };
  return Object.fromEntries(
    Object.entries(file.config)
      .filter(([key]) => key.startsWith("commerce:"))
      .map(([key, value]) => [key.slice("commerce:".length), value as unknown]),
  );
}

function refusal(spoil: (values: Values) => void, stack = "test"): string {
  const values = shipped(stack);
  spoil(values);
  try {
    parseSettings(values, stack, services, today);
  } catch (error) {
    assert(error instanceof Error);
    return error.message;
  }
  return "(accepted)";
}

/** A broken settings file each: what is spoilt, the key that must be named, and the fix that must be offered. */
const broken: readonly (readonly [
  name: string,
  spoil: (values: Values) => void,
  key: string,
  fix: RegExp,
])[] = [
  [
    "a required key is missing (fault 01)",
    (v) => delete v["network"].cidrBlock,
    "network.cidrBlock",
    /missing/,
  ],
  ["a whole section is missing", (v) => delete v["observability"], "observability", /missing/],
  [
    "a number is a word (fault 02)",
    (v) => (v["observability"].storageGiB = "plenty"),
    "observability.storageGiB",
    /given "plenty".*expected number/,
  ],
  [
    "a number is out of range (fault 02)",
    (v) => (v["data"].payment.backupRetentionDays = 36),
    "data.payment.backupRetentionDays",
    /given 36.*<=35/,
  ],
  [
    "a key is misspelt (fault 03)",
    (v) => (v["network"].natt = "single"),
    "network.natt",
    /did you mean "nat"/,
  ],
  ["a section is unknown (fault 03)", (v) => (v["networks"] = {}), "networks", /did you mean "network"/],
  [
    "two ranges overlap (fault 04)",
    (v) => (v["network"].peers = [{ name: "office", cidrBlock: "10.10.128.0/20" }]),
    "network.cidrBlock 10.10.0.0/16 and network.peers office 10.10.128.0/20",
    /move one/,
  ],
  [
    "the Service range overlaps with the network (fault 04)",
    (v) => (v["compute"].serviceCidrBlock = "10.10.0.0/20"),
    "compute.serviceCidrBlock 10.10.0.0/20",
    /overlap/,
  ],
  [
    "a range does not start at its first address",
    (v) => (v["network"].cidrBlock = "10.10.1.0/16"),
    "network.cidrBlock 10.10.1.0/16",
    /did you mean 10\.10\.0\.0\/16/,
  ],
  [
    "a range is too small",
    (v) => (v["network"].cidrBlock = "10.10.0.0/24"),
    "network.cidrBlock",
    /\/16 to \/20/,
  ],
  [
    "there is one zone (fault 05)",
    (v) => (v["network"].zones = ["us-east-1a"]),
    "network.zones",
    /at least two/,
  ],
  [
    "a zone is of another region (fault 05)",
    (v) => (v["network"].zones = ["us-east-1a", "eu-west-1b"]),
    'network.zones: "eu-west-1b"',
    /us-east-1a/,
  ],
  [
    "a zone is named twice",
    (v) => (v["network"].zones = ["us-east-1a", "us-east-1a"]),
    "network.zones",
    /twice/,
  ],
  [
    "a secret stands in clear, by its shape (fault 06)",
    (v) => (v["stage"].domain = `AKIA${"A".repeat(16)}`),
    "stage.domain",
    /Secrets Manager/,
  ],
  [
    "a secret stands in clear, by its key (fault 06)",
    (v) => (v["data"].payment.password = "hunter2"),
    "data.payment.password",
    /Secrets Manager/,
  ],
  [
    "the settings are another stage's (fault 07)",
    (v) => (v["stage"].name = "prod"),
    'stage.name: "prod"',
    /stack "test" needs settings of its own/,
  ],
  [
    "an account id lost its quotes",
    (v) => (v["stage"].accountId = 111111111111),
    "stage.accountId",
    /given 111111111111/,
  ],
  [
    "Kubernetes is in extended support (fault 08)",
    (v) => (v["compute"].version = "1.33"),
    "compute.version",
    /\$365 a month.*1\.35, 1\.36/,
  ],
  [
    "Kubernetes is not known yet (fault 08)",
    (v) => (v["compute"].version = "1.99"),
    "compute.version",
    /use one of.*1\.36/,
  ],
  [
    "private, and deployed from outside",
    (v) => (v["compute"].endpoint.publicCidrBlocks = []),
    "compute.endpoint",
    /inside the VPC and set deployFrom: "vpc"/,
  ],
  [
    "the API server is open to the world",
    (v) => (v["compute"].endpoint.publicCidrBlocks = ["0.0.0.0/0"]),
    "compute.endpoint.publicCidrBlocks",
    /name your own ranges/,
  ],
  [
    "private nodes have no way to the images",
    (v) => (v["network"].nat = "none"),
    "network.nat",
    /nodeSubnets: public/,
  ],
  [
    "a group mixes architectures",
    (v) => (v["compute"].nodeGroups.general.instanceTypes = ["t4g.large", "m7i.large"]),
    "compute.nodeGroups.general",
    /a group of its own/,
  ],
  [
    "a group is larger at the least than at the most",
    (v) => (v["compute"].nodeGroups.general.minSize = 9),
    "compute.nodeGroups.general",
    /minSize 9 is above maxSize 5/,
  ],
  [
    "a service's store is of another engine",
    (v) => (v["data"].order = v["data"].payment as unknown),
    "data.order",
    /written for dynamodb/,
  ],
  [
    "a database is of an engine that the service is not written for",
    (v) =>
      Object.assign(v["data"].payment, { engine: "mysql", version: "8.4", instanceClass: "db.m7g.large" }),
    "data.payment",
    /is mysql; the service is written for postgresql/,
  ],
  [
    "a database is of an engine that the platform does not have",
    (v) => (v["data"].payment.engine = "mariadb"),
    "data.payment.engine",
    /given "mariadb"; .*postgresql.*mysql/,
  ],
  [
    "a version is the other engine's",
    (v) => Object.assign(v["data"].payment, { engine: "mysql", version: "18" }),
    "data.payment.version",
    /given "18"; must be a supported major version in quotes: "8.4"/,
  ],
  [
    "MySQL gets a class that RDS cannot look into",
    (v) =>
      Object.assign(v["data"].payment, { engine: "mysql", version: "8.4", instanceClass: "db.t4g.small" }),
    "data.payment.instanceClass",
    /db.t4g.small has no Database Insights with MySQL; use such as db.t4g.medium/,
  ],
  ["a service's store is missing", (v) => delete v["data"].catalog, "data.catalog", /written for postgresql/],
  [
    "there is a store of no service",
    (v) => (v["data"].basket = { kind: "dynamodb" }),
    "data.basket",
    /services are order, payment, catalog/,
  ],
  [
    "an image is no digest",
    (v) => (v["images"] = { order: "latest" }),
    "images.order",
    /sha256:<64 hex digits>/,
  ],
  [
    "storage may not grow enough for RDS",
    (v) => Object.assign(v["data"].payment, { maxStorageGiB: 22, storageGiB: 21 }),
    "data.payment.maxStorageGiB",
    /10 % above/,
  ],
  [
    "nobody gets the alarms",
    (v) => (v["observability"].alarmEmails = []),
    "observability.alarmEmails",
    /at least one address/,
  ],
  [
    "a combination is not built",
    (v) => (v["compute"].autoscaler = "karpenter"),
    "compute.autoscaler",
    /expected one of "clusterAutoscaler"\|"none"/,
  ],
];

describe("settings are refused, with the key and a fix, when", () => {
  for (const [name, spoil, key, fix] of broken) {
    it(name, () => {
      const message = refusal(spoil);
      const line = message.split("\n").find((candidate) => candidate.includes(key));
      assert(line !== undefined, `${key} is not named in:\n${message}`);
      assert.match(line, fix);
    });
  }
});

describe("settings", () => {
  for (const stack of ["test", "prod"]) {
    it(`of ${stack} are accepted as shipped`, () => {
      assert.equal(
        refusal(() => undefined, stack),
        "(accepted)",
      );
    });
  }

  it("report every problem at once, also behind a malformed section", () => {
    const message = refusal((values) => {
      values["stage"].name = "other";
      values["observability"].alarmEmails = ["nobody"];
      values["network"].zones = ["us-east-1a", "us-east-1a"];
    });
    assert.equal(message.split("\n  - ").length - 1, 3, message);
  });

  it("never show the value of what may be a secret", () => {
    const message = refusal((values) => {
      values["stage"].domain = `AKIA${"Z".repeat(16)}`;
      values["data"].payment.password = "hunter2";
    });
    assert.doesNotMatch(message, /ZZZZ|hunter2/);
  });

  it("refuse an EKS version from the day its standard support ends", () => {
    const values = shipped("test");
    values["compute"].version = "1.34";
    const on =
      (day: string): (() => unknown) =>
      () =>
        parseSettings(values, "test", services, day);
    assert.doesNotThrow(on("2026-12-02"));
    assert.throws(on("2026-12-03"), /extended support since 2026-12-02/);
  });
});
