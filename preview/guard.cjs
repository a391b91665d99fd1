"use strict";
/*
 * Loaded into a program before anything else (`node --require`). The program stays as it is; what changes is how Node.js
 * words its errors, and that the host hears of them (JSON lines on file descriptor 3).
 */
const fs = require("node:fs");
const { createRequire, findSourceMap } = require("node:module");
const path = require("node:path");
const util = require("node:util");
const { isMainThread } = require("node:worker_threads");

const FRAMES_KEPT = 12;
const directory = process.cwd() + path.sep;

if (isMainThread) {
  Error.stackTraceLimit = Number(process.env.COMMERCE_STACK_TRACE_LIMIT ?? 10);
  printErrorsInFiniteTime();
  writeOwnStackTraces();
  reportErrors();
  reportWhatKeepsItRunning();
  process.on("exit", () => report({ peakMemoryKiB: process.resourceUsage().maxRSS }));
}

/** Printing an error in colours can loop until memory ends: https://github.com/nodejs/node/issues/64011. */
function printErrorsInFiniteTime() {
  const inspect = util.inspect;
  util.inspect = Object.assign(function (value, options, ...rest) {
    const plain = value instanceof Error && typeof options === "object" ? { ...options, colors: false } : options;
    return inspect(value, plain, ...rest);
  }, inspect);
}

/**
 * Under Pulumi, source-map-support words the stack traces; it looks for source maps on disk, where those of a loader
 * such as tsx are not, and gives wrong lines. Node.js has these maps. The SDK reads a stack for every resource and every
 * output, so that only the project's own frames are mapped.
 */
function writeOwnStackTraces() {
  try {
    const fromSdk = createRequire(require.resolve("@pulumi/pulumi/package.json", { paths: [directory] }));
    fromSdk("source-map-support").install = () => undefined;
  } catch {
    return; // A program without the SDK fails in a moment, and says so.
  }
  Error.prepareStackTrace = (error, frames) => {
    // Written for every promise, read for none.
    if (frames[0]?.getFunctionName() === "debuggablePromise") return "";
    return [String(error), ...frames.slice(0, FRAMES_KEPT).map((frame) => `    at ${describe(frame)}`)].join("\n");
  };
}

function describe(frame) {
  const file = frame.getFileName();
  if (!file?.startsWith(directory) || file.includes("node_modules")) return String(frame);
  const line = frame.getLineNumber() ?? 1;
  const column = frame.getColumnNumber() ?? 1;
  const origin = findSourceMap(file)?.findEntry(line - 1, column - 1);
  const at = origin?.originalLine === undefined ? [line, column] : [origin.originalLine + 1, origin.originalColumn + 1];
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

function reportWhatKeepsItRunning() {
  process.on("SIGUSR2", () => report({ active: process.getActiveResourcesInfo() }));
}

function report(message) {
  try {
    fs.writeSync(3, JSON.stringify(message) + "\n");
  } catch {
    // Nobody listens: the program was started by hand, or the host is gone.
  }
}
