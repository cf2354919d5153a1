/**
 * What a console holds: the last lines that a program printed.
 *
 * Here: lines made of pieces of one stream each, carriage return and backspace as a terminal has them, and
 * the bounds (lines, characters of a line, characters in all). Not here: anything that is drawn (`view.ts`).
 *
 * Lines are numbered from the first one ever printed and kept in blocks of [`BLOCK_LINES`]; whole blocks are
 * dropped at the front, so a block that is on the screen never changes its lines except at the end.
 */

import type { OutputStream } from "../messages";
import { parseText, type Rendition } from "./ansi";

export type PieceKind = OutputStream | "input" | "notice";

export interface Piece {
  readonly kind: PieceKind;
  readonly text: string;
  readonly rendition: Rendition;
}

export interface Line {
  pieces: Piece[];
  /** Characters shown. */
  length: number;
  /** Characters beyond [`MAX_LINE_CHARS`], not kept. */
  clipped: number;
}

export const BLOCK_LINES = 100;
export const MAX_BLOCKS = 100;
export const MAX_LINE_CHARS = 8_192;
export const MAX_CHARS = 4 * 1024 * 1024;

export class ConsoleBuffer {
  #blocks: Line[][] = [[emptyLine()]];
  #firstBlock = 0;
  #chars = 0;
  #dropped = 0;
  #dirty = new Set<number>([0]);
  /** Where the next character goes in the open line; it is its end unless a carriage return moved it. */
  #column = 0;
  #rendition: Rendition = "";
  #carry = "";

  /** Lines that were printed and are no longer held, or never came this far. */
  get dropped(): number {
    return this.#dropped;
  }

  get firstBlock(): number {
    return this.#firstBlock;
  }

  get endBlock(): number {
    return this.#firstBlock + this.#blocks.length;
  }

  get isEmpty(): boolean {
    return this.#blocks.length === 1 && this.#blocks[0]?.length === 1 && this.#openLine().length === 0;
  }

  block(index: number): readonly Line[] {
    return this.#blocks[index - this.#firstBlock] ?? [];
  }

  /** The blocks that changed since the last call. */
  takeDirty(): number[] {
    const dirty = [...this.#dirty].filter((index) => index >= this.#firstBlock);
    this.#dirty.clear();
    return dirty.sort((a, b) => a - b);
  }

  append(kind: PieceKind, text: string): void {
    const { runs, rendition, carry } = parseText(this.#carry + text, this.#rendition);
    this.#carry = carry;
    this.#rendition = rendition;
    for (const run of runs) {
      if (run.control === "newline") this.#newLine();
      else if (run.control === "return") this.#column = 0;
      else if (run.control === "backspace") this.#column = Math.max(0, this.#column - 1);
      else if (run.control === "erase") this.#eraseFromColumn();
      else this.#write({ kind, text: run.text, rendition: run.rendition });
    }
  }

  /** A line of the page's own, between lines of the program. */
  notice(text: string): void {
    this.breakLine();
    this.#write({ kind: "notice", text, rendition: "" });
    this.#newLine();
  }

  /** Lines that never reached the page: said where they are missing. */
  noteDropped(lines: number): void {
    if (lines <= 0) return;
    const count = lines.toLocaleString("en");
    this.notice(`⋯ ${count} ${lines === 1 ? "line" : "lines"} dropped: printed faster than can be shown ⋯`);
  }

  /** Ends the open line if anything is in it. */
  breakLine(): void {
    if (this.#openLine().length > 0) this.#newLine();
  }

  clear(): void {
    this.#firstBlock = this.endBlock;
    this.#blocks = [[emptyLine()]];
    this.#dirty = new Set([this.#firstBlock]);
    this.#chars = this.#dropped = this.#column = 0;
    this.#rendition = this.#carry = "";
  }

  /** Marks the open line as to be drawn again. */
  touchOpenLine(): void {
    this.#dirty.add(this.endBlock - 1);
  }

  openLineText(): string {
    return this.#openLine()
      .pieces.map((piece) => piece.text)
      .join("");
  }

  /** Everything held, as text: what Copy copies. */
  text(): string {
    return this.#blocks.flatMap((block) => block.map((line) => line.pieces.map((p) => p.text).join(""))).join("\n");
  }

  #openLine(): Line {
    return this.#blocks.at(-1)?.at(-1) as Line;
  }

  #newLine(): void {
    this.#column = 0;
    const last = this.#blocks.at(-1) as Line[];
    this.#dirty.add(this.endBlock - 1);
    if (last.length < BLOCK_LINES) last.push(emptyLine());
    else this.#blocks.push([emptyLine()]);
    this.#dirty.add(this.endBlock - 1);
    while (this.#blocks.length > MAX_BLOCKS || (this.#chars > MAX_CHARS && this.#blocks.length > 1)) {
      const gone = this.#blocks.shift() as Line[];
      this.#firstBlock += 1;
      this.#dropped += gone.length;
      for (const line of gone) this.#chars -= line.length;
    }
  }

  #write(piece: Piece): void {
    const line = this.#openLine();
    const room = MAX_LINE_CHARS - this.#column;
    const shown = piece.text.length <= room ? piece.text : piece.text.slice(0, Math.max(0, room));
    line.clipped += piece.text.length - shown.length;
    const before = line.length;
    line.pieces = overwrite(line.pieces, line.length, this.#column, { ...piece, text: shown });
    this.#column += shown.length;
    line.length = Math.max(line.length, this.#column);
    this.#chars += line.length - before;
    this.#dirty.add(this.endBlock - 1);
  }

  #eraseFromColumn(): void {
    const line = this.#openLine();
    line.pieces = slice(line.pieces, 0, this.#column);
    this.#chars -= line.length - Math.min(line.length, this.#column);
    line.length = Math.min(line.length, this.#column);
    this.#dirty.add(this.endBlock - 1);
  }
}

function emptyLine(): Line {
  return { pieces: [], length: 0, clipped: 0 };
}

/** `pieces` with `piece` put over what stands at `column`. */
function overwrite(pieces: Piece[], length: number, column: number, piece: Piece): Piece[] {
  if (piece.text === "") return pieces;
  if (column < length) {
    return [...slice(pieces, 0, column), piece, ...slice(pieces, column + piece.text.length, length)];
  }
  const last = pieces.at(-1);
  if (last?.kind === piece.kind && last.rendition === piece.rendition) {
    pieces[pieces.length - 1] = { ...last, text: last.text + piece.text };
  } else {
    pieces.push(piece);
  }
  return pieces;
}

function slice(pieces: Piece[], start: number, end: number): Piece[] {
  const cut: Piece[] = [];
  let at = 0;
  for (const piece of pieces) {
    const text = piece.text.slice(Math.max(0, start - at), Math.max(0, end - at));
    if (text !== "") cut.push({ ...piece, text });
    at += piece.text.length;
  }
  return cut;
}
