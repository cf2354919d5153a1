/** Many processes in the built page, at once and one after the other. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";
import { patient, untilWorkers, WAITING } from "../support/processes.mjs";
import { builtPage } from "../support/setup.mjs";

/** What memory may grow by when nothing leaks: far less than eighty interpreters, or copies of the files. */
const SLACK = 4 << 20;
const folder = builtPage();
const { visit } = await patient({ folder, after });

/** One that prints. */
const ONE_PROCESS = `
import subprocess, sys

subprocess.run([sys.executable, "-c", "print('done')"])
`;

/** Keeps the memory of the engine where a test finds it. */
const REMEMBER = `
const instantiate = WebAssembly.instantiate;
WebAssembly.instantiate = async (...args) => {
  const made = await instantiate(...args);
  globalThis.engineMemory = (made.instance ?? made).exports.memory;
  return made;
};
`;

test("64 processes at once", () =>
  visit(async (reader) => {
    await reader.write(WAITING(64));
    await reader.run();
    await reader.untilOutput(/62, 63\]/);
    await untilWorkers(reader, 65);
    await reader.element.locator(".input input").fill("yes");
    await reader.element.locator(".input input").press("Enter");
    await reader.until(/Finished/);
    await untilWorkers(reader, 1);
  }));

const remembering = await patient({
  folder,
  after,
  hook: async (path, response) => {
    if (!/\/worker-\w+\.js$/.test(path)) return false;
    const script = await readFile(join(folder, path), "utf8");
    response.writeHead(200, { "content-type": "text/javascript" });
    response.end(`${REMEMBER}\n${script}`);
    return true;
  },
});

test("nothing is left after a hundred runs", () =>
  remembering.visit(async (reader) => {
    const memory = () => reader.page.workers()[0].evaluate(() => globalThis.engineMemory.buffer.byteLength);
    let before;
    for (let run = 0; run < 100; run += 1) {
      assert.equal(await reader.runToEnd(ONE_PROCESS), "done\n");
      if (run === 20) before = await memory();
    }
    await untilWorkers(reader, 1);
    assert.ok((await memory()) <= before + SLACK, `${before} bytes after 20 runs, ${await memory()} after 100`);
  }));
