//! `cargo xtask build`: from sources to the static folder `dist/`.
//!
//! cargo (wasm) -> wasm-bindgen -> wasm-opt -> `web/engine/`, then the page's own build into `dist/`, then the
//! compressed copies. Not here: what the page consists of; that is `web/`'s business.
//!
//! Invariant: `dist/` is replaced only when every step went well, and needs nothing outside itself.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use crate::failure::{Failure, Result};
use crate::setup::{node, toolchain, tools};
use crate::{notices, process, repo, terminal};

/// Where the page looks for the engine.
pub fn engine_dir() -> PathBuf {
    repo::path("web/engine")
}

pub fn dist() -> PathBuf {
    repo::root().join("dist")
}

const ENGINE: &str = "loopground_wasm";

/// Builds everything; the engine is only bound and optimised again when cargo made another one.
pub fn run() -> Result<()> {
    let start = Instant::now();
    engine()?;
    page()?;
    terminal::good(&format!(
        "{} is ready after {}",
        repo::show(&dist()),
        terminal::seconds(start.elapsed())
    ));
    Ok(())
}

const COMPILE: [&str; 6] = [
    "build",
    "--release",
    "--target",
    toolchain::WASM,
    "--package",
    "loopground-wasm",
];

/// Starts to compile the engine, which for most of the time keeps one core busy, beside what leaves cores idle.
///
/// [`engine`] waits for it, as cargo itself does when two of it want the same folder; and it is what says why, when
/// the engine cannot be compiled.
pub fn compile_ahead() -> Result<Child> {
    let mut cargo = toolchain::get()?.cargo();
    cargo.args(COMPILE);
    let mut command = match process::find("nice") {
        Some(nice) => behind(&nice, &cargo),
        None => cargo,
    };
    command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| Failure::new(format!("cannot start cargo: {error}")))
}

/// The same command with less claim to the processor: browser tests beside it measure time.
fn behind(nice: &Path, command: &Command) -> Command {
    let mut whole = process::command(nice);
    whole
        .args(["-n", "10"])
        .arg(command.get_program())
        .args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => whole.env(name, value),
            None => whole.env_remove(name),
        };
    }
    whole
}

/// The optimised engine in `web/engine/`.
pub fn engine() -> Result<()> {
    let toolchain = toolchain::get()?;
    let bindgen = tools::wasm_bindgen(toolchain)?;
    terminal::step("Compiling the engine to wasm (release)");
    let mut cargo = toolchain.cargo();
    cargo
        .stderr(Stdio::inherit())
        .args(COMPILE)
        .args(["--message-format", "json-render-diagnostics"]);
    library(&process::capture(&mut cargo)?)?;
    let compiled = repo::target_dir()
        .join(toolchain::WASM)
        .join("release")
        .join(format!("{ENGINE}.wasm"));
    let bindgen_version = process::capture(process::command(&bindgen).arg("--version"))?;
    let bytes = repo::read_bytes(&compiled)?;
    let wanted = repo::fingerprint([
        bytes.as_slice(),
        bindgen_version.as_bytes(),
        OPTIMISE.join(" ").as_bytes(),
    ]);
    let stamp = repo::setup_dir().join("engine.stamp");
    let output = engine_dir().join(format!("{ENGINE}_bg.wasm"));
    if output.is_file() && fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    repo::remove(&stamp)?;
    bind(&bindgen, &compiled)?;
    optimise(&output)?;
    repo::write(&stamp, wanted)
}

/// The parts of Python's standard library, which the build script of `loopground-python` left in its own folder,
/// beside the engine. cargo's messages say where that is.
fn library(messages: &str) -> Result<()> {
    let made = messages
        .lines()
        .filter(|line| {
            line.contains("\"build-script-executed\"") && line.contains("loopground-python")
        })
        .find_map(|line| line.split_once("\"out_dir\":\"")?.1.split_once('"'))
        .map(|(folder, _)| PathBuf::from(folder.replace("\\\\", "\\")).join("library"))
        .ok_or_else(|| Failure::new("cargo did not say where the library's parts are"))?;
    let place = engine_dir().join("library");
    repo::remove(&place)?;
    repo::make_dir(&place)?;
    for file in repo::walk(&made)? {
        let to = place.join(file.file_name().unwrap_or_default());
        fs::copy(&file, &to).map_err(|error| Failure::file("copy", &file, &error))?;
    }
    Ok(())
}

fn bind(bindgen: &Path, compiled: &Path) -> Result<()> {
    terminal::step("Binding the engine to JavaScript");
    let directory = engine_dir();
    repo::make_dir(&directory)?;
    let mut command = process::command(bindgen);
    command
        .args(["--target", "web", "--out-name", ENGINE, "--out-dir"])
        .arg(&directory)
        .arg(compiled);
    process::run(&mut command)
}

/// How wasm-opt is run; which features the code uses stands in the module itself.
///
/// What is called at one place only is not moved there: the compiler has done so where it helps, and a browser takes long
/// to compile the loop that executes instructions, and does it badly, once it has become five times as large.
const OPTIMISE: [&str; 5] = [
    "-O3",
    "--one-caller-inline-max-function-size=40",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];

fn optimise(engine: &Path) -> Result<()> {
    terminal::step("Optimising the engine");
    node::packages(node::XTASK)?;
    let program = repo::path(node::XTASK)
        .join("node_modules")
        .join("binaryen")
        .join("bin")
        .join("wasm-opt");
    let optimised = engine.with_extension("wasm.tmp");
    let mut command = node::node()?;
    command
        .arg(program)
        .args(OPTIMISE)
        .arg(engine)
        .arg("-o")
        .arg(&optimised);
    process::run(&mut command)?;
    fs::rename(&optimised, engine).map_err(|error| Failure::file("replace", engine, &error))
}

/// The page around the engine, in `dist/`.
fn page() -> Result<()> {
    terminal::step("Checking and bundling the page");
    process::run(node::npm(node::WEB)?.args(["run", "--silent", "check"]))?;
    let fresh = repo::target_dir().join("dist");
    repo::remove(&fresh)?;
    repo::make_dir(&fresh)?;
    process::run(
        node::npm(node::WEB)?
            .args(["run", "--silent", "build", "--", "--outdir"])
            .arg(&fresh),
    )?;
    notices::write(&fresh)?;
    terminal::step("Compressing");
    let mut compress = node::node()?;
    compress
        .arg(repo::path(node::XTASK).join("compress.mjs"))
        .arg(&fresh);
    process::run(&mut compress)?;
    replace(&fresh, &dist())
}

/// Moves a finished directory over an old one.
fn replace(fresh: &Path, place: &Path) -> Result<()> {
    repo::remove(place)?;
    if fs::rename(fresh, place).is_ok() {
        return Ok(());
    }
    // The target directory may be on another disk.
    for file in repo::walk(fresh)? {
        let relative = file.strip_prefix(fresh).unwrap_or(&file);
        let to = place.join(relative);
        if let Some(parent) = to.parent() {
            repo::make_dir(parent)?;
        }
        fs::copy(&file, &to).map_err(|error| Failure::file("copy", &file, &error))?;
    }
    repo::remove(fresh)
}
