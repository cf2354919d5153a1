//! The tokenizer: text to tokens on demand, with CPython 3.14's errors and the places it reports them at.
//!
//! Here: lines, indentation, brackets, names and operators. Numbers are in `number`, strings in `string`.
//! It is lazy because the errors depend on how far the grammar has asked.

use super::super::failure::{FailureClass, SyntaxWarning};
use super::fault::Fault;
use super::string::Template;
use super::token::{KEYWORDS, Kind, Place, Token, long_operator};
use super::words::Words;

/// CPython's limits.
const MAX_BRACKETS: usize = 200;
const MAX_INDENTS: usize = 100;
const TAB: u32 = 8;

pub(super) struct Bracket {
    pub character: u8,
    pub line: u32,
    pub column: u32,
}

pub(crate) struct Lexer<'s> {
    pub(super) text: &'s [u8],
    pub(super) source: &'s str,
    /// Next byte to read.
    pub(super) at: usize,
    /// End of the line that was read last (after its line break).
    pub(super) line_end: usize,
    pub(super) line_start: usize,
    pub(super) line: u32,
    /// Start of the token being read, if one is.
    pub(super) start: Option<usize>,
    /// Where the buffer of CPython begins: the first line of the token being read.
    pub(super) buffer: usize,
    /// Line and line start where the string being read began.
    pub(super) string_line: u32,
    pub(super) string_line_start: usize,
    indents: Vec<(u32, u32)>,
    /// Indents (positive) or dedents (negative) still to be given out.
    pending: i32,
    at_line_start: bool,
    /// Whether the end of the source was met.
    pub(super) ended: bool,
    pub(super) brackets: Vec<Bracket>,
    pub(super) templates: Vec<Template>,
    pub(crate) warnings: Vec<SyntaxWarning>,
    words: &'static Words,
}

impl<'s> Lexer<'s> {
    pub(crate) fn new(source: &'s str, words: &'static Words) -> Self {
        Self {
            text: source.as_bytes(),
            source,
            at: 0,
            line_end: 0,
            line_start: 0,
            line: 0,
            start: None,
            buffer: 0,
            string_line: 0,
            string_line_start: 0,
            indents: vec![(0, 0)],
            pending: 0,
            at_line_start: true,
            ended: false,
            brackets: Vec::new(),
            templates: Vec::new(),
            warnings: Vec::new(),
            words,
        }
    }

    /// Makes the next tokens close all blocks.
    pub(super) fn end_blocks(&mut self) {
        self.pending = 1 - self.indents.len() as i32;
        self.indents.truncate(1);
    }

    /// Next byte; `None` at the end of the source.
    pub(super) fn bump(&mut self) -> Option<u8> {
        if self.at == self.line_end {
            if self.at == self.text.len() {
                self.ended = true;
                return None;
            }
            if self.start.is_none() {
                self.buffer = self.at;
            }
            self.line_start = self.at;
            self.line += 1;
            let rest = &self.text[self.at..];
            self.line_end = rest
                .iter()
                .position(|&b| b == b'\n')
                .map_or(self.text.len(), |p| self.at + p + 1);
        }
        let byte = self.text[self.at];
        self.at += 1;
        Some(byte)
    }

    /// Gives back what [`Self::bump`] answered.
    pub(super) fn unread(&mut self, byte: Option<u8>) {
        if byte.is_some() {
            self.at -= 1;
        }
    }

    pub(super) fn peek(&mut self) -> Option<u8> {
        let byte = self.bump();
        self.unread(byte);
        byte
    }

    /// Characters between two places of the source.
    pub(super) fn width(&self, from: usize, to: usize) -> i32 {
        let count = String::from_utf8_lossy(&self.text[from.min(to)..to])
            .chars()
            .count();
        i32::try_from(count).unwrap_or(i32::MAX)
    }

    /// An error at the character read last.
    pub(super) fn fault(&self, message: impl Into<String>) -> Fault {
        let column = self.width(self.line_start, self.at);
        self.fault_between(message, column, column)
    }

    pub(super) fn fault_between(&self, message: impl Into<String>, from: i32, to: i32) -> Fault {
        Fault {
            lexical: true,
            outranks: true,
            ..Fault::new(message, self.line, from, (self.line, to))
        }
    }

    /// An error of what was read from the start noted to `to`.
    pub(super) fn fault_up_to(&self, message: impl Into<String>, to: usize) -> Fault {
        let start = self.start.unwrap_or(self.line_start);
        let from = self.width(self.line_start, start) + 1;
        self.fault_between(message, from, self.width(self.line_start, to))
    }

