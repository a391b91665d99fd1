import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { hostname, userInfo } from "node:os";
import { isAbandonedHere, locksIn } from "../../deploy/lock";

describe("a lock on a stack's state", () => {
  const refusal =
    "error: the stack is currently locked by 2 lock(s). Either wait for the other process(es) to end or delete the lock " +
    "file with `pulumi cancel`.\n" +
    "  s3://state/.pulumi/locks/organization/commerce/prod/1b.json: created by ana@runner-7 (pid 412) at 2026-11-20T17:03:11Z\n" +
    "  s3://state/.pulumi/locks/organization/commerce/prod/2c.json: created by li@laptop (pid 9) at 2026-11-20T17:03:12+01:00\n";
  // A process that has certainly ended.
  const gone = spawnSync(process.execPath, ["--version"]).pid;
  const own = { user: userInfo().username, host: hostname(), pid: gone, since: "2026-11-20T17:03:11Z" };

  it("is read with its owner from what the engine says", () => {
    assert.deepEqual(locksIn(refusal), [
      { user: "ana", host: "runner-7", pid: 412, since: "2026-11-20T17:03:11Z" },
      { user: "li", host: "laptop", pid: 9, since: "2026-11-20T17:03:12+01:00" },
    ]);
    assert.deepEqual(locksIn("error: no stack named 'prod' found"), []);
  });

  it("is one's own if user and machine are, and its process has ended", () => {
    assert.equal(isAbandonedHere(own), true);
    assert.equal(isAbandonedHere({ ...own, pid: process.pid }), false);
    assert.equal(isAbandonedHere({ ...own, pid: 1 }), false);
    assert.equal(isAbandonedHere({ ...own, user: "somebody" }), false);
    assert.equal(isAbandonedHere({ ...own, host: "elsewhere" }), false);
  });
});
