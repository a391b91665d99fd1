/** Input properties whose change replaces a resource of this type. */
export function replaceOn(type: string): readonly string[] {
  return table[type] ?? [];
}

const table: Readonly<Record<string, readonly string[]>> = {};

/** `true` if the resource holds data that dies with it. */
export function isStateful(type: string): boolean {
  return stateful.has(type);
}

const stateful: ReadonlySet<string> = new Set(["aws:rds/instance:Instance", "aws:dynamodb/table:Table"]);
