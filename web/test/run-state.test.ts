/** The life of a run: every state is reached by what happens, and says what it is. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { describe, isBusy, reduce, type RunEvent, type RunState, seconds } from "../src/engine/run-state";
import type { FromSession } from "../src/messages";

const says = (message: FromSession, now = 0): RunEvent => ({ type: "session", message, now });
const ready = says({ type: "ready", version: "1", python_version: "3.14.0" });
const started = says({ type: "started" }, 100);
const finished = (status: number): RunEvent => says({ type: "finished", status, elapsed_ms: 1_000 });

function stateAfter(...events: RunEvent[]): RunState {
  return events.reduce(reduce, { kind: "cold" } as RunState);
}

function checkSays(events: RunEvent[], text: string, tone: string): void {
  assert.deepEqual(describe(stateAfter(...events)), { text, tone });
}

test("a run from cold to its end", () => {
  checkSays([], "", "quiet");
  checkSays([{ type: "load" }], "Loading…", "quiet");
  checkSays([{ type: "load" }, ready], "Ready", "quiet");
  checkSays([{ type: "run" }], "Loading Python…", "busy");
  checkSays([{ type: "run" }, ready], "Loading Python…", "busy");
  checkSays([{ type: "run" }, ready, started], "Running", "busy");
  checkSays([{ type: "run" }, ready, started, finished(0)], "Finished in 1.00 s", "good");
  checkSays([{ type: "run" }, ready, started, finished(3)], "Exit status 3 after 1.00 s", "bad");
});

test("a run that was stopped says so, whatever its status", () => {
  checkSays([{ type: "run" }, started, { type: "stop" }], "Stopping…", "warning");
  checkSays([{ type: "run" }, started, { type: "stop" }, { type: "stop" }], "Ending it…", "warning");
  checkSays([{ type: "run" }, started, { type: "stop" }, finished(130)], "Stopped after 1.00 s", "warning");
});

test("input is wanted until it is answered, or Stop makes it pointless", () => {
  const asked = [{ type: "run" } as const, started, says({ type: "input_wanted", prompt: "?" })];
  checkSays(asked, "Waiting for your input", "warning");
  checkSays([...asked, { type: "answered" }], "Running", "busy");
  checkSays([...asked, { type: "stop" }], "Stopping…", "warning");
});

test("a deadlocked program still has the interpreter", () => {
  const state = stateAfter({ type: "run" }, started, says({ type: "deadlock", report: "" }));
  assert.equal(describe(state).text, "Deadlocked");
  assert.ok(isBusy(state));
});

test("what breaks is ours, and the next run leaves it behind", () => {
  const broken = stateAfter({ type: "run" }, started, says({ type: "crashed", message: "boom" }));
  assert.deepEqual(broken, { kind: "broken", message: "boom" });
  assert.ok(!isBusy(broken));
  assert.deepEqual(reduce(broken, { type: "run" }), { kind: "loading", wanted: true });
});

test("messages that do not belong to a run change nothing", () => {
  for (const message of [{ type: "input_wanted", prompt: "" }, { type: "deadlock", report: "" }] as FromSession[]) {
    assert.deepEqual(reduce({ kind: "ready" }, says(message)), { kind: "ready" });
  }
  assert.deepEqual(reduce({ kind: "ready" }, { type: "stop" }), { kind: "ready" });
});

test("killing tells how long it had run", () => {
  const state = stateAfter({ type: "run" }, started, { type: "killed", now: 350 });
  assert.deepEqual(state, { kind: "killed", elapsedMs: 250 });
});

test("durations", () => {
  const cases: [number, string][] = [[0.2, "less than 1 ms"], [12.4, "12 ms"], [999, "999 ms"], [1_000, "1.00 s"], [61_000, "1 min 1 s"]];
  for (const [ms, text] of cases) assert.equal(seconds(ms), text);
});
