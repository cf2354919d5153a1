//! Numbers, with CPython's checks of what may follow one.

use super::fault::Fault;
use super::lexer::Lexer;
use super::token::{Kind, Token};

impl Lexer<'_> {
    /// A number whose first digit was read.
    pub(super) fn number(&mut self, first: u8) -> Result<Token, Fault> {
        if first == b'0' {
            let next = self.bump();
            return match next {
                Some(b'x' | b'X') => self.radix("hexadecimal", 16),
                Some(b'o' | b'O') => self.radix("octal", 8),
                Some(b'b' | b'B') => self.radix("binary", 2),
                _ => self.after_zero(next),
            };
        }
        let next = self.digits()?;
        self.after_integer(next)
    }

    fn radix(&mut self, name: &'static str, radix: u32) -> Result<Token, Fault> {
        let fits = |byte: Option<u8>| byte.is_some_and(|b| char::from(b).is_digit(radix));
        let mut next = self.bump();
        loop {
            if next == Some(b'_') {
                next = self.bump();
            }
            if !fits(next) {
                return Err(self.bad_digit(name, next));
            }
            while fits(next) {
                next = self.bump();
            }
            if next != Some(b'_') {
                break;
            }
        }
        if next.is_some_and(|b| b.is_ascii_digit()) {
            return Err(self.bad_digit(name, next));
        }
        self.end_of_number(next, name)
    }

    fn bad_digit(&mut self, name: &str, next: Option<u8>) -> Fault {
        match next {
            Some(digit @ b'0'..=b'9') => {
                let digit = char::from(digit);
                self.fault(format!("invalid digit '{digit}' in {name} literal"))
            }
            _ => {
                self.unread(next);
                self.fault(format!("invalid {name} literal"))
            }
        }
    }

    /// After a leading zero: more zeros, or a float, or the forbidden octal of Python 2.
    fn after_zero(&mut self, mut next: Option<u8>) -> Result<Token, Fault> {
        loop {
            if next == Some(b'_') {
                next = self.bump();
                if !next.is_some_and(|b| b.is_ascii_digit()) {
                    self.unread(next);
                    return Err(self.fault("invalid decimal literal"));
                }
            }
            if next != Some(b'0') {
                break;
            }
            next = self.bump();
        }
        let zeros_end = self.at;
        let significant = next.is_some_and(|b| b.is_ascii_digit());
        if significant {
            next = self.digits()?;
        }
        if significant && !matches!(next, Some(b'.' | b'e' | b'E' | b'j' | b'J')) {
            self.unread(next);
            let message = "leading zeros in decimal integer literals are not permitted; \
                           use an 0o prefix for octal integers";
            return Err(self.fault_up_to(message, zeros_end));
        }
        self.after_integer(next)
    }

    /// Digits and single underscores between them; answers what follows.
    fn digits(&mut self) -> Result<Option<u8>, Fault> {
        loop {
            let mut next = self.bump();
            while next.is_some_and(|b| b.is_ascii_digit()) {
                next = self.bump();
            }
            if next != Some(b'_') {
                return Ok(next);
            }
            next = self.bump();
            if !next.is_some_and(|b| b.is_ascii_digit()) {
                self.unread(next);
                return Err(self.fault("invalid decimal literal"));
            }
        }
    }

    fn after_integer(&mut self, next: Option<u8>) -> Result<Token, Fault> {
        if next == Some(b'.') {
            let next = self.bump();
            return self.fraction(next);
        }
        self.after_fraction(next)
    }

    /// After the point.
    pub(super) fn fraction(&mut self, mut next: Option<u8>) -> Result<Token, Fault> {
        if next.is_some_and(|b| b.is_ascii_digit()) {
            next = self.digits()?;
        }
        self.after_fraction(next)
    }

    fn after_fraction(&mut self, mut next: Option<u8>) -> Result<Token, Fault> {
        if let Some(e @ (b'e' | b'E')) = next {
            next = self.bump();
            if matches!(next, Some(b'+' | b'-')) {
                next = self.bump();
                if !next.is_some_and(|b| b.is_ascii_digit()) {
                    self.unread(next);
                    return Err(self.fault("invalid decimal literal"));
                }
            } else if !next.is_some_and(|b| b.is_ascii_digit()) {
                self.unread(next);
                return self.end_of_number(Some(e), "decimal");
            }
            next = self.digits()?;
        }
        if matches!(next, Some(b'j' | b'J')) {
            next = self.bump();
            return self.end_of_number(next, "imaginary");
        }
        self.end_of_number(next, "decimal")
    }

    /// A number must not run into a name; into a keyword it may, with a warning.
    fn end_of_number(&mut self, next: Option<u8>, name: &str) -> Result<Token, Fault> {
        self.unread(next);
        let rest = &self.text[self.at..];
        const FOLLOWERS: [&[u8]; 8] = [b"and", b"else", b"for", b"if", b"in", b"is", b"or", b"not"];
        if FOLLOWERS.iter().any(|word| rest.starts_with(word)) {
            self.warn(format!("invalid {name} literal"), self.line);
        } else if next.is_some_and(|b| b.is_ascii_alphanumeric() || b == b'_') {
            return Err(self.fault(format!("invalid {name} literal")));
        }
        Ok(self.token_here(Kind::Number))
    }
}
