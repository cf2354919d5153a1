/** What the page makes of an engine that misbehaves; the engine is a fake that can be made to. */

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { checkBest } from "../support/page.mjs";
import { fakePage, setUp } from "../support/setup.mjs";
import { serve } from "../support/server.mjs";
import { Reader } from "../support/page.mjs";

const folder = fakePage();
const { browser, visit } = await setUp({ folder, after });
const fake = (...verbs) => verbs.map((verb) => `# fake: ${verb}\n`).join("");

/** After whatever happened, the next program runs. */
async function checkStillRuns(reader) {
  const output = await reader.runToEnd(fake("print still here"), /Finished/);
  assert.equal(output, "still here\n");
}

async function checkInternalError(verb, message) {
  await visit(async (reader) => {
    await reader.write(fake("print before", verb));
    await reader.run();
    await reader.until(/Internal error/);
    assert.equal(await reader.output(), "before\n");
    const panel = reader.element.locator(".broken");
    assert.ok(await panel.isVisible());
    assert.match(await panel.locator("pre").textContent(), message);
    assert.match(await panel.locator("a").getAttribute("href"), /^https:\/\/github\.com\/.*\/issues\/new\?/);
    await checkStillRuns(reader);
    assert.ok(!(await panel.isVisible()));
  });
}

test("an engine that traps is an internal error", () => checkInternalError("trap", /trapped: unreachable/));
test("an engine that traps in a timer is one, too", () => checkInternalError("trap-later", /trapped later/));
test("so is a crash that the engine reports itself", () => checkInternalError("crash", /panicked at vm.rs/));

test("a program that ignores Stop twice is ended, and its output kept", () =>
  visit(async (reader) => {
    await reader.write(fake("print before", "stubborn"));
    await reader.run();
    await reader.untilOutput(/before/);
    await reader.stop();
    await reader.until(/Stopping/);
    await reader.stop();
    await reader.until(/Ended by force/);
    assert.match(await reader.output(), /^before\nKeyboardInterrupt, ignored\nKeyboardInterrupt, ignored\nThe program went on/);
    await checkStillRuns(reader);
  }));

test("an engine that never gives its thread back is ended by the third Stop", () =>
  visit(async (reader) => {
    await reader.write(fake("print before", "sleep 50", "block"));
    await reader.run();
    await reader.untilOutput(/before/);
    await reader.page.waitForTimeout(100);
    for (let presses = 0; presses < 3; presses += 1) await reader.stop();
    await reader.until(/Ended by force/);
    assert.match(await reader.output(), /^before\n/);
    await checkStillRuns(reader);
  }));

test("Reset ends whatever runs and empties the console", () =>
  visit(async (reader) => {
    await reader.write(fake("print before", "sleep 50", "block"));
    await reader.run();
    await reader.untilOutput(/before/);
    await reader.element.locator(".reset").click();
    await reader.until(/Ready/);
    assert.equal(await reader.output(), "");
    await checkStillRuns(reader);
  }));

test("a flood neither holds the main thread nor grows without bound, and Stop gets through", () =>
  visit(async (reader) => {
    await reader.write(fake("flood"));
    await reader.run();
    await reader.untilOutput(/line \d{5,}\n/);
    await checkBest(50, () => reader.longestGap(500));
    await reader.stop();
    await reader.until(/Stopped/);
    const output = await reader.output();
    assert.match(output, /KeyboardInterrupt\n$/);
    assert.ok(output.split("\n").length <= 10_101);
    assert.ok(await reader.element.locator(".dropped").isVisible());
    await checkStillRuns(reader);
  }));

test("a line of a hundred million characters", () =>
  visit(async (reader) => {
    await reader.write(fake("wide 100000000", "print ", "print after"));
    await reader.run();
    await reader.until(/Finished/);
    assert.match(await reader.output(), /after\n$/);
    await checkStillRuns(reader);
  }));

test("a deadlock is told, and can be stopped", () =>
  visit(async (reader) => {
    await reader.write(fake("deadlock"));
    await reader.run();
    await reader.until(/Deadlocked/);
    assert.match(await reader.output(), /MainThread waits for a lock/);
    await reader.stop();
    await reader.until(/Stopped/);
  }));

test("an exit status is shown", () =>
  visit(async (reader) => {
    await reader.runToEnd(fake("error oh", "exit 3"), /Exit status 3/);
    assert.equal(await reader.element.locator(".errors").textContent(), "oh\n");
  }));

// ---- hosts that misbehave ----

test("an engine that cannot be fetched is an internal error, and the next Run tries again", async () => {
  let broken = true;
  const hook = (path, response) => {
    if (!broken || !path.endsWith(".wasm")) return false;
    response.writeHead(503).end();
    return true;
  };
  const server = await serve(folder, { hook });
  const reader = await Reader.open(browser, server.url);
  try {
    await reader.until(/Internal error/);
    assert.match(await reader.element.locator(".broken pre").textContent(), /503/);
    broken = false;
    await checkStillRuns(reader);
  } finally {
    await reader.close();
    await server.close();
  }
});

test("a host that does not know what wasm is", async () => {
  const hook = async (path, response) => {
    if (!path.endsWith(".wasm")) return false;
    const { readFile } = await import("node:fs/promises");
    response.writeHead(200, { "content-type": "application/octet-stream" }).end(await readFile(folder + path));
    return true;
  };
  const server = await serve(folder, { hook });
  const reader = await Reader.open(browser, server.url);
  await checkStillRuns(reader).finally(() => reader.close());
  await server.close();
});

test("where workers are forbidden the session runs on the main thread", async () => {
  const headers = { "content-security-policy": "worker-src 'none'" };
  const server = await serve(folder, { headers });
  const reader = await Reader.open(browser, server.url);
  await checkStillRuns(reader)
    .then(() => assert.equal(reader.page.workers().length, 0))
    .finally(() => reader.close());
  await server.close();
});
