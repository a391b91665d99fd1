import { redact } from "./redact";

/**
 * Makes text that others wrote (names, values, errors) safe to put into Markdown: it can neither format, link, mention,
 * close a fold nor pass for the comment's own marker, and shows no secret. Otherwise it shows what was written.
 */

/** Between two characters that mean something together only; invisible, and no renderer takes it for markup. */
const JOINER = "\u2060";

/** A code span: nothing in it is markup. Backticks become a look-alike, so that no run of them can end the span. */
export function code(text: string, longest = 120): string {
  const shown = shorten(oneLine(redact(text)), longest)
    .replaceAll("`", "ˋ")
    .trim();
  return shown === "" ? "`(empty)`" : `\`${disarm(shown)}\``;
}

/** Plain text in one line, such as a policy's message: what could be markup or become a link is taken apart. */
export function plain(text: string, longest = 500): string {
  return disarm(shorten(oneLine(redact(text)), longest))
    .replace(/[&<>"'`*_[\]|~\\]/g, (character) => `&#${String(character.charCodeAt(0))};`)
    .replace(/#(?=\d+\b(?!;))|@(?!\u2060)|\bwww(?=\.)/gi, `$&${JOINER}`);
}

/** One row of a table. */
export const row = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;

/** A block of text as it was written, such as an error of several lines. */
export function block(text: string, longest = 3000): string {
  const lines = shorten(visible(redact(text)), longest).replace(/([`~])(?=\1\1|(?<=\1\1))/g, `$1${JOINER}`);
  return `\`\`\`text\n${disarm(lines)}\n\`\`\``;
}

/** A label in a Mermaid picture: what its grammar could trip over is left out. */
export function label(text: string, longest = 40): string {
  return (
    shorten(
      redact(text)
        .replace(/[^\p{L}\p{N} .,_/+~()-]+/gu, " ")
        .replace(/\s+/g, " ")
        .trim(),
      longest,
    ) || "unnamed"
  );
}

/** At most so many characters, cut at a whole one, with a sign that it was cut. */
export function shorten(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const kept = text.slice(0, longest - 1);
  // Half of a surrogate pair is no character.
  return `${/[\uD800-\uDBFF]$/.test(kept) ? kept.slice(0, -1) : kept}…`;
}

/** Takes the sting out of what works even inside code: mentions, the comment's own marker, the end of a fold. */
function disarm(text: string): string {
  return text
    .replace(/(^|[^\w])@(?=\w)/g, `$1@${JOINER}`)
    .replace(/<(?=!|\/)/g, `<${JOINER}`)
    .replace(/(\w):\/\//g, `$1:${JOINER}//`);
}

const oneLine = (text: string): string => visible(text).replace(/\s+/g, " ");

/** Without control characters, direction marks and colours of a terminal, and without halves of characters. */
function visible(text: string): string {
  return text

    .replace(/\u001B\[[0-9;]*[A-Za-z]/g, "")

    .replace(
      /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/g,
      (character) => (character === "\r" ? "" : "\uFFFD"),
    )
    .replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, "\uFFFD");
}
