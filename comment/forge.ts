import { z } from "zod";

import { Http, HttpError, type HttpOptions } from "./http";

/** Comments of one pull request, wherever it is. */
export interface Forge {
  /** Every comment, the oldest first, of which only the body's beginning and its author matter. */
  list(): Promise<readonly Comment[]>;
  /** @param isThere recognises the comment, so that it is not created twice if the first answer got lost */
  create(body: string, isThere: (comment: Comment) => boolean): Promise<unknown>;
  update(id: number, body: string): Promise<unknown>;
  remove(id: number): Promise<unknown>;
  /** The newest commit of the pull request; undefined if it cannot be found out. */
  head(): Promise<string | undefined>;
}

export interface Comment {
  readonly id: number;
  readonly author: string;
  readonly body: string;
}

/** Comments are paged by 100; a pull request with more pages than this is not read to its end. */
const MOST_PAGES = 200;

const comments = z.array(
  z.looseObject({
    id: z.int(),
    body: z.string().nullish(),
    user: z.looseObject({ login: z.string() }).nullish(),
  }),
);
const notes = z.array(
  z.looseObject({ id: z.int(), body: z.string(), author: z.looseObject({ username: z.string() }) }),
);

type ForgeOptions = Omit<HttpOptions, "headers"> & {
  readonly token: string;
  /** `owner/name` on GitHub, the project's number or path on GitLab. */
  readonly repository: string;
  readonly pull: number;
};

export function gitHubHttp({
  token,
  ...options
}: Omit<HttpOptions, "headers"> & { readonly token: string }): Http {
  return new Http({
    ...options,
    headers: {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${token}`,
      "x-github-api-version": "2022-11-28",
      "user-agent": "commerce-comment",
    },
  });
}

export function gitHub({ repository, pull, ...options }: ForgeOptions): Forge {
  const http = gitHubHttp(options);
  const of = `/repos/${repository}/issues/${String(pull)}/comments`;
  const one = (id: number): string => `/repos/${repository}/issues/comments/${String(id)}`;
  const list = async (): Promise<Comment[]> => {
    const all = await pages(http, `${of}?per_page=100`);
    return all.flatMap((page) =>
      comments.parse(page).map(({ id, body, user }) => ({ id, body: body ?? "", author: user?.login ?? "" })),
    );
  };
  return {
    list,
    create: (body, isThere) => http.request("POST", of, { body }, async () => (await list()).some(isThere)),
    update: (id, body) => http.request("PATCH", one(id), { body }),
    remove: (id) => http.request("DELETE", one(id)),
    head: async () => {
      const answer = await orNothing(http.request("GET", `/repos/${repository}/pulls/${String(pull)}`));
      return z.looseObject({ head: z.looseObject({ sha: z.string() }) }).safeParse(answer?.json).data?.head
        .sha;
    },
  };
}

/** GitLab's merge requests; `token` is a project access token with the scope `api`, as a job's own may not comment. */
export function gitLab({ token, repository, pull, ...options }: ForgeOptions): Forge {
  const http = new Http({
    ...options,
    headers: { "private-token": token, "user-agent": "commerce-comment" },
  });
  const request = `/projects/${encodeURIComponent(repository)}/merge_requests/${String(pull)}`;
  const list = async (): Promise<Comment[]> => {
    const all = await pages(http, `${request}/notes?per_page=100&sort=asc`);
    return all.flatMap((page) =>
      notes.parse(page).map(({ id, body, author }) => ({ id, body, author: author.username })),
    );
  };
  return {
    list,
    create: (body, isThere) =>
      http.request("POST", `${request}/notes`, { body }, async () => (await list()).some(isThere)),
    update: (id, body) => http.request("PUT", `${request}/notes/${String(id)}`, { body }),
    remove: (id) => http.request("DELETE", `${request}/notes/${String(id)}`),
    head: async () => {
      const answer = await orNothing(http.request("GET", request));
      return z.looseObject({ sha: z.string() }).safeParse(answer?.json).data?.sha;
    },
  };
}

async function pages(http: Http, first: string): Promise<unknown[]> {
  const found: unknown[] = [];
  for (let next: string | undefined = first; next !== undefined && found.length < MOST_PAGES;) {
    const answer = await http.request("GET", next);
    found.push(answer?.json);
    next = answer?.next;
  }
  return found;
}

/** A token that may comment need not be allowed to read the pull request. */
async function orNothing<T>(request: Promise<T>): Promise<T | undefined> {
  try {
    return await request;
  } catch (error) {
    if (error instanceof HttpError && (error.status === 403 || error.status === 404)) return undefined;
    throw error;
  }
}
