import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** What the type declarations of the installed AWS SDK say of a resource type. */
export interface SdkFacts {
  readonly inputs: ReadonlySet<string>;
  /** Outputs that are no inputs: AWS computes them. */
  readonly computed: ReadonlySet<string>;
  /** `tags` is a map: the provider's default tags are merged into it. */
  readonly taggable: boolean;
}

const none: SdkFacts = { inputs: new Set(), computed: new Set(), taggable: false };
const known = new Map<string, SdkFacts>();

/** Reads one file, of 10 kB on average, for each AWS type, once. For types of other packages it knows nothing. */
export function sdkFacts(type: string): SdkFacts {
  const cached = known.get(type);
  if (cached !== undefined) return cached;
  const path = /^aws:([\w/]+):\w+$/.exec(type)?.[1];
  const facts = path === undefined ? none : read(type, path);
  known.set(type, facts);
  return facts;
}

function read(type: string, path: string): SdkFacts {
  const folder = dirname(require.resolve("@pulumi/aws/package.json"));
  let text: string;
  try {
    text = readFileSync(join(folder, `${path}.d.ts`), "utf8");
  } catch (error) {
    throw new Error(`${type} is no resource of the installed @pulumi/aws (no ${path}.d.ts)`, {
      cause: error,
    });
  }
  const args = text.slice(text.search(/^export interface \w+Args /m));
  const inputs = new Set([...args.matchAll(/^ {4}(\w+)\??: /gm)].map((found) => found[1] ?? ""));
  const outputs = [...text.matchAll(/^ {4}readonly (\w+): pulumi\.Output/gm)].map((found) => found[1] ?? "");
  return {
    inputs,
    computed: new Set(outputs.filter((output) => !inputs.has(output))),
    taggable: /^ {4}tags\?: pulumi\.Input<\{/m.test(args),
  };
}
