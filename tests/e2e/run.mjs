/** `npm run e2e [-- NAME…]`: the suites, or those whose names are given, one after the other in Node's test runner. */

import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const suites = join(dirname(fileURLToPath(import.meta.url)), "suites");
const wanted = process.argv.slice(2);
const files = readdirSync(suites)
  .filter((file) => file.endsWith(".test.mjs"))
  .filter((file) => wanted.length === 0 || wanted.some((name) => file.startsWith(name)))
  .map((file) => join(suites, file));

// One browser at a time: the suites measure.
const flags = ["--test", "--test-concurrency=1", "--test-timeout=600000", "--test-reporter=spec"];
const run = spawnSync(process.execPath, [...flags, ...files], { stdio: "inherit" });
process.exit(run.status ?? 1);
