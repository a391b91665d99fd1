import assert from "node:assert/strict";
import fc from "fast-check";
import { keyPolicy, type KeyUse } from "../../../components/keys/key-policy";

const use = fc.record({
  service: fc.stringMatching(/^[a-z][a-z0-9-]{0,20}\.amazonaws\.com$/),
  condition: fc.record({
    test: fc.constantFrom("StringEquals" as const, "ArnLike" as const),
    key: fc.constant("aws:SourceAccount"),
    value: fc.stringMatching(/^\d{12}$/),
  }),
});

describe("the policy of a key", () => {
  it("lets no principal but the own account in without a condition", () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^\d{12}$/),
        fc.array(use, { maxLength: 4 }),
        (account, uses: KeyUse[]) => {
          const { Statement } = JSON.parse(keyPolicy(account, uses));
          const [own, ...others] = Statement;
          assert.deepEqual(own.Principal, { AWS: `arn:aws:iam::${account}:root` });
          assert.equal(others.length, uses.length);
          for (const [index, statement] of others.entries()) {
            const { condition, service } = uses[index] as KeyUse;
            assert.deepEqual(statement.Principal, { Service: service });
            assert.deepEqual(statement.Condition, { [condition.test]: { [condition.key]: condition.value } });
            assert(!statement.Action.includes("kms:*"));
          }
        },
      ),
    );
  });
});
