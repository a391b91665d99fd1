import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { pythonTool } from "../../tiers/pythonTool";

const REQUIREMENTS = "tests/bench/policies/checkov-requirements.txt";

export interface Run {
  readonly version: string;
  readonly cpuSeconds: number;
  readonly peakMebibytes: number;
  /** How many checks were decided, one for each object that a check is for. */
  readonly checks: number;
  readonly failed: readonly { readonly check: string; readonly object: string }[];
}

/** checkov from PyPI (270 MB, half a minute to install), with the versions of `checkov-requirements.txt`. */
export class Checkov {
  private constructor(private readonly programs: string) {}

  /** @throws Unavailable where it cannot be installed. */
  static async install(): Promise<Checkov> {
    return new Checkov(await pythonTool("checkov", REQUIREMENTS));
  }

  /** Its checks for Kubernetes over these objects, in one process, without a call to its makers' platform. */
  async check(objects: readonly object[]): Promise<Run> {
    const folder = mkdtempSync(join(tmpdir(), "checkov-"));
    try {
      const file = join(folder, "objects.yaml");
      writeFileSync(file, objects.map((object) => JSON.stringify(object)).join("\n---\n"));
      const options = ["--framework", "kubernetes", "--skip-download", "--soft-fail", "--output", "json"];
      const command = [join(this.programs, "checkov"), "--file", file, ...options];
      const { stdout, stderr } = await promisify(execFile)(
        join(this.programs, "python"),
        ["-c", MEASURED, ...command],
        {
          cwd: folder,
          // Without worker processes, whose time and memory nobody would count.
          env: { PATH: process.env["PATH"], HOME: folder, CHECKOV_PARALLELIZATION_TYPE: "none" },
          maxBuffer: 64 * 1024 * 1024,
        },
      );
      const [cpuSeconds = NaN, peakKibibytes = NaN] = (stderr.split("\n").at(-2) ?? "")
        .split(" ")
        .map(Number);
      return { cpuSeconds, peakMebibytes: peakKibibytes / 1024, ...resultsOf(stdout) };
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
}

/** Runs a command, and says on a last line of the errors how many CPU seconds and kibibytes it took. */
const MEASURED = `
import resource, subprocess, sys
status = subprocess.run(sys.argv[1:]).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss, file=sys.stderr)
sys.exit(status)
`;

interface Report {
  readonly summary?: { readonly passed: number; readonly failed: number; readonly checkov_version: string };
  readonly results?: {
    readonly failed_checks: readonly { check_id: string; check_name: string; resource: string }[];
  };
}

function resultsOf(stdout: string): Pick<Run, "version" | "checks" | "failed"> {
  const { summary, results } = JSON.parse(stdout) as Report;
  if (summary === undefined || results === undefined) throw new Error(`checkov judged nothing: ${stdout}`);
  const failed = results.failed_checks.map(({ check_id, check_name, resource }) => ({
    check: `${check_id} ${check_name}`,
    object: resource,
  }));
  return { version: summary.checkov_version, checks: summary.passed + summary.failed, failed };
}
