"use strict";
/*
 * Loaded before a policy pack (`node --require`). Pulumi prepares every pack for TypeScript; one that is compiled, as the
 * preview's have to be, is spared the compiler: 0.5 s of CPU.
 */
const { patchWhenLoaded } = require("./lean-sdk.cjs");

patchWhenLoaded("../../tsutils", (tsutils) => {
  tsutils.typeScriptRequireStrings = () => ({ typescriptRequire: __filename, tsnodeRequire: __filename });
});

exports.version = "0.0.0";
exports.register = () => undefined;
