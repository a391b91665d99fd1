import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { parse, stringify } from "yaml";

/** What the program needs to run; the packages are linked. */
const parts = [
  "Pulumi.yaml",
  "Pulumi.test.yaml",
  "Pulumi.prod.yaml",
  "package.json",
  "tsconfig.json",
  "index.ts",
  "stage.ts",
  "outputs.ts",
  "settings",
  "services",
  "components",
  "contract",
  "functions",
];

/** A copy of the project in a folder of its own, for trying changes of its source. */
export class ProjectCopy {
  readonly directory = mkdtempSync(join(tmpdir(), "commerce-"));

  constructor() {
    for (const part of parts) cpSync(part, join(this.directory, part), { recursive: true });
    symlinkSync(join(process.cwd(), "node_modules"), join(this.directory, "node_modules"));
  }

  /** Adds a service: one file, and one name in the list. */
  addService(name: string, definition: object): void {
    const constant = name.replaceAll("-", "_");
    writeFileSync(
      join(this.directory, `services/${name}.ts`),
      `import type { ServiceDefinition } from "./definition";\n\n` +
        `export const ${constant}: ServiceDefinition = ${JSON.stringify({ name, ...definition }, null, 2)};\n`,
    );
    this.edit("services/index.ts", (text) =>
      `import { ${constant} } from "./${name}";\n${text}`.replace("catalogue([", `catalogue([${constant}, `),
    );
  }

  /** Has services that are written for PostgreSQL written for MySQL, in every stage. */
  useMysql(...services: readonly string[]): void {
    for (const service of services)
      this.edit(`services/${service}.ts`, (text) => text.replace('engine: "postgresql"', 'engine: "mysql"'));
    for (const stack of ["test", "prod"])
      this.edit(`Pulumi.${stack}.yaml`, (text) => {
        const file = parse(text) as { config: { "commerce:data": Record<string, object> } };
        const stores = file.config["commerce:data"];
        for (const service of services)
          Object.assign(stores[service] as object, {
            engine: "mysql",
            version: "8.4",
            instanceClass: "db.t4g.medium",
          });
        return stringify(file);
      });
  }

  /** Takes a service out of the list that {@link addService} put there; what is returned puts it back. */
  removeService(name: string): () => void {
    const constant = name.replaceAll("-", "_");
    const listed = `catalogue([${constant}, `;
    this.edit("services/index.ts", (text) => text.replace(listed, "catalogue(["));
    return () => this.edit("services/index.ts", (text) => text.replace("catalogue([", listed));
  }

  edit(file: string, change: (text: string) => string): void {
    const path = join(this.directory, file);
    const text = readFileSync(path, "utf8");
    const changed = change(text);
    if (changed === text) throw new Error(`The change of ${file} changed nothing.`);
    writeFileSync(path, changed);
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}
