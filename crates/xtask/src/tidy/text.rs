//! Rules for any text file: length, white space, and words that do not belong here.
//!
//! Not here: rules that need to know Rust (`rust`) or manifests (`graph`).

use super::{Finding, Source};
use crate::repo;
use crate::tables::Tables;

/// Files are reviewed at 400 lines and refused above this.
const MOST_LINES: usize = 700;
const LONG_FILES: &str = "long-files";

/// Places of one machine, and hosts that only a mirror or a private network has.
/// Written in halves, so that this file does not find itself.
const PLACES: [(&str, &str); 6] = [
    ("/wo", "rk/"),
    ("/ro", "ot/"),
    ("/fa", "rm/"),
    ("/ho", "me/"),
    ("artifac", "tory"),
    ("index.crates", ".io"),
];
const SCRATCH: (&str, &str) = ("/t", "mp/");

/// Marks of work that is not done.
const UNFINISHED: [(&str, &str); 6] = [
    ("todo", "!("),
    ("unimplemented", "!("),
    ("#[ign", "ore"),
    ("dbg", "!("),
    ("TO", "DO"),
    (".only", "("),
];

pub fn check(source: &Source<'_>, exceptions: &Tables) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend(length(source, exceptions));
    if !is_data(source) {
        findings.extend(white_space(source));
        findings.extend(source.lines_where(|line| place(source, line)));
    }
    if source.has_extension(&["rs", "ts", "mjs", "js", "css", "html", "yml"]) {
        findings.extend(source.lines_where(unfinished));
    }
    findings
}

/// Recorded output and programs are data: their bytes are what they are.
fn is_data(source: &Source<'_>) -> bool {
    source.has_extension(&["cases", "expected", "out", "err"])
        || source.path.starts_with("tests/programs/")
        || source.path.starts_with("LICENSE")
}

fn length(source: &Source<'_>, exceptions: &Tables) -> Option<Finding> {
    if !source.has_extension(&["rs", "ts", "mjs", "js", "css", "py", "html"]) {
        return None;
    }
    let lines = source.text.lines().count();
    let excused = exceptions
        .get(LONG_FILES)
        .is_some_and(|files| files.contains_key(source.path));
    (lines > MOST_LINES && !excused).then(|| {
        Finding::new(
            source.path,
            0,
            format!("{lines} lines; split it (at most {MOST_LINES})"),
        )
    })
}

/// An exception that is not needed any more, or never said why, is a finding itself.
pub fn stale_exceptions(file: &str, exceptions: &Tables) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, reason) in exceptions.get(LONG_FILES).into_iter().flatten() {
        let lines = repo::read(&repo::path(path)).map_or(0, |text| text.lines().count());
        if lines <= MOST_LINES {
            findings.push(Finding::new(
                file,
                0,
                format!("{path} has {lines} lines and needs no exception"),
            ));
        }
        if reason.len() < 20 {
            findings.push(Finding::new(
                file,
                0,
                format!("the exception for {path} gives no reason"),
            ));
        }
    }
    findings
}

fn white_space(source: &Source<'_>) -> Vec<Finding> {
    let mut findings = source.lines_where(|line| {
        (line.ends_with([' ', '\t']) || line.ends_with('\r'))
            .then(|| "white space at the end of the line".to_owned())
    });
    if !source.text.is_empty() && !source.text.ends_with('\n') {
        findings.push(Finding::new(
            source.path,
            0,
            "no newline at the end of the file",
        ));
    }
    findings
}

fn place(source: &Source<'_>, line: &str) -> Option<String> {
    let joined = |(a, b): &(&str, &str)| format!("{a}{b}");
    let mut wanted: Vec<String> = PLACES.iter().map(joined).collect();
    if !source.has_extension(&["py"]) {
        wanted.push(joined(&SCRATCH));
    }
    wanted
        .into_iter()
        .find(|place| line.contains(place.as_str()))
        .map(|place| format!("`{place}` names a place of one machine or of a mirror"))
}

fn unfinished(line: &str) -> Option<String> {
    let marks = UNFINISHED.iter().map(|(a, b)| format!("{a}{b}"));
    marks.into_iter().find(|mark| line.contains(mark.as_str())).map(|mark| {
        format!("`{mark}` marks unfinished work: do it, raise a clear error, or put a program in the wishlist")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(path: &str, text: &str) -> Vec<String> {
        check(&Source { path, text }, &Tables::new())
            .into_iter()
            .map(|finding| finding.message)
            .collect()
    }

    #[test]
    fn a_long_file_needs_an_exception() {
        let text = "x\n".repeat(MOST_LINES + 1);
        assert_eq!(
            messages("a.rs", &text),
            ["701 lines; split it (at most 700)"]
        );
        let mut exceptions = Tables::new();
        exceptions
            .entry(LONG_FILES.to_owned())
            .or_default()
            .insert("a.rs".to_owned(), "one table".to_owned());
        assert_eq!(
            check(
                &Source {
                    path: "a.rs",
                    text: &text
                },
                &exceptions
            ),
            []
        );
    }

    #[test]
    fn places_of_a_machine_are_refused_except_in_recorded_programs() {
        let text = format!("see {}{}x\n", "/ro", "ot/");
        assert_eq!(messages("README.md", &text).len(), 1);
        assert_eq!(messages("tests/programs/a.out", &text).len(), 0);
    }

    #[test]
    fn unfinished_work_is_refused() {
        assert_eq!(messages("a.rs", &format!("{}{})\n", "todo", "!(")).len(), 1);
        assert_eq!(messages("a.ts", "// done\n").len(), 0);
    }

    #[test]
    fn white_space_at_the_end_is_refused() {
        assert_eq!(messages("a.md", "x \n").len(), 1);
        assert_eq!(messages("a.md", "x").len(), 1);
    }
}
