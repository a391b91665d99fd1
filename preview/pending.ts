/** Requests of a program that have no answer yet, to be named when a preview does not end. */
export class Pending {
  private readonly requests = new Set<string>();

  async during<T>(what: string, work: () => Promise<T>): Promise<T> {
    this.requests.add(what);
    try {
      return await work();
    } finally {
      this.requests.delete(what);
    }
  }

  unanswered(): string[] {
    return [...this.requests];
  }
}
