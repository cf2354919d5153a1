/** Real programs on the real engine, in the built page. */

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { checkBest } from "../support/page.mjs";
import { builtPage, setUp } from "../support/setup.mjs";

const { visit } = await setUp({ folder: builtPage(), after });

const STOP_LIMIT_MS = 100;
const GAP_LIMIT_MS = 50;

/** A program's output is what CPython prints. */
function checkPrints(code, expected) {
  return visit(async (reader) => assert.equal(await reader.runToEnd(code, /Finished/), expected));
}

test("the first program, as it stands on the page", () =>
  visit(async (reader) => {
    await reader.run();
    await reader.until(/Finished in 1\.\d\d s/);
    const lines = (await reader.output()).split("\n");
    assert.deepEqual(lines.slice(0, 6), ["One", "One", "One", "Two", "Two", "Two"]);
    assert.match(lines[6], /^\S*count\.py executed in 1\.\d\d seconds\.$/);
  }));

test("the first program in virtual time takes none", () =>
  visit(async (reader) => {
    await reader.element.locator(".switch").check();
    await reader.run();
    await reader.until(/Finished in (\d+ ms|less)/);
    assert.match(await reader.output(), /Two\nTwo\nTwo\n\S*count\.py executed in 1\.00 seconds\.\n$/);
  }));

// ---- Stop ----

const ENDLESS = {
  "a loop that does nothing": "print('before', flush=True)\nwhile True: pass\n",
  "a loop that only hands over": [
    "import asyncio",
    "async def main():",
    "    print('before', flush=True)",
    "    while True: await asyncio.sleep(0)",
    "asyncio.run(main())",
    "",
  ].join("\n"),
  "a long sleep": "import time\nprint('before', flush=True)\ntime.sleep(1000)\n",
};

for (const [what, code] of Object.entries(ENDLESS)) {
  test(`Stop ends ${what} as a KeyboardInterrupt and keeps the output`, () =>
    visit(async (reader) => {
      await reader.write(code);
      await checkBest(STOP_LIMIT_MS, async () => {
        await reader.run();
        await reader.untilOutput(/^before\n$/);
        const ms = await reader.stopAndMeasure();
        await reader.until(/Stopped/);
        assert.match(await reader.output(), /^before\nTraceback \(most recent call last\):\n[^]*KeyboardInterrupt\n$/);
        return ms;
      });
      assert.equal(await reader.runToEnd("print('next')", /Finished/), "next\n");
    }));
}

// ---- the page stays alive ----

test("the main thread has no gap while a program computes", () =>
  visit(async (reader) => {
    await reader.write("n = 0\nwhile True:\n    n += 1\n");
    await reader.run();
    await reader.until(/Running/);
    await checkBest(GAP_LIMIT_MS, () => reader.longestGap(500));
    await reader.stop();
    await reader.until(/Stopped/);
  }));

test("endless output holds neither the page nor Stop", () =>
  visit(async (reader) => {
    await reader.write("n = 0\nwhile True:\n    print(n)\n    n += 1\n");
    await reader.run();
    await reader.untilOutput(/\n\d{4,}\n/);
    await checkBest(GAP_LIMIT_MS, () => reader.longestGap(500));
    await checkBest(STOP_LIMIT_MS, () => reader.stopAndMeasure(), 1);
    await reader.until(/Stopped/);
    assert.match(await reader.output(), /KeyboardInterrupt\n$/);
    assert.equal(await reader.runToEnd("print('next')", /Finished/), "next\n");
  }));

// ---- bad input ends in a Python exception ----

/** The last line of the traceback, and then the next program runs. */
async function checkRaises(code, message, status = /Exit status 1/) {
  await visit(async (reader) => {
    assert.match(await reader.runToEnd(code, status), message);
    assert.equal(await reader.runToEnd("print('next')", /Finished/), "next\n");
  });
}

test("endless recursion", () =>
  checkRaises("def f(): f()\nf()\n", /RecursionError: maximum recursion depth exceeded\n$/));
