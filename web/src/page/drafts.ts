/**
 * What a reader changed and did not share, kept in this browser.
 *
 * A store that is full, forbidden or holds nonsense is treated as empty: the page works without it.
 */

const KEY = "loopground.drafts";
/** Old edits go first when there are more. */
const MAX_EDITS = 40;

export interface Drafts {
  /** What was open last. */
  current: string | undefined;
  /** Edited programs by example, oldest first. */
  edits: Record<string, string>;
}

export type Store = Pick<Storage, "getItem" | "setItem">;

export function loadDrafts(store: Store | undefined): Drafts {
  const empty: Drafts = { current: undefined, edits: {} };
  try {
    const value: unknown = JSON.parse(store?.getItem(KEY) ?? "null");
    if (typeof value !== "object" || value === null) return empty;
    const { current, edits } = value as { current?: unknown; edits?: unknown };
    if (typeof current === "string") empty.current = current;
    if (typeof edits === "object" && edits !== null) {
      for (const [id, code] of Object.entries(edits)) if (typeof code === "string") empty.edits[id] = code;
    }
    return empty;
  } catch {
    return empty;
  }
}

export function saveDrafts(store: Store | undefined, drafts: Drafts): void {
  try {
    store?.setItem(KEY, JSON.stringify(drafts));
  } catch {
    // Nothing to be done: the address still holds the program.
  }
}

/** The drafts with `code` kept for `id`, or with nothing kept when it is the original again. */
export function withEdit(drafts: Drafts, id: string, code: string, original: string): Drafts {
  const edits = Object.fromEntries(Object.entries(drafts.edits).filter(([other]) => other !== id));
  if (code !== original) edits[id] = code;
  const kept = Object.entries(edits).slice(-MAX_EDITS);
  return { current: id, edits: Object.fromEntries(kept) };
}

/** The browser's store, if this page may have it. */
export function browserStore(): Store | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}
