//! The Rust toolchain that builds the workspace.
//!
//! xtask itself builds with an older Rust than the rest, so that it can go and find a newer one. In order:
//! `rustc` on `PATH` when it is new enough and knows the wasm target; what rustup has or can fetch; a
//! distribution's rustc together with a standard library built from its sources; the packages of Debian
//! that give such a rustc. Not here: how that standard library is built (`sysroot`).

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use super::{debian, sysroot};
use crate::failure::{Failure, Result};
use crate::{process, repo, terminal};

/// The oldest Rust that compiles the front end, and the one fetched where none is found.
pub const NEEDED: Version = Version(1, 96, 0);
pub const WASM: &str = "wasm32-unknown-unknown";
/// The target that proves that the core needs no operating system.
pub const BARE: &str = "thumbv7em-none-eabihf";

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(u32, u32, u32);

impl Version {
    /// Reads the number in the output of `rustc --version`.
    fn parse(text: &str) -> Option<Self> {
        let number = text.split_whitespace().nth(1)?.split(['-', '+']).next()?;
        let mut parts = number.split('.').map(str::parse::<u32>);
        let mut next = || parts.next().and_then(std::result::Result::ok);
        Some(Self(next()?, next()?, next()?))
    }
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}.{}", self.0, self.1, self.2)
    }
}

/// Where the toolchain comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// `rustc` on `PATH` as it is.
    Path,
    /// A toolchain of rustup, named.
    Rustup(String),
    /// A distribution's rustc behind a sysroot of ours.
    Sysroot,
}

#[derive(Clone, Debug)]
pub struct Toolchain {
    pub source: Source,
    pub version: Version,
    /// The directory with `rustc`, `rustdoc` and `cargo`; goes first on `PATH`.
    pub bin: PathBuf,
}

impl Toolchain {
    pub fn describe(&self) -> String {
        match &self.source {
            Source::Path => format!("{} on PATH", self.bin.join("rustc").display()),
            Source::Rustup(name) => format!("rustup toolchain {name}"),
            Source::Sysroot => "the distribution's, with a standard library built here".to_owned(),
        }
    }

    /// A command that sees this toolchain and the tools that were set up.
    pub fn command(&self, program: &str) -> Command {
        let mut command = process::command(program);
        self.prepare(&mut command);
        command
    }

    pub fn cargo(&self) -> Command {
        self.command("cargo")
    }

    /// cargo for what then runs hundreds of Python programs: the interpreter is a little optimised, which takes less
    /// time than it gains. The browser's tests run few, so it is not in the profile itself.
    pub fn cargo_for_programs(&self) -> Command {
        let mut cargo = self.cargo();
        cargo.args([
            "--config",
            "profile.dev.package.loopground-python.opt-level=1",
        ]);
        cargo
    }

    fn prepare(&self, command: &mut Command) {
        let mut first = vec![repo::setup_dir().join("tools").join("bin")];
        match &self.source {
            Source::Path => {}
            Source::Rustup(name) => {
                first.push(self.bin.clone());
                command.env("RUSTUP_TOOLCHAIN", name);
            }
            Source::Sysroot => {
                first.push(self.bin.clone());
                first.push(PathBuf::from("/usr/bin"));
                command.env("RUSTC", self.bin.join("rustc"));
                command.env("RUSTDOC", self.bin.join("rustdoc"));
                command.env("SYSROOT", sysroot::directory());
                command.env_remove("RUSTUP_TOOLCHAIN");
            }
        }
        let path = process::path_with(&first);
        // Command looks a bare name up in the PATH it is given, which is what we want here.
        command.env("PATH", path);
        command.env("CARGO_TERM_PROGRESS_WHEN", "auto");
    }

    /// Whether the libraries for `target` are installed.
    fn has_target(&self, target: &str) -> bool {
        let mut ask = self.command("rustc");
        process::capture(ask.args(["--print", "target-libdir", "--target", target]))
            .is_ok_and(|directory| has_core(Path::new(&directory)))
    }
}

fn has_core(directory: &Path) -> bool {
    std::fs::read_dir(directory).is_ok_and(|entries| {
        entries
            .flatten()
            .any(|entry| entry.file_name().to_string_lossy().starts_with("libcore-"))
    })
}

/// The toolchain, found or fetched once per run of xtask.
pub fn get() -> Result<&'static Toolchain> {
    static FOUND: OnceLock<Toolchain> = OnceLock::new();
    if let Some(found) = FOUND.get() {
        return Ok(found);
    }
    let found = find()?;
    Ok(FOUND.get_or_init(|| found))
}

/// `LOOPGROUND_TOOLCHAIN=sysroot` skips rustup: for machines where it is slow to fail, and for testing that way.
fn wants_sysroot() -> bool {
    std::env::var_os("LOOPGROUND_TOOLCHAIN").is_some_and(|value| value == "sysroot")
}

