import assert from "node:assert/strict";
import { asset } from "@pulumi/pulumi";
import { canRemedy, withRemedy } from "./remedy";

describe("a remedy", () => {
  it("sets values by path and makes what is missing on the way", () => {
    const properties = { kept: 1, options: { kept: 2 } };
    assert.deepEqual(
      withRemedy(properties, { "options.tokens": "required", "tags.Stage": "prod", size: 3 }),
      {
        kept: 1,
        options: { kept: 2, tokens: "required" },
        tags: { Stage: "prod" },
        size: 3,
      },
    );
  });

  it("is for resources without archives, however deep", () => {
    const archive = new asset.AssetArchive({});
    assert.equal(canRemedy({ code: "x", list: [{ inner: null }] }), true);
    assert.equal(canRemedy({ code: archive }), false);
    assert.equal(canRemedy({ list: [{ inner: archive }] }), false);
  });

  it("takes what is unknown for no archive", () => {
    const unknown = {
      get code(): never {
        throw new Error("unknown");
      },
    };
    assert.equal(canRemedy(unknown), true);
  });
});
