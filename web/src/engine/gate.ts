/**
 * What keeps a program that prints without end from drowning the page.
 *
 * The session's messages queue here, on the session's side. One batch at a time is under way to the page; the
 * next leaves when the page has drawn it. Meanwhile output of one stream is joined, and the program is held
 * when it is ahead of the page. When more waits than the page could show all the same, the oldest lines go, and
 * are counted. Only output is ever dropped.
 */

import type { FromSession } from "../messages";

type Output = Extract<FromSession, { type: "output" }>;

export const MAX_WAITING_CHARS = 64 * 1024;
export const MAX_WAITING_LINES = 2_000;

export interface GateHooks {
  /** Takes a batch to the page. */
  send(batch: FromSession[]): void;
  /** Runs `flush` in a later task, so that what is printed in one slice goes together. */
  schedule(flush: () => void): void;
  /** Whether the program should wait before it prints more. */
  hold(held: boolean): void;
}

export class Gate {
  readonly #hooks: GateHooks;
  #waiting: FromSession[] = [];
  #chars = 0;
  #lines = 0;
  #scheduled = false;
  #underWay = false;
  #held = false;

  constructor(hooks: GateHooks) {
    this.#hooks = hooks;
  }

  push(message: FromSession): void {
    if (message.type === "output") this.#pushOutput(message);
    else this.#waiting.push(message);
    this.#arm();
  }

  /** The page has drawn the last batch. */
  acknowledge(): void {
    this.#underWay = false;
    this.#arm();
  }

  /** Sends what waits, whether or not the page has answered: for last words. */
  flush(): void {
    this.#scheduled = false;
    if (this.#waiting.length === 0) return;
    const batch = this.#waiting;
    this.#waiting = [];
    this.#chars = 0;
    this.#lines = 0;
    this.#underWay = true;
    this.#hooks.send(batch);
    this.#hold(false);
  }

  #hold(held: boolean): void {
    if (held === this.#held) return;
    this.#held = held;
    this.#hooks.hold(held);
  }

  #arm(): void {
    if (this.#scheduled || this.#underWay || this.#waiting.length === 0) return;
    this.#scheduled = true;
    this.#hooks.schedule(() => {
      if (this.#scheduled) this.flush();
    });
  }

  #pushOutput(message: Output): void {
    const { stream, text, dropped } = message;
    this.#chars += text.length;
    this.#lines += countLines(text);
    const last = this.#waiting.at(-1);
    if (last?.type === "output" && last.stream === stream && dropped === 0) {
      this.#waiting[this.#waiting.length - 1] = { ...last, text: last.text + text };
    } else {
      this.#waiting.push({ type: "output", stream, text, dropped });
    }
    if (this.#chars > MAX_WAITING_CHARS / 4 || this.#lines > MAX_WAITING_LINES / 4) this.#hold(true);
    if (this.#chars > MAX_WAITING_CHARS || this.#lines > MAX_WAITING_LINES) this.#trim();
  }

  /** Drops the oldest output down to half of what may wait, so that this happens seldom. */
  #trim(): void {
    let lost = 0;
    const kept: FromSession[] = [];
    for (const message of this.#waiting) {
      const tooMuch = this.#chars > MAX_WAITING_CHARS / 2 || this.#lines > MAX_WAITING_LINES / 2;
      if (message.type !== "output" || !tooMuch) {
        kept.push(lost > 0 && message.type === "output" ? withDropped(message, lost) : message);
        if (message.type === "output") lost = 0;
        continue;
      }
      const cut = this.#cut(message.text);
      const gone = message.text.slice(0, cut);
      const goneLines = countLines(gone);
      this.#chars -= gone.length;
      this.#lines -= goneLines;
      // Part of an endless line counts as a line, or its loss would not show.
      const torn = gone !== "" && !gone.endsWith("\n") ? 1 : 0;
      lost += goneLines + torn + message.dropped;
      if (cut < message.text.length) {
        const rest = { ...message, text: message.text.slice(cut), dropped: lost };
        kept.push(rest);
        lost = 0;
      }
    }
    if (lost > 0) kept.push({ type: "output", stream: "stdout", text: "", dropped: lost });
    this.#waiting = kept;
  }

  /** How much of `text` to drop: up to the end of a line where there is one. */
  #cut(text: string): number {
    const overChars = this.#chars - MAX_WAITING_CHARS / 2;
    let overLines = this.#lines - MAX_WAITING_LINES / 2;
    let at = 0;
    while (at < text.length && (at < overChars || overLines > 0)) {
      const end = text.indexOf("\n", at);
      if (end < 0) return overChars > at ? Math.min(text.length, overChars) : at;
      at = end + 1;
      overLines -= 1;
    }
    return at;
  }
}

function withDropped(message: Output, lost: number): Output {
  return { ...message, dropped: message.dropped + lost };
}

export function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}
