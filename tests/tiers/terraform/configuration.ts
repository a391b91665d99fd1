import { ARCHIVE, ASSET, UNKNOWN, type Registration } from "../../../preview/registration";
import {
  containsSecret,
  containsUnknown,
  isObject,
  plain,
  signatureOf,
  type Properties,
} from "../../../preview/simulation/wire";
import { differenceOf, type Difference } from "./differences";
import {
  snakeCase,
  terraformName,
  terraformType,
  type AttributeType,
  type Block,
  type Provider,
} from "./schema";

/** One resource in Terraform's words. */
export interface TerraformResource {
  readonly urn: string;
  readonly type: string;
  readonly arguments: Properties;
  /** How many arguments have a value for the provider to judge. */
  readonly judged: number;
  /** Arguments that it cannot judge. */
  readonly notJudged: readonly NotJudged[];
}

export interface NotJudged {
  readonly argument: string;
  readonly reason: string;
}

/** Known only after deployment, for Terraform too: types are checked, values are not. */
export const unknownReference = "${terraform_data.unknown.output}";

const unknown = "unknown before deployment";
const secret = "secret, and so not written";

/** Arguments for which Pulumi generates a name where none is given, and its simulation too. */
const generatedNames = ["name", "bucket", "identifier", "nodeGroupName"];

/** The resource for Terraform; `undefined` where the provider has no such type. */
export function terraformResource(
  { urn, type: pulumiType, inputs, outputs }: Registration,
  provider: Provider,
): TerraformResource | undefined {
  const type = terraformType(pulumiType, provider.schemas);
  const schema = type === undefined ? undefined : provider.schemas[type];
  if (type === undefined || schema === undefined) return undefined;
  const names = generatedNames.filter(
    (name) => name in outputs && !(name in inputs) && !(`${name}Prefix` in inputs),
  );
  const generated = Object.fromEntries(names.map((name) => [name, outputs[name]]));
  const translation = new Translation(type, provider.majorVersion);
  const body = translation.block(schema.block, { ...inputs, ...generated });
  return { urn, type, arguments: body, judged: translation.judged, notJudged: translation.notJudged };
}

class Translation {
  judged = 0;
  readonly notJudged: NotJudged[] = [];

  constructor(
    private readonly type: string,
    private readonly majorVersion: number,
  ) {}

  block(schema: Block, inputs: Properties, path = ""): Properties {
    const body: Record<string, unknown> = {};
    const names = [...Object.keys(schema.attributes ?? {}), ...Object.keys(schema.block_types ?? {})];
    for (const [key, value] of Object.entries(inputs)) {
      const argument = `${path}${key}`;
      const name = terraformName(this.type, key, names);
      const difference = this.difference(argument, name, value);
      if (difference) {
        this.notJudged.push({ argument, reason: difference.reason });
        if (difference.instead) Object.assign(body, this.block(schema, difference.instead(value), path));
      } else if (name !== undefined && schema.block_types?.[name])
        this.nested(body, name, schema.block_types[name].block, value, argument);
      // An argument that the provider does not know is for the provider to refuse.
      else
        body[name ?? snakeCase(key)] = this.attribute(schema.attributes?.[name ?? ""]?.type, value, argument);
    }
    return body;
  }

  /** What keeps the argument from this provider. */
  private difference(argument: string, name: string | undefined, value: unknown): Difference | undefined {
    const found = differenceOf(this.type, argument);
    if (!found?.value) return name === undefined ? found : undefined;
    return found.value.is === value && this.majorVersion < found.value.since ? found : undefined;
  }

  private nested(
    body: Record<string, unknown>,
    name: string,
    schema: Block,
    value: unknown,
    argument: string,
  ): void {
    const each = asList(opened(value)).map(opened);
    if (each.every(isPlain)) body[name] = each.map((inputs) => this.block(schema, inputs, `${argument}.`));
    else this.notJudged.push({ argument, reason: containsSecret(value) ? secret : unknown });
  }

  private attribute(type: AttributeType = "dynamic", value: unknown, argument: string): unknown {
    if (containsSecret(value)) {
      this.notJudged.push({ argument, reason: secret });
      return unknownReference;
    }
    if (containsUnknown(value) && !hasKnown(value)) this.notJudged.push({ argument, reason: unknown });
    else this.judged++;
    return expression(type, plain(value));
  }
}

/** What an output that is no secret holds; anything else as it is. */
function opened(value: unknown): unknown {
  return signatureOf(value) === undefined || containsSecret(value) ? value : plain(value);
}

function isPlain(value: unknown): value is Properties {
  return isObject(value) && signatureOf(value) === undefined;
}

function expression(type: AttributeType, value: unknown): unknown {
  if (typeof value === "string") {
    if (value.includes(UNKNOWN)) return unknownReference;
    return isCollection(type) ? [expression(type[1], value)] : literal(value);
  }
  const kind = signatureOf(value);
  if (kind === ASSET || kind === ARCHIVE) return literal(String((value as Properties)["path"]));
  if (isCollection(type)) return asList(value).map((each) => expression(type[1], each));
  if (type === "string" && typeof value === "object") return literal(JSON.stringify(value));
  if (Array.isArray(value)) return value.map((each) => expression("dynamic", each));
  return isObject(value) ? fields(type, value) : value;
}

/** The keys of a map are data; those of an object are names. */
function fields(type: AttributeType, value: Properties): Properties {
  if (typeof type !== "string" && type[0] === "object") {
    const types = type[1];
    const named = Object.entries(value).map(([key, inner]) => {
      const name = terraformName("", key, Object.keys(types)) ?? snakeCase(key);
      return [name, expression(types[name] ?? "dynamic", inner)];
    });
    return Object.fromEntries(named) as Properties;
  }
  const inner = typeof type !== "string" && type[0] === "map" ? type[1] : "dynamic";
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [literal(key), expression(inner, each)]),
  );
}

function isCollection(type: AttributeType): type is readonly ["list" | "set", AttributeType] {
  return type[0] === "list" || type[0] === "set";
}

/** What Pulumi takes as one, where Terraform takes a list of at most one, becomes that list. */
function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function hasKnown(value: unknown): boolean {
  const bare = plain(value);
  if (typeof bare === "string") return !bare.includes(UNKNOWN);
  if (Array.isArray(bare)) return bare.some(hasKnown);
  return isObject(bare) ? Object.values(bare).some(hasKnown) : true;
}

/** Terraform reads every string as a template. */
function literal(text: string): string {
  return text.replace(/[$%]\{/g, (opening) => `${opening.charAt(0)}${opening}`);
}
