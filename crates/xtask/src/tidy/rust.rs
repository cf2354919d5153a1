//! Rules for Rust sources, most of them absences: who may not name what.
//!
//! Invariant: a rule looks at code only; comments may speak of anything.

use super::{Finding, Source};

/// The only module with pointers in it.
const POINTER_MODULE: &str = "crates/loopground-python/src/object/pointer";

/// Who may read the machine's clock: hosts for an operating system.
const HOSTS: [&str; 3] = [
    "crates/loopground-cli/",
    "crates/loopground-core/src/native",
    "crates/xtask/",
];

pub fn check(source: &Source<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend(opening(source));
    let inside = |prefixes: &[&str]| {
        prefixes
            .iter()
            .any(|prefix| source.path.starts_with(prefix))
    };
    if !inside(&["crates/loopground-browser/", "crates/xtask/"]) {
        findings.extend(code_where(source, |line| {
            line.contains("web_sys")
                .then(|| "only loopground-browser knows web-sys".to_owned())
        }));
    }
    let measures = source.path.contains("/examples/") || source.path.contains("/benches/");
    if !measures && !inside(&HOSTS) {
        findings.extend(code_where(source, clock));
    }
    if !inside(&[POINTER_MODULE, "crates/xtask/src/tidy/"]) {
        findings.extend(code_where(source, |line| {
            has_word(line, "unsafe").then(|| format!("`unsafe` is only for {POINTER_MODULE}"))
        }));
    }
    if inside(&[
        "crates/loopground-python/src/vm/",
        "crates/loopground-python/src/code/",
    ]) {
        findings.extend(code_where(source, |line| {
            line.contains("crate::modules")
                .then(|| "the VM names no module".to_owned())
        }));
    }
    if inside(&["crates/loopground-python/src/"]) {
        findings.extend(code_where(source, |line| {
            line.contains("#[cfg(test)]").then(|| {
                "this crate is not compiled again for tests inside of it: they stand in its tests/"
                    .to_owned()
            })
        }));
    }
    if source.path == "crates/loopground-core/src/lib.rs" {
        for attribute in ["#![no_std]", "#![forbid(unsafe_code)]"] {
            if !source.text.lines().any(|line| line.trim() == attribute) {
                findings.push(Finding::new(
                    source.path,
                    0,
                    format!("the core is {attribute}"),
                ));
            }
        }
    }
    findings
}

/// Every module says first what is in it and what is not.
fn opening(source: &Source<'_>) -> Option<Finding> {
    let first = source.text.lines().next().unwrap_or_default();
    (!first.starts_with("//!")).then(|| {
        Finding::new(
            source.path,
            1,
            "a module opens with `//!`: what is here, what is not",
        )
    })
}

/// Time comes through a host or a clock, never from the machine.
fn clock(line: &str) -> Option<String> {
    let names = ["Instant", "SystemTime"];
    let imported = line.contains("std::time::") && names.iter().any(|name| has_word(line, name));
    let used = names
        .iter()
        .any(|name| line.contains(&format!("{name}::now")));
    (imported || used).then(|| {
        "time comes through the host; only a native host reads the machine's clock".to_owned()
    })
}

/// Findings in the code of each line, without its comment.
fn code_where(source: &Source<'_>, bad: impl Fn(&str) -> Option<String>) -> Vec<Finding> {
    source.lines_where(|line| bad(line.find("//").map_or(line, |comment| &line[..comment])))
}

/// Whether `word` stands in `line` and is not part of a longer name.
fn has_word(line: &str, word: &str) -> bool {
    let part_of_name =
        |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    line.match_indices(word).any(|(start, _)| {
        let before = start
            .checked_sub(1)
            .and_then(|index| line.as_bytes().get(index));
        !part_of_name(before) && !part_of_name(line.as_bytes().get(start + word.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(path: &str, text: &str) -> usize {
        check(&Source { path, text }).len()
    }

    #[test]
    fn a_module_opens_with_its_documentation() {
        assert_eq!(count("crates/a/src/b.rs", "use x;\n"), 1);
        assert_eq!(count("crates/a/src/b.rs", "//! B.\nuse x;\n"), 0);
    }

    #[test]
    fn unsafe_code_is_found_but_not_its_lint_or_a_comment() {
        assert_eq!(count("crates/a/src/b.rs", "//! B.\nunsafe { x() }\n"), 1);
        assert_eq!(
            count(
                "crates/a/src/b.rs",
                "//! B.\n#![forbid(unsafe_code)]\n// unsafe\n"
            ),
            0
        );
        assert_eq!(
            count(&format!("{POINTER_MODULE}.rs"), "//! P.\nunsafe { x() }\n"),
            0
        );
    }

    #[test]
    fn tests_that_would_never_run_are_found() {
        let text = "//! B.\n#[cfg(test)]\nmod tests {}\n";
        assert_eq!(count("crates/loopground-python/src/b.rs", text), 1);
        assert_eq!(count("crates/loopground-core/src/b.rs", text), 0);
    }

    #[test]
    fn clocks_are_found_in_imports_and_in_use() {
        assert_eq!(
            count(
                "crates/a/src/b.rs",
                "//! B.\nuse std::time::{Duration, Instant};\n"
            ),
            1
        );
        assert_eq!(
            count("crates/a/src/b.rs", "//! B.\nlet t = Instant::now();\n"),
            1
        );
        assert_eq!(
            count("crates/a/src/b.rs", "//! B.\nuse std::time::Duration;\n"),
            0
        );
        assert_eq!(
            count(
                "crates/loopground-cli/src/b.rs",
                "//! B.\nuse std::time::Instant;\n"
            ),
            0
        );
    }

    #[test]
    fn the_browser_is_known_to_one_crate() {
        assert_eq!(
            count(
                "crates/loopground-wasm/src/b.rs",
                "//! B.\nuse web_sys::Window;\n"
            ),
            1
        );
        assert_eq!(
            count(
                "crates/loopground-browser/src/b.rs",
                "//! B.\nuse web_sys::Window;\n"
            ),
            0
        );
    }
}
