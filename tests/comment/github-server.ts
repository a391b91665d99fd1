import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

interface Stored {
  readonly id: number;
  body: string;
  readonly user: { readonly login: string };
}

interface StoredIssue {
  readonly number: number;
  title: string;
  body: string;
  state: string;
  readonly labels: readonly string[];
  readonly user: { readonly login: string };
}

export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

type Fault = (request: Seen, response: ServerResponse) => "handled" | "go on" | "answer lost";

const json = (
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void => {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
};

/** A server that speaks as much of GitHub's REST API as comments on pull request 7 of `shop/commerce` need. */
export class GitHubServer {
  readonly comments: Stored[] = [];
  readonly seen: Seen[] = [];
  /** Called before each request is served; may refuse it, lose it, or let it through. */
  fault: Fault = () => "go on";
  head = "";
  /** `owner:branch` that the pull request is from. */
  headBranch = "";
  readonly issues: StoredIssue[] = [];
  /** Comments a page, less than GitHub's 100 so that tests need fewer. */
  perPage = 100;
  author = "github-actions[bot]";
  private nextId = 1;
  private readonly server = createServer((request, response) => void this.serve(request, response));

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return this.api;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  get api(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  add(body: string, login = this.author): Stored {
    const comment = { id: this.nextId++, body, user: { login } };
    this.comments.push(comment);
    return comment;
  }

  writes(): string[] {
    return this.seen.filter(({ method }) => method !== "GET").map(({ method }) => method);
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const seen = {
      method: request.method ?? "",
      path: request.url ?? "",
      body: Buffer.concat(chunks).toString(),
    };
    this.seen.push(seen);
    if (request.headers.authorization !== "Bearer test-token") {
      json(response, 401, { message: "Bad credentials" });
      return;
    }
    const verdict = this.fault(seen, response);
    if (verdict === "handled") return;
    if (verdict === "answer lost") {
      this.answer(seen, { writeHead: () => ({ end: () => undefined }) } as unknown as ServerResponse);
      response.destroy();
      return;
    }
    this.answer(seen, response);
  }

  private answer({ method, path, body }: Seen, response: ServerResponse): void {
    const url = new URL(path, this.api);
    const id = Number(/\/issues\/comments\/(\d+)$/.exec(url.pathname)?.[1]);
    const comment = this.comments.find((each) => each.id === id);
    const text = (): string => (JSON.parse(body) as { body: string }).body;
    if (method === "GET" && url.pathname === "/repos/shop/commerce/pulls/7")
      json(response, 200, { head: { sha: this.head } });
    else if (method === "GET" && url.pathname === "/repos/shop/commerce/pulls")
      json(
        response,
        200,
        url.searchParams.get("head") === this.headBranch ? [{ number: 7, head: { sha: this.head } }] : [],
      );
    else if (url.pathname.startsWith("/repos/shop/commerce/issues") && !url.pathname.includes("comments"))
      this.answerAboutIssues(method, url, body, response);
    else if (url.pathname === "/repos/shop/commerce/issues/7/comments" && method === "GET")
      this.list(url, response);
    else if (url.pathname === "/repos/shop/commerce/issues/7/comments" && method === "POST") {
      if (text().length > 65_536) json(response, 422, { message: "Validation Failed: body is too long" });
      else json(response, 201, this.add(text()));
    } else if (comment === undefined) json(response, 404, { message: "Not Found" });
    else if (method === "PATCH") {
      comment.body = text();
      json(response, 200, comment);
    } else if (method === "DELETE") {
      this.comments.splice(this.comments.indexOf(comment), 1);
      response.writeHead(204).end();
    }
  }

  private answerAboutIssues(method: string, url: URL, body: string, response: ServerResponse): void {
    if (method === "GET") {
      const label = url.searchParams.get("labels") ?? "";
      json(
        response,
        200,
        this.issues.filter(({ state, labels }) => state === "open" && labels.includes(label)),
      );
      return;
    }
    const fields = JSON.parse(body) as Partial<StoredIssue>;
    if (method === "POST") {
      const issue = {
        number: this.nextId++,
        title: "",
        body: "",
        state: "open",
        labels: [],
        user: { login: this.author },
      };
      this.issues.push({ ...issue, ...fields });
      json(response, 201, issue);
      return;
    }
    const number = Number(url.pathname.split("/").at(-1));
    const issue = this.issues.find((each) => each.number === number);
    if (issue === undefined) json(response, 404, { message: "Not Found" });
    else json(response, 200, Object.assign(issue, fields));
  }

  private list(url: URL, response: ServerResponse): void {
    const page = Number(url.searchParams.get("page") ?? "1");
    const from = (page - 1) * this.perPage;
    const next = new URL(url);
    next.searchParams.set("page", String(page + 1));
    const link = `<${next.href}>; rel="next", <${url.href}>; rel="last"`;
    const isLast = from + this.perPage >= this.comments.length;
    json(response, 200, this.comments.slice(from, from + this.perPage), isLast ? {} : { link });
  }
}
