//! `--switch any`: races are provoked, repeatable, and gone with a lock; what a deadlock's report says.

use std::process::{Command, Output};

fn run(args: &[&str], program: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_loopground"))
        .arg("run")
        .args(args)
        .args(["-c", program])
        .output()
        .unwrap()
}

fn stdout(args: &[&str], program: &str) -> String {
    let output = run(args, program);
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

const UNLOCKED: &str = "
import threading
counter = 0
def work():
    global counter
    for _ in range(100):
        counter += 1
threads = [threading.Thread(target=work) for _ in range(2)]
for t in threads: t.start()
for t in threads: t.join()
print(counter)
";

const LOCKED: &str = "
import threading
counter = 0
lock = threading.Lock()
def work():
    global counter
    for _ in range(100):
        with lock:
            counter += 1
threads = [threading.Thread(target=work) for _ in range(2)]
for t in threads: t.start()
for t in threads: t.join()
print(counter)
";

#[test]
fn an_unlocked_counter_loses_updates() {
    assert_eq!(stdout(&["--virtual-time"], UNLOCKED), "200\n");
    let counts: Vec<String> = (0..5)
        .map(|seed| stdout(&["--switch", "any", "--seed", &seed.to_string()], UNLOCKED))
        .collect();
    assert!(
        counts.iter().any(|count| count != "200\n"),
        "no race in {counts:?}"
    );
}

#[test]
fn a_locked_counter_never_does() {
    for seed in 0..5 {
        let args = ["--switch", "any", "--seed", &seed.to_string()];
        assert_eq!(stdout(&args, LOCKED), "200\n", "seed {seed}");
    }
}

/// Who imports a module that another thread is importing waits until it is whole.
#[test]
fn threads_see_no_half_made_module() {
    let program = "
import sys, threading
got = []
def work(name):
    module = __import__(name)
    got.append(hasattr(module, {'textwrap': 'shorten', 'graphlib': 'CycleError', 'sched': 'scheduler'}[name]))
names = ['textwrap', 'graphlib', 'sched'] * 2
for name in set(names): sys.modules.pop(name, None)
threads = [threading.Thread(target=work, args=(name,)) for name in names]
for t in threads: t.start()
for t in threads: t.join()
print(got)
";
    for seed in 0..4 {
        let args = ["--switch", "any", "--seed", &seed.to_string()];
        assert_eq!(
            stdout(&args, program),
            "[True, True, True, True, True, True]\n",
            "seed {seed}"
        );
    }
}

#[test]
fn a_seed_gives_the_same_run_every_time() {
    let args = ["--switch", "any", "--seed", "7"];
    let first = stdout(&args, UNLOCKED);
    for _ in 0..9 {
        assert_eq!(stdout(&args, UNLOCKED), first);
    }
}

#[test]
fn a_deadlock_is_reported_with_who_waits_for_what() {
    let program = "
import threading
a, b = threading.Lock(), threading.Lock()
both = threading.Barrier(2)
def work(first, second):
    with first:
        both.wait()
        with second:
            pass
t = threading.Thread(target=work, args=(a, b), name='other', daemon=True)
t.start()
work(b, a)
";
    let output = run(&[], program);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success());
    for part in [
        "loopground: deadlock: ",
        "MainThread waits for a lock, which other holds (line 8 of <string>, in work)",
        "other waits for a lock, which MainThread holds (line 8 of <string>, in work)",
    ] {
        assert!(said.contains(part), "{part:?} is not in {said}");
    }
}
