import { readPlan } from "../read-plan";
import { policiesAsJson } from "./json";
import { policiesAsJunit } from "./junit";
import { policiesForPeople } from "./people";
import { policiesAsSarif } from "./sarif";
import type { PolicyReport } from "../plan";

const writers: Readonly<Record<string, (report: PolicyReport) => string>> = {
  people: (report) => `${policiesForPeople(report)}\n`,
  sarif: (report) => `${JSON.stringify(policiesAsSarif(report), null, 2)}\n`,
  junit: policiesAsJunit,
  json: policiesAsJson,
};

/** Writes the policies' report of a plan file to the standard output, in one of several forms. */
function main([path, form = "people"]: readonly string[]): number {
  const write = writers[form];
  if (path === undefined || write === undefined) {
    process.stderr.write(`usage: npm run policies:report -- <plan.json> [${Object.keys(writers).join("|")}]\n`);
    return 2;
  }
  const { policies } = readPlan(path);
  if (policies === undefined) {
    process.stderr.write(`${path} was made without policies: there is nothing to report, which is not "no findings"\n`);
    return 1;
  }
  process.stdout.write(write(policies));
  return 0;
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
