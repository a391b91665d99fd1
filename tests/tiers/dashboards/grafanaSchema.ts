import { join } from "node:path";

import ts from "typescript";

import type { Dashboard } from "./monitoring";

/** Enums of texts admit the texts themselves, as JSON has them. */
const head = `
import type { Dashboard } from "@grafana/schema";
import type { Options } from "@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen";
import type { CloudWatchMetricsQuery } from "@grafana/schema/dist/esm/raw/composable/cloudwatch/dataquery/x/CloudWatchDataQuery_types.gen";
type Json<T> = T extends string ? \`\${T}\` : T extends readonly (infer U)[] ? readonly Json<U>[]
  : T extends object ? { readonly [K in keyof T]: Json<T[K]> } : T;
`;

/**
 * Judges a dashboard by Grafana's own types of the release that the platform runs (\`@grafana/schema\`, made from Grafana's
 * CUE schema): the dashboard, each panel's options, each query to CloudWatch. TypeScript is the judge, because Grafana
 * publishes no JSON schema; the values are written as literals, so that it refuses fields that a type does not know.
 *
 * @returns TypeScript's complaints; empty if there are none
 */
export function problemsOfDashboard(dashboard: Dashboard): readonly string[] {
  const literal = (name: string, type: string, value: unknown): string =>
    `export const ${name}: Json<${type}> = ${JSON.stringify(value, null, 1)};\n`;
  const queries = dashboard.panels.flatMap(({ targets }) =>
    targets.filter((target) => "queryMode" in target),
  );
  const text = [
    head,
    literal("dashboard", "Dashboard", dashboard),
    ...dashboard.panels.map(({ options }, index) => literal(`options${String(index)}`, "Options", options)),
    ...queries.map((query, index) => literal(`query${String(index)}`, "CloudWatchMetricsQuery", query)),
  ].join("\n");
  return complaints(text);
}

function complaints(text: string): readonly string[] {
  const file = join(process.cwd(), "dashboard-under-test.ts");
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.Node16,
    moduleResolution: ts.ModuleResolutionKind.Node16,
  };
  const disk = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...disk,
    getSourceFile: (name, ...rest) =>
      name === file
        ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022)
        : disk.getSourceFile(name, ...rest),
    fileExists: (name) => name === file || disk.fileExists(name),
    readFile: (name) => (name === file ? text : disk.readFile(name)),
  };
  const program = ts.createProgram([file], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}
