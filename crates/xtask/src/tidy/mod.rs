//! `cargo xtask tidy`: the invariants of this repository that can be found by reading its files.
//!
//! Here: the walk over the files and the report. The rules themselves are in `text` (one file at a time),
//! `rust` (Rust sources) and `graph` (manifests and lock files).

mod graph;
mod rust;
mod text;

use crate::failure::Result;
use crate::{repo, tables, terminal};

/// Exceptions, each with its reason.
const EXCEPTIONS: &str = "crates/xtask/tidy.toml";

/// One violated rule.
#[derive(Debug, PartialEq, Eq)]
pub struct Finding {
    pub path: String,
    /// Counted from 1; 0 for the file as a whole.
    pub line: usize,
    pub message: String,
}

impl Finding {
    fn new(path: &str, line: usize, message: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            line,
            message: message.into(),
        }
    }
}

/// A file as the rules see it.
pub struct Source<'a> {
    pub path: &'a str,
    pub text: &'a str,
}

impl Source<'_> {
    fn has_extension(&self, extensions: &[&str]) -> bool {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name.rsplit_once('.')
            .is_some_and(|(_, extension)| extensions.contains(&extension))
    }

    /// Findings for every line that `bad` objects to.
    fn lines_where(&self, bad: impl Fn(&str) -> Option<String>) -> Vec<Finding> {
        let lines = self.text.lines().enumerate();
        lines
            .filter_map(|(index, line)| {
                bad(line).map(|why| Finding::new(self.path, index + 1, why))
            })
            .collect()
    }
}

/// Checks the whole repository; `false` when something was found.
pub fn run() -> Result<bool> {
    let findings = check()?;
    for finding in &findings {
        let Finding {
            path,
            line,
            message,
        } = finding;
        if *line == 0 {
            println!("{path}: {message}");
        } else {
            println!("{path}:{line}: {message}");
        }
    }
    if findings.is_empty() {
        terminal::good("tidy");
    } else {
        terminal::warn(&format!("{} untidy places", findings.len()));
    }
    Ok(findings.is_empty())
}

fn check() -> Result<Vec<Finding>> {
    let exceptions = tables::load(&repo::path(EXCEPTIONS))?;
    let mut findings = Vec::new();
    for path in repo::listed_files()? {
        let bytes = repo::read_bytes(&repo::path(&path))?;
        let Ok(text) = std::str::from_utf8(&bytes) else {
            continue;
        };
        if text.contains('\0') {
            continue;
        }
        let source = Source { path: &path, text };
        findings.extend(text::check(&source, &exceptions));
        if source.has_extension(&["rs"]) {
            findings.extend(rust::check(&source));
        }
        findings.extend(graph::check(&source));
    }
    findings.extend(text::stale_exceptions(EXCEPTIONS, &exceptions));
    Ok(findings)
}
