//! What compilation answers when it fails: a `SyntaxError` (or what CPython raises instead) with its place.

use std::fmt;

use super::syntax::Fault;
use rustpython_compiler::CompileError;
use rustpython_compiler::codegen::error::CodegenErrorType;
use rustpython_compiler::parser::{LexicalErrorType, ParseErrorType};

/// The Python class of a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureClass {
    SyntaxError,
    IndentationError,
    TabError,
    /// The program is nested too deeply for the code generator.
    RecursionError,
    /// The program is nested too deeply for the parser.
    MemoryError,
    /// The front end contradicted itself; a bug of ours.
    SystemError,
}

impl FailureClass {
    /// The name of the class in Python.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SyntaxError => "SyntaxError",
            Self::IndentationError => "IndentationError",
            Self::TabError => "TabError",
            Self::RecursionError => "RecursionError",
            Self::MemoryError => "MemoryError",
            Self::SystemError => "SystemError",
        }
    }

    /// Whether the exception has `lineno`, `offset` and the other attributes of `SyntaxError`.
    pub const fn is_syntax_error(self) -> bool {
        matches!(
            self,
            Self::SyntaxError | Self::IndentationError | Self::TabError
        )
    }
}

/// Which part of the compiler failed. CPython knows the text of the line only in the first; in the second it looks
/// the line up in the file, so `SyntaxError.text` is `None` when there is no such file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Parse,
    Compile,
}

/// Why source could not be compiled. Lines and columns are CPython's `lineno`, `offset`, `end_lineno`, `end_offset`:
/// from 1, in characters, and sometimes 0 or -1 where CPython has no better.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxFailure {
    pub class: FailureClass,
    pub message: String,
    pub stage: Stage,
    pub line: Option<u32>,
    pub column: Option<i32>,
    pub end_line: Option<u32>,
    pub end_column: Option<i32>,
    /// The source line, with its line break.
    pub text: Option<String>,
    /// Whether more input could complete the program (`codeop`, a prompt).
    pub incomplete: bool,
    /// Line of the last compound statement before the error, 0 if there is none (for [`super::keyword_typo`]).
    pub block_line: u32,
}

impl fmt::Display for SyntaxFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.class.name(), self.message)?;
        match self.line {
            Some(line) if self.class.is_syntax_error() => write!(f, " (line {line})"),
            _ => Ok(()),
        }
    }
}

impl std::error::Error for SyntaxFailure {}

impl SyntaxFailure {
    /// A failure that concerns the source as a whole.
    pub(crate) fn without_place(class: FailureClass, message: impl Into<String>) -> Self {
        Self {
            class,
            message: message.into(),
            stage: Stage::Parse,
            line: None,
            column: None,
            end_line: None,
            end_column: None,
            text: None,
            incomplete: false,
            block_line: 0,
        }
    }
}

impl SyntaxFailure {
    /// What the grammar or the tokenizer found.
    pub(super) fn from_fault(fault: Fault, source: &str) -> Self {
        let has_place = fault.class.is_syntax_error();
        Self {
            class: fault.class,
            message: fault.message,
            stage: Stage::Parse,
            line: has_place.then_some(fault.line),
            column: has_place.then_some(fault.column),
            end_line: has_place.then_some(fault.end_line),
            end_column: has_place.then_some(fault.end_column),
            text: line_text(source, fault.line).filter(|_| has_place),
            incomplete: fault.incomplete,
            block_line: fault.block_line,
        }
    }
}

/// One `SyntaxWarning`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxWarning {
    pub message: String,
    pub line: u32,
}

/// Line `line` (from 1) of `source`, with its line break.
pub(super) fn line_text(source: &str, line: u32) -> Option<String> {
    let index = usize::try_from(line).ok()?.checked_sub(1)?;
    source.split_inclusive('\n').nth(index).map(str::to_owned)
}

fn class_of(error: &CompileError) -> FailureClass {
    match error {
        CompileError::Codegen(error) => match error.error {
            CodegenErrorType::RecursionError => FailureClass::RecursionError,
            _ => FailureClass::SyntaxError,
        },
        CompileError::Parse(error) => match &error.error {
            ParseErrorType::UnexpectedIndentation
            | ParseErrorType::Lexical(LexicalErrorType::IndentationError) => {
                FailureClass::IndentationError
            }
            ParseErrorType::OtherError(message)
                if message.starts_with("expected an indented block")
                    || message == "unexpected indent"
                    || message.starts_with("unindent does not match") =>
            {
                FailureClass::IndentationError
            }
            ParseErrorType::OtherError(message)
                if message == "inconsistent use of tabs and spaces in indentation" =>
            {
                FailureClass::TabError
            }
            _ => FailureClass::SyntaxError,
        },
    }
}

/// The crate's failure in CPython's words.
pub(super) fn from_crate(error: &CompileError, source: &str) -> SyntaxFailure {
    let (line, column) = error.python_location();
    let end = error.python_end_location();
    let line = u32::try_from(line).ok().filter(|&line| line > 0);
    let (stage, incomplete) = match error {
        CompileError::Parse(error) => (
            Stage::Parse,
            error.is_unclosed_bracket || error.is_unclosed_string,
        ),
        CompileError::Codegen(_) => (Stage::Compile, false),
    };
    SyntaxFailure {
        class: class_of(error),
        message: match error {
            // What the parser says is in other words than CPython's.
            CompileError::Parse(_) => "invalid syntax".to_owned(),
            CompileError::Codegen(error) => error.to_string(),
        },
        stage,
        line,
        column: i32::try_from(column).ok(),
        end_line: end.and_then(|(line, _)| u32::try_from(line).ok()),
        end_column: end.and_then(|(_, column)| i32::try_from(column).ok()),
        text: line.and_then(|line| line_text(source, line)),
        incomplete,
        block_line: 0,
    }
}
