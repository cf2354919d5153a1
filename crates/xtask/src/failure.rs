//! Why a command stopped, in one line, and what mends it.
//!
//! Here: [`Failure`] and [`Result`]. Not here: anything about tests that ran and failed; those are counted.

use std::fmt;
use std::io;
use std::path::Path;

pub type Result<T> = std::result::Result<T, Failure>;

/// One line for the reader of the terminal.
#[derive(Debug)]
pub struct Failure {
    message: String,
    remedy: Option<String>,
}

impl Failure {
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            remedy: None,
        }
    }

    /// Something is missing on this machine; `remedy` is the command that mends it.
    pub fn missing(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            message: what.into(),
            remedy: Some(remedy.into()),
        }
    }

    /// An operation on a file failed.
    pub fn file(verb: &str, path: &Path, error: &io::Error) -> Self {
        Self::new(format!("cannot {verb} {}: {error}", path.display()))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match &self.remedy {
            Some(remedy) => write!(f, "; to mend it: {remedy}"),
            None => Ok(()),
        }
    }
}
