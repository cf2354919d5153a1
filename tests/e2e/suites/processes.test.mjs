/** Processes in the built page: each is a web worker of its own, as the browser's own list of workers shows. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";
import { builtPage, setUp } from "../support/setup.mjs";

const PATIENCE_MS = 20_000;
const folder = builtPage();
const { visit } = await setUp({ folder, after });

/** Starts processes that wait until a line is typed. */
const WAITING = (count) => `
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

const ONE_RESULT = `
from concurrent.futures import ProcessPoolExecutor

if __name__ == "__main__":
    with ProcessPoolExecutor(2) as pool:
        print(list(pool.map(pow, range(4), range(4))))
`;

/** Waits until the browser knows so many workers: the session's, and one for each process. */
async function untilWorkers(reader, count) {
  const end = Date.now() + PATIENCE_MS;
  while (reader.page.workers().length !== count) {
    if (Date.now() > end) assert.fail(`waited for ${count} workers, there are ${reader.page.workers().length}`);
    await reader.page.waitForTimeout(10);
  }
}

test("each process is a worker, and goes away when it ends", () =>
  visit(async (reader) => {
    await reader.write(WAITING(3));
    await reader.run();
    await reader.untilOutput(/\[0, 1, 2\]/);
    await untilWorkers(reader, 4);
    await reader.element.locator(".input input").fill("yes");
    await reader.element.locator(".input input").press("Enter");
    await reader.until(/Finished/);
    assert.match(await reader.output(), /\[0, 0, 0\]/);
    await untilWorkers(reader, 1);
  }));

test("Stop ends the processes too", () =>
  visit(async (reader) => {
    await reader.write(WAITING(2));
    await reader.run();
    await reader.untilOutput(/\[0, 1\]/);
    await untilWorkers(reader, 3);
    await reader.stop();
    await reader.until(/Stopped/);
    await untilWorkers(reader, 1);
  }));

test("nothing is left after many runs", () =>
  visit(async (reader) => {
    for (let i = 0; i < 10; i += 1) {
      assert.equal(await reader.runToEnd(ONE_RESULT), "[1, 1, 4, 27]\n");
    }
    await untilWorkers(reader, 1);
  }));

test("files that one process writes are read by another", () =>
  visit(async (reader) => {
    const output = await reader.runToEnd(`
from multiprocessing import get_context

def child(name):
    with open("from_parent.txt") as file, open(name, "w") as out:
        out.write(file.read().upper())

if __name__ == "__main__":
    with open("from_parent.txt", "w") as file:
        file.write("hello")
    process = get_context("spawn").Process(target=child, args=("from_child.txt",))
    process.start()
    process.join()
    print(process.exitcode, open("from_child.txt").read())
`);
    assert.equal(output, "0 HELLO\n");
  }));

test("what a child prints and how it fails is seen", () =>
  visit(async (reader) => {
    const output = await reader.runToEnd(`
import subprocess, sys

done = subprocess.run([sys.executable, "-c", "print(input()); raise SystemExit(3)"], input="through a pipe", text=True)
print(done.returncode)
`);
    assert.equal(output, "through a pipe\n3\n");
  }));

const refusing = await setUp({
  folder,
  after,
  hook: async (path, response) => {
    if (!/\/worker-\w+\.js$/.test(path)) return false;
    const script = await readFile(join(folder, path));
    response.writeHead(200, { "content-type": "text/javascript", "content-security-policy": "worker-src 'none'" });
    response.end(script);
    return true;
  },
});

test("where the browser refuses more workers processes run in turn", () =>
  refusing.visit(
    async (reader) => {
      assert.equal(await reader.runToEnd(ONE_RESULT), "[1, 1, 4, 27]\n");
      assert.equal(reader.page.workers().length, 1);
    },
    { complaints: true },
  ));
