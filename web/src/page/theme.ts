/** Light, dark, or as the system has it. */

import { browserStore } from "./drafts";

export type Theme = "auto" | "light" | "dark";

const KEY = "loopground.theme";
const ORDER: readonly Theme[] = ["auto", "light", "dark"];

export function storedTheme(): Theme {
  try {
    const value = browserStore()?.getItem(KEY);
    return ORDER.find((theme) => theme === value) ?? "auto";
  } catch {
    return "auto";
  }
}

export function nextTheme(theme: Theme): Theme {
  return ORDER[(ORDER.indexOf(theme) + 1) % ORDER.length] ?? "auto";
}

export function storeTheme(theme: Theme): void {
  try {
    browserStore()?.setItem(KEY, theme);
  } catch {
    // It holds until the page is left.
  }
}

export function showTheme(theme: Theme): void {
  document.documentElement.dataset["theme"] = theme;
}
