/** The messages between page and session, both ways, as the session's own source declares them. */

import type { FromSession } from "./generated/messages";

export type { FromSession, OutputStream, RunOptions, ToSession } from "./generated/messages";

/** What is wrong with a program, for an editor. */
export type Diagnostic = Omit<Extract<FromSession, { type: "diagnostic" }>, "type">;
