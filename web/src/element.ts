/**
 * `<loop-ground>`: a Python program that can be edited and run where it stands.
 *
 * Here: the custom element; its attributes, properties, methods and events are the table in `web/README.md`.
 * Not here: navigation, examples, sharing: those are the page's (`page.ts`).
 *
 * Invariant: until it is seen the element has fetched neither editor nor engine, and its program is there as
 * plain text; until it is used (or `load="seen"`) it has not fetched the engine.
 */

import type { Editor } from "./editor/editor";
import { ATTRIBUTES, readSettings, type Settings } from "./element/attributes";
import { tidyCode } from "./element/code";
import { ConsolePane } from "./element/console-pane";
import { attachSplitter } from "./element/splitter";
import styles from "./element/element.css";
import { buildParts, type Parts } from "./element/template";
import { Client } from "./engine/client";
import { isBusy, type RunState } from "./engine/run-state";
import type { Diagnostic } from "./messages";

export interface LoopGroundEvents {
  /** The program was edited. */
  "loopground-change": CustomEvent<{ code: string }>;
  /** A run went on to its next state. */
  "loopground-state": CustomEvent<{ state: RunState }>;
}

let sheet: CSSStyleSheet | undefined;

function sharedSheet(): CSSStyleSheet {
  if (sheet === undefined) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
  }
  return sheet;
}

export class LoopGround extends HTMLElement {
  static readonly observedAttributes = ATTRIBUTES;

  readonly #parts: Parts = buildParts();
  readonly #console = new ConsolePane(this.#parts.console);
  readonly #client: Client;
  #diagnostics: Diagnostic[] = [];
  #code = "";
  #editor: Editor | undefined;
  #editorAsked = false;
  #started = false;
  #watcher: IntersectionObserver | undefined;

