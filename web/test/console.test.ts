/** The console's buffer: what is held, what is dropped, what control characters do. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { BLOCK_LINES, ConsoleBuffer, MAX_BLOCKS, MAX_CHARS, MAX_LINE_CHARS, type Piece } from "../src/console/buffer";

function bufferOf(...texts: string[]): ConsoleBuffer {
  const buffer = new ConsoleBuffer();
  for (const text of texts) buffer.append("stdout", text);
  return buffer;
}

function checkText(texts: string[], expected: string): void {
  assert.equal(bufferOf(...texts).text(), expected);
}

function piecesOfLine(buffer: ConsoleBuffer, row: number): Piece[] {
  return buffer.block(buffer.firstBlock)[row]?.pieces ?? [];
}

test("text is split into lines wherever it was cut", () => {
  checkText(["a\nb", "c\n", "\n", "d"], "a\nbc\n\nd");
  checkText([""], "");
  checkText(["\n\n"], "\n\n");
});

test("a carriage return goes back over the line, as progress bars have it", () => {
  checkText(["10%\r20%\r", "100%"], "100%");
  checkText(["abcdef\rXY"], "XYcdef");
  checkText(["abc\r\ndef"], "abc\ndef");
});

test("a backspace goes back by one and stops at the start", () => {
  checkText(["ab\b\b\bX"], "Xb");
});

test("erase to the end of the line", () => {
  checkText(["long text\rok\u001b[K"], "ok");
});

test("escape sequences are no text, even when they are cut", () => {
  checkText(["\u001b[3", "1mred\u001b[0m \u001b]0;title\u0007plain\u001b[2J"], "red plain");
  checkText(["\u001bM", "x"], "x");
});

test("an escape sequence that never ends does not hide what follows", () => {
  checkText([`\u001b[${"1;".repeat(200)}`, "x"], `\u001b[${"1;".repeat(200)}x`);
});

test("colours are kept with the text that has them", () => {
  const buffer = bufferOf("a\u001b[1;31mb\u001b[39mc\u001b[0md");
  const found = piecesOfLine(buffer, 0).map((piece) => [piece.text, piece.rendition]);
  assert.deepEqual(found, [["a", ""], ["b", "bold fg-red"], ["c", "bold"], ["d", ""]]);
});

test("streams keep apart, also when one overwrites the other", () => {
  const buffer = bufferOf("abcdef\r");
  buffer.append("stderr", "XY");
  const found = piecesOfLine(buffer, 0).map((piece) => [piece.kind, piece.text]);
  assert.deepEqual(found, [["stderr", "XY"], ["stdout", "cdef"]]);
});

test("the oldest lines go in whole blocks and are counted", () => {
  const buffer = new ConsoleBuffer();
  const total = BLOCK_LINES * (MAX_BLOCKS + 3);
  for (let row = 0; row < total; row += 1) buffer.append("stdout", `${row}\n`);
  assert.equal(buffer.endBlock - buffer.firstBlock, MAX_BLOCKS);
  assert.equal(buffer.dropped, buffer.firstBlock * BLOCK_LINES);
  assert.equal(buffer.block(buffer.firstBlock)[0]?.pieces[0]?.text, String(buffer.dropped));
  assert.equal(buffer.block(buffer.firstBlock - 1).length, 0);
});

test("a line without end is clipped and says by how much", () => {
  const buffer = bufferOf("x".repeat(MAX_LINE_CHARS - 1), "y".repeat(10), "z");
  const line = buffer.block(0)[0];
  assert.equal(line?.length, MAX_LINE_CHARS);
  assert.equal(line?.clipped, 10);
});

test("few but wide lines are bounded as well", () => {
  const buffer = new ConsoleBuffer();
  for (let row = 0; row < 2 * (MAX_CHARS / MAX_LINE_CHARS); row += 1) buffer.append("stdout", "x".repeat(MAX_LINE_CHARS) + "\n");
  assert.ok(buffer.text().length <= MAX_CHARS + BLOCK_LINES * (MAX_LINE_CHARS + 1));
  assert.ok(buffer.dropped > 0);
});

test("a notice has a line of its own", () => {
  const buffer = bufferOf("half a line");
  buffer.notice("said by the page");
  buffer.append("stdout", "next");
  assert.equal(buffer.text(), "half a line\nsaid by the page\nnext");
});

test("only what changed is drawn again", () => {
  const buffer = bufferOf("x\n".repeat(BLOCK_LINES * 2));
  assert.deepEqual(buffer.takeDirty(), [0, 1, 2]);
  assert.deepEqual(buffer.takeDirty(), []);
  buffer.append("stdout", "more");
  assert.deepEqual(buffer.takeDirty(), [2]);
});

test("clearing forgets everything, also an open colour", () => {
  const buffer = bufferOf("\u001b[31mred\nmore");
  buffer.takeDirty();
  buffer.clear();
  assert.ok(buffer.isEmpty);
  buffer.append("stdout", "plain");
  assert.equal(buffer.text(), "plain");
  assert.equal(buffer.block(buffer.firstBlock)[0]?.pieces[0]?.rendition, "");
});