    /// An error that CPython reports for the line read last, with no end.
    fn line_fault(&mut self, class: FailureClass, message: &str, column: i32, end: i32) -> Fault {
        self.at = self.line_end;
        Fault {
            outranks: false,
            ..self.fault_between(message, column, end).of_class(class)
        }
    }

    /// The error of a program that ends where more is needed.
    pub(crate) fn end_fault(&self) -> Fault {
        let fault = match self.brackets.last() {
            Some(bracket) => self.unclosed(bracket),
            None => {
                let column = self.width(self.line_start, self.at);
                self.fault_between("unexpected EOF while parsing", column, -1)
            }
        };
        Fault {
            incomplete: true,
            outranks: false,
            ..fault
        }
    }

    pub(super) fn unclosed(&self, bracket: &Bracket) -> Fault {
        let message = format!("'{}' was never closed", char::from(bracket.character));
        let line_start = self.start_of_line(bracket.line);
        let column = self.width(line_start, line_start + bracket.column as usize) + 1;
        Fault {
            lexical: true,
            ..Fault::new(message, bracket.line, column, (bracket.line, 0))
        }
    }

    /// Offset of a line's first byte.
    pub(crate) fn start_of_line(&self, line: u32) -> usize {
        let mut at = 0;
        for _ in 1..line {
            match self.text[at..].iter().position(|&b| b == b'\n') {
                Some(p) => at += p + 1,
                None => return at,
            }
        }
        at
    }

    pub(super) fn warn(&mut self, message: String, line: u32) {
        self.warnings.push(SyntaxWarning { message, line });
    }

    pub(super) fn place(
        &self,
        kind: Kind,
        from: Option<usize>,
        to: Option<usize>,
    ) -> (Place, Place) {
        let in_string = matches!(
            kind,
            Kind::String
                | Kind::FStart
                | Kind::FMiddle
                | Kind::FEnd
                | Kind::TStart
                | Kind::TMiddle
                | Kind::TEnd
        );
        let (line, line_start) = if in_string {
            (self.string_line, self.string_line_start)
        } else {
            (self.line, self.line_start)
        };
        let column = |at: Option<usize>, start: usize| {
            at.and_then(|at| at.checked_sub(start))
                .and_then(|column| u32::try_from(column).ok())
        };
        let start = Place {
            line,
            column: column(from, line_start),
        };
        let end = Place {
            line: self.line,
            column: column(to, self.line_start),
        };
        (start, end)
    }

    pub(super) fn token(&self, kind: Kind, from: Option<usize>, to: Option<usize>) -> Token {
        let (start, end) = self.place(kind, from, to);
        let range = from.unwrap_or(self.at)..to.unwrap_or(self.at);
        let word = match kind {
            Kind::Name | Kind::Keyword | Kind::Op => self.words.find(&self.text[range.clone()]),
            _ => 0,
        };
        Token {
            kind,
            word,
            start,
            end,
            from: range.start as u32,
            to: range.end as u32,
            level: self.brackets.len() as u16,
            reached: (self.line, (self.at.saturating_sub(self.line_start)) as u32),
        }
    }

    /// The token from the start noted to here.
    pub(super) fn token_here(&self, kind: Kind) -> Token {
        self.token(kind, self.start, Some(self.at))
    }

    /// The next token.
    pub(crate) fn next(&mut self) -> Result<Token, Fault> {
        if self.templates.last().is_some_and(|t| t.in_text) {
            self.template_text()
        } else {
            self.code()
        }
    }

    /// The next token outside the literal text of f-strings.
    pub(super) fn code(&mut self) -> Result<Token, Fault> {
        let mut blank = false;
        loop {
            self.start = None;
            if self.at_line_start {
                self.at_line_start = false;
                blank = self.indentation()?;
            }
            self.start = Some(self.at);
            if self.pending != 0 {
                let kind = if self.pending < 0 {
                    Kind::Dedent
                } else {
                    Kind::Indent
                };
                self.pending -= self.pending.signum();
                return Ok(self.token(kind, None, None));
            }
            self.peek();
            match self.after_indentation(blank)? {
                Some(token) => return Ok(token),
                None => self.at_line_start = true,
            }
        }
    }

