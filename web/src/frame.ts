/**
 * The one owner of `requestAnimationFrame`.
 *
 * Whoever has something to draw hands in a function; all of them run once, in the order in which they came,
 * in the next frame. A function that is handed in twice before the frame runs once. In a hidden page the
 * browser makes no frames, and the work goes on at a slow pace by a timer, so that output keeps flowing.
 */

const HIDDEN_PACE_MS = 100;

const pending = new Set<() => void>();
let armed = false;

export function nextFrame(draw: () => void): void {
  pending.add(draw);
  if (armed) return;
  armed = true;
  if (document.hidden) setTimeout(flush, HIDDEN_PACE_MS);
  else requestAnimationFrame(flush);
}

function flush(): void {
  armed = false;
  const draws = [...pending];
  pending.clear();
  for (const draw of draws) {
    try {
      draw();
    } catch (error) {
      // One broken drawing must not take the others with it.
      reportError(error);
    }
  }
}

// A frame asked for just before the page was hidden would wait until it is shown again.
if (typeof document !== "undefined") {
  document.addEventListener("visibilitychange", () => {
    if (armed && document.hidden) setTimeout(flush, HIDDEN_PACE_MS);
  });
}
