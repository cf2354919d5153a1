//! String tokens: plain strings whole, f-strings and t-strings in parts.
//!
//! Here: where strings begin and end. What is inside them (escapes) is in `escapes`.

use super::fault::Fault;
use super::lexer::Lexer;
use super::token::{Kind, Token};

const MAX_TEMPLATES: usize = 149;
const MAX_FIELDS: i32 = 3;

/// The letters before a quote.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Prefix {
    bytes: bool,
    raw: bool,
    unicode: bool,
    format: bool,
    template: bool,
}

impl Prefix {
    /// Takes one more letter; answers whether it can be part of a prefix.
    pub(super) fn take(&mut self, letter: u8) -> bool {
        let seen = match letter.to_ascii_lowercase() {
            b'b' => &mut self.bytes,
            b'r' => &mut self.raw,
            b'u' => &mut self.unicode,
            b'f' => &mut self.format,
            b't' => &mut self.template,
            _ => return false,
        };
        !std::mem::replace(seen, true)
    }

    /// Two letters of it that exclude each other.
    pub(super) fn conflict(&self) -> Option<(char, char)> {
        [
            (self.unicode && self.bytes, ('u', 'b')),
            (self.unicode && self.raw, ('u', 'r')),
            (self.unicode && self.format, ('u', 'f')),
            (self.unicode && self.template, ('u', 't')),
            (self.bytes && self.format, ('b', 'f')),
            (self.bytes && self.template, ('b', 't')),
            (self.format && self.template, ('f', 't')),
        ]
        .into_iter()
        .find_map(|(both, pair)| both.then_some(pair))
    }

    pub(super) fn is_template(&self) -> bool {
        self.format || self.template
    }
}

/// An f-string or t-string that is being read.
pub(super) struct Template {
    pub letter: char,
    raw: bool,
    quote: u8,
    quote_size: usize,
    /// Where it began: offset, start of that line, number of that line.
    start: usize,
    line_start: usize,
    line: u32,
    /// Brackets open within it.
    pub depth: i32,
    /// `depth` at the start of the innermost replacement field; -1 outside of them.
    pub field_depth: i32,
    in_format: bool,
    /// Whether literal text comes next, rather than an expression.
    pub in_text: bool,
}

impl Template {
    fn in_field(&self) -> bool {
        self.field_depth >= 0
    }
}

