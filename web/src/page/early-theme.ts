/** Runs before the page is painted, so that a dark page does not flash white. */

import { showTheme, storedTheme } from "./theme";

showTheme(storedTheme());
