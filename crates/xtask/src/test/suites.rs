//! The suites of `cargo xtask test`.
//!
//! One function each. Everything native shares the dev profile's artefacts: what clippy, the tests and the
//! conformance programs build is built once. Not here: how results are counted (`tally`).

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use super::tally::Tally;
use crate::failure::Result;
use crate::setup::{browsers, node, toolchain, tools};
use crate::{build, conformance, repo, size, terminal, tidy};

pub struct Suite {
    pub name: &'static str,
    pub about: &'static str,
    pub run: fn(&mut Tally) -> Result<()>,
}

const fn suite(
    name: &'static str,
    about: &'static str,
    run: fn(&mut Tally) -> Result<()>,
) -> Suite {
    Suite { name, about, run }
}

pub const SUITES: [Suite; 9] = [
    suite("fmt", "formatting", fmt),
    suite("tidy", "the invariants of the repository", tidy),
    suite("clippy", "no warnings, natively and for wasm", clippy),
    suite("native", "tests of every crate", native),
    suite("bare", "the core without an operating system", bare),
    suite("wasm", "wasm-pack tests in headless browsers", wasm),
    suite("conformance", "programs against CPython's output", programs),
    suite("page", "the page: units, build, and a real browser", page),
    suite("size", "what the page weighs", weight),
];

fn fmt(tally: &mut Tally) -> Result<()> {
    let mut command = toolchain::rustfmt()?;
    // Only the names of the files: the differences are of no interest, `cargo fmt` mends them.
    tally.check(command.args(["fmt", "--all", "--check", "--", "-l"]));
    Ok(())
}

fn tidy(tally: &mut Tally) -> Result<()> {
    if tidy::run()? {
        tally.pass()
    } else {
        tally.fail("untidy places, listed above")
    }
    Ok(())
}

fn clippy(tally: &mut Tally) -> Result<()> {
    let toolchain = toolchain::get()?;
    let mut native = toolchain.cargo();
    native.args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]);
    tally.check(&mut native);
    let mut wasm = toolchain.cargo();
    wasm.args([
        "clippy",
        "--package",
        "loopground-browser",
        "--package",
        "loopground-wasm",
        "--all-targets",
    ]);
    wasm.args(["--target", toolchain::WASM, "--", "-D", "warnings"]);
    tally.check(&mut wasm);
    Ok(())
}

/// Set once the native tests have passed: they built `loopground`, which cargo would compile anew for that package
/// alone, because fewer features are asked for then.
static BUILT: AtomicBool = AtomicBool::new(false);

fn native(tally: &mut Tally) -> Result<()> {
    let toolchain = toolchain::get()?;
    tally.count(
        toolchain
            .cargo_for_programs()
            .args(["test", "--workspace", "--no-fail-fast"]),
    )?;
    BUILT.store(tally.failed == 0, Ordering::Relaxed);
    Ok(())
}

fn bare(tally: &mut Tally) -> Result<()> {
    let toolchain = toolchain::get()?;
    tally.check(toolchain.cargo().args([
        "build",
        "--package",
        "loopground-core",
        "--target",
        toolchain::BARE,
    ]));
    Ok(())
}

/// wasm-pack, for each crate with browser tests, in each browser found.
fn wasm(tally: &mut Tally) -> Result<()> {
    let toolchain = toolchain::get()?;
    let pack = tools::wasm_pack(toolchain)?;
    tools::wasm_bindgen(toolchain)?;
    let browsers = browsers::find()?;
    let mut runs = vec![(
        "--chrome",
        browsers
            .chromedriver
            .clone()
            .map(|driver| ("--chromedriver", driver)),
    )];
    match &browsers.firefox {
        Some((_, driver)) => runs.push(("--firefox", Some(("--geckodriver", driver.clone())))),
        None => terminal::note("no Firefox with geckodriver here: Chromium only"),
    }
    for krate in crates_with_browser_tests()? {
        for (browser, driver) in &runs {
            terminal::note(&format!("wasm-pack test {browser} {}", repo::show(&krate)));
            let mut command = toolchain.command(&pack.to_string_lossy());
            browsers.steer(&mut command)?;
            command.args(["test", "--headless", browser]);
            if let Some((option, driver)) = driver {
                command.arg(option).arg(driver);
            }
            tally.count(command.arg(&krate))?;
        }
    }
    Ok(())
}

fn crates_with_browser_tests() -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for path in repo::listed_files()? {
        let Some(directory) = path
            .strip_suffix("/Cargo.toml")
            .filter(|path| path.starts_with("crates/"))
        else {
            continue;
        };
        if repo::read(&repo::path(&path))?.contains("wasm-bindgen-test") {
            found.push(repo::path(directory));
        }
    }
    Ok(found)
}

fn page(tally: &mut Tally) -> Result<()> {
    let has = |directory: &str, script: &str| {
        let manifest = repo::path(directory).join("package.json");
        repo::read(&manifest).is_ok_and(|text| text.contains(&format!("\"{script}\":")))
    };
    if has(node::WEB, "unit") {
        tally.count(node::npm(node::WEB)?.args(["run", "--silent", "unit"]))?;
    }
    build::run()?;
    tally.pass();
    let browsers = browsers::find()?;
    let mut e2e = node::npm(node::E2E)?;
    e2e.args(["run", "--silent", "e2e"])
        .env("CHROMIUM", &browsers.chromium)
        .env("LOOPGROUND_DIST", build::dist());
    tally.count(&mut e2e)
}

fn programs(tally: &mut Tally) -> Result<()> {
    let there = conformance::place("dev");
    let built = BUILT.load(Ordering::Relaxed) && there.is_file();
    let counts = conformance::run_all(built.then_some(there))?;
    tally.passed += counts.passed;
    tally.failed += counts.failed;
    Ok(())
}

fn weight(tally: &mut Tally) -> Result<()> {
    if size::run(&[])? {
        tally.pass();
    } else {
        tally.fail("the page is over its budget");
    }
    Ok(())
}
