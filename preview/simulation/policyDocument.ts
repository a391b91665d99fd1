import { isObject, type Properties } from "./wire";

/**
 * `aws.iam.getPolicyDocument`: the same text, to the byte, as the AWS provider computes (compared with the Terraform
 * provider 5.100 it is bridged from): single values without a list, lists of actions, resources and principals in
 * falling order, values of conditions as given, `&{…}` for policy variables.
 */
export function policyDocument(args: Properties): Properties {
  const document = override(merged(args), args["overridePolicyDocuments"]);
  const complete = {
    Version: args["version"] ?? "2012-10-17",
    ...(args["policyId"] === undefined ? {} : { Id: args["policyId"] }),
    Statement: document,
  };
  const minifiedJson = JSON.stringify(complete);
  return { ...args, id: "simulated", json: JSON.stringify(complete, undefined, 2), minifiedJson };
}

interface Statement {
  readonly Sid?: unknown;
}

function merged(args: Properties): Statement[] {
  const own = ((args["statements"] ?? []) as Properties[]).map(statement);
  const statements = [...parsed(args["sourcePolicyDocuments"]).flat(), ...own];
  const sids = statements.map(({ Sid }) => Sid).filter((sid) => sid !== undefined && sid !== "");
  const twice = sids.find((sid, index) => sids.indexOf(sid) !== index);
  if (twice !== undefined)
    throw new Error(`getPolicyDocument: two statements have the sid ${JSON.stringify(twice)}`);
  return statements;
}

/** A statement with the same sid takes the place of the old one; any other comes last. */
function override(statements: readonly Statement[], documents: unknown): Statement[] {
  const result = [...statements];
  for (const statement of parsed(documents).flat()) {
    const place = statement.Sid === undefined ? -1 : result.findIndex(({ Sid }) => Sid === statement.Sid);
    if (place < 0) result.push(statement);
    else result[place] = statement;
  }
  return result;
}

function parsed(documents: unknown): Statement[][] {
  return ((documents ?? []) as string[])
    .filter((text) => text.trim() !== "")
    .map((text) => {
      const { Statement: statements } = JSON.parse(text) as { Statement?: Statement | Statement[] };
      return statements === undefined ? [] : Array.isArray(statements) ? statements : [statements];
    });
}

function statement(given: Properties): Statement {
  const entries: [string, unknown][] = [
    ["Sid", given["sid"]],
    ["Effect", given["effect"] ?? "Allow"],
    ["Action", listed(given["actions"])],
    ["NotAction", listed(given["notActions"])],
    ["Resource", listed(given["resources"])],
    ["NotResource", listed(given["notResources"])],
    ["Principal", principals(given["principals"])],
    ["NotPrincipal", principals(given["notPrincipals"])],
    ["Condition", conditions(given["conditions"])],
  ];
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function withVariables(text: string): string {
  return text.replaceAll("&{", "${");
}

function listed(values: unknown, sort = true): string | string[] | undefined {
  if (values === undefined || (values as string[]).length === 0) return undefined;
  const texts = [...new Set((values as string[]).map(withVariables))];
  if (texts.length === 1) return texts[0];
  return sort ? texts.sort().reverse() : texts;
}

function principals(given: unknown): unknown {
  const list = (given ?? []) as { type: string; identifiers: string[] }[];
  if (list.length === 0) return undefined;
  if (list.some(({ type, identifiers }) => type === "*" && identifiers.includes("*"))) return "*";
  const types = [...new Set(list.map(({ type }) => type))].sort();
  return Object.fromEntries(
    types.map((type) => [
      type,
      listed(list.filter((each) => each.type === type).flatMap((each) => each.identifiers)),
    ]),
  );
}

function conditions(given: unknown): unknown {
  const list = (given ?? []) as { test: string; variable: string; values: string[] }[];
  if (list.length === 0) return undefined;
  const byTest: Record<string, Record<string, unknown>> = {};
  for (const { test, variable, values } of list) (byTest[test] ??= {})[variable] = listed(values, false);
  return sorted(byTest);
}

function sorted(value: unknown): unknown {
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}
