// Generated from crates/loopground-wasm/src/messages.rs. Regenerate: UPDATE_GENERATED=1 cargo test -p loopground-wasm

/** How a program is run. */
export interface RunOptions {
  /** Time jumps to the next deadline when everything waits; nothing takes real time. */
  virtual_time: boolean;
  /** Makes random numbers and thread switches repeatable. */
  seed?: number;
  /** `MemoryError` above this many bytes; 1 GiB when absent. */
  max_memory?: number;
  /** The program is stopped after about this many calls and loop rounds. */
  max_steps?: number;
}

/** What the page tells the session. */
export type ToSession =
  /** Runs a program. One that still runs is killed first. */
  | {
      type: "run";
      /** The text of each file the program can read or import, by path. */
      files: Record<string, string>;
      /** The path of the file to run. */
      main: string;
      /** `sys.argv[1:]` */
      args: string[];
      options: RunOptions;
    }
  /** Ctrl-C: raises `KeyboardInterrupt` in the main thread. What is nested in `try` may refuse it. */
  | {
      type: "stop";
    }
  /** Ends the program between two instructions, whatever it does: `finished` follows, with status 137. */
  | {
      type: "kill";
    }
  /** What the reader typed: one line, or several. It may be sent before it is asked for. */
  | {
      type: "input";
      text: string;
    }
  /** No more input will come: what the program reads from now on ends at once. */
  | {
      type: "end_of_input";
    }
  /** A part of the standard library, as it was wanted. */
  | {
      type: "library";
      part: string;
      content: Uint8Array;
    }
  /** A part of the standard library cannot be had: what imports it fails, and the next import asks again. */
  | {
      type: "no_library";
      part: string;
      reason: string;
    }
  /** Becomes a process of a program that another session runs. */
  | {
      type: "join";
      /** Its number. */
      process: number;
      /** What `start_process` said. */
      birth: Uint8Array;
    }
  /** What a process says: one that was started for this session, or the one whose session started this one (0). */
  | {
      type: "said";
      process: number;
      data: Uint8Array;
    }
  /** A process that was started for this session broke. */
  | {
      type: "process_lost";
      process: number;
    }
  /** The reader cannot keep up: the program stands still until `release`, unless it is told to stop. */
  | {
      type: "hold";
    }
  /** Output is welcome again. */
  | {
      type: "release";
    }
  /** Forgets the program and everything of it; `ready` follows. */
  | {
      type: "reset";
    };

/** An output stream. */
export type OutputStream = "stdout" | "stderr";

/** One thing that was observed. Not sent yet. */
export interface Observation {
  /** Milliseconds since the program started. */
  at_ms: number;
  /** What happened. */
  what: string;
  /** The number of the task, thread or timer it happened to. */
  subject: number;
  detail: string;
}

/** What the session tells the page. */
export type FromSession =
  /** A program can be run. Also the answer to `reset`. */
  | {
      type: "ready";
      version: string;
      python_version: string;
    }
  /** The program begins. What follows, up to `finished`, is of this program. */
  | {
      type: "started";
    }
  /** Output, in order: all of one stream since the last message, up to a limit. */
  | {
      type: "output";
      stream: OutputStream;
      text: string;
      /** Lines that are missing before `text`: more was written at once than is kept. */
      dropped: number;
    }
  /** The program waits for a line of input. */
  | {
      type: "input_wanted";
      /** What it wrote on the line so far, also part of the output. */
      prompt: string;
    }
  /** The program imports from this part of the standard library: `library` or `no_library` is the answer. */
  | {
      type: "library_wanted";
      part: string;
    }
  /** Wants another session beside this one, which is told `join`; the page never hears of it. */
  | {
      type: "start_process";
      process: number;
      birth: Uint8Array;
    }
  /** That session is to go, whatever it does. */
  | {
      type: "end_process";
      process: number;
    }
  /** A message to the session of a process, or to the session that started this one (0), in order. */
  | {
      type: "say";
      process: number;
      data: Uint8Array;
    }
  /** The program does not compile. Lines and columns count from 1, columns in characters. */
  | {
      type: "diagnostic";
      /** `SyntaxError`, `IndentationError` or `TabError`. */
      class: string;
      message: string;
      line: number;
      column: number;
      end_line: number;
      end_column: number;
    }
  /** The program is over. */
  | {
      type: "finished";
      /** Its exit status: 0 when all went well, 130 after `stop`, 137 after `kill`. */
      status: number;
      elapsed_ms: number;
    }
  /** Everything in the program waits for something else in it, for ever. `stop` still works. */
  | {
      type: "deadlock";
      /** Who waits for what. */
      report: string;
    }
  /** What happened in the program. Not sent yet. */
  | {
      type: "events";
      batch: Observation[];
      /** Events before these that were not kept. */
      dropped: number;
    }
  /** The message was not understood, and nothing was done. */
  | {
      type: "rejected";
      reason: string;
    }
  /** A bug of ours, not of the program. The session is no longer to be used. */
  | {
      type: "crashed";
      message: string;
    };
