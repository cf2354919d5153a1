//! Misspelt keywords: what a traceback adds to a bare "invalid syntax".
//!
//! Here: CPython's search for a name on the line of the error that, replaced by a keyword, makes the program
//! acceptable so far. Not here: printing the traceback.

use super::failure::SyntaxFailure;
use super::{CompileOptions, Mode, compile, syntax};

/// What a traceback prints instead of the error's own message, line and columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeywordTypo {
    pub message: String,
    /// The line, without the indentation that the whole statement has.
    pub text: String,
    pub column: i32,
    pub end_column: i32,
}

const LONGEST: usize = 1024;
const NAMES_TRIED: usize = 10;
const KEYWORDS_TRIED: usize = 3;
/// How like a keyword a name must be, of 1.
const CUTOFF: f64 = 0.5;

/// Finds the misspelt keyword behind an error without a better explanation. `source` is the whole program.
pub fn keyword_typo(failure: &SyntaxFailure, source: &str) -> Option<KeywordTypo> {
    let vague = failure.message == "invalid syntax"
        || failure.message.contains("Perhaps you forgot a comma");
    if !vague {
        return None;
    }
    let error_line = failure.line? as usize;
    let first = failure.block_line.max(1) as usize;
    let lines: Vec<&str> = source.lines().take(error_line).skip(first - 1).collect();
    let lines = dedented(&lines);
    if lines.iter().map(|line| line.len() + 1).sum::<usize>() > LONGEST + 1 {
        return None;
    }
    let last = *lines.last()?;
    let names = syntax::names_of_last_line(&lines.join("\n"));
    for name in names.into_iter().take(NAMES_TRIED) {
        let (from, to) = name;
        for keyword in candidates(&last[from..to]) {
            let mut changed = lines.clone();
            let line = format!("{}{keyword}{}", &last[..from], &last[to..]);
            *changed.last_mut()? = &line;
            if !acceptable_so_far(&(changed.join("\n") + "\n")) {
                continue;
            }
            let column = |at: usize| last[..at].chars().count() as i32 + 1;
            return Some(KeywordTypo {
                message: format!("invalid syntax. Did you mean '{keyword}'?"),
                text: format!("{last}\n"),
                column: column(from),
                end_column: column(to),
            });
        }
    }
    None
}

/// Whether a program compiles, or may when more is added.
fn acceptable_so_far(source: &str) -> bool {
    compile(source, "<typo>", Mode::Exec, &CompileOptions::default()).is_ok()
        || syntax::is_incomplete(source)
}

/// The lines without the indentation common to all that are not blank.
fn dedented<'s>(lines: &[&'s str]) -> Vec<&'s str> {
    let indentation = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let filled = lines.iter().filter(|line| !line.trim().is_empty());
    let margin = filled.map(|line| indentation(line)).min().unwrap_or(0);
    lines
        .iter()
        .map(|line| line.get(margin..).unwrap_or(""))
        .collect()
}

/// Keywords that `name` may be meant to be, the likeliest first.
fn candidates(name: &str) -> Vec<&'static str> {
    let mut found: Vec<&'static str> = nearest(name).into_iter().collect();
    let mut close: Vec<(f64, &'static str)> = syntax::KEYWORDS
        .iter()
        .map(|&keyword| (likeness(name, keyword), keyword))
        .filter(|(score, _)| *score >= CUTOFF)
        .collect();
    close.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(a.1)));
    found.extend(close.into_iter().take(KEYWORDS_TRIED).map(|(_, k)| k));
    found.truncate(KEYWORDS_TRIED);
    found
}

/// The keyword with the fewest changes from `name`, if at most a third of the letters change.
fn nearest(name: &str) -> Option<&'static str> {
    let letters = name.chars().count();
    if letters > 40 {
        return None;
    }
    let allowed = |keyword: &str| (letters + keyword.len() + 3) * 2 / 6;
    syntax::KEYWORDS
        .iter()
        .map(|&keyword| (changes(name, keyword), keyword))
        .filter(|(distance, keyword)| *distance <= allowed(keyword))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, keyword)| keyword)
}

/// Cost of turning one word into the other: 2 for each letter, 1 where only its case differs.
fn changes(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).map(|n| n * 2).collect();
    for (i, a) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = (i + 1) * 2;
        for (j, &b) in other.iter().enumerate() {
            let substitute = match (a == b, a.eq_ignore_ascii_case(&b)) {
                (true, _) => 0,
                (false, true) => 1,
                (false, false) => 2,
            };
            let cost = (diagonal + substitute).min(row[j] + 2).min(row[j + 1] + 2);
            diagonal = row[j + 1];
            row[j + 1] = cost;
        }
    }
    row[other.len()]
}

/// How much two words have in common, as `difflib` measures it.
fn likeness(one: &str, other: &str) -> f64 {
    let one: Vec<char> = one.chars().collect();
    let other: Vec<char> = other.chars().collect();
    2.0 * common(&other, &one) as f64 / (one.len() + other.len()) as f64
}

/// Letters in the longest common run, and in what is left and right of it.
fn common(one: &[char], other: &[char]) -> usize {
    let mut best = (0, 0, 0);
    for i in 0..one.len() {
        for j in 0..other.len() {
            let run = one[i..]
                .iter()
                .zip(&other[j..])
                .take_while(|(a, b)| a == b)
                .count();
            if run > best.2 {
                best = (i, j, run);
            }
        }
    }
    let (i, j, run) = best;
    if run == 0 {
        return 0;
    }
    run + common(&one[..i], &other[..j]) + common(&one[i + run..], &other[j + run..])
}
