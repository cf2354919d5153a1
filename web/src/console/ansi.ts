/**
 * The control characters of a program's output that a terminal would obey.
 *
 * Here: newline, carriage return, backspace, erase to the end of the line, and colours (SGR). Every other
 * escape sequence is left out of what is shown. A pure function: what is unfinished is handed back.
 */

/** Class names of a colour and weight, in the order of a style sheet; empty: the stream's own. */
export type Rendition = string;

export interface Run {
  readonly control: "text" | "newline" | "return" | "backspace" | "erase";
  readonly text: string;
  readonly rendition: Rendition;
}

export interface Parsed {
  readonly runs: Run[];
  /** What holds for the text that comes next. */
  readonly rendition: Rendition;
  /** The start of a sequence whose end has not come yet. */
  readonly carry: string;
}

const COLOURS = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];
/** A sequence that never ends must not hide what follows it. */
const MAX_SEQUENCE = 64;

const SPECIAL = /[\n\r\b\u0007]|\u001b(?:\[[0-9;:?]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[^[\]])/g;
const UNFINISHED = /\u001b(?:\[[0-9;:?]*|\][^\u0007\u001b]*)?$/;

export function parseText(text: string, rendition: Rendition): Parsed {
  const unfinished = text.includes("\u001b") ? UNFINISHED.exec(text) : null;
  const carry = unfinished !== null && unfinished[0].length <= MAX_SEQUENCE ? unfinished[0] : "";
  const whole = carry === "" ? text : text.slice(0, -carry.length);
  const runs: Run[] = [];
  let at = 0;
  for (const match of whole.matchAll(SPECIAL)) {
    if (match.index > at) runs.push({ control: "text", text: whole.slice(at, match.index), rendition });
    at = match.index + match[0].length;
    const found = match[0];
    if (found === "\n") runs.push({ control: "newline", text: "", rendition });
    else if (found === "\r") runs.push({ control: "return", text: "", rendition });
    else if (found === "\b") runs.push({ control: "backspace", text: "", rendition });
    else if (/^\u001b\[0?K$/.test(found)) runs.push({ control: "erase", text: "", rendition });
    else if (/^\u001b\[[0-9;]*m$/.test(found)) rendition = applySgr(found.slice(2, -1), rendition);
  }
  if (at < whole.length) runs.push({ control: "text", text: whole.slice(at), rendition });
  return { runs, rendition, carry };
}

function applySgr(parameters: string, rendition: Rendition): Rendition {
  let classes = new Set(rendition === "" ? [] : rendition.split(" "));
  const dropColour = (): void => {
    classes = new Set([...classes].filter((name) => !name.startsWith("fg-")));
  };
  const codes = parameters.split(";").map(Number);
  for (let i = 0; i < codes.length; i += 1) {
    const code = codes[i] ?? 0;
    if (code === 0) classes.clear();
    else if (code === 1) classes.add("bold");
    else if (code === 3) classes.add("italic");
    else if (code === 4) classes.add("underline");
    else if (code === 22) classes.delete("bold");
    else if (code === 23) classes.delete("italic");
    else if (code === 24) classes.delete("underline");
    else if (code === 39) dropColour();
    else if (code === 38 || code === 48) i += codes[i + 1] === 5 ? 2 : 4;
    else if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) {
      dropColour();
      classes.add(`fg-${COLOURS[code % 10]}`);
    }
  }
  return [...classes].sort().join(" ");
}
