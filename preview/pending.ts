/** What a program and its host are busy with, to be named when a preview does not end. */
export class Pending {
  private readonly requests = new Set<string>();
  private readonly constructed = new Map<string, string>();

  async during<T>(what: string, work: () => Promise<T>): Promise<T> {
    this.requests.add(what);
    try {
      return await work();
    } finally {
      this.requests.delete(what);
    }
  }

  /** The SDK's debug messages tell when a resource was constructed and when all its inputs had arrived. */
  debug(message: string): void {
    const [, event, type, name] =
      /^Register(ing resource|Resource RPC prepared): t=(.*?), name=(.*?)(?:,|$)/.exec(message) ?? [];
    if (type === undefined || name === undefined) return;
    const key = `${type} ${name}`;
    if (event === "ing resource") this.constructed.set(key, `${name} (${type})`);
    else this.constructed.delete(key);
  }

  /** Sentences, the most telling first; empty if the program itself is what has not ended. */
  describe(): string[] {
    return [
      ...[...this.requests].map((what) => `${what} got no answer`),
      ...[...this.constructed.values()].map((what) => `${what} waits for its inputs`),
    ];
  }
}
