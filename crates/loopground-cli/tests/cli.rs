//! The command as a shell sees it: arguments and standard input in; output and exit status out.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// What a shell sees of one run. `{dir}` stands for the folder the command runs in.
#[derive(Default)]
struct Expected<'a> {
    stdout: &'a str,
    stderr: &'a str,
    status: i32,
}

/// A folder of its own for each test, with these files in it.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    for (path, text) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    // Absolute paths show up in messages: links are resolved here already.
    folder.canonicalize().unwrap()
}

fn command(folder: &PathBuf, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_loopground"));
    command
        .args(args)
        .current_dir(folder)
        .env_remove("PYTHONUNBUFFERED")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn run(folder: &PathBuf, args: &[&str], stdin: &str) -> Output {
    let mut child = command(folder, args).spawn().unwrap();
    // A program that does not read its input closes the pipe: no error of the test.
    let _ = child.stdin.take().unwrap().write_all(stdin.as_bytes());
    child.wait_with_output().unwrap()
}

#[track_caller]
fn check_cli(folder: &PathBuf, args: &[&str], stdin: &str, expected: &Expected) {
    let output = run(folder, args, stdin);
    let here = folder.to_str().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert_eq!(
        text(&output.stderr),
        expected.stderr.replace("{dir}", here),
        "stderr of {args:?}"
    );
    assert_eq!(
        text(&output.stdout),
        expected.stdout.replace("{dir}", here),
        "stdout of {args:?}"
    );
    assert_eq!(
        output.status.code(),
        Some(expected.status),
        "status of {args:?}"
    );
}

#[test]
fn a_program_that_is_not_there() {
    let here = folder("missing", &[("empty/x.txt", "")]);
    let cases = [
        (
            "x.py",
            2,
            "can't open file '{dir}/x.py': [Errno 2] No such file or directory",
        ),
        (
            "../x.py",
            2,
            "can't open file '{dir}/../x.py': [Errno 2] No such file or directory",
        ),
        (
            "it's",
            2,
            "can't open file \"{dir}/it's\": [Errno 2] No such file or directory",
        ),
        (
            "empty/x.txt/y.py",
            2,
            "can't open file '{dir}/empty/x.txt/y.py': [Errno 20] Not a directory",
        ),
        ("empty", 1, "can't find '__main__' module in 'empty'"),
    ];
    for (path, status, message) in cases {
        let stderr = format!("loopground: {message}\n");
        let expected = Expected {
            status,
            stderr: &stderr,
            ..Expected::default()
        };
        check_cli(&here, &["run", path], "", &expected);
    }
}

#[test]
fn a_command_line_that_makes_no_sense() {
    let here = folder("nonsense", &[]);
    let cases: [(&[&str], &str); 3] = [
        (&["run"], "nothing to run"),
        (
            &["walk"],
            "unknown command \"walk\" (did you mean 'loopground run'?)",
        ),
        (
            &["run", "--max-memory", "lots", "x.py"],
            "cannot parse argument \"lots\": expected a number of bytes such as 500M",
        ),
    ];
    for (args, message) in cases {
        let stderr = format!("loopground: {message}\nTry 'loopground --help'.\n");
        let expected = Expected {
            status: 2,
            stderr: &stderr,
            ..Expected::default()
        };
        check_cli(&here, args, "", &expected);
    }
}

#[test]
fn the_version_names_both() {
    let here = folder("version", &[]);
    let output = run(&here, &["--version"], "");
    let stdout = String::from_utf8(output.stdout).unwrap();
    let version = env!("CARGO_PKG_VERSION");
    assert!(
        stdout.starts_with(&format!("loopground {version} (Python 3.14")),
        "{stdout}"
    );
    assert_eq!(output.status.code(), Some(0));
}
