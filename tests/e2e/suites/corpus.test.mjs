/**
 * Programs of `tests/programs` on the real engine in the built page: what they print is what CPython printed.
 *
 * All of the topics on concurrency, and a part of every other one. Not here: programs that print to standard error,
 * read input, take arguments or import a neighbour; those run natively (`cargo xtask conformance`).
 */

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { builtPage, setUp } from "../support/setup.mjs";

const tests = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const corpus = join(tests, "programs");
const PATIENCE_MS = 30_000;
/** Longer lines are not kept whole by the console. */
const LONGEST_LINE = 8_000;
const WHOLE = ["asyncio", "asyncio_order", "coroutines", "generators", "processes", "threads", "vm"];
/** Of every other topic, one in so many. */
const PART = 3;

const lines = (path) => (existsSync(path) ? readFileSync(path, "utf8").split("\n").filter((line) => line !== "") : []);
const expectedToFail = new Set(lines(join(tests, "conformance", "expected_failures.txt")));
/** What a page cannot do: one name a line, then why. */
const notInThePage = new Set(lines(join(tests, "e2e", "not_in_the_page.txt")).map((line) => line.split(" ")[0]));

function programs(topic) {
  const folder = join(corpus, topic);
  const names = readdirSync(folder).filter((name) => name.endsWith(".py") && !name.startsWith("_")).sort();
  const chosen = WHOLE.includes(topic) ? names : names.filter((_, index) => index % PART === 0);
  return chosen.map((file) => read(folder, topic, file.slice(0, -3))).filter((program) => program !== undefined);
}

function read(folder, topic, name) {
  const has = (end) => existsSync(join(folder, `${name}.${end}`));
  const id = `${topic}/${name}`;
  if (["err", "in", "status"].some(has) || expectedToFail.has(id) || notInThePage.has(id)) return undefined;
  const code = readFileSync(join(folder, `${name}.py`), "utf8");
  const output = readFileSync(join(folder, `${name}.out`), "utf8");
  const neighbours = /^\s*(import|from) _?(\w+)/gm;
  for (const [, , module] of code.matchAll(neighbours)) {
    if ([`${module}.py`, `_${module}.py`, module].some((file) => existsSync(join(folder, file)))) return undefined;
  }
  if (/^# args:/m.test(code) || output.split("\n").some((line) => line.length > LONGEST_LINE)) return undefined;
  return { id, name, code, output, virtual: /^# flags:.*--virtual-time/m.test(code) };
}

/** Runs one program; gives what the console holds when the run is over. */
function run(reader, { name, code, virtual }) {
  return reader.element.evaluate(
    (element, program) =>
      new Promise((resolve, reject) => {
        const over = ["finished", "killed", "broken"];
        const timer = setTimeout(() => finish("took too long"), program.patience);
        function finish(problem) {
          clearTimeout(timer);
          element.removeEventListener("loopground-state", listener);
          problem === undefined ? resolve(element.output) : reject(new Error(problem));
        }
        function listener({ detail: { state } }) {
          if (over.includes(state.kind)) finish(state.kind === "broken" ? state.message : undefined);
        }
        element.setAttribute("name", `${program.name}.py`);
        element.toggleAttribute("virtual-time", program.virtual);
        element.code = program.code;
        element.addEventListener("loopground-state", listener);
        element.run();
      }),
    { name, code, virtual, patience: PATIENCE_MS },
  );
}

/** The first line that differs. */
function difference(expected, got) {
  const [wanted, seen] = [expected.split("\n"), got.split("\n")];
  const at = wanted.findIndex((line, index) => line !== seen[index]);
  const place = at === -1 ? wanted.length : at;
  return `line ${place + 1}: expected ${JSON.stringify(wanted[place] ?? "")}, got ${JSON.stringify(seen[place] ?? "")}`;
}

const { visit } = await setUp({ folder: builtPage(), after });
const topics = readdirSync(corpus, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== "wishlist")
  .map((entry) => entry.name)
  .sort();

for (const topic of topics) {
  const chosen = programs(topic);
  if (chosen.length === 0) continue;
  test(`${topic}: ${chosen.length} programs print what CPython printed`, () =>
    visit(async (reader) => {
      const wrong = [];
      for (const program of chosen) {
        try {
          const got = await run(reader, program);
          if (got !== program.output) wrong.push(`${program.id}: ${difference(program.output, got)}`);
        } catch (error) {
          wrong.push(`${program.id}: ${error.message.split("\n")[0]}`);
          await reader.element.evaluate((element) => element.reset());
        }
      }
      assert.deepEqual(wrong, []);
    }));
}
