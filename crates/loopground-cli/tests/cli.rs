//! The command as a shell sees it: arguments and standard input in; output and exit status out.

use std::io::{Read, Write};
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

#[test]
fn a_program_sees_itself_as_under_python3() {
    let show = "import sys\nprint(sys.argv, repr(sys.path[0]), globals().get('__file__'))\n";
    let here = folder(
        "names",
        &[
            ("x.py", show),
            ("sub/y.py", show),
            ("pkg/__main__.py", show),
        ],
    );
    let cases: [(&[&str], &str, &str); 7] = [
        (
            &["x.py", "1", "-2"],
            "",
            "['x.py', '1', '-2'] '{dir}' {dir}/x.py",
        ),
        (
            &["./sub/../x.py"],
            "",
            "['./sub/../x.py'] '{dir}' {dir}/./sub/../x.py",
        ),
        (&["sub/y.py"], "", "['sub/y.py'] '{dir}/sub' {dir}/sub/y.py"),
        (&["pkg"], "", "['pkg'] '{dir}/pkg' {dir}/pkg/__main__.py"),
        (&["-c", show, "a"], "", "['-c', 'a'] '' None"),
        (&["-", "a"], show, "['-', 'a'] '' <stdin>"),
        (
            &["-m", "x", "a"],
            "",
            "['{dir}/x.py', 'a'] '{dir}' {dir}/x.py",
        ),
    ];
    for (args, stdin, expected) in cases {
        let args: Vec<_> = ["run"].iter().chain(args).copied().collect();
        let stdout = format!("{expected}\n");
        check_cli(
            &here,
            &args,
            stdin,
            &Expected {
                stdout: &stdout,
                ..Expected::default()
            },
        );
    }
}

#[test]
fn exit_status_is_that_of_python3() {
    let here = folder("status", &[]);
    let cases = [
        ("pass", 0, "", ""),
        ("import sys; sys.exit(3)", 3, "", ""),
        ("import sys; sys.exit()", 0, "", ""),
        (
            "import sys; print('out'); sys.exit('bye')",
            1,
            "out\n",
            "bye\n",
        ),
        ("raise SystemExit(256 + 7)", 7, "", ""),
        (
            "x = 1 +",
            1,
            "",
            "  File \"<string>\", line 1\n    x = 1 +\n           ^\nSyntaxError: invalid syntax\n",
        ),
        (
            "1/0",
            1,
            "",
            "Traceback (most recent call last):\n  File \"<string>\", line 1, in <module>\n    1/0\n    ~^~\nZeroDivisionError: division by zero\n",
        ),
    ];
    for (code, status, stdout, stderr) in cases {
        let expected = Expected {
            status,
            stdout,
            stderr,
        };
        check_cli(&here, &["run", "-c", code], "", &expected);
    }
}

#[test]
fn input_comes_line_by_line_from_standard_input() {
    let here = folder("input", &[]);
    let code = "print(input('? ') + '|' + input())\ninput()";
    let stderr = "Traceback (most recent call last):\n  File \"<string>\", line 2, in <module>\n    input()\n    ~~~~~^^\nEOFError: EOF when reading a line\n";
    for stdin in ["a\nb\n", "a\r\nb"] {
        check_cli(
            &here,
            &["run", "-c", code],
            stdin,
            &Expected {
                stdout: "? a|b\n",
                stderr,
                status: 1,
            },
        );
    }
}

/// Both streams in one pipe: what CPython holds back, and until when, shows in the order.
#[test]
fn output_is_held_back_and_flushed_as_under_python3() {
    let code = "import sys\nprint('1')\nsys.stderr.write('2\\n')\nprint('3', flush=True)\nsys.stderr.write('4\\n')\nprint('5')\n";
    let here = folder("order", &[]);
    for (options, expected) in [
        (&["run"][..], "2\n1\n3\n4\n5\n"),
        (&["run", "-u"], "1\n2\n3\n4\n5\n"),
    ] {
        let (mut reader, writer) = std::io::pipe().unwrap();
        let args: Vec<_> = options.iter().copied().chain(["-c", code]).collect();
        let mut command = command(&here, &args);
        command.stdout(writer.try_clone().unwrap()).stderr(writer);
        let mut child = command.spawn().unwrap();
        // Closes our ends of the pipe.
        drop(command);
        let mut text = String::new();
        reader.read_to_string(&mut text).unwrap();
        child.wait().unwrap();
        assert_eq!(text, expected, "{options:?}");
    }
}

