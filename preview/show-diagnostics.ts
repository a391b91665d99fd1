import { formatPlace, type Paint } from "./format";
import type { PreviewedStack } from "./host";
import { parseUrn, typeOf } from "./urn";

const COLOUR = { info: "blue", warning: "yellow", error: "red" } as const;

/** What was said during a preview: the resource, the message and the line of the program. */
export function showDiagnostics({ stack, diagnostics, succeeded }: PreviewedStack, paint: Paint): string {
  const lines = diagnostics.map(({ severity, message, urn, source }) => {
    const subject = urn === undefined ? "" : `${parseUrn(urn).name} (${typeOf(urn)}): `;
    return `${paint(COLOUR[severity], `${severity}:`)} ${subject}${message.trim()} ${formatPlace(source)}`.trimEnd();
  });
  if (!succeeded) lines.push(paint("red", `${stack} cannot be previewed: the program has errors.`));
  return lines.join("\n");
}
