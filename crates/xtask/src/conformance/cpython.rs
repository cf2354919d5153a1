//! CPython's own test files, unmodified, on our VM.
//!
//! Each file runs under `unittest` and is counted from what that prints; the counts are kept in
//! `tests/conformance/cpython.toml` and may only grow. The files come from an installed CPython and are found
//! by the VM through `PYTHONPATH`; its own standard library stays in use for everything else.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::runner::{Engine, in_parallel};
use super::{Counts, oracle};
use crate::failure::{Failure, Result};
use crate::tables::{self, Tables};
use crate::{process, repo, terminal};

const TABLE: &str = "tests/conformance/cpython.toml";
const COMMENT: &str = "How many tests of CPython's own test files pass on our VM, of how many that CPython runs.\n\
    Kept by `cargo xtask conformance --cpython --update`; the counts may only grow.";
/// One file of tests; the slowest takes CPython about a minute. What passed before the end still counts.
const LIMIT: Duration = Duration::from_secs(300);
/// `cargo xtask test` runs the files that took at most this long when their counts were kept.
const QUICK: usize = 3;

/// What one file gave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Score {
    passed: usize,
    total: usize,
    /// How long it took, rounded up.
    seconds: usize,
}

/// Runs the named test files, or all of the table.
pub fn run(engine: &Engine, filters: &[String], update: bool, failures: bool) -> Result<Counts> {
    let mut table = tables::load(&repo::path(TABLE))?;
    let known: Vec<String> = table.keys().cloned().collect();
    let names: Vec<String> = if filters.is_empty() {
        known
    } else {
        filters
            .iter()
            .flat_map(|filter| matching(filter, &known))
            .collect()
    };
    score(engine, &names, &mut table, update, failures)
}

/// The quick files of which something passed before; without any, CPython is not even looked for.
pub fn recorded(engine: &Engine) -> Result<Counts> {
    let mut table = tables::load(&repo::path(TABLE))?;
    let names: Vec<String> = table
        .keys()
        .filter(|name| {
            let before = recorded_score(&table, name);
            before.passed > 0 && before.seconds <= QUICK
        })
        .cloned()
        .collect();
    score(engine, &names, &mut table, false, false)
}

/// `test_locks` stands for every known file with that name; anything else is taken as it is.
fn matching(filter: &str, known: &[String]) -> Vec<String> {
    let found: Vec<String> = known
        .iter()
        .filter(|name| name.rsplit('.').next() == Some(filter))
        .cloned()
        .collect();
    if !found.is_empty() {
        return found;
    }
    vec![if filter.starts_with("test.") {
        filter.to_owned()
    } else {
        format!("test.{filter}")
    }]
}

fn score(
    engine: &Engine,
    names: &[String],
    table: &mut Tables,
    update: bool,
    failures: bool,
) -> Result<Counts> {
    let mut counts = Counts::default();
    if names.is_empty() {
        return Ok(counts);
    }
    let Engine::CPython { program, library } = oracle::get()? else {
        return Err(Failure::new("the oracle is CPython"));
    };
    for name in names {
        let place = library.join(name.replace('.', "/"));
        if !place.is_dir() && !place.with_extension("py").is_file() {
            return Err(Failure::new(format!("CPython has no {name}")));
        }
    }
    let path = test_path(&library)?;
    let results = in_parallel(names, |name| -> Result<(Score, String)> {
        let (mut score, text) = run_file(engine, name, &path)?;
        let known = recorded_score(table, name).total;
        score.total = if known > 0 {
            known
        } else {
            run_file(
                &Engine::CPython {
                    program: program.clone(),
                    library: library.clone(),
                },
                name,
                &path,
            )?
            .0
            .total
        };
        Ok((score, text))
    });
    for (name, score) in names.iter().zip(results) {
        let (mut score, mut text) = score?;
        let before = recorded_score(table, name);
        if score.passed < before.passed {
            // Some of these tests measure time: once more, without the other files beside it.
            let total = score.total;
            (score, text) = run_file(engine, name, &path)?;
            score.total = total;
        }
        let word = match score.passed.cmp(&before.passed) {
            std::cmp::Ordering::Less => "FEWER",
            std::cmp::Ordering::Equal => "same ",
            std::cmp::Ordering::Greater => "more ",
        };
        println!(
            "{word} {name}: {} of {} pass in {} s (before: {})",
            score.passed, score.total, score.seconds, before.passed
        );
        if failures {
            print!("{}", what_failed(&text));
        }
        if score.passed < before.passed {
            counts.failed += 1
        } else {
            counts.passed += 1
        }
        if update && score.passed >= before.passed {
            let entry = BTreeMap::from([
                ("passed".to_owned(), score.passed.to_string()),
                ("total".to_owned(), score.total.to_string()),
                ("seconds".to_owned(), score.seconds.to_string()),
            ]);
            table.insert(name.clone(), entry);
        }
    }
    if update {
        tables::save(&repo::path(TABLE), COMMENT, table)?;
        terminal::note(&format!("{TABLE} is up to date"));
    }
    Ok(counts)
}

