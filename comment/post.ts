import type { Comment, Forge } from "./forge";
import { HttpError } from "./http";
import { isNewer, parseMarker, type Marker } from "./marker";

export type Outcome = "created" | "updated" | "unchanged" | "older";

/** Times to check that what was written still stands; another run may write at the same moment. */
const ROUNDS = 4;

/**
 * Puts the comment on the pull request: over this project's earlier one if there is one, and never over one of a newer
 * run. If runs collide and several comments arise, the oldest is kept, with what the newest run says.
 * @param author who writes for us; a comment with our marker by anybody else is not ours
 * @throws HttpError if the server refuses for good or does not answer
 */
export async function post(forge: Forge, project: string, author: string, body: string): Promise<Outcome> {
  const mine = parseMarker(project, body);
  if (mine === undefined) throw new Error("the comment has no marker of its own project in its first line");
  const head = await forge.head();
  let outcome: Outcome = "unchanged";
  for (let round = 0; round < ROUNDS; round++) {
    const [kept, ...others] = ours(await forge.list(), project, author);
    if (kept === undefined) {
      await forge.create(
        body,
        (comment) => comment.author === author && isOf(mine, parseMarker(project, comment.body)),
      );
      outcome = "created";
      continue;
    }
    const newest = [kept, ...others].reduce((a, b) => (isNewer(b.marker, a.marker, head) ? b : a));
    const isOlder = isNewer(newest.marker, mine, head);
    if (isOlder) outcome = "older";
    const standing = isOlder ? newest : { body, marker: mine };
    const stands =
      isOf(standing.marker, kept.marker) || (round === 0 && saysTheSame(standing.marker, kept.marker));
    if (!stands) {
      await forge.update(kept.id, standing.body);
      if (outcome === "unchanged") outcome = "updated";
    }
    for (const other of others) await removed(forge, other.id);
    if (stands && others.length === 0) break;
  }
  return outcome;
}

interface Ours extends Comment {
  readonly marker: Marker;
}

function ours(all: readonly Comment[], project: string, author: string): Ours[] {
  return all
    .filter((comment) => comment.author === author)
    .flatMap((comment) => {
      const marker = parseMarker(project, comment.body);
      return marker === undefined ? [] : [{ ...comment, marker }];
    })
    .sort((a, b) => a.id - b.id);
}

/** Written by the same run. */
const isOf = (a: Marker, b: Marker | undefined): boolean =>
  b !== undefined && a.id === b.id && a.attempt === b.attempt && saysTheSame(a, b);

const saysTheSame = (a: Marker, b: Marker): boolean => a.digest === b.digest && a.commit === b.commit;

async function removed(forge: Forge, id: number): Promise<void> {
  try {
    await forge.remove(id);
  } catch (error) {
    // Another run was faster.
    if (!(error instanceof HttpError && error.status === 404)) throw error;
  }
}
