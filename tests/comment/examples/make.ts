import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { parseReport } from "../../../comment/report";
import { renderComment } from "../../../comment/render";
import { examples, type Edit, type ExampleChange } from "./changes";

/** So that the examples are the same whoever makes them and whenever. */
const RUN = {
  id: 1,
  attempt: 1,
  commit: "0000000000000000000000000000000000000000",
  committedAt: "2026-11-20T10:00:00Z",
  url: "https://github.com/example/commerce/actions/runs/1",
};

/** `npm run examples`: the comments of docs/examples, from real plans of this program before and after small changes. */
function main(): void {
  const copy = mkdtempSync(join(tmpdir(), "commerce-examples-"));
  try {
    copyProject(copy);
    for (const example of examples) writeFileSync(`docs/examples/${example.name}.md`, make(example, copy));
  } finally {
    rmSync(copy, { recursive: true });
  }
}

function copyProject(to: string): void {
  const listed = execFileSync("git", [
    "ls-files",
    "--cached",
    "--others",
    "--exclude-standard",
    "-z",
  ]).toString();
  const needed = listed.split("\0").filter((file) => file !== "" && !/^(docs|tests)\//.test(file));
  for (const file of needed) {
    mkdirSync(dirname(join(to, file)), { recursive: true });
    cpSync(file, join(to, file));
  }
  symlinkSync(join(process.cwd(), "node_modules"), join(to, "node_modules"));
}

function make({ title, stack, edits }: ExampleChange, project: string): string {
  preview(project, stack, "base");
  const undo = edits.map((edit) => apply(edit, project));
  preview(project, stack, "head");
  for (const each of undo.reverse()) each();
  const report = join(project, "report.json");
  comment(project, ["report", "--base", "base", "--head", "head", "--commit", RUN.commit, "--out", report]);
  for (const folder of ["base", "head"]) rmSync(join(project, folder), { recursive: true });
  const parsed = parseReport(readFileSync(report, "utf8"), report);
  const [, ...body] = renderComment(parsed, RUN).split("\n");
  return `<!-- Made by \`npm run examples\`: ${title}. -->\n${body.join("\n")}`;
}

/** @returns how to undo it */
function apply({ file, find, put }: Edit, project: string): () => void {
  const path = join(project, file);
  if (find === undefined) {
    writeFileSync(path, put);
    return () => rmSync(path);
  }
  const before = readFileSync(path, "utf8");
  if (!before.includes(find))
    throw new Error(`${file} has no longer ${JSON.stringify(find)}; adapt the example`);
  writeFileSync(path, before.replace(find, put));
  return () => writeFileSync(path, before);
}

/** A policy that refuses the change fails the preview's command and is part of the example; no plan is a mistake. */
function preview(project: string, stack: string, folder: string): void {
  mkdirSync(join(project, folder), { recursive: true });
  const plan = join(project, folder, `${stack}.json`);
  const { status, stderr } = spawnSync("npm", ["run", "--silent", "preview", "--", stack, "--json", plan], {
    cwd: project,
  });
  if (status !== 0 && status !== 1) throw new Error(stderr.toString());
  readFileSync(plan);
}

function comment(project: string, args: readonly string[]): void {
  const env = { ...process.env, GITHUB_STEP_SUMMARY: undefined };
  const { status, stderr } = spawnSync("npm", ["run", "--silent", "comment", "--", ...args], {
    cwd: project,
    env,
  });
  if (status !== 0) throw new Error(stderr.toString());
}

main();
