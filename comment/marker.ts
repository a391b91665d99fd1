import { createHash } from "node:crypto";

/** The run that wrote a comment; of two runs, one is the newer. */
export interface Run {
  /** GitHub's run id, which grows from run to run. */
  readonly id: number;
  /** Counts the times the run was started again. */
  readonly attempt: number;
  readonly commit: string;
  /** When the commit was made, ISO 8601. */
  readonly committedAt: string;
  /** Page of the run, where the whole report is. */
  readonly url?: string;
}

export interface Marker extends Omit<Run, "url"> {
  /** SHA-256 of what the comment says, without what differs from run to run. */
  readonly digest: string;
}

const PREFIX = "commerce-preview";

/** The hidden first line by which the comment is found again. */
export function formatMarker(project: string, { id, attempt, commit, committedAt, digest }: Marker): string {
  const fields = { run: id, attempt, commit, committed: committedAt, digest };
  const text = Object.entries(fields).map(
    ([key, value]) => `${key}=${String(value).replace(/[^\w.:+-]/g, "")}`,
  );
  return `<!-- ${PREFIX} ${safe(project)} ${text.join(" ")} -->`;
}

/** The marker of a comment on this project; only the very first line counts, so that no quoted one is taken for it. */
export function parseMarker(project: string, body: string): Marker | undefined {
  const [line = ""] = body.split(/\r?\n/, 1);
  const pattern =
    /^<!-- commerce-preview (\S+) run=(\d+) attempt=(\d+) commit=([0-9a-f]*) committed=(\S*) digest=([0-9a-f]{64}) -->$/;
  const [, of, id, attempt, commit, committedAt, digest] = pattern.exec(line) ?? [];
  if (of !== safe(project) || commit === undefined || committedAt === undefined || digest === undefined)
    return undefined;
  return { id: Number(id), attempt: Number(attempt), commit, committedAt, digest };
}

/**
 * Whether `a` must not be overwritten by `b`: it is about the newer commit or, on the same commit, by the newer run.
 * @param head the pull request's newest commit, which is newer than any other whatever its date (a branch may be reset)
 */
export function isNewer(
  a: Omit<Marker, "digest">,
  b: Omit<Marker, "digest">,
  head: string | undefined,
): boolean {
  if (a.commit !== b.commit) {
    if (a.commit === head || b.commit === head) return a.commit === head;
    const [ofA, ofB] = [Date.parse(a.committedAt), Date.parse(b.committedAt)];
    if (ofA !== ofB && !Number.isNaN(ofA) && !Number.isNaN(ofB)) return ofA > ofB;
  }
  return a.id === b.id ? a.attempt > b.attempt : a.id > b.id;
}

export const digestOf = (text: string): string => createHash("sha256").update(text).digest("hex");

const safe = (project: string): string => project.replace(/[^\w.-]/g, "_") || "_";
