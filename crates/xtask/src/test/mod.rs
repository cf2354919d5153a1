//! `cargo xtask test`: everything that must be green, in the order that finds mistakes soonest.
//!
//! Here: the list of suites, which of them run, and the last line with the counts. What a suite does is in
//! `suites`, how its output is counted in `tally`.
//!
//! Invariant: a failing suite does not keep the others from running.

mod suites;
mod tally;

use std::time::Instant;

use crate::failure::{Failure, Result};
use crate::{build, terminal};
use suites::SUITES;
use tally::Tally;

/// Which suites to run.
#[derive(Default)]
struct Selection {
    only: Vec<String>,
    skip: Vec<String>,
}

impl Selection {
    fn parse(arguments: &[String]) -> Result<Self> {
        let mut selection = Self::default();
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            let list = match argument.as_str() {
                "--only" => &mut selection.only,
                "--skip" => &mut selection.skip,
                other => return Err(Failure::new(format!("cargo xtask test knows no `{other}`"))),
            };
            let names = rest
                .next()
                .ok_or_else(|| Failure::new(format!("{argument} wants the name of a suite")))?;
            for name in names.split(',') {
                if !SUITES.iter().any(|suite| suite.name == name) {
                    let known: Vec<&str> = SUITES.iter().map(|suite| suite.name).collect();
                    return Err(Failure::new(format!(
                        "no suite `{name}`; there are {}",
                        known.join(", ")
                    )));
                }
                list.push(name.to_owned());
            }
        }
        Ok(selection)
    }

    fn takes(&self, name: &str) -> bool {
        let named = |list: &[String]| list.iter().any(|wanted| wanted == name);
        (self.only.is_empty() || named(&self.only)) && !named(&self.skip)
    }
}

/// Runs the suites that were asked for; `false` when anything failed.
pub fn run(arguments: &[String]) -> Result<bool> {
    if arguments == ["--list"] {
        for suite in &SUITES {
            println!("{:<12} {}", suite.name, suite.about);
        }
        return Ok(true);
    }
    let selection = Selection::parse(arguments)?;
    let chosen: Vec<_> = SUITES
        .iter()
        .filter(|suite| selection.takes(suite.name))
        .collect();
    let start = Instant::now();
    let mut total = Tally::default();
    let mut lines = Vec::new();
    let page_comes = chosen.iter().any(|suite| suite.name == "page");
    let mut ahead = None;
    for (index, suite) in chosen.iter().enumerate() {
        // The browser tests of the crates mostly wait.
        if suite.name == "wasm" && page_comes {
            ahead = Some(build::compile_ahead()?);
        }
        terminal::step(&format!(
            "[{}/{}] {}: {}",
            index + 1,
            chosen.len(),
            suite.name,
            suite.about
        ));
        let began = Instant::now();
        let mut tally = Tally::default();
        if let Err(failure) = (suite.run)(&mut tally) {
            tally.fail(&failure.to_string());
        }
        let line = format!(
            "{:<12} {} in {}",
            suite.name,
            tally.summary(),
            terminal::seconds(began.elapsed())
        );
        if tally.failed == 0 {
            terminal::good(&line)
        } else {
            terminal::warn(&line)
        }
        lines.push((tally.failed == 0, line));
        total.add(tally);
    }
    if let Some(mut child) = ahead {
        // The page's suite has told how it went.
        let _ = child.wait();
    }
    println!();
    for (good, line) in &lines {
        if *good {
            terminal::good(line)
        } else {
            terminal::warn(line)
        }
    }
    for why in &total.failures {
        terminal::warn(why);
    }
    terminal::note(&format!(
        "everything took {}",
        terminal::seconds(start.elapsed())
    ));
    println!("{} passed, {} failed", total.passed, total.failed);
    Ok(total.failed == 0)
}