impl Lexer<'_> {
    /// Opening quotes: how many, after the first was read. 0: the empty string was read whole.
    fn quote_size(&mut self, quote: u8) -> usize {
        if self.text[self.at..].starts_with(&[quote, quote]) {
            self.at += 2;
            3
        } else {
            1
        }
    }

    fn note_string_start(&mut self) {
        self.string_line = self.line;
        self.string_line_start = self.line_start;
    }

    /// A string whose first quote was read.
    pub(super) fn plain_string(&mut self, quote: u8) -> Result<Token, Fault> {
        self.note_string_start();
        let size = self.quote_size(quote);
        let mut closing = 0;
        let mut escaped_quote = false;
        while closing != size {
            match self.bump() {
                None => return Err(self.unterminated(quote, size, escaped_quote)),
                Some(b'\n') if size == 1 => {
                    return Err(self.unterminated(quote, size, escaped_quote));
                }
                Some(byte) if byte == quote => closing += 1,
                Some(b'\\') => {
                    closing = 0;
                    escaped_quote |= self.bump() == Some(quote);
                }
                Some(_) => closing = 0,
            }
        }
        Ok(self.token_here(Kind::String))
    }

    /// An error at the first character of the string being read.
    fn unterminated(&mut self, quote: u8, size: usize, escaped_quote: bool) -> Fault {
        let detected = self.line;
        self.at = self.start.unwrap_or(self.at) + 1;
        self.line_start = self.string_line_start;
        self.line = self.string_line;
        if let Some(template) = self.templates.last()
            && (template.quote, template.quote_size) == (quote, size)
        {
            let letter = template.letter;
            return self.fault(format!("{letter}-string: expecting '}}'"));
        }
        let fault = if size == 3 {
            self.fault(format!(
                "unterminated triple-quoted string literal (detected at line {detected})"
            ))
        } else {
            let hint = if escaped_quote {
                "; perhaps you escaped the end quote?"
            } else {
                ""
            };
            self.fault(format!(
                "unterminated string literal (detected at line {detected}){hint}"
            ))
        };
        Fault {
            incomplete: size == 3,
            ..fault
        }
    }

    /// The first token of an f-string or t-string whose first quote was read.
    pub(super) fn template_start(&mut self, quote: u8, prefix: &Prefix) -> Result<Token, Fault> {
        self.note_string_start();
        let quote_size = self.quote_size(quote);
        if self.templates.len() >= MAX_TEMPLATES {
            return Err(self.fault("too many nested f-strings or t-strings"));
        }
        let (letter, kind) = if prefix.template {
            ('t', Kind::TStart)
        } else {
            ('f', Kind::FStart)
        };
        self.templates.push(Template {
            letter,
            raw: prefix.raw,
            quote,
            quote_size,
            start: self.start.unwrap_or(self.at),
            line_start: self.line_start,
            line: self.line,
            depth: 0,
            field_depth: -1,
            in_format: false,
            in_text: true,
        });
        Ok(self.token_here(kind))
    }

    fn template(&mut self) -> &mut Template {
        self.templates.last_mut().expect("within a template")
    }

    /// The next token where literal text of an f-string or t-string is expected.
    pub(super) fn template_text(&mut self) -> Result<Token, Fault> {
        self.start = Some(self.at);
        let rest = &self.text[self.at..];
        if rest.first() == Some(&b'{') && rest.get(1) != Some(&b'{') {
            self.enter_field()?;
            return self.code();
        }
        let template = &self.templates[self.templates.len() - 1];
        let (quote, size) = (template.quote, template.quote_size);
        let (middle, end) = if template.letter == 't' {
            (Kind::TMiddle, Kind::TEnd)
        } else {
            (Kind::FMiddle, Kind::FEnd)
        };
        if rest.len() >= size && rest[..size].iter().all(|&b| b == quote) {
            self.note_string_start();
            for _ in 0..size {
                self.bump();
            }
            self.templates.pop();
            return Ok(self.token_here(end));
        }
        self.peek();
        self.note_string_start();
        let to = self.literal_text(quote, size)?;
        Ok(self.token(middle, self.start, Some(to)))
    }

    /// Notes that a replacement field begins, whose brace is still to be read.
    fn enter_field(&mut self) -> Result<(), Fault> {
        let template = self.template();
        template.field_depth += 1;
        template.in_text = false;
        let (letter, depth) = (template.letter, template.field_depth);
        if depth >= MAX_FIELDS {
            return Err(self.fault(format!("{letter}-string: expressions nested too deeply")));
        }
        Ok(())
    }

    /// Reads literal text to where it ends; answers that place, which may be before what was read.
    fn literal_text(&mut self, quote: u8, size: usize) -> Result<usize, Fault> {
        let mut closing = 0;
        let mut named = false;
        while closing != size {
            let byte = self.bump();
            let in_format = {
                let template = self.template();
                template.in_format && template.in_field()
            };
            match byte {
                None => return Err(self.unterminated_template(in_format, true)),
                Some(b'\n') if size == 1 => {
                    return Err(self.unterminated_template(in_format, false));
                }
                Some(byte) if byte == quote => {
                    closing += 1;
                    continue;
                }
                Some(b'{') => {
                    if self.peek() == Some(b'{') && !in_format {
                        self.bump();
                        return Ok(self.at - 1);
                    }
                    self.at -= 1;
                    self.enter_field()?;
                    return Ok(self.at);
                }
                Some(b'}') => {
                    if named {
                        return Ok(self.at);
                    }
                    let outside = self.template().depth == 0;
                    if self.peek() == Some(b'}') && !in_format && outside {
                        self.bump();
                        return Ok(self.at - 1);
                    }
                    self.at -= 1;
                    self.template().in_text = false;
                    return Ok(self.at);
                }
                Some(b'\\') => named |= self.escaped(),
                Some(_) => {}
            }
            closing = 0;
        }
        self.at -= size;
        Ok(self.at)
    }

    /// Skips what a backslash escapes; answers whether it begins `\N{`.
    fn escaped(&mut self) -> bool {
        let next = self.bump();
        if let Some(brace @ (b'{' | b'}')) = next {
            self.unread(next);
            if !self.template().raw {
                let escape = char::from(brace).to_string();
                self.warn(super::escapes::escape_warning(&escape), self.line);
            }
            return false;
        }
        if next == Some(b'N') && !self.template().raw && self.peek() == Some(b'{') {
            self.bump();
            return true;
        }
        false
    }

    fn unterminated_template(&mut self, in_format: bool, at_end: bool) -> Fault {
        let detected = self.line;
        let template = &self.templates[self.templates.len() - 1];
        let (letter, size) = (template.letter, template.quote_size);
        if in_format && !at_end {
            return self.fault(format!(
                "{letter}-string: newlines are not allowed in format specifiers for single quoted {letter}-strings"
            ));
        }
        (self.at, self.line_start, self.line) =
            (template.start + 1, template.line_start, template.line);
        let kind = if size == 3 { "triple-quoted " } else { "" };
        let fault = self.fault(format!(
            "unterminated {kind}{letter}-string literal (detected at line {detected})"
        ));
        Fault {
            incomplete: size == 3,
            ..fault
        }
    }

    /// Punctuation that means something to the f-string around it. Answers the token if it is the colon of a format.
    pub(super) fn template_punctuation(&mut self, byte: u8) -> Option<Token> {
        let template = self.templates.last_mut()?;
        if byte == b':' && template.in_field() && template.depth - 1 == template.field_depth {
            template.in_text = true;
            template.in_format = true;
            return Some(self.token_here(Kind::Op));
        }
        None
    }

    pub(super) fn template_close(&mut self, byte: u8) -> Result<(), Fault> {
        let Some(template) = self.templates.last_mut() else {
            return Ok(());
        };
        template.depth -= 1;
        if template.depth < 0 {
            let (letter, shown) = (template.letter, char::from(byte));
            return Err(self.fault(format!("{letter}-string: unmatched '{shown}'")));
        }
        if byte == b'}' && template.depth == template.field_depth {
            template.field_depth -= 1;
            template.in_text = true;
            template.in_format = false;
        }
        Ok(())
    }
}
