/** The parts of the element, built once per element. Here: structure and words. Not here: behaviour. */

import { h, icon } from "../dom";

export interface Parts {
  root: HTMLElement;
  run: HTMLButtonElement;
  stop: HTMLButtonElement;
  reset: HTMLButtonElement;
  virtualTime: HTMLInputElement;
  fileName: HTMLElement;
  version: HTMLElement;
  panes: HTMLElement;
  code: HTMLElement;
  editor: HTMLElement;
  slot: HTMLSlotElement;
  splitter: HTMLElement;
  console: ConsoleParts;
}

export interface ConsoleParts {
  pane: HTMLElement;
  status: HTMLElement;
  clock: HTMLElement;
  copy: HTMLButtonElement;
  scroller: HTMLElement;
  lines: HTMLElement;
  placeholder: HTMLElement;
  form: HTMLFormElement;
  prompt: HTMLElement;
  input: HTMLInputElement;
  broken: HTMLElement;
  report: HTMLAnchorElement;
  details: HTMLElement;
}

const RUN = "M4.5 2.8v10.4a.6.6 0 0 0 .9.5l8.3-5.2a.6.6 0 0 0 0-1L5.4 2.3a.6.6 0 0 0-.9.5Z";
const STOP = "M4.5 3.5h7a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1Z";
const RESET = "M8 2.5a5.5 5.5 0 1 1-5.3 4l1.4.4A4 4 0 1 0 8 4v2.2L4.6 3.3 8 .5v2Z";

function button(className: string, glyph: string, label: string, title: string): HTMLButtonElement {
  const attributes = { type: "button", class: className, title };
  return h("button", attributes, icon(glyph), h("span", { class: "label" }, label));
}

export function buildParts(): Parts {
  const run = button("run", RUN, "Run", "Run the program (Ctrl+Enter, ⌘ Enter)");
  const stop = button("stop", STOP, "Stop", "Stop the program as Ctrl-C does (Escape, Ctrl+.)");
  const reset = button("reset", RESET, "Reset", "Clear the console and start a fresh interpreter");
  reset.setAttribute("aria-label", "Reset");
  const virtualTime = h("input", { type: "checkbox", role: "switch", class: "switch" });
  const virtualTitle = "Nothing takes time: when everybody waits, the clock jumps to the next deadline";
  const virtual = h("label", { class: "virtual", title: virtualTitle }, virtualTime, h("span", {}, "Virtual time"));
  const tools = h("div", { class: "tools", role: "toolbar", "aria-label": "Program" }, run, stop, reset, virtual);

  const fileName = h("span", { class: "file" });
  const version = h("span", { class: "version" });
  const slot = h("slot");
  const editor = h("div", { class: "editor" }, slot);
  const code = h(
    "section",
    { class: "pane code" },
    h("div", { class: "head" }, fileName, version),
    editor,
  );
  const splitter = h("div", {
    class: "splitter",
    role: "separator",
    tabindex: "0",
    "aria-label": "Width of the program against the output",
    "aria-orientation": "vertical",
    "aria-valuemin": "20",
    "aria-valuemax": "80",
    "aria-valuenow": "50",
  });
  const output = buildConsole();
  const panes = h("div", { class: "panes" }, code, splitter, output.pane);
  const root = h("div", { class: "lg", part: "base" }, tools, panes);
  return { root, run, stop, reset, virtualTime, fileName, version, panes, code, editor, slot, splitter, console: output };
}

function buildConsole(): ConsoleParts {
  const status = h("span", { class: "status", role: "status", "aria-live": "polite" });
  const clock = h("span", { class: "clock", "aria-hidden": "true" });
  const copy = h("button", { type: "button", class: "quiet", title: "Copy the output" }, "Copy");
  const head = h("div", { class: "head" }, h("h2", {}, "Output"), status, clock, copy);
  const lines = h("div", { class: "lines" });
  const placeholder = h("p", { class: "placeholder" });
  const prompt = h("label", { class: "prompt", for: "line" });
  const input = h("input", {
    id: "line",
    type: "text",
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    enterkeyhint: "send",
    "aria-label": "Input for the program",
  });
  const send = h("button", { type: "submit", class: "send", title: "Send the line (Enter); Ctrl+D ends the input" }, "Enter");
  const form = h("form", { class: "input", hidden: true }, prompt, input, send);
  const report = h("a", { target: "_blank", rel: "noreferrer" }, "Report it");
  const details = h("pre", {});
  const broken = h(
    "div",
    { class: "broken", role: "alert", hidden: true },
    h("strong", {}, "Internal error"),
    h("p", {}, "Loopground itself broke, not your program. The next Run starts a fresh interpreter. ", report),
    h("details", {}, h("summary", {}, "What happened"), details),
  );
  const scroller = h(
    "div",
    { class: "console", role: "log", "aria-live": "off", "aria-label": "Output of the program", tabindex: "0" },
    placeholder,
    lines,
    form,
    broken,
  );
  const pane = h("section", { class: "pane out" }, head, scroller);
  return { pane, status, clock, copy, scroller, lines, placeholder, form, prompt, input, broken, report, details };
}
