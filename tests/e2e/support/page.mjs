/**
 * The page as a test sees it: what a reader can do and what a reader can see.
 *
 * Everything goes through the element's public face or its visible text; no test reaches into its state.
 */

import assert from "node:assert/strict";

const PATIENCE_MS = 20_000;
/** What the status says when a run is over. */
const OVER = /^(Finished|Exit status|Stopped|Ended|Internal error)/;

export class Reader {
  constructor(context, page) {
    this.context = context;
    this.page = page;
    /** What the browser complained about: policies, uncaught errors, failed requests. */
    this.complaints = [];
    this.requests = [];
    /** How long to wait for what is to come. */
    this.patience = PATIENCE_MS;
    page.on("pageerror", (error) => this.complaints.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") this.complaints.push(message.text());
    });
    page.on("request", (request) => this.requests.push(request.url()));
  }

  static async open(browser, url, options = {}) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    await context.grantPermissions(["clipboard-read", "clipboard-write"]).catch(() => {});
    const reader = new Reader(context, await context.newPage());
    reader.page.setDefaultTimeout(PATIENCE_MS);
    await reader.page.goto(url);
    if (options.javaScriptEnabled !== false) await reader.page.locator("loop-ground .cm-content").first().waitFor();
    return reader;
  }

  close() {
    return this.context.close();
  }

  get element() {
    return this.page.locator("loop-ground").first();
  }

  async write(code) {
    await this.element.evaluate((element, text) => (element.code = text), code);
  }

  async run() {
    await this.element.locator(".run").click();
  }

  async stop() {
    await this.element.locator(".stop").click();
  }

  output() {
    return this.element.evaluate((element) => element.output);
  }

  status() {
    return this.element.locator(".status").textContent();
  }

  /** Waits for the status to match. */
  until(pattern) {
    return this.#poll(() => this.status(), pattern);
  }

  untilOutput(pattern) {
    return this.#poll(() => this.output(), pattern);
  }

  /** Waits until what is seen matches, and says what there was if it never does, or when nothing more will come. */
  async #poll(see, pattern) {
    const end = Date.now() + this.patience;
    for (;;) {
      const status = await this.status();
      const seen = await see();
      if (pattern.test(seen)) return seen;
      if (Date.now() > end || OVER.test(status)) {
        const [output, panel] = [await this.output(), this.element.locator(".broken pre")];
        assert.fail(
          `waited for ${pattern}, but the status is "${status}", the output\n${output.slice(-2_000)}\n${await panel.textContent()}`,
        );
      }
      await this.page.waitForTimeout(10);
    }
  }

  async runToEnd(code, status = /Finished|Exit status/) {
    await this.write(code);
    await this.run();
    await this.until(status);
    return this.output();
  }

  /** Presses Stop and tells how many milliseconds later the run is over, by the page's own clock. */
  stopAndMeasure() {
    return this.element.evaluate(
      (element) =>
        new Promise((resolve) => {
          const start = performance.now();
          element.addEventListener("loopground-state", function listener({ detail }) {
            if (detail.state.kind === "running") return;
            element.removeEventListener("loopground-state", listener);
            resolve(performance.now() - start);
          });
          element.shadowRoot.querySelector(".stop").click();
        }),
    );
  }

  /** The longest time during `ms` in which the main thread did not get to its next task. */
  longestGap(ms) {
    return this.page.evaluate(
      (duration) =>
        new Promise((resolve) => {
          const { port1, port2 } = new MessageChannel();
          const start = performance.now();
          let last = start;
          let longest = 0;
          port1.onmessage = () => {
            const now = performance.now();
            longest = Math.max(longest, now - last);
            last = now;
            if (now - start > duration) resolve(longest);
            else port2.postMessage(null);
          };
          port2.postMessage(null);
        }),
      ms,
    );
  }
}

/**
 * The best of several measurements against a limit. Other work on the machine can only make a measurement
 * worse, so one good one is proof, and a page that really blocks has none.
 */
export async function checkBest(limit, measure, attempts = 12) {
  const seen = [];
  for (let i = 0; i < attempts; i += 1) {
    seen.push(await measure());
    if (seen.at(-1) <= limit) return;
  }
  assert.fail(`never at most ${limit} ms: ${seen.map((ms) => ms.toFixed(0)).join(", ")}`);
}
