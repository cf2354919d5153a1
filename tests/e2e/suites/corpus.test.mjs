/**
 * Programs of `tests/programs` on the real engine in the built page: what they print is what CPython printed.
 *
 * Those whose order of steps is what they are about, in virtual time, so that a busy machine changes nothing. Not here:
 * programs that print to standard error, read input, take arguments, import a neighbour or look at the computer; those
 * run natively (`cargo xtask conformance`).
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
const TOPICS = ["asyncio_order"];
/** One in so many: the page has the same machine in it as the command, which runs all of them. */
const PART = 5;
/** Programs that look at where they run, and those whose order has to do with time, addresses or collecting: left to the command. */
const LOOKS_OUTSIDE = /\b(os|subprocess|socket|multiprocessing|signal|logging|as_completed|wait|time|gc)\b|__file__|sys\.argv|open\(|debug=True|set_debug/;

const lines = (path) => (existsSync(path) ? readFileSync(path, "utf8").split("\n").filter((line) => line !== "") : []);
const expectedToFail = new Set(lines(join(tests, "conformance", "expected_failures.txt")));

function programs(topic) {
  const folder = join(corpus, topic);
  const names = readdirSync(folder).filter((name) => name.endsWith(".py") && !name.startsWith("_")).sort();
  const chosen = names.filter((_, index) => index % PART === 0);
  return chosen.map((file) => read(folder, topic, file.slice(0, -3))).filter((program) => program !== undefined);
}

function read(folder, topic, name) {
  const has = (end) => existsSync(join(folder, `${name}.${end}`));
  const id = `${topic}/${name}`;
  if (["err", "in", "status"].some(has) || expectedToFail.has(id)) return undefined;
  const code = readFileSync(join(folder, `${name}.py`), "utf8");
  if (LOOKS_OUTSIDE.test(code)) return undefined;
  const output = readFileSync(join(folder, `${name}.out`), "utf8");
  const neighbours = /^\s*(import|from) _?(\w+)/gm;
  for (const [, , module] of code.matchAll(neighbours)) {
    if ([`${module}.py`, `_${module}.py`, module].some((file) => existsSync(join(folder, file)))) return undefined;
  }
  if (/^# args:/m.test(code) || output.split("\n").some((line) => line.length > LONGEST_LINE)) return undefined;
  return { id, name, code, output };
}

/** Runs one program; gives what the console holds when the run is over. */
function run(reader, { name, code }) {
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
        element.toggleAttribute("virtual-time", true);
        element.code = program.code;
        element.addEventListener("loopground-state", listener);
        element.run();
      }),
    { name, code, patience: PATIENCE_MS },
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

for (const topic of TOPICS) {
  const chosen = programs(topic);
  test(`${topic}: ${chosen.length} programs print what CPython printed`, () =>
    visit(async (reader) => {
      assert.ok(chosen.length > 0, "no program was chosen");
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
