//! A panic is a mistake of ours: it is shown as one, never as something the program did.

use std::panic::{self, PanicHookInfo};

/// `EX_SOFTWARE`: no Python program ends with this by itself.
pub const INTERNAL_ERROR: i32 = 70;

/// From here on a panic prints [`explain`] and ends the process.
pub fn report_panics_of_ours() {
    panic::set_hook(Box::new(|info| {
        eprint!("{}", explain(&describe(info)));
        std::process::exit(INTERNAL_ERROR);
    }));
}

/// What a user can do about it.
pub fn explain(what: &str) -> String {
    format!(
        "loopground: internal error: {what}\n\
         This is a bug in Loopground {}, not in your program. Please report it, with the program, at\n\
         {}/issues\n",
        env!("CARGO_PKG_VERSION"),
        env!("CARGO_PKG_REPOSITORY"),
    )
}

fn describe(info: &PanicHookInfo) -> String {
    let what = info.payload_as_str().unwrap_or("unknown");
    match info.location() {
        Some(place) => format!("{what} ({}:{})", place.file(), place.line()),
        None => what.to_owned(),
    }
}