fn recorded_score(table: &Tables, name: &str) -> Score {
    let number = |key: &str| table.get(name)?.get(key)?.parse().ok();
    Score {
        passed: number("passed").unwrap_or(0),
        total: number("total").unwrap_or(0),
        seconds: number("seconds").unwrap_or(0),
    }
}

/// A folder with nothing but a link to the `test` package in it.
fn test_path(library: &Path) -> Result<PathBuf> {
    let folder = repo::setup_dir().join("cpython-tests");
    let link = folder.join("test");
    repo::make_dir(&folder)?;
    repo::remove(&link)?;
    #[cfg(unix)]
    std::os::unix::fs::symlink(library.join("test"), &link)
        .map_err(|error| Failure::file("link", &link, &error))?;
    Ok(folder)
}

/// Counts a file, and gives what unittest said.
fn run_file(engine: &Engine, name: &str, path: &Path) -> Result<(Score, String)> {
    let mut command = match engine {
        Engine::Ours(program) => {
            let mut command = process::command(program);
            command.arg("run");
            command
        }
        Engine::CPython { program, .. } => process::command(program),
    };
    let scratch = repo::setup_dir().join("cpython-scratch").join(name);
    repo::make_dir(&scratch)?;
    command
        .current_dir(&scratch)
        .args(["-m", "unittest", "-v", name]);
    command
        .env("PYTHONPATH", path)
        .env("TZ", "UTC")
        .env("NO_COLOR", "1")
        .env("PYTHONDONTWRITEBYTECODE", "1");
    process::own_group(&mut command);
    let ran = process::run_limited(&mut command, b"", LIMIT)?;
    let text = String::from_utf8_lossy(&ran.output.stderr).into_owned();
    let mut score = count(&text);
    score.seconds = ran.took.as_secs() as usize + 1;
    Ok((score, text))
}

/// Each failing test with the last line of its traceback; the end of the output when there was no summary.
fn what_failed(text: &str) -> String {
    let mut told = String::new();
    let mut failing: Option<&str> = None;
    let mut last = "";
    for line in text.lines().chain(["======"]) {
        let starts = line.starts_with("FAIL: ") || line.starts_with("ERROR: ");
        let ends = starts || line.starts_with("======") || line.starts_with("Ran ");
        if ends && let Some(test) = failing.take() {
            told.push_str(&format!("      {test}\n         {last}\n"));
        }
        if starts {
            failing = Some(line);
        } else if !line.trim().is_empty() && !line.starts_with("------") {
            last = line;
        }
    }
    if !text.lines().any(|line| line.starts_with("Ran ")) {
        let lines: Vec<_> = text.lines().collect();
        for line in &lines[lines.len().saturating_sub(8)..] {
            told.push_str(&format!("      {line}\n"));
        }
    }
    told
}

