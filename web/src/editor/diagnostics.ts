/** Where a diagnostic stands in the text. Pure: needs only what a document tells of its lines. */

import type { Diagnostic } from "../messages";

/** What is needed of CodeMirror's `Text`. */
export interface Lines {
  readonly lines: number;
  readonly length: number;
  line(number: number): { readonly from: number; readonly to: number; readonly text: string };
}

/**
 * The range to underline. Lines and columns count from 1 and columns count characters (code points), while
 * the editor counts UTF-16 units. A diagnostic past the end of the program stands at its end; an empty range
 * is widened by one character so that something is seen.
 */
export function spanOf(doc: Lines, diagnostic: Diagnostic): { from: number; to: number } {
  const from = position(doc, diagnostic.line, diagnostic.column);
  const to = diagnostic.end_line > 0 ? position(doc, diagnostic.end_line, diagnostic.end_column) : from;
  if (to > from) return { from, to };
  if (from < doc.length) return { from, to: from + 1 };
  return { from: Math.max(0, from - 1), to: doc.length };
}

function position(doc: Lines, line: number, column: number): number {
  if (line > doc.lines) return doc.length;
  const { from, to, text } = doc.line(Math.max(1, line));
  let units = 0;
  let characters = column - 1;
  for (const character of text) {
    if (characters <= 0) break;
    units += character.length;
    characters -= 1;
  }
  return Math.min(to, from + units);
}
