/** The attributes of `<loop-ground>`, read into one value. A pure function: bad values fall back, never throw. */

import type { RunOptions } from "../messages";

export const ATTRIBUTES = [
  "name",
  "layout",
  "theme",
  "virtual-time",
  "seed",
  "args",
  "max-memory",
  "max-steps",
  "readonly",
  "load",
  "autorun",
] as const;

export interface Settings {
  /** The program's file name: `__file__` and `sys.argv[0]`. */
  name: string;
  layout: "auto" | "stacked" | "split" | "fill";
  theme: "auto" | "light" | "dark";
  /** When the engine is fetched: on the first sign of use, or as soon as the element is seen. */
  load: "used" | "seen";
  readonly: boolean;
  autorun: boolean;
  args: string[];
  options: RunOptions;
}

export type GetAttribute = (name: (typeof ATTRIBUTES)[number]) => string | null;

export function readSettings(get: GetAttribute): Settings {
  const has = (name: (typeof ATTRIBUTES)[number]): boolean => get(name) !== null;
  const options: RunOptions = { virtual_time: has("virtual-time") };
  const seed = wholeNumber(get("seed"));
  const memory = byteCount(get("max-memory"));
  const steps = wholeNumber(get("max-steps"));
  if (seed !== undefined) options.seed = seed;
  if (memory !== undefined) options.max_memory = memory;
  if (steps !== undefined) options.max_steps = steps;
  return {
    name: fileName(get("name")),
    layout: oneOf(get("layout"), ["auto", "stacked", "split", "fill"]),
    theme: oneOf(get("theme"), ["auto", "light", "dark"]),
    load: oneOf(get("load"), ["used", "seen"]),
    readonly: has("readonly"),
    autorun: has("autorun"),
    args: (get("args") ?? "").split(/\s+/).filter((word) => word !== ""),
    options,
  };
}

function oneOf<T extends string>(value: string | null, allowed: readonly [T, ...T[]]): T {
  return allowed.find((candidate) => candidate === value) ?? allowed[0];
}

function fileName(value: string | null): string {
  const name = (value ?? "").trim();
  if (name === "") return "main.py";
  return name.endsWith(".py") ? name : `${name}.py`;
}

function wholeNumber(value: string | null): number | undefined {
  if (value === null || !/^\d+$/.test(value.trim())) return undefined;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : undefined;
}

/** `64M`, `1G`, `500000`: bytes, with the usual powers of 1024. */
function byteCount(value: string | null): number | undefined {
  const match = /^(\d+)\s*([KMG]?)i?B?$/i.exec(value?.trim() ?? "");
  if (match === null) return undefined;
  const power = ["", "K", "M", "G"].indexOf((match[2] ?? "").toUpperCase());
  return Number(match[1]) * 1024 ** power;
}