/// Counts from unittest's verbose output; from its lines alone when the run did not reach its end.
fn count(text: &str) -> Score {
    let ended = |line: &str, verdict: &str| line.ends_with(&format!("... {verdict}"));
    let lines = || text.lines().map(str::trim_end);
    let ok = lines()
        .filter(|line| ended(line, "ok") || ended(line, "expected failure"))
        .count();
    let ran = lines()
        .filter_map(|line| {
            line.strip_prefix("Ran ")?
                .split(' ')
                .next()?
                .parse::<usize>()
                .ok()
        })
        .next_back();
    let Some(ran) = ran else {
        return Score {
            passed: ok,
            total: 0,
            seconds: 0,
        };
    };
    let last = lines()
        .rfind(|line| line.starts_with("OK") || line.starts_with("FAILED"))
        .unwrap_or_default();
    let number = |key: &str| -> usize {
        let start = last
            .find(&format!("{key}="))
            .map(|start| start + key.len() + 1);
        start
            .and_then(|start| last[start..].split([',', ')']).next()?.parse().ok())
            .unwrap_or(0)
    };
    let skipped = number("skipped");
    // The summary counts every failing subtest: here a test fails once, however many of its subtests do.
    let failing: BTreeSet<&str> = lines()
        .filter_map(|line| {
            let test = line
                .strip_prefix("FAIL: ")
                .or_else(|| line.strip_prefix("ERROR: "))?;
            Some(test.split_inclusive(')').next().unwrap_or(test))
        })
        .collect();
    let failed = failing.len() + number("unexpected successes");
    Score {
        passed: ran.saturating_sub(skipped + failed),
        total: ran.saturating_sub(skipped),
        seconds: 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finished_run_is_counted_from_its_summary() {
        let text = "test_a (m.C.test_a) ... ok\ntest_b (m.C.test_b) ... FAIL\n\nRan 5 tests in 0.1s\n\n\
            FAILED (failures=1, errors=1, skipped=1)\n";
        let text = format!("{text}FAIL: test_b (m.C.test_b)\nERROR: test_d (m.C.test_d)\n");
        assert_eq!(
            count(&text),
            Score {
                passed: 2,
                total: 4,
                seconds: 0
            }
        );
    }

    #[test]
    fn a_test_fails_once_however_many_of_its_subtests_do() {
        let text = "FAIL: test_a (m.C.test_a) (x='1')\nFAIL: test_a (m.C.test_a) [2]\nERROR: test_a (m.C.test_a)\n\
            Ran 3 tests in 0.1s\n\nFAILED (failures=2, errors=1)\n";
        assert_eq!(
            count(text),
            Score {
                passed: 2,
                total: 3,
                seconds: 0
            }
        );
    }

    #[test]
    fn a_run_that_broke_off_is_counted_from_its_lines() {
        let text = "test_a (m.C.test_a) ... ok\ntest_b (m.C.test_b)\nSays what it does. ... ok\ntest_c (m.C.test_c) ... ";
        assert_eq!(
            count(text),
            Score {
                passed: 2,
                total: 0,
                seconds: 0
            }
        );
    }

    #[test]
    fn a_clean_run_passes_whole() {
        assert_eq!(
            count("Ran 3 tests in 0.0s\n\nOK\n"),
            Score {
                passed: 3,
                total: 3,
                seconds: 0
            }
        );
    }

    #[test]
    fn a_failing_test_is_told_with_the_end_of_its_traceback() {
        let text = "======\nFAIL: test_b (m.C.test_b)\n------\nTraceback (most recent call last):\n\
            AssertionError: 1 != 2\n\n------\nRan 2 tests in 0.1s\n\nFAILED (failures=1)\n";
        assert_eq!(
            what_failed(text),
            "      FAIL: test_b (m.C.test_b)\n         AssertionError: 1 != 2\n"
        );
    }
}