/// Classes hold descriptors that hold them: such cycles were never found.
#[test]
fn finalisers_run_at_exit() {
    let here = folder("exit", &[]);
    let code =
        "class A:\n    def __del__(self): print('gone')\na = A()\na.me = a\nb = A()\nprint('end')";
    let expected = Expected {
        stdout: "end\ngone\ngone\n",
        ..Expected::default()
    };
    check_cli(&here, &["run", "-c", code], "", &expected);
}

#[test]
fn virtual_time_takes_no_time() {
    let here = folder("virtual", &[]);
    let code = "import time\nstart = time.monotonic()\ntime.sleep(3600)\nprint(round(time.monotonic() - start))";
    let expected = Expected {
        stdout: "3600\n",
        ..Expected::default()
    };
    check_cli(&here, &["run", "--virtual-time", "-c", code], "", &expected);
}

#[test]
fn limits_end_a_program_with_an_exception() {
    let here = folder("limits", &[]);
    let code = "x = []\nwhile True: x.append('a' * 100_000 + str(len(x)))";
    let output = run(&here, &["run", "--max-memory", "100M", "-c", code], "");
    assert!(
        String::from_utf8_lossy(&output.stderr).ends_with("\nMemoryError\n"),
        "{output:?}"
    );
    assert_eq!(output.status.code(), Some(1));
    let output = run(
        &here,
        &["run", "--max-steps", "100000", "-c", "while True: pass"],
        "",
    );
    assert_eq!(output.status.code(), Some(1));
}

#[cfg(unix)]
mod unix {
    use std::io::{BufRead, BufReader};
    use std::os::unix::process::ExitStatusExt;

    use super::*;

    const SIGINT: i32 = 2;

    /// Presses Ctrl-C when the program has printed a line; gives what it printed after that.
    fn interrupted(code: &str) -> (Output, String) {
        let here = folder("interrupt", &[]);
        let mut child = command(&here, &["run", "-u", "-c", code]).spawn().unwrap();
        // Input stays open: the program may be waiting for it.
        let stdin = child.stdin.take();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        stdout.read_line(&mut String::new()).unwrap();
        let kill = Command::new("kill")
            .args(["-INT", &child.id().to_string()])
            .status()
            .unwrap();
        assert!(kill.success());
        let mut rest = String::new();
        stdout.read_to_string(&mut rest).unwrap();
        let output = child.wait_with_output().unwrap();
        drop(stdin);
        (output, rest)
    }

    #[test]
    fn control_c_ends_a_program_by_that_signal() {
        for code in [
            "print('on')\nwhile True: pass",
            "import time\nprint('on')\ntime.sleep(1000)",
            "print('on')\ninput()",
        ] {
            let (output, _) = interrupted(code);
            let stderr = String::from_utf8_lossy(&output.stderr);
            assert!(
                stderr.starts_with("Traceback (most recent call last):\n"),
                "{stderr}"
            );
            assert!(stderr.ends_with("\nKeyboardInterrupt\n"), "{stderr}");
            assert_eq!(output.status.signal(), Some(SIGINT), "{code}");
        }
    }

    #[test]
    fn control_c_can_be_caught() {
        let code = "import time\nprint('on')\ntry:\n    time.sleep(1000)\nexcept KeyboardInterrupt:\n    print('caught')";
        let (output, rest) = interrupted(code);
        assert_eq!(
            (rest.as_str(), output.status.code()),
            ("caught\n", Some(0)),
            "{output:?}"
        );
    }

    #[test]
    fn output_that_nobody_reads_is_an_error() {
        let here = folder("broken", &[]);
        for (code, first_line) in [
            ("print('x')", "Exception ignored while flushing sys.stdout:"),
            (
                "for n in range(10**6): print('x' * 1000)",
                "Traceback (most recent call last):",
            ),
        ] {
            let mut child = command(&here, &["run", "-c", code]).spawn().unwrap();
            drop(child.stdout.take());
            let output = child.wait_with_output().unwrap();
            let stderr = String::from_utf8_lossy(&output.stderr);
            assert!(stderr.starts_with(first_line), "{stderr}");
            let last = "Exception ignored while flushing sys.stdout:\nBrokenPipeError: [Errno 32] Broken pipe\n";
            assert!(stderr.ends_with(last), "{stderr}");
            assert_eq!(output.status.code(), Some(120));
        }
    }
}
