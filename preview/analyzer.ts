import { reconcile } from "./analyzer/configuration";
import type { AnalyzerOptions } from "./analyzer/options";
import { startPack, type Pack } from "./analyzer/pack-process";
import { ReportBuilder } from "./analyzer/report-builder";
import { analyzeRequest, resourcePhase, stackConfiguration, stackRequest } from "./analyzer/requests";
import type { PolicyReport } from "./plan";
import type { Registration } from "./registration";

export interface Analyzer {
  analyze(registrations: readonly Registration[]): Promise<PolicyReport>;
  /** Ends the pack's process. */
  close(): void;
}

/**
 * Starts a policy pack and speaks to it as the engine does: stack, information, configuration with its defaults, then
 * for each resource remediation and analysis, then the stack. A pack that does not start, dies, hangs or throws makes
 * no exception here but an error in the report, which closes the gate.
 */
export async function startAnalyzer(options: AnalyzerOptions): Promise<Analyzer> {
  let pack: Pack | undefined;
  try {
    pack = await startPack(options);
    await pack.configureStack(stackConfiguration(options));
    const information = await pack.information();
    const configuration = reconcile(information, options.config ?? {});
    await pack.configure(configuration);
    const started = pack;
    return {
      analyze: (registrations) =>
        analyze(started, new ReportBuilder(information, configuration, registrations), registrations),
      close: () => {
        started.end();
      },
    };
  } catch (error) {
    pack?.end();
    const report: PolicyReport = {
      pack: options.packDirectory,
      packVersion: "",
      findings: [],
      undecided: [],
      rules: {},
      errors: [`the policy pack did not start: ${error instanceof Error ? error.message : String(error)}`],
    };
    return { analyze: () => Promise.resolve(report), close: () => undefined };
  }
}

async function analyze(
  pack: Pack,
  builder: ReportBuilder,
  registrations: readonly Registration[],
): Promise<PolicyReport> {
  const remedied = new Map<string, Readonly<Record<string, unknown>>>();
  const inResourcePhase = registrations.filter(resourcePhase);
  await Promise.all(
    inResourcePhase.map(async (registration) => {
      try {
        const before = analyzeRequest(registration, registrations, registration.inputs, {
          internalKeys: true,
        });
        const answer = await pack.remediate(before);
        const after = builder.remediated(registration, answer);
        if (after !== undefined) remedied.set(registration.urn, after);
        const request = analyzeRequest(registration, registrations, after ?? registration.inputs);
        builder.analyzed(registration, await pack.analyze(request));
      } catch (error) {
        builder.failed(registration, error);
      }
    }),
  );
  try {
    builder.stackAnalyzed(await pack.analyzeStack(stackRequest(registrations, remedied)));
  } catch (error) {
    builder.failed(undefined, error);
  }
  return builder.report(pack.complaint());
}
