/**
 * The processes of a program: each has a worker of its own, with an interpreter of its own.
 *
 * Here: starting and ending them, and carrying what they say. Not here: what that means; the sessions know.
 *
 * Invariant: a process whose worker the browser refuses runs all the same, in turn with the others of this thread.
 * Ending this thread ends all of its workers: the browser sees to that.
 */

import type { FromSession, ToSession } from "../messages";
import type { FromHolder, ToHolder } from "./channel";

/** A session on this thread, as far as it is used here. */
export interface Session {
  receive(message: ToSession): void;
  free(): void;
}

export interface ProcessesHooks {
  startWorker(process: number): Worker;
  module: WebAssembly.Module;
  startHere(listener: (message: FromSession) => void): Session;
  /** Parts of the standard library, for a session on this thread. */
  fetchPart(part: string): Promise<Uint8Array>;
  said(process: number, data: Uint8Array): void;
  /** It broke; `why` is for whoever mends it. */
  lost(process: number, why: string): void;
}

interface Member {
  send(message: ToSession): void;
  end(): void;
}

export class Processes {
  readonly #hooks: ProcessesHooks;
  readonly #members = new Map<number, Member>();
  /** Set when a worker could not even start: then no other is tried. */
  #refused = false;
  /** The page cannot keep up: none of them is to print more. */
  #held = false;

  constructor(hooks: ProcessesHooks) {
    this.#hooks = hooks;
  }

  start(process: number, birth: Uint8Array): void {
    const member = this.#beside(process) ?? this.#here(process);
    this.#members.set(process, member);
    member.send({ type: "join", process, birth });
    if (this.#held) member.send({ type: "hold" });
  }

  /** It goes at once, whatever it does. */
  end(process: number): void {
    this.#members.get(process)?.end();
    this.#members.delete(process);
  }

  say(process: number, data: Uint8Array): void {
    this.#members.get(process)?.send({ type: "said", process: 0, data });
  }

  hold(held: boolean): void {
    this.#held = held;
    for (const member of this.#members.values()) member.send({ type: held ? "hold" : "release" });
  }

  /** One that broke goes. */
  #lose(process: number, why: string): void {
    if (!this.#members.has(process)) return;
    this.end(process);
    this.#hooks.lost(process, why);
  }

  #beside(process: number): Member | undefined {
    let worker: Worker;
    if (this.#refused) return undefined;
    try {
      worker = this.#hooks.startWorker(process);
    } catch {
      this.#refused = true;
      return undefined;
    }
    const post = (message: ToHolder): void => worker.postMessage(message);
    let open = true;
    let greeted = false;
    const sent: ToSession[] = [];
    const end = (): void => {
      open = false;
      worker.terminate();
    };
    worker.onmessage = ({ data }: MessageEvent<FromHolder>) => {
      // Its number may be another one's by now.
      if (!open) return;
      if (data.kind === "hello") {
        greeted = true;
        sent.length = 0;
      } else if (data.kind === "said") {
        for (const said of data.said) this.#hooks.said(process, said);
      } else {
        for (const message of data.messages) if (message.type === "crashed") this.#lose(process, message.message);
      }
    };
    worker.onerror = (event) => {
      event.preventDefault();
      if (!open) return;
      if (greeted) return this.#lose(process, event.message || "the worker ended without a word");
      // It never ran: the browser gives no more of them.
      end();
      this.#refused = true;
      const here = this.#here(process);
      this.#members.set(process, here);
      for (const message of sent) here.send(message);
    };
    worker.onmessageerror = () => {
      if (open) this.#lose(process, "a message of the worker could not be read");
    };
    post({ kind: "boot", module: this.#hooks.module });
    return {
      send: (message) => {
        if (!greeted) sent.push(message);
        post({ kind: "send", message });
      },
      end,
    };
  }

  #here(process: number): Member {
    let open = true;
    const session = this.#hooks.startHere((message) => {
      if (!open) return;
      // Not from inside the session's own call: what is said may end it.
      if (message.type === "say") queueMicrotask(() => open && this.#hooks.said(process, message.data));
      else if (message.type === "crashed") this.#lose(process, message.message);
      else if (message.type === "library_wanted") void bring(message.part);
    });
    const bring = async (part: string): Promise<void> => {
      const answer: ToSession = await this.#hooks.fetchPart(part).then(
        (content) => ({ type: "library", part, content }),
        (error: unknown) => ({ type: "no_library", part, reason: String(error) }),
      );
      if (open) session.receive(answer);
    };
    return {
      send: (message) => open && session.receive(message),
      end() {
        open = false;
        session.free();
      },
    };
  }
}
