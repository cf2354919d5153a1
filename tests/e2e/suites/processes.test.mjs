/** Processes in the built page: each is a web worker of its own, as the browser's own list of workers shows. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { checkBest } from "../support/page.mjs";
import { patient, untilWorkers, WAITING } from "../support/processes.mjs";
import { builtPage } from "../support/setup.mjs";

/** Three threads are busy, on perhaps two cores. */
const GAP_LIMIT_MS = 200;
const folder = builtPage();
const examples = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..", "web", "examples");
const { visit } = await patient({ folder, after });

const ONE_RESULT = `
from concurrent.futures import ProcessPoolExecutor

if __name__ == "__main__":
    with ProcessPoolExecutor(2) as pool:
        print(list(pool.map(pow, range(4), range(4))))
`;

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

/** Examples that show what overlaps and what does not, and what they print besides times. */
const CLAIMS = {
  three_ways: /^ +waiting +computing\n(one_after_the_other|as_tasks|as_threads|as_processes)( +\d+\.\d\d s){2}\n([^\n]+\n){3}$/,
  gil: /^The GIL is offered[^\n]+\n((countdown|sleep) +in_(turn|threads) +\d+\.\d\d s\n){4}$/,
  blocking: /beat 8\n/,
};

for (const [name, expected] of Object.entries(CLAIMS)) {
  test(`the example ${name} runs as it stands on the page`, () =>
    visit(async (reader) => {
      const code = await readFile(join(examples, `${name}.py`), "utf8");
      await reader.write(code);
      await reader.run();
      await reader.until(/Finished/);
      assert.match(await reader.output(), expected);
      await untilWorkers(reader, 1);
    }));
}

// ---- faults ----

/** Starts `child(lock, ready)` in a process; `end` says what becomes of it. */
const FAULT = (child, end) => `
from multiprocessing import get_context
import os, sys, time

def child(lock, ready):
${child}

if __name__ == "__main__":
    context = get_context("spawn")
    lock, ready = context.Lock(), context.Event()
    process = context.Process(target=child, args=(lock, ready))
    process.start()
    ready.wait()
${end}
    process.join()
    print(process.exitcode)
`;
const ENDLESS = "    ready.set()\n    while True: pass";

const FAULTS = {
  "a child that loops for ever is terminated": [FAULT(ENDLESS, "    process.terminate()"), /^-15\n$/],
  "a child that loops for ever is killed": [FAULT(ENDLESS, "    process.kill()"), /^-9\n$/],
  "a child that raises": [
    FAULT("    ready.set()\n    raise ValueError('no')", ""),
    /^Process SpawnProcess-1:\nTraceback \(most recent call last\):\n[^]*ValueError: no\n1\n$/,
  ],
  "a child that exits with a code": [FAULT("    ready.set()\n    sys.exit(7)", ""), /^7\n$/],
  "a child that is gone at once": [FAULT("    ready.set()\n    os._exit(9)", ""), /^9\n$/],
  "a child that uses up its memory": [
    FAULT("    ready.set()\n    kept = []\n    while True: kept.append(bytes(1 << 27))", ""),
    /MemoryError\n1\n$/,
  ],
  "a child that is terminated while it holds a lock": [
    FAULT("    lock.acquire()\n    ready.set()\n    time.sleep(1000)", "    process.terminate()\n    print(lock.acquire(timeout=0.1))"),
    /^False\n-15\n$/,
  ],
};

for (const [what, [code, expected]] of Object.entries(FAULTS)) {
  test(`${what}, and nothing of it is left`, () =>
    visit(async (reader) => {
      assert.match(await reader.runToEnd(code), expected);
      await untilWorkers(reader, 1);
      assert.equal(await reader.runToEnd("print('next')"), "next\n");
    }));
}

test("a child that floods output holds neither the page nor Stop", () =>
  visit(async (reader) => {
    await reader.write(FAULT("    ready.set()\n    n = 0\n    while True:\n        print(n)\n        n += 1", ""));
    await reader.run();
    await reader.untilOutput(/\n\d{4,}\n/);
    await checkBest(GAP_LIMIT_MS, () => reader.longestGap(500));
    await reader.stop();
    await reader.until(/Stopped/);
    await untilWorkers(reader, 1);
    assert.equal(await reader.runToEnd("print('next')"), "next\n");
  }));

const refusing = await patient({
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
