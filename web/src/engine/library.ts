/**
 * The parts of Python's standard library that are not in the engine: files beside the scripts.
 *
 * A part is fetched when a program imports from it, by whatever holds the session: the page never sees it. The first
 * is fetched while the engine is. Not here: which module is in which part; the engine knows.
 */

import { parts } from "loopground-library-assets";

/** What nearly every program begins with. */
export const START = "start";

const underWay = new Map<string, Promise<Uint8Array>>();

/** Fetches a part once; a failure is not remembered, so the next import is a new attempt. */
export function fetchPart(part: string): Promise<Uint8Array> {
  const known = underWay.get(part);
  if (known !== undefined) return known;
  const fetched = fetchNow(part);
  underWay.set(part, fetched);
  fetched.catch(() => underWay.delete(part));
  return fetched;
}

async function fetchNow(part: string): Promise<Uint8Array> {
  const name = parts[part];
  if (name === undefined) throw new Error("the page was built without it");
  const url = new URL(name, import.meta.url);
  const response = await fetch(url).catch((error: unknown) => {
    throw new Error(`${url.href}: ${String(error)}`);
  });
  if (!response.ok) throw new Error(`${url.href} answered ${response.status} ${response.statusText}`.trim());
  return new Uint8Array(await response.arrayBuffer());
}
