//! Moving programs into the wishlist and out of it.
//!
//! A program moves with its recordings, and with copies of the modules (`_name.py`) of its folder that it names.

use std::fs;
use std::path::{Path, PathBuf};

use super::program::{CORPUS, Program, WISHLIST};
use crate::failure::{Failure, Result};
use crate::{repo, terminal};

/// Into the wishlist: it does not work yet.
pub fn wish(programs: &[&Program]) -> Result<()> {
    for program in programs {
        shift(program, &format!("{WISHLIST}/{}", program.name))?;
    }
    Ok(())
}

/// Out of the wishlist: it works now.
pub fn free(programs: &[&Program]) -> Result<()> {
    for program in programs {
        let name = program
            .name
            .strip_prefix(WISHLIST)
            .unwrap_or(&program.name)
            .trim_start_matches('/');
        shift(program, name)?;
    }
    Ok(())
}

fn shift(program: &Program, name: &str) -> Result<()> {
    terminal::note(&format!("{} -> {name}", program.name));
    let target = repo::path(&format!("{CORPUS}/{name}.py"));
    let folder = target.parent().unwrap_or_else(|| Path::new("."));
    repo::make_dir(folder)?;
    for module in modules_named_by(program)? {
        let copy = folder.join(module.file_name().unwrap_or_default());
        if !copy.exists() {
            fs::copy(&module, &copy).map_err(|error| Failure::file("copy", &module, &error))?;
        }
    }
    for file in program.files() {
        let extension = file.extension().unwrap_or_default();
        fs::rename(&file, target.with_extension(extension))
            .map_err(|error| Failure::file("move", &file, &error))?;
    }
    tidy_folder(program.folder())
}

fn modules_named_by(program: &Program) -> Result<Vec<PathBuf>> {
    let text = String::from_utf8_lossy(&repo::read_bytes(&program.file)?).into_owned();
    let entries = fs::read_dir(program.folder())
        .map_err(|error| Failure::file("list", program.folder(), &error))?;
    let named = |path: &PathBuf| {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        path.is_file() && stem.starts_with('_') && text.contains(stem.as_ref())
    };
    Ok(entries
        .flatten()
        .map(|entry| entry.path())
        .filter(named)
        .collect())
}

/// A folder of the wishlist that holds no program any more goes away with its copies of modules.
fn tidy_folder(folder: &Path) -> Result<()> {
    let in_wishlist = folder.starts_with(repo::path(CORPUS).join(WISHLIST));
    let is_program = |file: &PathBuf| {
        let stem = file
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        file.extension().is_some_and(|extension| extension == "py") && !stem.starts_with('_')
    };
    if in_wishlist && !repo::walk(folder)?.iter().any(is_program) {
        return repo::remove(folder);
    }
    Ok(())
}
