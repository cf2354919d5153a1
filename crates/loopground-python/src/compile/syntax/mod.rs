//! What is wrong with a program, as CPython 3.14 says it.
//!
//! Here: a tokenizer and a recognizer of the grammar that find the error CPython would find, at the place it would
//! report. Not here: the syntax tree and the code, which the compiler crates make; this runs when they refuse.

mod chars;
mod depth;
mod escapes;
mod fault;
mod first;
mod grammar;
mod lexer;
mod machine;
mod memory;
mod node;
mod number;
mod report;
mod string;
mod token;
mod words;

pub(crate) use fault::Fault;
pub(crate) use token::KEYWORDS;

use super::Mode;
use super::failure::{FailureClass, SyntaxWarning};
use grammar::grammar;
use machine::Machine;
use token::{Kind, Token};

/// Reads a program by CPython's rules: its warnings, or the error that CPython would report.
///
/// The compiler crates are to see only programs that pass: they are not made for hostile input.
pub(super) fn examine(
    source: &str,
    mode: Mode,
    int_max_str_digits: usize,
    warnings: &mut Vec<SyntaxWarning>,
) -> Result<(), Fault> {
    let mut machine = Machine::new(grammar(), source);
    machine.int_max_str_digits = int_max_str_digits;
    machine.prompt = mode == Mode::Single;
    let doubt = match machine.scan()? {
        Err(fault) => Some(fault),
        Ok(()) => {
            let found = std::mem::take(&mut machine.lexer.warnings);
            // At a prompt it matters how far is read.
            let fine = match mode {
                Mode::Single => {
                    diagnose(source, mode, int_max_str_digits, &mut Vec::new()).is_none()
                }
                _ => matches!(machine.run(start_rule(mode), false), Ok(true)),
            };
            if fine {
                warnings.extend(found);
                return Ok(());
            }
            None
        }
    };
    // Reading again from the start finds the error as CPython does, who reads no further than needed.
    let fault = diagnose(source, mode, int_max_str_digits, warnings).or(doubt);
    fault.map_or(Ok(()), Err)
}

fn start_rule(mode: Mode) -> u16 {
    grammar().rule(match mode {
        Mode::Exec => "file",
        Mode::Eval => "eval",
        Mode::Single => "interactive",
    })
}

/// The error of a program that the grammar does not allow; `None` if it does.
fn diagnose(
    source: &str,
    mode: Mode,
    int_max_str_digits: usize,
    warnings: &mut Vec<SyntaxWarning>,
) -> Option<Fault> {
    let rule = start_rule(mode);
    let mut machine = Machine::new(grammar(), source);
    machine.int_max_str_digits = int_max_str_digits;
    machine.prompt = mode == Mode::Single;
    let outcome = machine.run(rule, false);
    if !matches!(outcome, Ok(true)) {
        warnings.append(&mut machine.lexer.warnings);
    }
    match outcome {
        Ok(true) => return machine.more_statements(),
        Ok(false) => {}
        Err(fault) => return Some(machine.outranked(fault)),
    }
    let last = machine.last_token();
    let fault = match machine.run(rule, true) {
        Err(fault) => fault,
        Ok(_) if matches!(last.kind, Kind::Indent | Kind::Dedent) => {
            return Some(machine.misplaced(&last));
        }
        // Nothing better is known than where the program stops making sense.
        Ok(_) => machine.between(last.start, last.end, "invalid syntax"),
    };
    let block_line = machine.block_line;
    Some(Fault {
        block_line,
        ..machine.outranked(fault)
    })
}

impl Machine<'_> {
    /// At a prompt only one line is compiled.
    fn more_statements(&self) -> Option<Fault> {
        let rest = &self.lexer.source[self.lexer.at..];
        let blank = |line: &str| {
            let text = line.trim_start_matches([' ', '\t', '\x0c']);
            text.is_empty() || text.starts_with('#')
        };
        if !self.prompt || rest.split('\n').all(blank) {
            return None;
        }
        let last = self.last_token();
        let message = "multiple statements found while compiling a single statement";
        Some(self.at_token(&last, message.to_owned()))
    }

    fn misplaced(&self, token: &Token) -> Fault {
        let what = if token.kind == Kind::Indent {
            "indent"
        } else {
            "unindent"
        };
        self.at_token(token, format!("unexpected {what}"))
            .of_class(FailureClass::IndentationError)
    }

    /// Errors of the tokenizer in the rest of the program outrank those of the grammar, unless they are within an
    /// f-string.
    fn outranked(&mut self, fault: Fault) -> Fault {
        if fault.lexical || fault.class == FailureClass::MemoryError {
            return fault;
        }
        let reached = self.last_token().start.line;
        loop {
            match self.lexer.next() {
                Ok(token) if token.kind == Kind::End => return fault,
                Ok(_) => {}
                Err(_) if !self.lexer.templates.is_empty() => return fault,
                Err(found) if found.outranks => return found,
                Err(_) => {
                    // An open bracket is to blame if it was opened on an earlier line.
                    let open = self.lexer.brackets.last().filter(|b| reached > b.line);
                    return open.map_or(fault, |bracket| self.lexer.unclosed(bracket));
                }
            }
        }
    }
}

/// Whether a program that is not allowed may become so when more is added.
pub(super) fn is_incomplete(source: &str) -> bool {
    let mut machine = Machine::new(grammar(), source);
    match machine.run(start_rule(Mode::Exec), false) {
        Ok(true) => false,
        Err(fault) if fault.incomplete => true,
        _ => machine.lexer.ended,
    }
}

/// Where names that are no keywords are in the last line, as bytes of that line.
pub(super) fn names_of_last_line(source: &str) -> Vec<(usize, usize)> {
    let start = source.rfind('\n').map_or(0, |at| at + 1);
    let mut lexer = lexer::Lexer::new(source, &grammar().words);
    let mut names = Vec::new();
    while let Ok(token) = lexer.next() {
        let (from, to) = (token.from as usize, token.to as usize);
        match token.kind {
            Kind::Name if from >= start => names.push((from - start, to - start)),
            Kind::End => break,
            _ => {}
        }
    }
    names
}