fn find() -> Result<Toolchain> {
    if !wants_sysroot() {
        if let Some(toolchain) = on_path()
            && [WASM, BARE]
                .iter()
                .all(|target| toolchain.has_target(target))
        {
            return Ok(toolchain);
        }
        if let Some(toolchain) = from_rustup() {
            return Ok(toolchain);
        }
    }
    if let Some(toolchain) = from_distribution(false)? {
        return Ok(toolchain);
    }
    if debian::can_install() {
        terminal::note("no rustc that is new enough: installing Debian's");
        debian::install(&[
            "rustc-web",
            "cargo-web",
            "rust-web-src",
            "rust-web-llvm",
            "rust-web-clippy",
        ])?;
        if let Some(toolchain) = from_distribution(true)? {
            return Ok(toolchain);
        }
    }
    Err(Failure::missing(
        format!("no Rust {NEEDED} or newer with the target {WASM}"),
        format!(
            "rustup toolchain install {NEEDED} --component clippy --component rustfmt --target {WASM} --target {BARE}"
        ),
    ))
}

fn version_of(rustc: &Path) -> Option<Version> {
    let text = process::capture(process::command(rustc).arg("--version")).ok()?;
    Version::parse(&text)
}

fn on_path() -> Option<Toolchain> {
    let rustc = process::find("rustc")?;
    let version = version_of(&rustc).filter(|version| *version >= NEEDED)?;
    let bin = rustc.parent()?.to_path_buf();
    let toolchain = Toolchain {
        source: Source::Path,
        version,
        bin,
    };
    let sees_clippy = process::succeeds(toolchain.cargo().args(["clippy", "--version"]));
    sees_clippy.then_some(toolchain)
}

/// A toolchain of rustup: the active one when it is new enough, else [`NEEDED`]; fetched where possible.
fn from_rustup() -> Option<Toolchain> {
    process::find("rustup")?;
    let named = |name: &str| -> Option<Toolchain> {
        let mut which = process::command("rustup");
        let rustc = process::capture(which.args(["which", "--toolchain", name, "rustc"])).ok()?;
        let rustc = PathBuf::from(rustc);
        let version = version_of(&rustc).filter(|version| *version >= NEEDED)?;
        Some(Toolchain {
            source: Source::Rustup(name.to_owned()),
            version,
            bin: rustc.parent()?.to_path_buf(),
        })
    };
    let complete = |toolchain: &Toolchain| {
        [WASM, BARE]
            .iter()
            .all(|target| toolchain.has_target(target))
            && toolchain
                .bin
                .join(format!("cargo-clippy{}", std::env::consts::EXE_SUFFIX))
                .is_file()
    };
    let active =
        process::capture(process::command("rustup").args(["show", "active-toolchain"])).ok();
    let active = active
        .as_deref()
        .and_then(|text| text.split_whitespace().next());
    let wanted = active.and_then(named).map_or_else(
        || NEEDED.to_string(),
        |toolchain| match toolchain.source {
            Source::Rustup(name) => name,
            _ => NEEDED.to_string(),
        },
    );
    if let Some(toolchain) = named(&wanted).filter(complete) {
        return Some(toolchain);
    }
    terminal::note(&format!("rustup: fetching {wanted} with {WASM} and {BARE}"));
    let mut install = process::command("rustup");
    install.args([
        "toolchain",
        "install",
        &wanted,
        "--profile",
        "minimal",
        "--no-self-update",
    ]);
    install.args([
        "--component",
        "clippy",
        "--component",
        "rustfmt",
        "--target",
        WASM,
        "--target",
        BARE,
    ]);
    if process::run(&mut install).is_err() {
        terminal::warn("rustup could not fetch it; looking for a distribution's Rust instead");
        return None;
    }
    named(&wanted).filter(complete)
}

/// A rustc outside rustup that comes with the sources of its standard library.
fn from_distribution(must: bool) -> Result<Option<Toolchain>> {
    let base = Path::new("/usr/bin/rustc");
    let usable = base.is_file()
        && sysroot::library_source().is_dir()
        && Path::new("/usr/bin/rust-lld").is_file();
    let version = version_of(base).filter(|version| *version >= NEEDED);
    let (true, Some(version)) = (usable, version) else {
        return if must {
            Err(Failure::new(format!(
                "the packages were installed, but there is no rustc {NEEDED} at {}",
                base.display()
            )))
        } else {
            Ok(None)
        };
    };
    let bin = sysroot::get(base)?;
    Ok(Some(Toolchain {
        source: Source::Sysroot,
        version,
        bin,
    }))
}

/// A `cargo-fmt` command. It comes with the toolchain, or from whichever other one is on `PATH`: a distribution's rustc
/// has none of its own.
pub fn rustfmt() -> Result<Command> {
    let toolchain = get()?;
    let own = || toolchain.command("cargo-fmt");
    let any = || process::command("cargo-fmt");
    let works = |mut command: Command| process::succeeds(command.args(["fmt", "--version"]));
    if works(own()) {
        return Ok(own());
    }
    if !works(any()) && debian::can_install() {
        debian::install(&["rustfmt-web"])?;
    }
    if works(any()) {
        return Ok(any());
    }
    Err(Failure::missing(
        "no rustfmt",
        "rustup component add rustfmt",
    ))
}
