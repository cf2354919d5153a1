//! `--events`: what is in the log, and that the same run gives the same one.

use std::path::{Path, PathBuf};
use std::process::Command;

const RUNS: usize = 10;

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/programs")
}

/// The event log of a program in virtual time with a seed.
fn log_of(program: &Path, log: &Path) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_loopground"))
        .args(["run", "--virtual-time", "--seed", "7", "--events"])
        .arg(log)
        .arg(program.file_name().unwrap())
        .current_dir(program.parent().unwrap())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{}: {said}", program.display());
    std::fs::read_to_string(log).unwrap()
}

/// The same run gives the same log, byte for byte, and something is in it.
#[track_caller]
fn check_repeatable(topic: &str, name: &str) {
    let program = corpus().join(topic).join(name);
    let log = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{topic}-{name}.events"));
    let first = log_of(&program, &log);
    assert!(first.lines().count() > 10, "{first}");
    for run in 1..RUNS {
        assert_eq!(log_of(&program, &log), first, "{name}, run {run}");
    }
}

#[test]
fn tasks_leave_the_same_log_in_every_run() {
    check_repeatable("asyncio", "gather_nested.py");
    check_repeatable("asyncio", "producer_consumer_turns.py");
}

#[test]
fn threads_leave_the_same_log_in_every_run() {
    check_repeatable("threads", "barrier.py");
    check_repeatable("asyncio", "to_thread_parallel.py");
}

#[test]
fn processes_leave_the_same_log_in_every_run() {
    check_repeatable("processes", "start_join.py");
}

#[test]
fn a_line_says_when_who_what_and_how() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let program = folder.join("logged.py");
    let text = "import asyncio\n\
        async def main():\n    await asyncio.create_task(asyncio.sleep(1.5), name='a \"nap\"')\n\
        asyncio.run(main())\n";
    std::fs::write(&program, text).unwrap();
    let log = log_of(&program, &folder.join("logged.events"));
    let has = |line: &str| assert!(log.lines().any(|own| own == line), "no {line} in\n{log}");
    has(r#"{"at":0.000000,"process":1,"what":"task-created","subject":2,"detail":"a \"nap\""}"#);
    has(r#"{"at":0.000000,"process":1,"what":"task-suspended","subject":1,"detail":"for task 2"}"#);
    has(r#"{"at":1.500000,"process":1,"what":"task-done","subject":2,"detail":"returned"}"#);
    has(r#"{"at":1.500000,"process":1,"what":"task-woken","subject":1,"detail":""}"#);
}
