"use strict";
/*
 * Loaded into a program before anything else (`node --require`). The program stays as it is; what changes is what the
 * SDK spends on stack traces and debug messages, how errors are worded, and that the host hears of them: JSON lines on
 * the file descriptor it names. docs/adr/0004-source-positions.md has the measurements.
 */
const fs = require("node:fs");
const Module = require("node:module");
const path = require("node:path");
const util = require("node:util");
const { isMainThread } = require("node:worker_threads");
const { patchWhenLoaded } = require("./lean-sdk.cjs");

const FRAMES_KEPT = 12;
const DEBUG = 0;
const directory = process.cwd() + path.sep;
/** Resources that were constructed and whose inputs have not all arrived. */
const waiting = new Map();

if (isMainThread) {
  patchWhenLoaded("../proto/engine_grpc_pb", withoutDebugMessages);
  printErrorsInFiniteTime();
  writeOwnStackTraces();
  reportErrors();
  process.on("SIGUSR2", () =>
    report({ active: process.getActiveResourcesInfo(), waiting: [...waiting.values()] }),
  );
  process.on("exit", reportEnd);
}

/** Three messages for each resource, one request each, which the host would throw away. */
function withoutDebugMessages({ EngineClient }) {
  const { log } = EngineClient.prototype;
  if (log.patched) return;
  EngineClient.prototype.log = function (request, callback) {
    if (request.getSeverity() !== DEBUG) return log.call(this, request, callback);
    noteProgress(request.getMessage());
    callback();
    return undefined;
  };
  EngineClient.prototype.log.patched = true;
}

function noteProgress(message) {
  const [, event, type, name] =
    /^Register(ing resource|Resource RPC prepared): t=(.*?), name=(.*?)(?:,|$)/.exec(message) ?? [];
  if (event === "ing resource") waiting.set(`${type} ${name}`, `${name} (${type})`);
  else if (event !== undefined) waiting.delete(`${type} ${name}`);
}

/** Printing an error in colours can loop until memory ends: https://github.com/nodejs/node/issues/64011. */
function printErrorsInFiniteTime() {
  const inspect = util.inspect;
  util.inspect = Object.assign(function (value, options, ...rest) {
    const plain =
      value instanceof Error && typeof options === "object" ? { ...options, colors: false } : options;
    return inspect(value, plain, ...rest);
  }, inspect);
}

/**
 * Under Pulumi, source-map-support words the stack traces; it looks for source maps on disk, where those of a loader
 * such as tsx are not, and gives wrong lines. Node.js has these maps. Only the project's own frames are mapped.
 */
function writeOwnStackTraces() {
  try {
    const fromSdk = Module.createRequire(
      require.resolve("@pulumi/pulumi/package.json", { paths: [directory] }),
    );
    fromSdk("source-map-support").install = () => undefined;
  } catch {
    return; // A program without the SDK fails in a moment, and says so.
  }
  Error.prepareStackTrace = (error, frames) =>
    [String(error), ...frames.slice(0, FRAMES_KEPT).map((frame) => `    at ${describe(frame)}`)].join("\n");
}

function describe(frame) {
  const file = frame.getFileName();
  if (!file?.startsWith(directory) || file.includes("node_modules")) return String(frame);
  const line = frame.getLineNumber() ?? 1;
  const column = frame.getColumnNumber() ?? 1;
  const origin = Module.findSourceMap(file)?.findEntry(line - 1, column - 1);
  const at =
    origin?.originalLine === undefined
      ? [line, column]
      : [origin.originalLine + 1, origin.originalColumn + 1];
  return `${frame.getFunctionName() ?? "<anonymous>"} (${file}:${at[0]}:${at[1]})`;
}

function reportErrors() {
  const seen = new Set();
  const listener = (error) => {
    if (seen.has(error)) return;
    seen.add(error);
    const known = error instanceof Error;
    report({ error: known ? error.message : String(error), stack: known ? String(error.stack) : "" });
  };
  process.on("uncaughtException", listener);
  process.on("unhandledRejection", listener);
}

function reportEnd() {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  report({ waiting: [...waiting.values()] });
  report({ usage: { peakMemoryBytes: maxRSS * 1024, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 } });
}

function report(message) {
  const descriptor = Number(process.env.COMMERCE_REPORT_TO);
  if (!Number.isInteger(descriptor)) return;
  try {
    fs.writeSync(descriptor, JSON.stringify(message) + "\n");
  } catch {
    // The host is gone.
  }
}
