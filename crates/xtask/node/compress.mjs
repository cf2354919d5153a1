// Writes name.br and name.gz beside each file that gains from it. Usage: node compress.mjs DIR
// Hosts that serve precompressed files use them; `cargo xtask serve` and `cargo xtask size` do.
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const WORTH = new Set([".css", ".html", ".js", ".json", ".map", ".mjs", ".py", ".svg", ".txt", ".wasm", ".bin", ".data"]);
const SMALLEST = 256;

const [smallBrotli, smallGzip] = [promisify(brotliCompress), promisify(gzip)];

/** @param {string} file */
async function compress(file) {
  const bytes = readFileSync(file);
  if (bytes.length < SMALLEST) return;
  const text = extname(file) !== ".wasm";
  const [brotli, gzipped] = await Promise.all([
    smallBrotli(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
        [constants.BROTLI_PARAM_MODE]: text ? constants.BROTLI_MODE_TEXT : constants.BROTLI_MODE_GENERIC,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    }),
    smallGzip(bytes, { level: constants.Z_BEST_COMPRESSION }),
  ]);
  if (brotli.length < bytes.length) writeFileSync(`${file}.br`, brotli);
  if (gzipped.length < bytes.length) writeFileSync(`${file}.gz`, gzipped);
}

const files = [];
for (const entry of readdirSync(process.argv[2], { recursive: true, withFileTypes: true })) {
  const file = join(entry.parentPath ?? entry.path, entry.name);
  if (!entry.isFile() || file.endsWith(".br") || file.endsWith(".gz")) continue;
  rmSync(`${file}.br`, { force: true });
  rmSync(`${file}.gz`, { force: true });
  if (WORTH.has(extname(file))) files.push(file);
}
// Node's pool of threads takes as many at once as there are cores for.
await Promise.all(files.map(compress));
