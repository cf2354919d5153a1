//! Tokens as CPython's parser sees them, with CPython's idea of where they are.

/// What a token is, apart from its spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Kind {
    Name,
    Keyword,
    Op,
    Number,
    String,
    Newline,
    Indent,
    Dedent,
    End,
    /// `f"` with its prefix.
    FStart,
    /// Literal text of an f-string, also within a format specification.
    FMiddle,
    FEnd,
    TStart,
    TMiddle,
    TEnd,
}

/// A place: line from 1, and bytes from the start of that line; `None` for tokens that have no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub line: u32,
    pub column: Option<u32>,
}

/// One token and the state of the tokenizer right after it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub kind: Kind,
    /// Number of the spelling in the grammar's table, 0 if it has none there.
    pub word: u8,
    pub start: Place,
    pub end: Place,
    /// The text, as bytes of the source.
    pub from: u32,
    pub to: u32,
    /// How many brackets are open after it.
    pub level: u16,
    /// The tokenizer's line, and its column in bytes, once it had read the token.
    pub reached: (u32, u32),
}

/// Python's reserved words.
pub(crate) const KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
    "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
    "with", "yield",
];

const THREE: [&[u8]; 5] = [b"...", b"**=", b"//=", b"<<=", b">>="];

const TWO: [&[u8]; 21] = [
    b"!=", b"%=", b"&=", b"**", b"*=", b"+=", b"-=", b"->", b"//", b"/=", b":=", b"<<", b"<=",
    b"<>", b"==", b">=", b">>", b"@=", b"^=", b"|=", b"\0\0",
];

/// Length of the operator of more than one character that `text` begins with.
pub(super) fn long_operator(text: &[u8]) -> Option<usize> {
    let begins = |table: &[&[u8]]| table.iter().any(|op| text.starts_with(op));
    // The dots are not here: two dots are no operator, so three are read where a single one is.
    let pair = begins(&TWO);
    (pair && begins(&THREE)).then_some(3).or(pair.then_some(2))
}
