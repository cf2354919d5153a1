//! Node and the npm packages of this repository.
//!
//! Here: `npm ci` for each directory with a lock file, skipped when its packages are those of the lock file.
//! Not here: what the packages are used for.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::debian;
use crate::failure::{Failure, Result};
use crate::{process, repo, terminal};

/// wasm-opt and the compressor.
pub const XTASK: &str = "crates/xtask/node";
/// The page.
pub const WEB: &str = "web";
/// Tests of the page in a browser.
pub const E2E: &str = "tests/e2e";
/// The engines that benches compare with.
pub const BENCH: &str = "tests/bench";

/// The oldest Node that every package supports.
const NEEDED: u32 = 20;

/// A `node` command.
pub fn node() -> Result<Command> {
    require()?;
    Ok(process::command("node"))
}

/// An npm script of one of the directories.
pub fn npm(directory: &str) -> Result<Command> {
    packages(directory)?;
    let mut npm = process::command(npm_name());
    npm.current_dir(repo::path(directory));
    Ok(npm)
}

fn npm_name() -> &'static str {
    if cfg!(windows) { "npm.cmd" } else { "npm" }
}

fn require() -> Result<()> {
    let version = || {
        let text = process::capture(process::command("node").arg("--version")).ok()?;
        text.trim_start_matches('v')
            .split('.')
            .next()?
            .parse::<u32>()
            .ok()
    };
    let has_npm = || process::find(npm_name()).is_some();
    let enough = || version().is_some_and(|major| major >= NEEDED) && has_npm();
    if enough() {
        return Ok(());
    }
    if version().is_none() && debian::can_install() {
        debian::install(&["nodejs", "npm"])?;
        if enough() {
            return Ok(());
        }
    }
    let found = version().map_or_else(
        || "is not installed".to_owned(),
        |major| format!("is version {major}"),
    );
    Err(Failure::missing(
        format!("Node {NEEDED} or newer with npm is needed, and node {found}"),
        "install it from https://nodejs.org or with your package manager (apt-get install nodejs npm)",
    ))
}

/// Installs the packages of a directory unless they are there. A directory without `package.json` needs none.
pub fn packages(directory: &str) -> Result<()> {
    let directory = repo::path(directory);
    let lock = directory.join("package-lock.json");
    if !lock.is_file() {
        return Ok(());
    }
    let contents = [
        repo::read_bytes(&directory.join("package.json"))?,
        repo::read_bytes(&lock)?,
    ];
    let wanted = repo::fingerprint(contents.iter().map(Vec::as_slice));
    let stamp = stamp(&directory);
    if std::fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    require()?;
    terminal::note(&format!("npm ci in {}", repo::show(&directory)));
    let mut npm = process::command(npm_name());
    npm.current_dir(&directory);
    // A browser is found on the machine, never downloaded by a package.
    npm.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    npm.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
    process::run(&mut npm)?;
    repo::write(&stamp, wanted)
}

fn stamp(directory: &Path) -> PathBuf {
    directory.join("node_modules").join(".installed")
}
