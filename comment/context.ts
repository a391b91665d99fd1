import { readFileSync } from "node:fs";
import { z } from "zod";

import type { Run } from "./marker";

/** Where and about what to write, from what GitHub or GitLab says of the run; never from what a pull request says of itself. */
export interface Context {
  readonly forge: "github" | "gitlab";
  readonly api: string;
  /** `owner/name` on GitHub, the project's number on GitLab. */
  readonly repository: string;
  readonly token: string;
  readonly author: string;
  readonly run: Run;
  /** The pull request's number, or where its branch is if only that is known, as in a run for a fork's branch. */
  readonly pull: number | { readonly owner: string; readonly branch: string } | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

const workflowRun = z.looseObject({
  workflow_run: z.looseObject({
    id: z.int(),
    run_attempt: z.int(),
    html_url: z.string(),
    head_sha: z.string(),
    head_branch: z.string(),
    head_commit: z.looseObject({ timestamp: z.string() }),
    head_repository: z.looseObject({ owner: z.looseObject({ login: z.string() }) }),
    pull_requests: z.array(z.looseObject({ number: z.int() })),
  }),
});

const pullRequest = z.looseObject({
  pull_request: z.looseObject({ number: z.int(), head: z.looseObject({ sha: z.string() }) }),
});

/** @throws Error that names the variable that is missing, or what is wrong with the event. */
export function contextOf(env: Environment, committedAt = ""): Context {
  return env["GITLAB_CI"] === "true" ? ofGitLab(env) : ofGitHub(env, committedAt);
}

function ofGitLab(env: Environment): Context {
  const url = env["CI_PIPELINE_URL"];
  return {
    forge: "gitlab",
    api: required(env, "CI_API_V4_URL"),
    repository: required(env, "CI_PROJECT_ID"),
    token: required(env, "COMMENT_TOKEN"),
    // Whose token it is: GitLab names the user of a project's token when it makes one.
    author: required(env, "COMMENT_AUTHOR"),
    run: {
      id: Number(required(env, "CI_PIPELINE_ID")),
      attempt: 1,
      commit: required(env, "CI_COMMIT_SHA"),
      committedAt: env["CI_COMMIT_TIMESTAMP"] ?? "",
      ...(url !== undefined && { url }),
    },
    pull: Number(required(env, "CI_MERGE_REQUEST_IID")),
  };
}

function ofGitHub(env: Environment, committedAt: string): Context {
  const repository = required(env, "GITHUB_REPOSITORY");
  const server = env["GITHUB_SERVER_URL"] ?? "https://github.com";
  const common = {
    forge: "github" as const,
    api: env["GITHUB_API_URL"] ?? "https://api.github.com",
    repository,
    token: required(env, "GITHUB_TOKEN"),
    author: env["COMMENT_AUTHOR"] ?? "github-actions[bot]",
  };
  const id = required(env, "GITHUB_RUN_ID");
  const run = {
    id: Number(id),
    attempt: Number(env["GITHUB_RUN_ATTEMPT"] ?? "1"),
    url: `${server}/${repository}/actions/runs/${id}`,
    commit: env["GITHUB_SHA"] ?? "",
    committedAt,
  };
  switch (env["GITHUB_EVENT_NAME"]) {
    case "workflow_run":
      return { ...common, ...ofWorkflowRun(eventOf(env, workflowRun).workflow_run) };
    case "pull_request": {
      const { number, head } = eventOf(env, pullRequest).pull_request;
      return { ...common, run: { ...run, commit: head.sha }, pull: number };
    }
    default:
      return { ...common, run, pull: undefined };
  }
}

/** The run that the event is about, which is not the run that comments. */
function ofWorkflowRun(of: z.infer<typeof workflowRun>["workflow_run"]): Pick<Context, "run" | "pull"> {
  const number = of.pull_requests.length === 1 ? of.pull_requests[0]?.number : undefined;
  return {
    run: {
      id: of.id,
      attempt: of.run_attempt,
      url: of.html_url,
      commit: of.head_sha,
      committedAt: of.head_commit.timestamp,
    },
    // For a fork's branch GitHub lists no pull request.
    pull: number ?? { owner: of.head_repository.owner.login, branch: of.head_branch },
  };
}

function eventOf<T>(env: Environment, schema: z.ZodType<T>): T {
  const file = required(env, "GITHUB_EVENT_PATH");
  const parsed = schema.safeParse(JSON.parse(readFileSync(file, "utf8")));
  if (parsed.success) return parsed.data;
  throw new Error(
    `the event in ${file} is not a ${env["GITHUB_EVENT_NAME"] ?? ""}: ${z.prettifyError(parsed.error)}`,
  );
}

function required(env: Environment, name: string): string {
  const value = env[name];
  if (value === undefined || value === "") throw new Error(`${name} is not set; docs/ci.md says who sets it`);
  return value;
}
