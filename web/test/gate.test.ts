/** The gate: one batch under way, output joined and bounded, nothing else ever lost. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { countLines, Gate, MAX_WAITING_CHARS, MAX_WAITING_LINES } from "../src/engine/gate";
import type { FromSession } from "../src/messages";

type Output = Extract<FromSession, { type: "output" }>;

/** A gate whose tasks run when the test says so. */
function gate(): { gate: Gate; batches: FromSession[][]; holds: boolean[]; turn: () => void } {
  const batches: FromSession[][] = [];
  const tasks: (() => void)[] = [];
  const holds: boolean[] = [];
  const made = new Gate({
    send: (batch) => batches.push(batch),
    schedule: (task) => tasks.push(task),
    hold: (held) => holds.push(held),
  });
  return { gate: made, batches, holds, turn: () => tasks.splice(0).forEach((task) => task()) };
}

const out = (text: string, stream: "stdout" | "stderr" = "stdout"): Output => ({ type: "output", stream, text, dropped: 0 });
const outputs = (batch: FromSession[] = []): Output[] => batch.filter((message) => message.type === "output");
const textOf = (batch: FromSession[] | undefined): string => outputs(batch).map((message) => message.text).join("");
const droppedOf = (batch: FromSession[] | undefined): number =>
  outputs(batch).reduce((sum, message) => sum + message.dropped, 0);

test("what is said in one slice leaves in one batch, in order", () => {
  const { gate: g, batches, turn } = gate();
  g.push({ type: "started" });
  g.push(out("a"));
  g.push(out("b"));
  g.push(out("c", "stderr"));
  g.push({ type: "finished", status: 0, elapsed_ms: 1 });
  assert.equal(batches.length, 0);
  turn();
  assert.equal(batches.length, 1);
  assert.deepEqual(batches[0]?.map((message) => message.type), ["started", "output", "output", "finished"]);
  assert.equal(textOf(batches[0]), "abc");
});

test("the next batch waits until the page has drawn the last", () => {
  const { gate: g, batches, turn } = gate();
  g.push(out("a"));
  turn();
  g.push(out("b"));
  turn();
  assert.equal(batches.length, 1);
  g.acknowledge();
  turn();
  assert.equal(textOf(batches[1]), "b");
});

test("last words do not wait", () => {
  const { gate: g, batches, turn } = gate();
  g.push(out("a"));
  turn();
  g.push({ type: "crashed", message: "x" });
  g.flush();
  assert.deepEqual(batches[1], [{ type: "crashed", message: "x" }]);
});

test("a program that is ahead of the page is held until its output is under way", () => {
  const { gate: g, holds, turn } = gate();
  g.push(out("x\n".repeat(MAX_WAITING_LINES / 2)));
  g.push(out("x\n"));
  assert.deepEqual(holds, [true]);
  turn();
  assert.deepEqual(holds, [true, false]);
  g.push(out("x\n".repeat(MAX_WAITING_LINES / 2)));
  turn();
  assert.deepEqual(holds, [true, false, true]);
  g.acknowledge();
  turn();
  assert.deepEqual(holds, [true, false, true, false]);
});

function checkFlood(line: string, count: number): void {
  const { gate: g, batches, turn } = gate();
  for (let row = 0; row < count; row += 1) g.push(out(line));
  turn();
  const text = textOf(batches[0]);
  assert.ok(text.length <= MAX_WAITING_CHARS);
  assert.ok(countLines(text) <= MAX_WAITING_LINES);
  assert.equal(countLines(text) + droppedOf(batches[0]), count);
  assert.ok(text.endsWith(line), "the newest output is kept");
}

test("a flood loses its oldest lines, and their number is told", () => {
  checkFlood("x\n", 50_000);
  checkFlood(`${"wide ".repeat(100)}\n`, 2_000);
});

test("a flood in one message is trimmed too", () => {
  const { gate: g, batches, turn } = gate();
  g.push(out("x\n".repeat(100_000)));
  turn();
  assert.equal(countLines(textOf(batches[0])) + droppedOf(batches[0]), 100_000);
});

test("a line without end is cut, and the loss shows", () => {
  const { gate: g, batches, turn } = gate();
  g.push(out("x".repeat(10 * MAX_WAITING_CHARS)));
  turn();
  assert.ok(textOf(batches[0]).length <= MAX_WAITING_CHARS);
  assert.equal(droppedOf(batches[0]), 1);
});

test("only output is dropped", () => {
  const { gate: g, batches, turn } = gate();
  g.push({ type: "started" });
  g.push(out("x\n".repeat(10_000)));
  g.push({ type: "input_wanted", prompt: "?" });
  g.push(out("y\n".repeat(10_000)));
  g.push({ type: "finished", status: 0, elapsed_ms: 1 });
  turn();
  const types = batches[0]?.map((message) => message.type).filter((type) => type !== "output");
  assert.deepEqual(types, ["started", "input_wanted", "finished"]);
  assert.equal(countLines(textOf(batches[0])) + droppedOf(batches[0]), 20_000);
});

test("dropped counts of the engine itself are added up", () => {
  const { gate: g, batches, turn } = gate();
  g.push({ type: "output", stream: "stdout", text: "a\n", dropped: 7 });
  g.push(out("x\n".repeat(MAX_WAITING_LINES * 2)));
  turn();
  assert.equal(countLines(textOf(batches[0])) + droppedOf(batches[0]), 8 + MAX_WAITING_LINES * 2);
});
