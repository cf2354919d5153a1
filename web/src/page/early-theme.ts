/** Runs before the page is painted, so that a dark page does not flash white, nor a framed one its header. */

import { isFramed } from "./framed";
import { showTheme, storedTheme } from "./theme";

showTheme(storedTheme());
if (isFramed()) document.documentElement.dataset["framed"] = "";
