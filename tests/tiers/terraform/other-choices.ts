import { parse, stringify } from "yaml";

import { ProjectCopy } from "../../stacks/project-copy";
import type { Stack } from "../../stacks/previewed";
import { deployed } from "../deployed";

/** What no shipped stage chooses, by section and path. */
const choices: readonly (readonly [section: string, path: string, value: unknown])[] = [
  ["network", "nat", "regional"],
  ["network", "zones", ["us-east-1a", "us-east-1b", "us-east-1c"]],
  ["compute", "nodeSubnets", "public"],
  ["compute", "autoscaler", "none"],
  ["compute", "nodeGroups.general.operatingSystem", "Bottlerocket"],
  [
    "compute",
    "nodeGroups.x86",
    { instanceTypes: ["m7i.large"], minSize: 0, maxSize: 2, diskGiB: 100, operatingSystem: "AL2023" },
  ],
  ["data", "payment.version", "18"],
  ["images", "order", `sha256:${"a".repeat(64)}`],
];

/** The stack `test` as it would be deployed with the choices that no shipped stage makes. */
export async function withOtherChoices(): Promise<Stack> {
  const copy = new ProjectCopy();
  try {
    copy.useMysql("catalog");
    copy.edit("Pulumi.test.yaml", (text) => {
      const file = parse(text) as { readonly config: Record<string, object> };
      for (const [section, path, value] of choices)
        set((file.config[`commerce:${section}`] ??= {}), path.split("."), value);
      return stringify(file);
    });
    return await deployed("test", copy.directory);
  } finally {
    copy.remove();
  }
}

function set(target: object, [key = "", ...rest]: readonly string[], value: unknown): void {
  const fields = target as Record<string, unknown>;
  if (rest.length === 0) fields[key] = value;
  else set(fields[key] as object, rest, value);
}
