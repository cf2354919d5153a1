/** What the suites with processes share: patience, a program that starts many, and the browser's list of workers. */

import assert from "node:assert/strict";
import { setUp } from "./setup.mjs";

const PATIENCE_MS = 180_000;

/** Many workers at once are slow on a machine with few cores. */
export async function patient(options) {
  const { visit: open } = await setUp(options);
  return {
    visit: (run, visitOptions) =>
      open((reader) => {
        reader.patience = PATIENCE_MS;
        return run(reader);
      }, visitOptions),
  };
}

/** Starts processes that wait until a line is typed. */
export const WAITING = (count) => `
from multiprocessing import get_context

def child(number, ready, done):
    ready.put(number)
    done.wait()

if __name__ == "__main__":
    context = get_context("spawn")
    ready, done = context.Queue(), context.Event()
    children = [context.Process(target=child, args=(n, ready, done)) for n in range(${count})]
    for process in children:
        process.start()
    print(sorted(ready.get() for process in children), flush=True)
    input("go on? ")
    done.set()
    for process in children:
        process.join()
    print([process.exitcode for process in children])
`;

/** Waits until the browser knows so many workers: the session's, and one for each process. */
export async function untilWorkers(reader, count) {
  const end = Date.now() + PATIENCE_MS;
  while (reader.page.workers().length !== count) {
    if (Date.now() > end) assert.fail(`waited for ${count} workers, there are ${reader.page.workers().length}`);
    await reader.page.waitForTimeout(10);
  }
}
