//! Which part of the source a traceback underlines, and how.
//!
//! Facts from CPython's `Lib/traceback.py`: operators, subscripts and calls are anchored (`~~^~~`), a range that is
//! the whole line is not underlined, long ranges are abbreviated.

use rustpython_compiler::ast::{Expr, Stmt};
use rustpython_compiler::parser::parse_module;

use crate::code::Position;

/// A place in a list of lines; columns count characters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    line: usize,
    column: usize,
}

struct Anchors {
    left: Place,
    right: Place,
}

/// The lines under `  File …`: source and underlining, each ending in a newline; empty without source.
#[must_use]
pub fn excerpt(source: &str, position: Position) -> String {
    let Some(line) = position.line.and_then(|line| line.checked_sub(1)) else {
        return String::new();
    };
    let line = line as usize;
    let end_line = position
        .end_line
        .map_or(line, |end| (end as usize).saturating_sub(1))
        .max(line);
    let all: Vec<&str> = source.lines().collect();
    if line >= all.len() || end_line >= all.len() {
        return all
            .get(line)
            .map_or_else(String::new, |text| match text.trim() {
                "" => String::new(),
                text => format!("    {text}\n"),
            });
    }
    let original = &all[line..=end_line];
    let lines = dedent(original);
    if lines.iter().all(|text| text.trim().is_empty()) {
        return String::new();
    }
    let (Some(column), Some(end_column)) = (position.column, position.end_column) else {
        return format!("    {}\n", lines[0].trim());
    };
    let removed = original[0].chars().count() - lines[0].chars().count();
    let characters = |text: &str, bytes: u32| {
        let mut end = (bytes as usize).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text[..end].chars().count()
    };
    let start = characters(original[0], column).saturating_sub(removed);
    let end = characters(original[original.len() - 1], end_column).saturating_sub(removed);
    let segment = segment(&lines, start, end);
    let anchors = anchors(&segment).map(|found| Anchors {
        left: offset(found.left, start),
        right: offset(found.right, start),
    });
    let underline = should_underline(&lines, start, end, anchors.is_some());
    draw(&lines, start, end, anchors.as_ref(), underline)
}

fn offset(place: Place, start: usize) -> Place {
    if place.line == 0 {
        Place {
            line: 0,
            column: place.column + start,
        }
    } else {
        place
    }
}

fn dedent(lines: &[&str]) -> Vec<String> {
    let indent = |text: &str| text.chars().take_while(|c| *c == ' ' || *c == '\t').count();
    let common = lines
        .iter()
        .filter(|text| !text.trim().is_empty())
        .map(|text| indent(text))
        .min()
        .unwrap_or(0);
    lines
        .iter()
        .map(|text| {
            if text.trim().is_empty() {
                String::new()
            } else {
                text.chars().skip(common).collect()
            }
        })
        .collect()
}

/// The text of the instruction's expression.
fn segment(lines: &[String], start: usize, end: usize) -> String {
    let last = lines.len() - 1;
    let mut parts = Vec::new();
    for (number, text) in lines.iter().enumerate() {
        let from = if number == 0 { start } else { 0 };
        let to = if number == last { end } else { usize::MAX };
        parts.push(text.chars().take(to).skip(from).collect::<String>());
    }
    parts.join("\n")
}

fn place_of(lines: &[Vec<char>], text: &str, byte: usize) -> Option<Place> {
    let before = text.get(..byte)?;
    let line = before.matches('\n').count();
    let column = before.rsplit('\n').next().unwrap_or("").chars().count();
    (line < lines.len()).then_some(Place { line, column })
}

/// Moves to a character: the end of a line goes on in the next.
fn valid(lines: &[Vec<char>], mut place: Place) -> Option<Place> {
    while place.line < lines.len() && place.column >= lines[place.line].len() {
        place = Place {
            line: place.line + 1,
            column: 0,
        };
    }
    (place.line < lines.len()).then_some(place)
}

fn find(lines: &[Vec<char>], from: Place, stop: impl Fn(char) -> bool) -> Option<Place> {
    let mut place = valid(lines, from)?;
    loop {
        let character = lines[place.line][place.column];
        if character == '\\' || character == '#' {
            place = valid(
                lines,
                Place {
                    line: place.line + 1,
                    column: 0,
                },
            )?;
        } else if stop(character) {
            return Some(place);
        } else {
            place = valid(
                lines,
                Place {
                    line: place.line,
                    column: place.column + 1,
                },
            )?;
        }
    }
}

