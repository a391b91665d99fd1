import tseslint from "typescript-eslint";

/** Rooms and what each may not import: see CONTRIBUTING.md. */
const rooms = {
  settings: ["services", "components", "policies", "preview"],
  services: ["settings", "components", "policies", "preview"],
  components: ["settings", "services", "policies", "preview"],
  policies: ["settings", "services", "components", "preview", "pricing", "comment", "rehearse"],
  preview: ["settings", "services", "components", "policies"],
  deploy: ["settings", "services", "components", "policies"],
};

const component = 'ClassDeclaration[superClass.property.name="ComponentResource"]';

export default tseslint.config(
  { ignores: ["**/dist/**", "coverage/**", "reports/**", "node_modules/**", "tests/**/fixtures/**"] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "no-console": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: false }],
      // `export = async () => …` is how a Pulumi program awaits before it registers.
      "@typescript-eslint/no-require-imports": "off",
      // A resource is created for what it does, not for its value.
      "no-new": "off",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ["components/**/*.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: `${component} CallExpression[callee.type="Super"][arguments.length<4]`,
          message:
            "super(type, name, args, opts): with three, opts stand where args belong and the parent is lost.",
        },
        {
          selector: `${component}:not(:has(CallExpression[callee.property.name="registerOutputs"]))`,
          message: "A component ends with this.registerOutputs({ … }).",
        },
      ],
    },
  },
  ...Object.entries(rooms).map(([room, others]) => ({
    files: [`${room}/**/*.ts`],
    ignores: ["**/*.test.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: others.map((other) => ({
            // The price table is data that anybody may read.
            regex: `^(\\.\\./)+${other}(/(?!prices\\.json$)|$)`,
            // The type of a service's definition is what components are made from.
            ...(other === "services" && { allowTypeImports: true }),
            message: `${room}/ may not import ${other}/: arrows point one way.`,
          })),
        },
      ],
    },
  })),
  {
    files: ["**/main.ts", "deploy/{settle,unlock}.ts", "**/bench*.ts", "tests/**/*.ts", "scripts/**/*.ts"],
    rules: { "no-console": "off" },
  },
  {
    files: ["**/*.test.ts", "tests/**/*.ts"],
    rules: {
      // mocha's describe and it return nothing to wait for.
      "@typescript-eslint/no-floating-promises": ["error", { allowForKnownSafeCalls: ["describe", "it"] }],
    },
  },
  {
    // What a program registered is read as it is: any path may be asked for, and a wrong one fails the test.
    files: ["tests/{acceptance,bench,components/{keys,storage},settings,stacks}/**/*.ts"],
    rules: Object.fromEntries(
      ["argument", "assignment", "call", "member-access", "return"].map((kind) => [
        `@typescript-eslint/no-unsafe-${kind}`,
        "off",
      ]),
    ),
  },
  { files: ["**/*.{js,mjs,cjs}"], ...tseslint.configs.disableTypeChecked },
);
