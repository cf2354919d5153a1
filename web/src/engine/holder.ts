/**
 * Holds one session and carries messages in and out of it: the same in a worker and on the main thread.
 *
 * The only file that knows the wasm-bindgen class. A trap of the engine (a bug of ours) becomes a `crashed`
 * message here, never silence.
 */

import type { FromSession, ToSession } from "../messages";
import type { FromHolder } from "./channel";
import { Gate } from "./gate";
import { fetchPart, START } from "./library";
import { Processes } from "./processes";
import init, { Session } from "loopground-engine";

export class Holder {
  readonly #gate: Gate;
  readonly #post: (message: FromHolder) => void;
  readonly #startWorker: ((process: number) => Worker) | undefined;
  #session: Session | undefined;
  #processes: Processes | undefined;
  /** What this session says to the one that started it, from one slice. */
  #saying: Uint8Array[] = [];
  #early: ToSession[] = [];
  #dead = false;

  /** Without `startWorker` the processes of a program run in turn on this thread. */
  constructor(post: (message: FromHolder) => void, startWorker?: (process: number) => Worker) {
    this.#post = post;
    this.#startWorker = startWorker;
    this.#gate = new Gate({
      send: (messages) => post({ kind: "batch", messages }),
      schedule: soon,
      hold: (held) => {
        this.send({ type: held ? "hold" : "release" });
        this.#processes?.hold(held);
      },
    });
    post({ kind: "hello" });
    // Whoever needs it hears of a failure.
    fetchPart(START).catch(() => {});
  }

  async boot(module: WebAssembly.Module): Promise<void> {
    try {
      await init({ module_or_path: module });
      if (this.#startWorker !== undefined) this.#processes = this.#others(module, this.#startWorker);
      this.#session = new Session((message: FromSession) => this.#emit(message));
      for (const message of this.#early.splice(0)) this.send(message);
    } catch (error) {
      this.crash(error);
    }
  }

  send(message: ToSession): void {
    if (this.#dead) return;
    if (this.#session === undefined) {
      this.#early.push(message);
      return;
    }
    try {
      this.#session.receive(message);
    } catch (error) {
      this.crash(error);
    }
  }

  drawn(): void {
    this.#gate.acknowledge();
  }

  /** The engine broke: say so at once, behind the output that came before. */
  crash(error: unknown): void {
    if (this.#dead) return;
    this.#dead = true;
    this.#gate.push({ type: "crashed", message: describeError(error) });
    this.#gate.flush();
  }

  #emit(message: FromSession): void {
    if (this.#dead) return;
    if (message.type === "crashed") this.crash(message.message);
    else if (message.type === "library_wanted") void this.#bring(message.part);
    else if (message.type === "start_process") this.#processes?.start(message.process, message.birth);
    else if (message.type === "end_process") this.#processes?.end(message.process);
    else if (message.type === "say") this.#say(message.process, message.data);
    else this.#gate.push(message);
  }

  #say(process: number, data: Uint8Array): void {
    if (process !== 0) {
      this.#processes?.say(process, data);
      return;
    }
    if (this.#saying.push(data) > 1) return;
    queueMicrotask(() => this.#post({ kind: "said", said: this.#saying.splice(0) }));
  }

  #others(module: WebAssembly.Module, startWorker: (process: number) => Worker): Processes {
    return new Processes({
      startWorker,
      module,
      startHere: (listener) => new Session(listener),
      fetchPart,
      said: (process, data) => this.send({ type: "said", process, data }),
      lost: (process, why) => {
        this.#gate.push({ type: "output", stream: "stderr", text: `internal error in process ${process}: ${why}\n`, dropped: 0 });
        this.send({ type: "process_lost", process });
      },
    });
  }

  async #bring(part: string): Promise<void> {
    try {
      this.send({ type: "library", part, content: await fetchPart(part) });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.send({ type: "no_library", part, reason });
    }
  }
}

export function describeError(error: unknown): string {
  if (error instanceof Error) return error.stack ?? `${error.name}: ${error.message}`;
  return String(error);
}

const tasks = new MessageChannel();
const waiting: (() => void)[] = [];
tasks.port1.onmessage = () => waiting.shift()?.();

/** Runs `job` in a task of its own, behind the slice that is running: no timer, so no 4 ms clamp. */
function soon(job: () => void): void {
  waiting.push(job);
  tasks.port2.postMessage(null);
}
