/**
 * What the suites share: a browser, and the two pages there are: the built one, and one around a fake engine.
 *
 * `LOOPGROUND_DIST` names the built page; without it, `dist/` at the root of the repository.
 */

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "./browser.mjs";
import { Reader } from "./page.mjs";
import { serve } from "./server.mjs";

const e2e = dirname(dirname(fileURLToPath(import.meta.url)));
const root = dirname(dirname(e2e));

export function builtPage() {
  const dist = process.env.LOOPGROUND_DIST ?? join(root, "dist");
  if (!existsSync(join(dist, "index.html"))) throw new Error(`no page in ${dist}: \`cargo xtask build\` makes it`);
  return dist;
}

/** The page around `fake-engine/`, built into a folder that goes away with the process. */
export function fakePage() {
  const outdir = mkdtempSync(join(tmpdir(), "loopground-fake-"));
  process.on("exit", () => rmSync(outdir, { recursive: true, force: true }));
  const script = join(root, "web", "scripts", "build.mjs");
  execFileSync(process.execPath, [script, "--outdir", outdir, "--engine", join(e2e, "fake-engine")], { stdio: "inherit" });
  return outdir;
}

/**
 * A suite's own browser and server. `visit(run, options)` opens the page as a new reader, hands it to `run`,
 * and closes it whatever happens; a page that made the browser complain fails the test, unless it was expected to.
 */
export async function setUp({ folder, after, mount = "/", ...serverOptions }) {
  const server = await serve(folder, { mount, ...serverOptions });
  const browser = await launch();
  after(async () => {
    await browser.close();
    await server.close();
  });
  async function visit(run, { path = "", complaints = false, ...options } = {}) {
    const reader = await Reader.open(browser, server.url + path, options);
    try {
      await run(reader, server);
      if (!complaints && reader.complaints.length > 0) {
        throw new Error(`the browser complained:\n${reader.complaints.join("\n")}`);
      }
    } finally {
      await reader.close();
    }
  }
  return { browser, server, visit };
}
