//! Interpreters come and go in one process; what they leave behind adds up in a page.

use std::rc::Rc;
use std::time::Duration;

use loopground_python::embed::{
    Config, Drive, Entry, Host, Interpreter, Program, Stream, WriteError,
};
use loopground_python::object::gc;

/// Stands still and swallows output.
struct Nowhere;

impl Host for Nowhere {
    fn monotonic(&self) -> Duration {
        Duration::ZERO
    }
    fn wall_clock(&self) -> Duration {
        Duration::ZERO
    }
    fn fill_random(&self, buffer: &mut [u8]) {
        buffer.fill(4);
    }
    fn write(&self, _stream: Stream, bytes: &[u8]) -> Result<(), WriteError> {
        // Shown when a test fails.
        print!("{}", String::from_utf8_lossy(bytes));
        Ok(())
    }
}

/// Runs a program for some slices, or to its end, and drops it. Gives its last answer.
fn run(source: &str, slices: usize) -> Drive {
    let mut interpreter = Interpreter::new(Rc::new(Nowhere), Config::default());
    interpreter.start(Program {
        entry: Entry::Command(source.to_owned()),
        args: Vec::new(),
        directory: String::new(),
    });
    let mut answer = Drive::Runnable;
    for _ in 0..slices {
        answer = interpreter.drive(10_000);
        if answer != Drive::Runnable {
            break;
        }
    }
    answer
}

/// `type`, which is its own class, and `dict`, whose names are in one, with their dictionaries: about 1 KB.
const KNOT: usize = 4;

#[track_caller]
fn check_gone(source: &str, expected: &Drive, slices: usize) {
    let before = gc::tracked();
    assert_eq!(run(source, slices), *expected, "{source}");
    let left = gc::tracked() - before;
    assert_eq!(left, KNOT, "objects that outlive {source}");
}

#[test]
fn a_finished_program_leaves_nothing_behind() {
    let finished = Drive::Finished { status: 0 };
    for source in [
        "pass",
        "x = [1, 2]; x.append(x)",
        "class A:\n    def __init__(self): self.me = self\na = [A() for n in range(100)]",
        "class A:\n    def __del__(self): print('gone')\na = A(); a.me = a",
        "def f():\n    yield 1\n    yield f\ng = f(); next(g)",
        "import asyncio\nasync def main():\n    await asyncio.sleep(0)\nasyncio.run(main())",
        "import sys\ntry: 1/0\nexcept Exception as error: kept = error",
    ] {
        check_gone(source, &finished, 10_000);
    }
}

#[test]
fn a_program_can_be_dropped_in_the_middle() {
    let sleeping = Drive::Sleeping {
        until: Duration::from_secs(9),
    };
    for source in [
        "import time\ntime.sleep(9)",
        "import time\ndef f(n):\n    time.sleep(9)\n    return n\nsorted([3, 1, 2], key=f)",
        "import asyncio\nasync def main():\n    await asyncio.gather(asyncio.sleep(9), asyncio.sleep(10))\nasyncio.run(main())",
    ] {
        check_gone(source, &sleeping, 10_000);
    }
    check_gone("while True: pass", &Drive::Runnable, 3);
    check_gone(
        "def f():\n    try:\n        yield 1\n    finally: print('no')\ng = f(); next(g)\nwhile True: pass",
        &Drive::Runnable,
        3,
    );
    check_gone("input()", &Drive::Input { until: None }, 10);
}
