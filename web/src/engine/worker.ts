/** The entry of the dedicated worker: one session, its messages, and nothing else. */

import type { FromHolder, ToHolder } from "./channel";
import { Holder } from "./holder";
import { spawn } from "./spawn";

interface WorkerScope {
  postMessage(message: FromHolder): void;
  addEventListener(type: "message", listener: (event: MessageEvent<ToHolder>) => void): void;
  addEventListener(type: "error", listener: (event: ErrorEvent) => void): void;
  addEventListener(type: "unhandledrejection", listener: (event: PromiseRejectionEvent) => void): void;
}

const scope = globalThis as unknown as WorkerScope;
const here = new URL(import.meta.url);
const holder = new Holder(
  (message) => scope.postMessage(message),
  (process) => spawn(here, `process ${process}`),
);

scope.addEventListener("message", ({ data }) => {
  if (data.kind === "boot") void holder.boot(data.module);
  else if (data.kind === "send") holder.send(data.message);
  else holder.drawn();
});

// The engine goes on by itself in microtasks and timers: what breaks there surfaces here.
scope.addEventListener("error", (event) => {
  event.preventDefault();
  holder.crash(event.error ?? event.message);
});
scope.addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  holder.crash(event.reason);
});
