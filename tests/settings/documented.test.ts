import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { z } from "zod";
import { schema } from "../../settings/schema";

type Node = z.core.JSONSchema.JSONSchema;

/** Every key of the schema that holds a value, as the documentation writes it. */
function keys(node: Node, path: string): string[] {
  const own = Object.entries(node.properties ?? {}).flatMap(([key, inner]) =>
    keys(inner as Node, `${path}.${key}`),
  );
  const other = node.additionalProperties;
  const name = path === ".data" || path === ".images" ? "<service>" : "<name>";
  const named = typeof other === "object" ? keys(other, `${path}.${name}`) : [];
  const either = [...(node.anyOf ?? []), ...(node.oneOf ?? [])].flatMap((one) => keys(one, path));
  const below = [...own, ...named, ...either];
  return below.length > 0 ? below : [path.slice(1)];
}

describe("docs/settings.md", () => {
  const page = readFileSync("docs/settings.md", "utf8");
  for (const key of new Set(keys(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }), ""))) {
    it(`describes ${key}`, () => {
      const last = key.split(".").at(-1) ?? "";
      const parent = key.slice(0, -last.length - 1);
      const row = page
        .split("\n")
        .find(
          (line) =>
            line.includes(`\`${key}\``) || (line.includes(`\`${parent}.`) && line.includes(`\`.${last}\``)),
        );
      assert(row, `no row for ${key}`);
    });
  }
});
