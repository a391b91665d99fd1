import { z } from "zod";

import type { Http } from "./http";
import { isNewer, parseMarker } from "./marker";

export type IssueOutcome = "opened" | "updated" | "unchanged" | "closed" | "nothing to do" | "older";

const issues = z.array(
  z.looseObject({
    number: z.int(),
    body: z.string().nullish(),
    user: z.looseObject({ login: z.string() }).nullish(),
    pull_request: z.unknown().optional(),
  }),
);

/**
 * Keeps one issue about something that should not be, such as drift: opens it, updates it while it lasts, and closes it
 * when it is over.
 * @param body with the hidden marker in its first line, by which the issue is found again
 * @param isOver whether there is nothing to report any more
 */
export async function keepIssue(
  http: Http,
  to: {
    readonly repository: string;
    readonly project: string;
    readonly author: string;
    readonly label: string;
    readonly title: string;
  },
  body: string,
  isOver: boolean,
): Promise<IssueOutcome> {
  const mine = parseMarker(to.project, body);
  if (mine === undefined) throw new Error("the issue has no marker of its own project in its first line");
  const path = `/repos/${to.repository}/issues`;
  const found = await find(http, to);
  if (found === undefined) {
    if (isOver) return "nothing to do";
    const isOpen = async (): Promise<boolean> => (await find(http, to)) !== undefined;
    await http.request("POST", path, { title: to.title, body, labels: [to.label] }, isOpen);
    return "opened";
  }
  if (isNewer(found.marker, mine, undefined)) return "older";
  const one = `${path}/${String(found.number)}`;
  if (isOver) {
    await http.request("PATCH", one, { body, state: "closed", state_reason: "completed" });
    return "closed";
  }
  if (found.marker.digest === mine.digest && found.marker.commit === mine.commit) return "unchanged";
  await http.request("PATCH", one, { body });
  return "updated";
}

async function find(http: Http, to: Parameters<typeof keepIssue>[1]) {
  const query = `state=open&labels=${encodeURIComponent(to.label)}&per_page=100`;
  for (let next: string | undefined = `/repos/${to.repository}/issues?${query}`; next !== undefined;) {
    const answer = await http.request("GET", next);
    for (const { number, body, user, pull_request: pull } of issues.parse(answer?.json)) {
      const marker = parseMarker(to.project, body ?? "");
      if (marker !== undefined && user?.login === to.author && pull === undefined) return { number, marker };
    }
    next = answer?.next;
  }
  return undefined;
}