    /// Measures the indentation of a line and notes what it opens or closes. Answers whether the line is blank.
    fn indentation(&mut self) -> Result<bool, Fault> {
        let (mut column, mut strict) = (0_u32, 0_u32);
        let mut continued: u32 = 0;
        let next = loop {
            match self.bump() {
                Some(b' ') => (column, strict) = (column + 1, strict + 1),
                Some(b'\t') => (column, strict) = ((column / TAB + 1) * TAB, strict + 1),
                Some(b'\x0c') => (column, strict) = (0, 0),
                Some(b'\\') => {
                    // The first backslash decides the indentation of what follows.
                    if continued == 0 {
                        continued = column;
                    }
                    self.continuation()?;
                }
                other => break other,
            }
        };
        self.unread(next);
        let blank = matches!(next, Some(b'#' | b'\n' | b'\r'));
        if blank || !self.brackets.is_empty() {
            return Ok(blank);
        }
        if continued != 0 {
            (column, strict) = (continued, continued);
        }
        self.indent_to(column, strict)?;
        Ok(false)
    }

    fn indent_to(&mut self, column: u32, strict: u32) -> Result<(), Fault> {
        let (top, top_strict) = self.indents[self.indents.len() - 1];
        let mixed = |lexer: &mut Self| {
            let message = "inconsistent use of tabs and spaces in indentation";
            Err(lexer.line_fault(FailureClass::TabError, message, 1, 0))
        };
        if column == top {
            return if strict == top_strict {
                Ok(())
            } else {
                mixed(self)
            };
        }
        if column > top {
            if self.indents.len() >= MAX_INDENTS {
                let message = "too many levels of indentation";
                return Err(self.line_fault(FailureClass::IndentationError, message, 1, 0));
            }
            if strict <= top_strict {
                return mixed(self);
            }
            self.pending += 1;
            self.indents.push((column, strict));
            return Ok(());
        }
        while self.indents.len() > 1 && column < self.indents[self.indents.len() - 1].0 {
            self.pending -= 1;
            self.indents.pop();
        }
        let (top, top_strict) = self.indents[self.indents.len() - 1];
        if column != top {
            let message = "unindent does not match any outer indentation level";
            self.at = self.line_end;
            let column = self.width(self.line_start, self.at);
            return Err(self.line_fault(FailureClass::IndentationError, message, column, -1));
        }
        if strict == top_strict {
            Ok(())
        } else {
            mixed(self)
        }
    }

    /// After a backslash: the line break, and that something follows it.
    fn continuation(&mut self) -> Result<(), Fault> {
        if self.bump() != Some(b'\n') {
            // CPython counts from the first line of what it is reading, but in the text of the last.
            let bytes = (self.at - self.buffer).min(self.line_end - self.line_start);
            let column = self.width(self.line_start, self.line_start + bytes);
            let message = "unexpected character after line continuation character";
            return Err(Fault {
                outranks: false,
                ..self.fault_between(message, column, 0)
            });
        }
        if self.peek().is_none() {
            return Err(self.end_fault());
        }
        Ok(())
    }

    /// A token on a line whose indentation was seen to; `None` when there is none and the next line must be read.
    fn after_indentation(&mut self, blank: bool) -> Result<Option<Token>, Fault> {
        loop {
            self.start = None;
            let mut byte = self.bump();
            while matches!(byte, Some(b' ' | b'\t' | b'\x0c')) {
                byte = self.bump();
            }
            let from = self.at - usize::from(byte.is_some());
            self.start = Some(from);
            if byte == Some(b'#') {
                while !matches!(byte, None | Some(b'\n')) {
                    byte = self.bump();
                }
            }
            let Some(byte) = byte else {
                return self.at_end().map(Some);
            };
            if byte == b'\n' {
                if blank || !self.brackets.is_empty() {
                    return Ok(None);
                }
                self.at_line_start = true;
                return Ok(Some(self.token(Kind::Newline, Some(from), Some(self.at))));
            }
            if byte == b'\\' {
                self.continuation()?;
                continue;
            }
            return self.visible(byte).map(Some);
        }
    }

    fn at_end(&mut self) -> Result<Token, Fault> {
        if !self.brackets.is_empty() {
            return Err(self.end_fault());
        }
        Ok(self.token(Kind::End, None, None))
    }

