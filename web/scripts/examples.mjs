/**
 * Reads `examples/examples.json` and the programs it lists.
 *
 * A program that is listed and missing, or there and not listed, is an error: the list is what people see.
 * Entries with `"needs"` wait for something that does not run yet; they are checked for, but not shown.
 */

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** The groups with their programs, as `src/page/examples.ts` describes them. */
export async function readExamples(folder) {
  const groups = JSON.parse(await readFile(join(folder, "examples.json"), "utf8"));
  const listed = new Set();
  const shown = [];
  for (const { title, programs } of groups) {
    const kept = [];
    for (const { id, title, shows, needs, virtual_time = false } of programs) {
      if (listed.has(id)) throw new Error(`examples.json lists ${id} twice`);
      listed.add(id);
      const code = await readFile(join(folder, `${id}.py`), "utf8");
      if (needs === undefined) kept.push({ id, title, shows, virtualTime: virtual_time, code });
    }
    if (kept.length > 0) shown.push({ title, programs: kept });
  }
  for (const file of await readdir(folder)) {
    if (file.endsWith(".py") && !listed.has(file.slice(0, -3))) throw new Error(`examples.json does not list ${file}`);
  }
  return shown;
}
