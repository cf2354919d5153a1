/**
 * What travels between the page and whatever holds the session, around the session's own messages.
 *
 * Here: the envelope and the [`Port`] that both kinds of holder offer. Not here: the worker and the
 * main-thread holder themselves (`worker-port.ts`, `local-port.ts`).
 */

import type { FromSession, ToSession } from "../messages";

/** From the page to the holder of the session. */
export type ToHolder =
  | { kind: "boot"; module: WebAssembly.Module }
  | { kind: "send"; message: ToSession }
  /** The last batch is on the screen. */
  | { kind: "drawn" };

/** From the holder of the session to the page. */
export type FromHolder =
  /** The script runs; the engine is not there yet. Its absence tells a forbidden worker from a broken one. */
  | { kind: "hello" }
  | { kind: "batch"; messages: FromSession[] }
  /** What a process says to the session that started it. */
  | { kind: "said"; said: Uint8Array[] };

/** One interpreter, wherever it lives. */
export interface Port {
  send(message: ToSession): void;
  drawn(): void;
  /** Ends the interpreter at once, whatever it does. */
  close(): void;
  /** Whether `close` can end a program that does not give the thread back. */
  readonly killable: boolean;
}

export interface PortEvents {
  onBatch(messages: FromSession[]): void;
  /** The interpreter is gone; `message` says why. */
  onBroken(message: string): void;
}
