import { z } from "zod";

const resource = z.looseObject({ urn: z.string(), id: z.string().optional() });
const operation = z.object({ type: z.string(), resource });

/** What `pulumi stack export` prints, as far as it is asked for here; the rest is kept as it is. */
const state = z.looseObject({
  deployment: z.looseObject({
    resources: z.array(resource).nullish(),
    pending_operations: z.array(operation).nullish(),
  }),
});

export type State = z.infer<typeof state>;

/** An operation that an update began and whose end it did not live to see: `creating`, `updating`, `deleting` … */
export type PendingOperation = z.infer<typeof operation>;

/** @throws Error if the text is not what `pulumi stack export` prints */
export function stateOf(text: string): State {
  try {
    return state.parse(JSON.parse(text));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new Error(`\`pulumi stack export\` printed no state (${why}): ${text.slice(0, 200)}`, {
      cause: error,
    });
  }
}

export function pendingOperations({ deployment }: State): readonly PendingOperation[] {
  return deployment.pending_operations ?? [];
}

/**
 * The state with its pending creates settled: those with an id become resources, the others are forgotten. Operations of
 * other kinds are dropped, as `pulumi stack import` does in any case: a refresh finds out how they ended.
 *
 * @param answers `<urn>=<id>` for each pending create, or `<urn>=none` if it is not in the cloud
 * @throws Error that names each create without an answer, and each answer that belongs to none
 */
export function settled(before: State, answers: readonly string[]): State {
  const resources = before.deployment.resources ?? [];
  const creates = pendingOperations(before)
    .filter(({ type }) => type === "creating")
    .map(({ resource }) => {
      const start = `${resource.urn}=`;
      return {
        ...resource,
        id: answers.find((answer) => answer.startsWith(start))?.slice(start.length) ?? "",
      };
    });
  const adopted = creates.filter(({ id }) => id !== "none");
  const problems = [
    ...creates.filter(({ id }) => id === "").map(({ urn }) => `${urn}: say =<id> if it exists, or =none`),
    ...answers
      .filter((answer) => !creates.some(({ urn }) => answer.startsWith(`${urn}=`)))
      .map((answer) => `${answer}: is no pending create of this stack`),
    ...adopted
      .filter(({ id, urn }) => id !== "" && resources.some((each) => each.urn === urn))
      .map(
        ({ urn }) =>
          `${urn}: was to be replaced, the state has its old self; delete the new one and say =none`,
      ),
  ];
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return {
    ...before,
    deployment: { ...before.deployment, resources: [...resources, ...adopted], pending_operations: [] },
  };
}
