/**
 * `npm run build -- --outdir DIR [--engine DIR] [--dev]`: the static page, from these sources and an engine.
 *
 * The page works from any folder of any host: every address in it is relative. Files below `assets/` carry a
 * hash of what is in them and can be cached for ever; `index.html`, `embed.html`, `loop-ground.js` and the
 * icon keep their names.
 */

import { createHash } from "node:crypto";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build, transform } from "esbuild";
import { readExamples } from "./examples.mjs";

const web = dirname(dirname(fileURLToPath(import.meta.url)));
const { values: options } = parseArgs({
  options: {
    outdir: { type: "string", default: "../dist" },
    engine: { type: "string", default: "engine" },
    dev: { type: "boolean", default: false },
  },
});
const outdir = resolve(options.outdir);
const engine = resolve(options.engine);
const assets = join(outdir, "assets");

for (const file of ["loopground_wasm.js", "loopground_wasm_bg.wasm"]) {
  if (existsSync(join(engine, file))) continue;
  console.error(`${relative(process.cwd(), join(engine, file))} is missing: \`cargo xtask build\` makes it`);
  process.exit(1);
}

const shared = {
  absWorkingDir: web,
  bundle: true,
  format: "esm",
  target: ["chrome111", "firefox121", "safari17.5"],
  minify: !options.dev,
  sourcemap: options.dev ? "inline" : false,
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
  outdir: assets,
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  alias: { "loopground-engine": join(engine, "loopground_wasm.js") },
};

const wasmName = await writeHashed("engine", "wasm", await readFile(join(engine, "loopground_wasm_bg.wasm")));
const parts = await library();
const worker = await build({
  ...shared,
  entryPoints: { worker: "src/engine/worker.ts", theme: "src/page/early-theme.ts" },
  plugins: [provide("loopground-library-assets", { parts })],
});
const examples = await readExamples(join(web, "examples"));
const scripts = await build({
  ...shared,
  entryPoints: { page: "src/page.ts", element: "src/element.ts" },
  splitting: true,
  plugins: [
    provide("loopground-wasm-asset", { name: wasmName }),
    provide("loopground-library-assets", { parts }),
    provide("loopground-worker-asset", { name: outputOf(worker, "src/engine/worker.ts") }),
    provide("loopground-examples", { examples }),
    cssText(),
  ],
});
const sheet = await build({ ...shared, entryPoints: { page: "styles/page.css" } });

await mkdir(outdir, { recursive: true });
const elementName = outputOf(scripts, "src/element.ts");
await writeFile(join(outdir, "loop-ground.js"), `export * from "./assets/${elementName}";\n`);
await cp(join(web, "public"), outdir, { recursive: true });
const first = examples.flatMap((group) => group.programs)[0];
for (const page of ["index.html", "embed.html"]) {
  const html = await readFile(join(web, page), "utf8");
  await writeFile(
    join(outdir, page),
    html
      .replaceAll("%PRELOADS%", preloads())
      .replaceAll("%STYLE%", `assets/${outputOf(sheet, "styles/page.css")}`)
      .replaceAll("%PAGE%", `assets/${outputOf(scripts, "src/page.ts")}`)
      .replaceAll("%THEME%", `assets/${outputOf(worker, "src/page/early-theme.ts")}`)
      .replaceAll("%FIRST_PROGRAM%", escapeHtml(first.code)),
  );
}
await removeStale();

/** The file name that esbuild gave to what came from `source`. */
function outputOf(result, source) {
  const found = Object.entries(result.metafile.outputs).find(([, output]) => output.entryPoint === source);
  return found[0].split("/").at(-1);
}

/** What the page is going to need anyway, asked for before its scripts get there. */
function preloads() {
  const outputs = Object.entries(scripts.metafile.outputs);
  const [, page] = outputs.find(([, output]) => output.entryPoint === "src/page.ts");
  const chunks = page.imports.filter(({ kind }) => kind === "import-statement").map(({ path }) => path.split("/").at(-1));
  const [editor] = outputs.find(([, output]) => output.entryPoint === "src/editor/editor.ts");
  return [
    ...[...chunks, editor.split("/").at(-1)].map((file) => `<link rel="modulepreload" href="assets/${file}">`),
    `<link rel="preload" as="fetch" type="application/wasm" crossorigin href="assets/${wasmName}">`,
  ].join("\n");
}

/** The parts of the standard library, by name; an engine that carries all of it has none. */
async function library() {
  const folder = join(engine, "library");
  if (!existsSync(folder)) return {};
  const names = {};
  for (const file of (await readdir(folder)).sort()) {
    const part = file.replace(/\.txt$/, "");
    names[part] = await writeHashed(`library-${part}`, "txt", await readFile(join(folder, file)));
  }
  return names;
}

async function writeHashed(name, extension, bytes) {
  const hash = createHash("sha256").update(bytes).digest("base64url").replace(/[^a-zA-Z0-9]/g, "").slice(0, 8).toUpperCase();
  await mkdir(assets, { recursive: true });
  await writeFile(join(assets, `${name}-${hash}.${extension}`), bytes);
  return `${name}-${hash}.${extension}`;
}

/** A module that exists only in the build. */
function provide(name, exports) {
  return {
    name,
    setup(build) {
      build.onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path: name, namespace: "provided" }));
      build.onLoad({ filter: new RegExp(`^${name}$`), namespace: "provided" }, () => ({
        contents: Object.entries(exports).map(([key, value]) => `export const ${key} = ${JSON.stringify(value)};`).join("\n"),
      }));
    },
  };
}

/** Style sheets that scripts import are text: they go into shadow roots. */
function cssText() {
  return {
    name: "css-text",
    setup(build) {
      build.onLoad({ filter: /src\/.*\.css$/ }, async ({ path }) => {
        const { code } = await transform(await readFile(path, "utf8"), { loader: "css", minify: !options.dev });
        return { contents: code, loader: "text" };
      });
    },
  };
}

/** Files of an earlier build are not served for ever. */
async function removeStale() {
  const written = new Set([wasmName, ...Object.values(parts)]);
  for (const { metafile } of [worker, scripts, sheet]) {
    for (const output of Object.keys(metafile.outputs)) written.add(output.split("/").at(-1));
  }
  for (const file of await readdir(assets)) if (!written.has(file)) await rm(join(assets, file));
}

function escapeHtml(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
