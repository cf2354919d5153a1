/**
 * The session on the page's own thread: for pages in which workers are forbidden.
 *
 * The engine gives the thread back every few milliseconds, so Stop works here too; only an engine that broke
 * cannot be killed, it is merely no longer listened to.
 */

import type { Port, PortEvents } from "./channel";
import { Holder } from "./holder";

export function openLocalPort(module: WebAssembly.Module, events: PortEvents): Port {
  let open = true;
  const holder = new Holder((message) => {
    if (open && message.kind === "batch") events.onBatch(message.messages);
  });
  void holder.boot(module);
  return {
    killable: false,
    send: (message) => holder.send(message),
    drawn: () => holder.drawn(),
    close() {
      open = false;
      holder.send({ type: "kill" });
    },
  };
}
