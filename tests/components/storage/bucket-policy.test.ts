import assert from "node:assert/strict";
import { bucketPolicy } from "../../../components/storage/bucket-policy";
import type { Value } from "../../stacks/previewed";

const arn = "arn:aws:s3:::assets";

function statements(logsOfAccount?: string): Value[] {
  return JSON.parse(bucketPolicy(arn, logsOfAccount)).Statement;
}

describe("the policy of a bucket", () => {
  it("refuses everybody without TLS, and allows nobody", () => {
    assert.deepEqual(statements(), [
      {
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [arn, `${arn}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);
  });

  it("lets S3 write the access logs of one account, and read nothing", () => {
    const [, logs] = statements("111111111111");
    assert.deepEqual(logs.Principal, { Service: "logging.s3.amazonaws.com" });
    assert.equal(logs.Action, "s3:PutObject");
    assert.deepEqual(logs.Condition, { StringEquals: { "aws:SourceAccount": "111111111111" } });
  });
});
