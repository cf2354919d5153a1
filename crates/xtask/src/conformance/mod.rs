//! `cargo xtask conformance`: the corpus of programs on our VM, against what CPython printed.
//!
//! Here: the command line and the verdict. `program` reads the corpus, `runner` runs it, `report` words the
//! differences, `known` lists what is expected to fail, `oracle` finds CPython to record with, `cpython` runs CPython's own test files.
//!
//! Invariant: a program in the wishlist fails. One that passes has to leave it, and the run fails until it does.
//! A program on the list of expected failures may start to pass at any time; `--update` then takes it off.

mod cpython;
mod known;
mod oracle;
mod program;
mod report;
mod runner;
mod sort;

use std::path::PathBuf;
use std::time::Duration;

use crate::failure::{Failure, Result};
use crate::setup::toolchain;
use crate::{process, repo, terminal};
use program::{CORPUS, Program, WISHLIST};
use runner::{Engine, Ran};

pub const USAGE: &str = "\
cargo xtask conformance [NAME...]           programs of tests/programs on our VM, against CPython's output
    --full               whole outputs instead of the first difference
    --reasons            what most failures ended with
    --profile NAME       cargo profile of the VM (default: dev)
    --engine PROGRAM     a `loopground` that is there already, instead of building one
    --bless              record what CPython 3.14 does now
    --sort               move failing programs into the wishlist, and passing ones out of it
    --update             keep the list of expected failures as this run has it (only of whole runs)
    --cpython            CPython's own test files instead (all of the table, or those named: test_json);
                         --update keeps the new counts
    --failures           with --cpython: what failed, and how
    --oracle             run on CPython instead of our VM (a check of the recordings)";

/// A program that takes longer is killed: the slowest recorded one takes about three seconds, unoptimised and beside
/// others many times that.
const LIMIT: Duration = Duration::from_secs(90);

#[derive(Default)]
struct Options {
    filters: Vec<String>,
    full: bool,
    reasons: bool,
    bless: bool,
    sort: bool,
    cpython: bool,
    failures: bool,
    update: bool,
    oracle: bool,
    profile: Option<String>,
    engine: Option<PathBuf>,
}

/// The counts of a run, for `cargo xtask test`.
#[derive(Debug, Default)]
pub struct Counts {
    pub passed: usize,
    pub failed: usize,
    pub wished: usize,
    /// Failed, as the list of expected failures has it.
    pub known: usize,
}

pub fn run(arguments: &[String]) -> Result<bool> {
    let options = parse(arguments)?;
    let counts = if options.bless {
        bless(&options)?
    } else if options.cpython {
        let engine = engine(&options)?;
        cpython::run(&engine, &options.filters, options.update, options.failures)?
    } else {
        programs(&options)?
    };
    println!("{} passed, {} failed", counts.passed, counts.failed);
    Ok(counts.failed == 0)
}

/// Everything that is expected to work, for `cargo xtask test`; on a `loopground` that is there already, if one is.
pub fn run_all(engine_there: Option<PathBuf>) -> Result<Counts> {
    let options = Options {
        engine: engine_there,
        ..Options::default()
    };
    let mut counts = programs(&options)?;
    let ours = cpython::recorded(&engine(&options)?)?;
    counts.passed += ours.passed;
    counts.failed += ours.failed;
    Ok(counts)
}

fn parse(arguments: &[String]) -> Result<Options> {
    let mut options = Options::default();
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--full" => options.full = true,
            "--reasons" => options.reasons = true,
            "--bless" => options.bless = true,
            "--sort" => options.sort = true,
            "--cpython" => options.cpython = true,
            "--failures" => options.failures = true,
            "--update" => options.update = true,
            "--oracle" => options.oracle = true,
            "--profile" => options.profile = rest.next().cloned(),
            "--engine" => options.engine = rest.next().map(|program| repo::root().join(program)),
            name if !name.starts_with('-') => {
                let name = name.strip_prefix(CORPUS).unwrap_or(name);
                options.filters.push(
                    name.trim_start_matches('/')
                        .trim_end_matches(".py")
                        .to_owned(),
                );
            }
            other => {
                return Err(Failure::new(format!(
                    "no option `{other}`; there are:\n{USAGE}"
                )));
            }
        }
    }
    Ok(options)
}

/// Our VM, freshly built, or CPython when asked for.
fn engine(options: &Options) -> Result<Engine> {
    if options.oracle {
        return oracle::get();
    }
    if let Some(program) = &options.engine {
        return Ok(Engine::Ours(program.clone()));
    }
    let profile = options.profile.as_deref().unwrap_or("dev");
    Ok(Engine::Ours(command_line(profile)?))
}

/// Builds `loopground` and says where it is.
pub fn command_line(profile: &str) -> Result<PathBuf> {
    let mut cargo = toolchain::get()?.cargo_for_programs();
    process::run(cargo.args(["build", "--package", "loopground-cli", "--profile", profile]))?;
    let program = place(profile);
    if program.is_file() {
        Ok(program)
    } else {
        Err(Failure::new(
            "loopground-cli builds no program `loopground`",
        ))
    }
}

