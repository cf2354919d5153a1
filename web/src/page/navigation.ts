/** The list of examples at the side, and on small screens in a drawer. */

import { h } from "../dom";
import type { ExampleGroup } from "./examples";

export interface Navigation {
  /** Marks the example that is open; `edited` ones carry a dot. */
  show(current: string | undefined, edited: ReadonlySet<string>): void;
}

export function buildNavigation(nav: HTMLElement, toggle: HTMLButtonElement, groups: readonly ExampleGroup[]): Navigation {
  const links = new Map<string, HTMLAnchorElement>();
  for (const group of groups) {
    const list = h("ul", { role: "list" });
    for (const program of group.programs) {
      const link = h("a", { href: `#example=${program.id}`, title: program.shows }, program.title);
      links.set(program.id, link);
      list.append(h("li", {}, link));
    }
    nav.append(h("h2", {}, group.title), list);
  }
  const open = (yes: boolean): void => {
    document.body.toggleAttribute("data-drawer", yes);
    toggle.setAttribute("aria-expanded", String(yes));
  };
  toggle.addEventListener("click", () => {
    const yes = !document.body.hasAttribute("data-drawer");
    open(yes);
    if (yes) (nav.querySelector<HTMLElement>("[aria-current]") ?? nav.querySelector("a"))?.focus();
  });
  nav.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("a, button") !== null) open(false);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !document.body.hasAttribute("data-drawer")) return;
    open(false);
    toggle.focus();
  });
  document.getElementById("shade")?.addEventListener("click", () => open(false));
  return {
    show(current, edited) {
      const own = document.getElementById("new");
      if (current === undefined) own?.setAttribute("aria-current", "page");
      else own?.removeAttribute("aria-current");
      for (const [id, link] of links) {
        if (id === current) link.setAttribute("aria-current", "page");
        else link.removeAttribute("aria-current");
        link.classList.toggle("edited", edited.has(id));
      }
    },
  };
}
