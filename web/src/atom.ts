/**
 * Atoms: one value each, and whoever wants to know when it changes.
 *
 * Here: the whole of the page's state management. Not here: anything that can be derived, which is computed
 * by a pure function where it is shown.
 */

export interface Readable<T> {
  get(): T;
  /** Calls `listener` after each change; returns a function that ends this. */
  subscribe(listener: (value: T) => void): () => void;
}

export interface Atom<T> extends Readable<T> {
  /** Listeners hear of it only if the value is another one (`Object.is`). */
  set(value: T): void;
}

export function atom<T>(initial: T): Atom<T> {
  let value = initial;
  const listeners = new Set<(value: T) => void>();
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of [...listeners]) listener(value);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
