import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { format } from "prettier";
import { tokenOf } from "./subjects/types";

/** Tokens of all types in the installed @pulumi/aws that take a map of tags. */
export function taggableTypes(): string[] {
  const root = dirname(createRequire(__filename).resolve("@pulumi/aws/package.json"));
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".d.ts") && !file.startsWith("types"))
    .filter((file) => takesTags(readFileSync(join(root, file), "utf8")))
    .flatMap((file) => {
      const code = readFileSync(join(root, file.replace(/\.d\.ts$/, ".js")), "utf8");
      return /__pulumiType = '([^']+)'/.exec(code)?.[1] ?? [];
    })
    .sort();
}

function takesTags(declarations: string): boolean {
  const args = declarations.slice(declarations.search(/export interface \w+Args \{/));
  return /\n {4}tags\?: pulumi\.Input<\{/.test(args);
}

/** The source of `subjects/taggable-types.ts`: the classes' names by module, from which the tokens follow. */
export function taggableTypesFile(): Promise<string> {
  const modules = new Map<string, string[]>();
  for (const type of taggableTypes()) {
    const [, module = "", name = ""] = /^aws:(\w+)\/\w+:(\w+)$/.exec(type) ?? [];
    if (type !== tokenOf(module, name)) throw new Error(`the token ${type} does not follow from its class`);
    modules.set(module, [...(modules.get(module) ?? []), name]);
  }
  const lines = [...modules].map(([module, names]) => `${module}: ${JSON.stringify(names.join(" "))},`);
  return format(
    `/** Resources of @pulumi/aws that take a map of tags, by module; \`npm run policies:taggable\` writes this file. */
export const taggable: Readonly<Record<string, string>> = {\n${lines.join("\n")}\n};\n`,
    { parser: "typescript", printWidth: 110 },
  );
}

if (require.main === module) {
  void taggableTypesFile().then((text) => {
    writeFileSync(join(__dirname, "subjects", "taggable-types.ts"), text);
  });
}
