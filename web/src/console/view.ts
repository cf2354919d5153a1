/**
 * Draws a console buffer, in frames.
 *
 * One element per block of lines; blocks that are out of sight cost no layout (`content-visibility`). The
 * view keeps to the end of the output unless the reader scrolled up.
 */

import { nextFrame } from "../frame";
import { BLOCK_LINES, type ConsoleBuffer, type Line } from "./buffer";

/** Pixels from the end within which the view still counts as being there. */
const NEAR_END = 32;

export class ConsoleView {
  readonly #buffer: ConsoleBuffer;
  readonly #scroller: HTMLElement;
  readonly #lines: HTMLElement;
  readonly #dropped: HTMLElement;
  readonly #blocks = new Map<number, HTMLElement>();
  readonly #draw = (): void => this.#render();
  #atEnd = true;
  #heldBack = false;

  /** `scroller` scrolls; `lines` inside it is this view's own. */
  constructor(buffer: ConsoleBuffer, scroller: HTMLElement, lines: HTMLElement) {
    this.#buffer = buffer;
    this.#scroller = scroller;
    this.#lines = lines;
    this.#dropped = document.createElement("div");
    this.#dropped.className = "dropped";
    this.#dropped.hidden = true;
    lines.append(this.#dropped);
    scroller.addEventListener("scroll", () => {
      const { scrollTop, clientHeight, scrollHeight } = scroller;
      this.#atEnd = scrollTop + clientHeight >= scrollHeight - NEAR_END;
    });
  }

  /** Draws what changed, in the next frame. */
  invalidate(): void {
    nextFrame(this.#draw);
  }

  /** Leaves the open line out: it is shown as the label of the input line instead. */
  holdOpenLine(held: boolean): void {
    if (held === this.#heldBack) return;
    this.#heldBack = held;
    this.#buffer.touchOpenLine();
    this.invalidate();
  }

  /** Follows the output again, wherever the reader had scrolled to. */
  followEnd(): void {
    this.#atEnd = true;
    this.invalidate();
  }

  #render(): void {
    const buffer = this.#buffer;
    for (const [index, element] of this.#blocks) {
      if (index >= buffer.firstBlock) continue;
      element.remove();
      this.#blocks.delete(index);
    }
    this.#dropped.hidden = buffer.dropped === 0;
    if (buffer.dropped > 0) this.#dropped.textContent = droppedText(buffer.dropped);
    for (const index of buffer.takeDirty()) this.#renderBlock(index);
    if (this.#atEnd) this.#scroller.scrollTop = this.#scroller.scrollHeight;
  }

  #renderBlock(index: number): void {
    let element = this.#blocks.get(index);
    if (element === undefined) {
      element = document.createElement("div");
      element.className = "block";
      this.#blocks.set(index, element);
      this.#lines.append(element);
    }
    const last = index === this.#buffer.endBlock - 1;
    const all = this.#buffer.block(index);
    const lines = last && this.#heldBack ? all.slice(0, -1) : all;
    element.replaceChildren(...renderLines(lines, last));
    element.style.setProperty("--lines", String(Math.min(lines.length, BLOCK_LINES)));
  }
}

export function droppedText(lines: number): string {
  return `⋯ ${lines.toLocaleString("en")} earlier lines dropped ⋯`;
}

/**
 * Plain text where nothing stands out, spans for the rest, and a box around lines that are all standard error.
 * The open line has no newline behind it.
 */
function renderLines(lines: readonly Line[], open: boolean): Node[] {
  const nodes: Node[] = [];
  let plain = "";
  let errors: HTMLElement | undefined;
  const flush = (): void => {
    if (plain !== "") nodes.push(document.createTextNode(plain));
    plain = "";
  };
  lines.forEach((line, i) => {
    const allError = line.pieces.length > 0 && line.pieces.every((piece) => piece.kind === "stderr");
    const end = open && i === lines.length - 1 ? "" : "\n";
    if (allError) {
      flush();
      if (errors === undefined) nodes.push((errors = box("div", "errors", "")));
      errors.append(...renderPieces(line), end);
      return;
    }
    errors = undefined;
    if (line.clipped === 0 && line.pieces.every((piece) => piece.kind === "stdout" && piece.rendition === "")) {
      for (const piece of line.pieces) plain += piece.text;
    } else {
      flush();
      nodes.push(...renderPieces(line));
    }
    plain += end;
  });
  flush();
  return nodes;
}

function renderPieces(line: Line): Node[] {
  const nodes: Node[] = line.pieces.map((piece) => box("span", `${piece.kind} ${piece.rendition}`.trim(), piece.text));
  if (line.clipped > 0) {
    nodes.push(box("span", "notice", ` … ${line.clipped.toLocaleString("en")} more characters`));
  }
  return nodes;
}

function box(tag: "div" | "span", className: string, text: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}
