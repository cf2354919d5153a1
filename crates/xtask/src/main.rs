//! `cargo xtask`: everything around the code. Setting up, building, serving, testing, measuring.
//!
//! Each command is a module. This file only reads the command line.

#![allow(
    dead_code,
    reason = "conformance and size, which use the rest, come next"
)]

mod bench;
mod build;
mod conformance;
mod failure;
mod notices;
mod process;
mod repo;
mod serve;
mod setup;
mod size;
mod tables;
mod terminal;
mod test;
mod tidy;

use std::process::ExitCode;

use failure::{Failure, Result};

const USAGE: &str = "\
cargo xtask serve [--port N] [--no-build]   build the page and serve it on 127.0.0.1
cargo xtask test                            everything that must be green
    --only NAME, --skip NAME, --list        some of its suites
cargo xtask build                           build the static page into dist/
cargo xtask size [--update]                 what the page weighs, against its budget
cargo xtask tidy                            the invariants of the repository
cargo xtask setup [--firefox]               only the set-up that the commands above do by themselves";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(failure) => {
            terminal::fail(&failure);
            ExitCode::FAILURE
        }
    }
}

/// `Ok(false)`: the command did its work, and what it checked is not in order.
fn dispatch(arguments: &[String]) -> Result<bool> {
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", &[][..]),
    };
    match command {
        "build" => nothing_else(rest)
            .and_then(|()| build::run())
            .map(|()| true),
        "serve" => serve::run(rest).map(|()| true),
        "bench" => bench::run(rest).map(|()| true),
        "size" => size::run(rest),
        "conformance" => conformance::run(rest),
        "test" => test::run(rest),
        "tidy" => nothing_else(rest).and_then(|()| tidy::run()),
        "setup" => setup::run(rest).map(|()| true),
        "help" | "--help" | "-h" => {
            println!("{USAGE}\n{}\n{}", conformance::USAGE, bench::USAGE);
            Ok(true)
        }
        other => Err(Failure::new(format!(
            "no command `{other}`; `cargo xtask help` lists them"
        ))),
    }
}

/// For commands without options.
fn nothing_else(rest: &[String]) -> Result<()> {
    match rest.first() {
        None => Ok(()),
        Some(argument) => Err(Failure::new(format!("this command takes no `{argument}`"))),
    }
}
