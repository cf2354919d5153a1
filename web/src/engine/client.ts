/**
 * One element's connection to its interpreter: starts it, feeds it, stops it, replaces it.
 *
 * Here: the side effects behind [`RunState`]. Not here: what a console or an editor makes of the messages;
 * they hear of them through [`Sink`], in order.
 *
 * Invariant: after whatever happened, the next `run` works, in a new interpreter if need be.
 */

import { atom, type Readable } from "../atom";
import { nextFrame } from "../frame";
import type { Diagnostic, FromSession, OutputStream, RunOptions } from "../messages";
import type { Port } from "./channel";
import { openPort } from "./port";
import { isBusy, reduce, type RunEvent, type RunState } from "./run-state";

/** How long a program may go on after it was told twice to stop. */
const GRACE_MS = 1_000;

export interface EngineInfo {
  version: string;
  pythonVersion: string;
}

export interface Program {
  name: string;
  code: string;
  args: string[];
  options: RunOptions;
}

export interface Sink {
  output(stream: OutputStream, text: string, dropped: number): void;
  diagnostic(diagnostic: Diagnostic): void;
  notice(text: string): void;
}

export class Client {
  readonly #sink: Sink;
  readonly #state = atom<RunState>({ kind: "cold" });
  readonly #info = atom<EngineInfo | undefined>(undefined);
  #port: Port | undefined;
  #grace: ReturnType<typeof setTimeout> | undefined;

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  get state(): Readable<RunState> {
    return this.#state;
  }

  get info(): Readable<EngineInfo | undefined> {
    return this.#info;
  }

  /** Starts loading the engine, so that the first run need not wait for it. */
  warm(): void {
    if (this.#state.get().kind !== "cold") return;
    this.#apply({ type: "load" });
    this.#port ??= this.#open();
  }

  run(program: Program): void {
    if (isBusy(this.#state.get())) return;
    this.#apply({ type: "run" });
    this.#port ??= this.#open();
    const { name, code, args, options } = program;
    this.#port.send({ type: "run", files: { [name]: code }, main: name, args, options });
  }

  /**
   * Ctrl-C. A program that catches it gets another one; if it goes on after that, its interpreter is ended.
   * A third press does not wait.
   */
  stop(): void {
    const before = this.#state.get();
    if (!isBusy(before)) return;
    if (before.kind !== "running") return this.#kill("Stopped before the program had started.");
    this.#apply({ type: "stop" });
    this.#port?.send({ type: "stop" });
    if (before.stops === 1) this.#grace = setTimeout(() => this.#refused(), GRACE_MS);
    if (before.stops >= 2) this.#refused();
  }

  input(text: string): void {
    this.#apply({ type: "answered" });
    this.#port?.send({ type: "input", text });
  }

  endOfInput(): void {
    this.#apply({ type: "answered" });
    this.#port?.send({ type: "end_of_input" });
  }

  /** Throws the interpreter away and gets a fresh one. */
  reset(): void {
    this.#closePort();
    this.#apply({ type: "fresh" });
    this.#port = this.#open();
  }

  /** Ends the interpreter; the next run gets another one. */
  close(): void {
    this.#closePort();
    this.#apply({ type: "closed" });
  }

  #refused(): void {
    this.#kill("The program went on after two stops, so its interpreter was ended. A fresh one is ready.");
  }

  #kill(why: string): void {
    this.#closePort();
    this.#apply({ type: "killed", now: performance.now() });
    this.#sink.notice(why);
    this.#port = this.#open();
  }

  #closePort(): void {
    clearTimeout(this.#grace);
    this.#port?.close();
    this.#port = undefined;
  }

  #open(): Port {
    const port: Port = openPort({
      onBatch: (messages) => {
        for (const message of messages) if (this.#port === port) this.#receive(message);
        nextFrame(() => port.drawn());
      },
      onBroken: (message) => {
        if (this.#port === port || this.#port === undefined) this.#broken(message);
      },
    });
    return port;
  }

  #receive(message: FromSession): void {
    switch (message.type) {
      case "ready":
        this.#info.set({ version: message.version, pythonVersion: message.python_version });
        break;
      case "output":
        this.#sink.output(message.stream, message.text, message.dropped);
        return;
      case "diagnostic":
        this.#sink.diagnostic(message);
        return;
      case "deadlock":
        this.#sink.notice(message.report);
        break;
      case "crashed":
        return this.#broken(message.message);
      case "rejected":
        // A line may cross the end of the program it was meant for; a program that is refused is our fault.
        if (this.#state.get().kind === "loading") return this.#broken(`refused: ${message.reason}`);
        this.#sink.notice(`Not taken: ${message.reason}`);
        return;
      case "finished":
        clearTimeout(this.#grace);
        break;
    }
    this.#apply({ type: "session", message, now: performance.now() });
  }

  #broken(message: string): void {
    this.#closePort();
    this.#apply({ type: "broken", message });
  }

  #apply(event: RunEvent): void {
    this.#state.set(reduce(this.#state.get(), event));
  }
}