fn anchors(segment: &str) -> Option<Anchors> {
    use ruff_text_size::Ranged;
    /// What is put before the segment so that it parses over several lines.
    const OPENING: &str = "(\n";
    let parsed = parse_module(&format!("{OPENING}{segment}\n)")).ok()?;
    let [Stmt::Expr(statement)] = parsed.syntax().body.as_slice() else {
        return None;
    };
    let lines: Vec<Vec<char>> = segment.lines().map(|line| line.chars().collect()).collect();
    let end = |expression: &Expr| {
        place_of(
            &lines,
            segment,
            expression
                .range()
                .end()
                .to_usize()
                .checked_sub(OPENING.len())?,
        )
    };
    let start = |expression: &Expr| {
        place_of(
            &lines,
            segment,
            expression
                .range()
                .start()
                .to_usize()
                .checked_sub(OPENING.len())?,
        )
    };
    match &*statement.value {
        Expr::BinOp(operation) => {
            let left = find(&lines, end(&operation.left)?, |c| {
                !c.is_whitespace() && c != ')'
            })?;
            let right_start = start(&operation.right)?;
            let mut right = Place {
                line: left.line,
                column: left.column + 1,
            };
            if let Some(&next) = lines[right.line].get(right.column)
                && right < right_start
                && !next.is_whitespace()
                && next != '\\'
                && next != '#'
            {
                right.column += 1;
            }
            Some(Anchors { left, right })
        }
        Expr::Subscript(subscript) => Some(Anchors {
            left: find(&lines, end(&subscript.value)?, |c| c == '[')?,
            right: end(&statement.value)?,
        }),
        Expr::Call(call) => Some(Anchors {
            left: find(&lines, end(&call.func)?, |c| c == '(')?,
            right: end(&statement.value)?,
        }),
        _ => None,
    }
}

/// Whether there is anything to point out: not when the range is all there is on its lines.
fn should_underline(lines: &[String], start: usize, end: usize, anchored: bool) -> bool {
    use ruff_text_size::Ranged;
    let text = lines.join("\n");
    if let Ok(parsed) = parse_module(&text) {
        let call = match parsed.syntax().body.first() {
            None => return false,
            Some(Stmt::Return(statement)) => match statement.value.as_deref() {
                Some(Expr::Call(call)) if matches!(&*call.func, Expr::Name(_)) => Some(call),
                _ => None,
            },
            Some(Stmt::Assign(statement)) => {
                match (statement.targets.as_slice(), &*statement.value) {
                    ([Expr::Name(_)], Expr::Call(call)) => Some(call),
                    _ => None,
                }
            }
            Some(_) => None,
        };
        if let Some(call) = call {
            let lines_of: Vec<Vec<char>> =
                lines.iter().map(|line| line.chars().collect()).collect();
            let from = place_of(&lines_of, &text, call.range().start().to_usize());
            let to = place_of(&lines_of, &text, call.range().end().to_usize());
            if from
                == Some(Place {
                    line: 0,
                    column: start,
                })
                && to
                    == Some(Place {
                        line: lines.len() - 1,
                        column: end,
                    })
            {
                return false;
            }
        }
    }
    if anchored {
        return true;
    }
    let before: String = lines[0].chars().take(start).collect();
    let after: String = lines[lines.len() - 1].chars().skip(end).collect();
    !before.trim_start().is_empty() || !after.trim_end().is_empty()
}

/// How many columns a character takes on a terminal: two for East Asian wide ones and emoji.
fn width(character: char) -> usize {
    if !character.is_ascii() && crate::modules::unicodedata::is_wide(character) {
        2
    } else {
        1
    }
}

fn display_width(text: &str, upto: usize) -> usize {
    text.chars().take(upto).map(width).sum()
}

fn draw(
    lines: &[String],
    start: usize,
    end: usize,
    anchors: Option<&Anchors>,
    underline: bool,
) -> String {
    let last = lines.len() - 1;
    let mut shown: Vec<usize> = vec![0, last];
    if let Some(anchors) = anchors {
        for line in [anchors.left.line, anchors.right.line] {
            shown.extend([line.wrapping_sub(1), line, line + 1]);
        }
    }
    shown.retain(|&line| line <= last);
    shown.sort_unstable();
    shown.dedup();
    let mut out: Vec<String> = Vec::new();
    let one = |out: &mut Vec<String>, number: usize| {
        let text = &lines[number];
        out.push(text.clone());
        if !underline {
            return;
        }
        let blanks = text.chars().take_while(|c| c.is_whitespace()).count();
        let columns = if number == last {
            display_width(text, end)
        } else {
            display_width(text, usize::MAX)
        };
        let from = display_width(text, start);
        let caret = |column: usize| {
            if column < blanks || number == 0 && column < from {
                return ' ';
            }
            let Some(anchors) = anchors else { return '^' };
            let edge = |place: Place| display_width(&lines[place.line], place.column);
            let after_left = number > anchors.left.line
                || number == anchors.left.line && column >= edge(anchors.left);
            let before_right = number < anchors.right.line
                || number == anchors.right.line && column < edge(anchors.right);
            if after_left && before_right { '^' } else { '~' }
        };
        out.push((0..columns).map(caret).collect());
    };
    for (place, &number) in shown.iter().enumerate() {
        if place > 0 {
            match number - shown[place - 1] {
                2 => one(&mut out, number - 1),
                gap if gap > 2 => out.push(format!("...<{} lines>...", gap - 1)),
                _ => {}
            }
        }
        one(&mut out, number);
    }
    let borrowed: Vec<&str> = out.iter().map(String::as_str).collect();
    dedent(&borrowed)
        .iter()
        .map(|line| format!("    {line}\n"))
        .collect()
}
