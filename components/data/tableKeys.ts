import type { TableData, TableKey } from "../../services/definition";

/** A table's attributes: each key of the table and of its indexes once, as DynamoDB wants them declared. */
export function tableAttributes(data: TableData): readonly TableKey[] {
  const keys = [data, ...(data.indexes ?? [])].flatMap(({ partitionKey, sortKey }) =>
    sortKey === undefined ? [partitionKey] : [partitionKey, sortKey],
  );
  const typeOf = new Map<string, TableKey["type"]>();
  for (const { name, type } of keys) {
    const other = typeOf.get(name);
    if (other !== undefined && other !== type)
      throw new Error(
        `attribute "${name}" is a key of type ${other} and of type ${type}; it can have one type only`,
      );
    typeOf.set(name, type);
  }
  return [...typeOf].map(([name, type]) => ({ name, type }));
}
