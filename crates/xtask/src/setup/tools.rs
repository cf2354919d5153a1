//! Cargo-installed tools: the wasm-bindgen CLI, wasm-pack, geckodriver.
//!
//! Each is taken from `PATH` when its version fits, else built once into the target directory.
//! Not here: tools that come from npm (`node`) or with a browser (`browsers`).

use std::path::PathBuf;

use super::toolchain::Toolchain;
use crate::failure::{Failure, Result};
use crate::{process, repo, terminal};

/// The wasm-pack that CI uses; any version on `PATH` is accepted.
const WASM_PACK: &str = "0.15.1";
const GECKODRIVER: &str = "0.37.0";

/// The `wasm-bindgen` CLI of exactly the version the crates were linked against. Its test runner is beside it.
pub fn wasm_bindgen(toolchain: &Toolchain) -> Result<PathBuf> {
    let version = repo::locked_version("wasm-bindgen")?
        .ok_or_else(|| Failure::new("Cargo.lock names no wasm-bindgen: no crate depends on it"))?;
    let fits = |program: &PathBuf| {
        version_line(program)
            .is_some_and(|line| line.split_whitespace().nth(1) == Some(version.as_str()))
    };
    if let Some(program) = installed("wasm-bindgen").into_iter().find(fits) {
        return Ok(program);
    }
    install(toolchain, "wasm-bindgen-cli", &version, "wasm-bindgen")
}

pub fn wasm_pack(toolchain: &Toolchain) -> Result<PathBuf> {
    if let Some(program) = installed("wasm-pack")
        .into_iter()
        .find(|program| version_line(program).is_some())
    {
        return Ok(program);
    }
    install(toolchain, "wasm-pack", WASM_PACK, "wasm-pack")
}

/// geckodriver, when it is there. It is only built on request: Firefox is a bonus.
pub fn geckodriver() -> Option<PathBuf> {
    installed("geckodriver")
        .into_iter()
        .find(|program| version_line(program).is_some())
}

pub fn install_geckodriver(toolchain: &Toolchain) -> Result<PathBuf> {
    geckodriver().map_or_else(
        || install(toolchain, "geckodriver", GECKODRIVER, "geckodriver"),
        Ok,
    )
}

/// Candidates: ours first, then the one on `PATH`.
fn installed(name: &str) -> Vec<PathBuf> {
    let ours = root()
        .join("bin")
        .join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    [
        Some(ours).filter(|file| file.is_file()),
        process::find(name),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn root() -> PathBuf {
    repo::setup_dir().join("tools")
}

fn version_line(program: &PathBuf) -> Option<String> {
    process::capture(process::command(program).arg("--version")).ok()
}

fn install(toolchain: &Toolchain, package: &str, version: &str, program: &str) -> Result<PathBuf> {
    terminal::note(&format!(
        "cargo install {package} {version} (once, a minute or two)"
    ));
    let scratch = repo::setup_dir().join("tools-build");
    let mut cargo = toolchain.cargo();
    // Not from the repository's root: its cargo configuration is not meant for other people's crates.
    repo::make_dir(&scratch)?;
    cargo.current_dir(&scratch).env_remove("RUSTFLAGS");
    // They run for seconds: time is better saved in building them.
    cargo
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
    cargo
        .args([
            "install",
            package,
            "--version",
            version,
            "--force",
            "--root",
        ])
        .arg(root());
    cargo.arg("--target-dir").arg(&scratch);
    process::run(&mut cargo)?;
    let made = root()
        .join("bin")
        .join(format!("{program}{}", std::env::consts::EXE_SUFFIX));
    if made.is_file() {
        Ok(made)
    } else {
        Err(Failure::new(format!(
            "cargo install {package} left no {program}"
        )))
    }
}
