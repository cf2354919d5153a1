//! A sysroot of our own, for a rustc that comes without the wasm target.
//!
//! Here: the standard library built from the distribution's sources, and a directory laid out as rustc and
//! wasm-pack expect it: links to the distribution's own targets, our two beside them, and scripts that
//! start the distribution's programs on it. Not here: the choice to use it (`toolchain`).

use std::fs;
use std::path::{Path, PathBuf};

use super::toolchain::{BARE, WASM};
use crate::failure::{Failure, Result};
use crate::{process, repo, terminal};

/// Where the distribution keeps the sources of the standard library.
pub fn library_source() -> PathBuf {
    PathBuf::from("/usr/lib/rustlib/src/rust/library")
}

pub fn directory() -> PathBuf {
    repo::setup_dir().join("sysroot")
}

/// The `bin` directory of the sysroot, built when it is not there or belongs to another rustc.
pub fn get(rustc: &Path) -> Result<PathBuf> {
    let sysroot = directory();
    let bin = sysroot.join("bin");
    let stamp = sysroot.join("made-for");
    let identity = process::capture(process::command(rustc).arg("-vV"))?;
    let identity = format!("{identity}\n{}\n", sysroot.display());
    if fs::read_to_string(&stamp).is_ok_and(|made_for| made_for == identity) {
        return Ok(bin);
    }
    terminal::note("building the standard library for wasm and bare metal (once, about a minute)");
    repo::remove(&sysroot)?;
    let rustlib = sysroot.join("lib").join("rustlib");
    repo::make_dir(&rustlib)?;
    link_entries(Path::new("/usr/lib/rustlib"), &rustlib)?;
    write_programs(&sysroot, rustc)?;
    let scratch = repo::setup_dir().join("standard-library");
    repo::remove(&scratch)?;
    write_scratch(&scratch)?;
    for (target, crates, extra) in [
        (WASM, "std,panic_abort,test", "--tests"),
        (BARE, "core,alloc", "--lib"),
    ] {
        let mut build = process::command("/usr/bin/cargo");
        build
            .current_dir(&scratch)
            .env("RUSTC_BOOTSTRAP", "1")
            .env("RUSTC", rustc);
        build.env("PATH", process::path_with(&[PathBuf::from("/usr/bin")]));
        build.env_remove("RUSTUP_TOOLCHAIN").env_remove("RUSTFLAGS");
        build.env("CARGO_TARGET_DIR", scratch.join("target"));
        build.args(["build", "--release", extra, "--target", target]);
        build.arg(format!("-Zbuild-std={crates}"));
        process::run(&mut build)?;
        let made = scratch
            .join("target")
            .join(target)
            .join("release")
            .join("deps");
        take_libraries(&made, &rustlib.join(target).join("lib"))?;
    }
    repo::remove(&scratch)?;
    repo::write(&stamp, identity)?;
    Ok(bin)
}

/// The smallest crate that makes cargo build the standard library, its test harness included.
fn write_scratch(scratch: &Path) -> Result<()> {
    let manifest =
        "[package]\nname = \"scratch\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n";
    repo::write(&scratch.join("Cargo.toml"), manifest)?;
    repo::write(&scratch.join("src").join("lib.rs"), "#![no_std]\n")?;
    repo::write(&scratch.join("tests").join("x.rs"), "#[test]\nfn x() {}\n")
}

fn take_libraries(from: &Path, to: &Path) -> Result<()> {
    repo::make_dir(to)?;
    for file in repo::walk(from)? {
        let name = file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let library = file
            .extension()
            .is_some_and(|extension| extension == "rlib" || extension == "rmeta");
        if library && !name.starts_with("libscratch-") {
            fs::copy(&file, to.join(&name))
                .map_err(|error| Failure::file("copy", &file, &error))?;
        }
    }
    Ok(())
}

#[cfg(unix)]
fn link_entries(from: &Path, to: &Path) -> Result<()> {
    let entries = fs::read_dir(from).map_err(|error| Failure::file("list", from, &error))?;
    for entry in entries.flatten() {
        let link = to.join(entry.file_name());
        std::os::unix::fs::symlink(entry.path(), &link)
            .map_err(|error| Failure::file("link", &link, &error))?;
    }
    Ok(())
}

#[cfg(unix)]
fn write_programs(sysroot: &Path, rustc: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let bin = sysroot.join("bin");
    repo::make_dir(&bin)?;
    for (name, program) in [("rustc", rustc), ("rustdoc", Path::new("/usr/bin/rustdoc"))] {
        let script = format!(
            "#!/bin/sh\nexec {} --sysroot '{}' \"$@\"\n",
            program.display(),
            sysroot.display()
        );
        let file = bin.join(name);
        repo::write(&file, script)?;
        fs::set_permissions(&file, fs::Permissions::from_mode(0o755))
            .map_err(|error| Failure::file("make executable", &file, &error))?;
    }
    let cargo = bin.join("cargo");
    std::os::unix::fs::symlink("/usr/bin/cargo", &cargo)
        .map_err(|error| Failure::file("link", &cargo, &error))
}

#[cfg(not(unix))]
fn link_entries(_from: &Path, _to: &Path) -> Result<()> {
    Err(Failure::new(
        "a distribution's rustc is only supported on Unix",
    ))
}

#[cfg(not(unix))]
fn write_programs(_sysroot: &Path, _rustc: &Path) -> Result<()> {
    Err(Failure::new(
        "a distribution's rustc is only supported on Unix",
    ))
}
