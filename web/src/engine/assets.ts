/**
 * Where the engine's files are, and the compiled engine: one for all elements of a page.
 *
 * The addresses are relative to this script, so the page works from any folder of any host.
 */

import { name as wasmName } from "loopground-wasm-asset";
import { name as workerName } from "loopground-worker-asset";

const here = import.meta.url;

export function workerUrl(): URL {
  return new URL(workerName, here);
}

let compiled: Promise<WebAssembly.Module> | undefined;

/** Fetches and compiles the engine once; a failure is not remembered, so the next attempt is a real one. */
export function engineModule(): Promise<WebAssembly.Module> {
  compiled ??= compile(new URL(wasmName, here)).catch((error: unknown) => {
    compiled = undefined;
    throw error;
  });
  return compiled;
}

async function compile(url: URL): Promise<WebAssembly.Module> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.href} answered ${response.status} ${response.statusText}`);
  const mime = response.headers.get("content-type") ?? "";
  // A host that does not know the type of wasm files must not keep the engine from loading.
  if (mime.startsWith("application/wasm")) return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}
