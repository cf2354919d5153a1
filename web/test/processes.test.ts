/** The processes of a program: who carries what to whom, and what becomes of one whose worker fails. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { FromHolder, ToHolder } from "../src/engine/channel";
import { Processes } from "../src/engine/processes";
import type { FromSession, ToSession } from "../src/messages";

class FakeWorker {
  onmessage: ((event: { data: FromHolder }) => void) | undefined;
  onerror: ((event: { message: string; preventDefault(): void }) => void) | undefined;
  readonly received: ToHolder[] = [];
  ended = false;

  postMessage(message: ToHolder): void {
    this.received.push(message);
  }

  terminate(): void {
    this.ended = true;
  }

  says(data: FromHolder): void {
    this.onmessage?.({ data });
  }

  fails(): void {
    this.onerror?.({ message: "refused", preventDefault() {} });
  }

  /** What its session was told, without the bytes. */
  get told(): string[] {
    return this.received.map((message) => (message.kind === "send" ? message.message.type : message.kind));
  }
}

class FakeSession {
  readonly told: string[] = [];
  freed = false;
  readonly listener: (message: FromSession) => void;

  constructor(listener: (message: FromSession) => void) {
    this.listener = listener;
  }

  receive(message: ToSession): void {
    this.told.push(message.type);
  }

  free(): void {
    this.freed = true;
  }
}

const bytes = new Uint8Array([1, 2, 3]);

function stage(refuses = false) {
  const workers: FakeWorker[] = [];
  const sessions: FakeSession[] = [];
  const heard: [string, number][] = [];
  const processes = new Processes({
    startWorker() {
      if (refuses) throw new Error("no");
      const worker = new FakeWorker();
      workers.push(worker);
      return worker as unknown as Worker;
    },
    module: {} as WebAssembly.Module,
    startHere(listener) {
      const session = new FakeSession(listener);
      sessions.push(session);
      return session;
    },
    fetchPart: async () => bytes,
    said: (process) => heard.push(["said", process]),
    lost: (process) => heard.push(["lost", process]),
  });
  return { processes, workers, sessions, heard };
}

test("each process has a worker, which is told what it begins with and ended with it", () => {
  const { processes, workers, heard } = stage();
  processes.start(2, bytes);
  processes.start(3, bytes);
  processes.say(3, bytes);
  assert.deepEqual(workers.map((worker) => worker.told), [["boot", "join"], ["boot", "join", "said"]]);
  workers[1]?.says({ kind: "hello" });
  workers[1]?.says({ kind: "said", said: [bytes, bytes] });
  assert.deepEqual(heard, [["said", 3], ["said", 3]]);
  processes.end(3);
  processes.say(3, bytes);
  assert.deepEqual(workers.map((worker) => worker.ended), [false, true]);
  assert.equal(workers[1]?.told.length, 3);
});

test("a worker that breaks is a process that is lost, once", () => {
  const { processes, workers, heard } = stage();
  processes.start(2, bytes);
  workers[0]?.says({ kind: "hello" });
  workers[0]?.says({ kind: "batch", messages: [{ type: "crashed", message: "!" }] });
  workers[0]?.fails();
  assert.deepEqual(heard, [["lost", 2]]);
  assert.equal(workers[0]?.ended, true);
});

test("a worker that never runs gives its process to this thread, with all it was told", () => {
  const { processes, workers, sessions, heard } = stage();
  processes.start(2, bytes);
  processes.say(2, bytes);
  workers[0]?.fails();
  processes.say(2, bytes);
  processes.start(3, bytes);
  assert.deepEqual(sessions.map((session) => session.told), [["join", "said", "said"], ["join"]]);
  assert.equal(workers.length, 1);
  assert.deepEqual(heard, []);
  processes.end(2);
  assert.equal(sessions[0]?.freed, true);
});

test("where workers cannot be made at all everything runs on this thread", async () => {
  const { processes, sessions, heard } = stage(true);
  processes.start(2, bytes);
  sessions[0]?.listener({ type: "say", process: 0, data: bytes });
  sessions[0]?.listener({ type: "library_wanted", part: "start" });
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(sessions[0]?.told, ["join", "library"]);
  assert.deepEqual(heard, [["said", 2]]);
});

test("a process that is started while the page cannot keep up is held from the beginning", () => {
  const { processes, workers } = stage();
  processes.start(2, bytes);
  processes.hold(true);
  processes.start(3, bytes);
  processes.hold(false);
  processes.start(4, bytes);
  const told = workers.map((worker) => worker.told.slice(1));
  assert.deepEqual(told, [["join", "hold", "release"], ["join", "hold", "release"], ["join"]]);
});
