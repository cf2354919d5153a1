//! Drives the interpreter until its program is over.

use loopground_python::embed::{Drive, Host, Interpreter};

use crate::crash;
use crate::events::{self, Event, Events};
use crate::host::NativeHost;

/// Fuel between two looks at Ctrl-C: a few milliseconds of bytecode.
const FUEL: u64 = 200_000;
/// Exit status of a program that a `KeyboardInterrupt` ended.
const INTERRUPTED: i32 = 130;
/// A program in a deadlock is interrupted; when it waits again this often, it is given up.
const DEADLOCKS: u32 = 3;

/// How it ended.
pub struct Outcome {
    status: i32,
    /// The signal that `python3` would have died of.
    killed_by: Option<u32>,
}

pub fn to_the_end(interpreter: &mut Interpreter, host: &NativeHost, mut events: Events) -> Outcome {
    let mut deadlocks = 0;
    loop {
        let mut event = match interpreter.drive(FUEL) {
            Drive::Finished { status } => {
                return Outcome {
                    // A program that had to be freed from a deadlock did not go well.
                    status: if deadlocks > 0 && status == 0 {
                        INTERRUPTED
                    } else {
                        status
                    },
                    killed_by: interpreter.killed_by(),
                };
            }
            Drive::Runnable => events.poll(),
            Drive::Sleeping { until } => events.wait(Some(until.saturating_sub(host.monotonic()))),
            Drive::Waiting => events.wait(None),
            Drive::Input { until } => {
                events.want_line();
                events.wait(until.map(|until| until.saturating_sub(host.monotonic())))
            }
            Drive::Library { part, .. } => {
                let problem = "this build carries all of the library".to_owned();
                interpreter.provide_library(part, Err(problem));
                None
            }
            Drive::Deadlock(report) => {
                // `python3` would hang here for ever. Saying why and ending is of more use, to scripts above all.
                interpreter.flush();
                eprintln!("loopground: deadlock: {report}");
                deadlocks += 1;
                if deadlocks >= DEADLOCKS {
                    return Outcome {
                        status: INTERRUPTED,
                        killed_by: None,
                    };
                }
                interpreter.interrupt();
                None
            }
            Drive::InternalError(what) => {
                interpreter.flush();
                eprint!("{}", crash::explain(&what));
                return Outcome {
                    status: crash::INTERNAL_ERROR,
                    killed_by: None,
                };
            }
        };
        while let Some(happened) = event {
            match happened {
                Event::Interrupt => interpreter.interrupt(),
                Event::Input(input) => interpreter.provide_input(input),
                Event::Message(from, message) => interpreter.receive(from, &message),
                Event::Lost(pid) => interpreter.lost(pid),
            }
            event = events.poll();
        }
    }
}

/// Ends the process with the status of the program.
pub fn exit(outcome: Outcome) -> ! {
    if let Some(signal) = outcome.killed_by {
        events::die_of(signal);
    }
    std::process::exit(outcome.status)
}
