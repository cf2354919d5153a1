/** The element in somebody else's page. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, test } from "node:test";
import { brotliCompressSync } from "node:zlib";
import { fakePage, setUp } from "../support/setup.mjs";

const folder = fakePage();
const MAX_EMBED_BYTES = 20 * 1024;

/** Pages of a stranger, by path; the element's files are below `/lg/`. */
const pages = new Map();
const hook = async (path, response) => {
  const html = pages.get(path);
  if (html === undefined) return false;
  const policy = "default-src 'none'; frame-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'";
  response.writeHead(200, { "content-type": "text/html", "content-security-policy": policy }).end(`<!doctype html>${html}`);
  return true;
};
// A host that lets other origins read its files: a sandboxed frame is one of those.
const headers = { "access-control-allow-origin": "*" };
const { browser, server } = await setUp({ folder, after, mount: "/lg/", hook, headers });
const SCRIPT = '<script type="module" src="lg/loop-ground.js"></script>';
const snippet = (code, attributes = "") =>
  `<loop-ground ${attributes}><pre><code class="language-python">${code}</code></pre></loop-ground>`;

/** Opens a stranger's page; its policy forbids inline styles, so a complaint would show. */
async function visit(html, run) {
  const path = `/page-${pages.size}.html`;
  pages.set(path, html);
  const context = await browser.newContext({ viewport: { width: 800, height: 600 } });
  const page = await context.newPage();
  const complaints = [];
  const requests = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => requests.push(new URL(request.url()).pathname));
  try {
    await page.goto(server.origin + path);
    await run(page, requests);
    assert.deepEqual(complaints.filter((text) => !text.includes("favicon")), []);
  } finally {
    await context.close();
  }
}

async function checkOutput(element, expected) {
  await element.locator(".run").click();
  await element.locator(".status", { hasText: /Finished/ }).waitFor();
  assert.equal(await element.evaluate((e) => e.output), expected);
}

test("out of sight it fetches neither editor nor engine, and costs less than 20 KB", () =>
  visit(SCRIPT + "<p>Text above it.</p>".repeat(200) + snippet("print(1)"), async (page, requests) => {
    await page.waitForFunction(() => customElements.get("loop-ground"));
    await page.waitForTimeout(200);
    const scripts = requests.filter((path) => path.startsWith("/lg/"));
    let bytes = 0;
    for (const path of scripts) bytes += brotliCompressSync(await readFile(folder + path.slice(3))).length;
    assert.ok(scripts.length >= 2 && bytes < MAX_EMBED_BYTES, `${bytes} bytes in ${scripts}`);
    assert.deepEqual(scripts.filter((path) => /editor|worker|wasm/.test(path)), []);
    await page.locator("loop-ground").scrollIntoViewIfNeeded();
    await page.locator("loop-ground .cm-content").waitFor();
    assert.deepEqual(requests.filter((path) => /worker|wasm/.test(path)), []);
  }));

test("it runs under a strict policy, without inline styles or blob workers", () =>
  visit(SCRIPT + snippet("# fake: print hello"), async (page) => {
    const element = page.locator("loop-ground");
    await element.locator(".cm-content").waitFor();
    assert.equal(await element.evaluate((e) => e.code), "# fake: print hello");
    await checkOutput(element, "hello\n");
  }));

test("several of them share one engine and keep apart", () =>
  visit(SCRIPT + snippet("# fake: print one") + snippet("# fake: print two"), async (page, requests) => {
    await checkOutput(page.locator("loop-ground").nth(0), "one\n");
    await checkOutput(page.locator("loop-ground").nth(1), "two\n");
    assert.equal(await page.locator("loop-ground").nth(0).evaluate((e) => e.output), "one\n");
    assert.equal(requests.filter((path) => path.endsWith(".wasm")).length, 1);
  }));

test("a recorded output is shown until the program is run", () =>
  visit(
    `${SCRIPT}<loop-ground><pre><code class="language-python"># fake: print new</code></pre><pre><samp>old</samp></pre></loop-ground>`,
    async (page) => {
      const element = page.locator("loop-ground");
      await element.locator(".lines", { hasText: "old" }).waitFor();
      await checkOutput(element, "new\n");
    },
  ));

test("in a sandboxed frame, which has no origin, no storage and no worker of its own", () =>
  visit('<iframe sandbox="allow-scripts" src="lg/index.html" width="780" height="580"></iframe>', async (page) => {
    const element = page.frameLocator("iframe").locator("loop-ground");
    await element.locator(".cm-content").waitFor();
    await element.evaluate((e) => (e.code = "# fake: print inside"));
    await checkOutput(element, "inside\n");
  }));

test("code blocks that are there already can be made runnable", () =>
  visit(`${SCRIPT}<pre><code class="language-python"># fake: print attached</code></pre>`, async (page) => {
    await page.evaluate(async () => (await import("/lg/loop-ground.js")).attach());
    await checkOutput(page.locator("loop-ground"), "attached\n");
  }));

test("attributes: autorun, read only, name, and code set from outside", () =>
  visit(SCRIPT + snippet("# fake: print by itself", 'autorun readonly name="tour"'), async (page) => {
    const element = page.locator("loop-ground");
    await element.locator(".status", { hasText: /Finished/ }).waitFor();
    assert.equal(await element.evaluate((e) => e.output), "by itself\n");
    assert.equal(await element.evaluate((e) => e.settings.name), "tour.py");
    assert.equal(await element.locator(".cm-content").getAttribute("contenteditable"), "false");
    await element.evaluate((e) => (e.code = "# fake: print set"));
    await checkOutput(element, "set\n");
  }));

test("taken out of the page it ends its program; put back it runs again", () =>
  visit(SCRIPT + snippet("# fake: sleep 100000"), async (page) => {
    const element = page.locator("loop-ground");
    await element.locator(".run").click();
    await element.locator(".status", { hasText: "Running" }).waitFor();
    const handle = await element.elementHandle();
    await handle.evaluate((e) => e.remove());
    await page.waitForFunction((e) => e.state.kind === "cold", handle);
    assert.equal(page.workers().length, 0);
    await handle.evaluate((e) => {
      document.body.append(e);
      e.code = "# fake: print back";
    });
    await checkOutput(element, "back\n");
  }));
