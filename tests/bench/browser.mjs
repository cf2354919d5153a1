/**
 * `node browser.mjs DIST PROGRAM…`: runs each program in headless Chromium on our page's engine, on Pyodide and
 * on MicroPython, and prints one JSON line per result: `{"engine", "program", "output"}` or `{…, "error"}`.
 *
 * Each engine gets a page of its own, served from 127.0.0.1; a program starts when its engine is loaded.
 */

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { basename, dirname, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
const [dist, ...files] = process.argv.slice(2);
const LIMIT = 180_000;

const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".mjs": "text/javascript",
  ".wasm": "application/wasm",
};

/** Where each address leads: the built page, and the packages of the other engines. */
const MOUNTS = {
  "/ours/": dist,
  "/pyodide/": join(here, "node_modules", "pyodide"),
  "/micropython/": join(here, "node_modules", "@micropython", "micropython-webassembly-pyscript"),
};

/** Each runs in its page: loads an engine and leaves `run(code)` behind, which resolves to what was printed. */
const ENGINES = {
  loopground: async () => {
    await import("/ours/loop-ground.js");
    const element = document.createElement("loop-ground");
    document.body.append(element);
    globalThis.run = (code) =>
      new Promise((resolve) => {
        element.code = code;
        const listen = () => {
          if (!["finished", "killed", "broken"].includes(element.state.kind)) return;
          element.removeEventListener("loopground-state", listen);
          // The console takes what was printed in the next frame.
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(element.output)));
        };
        element.addEventListener("loopground-state", listen);
        element.run();
      });
    element.warm();
  },
  pyodide: async () => {
    const { loadPyodide } = await import("/pyodide/pyodide.mjs");
    const lines = [];
    const keep = { batched: (line) => lines.push(line) };
    const pyodide = await loadPyodide({ indexURL: "/pyodide/", stdout: keep.batched, stderr: keep.batched });
    globalThis.run = async (code) => {
      lines.length = 0;
      await pyodide.runPythonAsync(code);
      return lines.join("\n");
    };
  },
  micropython: async () => {
    const { loadMicroPython } = await import("/micropython/micropython.mjs");
    const lines = [];
    const engine = await loadMicroPython({
      url: "/micropython/micropython.wasm",
      heapsize: 64 * 1024 * 1024,
      linebuffer: true,
      stdout: (line) => lines.push(line),
    });
    globalThis.run = async (code) => {
      lines.length = 0;
      // Here asyncio.run() cannot block: what it is given is awaited at the top level instead.
      await engine.runPythonAsync(code.replace(/^asyncio\.run\((.*)\)$/m, "await $1"));
      return lines.join("\n");
    };
  },
};

const server = createServer(async (request, response) => {
  const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  if (path === "/") return void response.writeHead(200, { "content-type": TYPES[".html"] }).end("<!doctype html><body>");
  const mount = Object.keys(MOUNTS).find((prefix) => path.startsWith(prefix));
  try {
    const inside = normalize(path.slice(mount.length));
    if (inside.startsWith("..")) throw new Error("outside");
    const body = await readFile(join(MOUNTS[mount], inside));
    response.writeHead(200, { "content-type": TYPES[extname(inside)] ?? "application/octet-stream" }).end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const origin = `http://127.0.0.1:${server.address().port}/`;

const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  headless: true,
  args: [...sandbox, "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
});

const within = (promise, text) =>
  Promise.race([promise, new Promise((_, reject) => setTimeout(() => reject(new Error(text)), LIMIT).unref())]);
/** The line that says what went wrong: Python's, when there is one. */
const reason = (error) => {
  const lines = String(error.message ?? error).trim().split("\n");
  return lines.findLast((line) => /^\w*(Error|Exception)\b/.test(line)) ?? lines[0];
};
const say = (result) => console.log(JSON.stringify(result));

for (const [engine, load] of Object.entries(ENGINES)) {
  for (const file of files) {
    const program = basename(file);
    // A fresh page for each: nothing of one program slows or warms the next.
    const page = await browser.newPage();
    try {
      await page.goto(origin);
      await within(page.evaluate(load), "the engine did not load in time");
      const output = await within(page.evaluate((code) => run(code), await readFile(file, "utf8")), "took too long");
      say({ engine, program, output });
    } catch (error) {
      say({ engine, program, error: reason(error) });
    }
    await page.close();
  }
}
await browser.close();
server.close();
