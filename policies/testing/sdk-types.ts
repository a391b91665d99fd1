import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const known = new Map<string, ReadonlySet<string>>();

/** The type tokens of all resources in an installed package of Pulumi's. */
export function typesOf(packageName: "@pulumi/aws" | "@pulumi/kubernetes"): ReadonlySet<string> {
  let types = known.get(packageName);
  if (types === undefined) {
    const root = dirname(createRequire(__filename).resolve(`${packageName}/package.json`));
    const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) =>
      file.endsWith(".js"),
    );
    types = new Set(
      files.flatMap(
        (file) => /__pulumiType = '([^']+)'/.exec(readFileSync(join(root, file), "utf8"))?.[1] ?? [],
      ),
    );
    known.set(packageName, types);
  }
  return types;
}
