//! The corpus: programs, and what CPython did with them.
//!
//! Here: finding programs, reading their directives and recordings, writing recordings. The format is
//! described in `tests/programs/README.md`. Not here: running anything.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Result};
use crate::repo;

pub const CORPUS: &str = "tests/programs";
/// Known gaps: programs that do not work yet. One that starts to work has to move out.
pub const WISHLIST: &str = "wishlist";

/// What running a program left behind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    pub stdout: String,
    pub stderr: String,
    pub status: i32,
}

#[derive(Clone, Debug)]
pub struct Program {
    /// `topic/name`, as shown.
    pub name: String,
    pub file: PathBuf,
    /// `# args: …`
    pub args: Vec<String>,
    /// `# flags: …`, for `loopground run` only.
    pub flags: Vec<String>,
    pub wished: bool,
}

impl Program {
    /// All programs whose name contains one of `filters` (all, when there are none), in order of their names.
    pub fn find(filters: &[String]) -> Result<Vec<Self>> {
        let corpus = repo::path(CORPUS);
        let mut programs = Vec::new();
        for file in repo::walk(&corpus)? {
            let stem = file.file_stem().unwrap_or_default().to_string_lossy();
            if file.extension().is_none_or(|extension| extension != "py") || stem.starts_with('_') {
                continue;
            }
            let relative = file
                .strip_prefix(&corpus)
                .unwrap_or(&file)
                .with_extension("");
            let name = relative.to_string_lossy().replace('\\', "/");
            if filters.is_empty() || filters.iter().any(|filter| name.contains(filter.as_str())) {
                programs.push(Self::read(file, name)?);
            }
        }
        Ok(programs)
    }

    fn read(file: PathBuf, name: String) -> Result<Self> {
        // A program may hold any bytes (one tests wrong encodings); directives are in its readable part.
        let text = String::from_utf8_lossy(&repo::read_bytes(&file)?).into_owned();
        let directive = |key: &str| -> Vec<String> {
            let mut head = text.lines().take_while(|line| line.starts_with('#'));
            let found = head.find_map(|line| line.strip_prefix("# ")?.strip_prefix(key));
            found
                .map(|rest| rest.split_whitespace().map(str::to_owned).collect())
                .unwrap_or_default()
        };
        let wished = name.starts_with(&format!("{WISHLIST}/"));
        Ok(Self {
            args: directive("args:"),
            flags: directive("flags:"),
            wished,
            name,
            file,
        })
    }

    /// Programs run in their own folder, under their bare name.
    pub fn folder(&self) -> &Path {
        self.file.parent().unwrap_or_else(|| Path::new("."))
    }

    pub fn bare_name(&self) -> String {
        self.file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned()
    }

    pub fn input(&self) -> Vec<u8> {
        fs::read(self.file.with_extension("in")).unwrap_or_default()
    }

    /// What CPython did, as recorded.
    pub fn expected(&self) -> Result<Outcome> {
        let text = |extension: &str| -> Option<String> {
            let bytes = fs::read(self.file.with_extension(extension)).ok()?;
            Some(String::from_utf8_lossy(&bytes).into_owned())
        };
        let stdout = text("out").ok_or_else(|| {
            Failure::missing(
                format!("{} has no recorded output", self.name),
                format!("cargo xtask conformance --bless {}", self.name),
            )
        })?;
        let status = match text("status") {
            Some(status) => status
                .trim()
                .parse()
                .map_err(|_| Failure::new(format!("{}.status is no number", self.name)))?,
            None => 0,
        };
        Ok(Outcome {
            stdout,
            stderr: text("err").unwrap_or_default(),
            status,
        })
    }

    /// Records an outcome. Files that would say nothing are not kept.
    pub fn record(&self, outcome: &Outcome) -> Result<()> {
        repo::write(&self.file.with_extension("out"), &outcome.stdout)?;
        let keep = |extension: &str, text: String, keep: bool| {
            let file = self.file.with_extension(extension);
            if keep {
                repo::write(&file, text)
            } else {
                repo::remove(&file)
            }
        };
        keep("err", outcome.stderr.clone(), !outcome.stderr.is_empty())?;
        keep(
            "status",
            format!("{}\n", outcome.status),
            outcome.status != 0,
        )
    }

    /// The program with everything recorded beside it.
    pub fn files(&self) -> Vec<PathBuf> {
        let all = ["py", "out", "err", "status", "in"]
            .map(|extension| self.file.with_extension(extension));
        all.into_iter().filter(|file| file.is_file()).collect()
    }
}
