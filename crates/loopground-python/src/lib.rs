//! The language: parse, compile and run Python 3.14; object model; standard modules.
//!
//! Here: everything a Python program can observe. Not here: any clock, file, thread or browser of the
//! outside world; those come through [`embed::Host`].

pub mod code;
pub mod compile;
pub mod embed;
pub mod files;
pub mod modules;
pub mod object;
pub mod options;
pub mod processes;
pub mod types;
pub mod vm;
pub mod watch;
