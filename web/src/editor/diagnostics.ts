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
 * the editor counts UTF-16 units. An empty range is widened by one character so that something is seen, but
 * not over the end of a line, where the editor has a mark for points. What is past the end of the program
 * stands at its end.
 */
export function spanOf(doc: Lines, diagnostic: Diagnostic): { from: number; to: number } {
  const from = position(doc, diagnostic.line, diagnostic.column);
  const to = diagnostic.end_line > 0 ? position(doc, diagnostic.end_line, diagnostic.end_column) : from;
  const lineEnd = lineEndAt(doc, diagnostic.line);
  if (from >= lineEnd) return { from, to: from };
  return { from, to: Math.max(to, from + 1) };
}

function lineEndAt(doc: Lines, line: number): number {
  return line > doc.lines ? doc.length : doc.line(Math.max(1, line)).to;
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
