//! Failures and warnings of the front end against what CPython 3.14 said about the same programs.
//!
//! Programs and expectations are data in `tests/syntax_errors` (its `record.py` writes the expectations). With
//! `SYNTAX_CASES=DIR` the files of another folder are compared and every difference is printed.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use loopground_python::compile::{
    CompileOptions, Mode, Stage, SyntaxFailure, SyntaxWarning, compile_with_warnings,
};

/// Programs about which the code generator's crate knows less than CPython: a second `global` after an assignment,
/// and a comprehension whose inner loop rebinds the target of an assignment expression through a subscript.
const KNOWN_DIFFERENCES: usize = 2;

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('\t', "\\t")
        .replace('\n', "\\n")
}

fn field<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| value.to_string())
}

fn shown_text(failure: &SyntaxFailure, source: &str) -> &'static str {
    let Some(text) = &failure.text else {
        return "-";
    };
    if failure.stage == Stage::Compile {
        return "-";
    }
    let line = failure.line.and_then(|line| {
        let index = usize::try_from(line).ok()?.checked_sub(1)?;
        source.split('\n').nth(index)
    });
    if line == Some(text.trim_end_matches('\n')) {
        "="
    } else {
        "other"
    }
}

/// What we say about `source`, in the form of the recorded lines.
fn outcome(source: &str, mode: Mode) -> String {
    let mut warnings: Vec<SyntaxWarning> = Vec::new();
    let options = CompileOptions::default();
    let result = compile_with_warnings(source, "<case>", mode, &options, &mut warnings);
    let mut line = match result {
        Ok(_) => "ok".to_owned(),
        Err(failure) => [
            failure.class.name().to_owned(),
            field(failure.line),
            field(failure.column),
            field(failure.end_line),
            field(failure.end_column),
            shown_text(&failure, source).to_owned(),
            escaped(&failure.message),
        ]
        .join("\t"),
    };
    for warning in warnings {
        let _ = write!(line, "\t{}:{}", warning.line, escaped(&warning.message));
    }
    line
}

struct Difference {
    program: String,
    expected: String,
    found: String,
}

fn compare(path: &Path) -> (usize, Vec<Difference>) {
    let cases = std::fs::read_to_string(path).unwrap();
    let expected = std::fs::read_to_string(path.with_extension("expected")).unwrap();
    let programs: Vec<&str> = cases.split("%%\n").collect();
    let expected: Vec<&str> = expected.lines().collect();
    assert_eq!(
        programs.len(),
        expected.len(),
        "{}: record.py was not run after a change",
        path.display()
    );
    let mode = match path.file_stem().and_then(|stem| stem.to_str()) {
        Some("eval") => Mode::Eval,
        Some("single") => Mode::Single,
        _ => Mode::Exec,
    };
    let differences = programs
        .iter()
        .zip(&expected)
        .map(|(program, expected)| Difference {
            program: (*program).to_owned(),
            expected: (*expected).to_owned(),
            found: outcome(program, mode),
        })
        .filter(|difference| difference.expected != difference.found)
        .collect();
    (programs.len(), differences)
}

fn case_files(folder: &Path) -> BTreeSet<PathBuf> {
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "cases")
        })
        .collect()
}

#[test]
fn failures_equal_those_of_cpython() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/syntax_errors");
    let folder = std::env::var_os("SYNTAX_CASES").map_or(own, PathBuf::from);
    let (mut total, mut different) = (0, 0);
    for path in case_files(&folder) {
        let (count, differences) = compare(&path);
        for d in &differences {
            println!(
                "{}\n  cpython {}\n  ours    {}\n",
                d.program, d.expected, d.found
            );
        }
        println!(
            "==== {}: {} of {count} equal",
            path.file_stem().unwrap().to_string_lossy(),
            count - differences.len()
        );
        total += count;
        different += differences.len();
    }
    println!("==== all: {} of {total} equal", total - different);
    if std::env::var_os("SYNTAX_CASES").is_none() {
        assert_eq!(different, KNOWN_DIFFERENCES, "of {total}");
    }
}
