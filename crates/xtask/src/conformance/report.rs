//! What differs between an outcome and a recording, in few lines.
//!
//! Not here: deciding what a difference means; a known gap is expected to differ.

use std::collections::BTreeMap;

use super::program::Outcome;
use super::runner::Ran;

/// The first difference of each kind, or everything when `full`; empty when nothing differs.
pub fn differences(expected: &Outcome, ran: &Ran, full: bool) -> Vec<String> {
    let (got, too_long) = match ran {
        Ran::Finished(outcome) => (outcome, false),
        Ran::TooLong(outcome) => (outcome, true),
    };
    let mut lines = Vec::new();
    if too_long {
        lines.push("took too long and was killed".to_owned());
    }
    lines.extend(stream("stdout", &expected.stdout, &got.stdout, full));
    lines.extend(stream("stderr", &expected.stderr, &got.stderr, full));
    if !too_long && expected.status != got.status {
        lines.push(format!(
            "exit status: expected {}, got {}",
            expected.status, got.status
        ));
    }
    lines
}

fn stream(name: &str, expected: &str, got: &str, full: bool) -> Vec<String> {
    if expected == got {
        return Vec::new();
    }
    if full {
        let mut lines = vec![format!("{name}, expected:")];
        lines.extend(expected.lines().map(|line| format!("  | {line}")));
        lines.push(format!("{name}, got:"));
        lines.extend(got.lines().map(|line| format!("  | {line}")));
        return lines;
    }
    let mut wanted = expected.split('\n');
    let mut found = got.split('\n');
    let mut number = 0;
    loop {
        number += 1;
        let (a, b) = (wanted.next(), found.next());
        if a != b || a.is_none() {
            return vec![
                format!("{name} line {number}: expected {}", shown(a)),
                format!("{name} line {number}: got      {}", shown(b)),
            ];
        }
    }
}

fn shown(line: Option<&str>) -> String {
    const MOST: usize = 200;
    match line {
        None => "(the end)".to_owned(),
        Some(line) if line.chars().count() > MOST => {
            format!("{:?}…", line.chars().take(MOST).collect::<String>())
        }
        Some(line) => format!("{line:?}"),
    }
}

/// The most frequent last lines of standard error: what to mend first.
pub fn reasons<'a>(failed: impl IntoIterator<Item = &'a Ran>) -> Vec<(usize, String)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for ran in failed {
        let reason = match ran {
            Ran::TooLong(_) => "(took too long)".to_owned(),
            Ran::Finished(outcome) => outcome
                .stderr
                .lines()
                .last()
                .unwrap_or("(no error printed)")
                .to_owned(),
        };
        *counts.entry(reason).or_default() += 1;
    }
    let mut sorted: Vec<_> = counts
        .into_iter()
        .map(|(reason, count)| (count, reason))
        .collect();
    sorted.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(stdout: &str, stderr: &str, status: i32) -> Outcome {
        Outcome {
            stdout: stdout.to_owned(),
            stderr: stderr.to_owned(),
            status,
        }
    }

    #[test]
    fn equal_outcomes_do_not_differ() {
        let same = outcome("a\n", "", 0);
        assert!(differences(&same, &Ran::Finished(same.clone()), false).is_empty());
    }

    #[test]
    fn the_first_different_line_is_shown() {
        let lines = differences(
            &outcome("a\nb\n", "", 0),
            &Ran::Finished(outcome("a\nc\n", "", 1)),
            false,
        );
        assert_eq!(
            lines,
            [
                "stdout line 2: expected \"b\"",
                "stdout line 2: got      \"c\"",
                "exit status: expected 0, got 1"
            ]
        );
    }

    #[test]
    fn a_missing_newline_is_a_difference() {
        let lines = differences(
            &outcome("a\n", "", 0),
            &Ran::Finished(outcome("a", "", 0)),
            false,
        );
        assert_eq!(
            lines,
            [
                "stdout line 2: expected \"\"",
                "stdout line 2: got      (the end)"
            ]
        );
    }

    #[test]
    fn a_killed_program_says_so() {
        let lines = differences(
            &outcome("", "", 0),
            &Ran::TooLong(outcome("", "", -9)),
            false,
        );
        assert_eq!(lines, ["took too long and was killed"]);
    }
}
