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
import init, { Session } from "loopground-engine";

export class Holder {
  readonly #gate: Gate;
  #session: Session | undefined;
  #early: ToSession[] = [];
  #dead = false;

  constructor(post: (message: FromHolder) => void) {
    this.#gate = new Gate({
      send: (messages) => post({ kind: "batch", messages }),
      schedule: soon,
      hold: (held) => this.send({ type: held ? "hold" : "release" }),
    });
    post({ kind: "hello" });
    // Whoever needs it hears of a failure.
    fetchPart(START).catch(() => {});
  }

  async boot(module: WebAssembly.Module): Promise<void> {
    try {
      await init({ module_or_path: module });
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
    else this.#gate.push(message);
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
