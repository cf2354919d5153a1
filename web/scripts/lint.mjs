/**
 * What the type checker cannot say about these sources: rules that a search can check.
 *
 * Each rule is an absence, with the files that are its exception.
 */

import { readdir, readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const web = dirname(dirname(fileURLToPath(import.meta.url)));
const MAX_LINES = 400;

const RULES = [
  { pattern: /\brequestAnimationFrame\(/, except: ["src/frame.ts"], why: "frames belong to src/frame.ts" },
  { pattern: /\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write)\b/, except: [], why: "markup strings: use src/dom.ts" },
  { pattern: /\b(eval\(|new Function\()/, except: [], why: "no code from strings" },
  { pattern: /(:|as|<)\s*any\b/, except: [], why: "no `any`" },
  { pattern: /@ts-(ignore|nocheck|expect-error)/, except: [], why: "no silenced type errors" },
  { pattern: /https?:\/\/(?!localhost)/, except: ["src/report.ts", "src/dom.ts"], why: "no other host is ever asked for anything" },
  { pattern: /@codemirror\/|@lezer\//, except: ["src/editor/"], why: "only the editor knows CodeMirror" },
  { pattern: /loopground-engine/, except: ["src/engine/holder.ts", "src/modules.d.ts"], why: "only the holder knows the engine's class" },
  { pattern: /\bconsole\.(log|debug|info)\(/, except: [], why: "no leftovers of debugging" },
];

const findings = [];
for (const folder of ["src", "styles", "test"]) {
  for (const entry of await readdir(join(web, folder), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(ts|css)$/.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    const name = relative(web, path).replaceAll("\\", "/");
    if (name.startsWith("src/generated/")) continue;
    await lint(name, await readFile(path, "utf8"));
  }
}
for (const finding of findings) console.error(finding);
if (findings.length > 0) process.exit(1);

async function lint(name, text) {
  const lines = text.split("\n");
  const say = (row, why) => findings.push(`${name}:${row}: ${why}`);
  if (!/^\/(\*\*|\*)/.test(text)) say(1, "a file opens with what is here and what is not");
  if (lines.length > MAX_LINES) say(lines.length, `more than ${MAX_LINES} lines: split it`);
  if (!text.endsWith("\n") || text.endsWith("\n\n")) say(lines.length, "a file ends with one newline");
  lines.forEach((line, i) => {
    if (/[ \t]$/.test(line)) say(i + 1, "white space at the end");
    if (line.includes("\t")) say(i + 1, "a tab");
    if (line.length > 180) say(i + 1, "longer than 180 characters");
    for (const { pattern, except, why } of RULES) {
      if (pattern.test(line) && !except.some((exception) => name.startsWith(exception))) say(i + 1, why);
    }
  });
}
