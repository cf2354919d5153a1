//! What the tokenizer and the grammar answer when a program is wrong.

use super::super::failure::FailureClass;

/// A syntax error with the columns that CPython reports: from 1, in characters; 0 and -1 where it has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub class: FailureClass,
    pub message: String,
    pub line: u32,
    pub column: i32,
    pub end_line: u32,
    pub end_column: i32,
    /// Whether the tokenizer found it: it outranks what the grammar says, and its text has no line break.
    pub lexical: bool,
    /// Whether the program just ended too early.
    pub incomplete: bool,
    /// Whether it outranks what the grammar says of an earlier place.
    pub outranks: bool,
    /// Line of the last compound statement that was complete, 0 if there was none.
    pub block_line: u32,
}

impl Fault {
    pub(super) fn new(message: impl Into<String>, line: u32, column: i32, end: (u32, i32)) -> Self {
        Self {
            class: FailureClass::SyntaxError,
            message: message.into(),
            line,
            column,
            end_line: end.0,
            end_column: end.1,
            lexical: false,
            incomplete: false,
            outranks: false,
            block_line: 0,
        }
    }

    pub(super) fn of_class(self, class: FailureClass) -> Self {
        Self { class, ..self }
    }
}
