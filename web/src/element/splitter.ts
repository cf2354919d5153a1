/** The handle between program and output: by pointer, by arrow keys, by double click back to the middle. */

const MIN = 20;
const MAX = 80;
const STEP = 4;

export function attachSplitter(splitter: HTMLElement, panes: HTMLElement): void {
  const share = (): number => Number(splitter.getAttribute("aria-valuenow"));
  const set = (percent: number): void => {
    const clamped = Math.round(Math.min(MAX, Math.max(MIN, percent)));
    splitter.setAttribute("aria-valuenow", String(clamped));
    panes.style.setProperty("--_split", `${clamped}%`);
  };
  /** Side by side, or one above the other: the style sheet decides by the room there is. */
  const stacked = (): boolean => getComputedStyle(panes).flexDirection === "column";

  splitter.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    splitter.setPointerCapture(event.pointerId);
    splitter.classList.add("dragging");
  });
  splitter.addEventListener("pointermove", (event) => {
    if (!splitter.hasPointerCapture(event.pointerId)) return;
    const box = panes.getBoundingClientRect();
    const at = stacked() ? (event.clientY - box.top) / box.height : (event.clientX - box.left) / box.width;
    set(at * 100);
  });
  const end = (): void => splitter.classList.remove("dragging");
  splitter.addEventListener("pointerup", end);
  splitter.addEventListener("pointercancel", end);
  splitter.addEventListener("dblclick", () => set(50));
  splitter.addEventListener("keydown", (event) => {
    const less = stacked() ? "ArrowUp" : "ArrowLeft";
    const more = stacked() ? "ArrowDown" : "ArrowRight";
    if (event.key === less) set(share() - STEP);
    else if (event.key === more) set(share() + STEP);
    else if (event.key === "Home") set(MIN);
    else if (event.key === "End") set(MAX);
    else return;
    event.preventDefault();
  });
}
