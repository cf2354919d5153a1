//! Running other programs.
//!
//! Here: one way to run a command in an environment that does not leak cargo's own variables into what it
//! starts, with or without its output captured, and with a time limit. Not here: which toolchain is used.

use std::env;
use std::ffi::{OsStr, OsString};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::failure::{Failure, Result};
use crate::repo;

/// What cargo and rustup set for the xtask process itself. A toolchain found later must not see it:
/// Debian's rustc, for one, would load the libraries of rustup's.
fn is_own_variable(name: &str) -> bool {
    const EXACT: [&str; 8] = [
        "CARGO",
        "CARGO_BIN_NAME",
        "CARGO_CRATE_NAME",
        "CARGO_PRIMARY_PACKAGE",
        "OUT_DIR",
        "RUSTC",
        "RUSTDOC",
        "RUST_RECURSION_COUNT",
    ];
    EXACT.contains(&name) || name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")
}

/// A command in a clean environment, started from the root of the repository, without standard input.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(is_own_variable) {
            command.env_remove(name);
        }
    }
    if let Some(libraries) = env::var_os("LD_LIBRARY_PATH") {
        let kept: Vec<PathBuf> = env::split_paths(&libraries)
            .filter(|path| !is_build_library(path))
            .collect();
        match env::join_paths(kept) {
            Ok(kept) if !kept.is_empty() => command.env("LD_LIBRARY_PATH", kept),
            _ => command.env_remove("LD_LIBRARY_PATH"),
        };
    }
    command.current_dir(repo::root()).stdin(Stdio::null());
    command
}

fn is_build_library(path: &Path) -> bool {
    path.starts_with(repo::target_dir())
        || path.starts_with(repo::root().join("target"))
        || path
            .ancestors()
            .any(|above| above.join("bin").join("rustc").is_file() && above != Path::new("/usr"))
}

/// `PATH` with `first` put before everything else.
pub fn path_with(first: &[PathBuf]) -> OsString {
    let old = env::var_os("PATH").unwrap_or_default();
    let all = first.iter().cloned().chain(env::split_paths(&old));
    env::join_paths(all).unwrap_or(old)
}

/// The file that a name on `PATH` stands for.
pub fn find(name: &str) -> Option<PathBuf> {
    let name = format!("{name}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH")?)
        .map(|dir| dir.join(&name))
        .find(|file| file.is_file())
}

/// The command as a reader would type it.
pub fn describe(command: &Command) -> String {
    let mut text = Path::new(command.get_program())
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    for argument in command.get_args() {
        text.push(' ');
        text.push_str(&argument.to_string_lossy());
    }
    text
}

fn start_failure(command: &Command, error: &io::Error) -> Failure {
    Failure::new(format!("cannot start `{}`: {error}", describe(command)))
}

/// Runs with the terminal's output; an exit status other than 0 is a failure.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .map_err(|error| start_failure(command, &error))?;
    if status.success() {
        Ok(())
    } else {
        Err(status_failure(command, status))
    }
}

/// Whether a command that only asks something ends with status 0. Its output is dropped.
pub fn succeeds(command: &mut Command) -> bool {
    command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// The standard output of a command that must succeed, without the newline at its end.
pub fn capture(command: &mut Command) -> Result<String> {
    let output = command
        .output()
        .map_err(|error| start_failure(command, &error))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout)
            .trim_end()
            .to_owned());
    }
    let why = String::from_utf8_lossy(&output.stderr);
    let last = why
        .lines()
        .rev()
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default();
    Err(Failure::new(format!(
        "`{}` failed: {}",
        describe(command),
        last.trim()
    )))
}

/// Runs and hands each line of standard output to `line` while also printing it.
pub fn follow(command: &mut Command, mut line: impl FnMut(&str)) -> Result<ExitStatus> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| start_failure(command, &error))?;
    if let Some(stdout) = child.stdout.take() {
        for text in BufReader::new(stdout).split(b'\n') {
            let Ok(text) = text else { break };
            let text = String::from_utf8_lossy(&text);
            let _ = writeln!(io::stdout(), "{text}");
            line(&text);
        }
    }
    child.wait().map_err(|error| start_failure(command, &error))
}

/// What a program with a time limit left behind.
pub struct Timed {
    pub output: Output,
    /// It was killed because it took too long.
    pub timed_out: bool,
    pub took: Duration,
}

/// Runs with `input`, captures both outputs, kills it after `limit`.
pub fn run_limited(command: &mut Command, input: &[u8], limit: Duration) -> Result<Timed> {
    let start = Instant::now();
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| start_failure(command, &error))?;
    let stdout = child.stdout.take().map(read_aside);
    let stderr = child.stderr.take().map(read_aside);
    if let Some(mut stdin) = child.stdin.take() {
        let input = input.to_vec();
        // A program that does not read its input closes the pipe; that is its right.
        thread::spawn(move || stdin.write_all(&input));
    }
    let mut pause = Duration::from_millis(1);
    let (status, timed_out) = loop {
        if let Some(status) = child
            .try_wait()
            .map_err(|error| start_failure(command, &error))?
        {
            break (status, false);
        }
        if start.elapsed() > limit {
            end(&mut child);
            break (
                child
                    .wait()
                    .map_err(|error| start_failure(command, &error))?,
                true,
            );
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(20));
    };
    let took = start.elapsed();
    // Children of a killed program may hold its pipes open for ever: what they print is not waited for.
    let patience = if timed_out {
        Duration::from_secs(1)
    } else {
        Duration::from_secs(60)
    };
    let stdout = stdout
        .map(|reader| reader.finish(patience))
        .unwrap_or_default();
    let stderr = stderr
        .map(|reader| reader.finish(patience))
        .unwrap_or_default();
    Ok(Timed {
        output: Output {
            status,
            stdout,
            stderr,
        },
        timed_out,
        took,
    })
}

/// Puts a command that starts processes of its own into a group, so that all of them end when it is killed.
pub fn own_group(command: &mut Command) {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    #[cfg(not(unix))]
    let _ = command;
}

/// Kills a process, and its group when it leads one.
fn end(child: &mut Child) {
    let group = format!("-{}", child.id());
    // Without a group of that number this does nothing.
    succeeds(Command::new("kill").args(["-KILL", "--", &group]));
    // It may be gone already, which is what is wanted.
    let _ = child.kill();
}

/// A pipe that is read by a thread of its own.
struct Aside {
    bytes: Arc<Mutex<Vec<u8>>>,
    thread: thread::JoinHandle<()>,
}

fn read_aside(mut pipe: impl Read + Send + 'static) -> Aside {
    let bytes = Arc::new(Mutex::new(Vec::new()));
    let into = Arc::clone(&bytes);
    let thread = thread::spawn(move || {
        let mut chunk = vec![0; 64 * 1024];
        while let Ok(count @ 1..) = pipe.read(&mut chunk) {
            into.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .extend_from_slice(&chunk[..count]);
        }
    });
    Aside { bytes, thread }
}

impl Aside {
    /// What was read until the pipe closed, or until `patience` ran out.
    fn finish(self, patience: Duration) -> Vec<u8> {
        let start = Instant::now();
        while !self.thread.is_finished() && start.elapsed() < patience {
            thread::sleep(Duration::from_millis(1));
        }
        std::mem::take(&mut *self.bytes.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

fn status_failure(command: &Command, status: ExitStatus) -> Failure {
    Failure::new(format!("`{}` failed ({status})", describe(command)))
}
