/** A pull request small enough to be a few replacements in the program's own files. */
export interface ExampleChange {
  /** Names the file under docs/examples. */
  readonly name: string;
  readonly title: string;
  readonly stack: string;
  readonly edits: readonly Edit[];
}

export interface Edit {
  readonly file: string;
  /** Must be in the file; absent for a file that is new. */
  readonly find?: string;
  readonly put: string;
}

export const examples: readonly ExampleChange[] = [
  {
    name: "renamed-component",
    title: "A component gets another name, without an alias",
    stack: "prod",
    edits: [{ file: "index.ts", find: 'new Stores(\n    "data",', put: 'new Stores(\n    "stores",' }],
  },
  {
    name: "shrunk-database",
    title: "A database of production gets a smaller instance and less storage",
    stack: "prod",
    edits: [
      {
        file: "Pulumi.prod.yaml",
        find: "instanceClass: db.m7g.large\n      storageGiB: 100",
        put: "instanceClass: db.t4g.medium\n      storageGiB: 50",
      },
    ],
  },
  {
    name: "added-service",
    title: "A service joins the platform",
    stack: "test",
    edits: [
      {
        file: "services/shipping.ts",
        put: `import type { ServiceDefinition } from "./definition";

/** Sends parcels for paid orders. */
export const shipping: ServiceDefinition = {
  name: "shipping",
  data: { engine: "postgresql" },
  listensTo: ["payment"],
};
`,
      },
      {
        file: "services/index.ts",
        find: 'import { payment } from "./payment";\n',
        put: 'import { payment } from "./payment";\nimport { shipping } from "./shipping";\n',
      },
      {
        file: "services/index.ts",
        find: "[order, payment, catalog]",
        put: "[order, payment, catalog, shipping]",
      },
      {
        file: "Pulumi.test.yaml",
        find: "  commerce:observability:",
        put: `    shipping:
      kind: rds
      engine: postgresql
      version: "17"
      instanceClass: db.t4g.micro
  commerce:observability:`,
      },
    ],
  },
  {
    name: "changed-tag",
    title: "A tag that every resource has gets another value",
    stack: "test",
    edits: [{ file: "stage.ts", find: 'Project: "commerce"', put: 'Project: "shop"' }],
  },
];
