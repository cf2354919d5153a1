/**
 * The output half of the element: what the program prints, the line it asks for, and how its run stands.
 *
 * Here: the console as a [`Sink`] of the client, the input line, the status. Not here: how lines are kept
 * (`console/buffer.ts`) and drawn (`console/view.ts`).
 */

import { ConsoleBuffer, type PieceKind } from "../console/buffer";
import { ConsoleView } from "../console/view";
import type { Client } from "../engine/client";
import { describe, isBusy, type RunState, seconds } from "../engine/run-state";
import { nextFrame } from "../frame";
import { reportUrl } from "../report";
import type { ConsoleParts } from "./template";

export class ConsolePane {
  readonly buffer = new ConsoleBuffer();
  readonly #view: ConsoleView;
  readonly #parts: ConsoleParts;
  readonly #tick = (): void => this.#drawClock();
  #client: Client | undefined;

  constructor(parts: ConsoleParts) {
    this.#parts = parts;
    this.#view = new ConsoleView(this.buffer, parts.scroller, parts.lines);
    this.setPlaceholder(`Press Run (${runKeys()}) to see what this program prints.`);
    parts.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#answer();
    });
    parts.input.addEventListener("keydown", (event) => {
      if (event.key !== "d" || !event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      if (parts.input.value === "") this.#endOfInput();
    });
    // A click on the console goes to the line that is asked for, unless it was to select text.
    parts.scroller.addEventListener("click", (event) => {
      if (event.target !== parts.input && !parts.form.hidden && getSelection()?.isCollapsed !== false) parts.input.focus();
    });
    parts.copy.addEventListener("click", () => void this.#copy());
  }

  attach(client: Client): void {
    this.#client = client;
    client.state.subscribe((state) => this.#show(state));
    this.#show(client.state.get());
  }

  setPlaceholder(text: string): void {
    this.#parts.placeholder.textContent = text;
  }

  /** An empty console, for a new run. */
  clear(): void {
    this.buffer.clear();
    this.#parts.placeholder.hidden = true;
    this.#view.followEnd();
  }

  /** An empty console that says what to do. */
  restart(): void {
    this.clear();
    this.#parts.placeholder.hidden = false;
  }

  append(kind: PieceKind, text: string): void {
    this.#parts.placeholder.hidden = true;
    this.buffer.append(kind, text);
    this.#view.invalidate();
  }

  noteDropped(lines: number): void {
    this.buffer.noteDropped(lines);
    this.#view.invalidate();
  }

  notice(text: string): void {
    this.#parts.placeholder.hidden = true;
    this.buffer.breakLine();
    for (const line of text.replace(/\n$/, "").split("\n")) this.buffer.notice(line);
    this.#view.invalidate();
  }

  #show(state: RunState): void {
    const { status, clock, broken, details, report, pane } = this.#parts;
    const { text, tone } = describe(state);
    if (status.textContent !== text) status.textContent = text;
    pane.dataset["tone"] = tone;
    pane.dataset["state"] = state.kind;
    clock.hidden = state.kind !== "running";
    if (state.kind === "running") nextFrame(this.#tick);
    broken.hidden = state.kind !== "broken";
    if (state.kind === "broken") {
      details.textContent = state.message;
      report.href = reportUrl(state.message, this.#client?.info.get());
    }
    this.#showInput(state);
    this.#view.invalidate();
  }

  #showInput(state: RunState): void {
    const { form, input, prompt } = this.#parts;
    const wanted = state.kind === "running" ? state.prompt : undefined;
    if (wanted === undefined) {
      if (form.hidden) return;
      form.hidden = true;
      input.value = "";
      this.#view.holdOpenLine(false);
      return;
    }
    if (!form.hidden) return;
    // Usually the program printed its prompt itself; one that is only told of is shown all the same.
    if (!this.buffer.openLineText().endsWith(wanted)) this.append("stdout", wanted);
    this.#parts.placeholder.hidden = true;
    prompt.textContent = this.buffer.openLineText();
    form.hidden = false;
    this.#view.holdOpenLine(true);
    this.#view.followEnd();
    input.focus({ preventScroll: true });
  }

  #answer(): void {
    const { input } = this.#parts;
    const text = input.value;
    input.value = "";
    this.append("input", `${text}\n`);
    this.#client?.input(text);
  }

  #endOfInput(): void {
    this.append("input", "\n");
    this.#client?.endOfInput();
  }

  /** Counts the seconds of a run that goes on, for the eye only. */
  #drawClock(): void {
    const state = this.#client?.state.get();
    if (state === undefined || !isBusy(state) || state.kind !== "running") return;
    const elapsed = performance.now() - state.since;
    // A short program's clock would only flicker.
    const text = elapsed < 400 ? "" : seconds(elapsed).replace(/\d ms$/, "0 ms").replace(/\d s$/, " s");
    if (this.#parts.clock.textContent !== text) this.#parts.clock.textContent = text;
    nextFrame(this.#tick);
  }

  async #copy(): Promise<void> {
    const { copy } = this.#parts;
    try {
      await navigator.clipboard.writeText(this.buffer.text());
      copy.textContent = "Copied";
    } catch {
      copy.textContent = "Not allowed";
    }
    setTimeout(() => (copy.textContent = "Copy"), 1_500);
  }
}

/** As the reader's keyboard has it. */
function runKeys(): string {
  return /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘ Enter" : "Ctrl+Enter";
}
