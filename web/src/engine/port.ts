/**
 * Opens a port: a dedicated worker where that is allowed, else the main thread.
 *
 * Invariant: whatever goes wrong ends in `onBroken` or a `crashed` message, once, and never in silence.
 */

import { engineModule, workerUrl } from "./assets";
import type { FromHolder, Port, PortEvents, ToHolder } from "./channel";
import { spawn } from "./spawn";

/** Set when a worker could not even start: then no other is tried in this page. */
let workersForbidden = false;

export function openPort(events: PortEvents): Port {
  const worker = workersForbidden ? undefined : startWorker();
  return worker === undefined ? localPort(events) : workerPort(worker, events);
}

function startWorker(): Worker | undefined {
  try {
    return spawn(workerUrl(), "loopground");
  } catch {
    return undefined;
  }
}

function workerPort(worker: Worker, events: PortEvents): Port {
  let open = true;
  let greeted = false;
  let replacement: Port | undefined;
  const unsent: ToHolder[] = [];
  const post = (message: ToHolder): void => {
    if (!greeted) unsent.push(message);
    worker.postMessage(message);
  };
  const close = (): void => {
    open = false;
    worker.terminate();
  };
  const broken = (message: string): void => {
    if (!open) return;
    close();
    events.onBroken(message);
  };
  worker.onmessage = ({ data }: MessageEvent<FromHolder>) => {
    if (!open) return;
    if (data.kind === "hello") greeted = true;
    else if (data.kind === "batch") events.onBatch(data.messages);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    if (greeted || !open) return broken(event.message || "the worker ended without a word");
    // It never ran: a policy of the page forbids it (the browser only says so now).
    close();
    workersForbidden = true;
    replacement = localPort(events);
    for (const message of unsent) if (message.kind === "send") replacement.send(message.message);
  };
  worker.onmessageerror = () => broken("a message of the worker could not be read");
  engineModule().then(
    (module) => open && worker.postMessage({ kind: "boot", module } satisfies ToHolder),
    (error: unknown) => broken(`the engine could not be loaded: ${String(error)}`),
  );
  return {
    get killable() {
      return replacement?.killable ?? true;
    },
    send: (message) => (replacement ? replacement.send(message) : post({ kind: "send", message })),
    drawn: () => (replacement ? replacement.drawn() : worker.postMessage({ kind: "drawn" } satisfies ToHolder)),
    close: () => (replacement ? replacement.close() : close()),
  };
}

/** The same session on this thread, when its code has arrived. */
function localPort(events: PortEvents): Port {
  let open = true;
  let port: Port | undefined;
  const early: Parameters<Port["send"]>[0][] = [];
  Promise.all([engineModule(), import("./local")]).then(
    ([module, { openLocalPort }]) => {
      if (!open) return;
      port = openLocalPort(module, events);
      for (const message of early.splice(0)) port.send(message);
    },
    (error: unknown) => {
      if (open) events.onBroken(`the engine could not be loaded: ${String(error)}`);
    },
  );
  return {
    killable: false,
    send: (message) => void (port ? port.send(message) : early.push(message)),
    drawn: () => port?.drawn(),
    close() {
      open = false;
      port?.close();
    },
  };
}
