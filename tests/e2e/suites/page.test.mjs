/** The page around the element: examples, addresses, drafts, themes, keys, small screens, other hosts. */

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { fakePage, setUp } from "../support/setup.mjs";

const folder = fakePage();
const { visit, browser, server } = await setUp({ folder, after });
const fake = (...verbs) => verbs.map((verb) => `# fake: ${verb}\n`).join("");
const PHONE = { viewport: { width: 360, height: 720 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };

const code = (reader) => reader.element.evaluate((element) => element.code);
const activeElement = (reader) =>
  reader.page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return `${active?.className || active?.id || active?.tagName}`;
  });

test("the first program is there at once", () =>
  visit(async (reader) => {
    assert.match(await code(reader), /async def count\(\):/);
    assert.equal(await reader.page.title(), "One, One, One · Loopground");
    assert.equal(await reader.page.locator("nav [aria-current]").textContent(), "One, One, One");
  }));

test("an example is a link, and back leads back", () =>
  visit(async (reader) => {
    await reader.page.getByRole("link", { name: "Cancellation" }).click();
    await reader.page.locator("#title", { hasText: "Cancellation" }).waitFor();
    assert.match(reader.page.url(), /#example=cancel$/);
    assert.match(await code(reader), /CancelledError/);
    await reader.page.goBack();
    await reader.page.locator("#title", { hasText: "One, One, One" }).waitFor();
  }));

test("an edit stays after a reload, is marked, and the original can be had back", () =>
  visit(async (reader) => {
    const original = await code(reader);
    await reader.element.locator(".cm-content").click();
    await reader.page.keyboard.press("ControlOrMeta+Home");
    await reader.page.keyboard.type("# mine\n");
    await reader.page.locator("nav a.edited").waitFor();
    await reader.page.waitForURL(/#p=/);
    await reader.page.goto(server.url);
    await reader.element.locator(".cm-content").waitFor();
    assert.match(await code(reader), /^# mine\n/);
    await reader.page.getByRole("button", { name: "Restore the original" }).click();
    assert.equal(await code(reader), original);
    assert.ok(!(await reader.page.locator("#original").isVisible()));
  }));

test("a shared link holds the program, in a browser that has never seen it", () =>
  visit(async (reader) => {
    await reader.page.locator("#new").click();
    await reader.page.keyboard.press("ControlOrMeta+a");
    await reader.page.keyboard.insertText("print('shared 🐍')");
    await reader.element.locator(".switch").check();
    await reader.page.locator("#share").click();
    await reader.page.locator("#toast", { hasText: /Link copied/ }).waitFor();
    const link = await reader.page.evaluate(() => navigator.clipboard.readText());
    assert.match(link, /#p=[\w-]+$/);
    await visit(
      async (other) => {
        assert.equal(await code(other), "print('shared 🐍')");
        assert.ok(await other.element.locator(".switch").isChecked());
      },
      { path: new URL(link).hash },
    );
  }));

test("a broken link says so and leaves a working page", () =>
  visit(
    async (reader) => {
      await reader.page.locator("#toast", { hasText: /no program that can be read/ }).waitFor();
      assert.match(await code(reader), /async def count/);
    },
    { path: "#p=broken" },
  ));

test("the keys: run and stop, in the editor and outside of it", () =>
  visit(async (reader) => {
    await reader.write(fake("print running", "sleep 100000"));
    for (const [focus, stopKey] of [[".cm-content", "Escape"], [".console", "ControlOrMeta+."], [".cm-content", "ControlOrMeta+."]]) {
      await reader.element.locator(focus).click();
      await reader.page.keyboard.press("ControlOrMeta+Enter");
      await reader.until(/Running/);
      await reader.page.keyboard.press(stopKey);
      await reader.until(/Stopped/);
    }
    await reader.page.locator("#title").click();
    await reader.page.keyboard.press("ControlOrMeta+Enter");
    await reader.until(/Running/);
    await reader.page.keyboard.press("Escape");
    await reader.until(/Stopped/);
  }));

test("the keyboard gets into the editor and out of it, in the order of the page", () =>
  visit(async (reader) => {
    await reader.element.locator(".run").focus();
    const seen = [];
    for (let step = 0; step < 4; step += 1) {
      await reader.page.keyboard.press("Tab");
      seen.push(await activeElement(reader));
    }
    assert.deepEqual(seen, ["stop", "reset", "switch", "cm-content cm-lineWrapping"]);
    await reader.page.keyboard.press("Escape");
    await reader.page.keyboard.press("Tab");
    assert.equal(await activeElement(reader), "splitter");
  }));

test("the way past the list of examples leads to Run and leaves what runs alone", () =>
  visit(async (reader) => {
    await reader.write(fake("print running", "sleep 100000"));
    await reader.run();
    await reader.until(/Running/);
    await reader.page.locator("#title").click();
    await reader.page.locator("#skip").focus();
    await reader.page.keyboard.press("Enter");
    assert.equal(await activeElement(reader), "run");
    assert.equal(await reader.status(), "Running");
  }));

test("Stop while Python is still being fetched", () =>
  visit(async (reader) => {
    const code = fake("print never");
    await reader.element.evaluate((element, text) => {
      element.reset();
      element.code = text;
      element.run();
      element.stop();
    }, code);
    await reader.until(/Stopped/);
    assert.match(await reader.output(), /^Stopped before the program had started/);
    assert.equal(await reader.runToEnd(fake("print next"), /Finished/), "next\n");
  }));

test("input is typed in the console, and focus goes there", () =>
  visit(async (reader) => {
    await reader.write(fake("ask name? ", "ask again? ", "ask more? "));
    await reader.run();
    await reader.until(/Waiting for your input/);
    assert.equal(await reader.element.locator(".prompt").textContent(), "name? ");
    await reader.page.keyboard.type("Ada");
    await reader.page.keyboard.press("Enter");
    await reader.untilOutput(/name\? Ada\ngot Ada\nagain\? $/);
    await reader.element.locator(".input input").fill("Bob");
    await reader.element.getByRole("button", { name: "Enter" }).click();
    await reader.untilOutput(/got Bob\nmore\? $/);
    await reader.page.keyboard.press("Control+d");
    await reader.until(/Finished/);
    assert.match(await reader.output(), /more\? \nEOF\n$/);
    assert.ok(!(await reader.element.locator("form.input").isVisible()));
  }));

test("Stop ends a program that waits for input", () =>
  visit(async (reader) => {
    await reader.write(fake("ask name? "));
    await reader.run();
    await reader.until(/Waiting for your input/);
    await reader.page.keyboard.press("Escape");
    await reader.until(/Stopped/);
    assert.match(await reader.output(), /^name\? KeyboardInterrupt/);
  }));

test("a syntax error is in the console and in the editor, until the program is changed", () =>
  visit(async (reader) => {
    await reader.write("x = (\n" + fake("syntax 1 5 '(' was never closed"));
    await reader.run();
    await reader.until(/Exit status 1/);
    assert.match(await reader.output(), /SyntaxError: '\(' was never closed/);
    assert.equal(await reader.element.locator(".cm-lintRange-error").textContent(), "(");
    await reader.element.locator(".cm-lint-marker-error").hover();
    await reader.element.locator(".cm-tooltip", { hasText: "was never closed" }).waitFor();
    await reader.run();
    await reader.until(/Exit status 1/);
    assert.equal(await reader.element.locator(".cm-lintRange-error").count(), 1);
  }));

test("themes: the system's, and the reader's own, which is remembered", () =>
  visit(
    async (reader) => {
      const background = () => reader.element.evaluate((e) => getComputedStyle(e.shadowRoot.querySelector(".lg")).backgroundColor);
      const dark = await background();
      await reader.page.locator("#theme").click();
      const light = await background();
      assert.notEqual(light, dark);
      assert.equal(await reader.page.locator("#theme").getAttribute("aria-label"), "Theme: light");
      await reader.page.reload();
      await reader.element.locator(".cm-content").waitFor();
      assert.equal(await background(), light);
      assert.equal(await reader.page.evaluate(() => document.documentElement.dataset.theme), "light");
    },
    { colorScheme: "dark" },
  ));

test("a phone: no sideways scrolling, every control in reach, examples in a drawer", () =>
  visit(async (reader) => {
    await reader.write(fake("print " + "wide ".repeat(60), "print " + "x".repeat(500)));
    await reader.run();
    await reader.until(/Finished/);
    const { width, scroll } = await reader.page.evaluate(() => ({
      width: innerWidth,
      scroll: document.documentElement.scrollWidth,
    }));
    assert.ok(scroll <= width, `${scroll} > ${width}`);
    for (const name of [".run", ".stop", ".reset", ".virtual", ".status"]) {
      const box = await reader.element.locator(name).boundingBox();
      assert.ok(box.x >= 0 && box.x + box.width <= 360 && box.y + box.height <= 720, `${name} is out of reach`);
    }
    await reader.page.getByRole("button", { name: "Examples" }).click();
    await reader.page.getByRole("link", { name: "Handing over" }).click();
    await reader.page.locator("#title", { hasText: "Handing over" }).waitFor();
    await reader.page.locator("nav").waitFor({ state: "hidden" });
  }, PHONE));

test("in a frame there is only the program, and drafts are left alone", () =>
  visit(
    async (reader) => {
      assert.ok(!(await reader.page.locator("header").isVisible()));
      assert.equal(await reader.page.locator("#title").textContent(), "Handing over");
      await reader.write(fake("print framed"));
      await reader.run();
      await reader.until(/Finished/);
      assert.equal(await reader.page.evaluate(() => localStorage.getItem("loopground.drafts")), null);
      const [whole] = await Promise.all([
        reader.context.waitForEvent("page"),
        reader.page.getByRole("button", { name: "Open in Loopground" }).click(),
      ]);
      await whole.locator("header").waitFor();
      assert.match(await whole.locator("loop-ground").evaluate((element) => element.code), /print framed/);
    },
    { path: "?frame#example=sleep_zero" },
  ));

test("nothing is asked of any other host, and everything is below the page's folder", async () => {
  const mounted = await setUp({ folder, after, mount: "/some/where/else/" });
  for (const path of ["", "embed.html"]) {
    await mounted.visit(async (reader, { url }) => {
      await reader.runToEnd(fake("print here"), /Finished/);
      for (const request of reader.requests) {
        assert.ok(request.startsWith(url) || request.startsWith("data:"), `${request} is outside of ${url}`);
      }
    }, { path });
  }
});

test("without scripts the program can be read", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(server.url);
  assert.ok(await page.getByText("async def count():").isVisible());
  await page.goto(`${server.url}embed.html`);
  assert.ok(await page.getByText('print("Hello from the page")').last().isVisible());
  assert.ok(await page.getByText("B step 1").isVisible());
  await context.close();
});
