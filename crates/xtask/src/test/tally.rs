//! Counting what passed and what failed, from the summaries that test runners print.
//!
//! Not here: judging a run. Whether it failed is said by its exit status; a run that failed and counted no
//! failure counts as one.

use std::process::Command;

use crate::failure::{Failure, Result};
use crate::process;

#[derive(Debug, Default)]
pub struct Tally {
    pub passed: usize,
    pub failed: usize,
    pub skipped: usize,
    /// One line for each failure that did not print a better one itself.
    pub failures: Vec<String>,
}

impl Tally {
    pub fn pass(&mut self) {
        self.passed += 1;
    }

    pub fn fail(&mut self, why: &str) {
        self.failed += 1;
        self.failures.push(why.to_owned());
    }

    pub fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
        self.failures.extend(other.failures);
    }

    pub fn summary(&self) -> String {
        let skipped = if self.skipped > 0 {
            format!(", {} skipped", self.skipped)
        } else {
            String::new()
        };
        format!("{} passed, {} failed{skipped}", self.passed, self.failed)
    }

    /// A check that is one test: its exit status says it all.
    pub fn check(&mut self, command: &mut Command) {
        match process::run(command) {
            Ok(()) => self.pass(),
            Err(failure) => self.fail(&failure.to_string()),
        }
    }

    /// A runner that prints how many tests it ran; at least one has to.
    pub fn count(&mut self, command: &mut Command) -> Result<()> {
        let (before, mut seen) = (self.failed, 0);
        let status = process::follow(command, |line| {
            if let Some((passed, failed)) = counts(line) {
                self.passed += passed;
                self.failed += failed;
                seen += passed + failed;
            }
        })?;
        let text = process::describe(command);
        if !status.success() {
            self.failures.push(format!("`{text}` failed"));
            if self.failed == before {
                self.failed += 1;
            }
        } else if seen == 0 {
            return Err(Failure::new(format!("`{text}` ran no test")));
        }
        Ok(())
    }
}

/// The counts in a summary line of cargo's, Node's or our own runners.
fn counts(line: &str) -> Option<(usize, usize)> {
    let line = line.trim();
    for mark in ["# ", "\u{2139} "] {
        if let Some(rest) = line.strip_prefix(mark) {
            let (word, number) = rest.split_once(' ')?;
            let number = number.trim().parse().ok()?;
            return match word {
                "pass" => Some((number, 0)),
                "fail" => Some((0, number)),
                _ => None,
            };
        }
    }
    let line = line.strip_prefix("test result:").map_or(line, |rest| {
        rest.split_once(". ").map_or(rest, |(_, counts)| counts)
    });
    let mut words = line
        .split([',', ';'])
        .map(|part| part.trim().split_once(' '));
    let (passed, first) = words.next()??;
    let (failed, second) = words.next()??;
    (first == "passed" && second.starts_with("failed")).then_some(())?;
    Some((passed.parse().ok()?, failed.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summaries_are_understood() {
        assert_eq!(
            counts("test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured"),
            Some((12, 0))
        );
        assert_eq!(
            counts("test result: FAILED. 3 passed; 2 failed; 0 ignored"),
            Some((3, 2))
        );
        assert_eq!(counts("# pass 4"), Some((4, 0)));
        assert_eq!(counts("\u{2139} fail 1"), Some((0, 1)));
        assert_eq!(counts("7 passed, 1 failed"), Some((7, 1)));
    }

    #[test]
    fn other_lines_are_not_summaries() {
        for line in [
            "",
            "running 3 tests",
            "test a ... ok",
            "# tests 4",
            "2 passed the door, 3 stayed",
        ] {
            assert_eq!(counts(line), None, "{line}");
        }
    }
}
