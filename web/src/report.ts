/** Where a reader can report a bug of ours: an address that is only visited when the reader follows it. */

import type { EngineInfo } from "./engine/client";

export const REPOSITORY = "https://github.com/loopground/loopground";

const MAX_BODY = 4_000;

export function reportUrl(message: string, info: EngineInfo | undefined): string {
  const body = [
    "What I did (the program, if you can share it):",
    "",
    "",
    "What happened:",
    "```",
    message.slice(0, MAX_BODY),
    "```",
    `Engine: ${info ? `${info.version}, Python ${info.pythonVersion}` : "did not load"}`,
  ].join("\n");
  const query = new URLSearchParams({ title: "Internal error in the page", body });
  return `${REPOSITORY}/issues/new?${query.toString()}`;
}
