import assert from "node:assert/strict";

import { gitHub, type Forge } from "../../comment/forge";
import { HttpError } from "../../comment/http";
import { parseMarker, type Run } from "../../comment/marker";
import { post } from "../../comment/post";
import { renderComment } from "../../comment/render";
import { GitHubServer } from "./github-server";
import { change, reportOf, run, stackOf } from "./reports";

const AUTHOR = "github-actions[bot]";
const OLD = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
const NEW = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

const bodyOf = (of: Partial<Run>, name = "order"): string => {
  const report = { ...reportOf(stackOf([change({ name })])), commit: of.commit ?? run.commit };
  return renderComment(report, { ...run, ...of });
};

describe("the comment on a pull request", () => {
  let server: GitHubServer;
  let pauses: number[];
  const forge = (options: { tries?: number; timeoutMs?: number; patienceMs?: number } = {}): Forge =>
    gitHub({
      api: server.api,
      token: "test-token",
      repository: "shop/commerce",
      pull: 7,
      random: () => 0,
      sleep: (milliseconds) => Promise.resolve(pauses.push(milliseconds)),
      ...options,
    });
  const write = (body: string): ReturnType<typeof post> => post(forge(), "commerce", AUTHOR, body);
  const mine = (): string[] =>
    server.comments.filter(({ body }) => parseMarker("commerce", body)).map(({ body }) => body);

  beforeEach(async () => {
    server = new GitHubServer();
    server.head = run.commit;
    pauses = [];
    await server.start();
  });
  afterEach(() => server.stop());

  it("is created where there is none", async () => {
    assert.equal(await write(bodyOf({})), "created");
    assert.deepEqual(mine(), [bodyOf({})]);
  });

  it("is updated in place by a later run", async () => {
    await write(bodyOf({ id: 10 }));
    assert.equal(await write(bodyOf({ id: 11 }, "payment")), "updated");
    assert.deepEqual(mine(), [bodyOf({ id: 11 }, "payment")]);
    assert.deepEqual(server.writes(), ["POST", "PATCH"]);
  });

  it("is left alone by a later run on the same commit that finds the same", async () => {
    await write(bodyOf({ id: 10 }));
    assert.equal(await write(bodyOf({ id: 11 })), "unchanged");
    assert.deepEqual(server.writes(), ["POST"]);
  });

  it("is found on the last of several pages", async () => {
    for (let i = 0; i < 25; i++) server.add(`remark ${String(i)}`, "reviewer");
    await write(bodyOf({ id: 10 }));
    server.perPage = 5;
    assert.equal(await write(bodyOf({ id: 11 }, "payment")), "updated");
    assert.equal(mine().length, 1);
  });

  it("is never taken for a comment with the same marker by somebody else", async () => {
    server.add(bodyOf({ id: 99 }), "mallory");
    assert.equal(await write(bodyOf({})), "created");
    assert.equal(server.comments[0]?.body, bodyOf({ id: 99 }));
  });

  it("is never taken for a comment that only quotes the marker, or one of another project", async () => {
    server.add(`Look:\n${bodyOf({ id: 99 })}`);
    server.add(bodyOf({ id: 99 }).replace("commerce-preview commerce", "commerce-preview warehouse"));
    assert.equal(await write(bodyOf({})), "created");
    assert.equal(server.comments.length, 3);
  });

  it("of a newer run is not overwritten by an older one that finishes last", async () => {
    await write(bodyOf({ id: 11 }, "payment"));
    assert.equal(await write(bodyOf({ id: 10 })), "older");
    assert.equal(await write(bodyOf({ id: 11, attempt: 0 })), "older");
    assert.deepEqual(mine(), [bodyOf({ id: 11 }, "payment")]);
  });

  it("of a newer commit is not overwritten by a run on an older commit, whatever the runs' numbers", async () => {
    server.head = "cccccccccccccccccccccccccccccccccccccccc";
    await write(bodyOf({ id: 10, commit: NEW, committedAt: "2026-11-20T11:00:00Z" }));
    assert.equal(await write(bodyOf({ id: 11, commit: OLD, committedAt: "2026-11-20T09:00:00Z" })), "older");
    assert.equal(mine().length, 1);
  });

  it("follows a branch that was reset to an older commit", async () => {
    server.head = NEW;
    await write(bodyOf({ id: 10, commit: NEW, committedAt: "2026-11-20T11:00:00Z" }));
    server.head = OLD;
    assert.equal(
      await write(bodyOf({ id: 11, commit: OLD, committedAt: "2026-11-20T09:00:00Z" })),
      "updated",
    );
  });

  it("is one, and the newer run's, when two runs create it at once", async () => {
    const waiting: (() => void)[] = [];
    const lists = (): ReturnType<Forge["list"]> => forge().list();
    // Both have read the empty list before either writes.
    const together = (): Forge => {
      let first = true;
      return {
        ...forge(),
        list: async () => {
          const found = await lists();
          if (!first) return found;
          first = false;
          await new Promise<void>((resolve) => {
            waiting.push(resolve);
            if (waiting.length === 2) for (const go of waiting) go();
          });
          return found;
        },
      };
    };
    await Promise.all([
      post(together(), "commerce", AUTHOR, bodyOf({ id: 11 }, "payment")),
      post(together(), "commerce", AUTHOR, bodyOf({ id: 10 })),
    ]);
    assert.deepEqual(mine(), [bodyOf({ id: 11 }, "payment")]);
  });

  it("is made one again if an earlier run left two", async () => {
    server.add(bodyOf({ id: 9 }));
    server.add(bodyOf({ id: 8 }, "payment"));
    await write(bodyOf({ id: 10 }, "catalog"));
    assert.deepEqual(mine(), [bodyOf({ id: 10 }, "catalog")]);
  });

  it("is written again if an older run overwrites it meanwhile", async () => {
    const comment = server.add(bodyOf({ id: 8 }, "payment"));
    let overwritten = false;
    server.fault = ({ method }) => {
      const isCheck = method === "GET" && server.writes().length === 1 && !overwritten;
      if (isCheck) [overwritten, comment.body] = [true, bodyOf({ id: 9 }, "catalog")];
      return "go on";
    };
    assert.equal(await write(bodyOf({ id: 10 })), "updated");
    assert.equal(overwritten, true);
    assert.deepEqual(mine(), [bodyOf({ id: 10 })]);
  });

  describe("on a server with troubles", () => {
    const failFirst = (
      times: number,
      status: number,
      headers: Record<string, string> = {},
      message = "trouble",
    ): void => {
      let left = times;
      server.fault = (_, response) => {
        if (left-- <= 0) return "go on";
        response.writeHead(status, headers).end(JSON.stringify({ message }));
        return "handled";
      };
    };

    for (const status of [500, 502, 503]) {
      it(`is tried again after ${String(status)}, each time after a longer pause`, async () => {
        failFirst(3, status);
        assert.equal(await write(bodyOf({})), "created");
        assert.deepEqual(pauses, [1000, 2000, 4000]);
      });
    }

    it("is given up after six tries", async () => {
      failFirst(100, 500);
      await assert.rejects(write(bodyOf({})), (error) => error instanceof HttpError && error.status === 500);
      assert.equal(server.seen.length, 6);
    });

    it("waits as long as 429 says", async () => {
      failFirst(1, 429, { "retry-after": "42" });
      await write(bodyOf({}));
      assert.deepEqual(pauses, [42_000]);
    });

    it("waits until the rate limit is reset", async () => {
      const reset = Math.ceil(Date.now() / 1000) + 90;
      failFirst(1, 403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(reset) });
      await write(bodyOf({}));
      assert.ok((pauses[0] ?? 0) > 60_000 && (pauses[0] ?? 0) <= 91_000, String(pauses[0]));
    });

    it("takes a secondary rate limit for what it is, though it comes as 403 without headers", async () => {
      failFirst(1, 403, {}, "You have exceeded a secondary rate limit");
      assert.equal(await write(bodyOf({})), "created");
    });

    it("does not wait longer than its patience", async () => {
      failFirst(100, 429, { "retry-after": "3600" });
      await assert.rejects(write(bodyOf({})), /to wait 3600 s is too long/);
      assert.deepEqual(pauses, []);
    });

    for (const [status, message] of [
      [403, "Resource not accessible by integration"],
      [422, "Validation Failed"],
    ] as const) {
      it(`is refused for good with ${String(status)}, at the first try`, async () => {
        server.fault = ({ method }, response) => {
          if (method === "GET") return "go on";
          response.writeHead(status).end(JSON.stringify({ message }));
          return "handled";
        };
        await assert.rejects(
          write(bodyOf({})),
          (error) => error instanceof HttpError && error.message.includes(message),
        );
        assert.deepEqual(server.writes(), ["POST"]);
      });
    }

    it("is tried again when the server is too slow", async () => {
      let slow = true;
      server.fault = () => {
        if (!slow) return "go on";
        slow = false;
        return "handled";
      };
      assert.equal(await post(forge({ timeoutMs: 300 }), "commerce", AUTHOR, bodyOf({})), "created");
      assert.equal(pauses.length, 1);
    });

    it("is tried again when the server closes in the middle of an answer", async () => {
      let closing = true;
      server.fault = (_, response) => {
        if (!closing) return "go on";
        closing = false;
        response.writeHead(200, { "content-length": "1000" });
        response.write("[{");
        setImmediate(() => response.destroy());
        return "handled";
      };
      assert.equal(await write(bodyOf({})), "created");
    });

    it("is not created twice when the answer to its creation gets lost", async () => {
      let lost = false;
      server.fault = ({ method }) => {
        if (method !== "POST" || lost) return "go on";
        lost = true;
        return "answer lost";
      };
      assert.equal(await write(bodyOf({})), "created");
      assert.equal(mine().length, 1);
      assert.deepEqual(server.writes(), ["POST"]);
    });

    it("never follows a next page to another server", async () => {
      server.fault = ({ path }, response) => {
        if (!path.includes("comments")) return "go on";
        response.writeHead(200, { link: '<http://127.0.0.2:9/steal>; rel="next"' }).end("[]");
        return "handled";
      };
      await assert.rejects(write(bodyOf({})), /on another server, http:\/\/127\.0\.0\.2:9; not followed/);
    });

    it("does without the pull request's head where the token may not read it", async () => {
      server.fault = ({ path }, response) => {
        if (!path.includes("/pulls/")) return "go on";
        response.writeHead(403).end(JSON.stringify({ message: "Resource not accessible by integration" }));
        return "handled";
      };
      assert.equal(await write(bodyOf({})), "created");
    });
  });
});
