import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { contextOf } from "../../comment/context";
import { gitLab } from "../../comment/forge";
import { post } from "../../comment/post";
import { renderComment } from "../../comment/render";
import { change, reportOf, run, stackOf } from "./reports";

describe("the comment on a merge request of GitLab", () => {
  const notes: { id: number; body: string; author: { username: string } }[] = [];
  let server: Server;
  let env: Record<string, string>;

  before(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const answer = (status: number, body: unknown): void => {
          response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
        };
        if (request.headers["private-token"] !== "test-token") {
          answer(401, { message: "401 Unauthorized" });
          return;
        }
        const { pathname } = new URL(request.url ?? "", "http://localhost");
        const body =
          chunks.length === 0 ? "" : (JSON.parse(Buffer.concat(chunks).toString()) as { body: string }).body;
        const path = "/projects/42/merge_requests/7";
        if (pathname === path) {
          answer(200, { sha: run.commit });
          return;
        }
        if (pathname === `${path}/notes` && request.method === "GET") {
          answer(200, notes);
          return;
        }
        if (pathname === `${path}/notes` && request.method === "POST") {
          notes.push({ id: notes.length + 1, body, author: { username: "project_42_bot" } });
          answer(201, notes.at(-1));
          return;
        }
        const note = notes.find(({ id }) => pathname === `${path}/notes/${String(id)}`);
        if (note === undefined || request.method !== "PUT") {
          answer(404, { message: "404 Not found" });
          return;
        }
        note.body = body;
        answer(200, note);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    env = {
      GITLAB_CI: "true",
      CI_API_V4_URL: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
      CI_PROJECT_ID: "42",
      CI_MERGE_REQUEST_IID: "7",
      CI_PIPELINE_ID: "10",
      CI_COMMIT_SHA: run.commit,
      CI_COMMIT_TIMESTAMP: run.committedAt,
      COMMENT_TOKEN: "test-token",
      COMMENT_AUTHOR: "project_42_bot",
    };
  });
  after(() => server.close());

  const write = (pipeline: string, name: string): ReturnType<typeof post> => {
    const context = contextOf({ ...env, CI_PIPELINE_ID: pipeline });
    const report = { ...reportOf(stackOf([change({ name })])), commit: context.run.commit };
    const forge = gitLab({ ...context, pull: context.pull as number });
    return post(forge, "commerce", context.author, renderComment(report, context.run));
  };

  it("is created, updated by a newer pipeline and left alone by an older one", async () => {
    assert.equal(await write("10", "order"), "created");
    assert.equal(await write("12", "payment"), "updated");
    assert.equal(await write("11", "catalog"), "older");
    assert.equal(notes.length, 1);
    assert.match(notes[0]?.body ?? "", /`payment`/);
  });

  it("names the variable that is missing", () => {
    assert.throws(() => contextOf({ ...env, COMMENT_TOKEN: "" }), /COMMENT_TOKEN is not set/);
  });
});
