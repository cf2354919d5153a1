//! Everything that page and session say to each other.
//!
//! Each message stands here once; its Rust type, its JavaScript shape and its TypeScript type derive from it.
//! A message is a plain object: `type` names it, its other properties are the fields. The TypeScript is checked
//! in as `web/src/generated/messages.ts`; a test says so when it is out of date, and writes it when
//! `UPDATE_GENERATED=1` is set.
//!
//! The conversions are ours because they are small: with serde and serde-wasm-bindgen the same table made 76 KB more
//! of wasm (17 KB more in Brotli).

#[macro_use]
mod table;
mod shape;

pub use shape::{Bytes, Files, Malformed, Shape};

/// The text of `web/src/generated/messages.ts`.
#[must_use]
pub fn typescript() -> String {
    let mut text = String::from(
        "// Generated from crates/loopground-wasm/src/messages.rs. Regenerate: UPDATE_GENERATED=1 cargo test -p loopground-wasm\n",
    );
    for declaration in [
        RunOptions::declaration(),
        ToSession::declaration(),
        OutputStream::declaration(),
        Observation::declaration(),
        FromSession::declaration(),
    ] {
        text.push('\n');
        text.push_str(&declaration);
    }
    text
}

record! {
    /// How a program is run.
    pub struct RunOptions {
        /// Time jumps to the next deadline when everything waits; nothing takes real time.
        virtual_time: bool,
        /// Makes random numbers and thread switches repeatable.
        seed: Option<u64>,
        /// `MemoryError` above this many bytes; 1 GiB when absent.
        max_memory: Option<u64>,
        /// The program is stopped after about this many calls and loop rounds.
        max_steps: Option<u64>,
    }
}

messages! {
    /// What the page tells the session.
    pub enum ToSession {
        /// Runs a program. One that still runs is killed first.
        Run "run" {
            /// The text of each file the program can read or import, by path.
            files: Files,
            /// The path of the file to run.
            main: String,
            /// `sys.argv[1:]`
            args: Vec<String>,
            options: RunOptions,
        }
        /// Ctrl-C: raises `KeyboardInterrupt` in the main thread. What is nested in `try` may refuse it.
        Stop "stop" {}
        /// Ends the program between two instructions, whatever it does: `finished` follows, with status 137.
        Kill "kill" {}
        /// What the reader typed: one line, or several. It may be sent before it is asked for.
        Input "input" {
            text: String,
        }
        /// No more input will come: what the program reads from now on ends at once.
        EndOfInput "end_of_input" {}
        /// A part of the standard library, as it was wanted.
        Library "library" {
            part: String,
            content: Bytes,
        }
        /// A part of the standard library cannot be had: what imports it fails, and the next import asks again.
        NoLibrary "no_library" {
            part: String,
            reason: String,
        }
        /// Becomes a process of a program that another session runs.
        Join "join" {
            /// Its number.
            process: u32,
            /// What `start_process` said.
            birth: Bytes,
        }
        /// What a process says: one that was started for this session, or the one whose session started this one (0).
        Said "said" {
            process: u32,
            data: Bytes,
        }
        /// A process that was started for this session broke.
        ProcessLost "process_lost" {
            process: u32,
        }
        /// The reader cannot keep up: the program stands still until `release`, unless it is told to stop.
        Hold "hold" {}
        /// Output is welcome again.
        Release "release" {}
        /// Forgets the program and everything of it; `ready` follows.
        Reset "reset" {}
    }
}

words! {
    /// An output stream.
    pub enum OutputStream {
        Stdout "stdout",
        Stderr "stderr",
    }
}

record! {
    /// One thing that was observed. Not sent yet.
    pub struct Observation {
        /// Milliseconds since the program started.
        at_ms: f64,
        /// What happened.
        what: String,
        /// The number of the task, thread or timer it happened to.
        subject: u64,
        detail: String,
    }
}

messages! {
    /// What the session tells the page.
    pub enum FromSession {
        /// A program can be run. Also the answer to `reset`.
        Ready "ready" {
            version: String,
            python_version: String,
        }
        /// The program begins. What follows, up to `finished`, is of this program.
        Started "started" {}
        /// Output, in order: all of one stream since the last message, up to a limit.
        Output "output" {
            stream: OutputStream,
            text: String,
            /// Lines that are missing before `text`: more was written at once than is kept.
            dropped: u64,
        }
        /// The program waits for a line of input.
        InputWanted "input_wanted" {
            /// What it wrote on the line so far, also part of the output.
            prompt: String,
        }
        /// The program imports from this part of the standard library: `library` or `no_library` is the answer.
        LibraryWanted "library_wanted" {
            part: String,
        }
        /// Wants another session beside this one, which is told `join`; the page never hears of it.
        StartProcess "start_process" {
            process: u32,
            birth: Bytes,
        }
        /// That session is to go, whatever it does.
        EndProcess "end_process" {
            process: u32,
        }
        /// A message to the session of a process, or to the session that started this one (0), in order.
        Say "say" {
            process: u32,
            data: Bytes,
        }
        /// The program does not compile. Lines and columns count from 1, columns in characters.
        Diagnostic "diagnostic" {
            /// `SyntaxError`, `IndentationError` or `TabError`.
            class: String,
            message: String,
            line: u32,
            column: u32,
            end_line: u32,
            end_column: u32,
        }
        /// The program is over.
        Finished "finished" {
            /// Its exit status: 0 when all went well, 130 after `stop`, 137 after `kill`.
            status: i32,
            elapsed_ms: f64,
        }
        /// Everything in the program waits for something else in it, for ever. `stop` still works.
        Deadlock "deadlock" {
            /// Who waits for what.
            report: String,
        }
        /// What happened in the program. Not sent yet.
        Events "events" {
            batch: Vec<Observation>,
            /// Events before these that were not kept.
            dropped: u64,
        }
        /// The message was not understood, and nothing was done.
        Rejected "rejected" {
            reason: String,
        }
        /// A bug of ours, not of the program. The session is no longer to be used.
        Crashed "crashed" {
            message: String,
        }
    }
}

#[cfg(test)]
mod tests;