    fn visible(&mut self, byte: u8) -> Result<Token, Fault> {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' | 0x80.. => self.word(byte),
            b'.' => self.dot(),
            b'0'..=b'9' => self.number(byte),
            b'\'' | b'"' => self.plain_string(byte),
            _ => self.punctuation(byte),
        }
    }

    /// A name, a keyword, or a string with a prefix.
    fn word(&mut self, first: u8) -> Result<Token, Fault> {
        let mut byte = Some(first);
        let mut prefix = super::string::Prefix::default();
        while let Some(letter) = byte {
            if !prefix.take(letter) {
                break;
            }
            byte = self.bump();
            if let Some(quote @ (b'"' | b'\'')) = byte {
                if let Some((one, other)) = prefix.conflict() {
                    let message = format!("'{one}' and '{other}' prefixes are incompatible");
                    return Err(self.fault_up_to(message, self.at));
                }
                return if prefix.is_template() {
                    self.template_start(quote, &prefix)
                } else {
                    self.plain_string(quote)
                };
            }
        }
        while let Some(b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | 0x80..) = byte {
            byte = self.bump();
        }
        self.unread(byte);
        let from = self.start.unwrap_or(self.at);
        let text = &self.source[from..self.at];
        if !text.is_ascii() {
            self.check_name(from, text)?;
        }
        let kind = if KEYWORDS.binary_search(&text).is_ok() {
            Kind::Keyword
        } else {
            Kind::Name
        };
        Ok(self.token_here(kind))
    }

    fn check_name(&mut self, from: usize, text: &str) -> Result<(), Fault> {
        let bad = text.char_indices().find(|&(index, c)| {
            let fits = if index == 0 {
                c == '_' || super::chars::starts_name(c)
            } else {
                super::chars::continues_name(c)
            };
            !fits
        });
        let Some((index, c)) = bad else { return Ok(()) };
        self.at = from + index + c.len_utf8();
        let code = u32::from(c);
        Err(self.fault(if super::chars::is_printable(c) {
            format!("invalid character '{c}' (U+{code:04X})")
        } else {
            format!("invalid non-printable character U+{code:04X}")
        }))
    }

    fn dot(&mut self) -> Result<Token, Fault> {
        let next = self.bump();
        if next.is_some_and(|b| b.is_ascii_digit()) {
            return self.fraction(next);
        }
        self.unread(next);
        if self.text[self.at..].starts_with(b"..") {
            self.at += 2;
        }
        Ok(self.token_here(Kind::Op))
    }

    fn punctuation(&mut self, byte: u8) -> Result<Token, Fault> {
        let from = self.at - 1;
        if let Some(token) = self.template_punctuation(byte) {
            return Ok(token);
        }
        if let Some(length) = long_operator(&self.text[from..]) {
            self.at = from + length;
            return Ok(self.token_here(Kind::Op));
        }
        match byte {
            b'(' | b'[' | b'{' => self.open(byte, from)?,
            b')' | b']' | b'}' => self.close(byte)?,
            _ => {}
        }
        if byte < b' ' || byte == 0x7f {
            return Err(self.fault(format!("invalid non-printable character U+{byte:04X}")));
        }
        Ok(self.token_here(Kind::Op))
    }

    fn open(&mut self, byte: u8, from: usize) -> Result<(), Fault> {
        if self.brackets.len() >= MAX_BRACKETS {
            return Err(self.fault("too many nested parentheses"));
        }
        self.brackets.push(Bracket {
            character: byte,
            line: self.line,
            column: (from - self.line_start) as u32,
        });
        if let Some(template) = self.templates.last_mut() {
            template.depth += 1;
        }
        Ok(())
    }

    fn close(&mut self, byte: u8) -> Result<(), Fault> {
        let shown = char::from(byte);
        if let Some(template) = self.templates.last()
            && template.depth == 0
            && byte == b'}'
        {
            let letter = template.letter;
            return Err(self.fault(format!("{letter}-string: single '}}' is not allowed")));
        }
        let Some(opening) = self.brackets.pop() else {
            return Err(self.fault(format!("unmatched '{shown}'")));
        };
        let fits = matches!(
            (opening.character, byte),
            (b'(', b')') | (b'[', b']') | (b'{', b'}')
        );
        if !fits {
            return Err(self.mismatch(&opening, shown));
        }
        self.template_close(byte)
    }

    fn mismatch(&self, opening: &Bracket, closing: char) -> Fault {
        if opening.character == b'{'
            && let Some(template) = self.templates.last()
            && template.depth - 1 == template.field_depth
        {
            let letter = template.letter;
            return self.fault(format!("{letter}-string: unmatched '{closing}'"));
        }
        let bracket = char::from(opening.character);
        let mut message = format!(
            "closing parenthesis '{closing}' does not match opening parenthesis '{bracket}'"
        );
        if opening.line != self.line {
            message += &format!(" on line {}", opening.line);
        }
        self.fault(message)
    }
}
