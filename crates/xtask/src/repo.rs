//! Where things are: the repository, its target directory, and files read and written there.
//!
//! Here: paths and small file helpers that say which file failed. Not here: running programs.

use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::failure::{Failure, Result};

/// The root of the checkout.
pub fn root() -> &'static Path {
    static ROOT: OnceLock<PathBuf> = OnceLock::new();
    ROOT.get_or_init(|| {
        let manifest = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        manifest
            .ancestors()
            .nth(2)
            .map_or_else(|| PathBuf::from("."), Path::to_path_buf)
    })
}

/// A path below the root, from its parts joined with `/`.
pub fn path(relative: &str) -> PathBuf {
    relative
        .split('/')
        .fold(root().to_path_buf(), |path, part| path.join(part))
}

/// Cargo's target directory: `CARGO_TARGET_DIR`, else `target/`.
pub fn target_dir() -> &'static Path {
    static TARGET: OnceLock<PathBuf> = OnceLock::new();
    TARGET.get_or_init(|| match env::var_os("CARGO_TARGET_DIR") {
        Some(dir) if !dir.is_empty() => root().join(dir),
        _ => root().join("target"),
    })
}

/// What set-up leaves behind: tools, stamps, the sysroot. Deleting it makes the next run set up again.
pub fn setup_dir() -> PathBuf {
    target_dir().join("setup")
}

/// The path as shown to a reader: relative to the root where it is below it.
pub fn show(path: &Path) -> String {
    path.strip_prefix(root())
        .unwrap_or(path)
        .display()
        .to_string()
}

pub fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|error| Failure::file("read", path, &error))
}

pub fn read_bytes(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|error| Failure::file("read", path, &error))
}

/// Writes a file and the directories above it.
pub fn write(path: &Path, contents: impl AsRef<[u8]>) -> Result<()> {
    if let Some(parent) = path.parent() {
        make_dir(parent)?;
    }
    fs::write(path, contents).map_err(|error| Failure::file("write", path, &error))
}

pub fn make_dir(path: &Path) -> Result<()> {
    fs::create_dir_all(path).map_err(|error| Failure::file("create", path, &error))
}

/// Removes a directory or a file; not being there is fine.
pub fn remove(path: &Path) -> Result<()> {
    let Ok(metadata) = fs::symlink_metadata(path) else {
        return Ok(());
    };
    let removed = if metadata.is_dir() {
        fs::remove_dir_all(path)
    } else {
        fs::remove_file(path)
    };
    removed.map_err(|error| Failure::file("remove", path, &error))
}

/// All files below `directory`, sorted, links not followed.
pub fn walk(directory: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut pending = vec![directory.to_path_buf()];
    while let Some(next) = pending.pop() {
        let entries = fs::read_dir(&next).map_err(|error| Failure::file("list", &next, &error))?;
        for entry in entries {
            let entry = entry.map_err(|error| Failure::file("list", &next, &error))?;
            let kind = entry
                .file_type()
                .map_err(|error| Failure::file("list", &next, &error))?;
            if kind.is_dir() {
                pending.push(entry.path());
            } else if kind.is_file() {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    Ok(files)
}

/// A fingerprint for stamps and entity tags; equal contents give equal fingerprints for one build of xtask.
pub fn fingerprint<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hasher = DefaultHasher::new();
    for part in parts {
        part.hash(&mut hasher);
    }
    format!("{:016x}", hasher.finish())
}

/// The files git knows or would know (tracked, or new and not ignored), as paths relative to the root with `/`.
pub fn listed_files() -> Result<Vec<String>> {
    let output = Command::new("git")
        .args([
            "ls-files",
            "--cached",
            "--others",
            "--exclude-standard",
            "-z",
        ])
        .current_dir(root())
        .output()
        .map_err(|_| Failure::missing("git is not installed", "apt-get install git"))?;
    if !output.status.success() {
        return Err(Failure::new(
            "git ls-files failed: this must run in a git checkout",
        ));
    }
    let mut files: Vec<String> = String::from_utf8_lossy(&output.stdout)
        .split('\0')
        .filter(|name| !name.is_empty() && path(name).is_file())
        .map(str::to_owned)
        .collect();
    files.sort();
    files.dedup();
    Ok(files)
}

/// The version of a package in `Cargo.lock`; `None` when nothing depends on it.
pub fn locked_version(package: &str) -> Result<Option<String>> {
    let lock = read(&root().join("Cargo.lock"))?;
    let wanted = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != wanted).skip(1);
    Ok(lines
        .next()
        .and_then(|line| line.strip_prefix("version = \""))
        .and_then(|rest| rest.strip_suffix('"'))
        .map(str::to_owned))
}
