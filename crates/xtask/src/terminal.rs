//! What a reader sees while long steps run.
//!
//! Here: the three kinds of lines xtask prints itself. Not here: the output of the programs it runs.

use std::io::{self, IsTerminal, Write};
use std::sync::OnceLock;
use std::time::Duration;

use crate::failure::Failure;

fn colour() -> bool {
    static COLOUR: OnceLock<bool> = OnceLock::new();
    *COLOUR.get_or_init(|| io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none())
}

fn print(code: &str, mark: &str, text: &str) {
    let mut out = io::stdout().lock();
    // A closed terminal is no reason to stop a build.
    let _ = if colour() {
        writeln!(out, "\x1b[{code}m{mark}\x1b[0m {text}")
    } else {
        writeln!(out, "{mark} {text}")
    };
    let _ = out.flush();
}

/// A step begins.
pub fn step(text: &str) {
    print("1;36", "==>", text);
}

/// Something worth knowing within a step.
pub fn note(text: &str) {
    print("2", "   ", text);
}

/// A step went well.
pub fn good(text: &str) {
    print("1;32", "ok ", text);
}

/// A step went wrong, or something was skipped that a reader may have expected.
pub fn warn(text: &str) {
    print("1;33", "!  ", text);
}

/// The one line that ends a command that could not do its work.
pub fn fail(failure: &Failure) {
    let mut err = io::stderr().lock();
    let _ = writeln!(err, "xtask: {failure}");
}

/// `0.4 s`, `12 s`, `3 min 05 s`.
pub fn seconds(time: Duration) -> String {
    let whole = time.as_secs();
    match whole {
        0..10 => format!("{:.1} s", time.as_secs_f64()),
        10..120 => format!("{whole} s"),
        _ => format!("{} min {:02} s", whole / 60, whole % 60),
    }
}
