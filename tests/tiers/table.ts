import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

const [start, end] = ["<!-- tiers:start -->", "<!-- tiers:end -->"];

/** What is real in each tier; the counts come from its run. */
const tiers: readonly (readonly [script: string, real: string])[] = [
  ["tier:terraform", "the Terraform AWS provider, whose code Pulumi's AWS provider bridges"],
  ["tier:kubernetes", "a Kubernetes API server with etcd, admission and RBAC"],
  ["tier:messaging", "the semantics of SNS and SQS, from an emulator, through AWS's own SDK"],
  [
    "tier:databases",
    "PostgreSQL 17 and 18 and MySQL 9.7 over verified TLS, with the Jobs' own commands and SQL",
  ],
  ["tier:dashboards", "Prometheus, promtool and amtool; Grafana's types"],
  [
    "tier:stacks",
    "Pulumi's engine and CLI, the policy pack, and every shipped stack from its first preview to its end",
  ],
  ["tier:life", "Pulumi's engine and CLI with a small program and a provider that fails"],
];

/**
 * `npm run tiers`: runs every tier on this machine and writes the README's table of them from what they print. A tier
 * that this machine cannot run is shown as skipped. Takes about half an hour, most of it in first builds.
 */
function main(): void {
  const rows = tiers.map(([script, real]) => {
    console.log(`npm run ${script}`);
    const { stdout, stderr } = spawnSync("npm", ["run", "--silent", script], {
      encoding: "utf8",
      maxBuffer: 1e9,
    });
    const counts = /^(\d+ passed, \d+ failed(?:, \d+ skipped)?)$/m.exec(stdout)?.[1];
    if (counts === undefined) throw new Error(`npm run ${script} printed no counts:\n${stdout}${stderr}`);
    console.log(counts);
    return `| \`${script}\` | ${real} | ${counts} |`;
  });
  const readme = readFileSync("README.md", "utf8");
  const [before = "", rest = ""] = readme.split(start);
  const [, after = ""] = rest.split(end);
  const table = ["| tier | what is real | last run |", "| --- | --- | --- |", ...rows].join("\n");
  writeFileSync("README.md", `${before}${start}\n\n${table}\n\n${end}${after}`);
}

main();
