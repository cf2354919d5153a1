//! `loopground run prog.py`: the native host of the interpreter. It behaves as `python3 prog.py` does.
//!
//! Here: the command line, files, standard streams, signals and the loop that drives the interpreter.
//! Not here: anything a Python program means; that is `loopground-python`.
//!
//! Invariant: the first process's interpreter runs on the main thread, and never waits for another thread but for messages.

mod args;
mod beside;
mod crash;
mod events;
#[cfg(unix)]
mod files;
mod host;
mod program;
mod run;

use std::process::ExitCode;
use std::rc::Rc;

use loopground_python::embed::{Interpreter, PYTHON_VERSION};
use loopground_python::object::pointer::pool::Pooled;

use crate::args::Command;
use crate::beside::Others;
use crate::events::Events;
use crate::host::{NativeHost, Seat};

#[global_allocator]
static ALLOCATOR: Pooled<std::alloc::System> = Pooled(std::alloc::System);

/// Exit status for a command line that makes no sense, as in `python3`.
const USAGE: u8 = 2;

fn main() -> ExitCode {
    let command = match args::parse(std::env::args_os()) {
        Ok(command) => command,
        Err(problem) => {
            eprintln!("loopground: {problem}\nTry 'loopground --help'.");
            return ExitCode::from(USAGE);
        }
    };
    match command {
        Command::Help => print!("{}", args::HELP),
        Command::Version => {
            println!(
                "loopground {} (Python {PYTHON_VERSION})",
                env!("CARGO_PKG_VERSION")
            );
        }
        Command::Run(run) => run_program(run),
    }
    ExitCode::SUCCESS
}

fn run_program(run: args::Run) -> ! {
    let events = Events::listen();
    let program = match program::load(run.source, run.args) {
        Ok(program) => program,
        Err(problem) => {
            eprintln!("loopground: {}", problem.message);
            std::process::exit(problem.status)
        }
    };
    let log = run.events.map(|path| {
        std::fs::File::create(&path).unwrap_or_else(|error| {
            eprintln!("loopground: the event log '{path}' cannot be written: {error}");
            std::process::exit(i32::from(USAGE))
        })
    });
    let config = run.config.clone();
    let others = Others::new(events.sender(), config);
    let seat = Seat::First(others);
    let host = Rc::new(NativeHost::new(log, seat));
    crash::report_panics_of_ours();
    let mut interpreter = Interpreter::new(Rc::clone(&host) as Rc<_>, run.config);
    interpreter.set_options(run.options);
    interpreter.start(program);
    let outcome = crate::run::to_the_end(&mut interpreter, &host, events);
    // Ends here rather than by returning: nothing that is left has to be destroyed.
    host.close_log();
    crate::run::exit(outcome)
}
