import type { SourcePosition } from "./registration";

/** Something the program, the host or the engine's protocol had to say while a stack was previewed. */
export interface Diagnostic {
  readonly severity: "info" | "warning" | "error";
  readonly message: string;
  /** The resource it is about. */
  readonly urn?: string;
  readonly source?: SourcePosition;
}

/** `components/data/queue.ts:12`, to be clicked on in a terminal. */
export function formatSource(source: SourcePosition): string {
  return `${source.file}:${String(source.line)}`;
}
