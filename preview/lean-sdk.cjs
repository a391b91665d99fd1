"use strict";
/*
 * Loaded before the Pulumi SDK (`node --require`): spares a process what the SDK does and nobody here asks for. Per
 * process 0.6 s and 90 MB on Node.js 20.20; docs/adr/0004-source-positions.md has the measurements.
 */
const Module = require("node:module");

/** Needed only to serialise functions: a compiler and a package manager. Loaded when first used. */
const RARE = new Set(["typescript", "@npmcli/arborist"]);
const patches = new Map([["./debuggable", withoutStacks]]);

const load = Module._load;
Module._load = function (request, parent, ...rest) {
  if (!parent?.filename?.includes("/node_modules/@pulumi/pulumi/"))
    return load.call(this, request, parent, ...rest);
  if (RARE.has(request)) return lazily(() => load.call(this, request, parent, ...rest));
  const loaded = load.call(this, request, parent, ...rest);
  patches.get(request)?.(loaded);
  return loaded;
};

function lazily(load) {
  let loaded;
  return new Proxy({}, { get: (_, key) => (key === "__esModule" ? true : (loaded ??= load())[key]) });
}

/** The SDK writes down the stack of every promise, to be read only under PULUMI_DEBUG_PROMISE_LEAKS. */
function withoutStacks(debuggable) {
  const { debuggablePromise, debugPromiseLeaks } = debuggable;
  if (debuggablePromise.patched || debugPromiseLeaks) return;
  debuggable.debuggablePromise = function (...args) {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    try {
      return debuggablePromise(...args);
    } finally {
      Error.stackTraceLimit = limit;
    }
  };
  debuggable.debuggablePromise.patched = true;
}

/** Applies a patch whenever a module of the SDK requires `request`. */
exports.patchWhenLoaded = (request, patch) => patches.set(request, patch);