/// Where cargo leaves `loopground`.
pub fn place(profile: &str) -> PathBuf {
    let directory = if profile == "dev" { "debug" } else { profile };
    let name = format!("loopground{}", std::env::consts::EXE_SUFFIX);
    repo::target_dir().join(directory).join(name)
}

fn programs(options: &Options) -> Result<Counts> {
    let engine = engine(options)?;
    let programs = Program::find(&options.filters)?;
    if programs.is_empty() {
        return Err(Failure::new(format!(
            "no program in {CORPUS} has such a name"
        )));
    }
    terminal::note(&format!("{} programs", programs.len()));
    let ran = runner::in_parallel(&programs, |program| engine.run(program, LIMIT, "random"));
    let known = known::read()?;
    let (mut unlisted, mut mended, mut failing) = (0, Vec::new(), Vec::new());
    let mut counts = Counts::default();
    let (mut failures, mut to_wish, mut to_free) = (Vec::new(), Vec::new(), Vec::new());
    for (program, ran) in programs.iter().zip(ran) {
        let mut ran = ran?;
        let mut differences = differences(program, &ran, options);
        if !differences.is_empty() && !program.wished && !known.contains(&program.name) {
            // Programs that measure real time need a machine that is not busy with the others.
            let alone = engine.run(program, LIMIT, "random")?;
            let still = self::differences(program, &alone, options);
            if still.is_empty() {
                terminal::note(&format!("{} passes only when it runs alone", program.name));
            }
            (ran, differences) = (alone, still);
        }
        match (differences.is_empty(), program.wished) {
            (true, false) => {
                counts.passed += 1;
                if known.contains(&program.name) {
                    mended.push(&program.name);
                }
            }
            (false, true) => {
                counts.wished += 1;
                failures.push(ran);
            }
            (true, true) => to_free.push(program),
            (false, false) => {
                failing.push(program.name.as_str());
                let expected = known.contains(&program.name);
                unlisted += usize::from(!expected);
                if !options.sort && (!expected || !options.filters.is_empty()) {
                    println!("FAIL {}", program.name);
                    differences.iter().for_each(|line| println!("     {line}"));
                }
                to_wish.push(program);
                failures.push(ran);
            }
        }
    }
    if options.sort {
        sort::wish(&to_wish)?;
        sort::free(&to_free)?;
        counts.passed += to_free.len();
        counts.wished += to_wish.len();
    } else {
        for program in &to_free {
            println!(
                "PASS {}: move it out of the {WISHLIST} (cargo xtask conformance --sort)",
                program.name
            );
        }
        for name in &mended {
            println!("PASS {name}: expected to fail (cargo xtask conformance --update)");
        }
        counts.failed = unlisted + to_free.len();
        counts.known = to_wish.len() - unlisted;
        if options.update && options.filters.is_empty() {
            known::write(&failing)?;
            counts.known += unlisted;
            counts.failed = to_free.len();
        }
    }
    if options.reasons {
        print_reasons(&failures);
    }
    if counts.known > 0 {
        terminal::note(&format!(
            "{} expected failures in {}",
            counts.known,
            known::LIST
        ));
    }
    if counts.wished > 0 {
        terminal::note(&format!("{} known gaps in the {WISHLIST}", counts.wished));
    }
    Ok(counts)
}

/// What is not as CPython had it; nothing when all is.
fn differences(program: &Program, ran: &Ran, options: &Options) -> Vec<String> {
    match program.expected() {
        Ok(expected) => report::differences(&expected, ran, options.full),
        Err(failure) => vec![failure.to_string()],
    }
}

fn print_reasons(failures: &[Ran]) {
    for (count, reason) in report::reasons(failures).into_iter().take(40) {
        println!("{count:5}  {reason}");
    }
}

/// Records what CPython does. Three runs with different hash seeds have to agree.
fn bless(options: &Options) -> Result<Counts> {
    let engine = oracle::get()?;
    let programs = Program::find(&options.filters)?;
    let outcomes = runner::in_parallel(&programs, |program| -> Result<Option<program::Outcome>> {
        let mut agreed = None;
        for seed in ["0", "1", "424242"] {
            let Ran::Finished(outcome) = engine.run(program, LIMIT, seed)? else {
                return Ok(None);
            };
            if agreed.as_ref().is_some_and(|before| *before != outcome) {
                return Ok(None);
            }
            agreed = Some(outcome);
        }
        Ok(agreed)
    });
    let mut counts = Counts::default();
    for (program, outcome) in programs.iter().zip(outcomes) {
        match outcome? {
            Some(outcome) => {
                program.record(&outcome)?;
                counts.passed += 1;
            }
            None => {
                println!(
                    "FAIL {}: its output differs from run to run, or it takes too long",
                    program.name
                );
                counts.failed += 1;
            }
        }
    }
    Ok(counts)
}
