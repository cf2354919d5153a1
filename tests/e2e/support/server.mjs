/**
 * A static file server, as dull as any host of static pages: no special header, no rewriting.
 *
 * `mount` is the sub-path under which the folder appears. `hook` may answer a request itself, to play a host
 * that misbehaves; it returns true when it did.
 */

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".json": "application/json",
};

export async function serve(folder, { mount = "/", headers = {}, hook = () => false } = {}) {
  const requests = [];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    requests.push(path);
    if (await hook(path, response)) return;
    const inside = path.startsWith(mount) ? normalize(path.slice(mount.length)) : "..";
    const file = join(folder, inside === "." || inside === "" ? "index.html" : inside);
    try {
      if (inside.startsWith("..")) throw new Error("outside");
      const body = await readFile(file);
      response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", ...headers });
      response.end(body);
    } catch {
      response.writeHead(404, { "content-type": "text/plain" }).end("not here");
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    url: origin + mount,
    requests,
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}