test("a list of ten gigabytes", () => checkRaises("x = [0] * 1_300_000_000\n", /MemoryError\n$/));
test("an exception", () =>
  checkRaises("print('before')\n1 / 0\n", /^before\nTraceback \(most recent call last\):\n[^]*ZeroDivisionError: division by zero\n$/));
test("an exit status", () => checkRaises("import sys\nsys.exit(3)\n", /^$/, /Exit status 3/));

test("a syntax error: CPython's words, line and caret, in console and editor", () =>
  visit(async (reader) => {
    const output = await reader.runToEnd("x = 1\nif x\n    print(x)\n", /Exit status 1/);
    assert.match(output, /File "\S*count\.py", line 2\n {4}if x\n {8}\^\nSyntaxError: expected ':'\n$/);
    assert.equal(await reader.element.locator(".cm-lintPoint-error").count(), 1);
    await reader.element.locator(".cm-lint-marker-error").waitFor();
    await reader.runToEnd("print(1 +)\n", /Exit status 1/);
    assert.equal(await reader.element.locator(".cm-lintRange-error").textContent(), ")");
  }));

// ---- input ----

test("input() reads from the page", () =>
  visit(async (reader) => {
    await reader.write("name = input('Who? ')\nprint('Hello', name)\ntry:\n    input()\nexcept EOFError:\n    print('end')\n");
    await reader.run();
    await reader.until(/Waiting for your input/);
    assert.equal(await reader.element.locator(".prompt").textContent(), "Who? ");
    await reader.page.keyboard.type("Ada");
    await reader.page.keyboard.press("Enter");
    await reader.untilOutput(/^Who\? Ada\nHello Ada\n/);
    await reader.until(/Waiting for your input/);
    await reader.page.keyboard.press("Control+d");
    await reader.until(/Finished/);
    assert.match(await reader.output(), /end\n$/);
  }));

test("Stop ends input()", () =>
  visit(async (reader) => {
    await reader.write("input('Who? ')\n");
    await reader.run();
    await reader.until(/Waiting for your input/);
    await reader.page.keyboard.press("Escape");
    await reader.until(/Stopped/);
    assert.match(await reader.output(), /KeyboardInterrupt\n$/);
  }));

// ---- small things people do ----

test("standard error is set apart, in order", () =>
  visit(async (reader) => {
    const output = await reader.runToEnd("import sys\nprint('a')\nprint('b', file=sys.stderr)\nprint('c')\n", /Finished/);
    assert.equal(output, "a\nb\nc\n");
    assert.equal(await reader.element.locator(".errors").textContent(), "b\n");
  }));

test("every example runs to its end, or asks, or waits to be stopped", () =>
  visit(async (reader) => {
    for (const link of await reader.page.locator("nav a").all()) {
      await link.click();
      const title = await link.textContent();
      await reader.page.locator("#title", { hasText: title }).waitFor();
      if (title !== "Stop me") await reader.element.locator(".switch").check();
      await reader.run();
      await reader.until(/Finished|Exit|Waiting for your input|Running/);
      if (/Waiting/.test(await reader.status())) await reader.page.keyboard.press("Control+d");
      if (title === "Stop me") {
        await reader.untilOutput(/Counting/);
        await reader.stop();
      }
      await reader.until(/Finished|Exit|Stopped/);
      assert.match(await reader.status(), title === "Stop me" ? /Stopped/ : /Finished/, `${title}: ${await reader.output()}`);
    }
  }));

test("names, text and numbers of all kinds", () => checkPrints("print('ß 🐍', 2**100, 0.1 + 0.2)\n", "ß 🐍 1267650600228229401496703205376 0.30000000000000004\n"));

test("the page about embedding: its programs run, and the recorded output is the true one", () =>
  visit(
    async (reader) => {
      const [hello, turns] = [reader.page.locator("loop-ground").nth(0), reader.page.locator("loop-ground").nth(1)];
      const recorded = await turns.evaluate((element) => element.output);
      for (const [element, expected] of [[hello, "Hello from the page\n"], [turns, recorded]]) {
        await element.locator(".run").click();
        await element.locator(".status", { hasText: /Finished/ }).waitFor();
        assert.equal(await element.evaluate((e) => e.output), expected);
      }
    },
    { path: "embed.html" },
  ));
