/**
 * The life of a run, as the page knows it: a closed set of states and one pure function between them.
 *
 * Here: what is shown and which button is live follow from [`RunState`] alone. Not here: the side effects
 * (`client.ts`).
 */

import type { FromSession } from "../messages";

export type RunState =
  /** No engine yet; nobody asked for it. */
  | { kind: "cold" }
  /** The engine is on its way; `wanted` when a program waits for it. */
  | { kind: "loading"; wanted: boolean }
  | { kind: "ready" }
  | {
      kind: "running";
      /** In the page's monotonic clock. */
      since: number;
      /** How often Stop was pressed. */
      stops: number;
      /** The prompt, while the program waits for a line. */
      prompt: string | undefined;
      /** Nobody in the program can ever run again. */
      deadlocked: boolean;
    }
  | { kind: "finished"; status: number; elapsedMs: number; stopped: boolean }
  /** Its interpreter was ended from outside. */
  | { kind: "killed"; elapsedMs: number }
  /** A bug of ours. */
  | { kind: "broken"; message: string };

export type RunEvent =
  | { type: "load" }
  | { type: "run" }
  | { type: "session"; message: FromSession; now: number }
  | { type: "stop" }
  | { type: "answered" }
  | { type: "killed"; now: number }
  | { type: "broken"; message: string }
  | { type: "fresh" }
  | { type: "closed" };

export function reduce(state: RunState, event: RunEvent): RunState {
  switch (event.type) {
    case "load":
      return state.kind === "cold" ? { kind: "loading", wanted: false } : state;
    case "run":
      return { kind: "loading", wanted: true };
    case "stop":
      return state.kind === "running" ? { ...state, stops: state.stops + 1, prompt: undefined } : state;
    case "answered":
      return state.kind === "running" ? { ...state, prompt: undefined } : state;
    case "killed":
      return { kind: "killed", elapsedMs: state.kind === "running" ? event.now - state.since : 0 };
    case "broken":
      return { kind: "broken", message: event.message };
    case "fresh":
      return { kind: "loading", wanted: false };
    case "closed":
      return { kind: "cold" };
    case "session":
      return reduceMessage(state, event.message, event.now);
  }
}

function reduceMessage(state: RunState, message: FromSession, now: number): RunState {
  switch (message.type) {
    case "ready":
      return state.kind === "loading" && !state.wanted ? { kind: "ready" } : state;
    case "started":
      return { kind: "running", since: now, stops: 0, prompt: undefined, deadlocked: false };
    case "input_wanted":
      return state.kind === "running" ? { ...state, prompt: message.prompt } : state;
    case "deadlock":
      return state.kind === "running" ? { ...state, deadlocked: true } : state;
    case "finished": {
      const stopped = state.kind === "running" && state.stops > 0;
      return { kind: "finished", status: message.status, elapsedMs: message.elapsed_ms, stopped };
    }
    case "crashed":
      return { kind: "broken", message: message.message };
    default:
      return state;
  }
}

/** Whether a program has the interpreter, or is about to. */
export function isBusy(state: RunState): boolean {
  return state.kind === "running" || (state.kind === "loading" && state.wanted);
}

/** Whether no program has run in this interpreter yet. */
export function isFresh(state: RunState): boolean {
  return state.kind === "cold" || state.kind === "ready" || (state.kind === "loading" && !state.wanted);
}

export type Tone = "quiet" | "busy" | "good" | "warning" | "bad";

/** What is said about a state: to the eye and, politely, to a screen reader. */
export function describe(state: RunState): { text: string; tone: Tone } {
  switch (state.kind) {
    case "cold":
      return { text: "", tone: "quiet" };
    case "loading":
      return state.wanted ? { text: "Loading Python…", tone: "busy" } : { text: "Loading…", tone: "quiet" };
    case "ready":
      return { text: "Ready", tone: "quiet" };
    case "running":
      if (state.stops > 1) return { text: "Ending it…", tone: "warning" };
      if (state.stops > 0) return { text: "Stopping…", tone: "warning" };
      if (state.prompt !== undefined) return { text: "Waiting for your input", tone: "warning" };
      if (state.deadlocked) return { text: "Deadlocked", tone: "bad" };
      return { text: "Running", tone: "busy" };
    case "finished":
      if (state.stopped) return { text: `Stopped after ${seconds(state.elapsedMs)}`, tone: "warning" };
      if (state.status === 0) return { text: `Finished in ${seconds(state.elapsedMs)}`, tone: "good" };
      return { text: `Exit status ${state.status} after ${seconds(state.elapsedMs)}`, tone: "bad" };
    case "killed":
      return { text: state.elapsedMs > 0 ? "Ended by force" : "Stopped", tone: "warning" };
    case "broken":
      return { text: "Internal error", tone: "bad" };
  }
}

/** A duration as a reader wants it. */
export function seconds(ms: number): string {
  if (ms < 1) return "less than 1 ms";
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(2)} s`;
  const minutes = Math.floor(ms / 60_000);
  return `${minutes} min ${((ms - minutes * 60_000) / 1_000).toFixed(0)} s`;
}
