/**
 * Compares values in which ids are written `<<n>>` on our side and as any twelve hexadecimal digits on theirs: equal if
 * every id of ours stands wherever one and the same id of theirs does. Gives back the first difference, with its path.
 */
export function sameButForIds(ours: unknown, theirs: unknown): string | undefined {
  const toTheirs = new Map<string, string>();
  const toOurs = new Map<string, string>();

  function compareText(path: string, a: string, b: string): string | undefined {
    const ids: string[] = [];
    const pattern = a
      .split(/(<<\d+>>)/)
      .map((part) => {
        if (!/^<<\d+>>$/.test(part)) return part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
        ids.push(part);
        return "([0-9a-f]{12})";
      })
      .join("");
    const match = new RegExp(`^${pattern}$`).exec(b);
    if (match === null) return `${path}: ours ${a}, recorded ${b}`;
    for (const [index, id] of ids.entries()) {
      const found = match[index + 1] ?? "";
      const known = [toTheirs.get(id) ?? found, toOurs.get(found) ?? id];
      if (known[0] !== found || known[1] !== id)
        return `${path}: ${id} is ${String(known[0])} elsewhere, here ${found}`;
      toTheirs.set(id, found);
      toOurs.set(found, id);
    }
    return undefined;
  }

  function compare(path: string, a: unknown, b: unknown): string | undefined {
    if (typeof a === "string" && typeof b === "string") return compareText(path, a, b);
    if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) {
      return a === b ? undefined : `${path}: ours ${JSON.stringify(a)}, recorded ${JSON.stringify(b)}`;
    }
    // Keys hold ids too (a tag's name), so they are compared in order, as text.
    const [left, right] = [Object.entries(a), Object.entries(b)].map((entries) =>
      entries.sort(([x], [y]) => (normal(x) < normal(y) ? -1 : 1)),
    ) as [[string, unknown][], [string, unknown][]];
    if (left.length !== right.length) {
      return `${path}: ours has ${left.map(([key]) => key).join()}, recorded ${right.map(([key]) => key).join()}`;
    }
    for (const [index, [key, value]] of left.entries()) {
      const [otherKey, otherValue] = right[index] ?? ["", undefined];
      const difference = compareText(path, key, otherKey) ?? compare(`${path}/${key}`, value, otherValue);
      if (difference !== undefined) return difference;
    }
    return undefined;
  }

  return compare("", ours, theirs);
}

function normal(key: string): string {
  return key.replace(/<<\d+>>|[0-9a-f]{12}/g, "");
}
