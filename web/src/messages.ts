/** The messages between page and session, both ways. Generated types stand behind this file. */

export interface RunOptions {
  virtual_time: boolean;
  seed?: number;
  max_memory?: number;
  max_steps?: number;
}

export type ToSession =
  | {
      type: "run";
      files: Record<string, string>;
      main: string;
      args: string[];
      options: RunOptions;
    }
  | { type: "stop" }
  | { type: "kill" }
  | { type: "input"; text: string }
  | { type: "end_of_input" }
  | { type: "hold" }
  | { type: "release" }
  | { type: "reset" };

export type OutputStream = "stdout" | "stderr";

export interface Diagnostic {
  class: string;
  message: string;
  line: number;
  column: number;
  end_line: number;
  end_column: number;
}

export type FromSession =
  | { type: "ready"; version: string; python_version: string }
  | { type: "started" }
  | { type: "output"; stream: OutputStream; text: string; dropped: number }
  | { type: "input_wanted"; prompt: string }
  | ({ type: "diagnostic" } & Diagnostic)
  | { type: "finished"; status: number; elapsed_ms: number }
  | { type: "deadlock"; report: string }
  | { type: "rejected"; reason: string }
  | { type: "crashed"; message: string }
  | { type: "events" };
