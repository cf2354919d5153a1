//! Runs programs on an engine, many at a time, and makes their outcomes comparable.
//!
//! Not here: comparing (`report`), the engines themselves (`oracle` finds CPython).

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use super::program::{Outcome, Program};
use crate::failure::Result;
use crate::process;

/// What runs programs.
#[derive(Clone, Debug)]
pub enum Engine {
    /// `loopground run`.
    Ours(PathBuf),
    /// `python3.14`, and the folder of its standard library.
    CPython { program: PathBuf, library: PathBuf },
}

/// How a run ended.
#[derive(Clone, Debug)]
pub enum Ran {
    Finished(Outcome),
    /// Killed after the time limit; what it had printed by then.
    TooLong(Outcome),
}

impl Engine {
    pub fn run(&self, program: &Program, limit: Duration, hash_seed: &str) -> Result<Ran> {
        let mut command = match self {
            Self::Ours(engine) => {
                let mut command = process::command(engine);
                command.arg("run").args(&program.flags);
                command
            }
            Self::CPython { program, .. } => process::command(program),
        };
        command
            .current_dir(program.folder())
            .arg(program.bare_name())
            .args(&program.args);
        command
            .env("TZ", "UTC")
            .env("NO_COLOR", "1")
            .env("PYTHONHASHSEED", hash_seed);
        command
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env("LC_ALL", "C.UTF-8");
        for name in [
            "PYTHONPATH",
            "PYTHONHOME",
            "PYTHONSTARTUP",
            "PYTHONUNBUFFERED",
            "FORCE_COLOR",
            "PYTHON_COLORS",
        ] {
            command.env_remove(name);
        }
        let ran = process::run_limited(&mut command, &program.input(), limit)?;
        let outcome = Outcome {
            stdout: self.comparable(&ran.output.stdout, program.folder()),
            stderr: self.comparable(&ran.output.stderr, program.folder()),
            status: status_of(ran.output.status),
        };
        Ok(if ran.timed_out {
            Ran::TooLong(outcome)
        } else {
            Ran::Finished(outcome)
        })
    }

    /// Takes out what depends on where the program and the library are.
    fn comparable(&self, bytes: &[u8], folder: &Path) -> String {
        let mut text = String::from_utf8_lossy(bytes).into_owned();
        text = text.replace(&format!("{}/", folder.display()), "");
        if let Self::CPython { library, .. } = self {
            text = text.replace(&library.display().to_string(), "/usr/lib/python3.14");
        }
        text
    }
}

/// The exit status; for a program killed by a signal, its number made negative, as Python's `subprocess` has it.
fn status_of(status: std::process::ExitStatus) -> i32 {
    #[cfg(unix)]
    {
        use std::os::unix::process::ExitStatusExt;
        status
            .code()
            .unwrap_or_else(|| -status.signal().unwrap_or(1))
    }
    #[cfg(not(unix))]
    {
        status.code().unwrap_or(-1)
    }
}

/// Calls `job` for each item on all cores; the results are in the order of the items.
pub fn in_parallel<T: Sync, R: Send>(items: &[T], job: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let cores = thread::available_parallelism().map_or(2, usize::from);
    // Programs of this corpus sleep as much as they compute.
    let workers = (cores * 2).min(items.len()).max(1);
    let next = AtomicUsize::new(0);
    let results: Vec<Mutex<Option<R>>> = items.iter().map(|_| Mutex::new(None)).collect();
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let (Some(item), Some(result)) = (items.get(index), results.get(index)) else {
                        break;
                    };
                    let value = job(item);
                    if let Ok(mut slot) = result.lock() {
                        *slot = Some(value);
                    }
                }
            });
        }
    });
    results
        .into_iter()
        .filter_map(|slot| slot.into_inner().ok().flatten())
        .collect()
}