  constructor() {
    super();
    const shadow = this.attachShadow({ mode: "open", delegatesFocus: false });
    shadow.adoptedStyleSheets = [sharedSheet()];
    shadow.append(this.#parts.root);
    this.#client = new Client({
      output: (stream, text, dropped) => {
        this.#console.noteDropped(dropped);
        this.#console.append(stream, text);
      },
      notice: (text) => this.#console.notice(text),
      diagnostic: (diagnostic) => {
        this.#diagnostics.push(diagnostic);
        this.#editor?.showDiagnostics(this.#diagnostics);
      },
    });
    this.#console.attach(this.#client);
    this.#client.state.subscribe((state) => this.#show(state));
    this.#listen();
    this.#show(this.#client.state.get());
  }

  connectedCallback(): void {
    this.#applySettings();
    if (!this.#started) {
      this.#started = true;
      // The parser may not have reached the children yet.
      if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => this.#adopt(), { once: true });
      else this.#adopt();
    }
    this.#watcher = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) this.#seen();
    }, { rootMargin: "200px" });
    this.#watcher.observe(this);
  }

  disconnectedCallback(): void {
    this.#watcher?.disconnect();
    // Moved within the document, it lives on; taken out, its interpreter ends.
    queueMicrotask(() => {
      if (!this.isConnected) this.#client.close();
    });
  }

  attributeChangedCallback(): void {
    this.#applySettings();
  }

  /** The program. */
  get code(): string {
    return this.#editor?.code() ?? this.#code;
  }

  set code(code: string) {
    this.#code = code;
    this.#diagnostics = [];
    this.#editor?.setCode(code);
    this.#parts.slot.hidden = true;
    if (this.#editor === undefined) this.#showPlainCode();
  }

  get state(): RunState {
    return this.#client.state.get();
  }

  /** Everything the console holds. */
  get output(): string {
    return this.#console.buffer.text();
  }

  get settings(): Settings {
    return readSettings((name) => this.getAttribute(name));
  }

  run(): void {
    if (isBusy(this.state)) return;
    this.#diagnostics = [];
    this.#editor?.showDiagnostics([]);
    this.#console.clear();
    const { name, args, options } = this.settings;
    this.#client.run({ name, code: this.code, args, options });
  }

  stop(): void {
    this.#client.stop();
  }

  /** A fresh interpreter and an empty console; the program stays. */
  reset(): void {
    this.#diagnostics = [];
    this.#editor?.showDiagnostics([]);
    this.#console.restart();
    this.#client.reset();
  }

  /** Fetches the engine now, so that the first run need not wait for it. */
  warm(): void {
    this.#client.warm();
  }

  override focus(): void {
    this.#editor?.focus();
  }

  #listen(): void {
    const { run, stop, reset, virtualTime, root, splitter, panes } = this.#parts;
    run.addEventListener("click", () => this.run());
    stop.addEventListener("click", () => this.stop());
    reset.addEventListener("click", () => this.reset());
    virtualTime.addEventListener("change", () => this.toggleAttribute("virtual-time", virtualTime.checked));
    attachSplitter(splitter, panes);
    // The first sign of use: by the time of the click the engine is on its way.
    for (const sign of ["pointerenter", "focusin"]) root.addEventListener(sign, () => this.warm(), { once: true });
    root.addEventListener("keydown", (event) => this.#key(event), { capture: true });
  }

  #key(event: KeyboardEvent): void {
    const mod = event.ctrlKey || event.metaKey;
    if (mod && event.key === "Enter") this.run();
    else if (isBusy(this.state) && (event.key === "Escape" || (mod && event.key === "."))) this.stop();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #adopt(): void {
    const code = this.querySelector("pre > code");
    if (code !== null && this.#code === "") this.#code = tidyCode(code.textContent ?? "");
    const recorded = this.querySelector("pre > samp");
    if (recorded !== null) this.#console.append("stdout", `${(recorded.textContent ?? "").replace(/^\n|\s+$/g, "")}\n`);
    if (this.settings.autorun) this.run();
  }

  #seen(): void {
    this.#watcher?.disconnect();
    void this.#loadEditor();
    if (this.settings.load === "seen") this.warm();
  }

  async #loadEditor(): Promise<void> {
    if (this.#editorAsked) return;
    this.#editorAsked = true;
    try {
      const { createEditor } = await import("./editor/editor");
      this.#editor = createEditor({
        parent: this.#parts.editor,
        root: this.shadowRoot as ShadowRoot,
        code: this.#code,
        readOnly: this.settings.readonly,
        label: "Program",
        onChange: (code) => {
          this.#diagnostics = [];
          this.dispatchEvent(new CustomEvent("loopground-change", { detail: { code }, bubbles: true, composed: true }));
        },
      });
      this.#parts.slot.hidden = true;
      this.#parts.editor.querySelector("pre.plain")?.remove();
      if (this.#diagnostics.length > 0) this.#editor.showDiagnostics(this.#diagnostics);
    } catch (error) {
      // The program can still be read and run; the next time it is seen the editor gets another chance.
      this.#editorAsked = false;
      this.#console.notice("The editor could not be loaded.");
      reportError(error);
    }
  }

  /** The program as text, while there is no editor. */
  #showPlainCode(): void {
    let plain = this.#parts.editor.querySelector("pre.plain");
    if (plain === null) {
      plain = document.createElement("pre");
      plain.className = "plain";
      this.#parts.editor.append(plain);
    }
    plain.textContent = this.#code;
  }

  #applySettings(): void {
    const { name, options, theme, layout, readonly } = this.settings;
    const { root, fileName, virtualTime } = this.#parts;
    root.dataset["theme"] = theme;
    root.dataset["layout"] = layout;
    fileName.textContent = name;
    this.#parts.code.setAttribute("aria-label", `Text of ${name}`);
    this.#parts.console.pane.setAttribute("aria-label", `Output of ${name}`);
    virtualTime.checked = options.virtual_time;
    this.#editor?.setReadOnly(readonly);
  }

  #show(state: RunState): void {
    const { run, stop, root, version } = this.#parts;
    const busy = isBusy(state);
    // Not `disabled`: the button that was just pressed must keep the focus.
    run.setAttribute("aria-disabled", String(busy));
    stop.setAttribute("aria-disabled", String(!busy));
    root.toggleAttribute("data-busy", busy);
    const info = this.#client.info.get();
    version.textContent = info === undefined ? "" : `Python ${info.pythonVersion}`;
    this.dispatchEvent(new CustomEvent("loopground-state", { detail: { state }, bubbles: true, composed: true }));
  }
}

/**
 * Makes elements of code blocks that are there already: every match of `selector` (a `<code>` inside a
 * `<pre>`) is wrapped where it stands.
 */
export function attach(selector = "pre > code.language-python", attributes: Record<string, string> = {}): LoopGround[] {
  const made: LoopGround[] = [];
  for (const code of document.querySelectorAll(selector)) {
    const pre = code.closest("pre");
    if (pre === null || pre.closest("loop-ground") !== null) continue;
    const element = document.createElement("loop-ground") as LoopGround;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    // The element looks for its program when it gets into the document: by then the program must be inside.
    const { parentNode, nextSibling } = pre;
    element.append(pre);
    parentNode?.insertBefore(element, nextSibling);
    made.push(element);
  }
  return made;
}

if (customElements.get("loop-ground") === undefined) customElements.define("loop-ground", LoopGround);

declare global {
  interface HTMLElementTagNameMap {
    "loop-ground": LoopGround;
  }
  interface HTMLElementEventMap extends LoopGroundEvents {}
}
