//! Programs with a misspelt keyword, against what CPython 3.14's traceback says of each.
//!
//! Data in `tests/typos`: programs separated by lines of two percent signs, and one line for each with message,
//! column and end column, or `-` when the traceback has nothing to add.

use std::path::Path;

use loopground_python::compile::{CompileOptions, Mode, compile, keyword_typo};

/// What we say about `source`, in the form of the recorded lines.
fn outcome(source: &str) -> String {
    let result = compile(source, "<case>", Mode::Exec, &CompileOptions::default());
    match result
        .err()
        .and_then(|failure| keyword_typo(&failure, source))
    {
        Some(typo) => format!("{}\t{}\t{}", typo.message, typo.column, typo.end_column),
        None => "-".to_owned(),
    }
}

#[test]
fn keywords_are_suggested_as_cpython_does() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/typos");
    let programs = std::fs::read_to_string(folder.join("programs.cases")).unwrap();
    let expected = std::fs::read_to_string(folder.join("programs.expected")).unwrap();
    let mut different = 0;
    for (source, expected) in programs.split("%%\n").zip(expected.lines()) {
        let found = outcome(source);
        if found != expected {
            different += 1;
            println!("{source}\n  cpython {expected}\n  ours    {found}\n");
        }
    }
    assert_eq!(different, 0, "programs differ");
}
