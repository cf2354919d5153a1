/** What the children of an element hold: a program, and perhaps the output that was recorded for it. */

/**
 * The program without the blank line and the indentation that come from writing it inside markup.
 * A program that really starts with indentation in its every line would not run anyway.
 */
export function tidyCode(text: string): string {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  while (lines.length > 0 && lines[0]?.trim() === "") lines.shift();
  while (lines.length > 0 && lines.at(-1)?.trim() === "") lines.pop();
  const indents = lines.filter((line) => line.trim() !== "").map((line) => /^[ \t]*/.exec(line)?.[0] ?? "");
  const shared = indents.reduce((a, b) => commonStart(a, b), indents[0] ?? "");
  return lines.map((line) => line.slice(shared.length)).join("\n");
}

function commonStart(a: string, b: string): string {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return a.slice(0, at);
}
