/**
 * The page: one `<loop-ground>` with navigation around it.
 *
 * Here: which program is open, its address, its draft, sharing, the theme. Not here: editing and running
 * (`element.ts`).
 */

import { examples } from "loopground-examples";
import { atom } from "./atom";
import "./element";
import { isBusy, isFresh } from "./engine/run-state";
import { browserStore, loadDrafts, saveDrafts, withEdit } from "./page/drafts";
import { type Example, findExample } from "./page/examples";
import { isFramed } from "./page/framed";
import { buildNavigation } from "./page/navigation";
import { decodeProgram, encodeProgram, MAX_PROGRAM_CHARS, parseHash } from "./page/share";
import { nextTheme, showTheme, storedTheme, storeTheme } from "./page/theme";

/** The id of a program that belongs to no example. */
const OWN = "own";
const ADDRESS_DELAY_MS = 300;

const byId = <T extends HTMLElement = HTMLElement>(id: string): T => document.getElementById(id) as T;

const element = document.querySelector("loop-ground") as HTMLElementTagNameMap["loop-ground"];
const store = isFramed() ? undefined : browserStore();
const navigation = buildNavigation(byId("examples"), byId<HTMLButtonElement>("menu"), examples);
const drafts = atom(loadDrafts(store));
const theme = atom(storedTheme());
/** The example that is open; `undefined` for a program of the reader's own. */
const open = atom<Example | undefined>(undefined);

// ---- which program ----

function show(example: Example | undefined, code: string, virtualTime: boolean): void {
  if (!isFresh(element.state)) element.reset();
  open.set(example);
  element.setAttribute("name", example === undefined ? "program.py" : `${example.id}.py`);
  element.toggleAttribute("virtual-time", virtualTime);
  element.code = code;
  drafts.set({ ...drafts.get(), current: example?.id ?? OWN });
  describeProgram();
}

function showExample(example: Example): void {
  show(example, drafts.get().edits[example.id] ?? example.code, example.virtualTime);
}

async function showAddress(): Promise<void> {
  const address = parseHash(location.hash);
  if (address.kind === "program") {
    const program = await decodeProgram(address.payload);
    if (program !== undefined) {
      const example = program.example === undefined ? undefined : findExample(examples, program.example);
      return show(example, program.code, program.virtualTime);
    }
    say("This link holds no program that can be read.");
  }
  if (address.kind === "example") {
    const example = findExample(examples, address.id);
    if (example !== undefined) return showExample(example);
    say("There is no example of that name.");
  }
  showLast();
}

/** What was open last in this browser, or the first example. */
function showLast(): void {
  const { current, edits } = drafts.get();
  const own = edits[OWN];
  if (current === OWN && own !== undefined) {
    show(undefined, own, false);
    return void writeAddress();
  }
  const first = examples[0]?.programs[0];
  const example = (current === undefined ? undefined : findExample(examples, current)) ?? first;
  if (example !== undefined) showExample(example);
  // So that going back to this step of the history comes back to this program.
  void writeAddress();
}

// ---- what is said about it ----

function describeProgram(): void {
  const example = open.get();
  byId("title").textContent = example?.title ?? "Your program";
  byId("shows").textContent = example?.shows ?? "It stays in this browser, and in the address you share.";
  byId("original").hidden = example === undefined || element.code === example.code;
  document.title = `${example?.title ?? "Your program"} · Loopground`;
  navigation.show(example?.id, new Set(Object.keys(drafts.get().edits)));
}

let addressTimer: ReturnType<typeof setTimeout> | undefined;

function edited(): void {
  const example = open.get();
  const code = element.code;
  drafts.set(withEdit(drafts.get(), example?.id ?? OWN, code, example?.code ?? ""));
  describeProgram();
  clearTimeout(addressTimer);
  addressTimer = setTimeout(() => void writeAddress(), ADDRESS_DELAY_MS);
}

/** Puts what is open into the address, without a step in the history. */
async function writeAddress(): Promise<void> {
  const example = open.get();
  const code = element.code;
  const virtualTime = element.hasAttribute("virtual-time");
  let hash = "";
  if (example !== undefined && code === example.code && virtualTime === example.virtualTime) {
    hash = `#example=${example.id}`;
  } else if (code.length <= MAX_PROGRAM_CHARS) {
    const program = { code, virtualTime, ...(example === undefined ? {} : { example: example.id }) };
    hash = `#p=${await encodeProgram(program)}`;
  }
  if (hash !== location.hash) history.replaceState(null, "", hash === "" ? location.pathname + location.search : hash);
}

/** From a frame to the whole page, with the program as it is now. */
async function openWhole(): Promise<void> {
  clearTimeout(addressTimer);
  await writeAddress();
  const url = new URL(location.href);
  url.search = "";
  window.open(url, "_blank", "noopener");
}

async function share(): Promise<void> {
  clearTimeout(addressTimer);
  await writeAddress();
  try {
    await navigator.clipboard.writeText(location.href);
    say("Link copied. The program is in the link itself; it is stored nowhere else.");
  } catch {
    say("The address of this page now holds the program: copy it from the address bar.");
  }
}

let toastTimer: ReturnType<typeof setTimeout> | undefined;

function say(text: string): void {
  const toast = byId("toast");
  toast.textContent = text;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => (toast.textContent = ""), 5_000);
}

// ---- wiring ----

function showThemeEverywhere(): void {
  showTheme(theme.get());
  element.setAttribute("theme", theme.get());
  byId("theme").setAttribute("aria-label", `Theme: ${theme.get()}`);
  byId("theme").title = `Theme: ${theme.get()}`;
}

drafts.subscribe((value) => saveDrafts(store, value));
theme.subscribe((value) => {
  storeTheme(value);
  showThemeEverywhere();
});
showThemeEverywhere();

byId("theme").addEventListener("click", () => theme.set(nextTheme(theme.get())));
// Not by its address: what stands behind `#` names programs.
byId("skip").addEventListener("click", (event) => {
  event.preventDefault();
  element.shadowRoot?.querySelector<HTMLElement>(".run")?.focus();
});
byId("share").addEventListener("click", () => void share());
byId("whole").addEventListener("click", () => void openWhole());
byId("help").addEventListener("click", () => byId<HTMLDialogElement>("about").showModal());
byId("original").addEventListener("click", () => {
  const example = open.get();
  if (example === undefined) return;
  drafts.set(withEdit(drafts.get(), example.id, example.code, example.code));
  showExample(example);
  void writeAddress();
});
byId("new").addEventListener("click", () => {
  show(undefined, drafts.get().edits[OWN] ?? "import asyncio\n\n\nasync def main():\n    \n\n\nasyncio.run(main())\n", false);
  void writeAddress();
  element.focus();
});
element.addEventListener("loopground-change", edited);
new MutationObserver(() => void writeAddress()).observe(element, { attributeFilter: ["virtual-time"] });

// The keys work wherever the reader is on the page; inside the element it sees them first.
document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || document.querySelector("dialog[open]") !== null) return;
  const mod = event.ctrlKey || event.metaKey;
  if (mod && event.key === "Enter") element.run();
  else if (isBusy(element.state) && (event.key === "Escape" || (mod && event.key === "."))) element.stop();
  else return;
  event.preventDefault();
});

addEventListener("hashchange", () => void showAddress());
void showAddress();
