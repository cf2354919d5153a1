//! The same program, seed and clock give the same output, however often it runs.

use std::path::{Path, PathBuf};
use std::process::Command;

const RUNS: usize = 10;

fn programs() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/programs/asyncio_order");
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "py"))
        .collect();
    found.sort();
    found
}

fn output(program: &Path) -> Vec<u8> {
    let output = Command::new(env!("CARGO_BIN_EXE_loopground"))
        .args(["run", "--virtual-time", "--seed", "7"])
        .arg(program)
        .output()
        .unwrap();
    [output.stdout, output.stderr].concat()
}

/// Every fortieth program: each theme has one.
#[test]
fn ten_runs_give_the_same_output() {
    let programs = programs();
    assert!(programs.len() >= 150, "the corpus is not there");
    for program in programs.iter().step_by(40) {
        let first = output(program);
        assert!(!first.is_empty(), "{} prints nothing", program.display());
        for _ in 1..RUNS {
            assert_eq!(output(program), first, "{}", program.display());
        }
    }
}
