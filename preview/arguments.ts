import { parseArgs } from "node:util";

/** The command line cannot be understood; the message says why. */
export class UsageError extends Error {}

export interface Arguments {
  /** Empty for all stacks. */
  readonly stacks: readonly string[];
  /** Whether a plan is wanted, on standard output or in a file. */
  readonly json: { readonly file: string | undefined } | undefined;
  /** The plan to compare with. */
  readonly diff: string | undefined;
  readonly failOnUndecided: boolean;
  readonly policies: boolean;
  readonly timeoutSeconds: number;
  /** A file with outputs of other stacks. */
  readonly stackOutputs: string | undefined;
  readonly help: boolean;
}

export const USAGE = `npm run preview -- [stack …] [options]

  Previews each stack named, or all that have settings, without engine, cloud or credentials.

  --json [<file>.json]     print the plan of one stack as JSON and nothing else, or write it to the file;
                           {stack} in the file's name is replaced
  --diff <plan.json>       show what changed since that plan was written
  --undecided fail         fail if a mandatory rule could not be decided
  --no-policies            do not run the policy pack
  --stack-outputs <file>   outputs of other stacks, for StackReferences: {"org/project/stack": {…}}
  --timeout <seconds>      for each program (default 120)
  --help

  Status: 0 done, 1 an error or a mandatory finding, 2 the command line is wrong.`;

/** @throws UsageError */
export function parseArguments(given: readonly string[]): Arguments {
  const { values, positionals } = parse(given);
  const timeoutSeconds = Number(values.timeout);
  if (!(timeoutSeconds > 0))
    throw new UsageError(`--timeout ${values.timeout}: must be a number of seconds above 0`);
  const { undecided } = values;
  if (undecided !== undefined && undecided !== "fail") {
    throw new UsageError(
      `--undecided ${undecided}: the only choice is fail; without it, they are only shown`,
    );
  }
  return {
    stacks: positionals,
    json: values.json === undefined ? undefined : { file: values.json === "" ? undefined : values.json },
    diff: values.diff,
    failOnUndecided: undecided === "fail",
    policies: !values["no-policies"],
    timeoutSeconds,
    stackOutputs: values["stack-outputs"],
    help: values.help,
  };
}

function parse(given: readonly string[]) {
  try {
    return parseArgs({
      args: given.flatMap((argument, index) => withFile(argument, given[index - 1], given[index + 1])),
      allowPositionals: true,
      options: {
        json: { type: "string" },
        diff: { type: "string" },
        undecided: { type: "string" },
        "no-policies": { type: "boolean", default: false },
        "stack-outputs": { type: "string" },
        timeout: { type: "string", default: "120" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** `parseArgs` knows no optional values: `--json x.json` is made `--json=x.json`, and `--json` alone `--json=`. */
function withFile(argument: string, previous: string | undefined, next: string | undefined): string[] {
  const isFile = (text: string | undefined): boolean =>
    text?.endsWith(".json") === true && !text.startsWith("-");
  if (argument === "--json") return [`--json=${isFile(next) ? (next ?? "") : ""}`];
  return previous === "--json" && isFile(argument) ? [] : [argument];
}
