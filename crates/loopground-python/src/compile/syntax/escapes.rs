//! What is inside string literals: escapes that cannot be decoded, and those that are only doubtful.

use super::fault::Fault;
use super::machine::Machine;
use super::token::{Kind, Token};

/// Why a literal cannot be decoded, as CPython words it.
fn undecodable(from: usize, to: usize, reason: &str) -> String {
    let place = if to == from {
        format!("position {from}")
    } else {
        format!("position {from}-{to}")
    };
    let noun = if to == from { "byte 0x5c" } else { "bytes" };
    format!("(unicode error) 'unicodeescape' codec can't decode {noun} in {place}: {reason}")
}

impl Machine<'_> {
    /// Checks the escapes of a string token, or of a piece of an f-string.
    pub(super) fn escapes(&mut self, token: &Token) -> Result<(), Fault> {
        let source = self.lexer.source;
        let text = &source[token.from as usize..token.to as usize];
        let (prefix, body) = if token.kind == Kind::String {
            let quote = text.find(['\'', '"']).unwrap_or(0);
            let size = if text[quote..].starts_with("'''") || text[quote..].starts_with("\"\"\"") {
                3
            } else {
                1
            };
            (&text[..quote], &text[quote + size..text.len() - size])
        } else {
            ("", text)
        };
        let bytes = prefix.contains(['b', 'B']);
        if bytes && !body.is_ascii() {
            let message = "bytes can only contain ASCII literal characters";
            return Err(self.at_token(token, message.to_owned()));
        }
        if prefix.contains(['r', 'R']) || self.is_raw_piece(token) {
            return Ok(());
        }
        match first_bad_escape(body, bytes) {
            None => {
                self.warn_of_escape(token, body, bytes);
                Ok(())
            }
            Some(message) => {
                let last = self.last_token();
                let place = if token.kind == Kind::String {
                    &last
                } else {
                    token
                };
                Err(self.at_token(place, message))
            }
        }
    }

    /// Warns of the first escape that means nothing.
    fn warn_of_escape(&mut self, token: &Token, body: &str, bytes: bool) {
        let Some((at, escape)) = first_doubtful_escape(body, bytes) else {
            return;
        };
        let in_template = token.kind != Kind::String && escape.ends_with(['{', '}']);
        if !self.warns() || in_template {
            return;
        }
        let lines = body[..at].matches('\n').count();
        let line = token.start.line + lines as u32;
        self.lexer.warn(escape_warning(escape), line);
    }

    /// Whether a piece of an f-string belongs to a raw one.
    fn is_raw_piece(&self, token: &Token) -> bool {
        if token.kind == Kind::String {
            return false;
        }
        let mut depth = 0;
        let before = self.tokens.partition_point(|t| t.from < token.from);
        for earlier in self.tokens[..before].iter().rev() {
            match earlier.kind {
                Kind::FEnd | Kind::TEnd => depth += 1,
                Kind::FStart | Kind::TStart if depth > 0 => depth -= 1,
                Kind::FStart | Kind::TStart => {
                    let text = &self.lexer.source[earlier.from as usize..earlier.to as usize];
                    return text.contains(['r', 'R']);
                }
                _ => {}
            }
        }
        false
    }
}

fn first_bad_escape(body: &str, bytes: bool) -> Option<String> {
    let text = body.as_bytes();
    // CPython decodes a copy in which characters beyond ASCII are written as ten-byte escapes.
    let (mut at, mut shift) = (0, 0);
    while at < text.len() {
        if text[at] >= 0x80 {
            let length = body[at..].chars().next().map_or(1, char::len_utf8);
            (at, shift) = (at + length, shift + 10 - length);
            continue;
        }
        if text[at] != b'\\' {
            at += 1;
            continue;
        }
        let from = at + shift;
        let kind = text.get(at + 1).copied()?;
        if kind >= 0x80 {
            at += 1;
            continue;
        }
        at += 2;
        let digits = text[at..]
            .iter()
            .take_while(|b| b.is_ascii_hexdigit())
            .count();
        if bytes {
            if kind == b'x' && digits < 2 {
                return Some(format!(
                    "(value error) invalid \\x escape at position {from}"
                ));
            }
            continue;
        }
        let (wanted, name) = match kind {
            b'x' => (2, "\\xXX"),
            b'u' => (4, "\\uXXXX"),
            b'U' => (8, "\\UXXXXXXXX"),
            b'N' => {
                match named(&body[at..]) {
                    Ok(length) => at += length,
                    Err((length, reason)) => {
                        return Some(undecodable(from, from + 1 + length, reason));
                    }
                }
                continue;
            }
            _ => continue,
        };
        if digits < wanted {
            let reason = format!("truncated {name} escape");
            return Some(undecodable(from, from + 1 + digits, &reason));
        }
        if kind == b'U' {
            let code = u32::from_str_radix(&body[at..at + 8], 16).unwrap_or(u32::MAX);
            if code > 0x10_ffff {
                return Some(undecodable(from, from + 9, "illegal Unicode character"));
            }
        }
        at += wanted;
    }
    None
}

/// The name after `\N`: how long it is, or how far it goes and what is wrong with it.
fn named(rest: &str) -> Result<usize, (usize, &'static str)> {
    const MALFORMED: &str = "malformed \\N character escape";
    if !rest.starts_with('{') {
        return Err((0, MALFORMED));
    }
    let Some(end) = rest.find('}') else {
        return Err((rest.len(), MALFORMED));
    };
    if end == 1 {
        return Err((end, MALFORMED));
    }
    match rustpython_unicode::lookup_character(&rest[1..end]) {
        Some(_) => Ok(end + 1),
        None if unicode_names_hook::has_resolver() => {
            Err((end + 1, "unknown Unicode character name"))
        }
        None => Err((end + 1, "names of Unicode characters are not loaded")),
    }
}

/// What CPython says of an escape (without its backslash) that means nothing.
pub(super) fn escape_warning(escape: &str) -> String {
    let octal = if escape.len() == 3 { "octal " } else { "" };
    format!(
        "\"\\{escape}\" is an invalid {octal}escape sequence. Such sequences will not work in the future. \
         Did you mean \"\\\\{escape}\"? A raw string is also an option."
    )
}

/// Where the first escape is that means nothing, and what follows its backslash.
fn first_doubtful_escape(body: &str, bytes: bool) -> Option<(usize, &str)> {
    let mut at = 0;
    while let Some(found) = body[at..].find('\\') {
        let from = at + found;
        let rest = &body[from + 1..];
        let next = rest.chars().next()?;
        let known = match next {
            '\n' | '\\' | '\'' | '"' | 'a' | 'b' | 'f' | 'n' | 'r' | 't' | 'v' | 'x' => true,
            'N' | 'u' | 'U' => !bytes,
            '4'..='7' => {
                let octal = rest
                    .bytes()
                    .take_while(|b| matches!(b, b'0'..=b'7'))
                    .count();
                if octal >= 3 {
                    return Some((from, &rest[..3]));
                }
                true
            }
            '0'..='3' => true,
            _ => !next.is_ascii(),
        };
        if !known {
            return Some((from, &rest[..next.len_utf8()]));
        }
        at = from + 1 + next.len_utf8();
    }
    None
}
