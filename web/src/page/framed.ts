/**
 * `index.html?frame#…`: the page inside a frame of somebody else's page, without its header and list.
 *
 * A framed page keeps no drafts: many of them, on different pages, would overwrite one another's.
 */

export function isFramed(): boolean {
  return new URLSearchParams(location.search).has("frame");
}
