//! `repr` and `ascii` of text.

use std::fmt::Write;

use rustpython_unicode::classify::is_repr_printable;
use rustpython_wtf8::{CodePoint, Wtf8};

/// `repr(text)`.
#[must_use]
pub fn repr(text: &Wtf8) -> String {
    let bytes = text.as_bytes();
    let quote = quote_for(bytes);
    let mut out = String::with_capacity(bytes.len() + 2);
    out.push(quote);
    let plain = |byte: u8| (0x20..0x7F).contains(&byte) && byte != b'\\' && byte != quote as u8;
    if bytes.iter().all(|&byte| plain(byte)) {
        out.push_str(text.as_str().unwrap_or_default());
    } else {
        text.code_points()
            .for_each(|point| escape_point(&mut out, point, quote, false));
    }
    out.push(quote);
    out
}

/// Escapes what is not ASCII in a text that is a `repr` already.
#[must_use]
pub fn ascii(text: &Wtf8) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for point in text.code_points() {
        match point.to_char() {
            Some(character) if character.is_ascii() => out.push(character),
            _ => numeric(&mut out, point.to_u32()),
        }
    }
    out
}

/// Single quotes, unless the text has some and no double quotes.
#[must_use]
pub fn quote_for(bytes: &[u8]) -> char {
    if memchr::memchr(b'\'', bytes).is_some() && memchr::memchr(b'"', bytes).is_none() {
        '"'
    } else {
        '\''
    }
}

fn escape_point(out: &mut String, point: CodePoint, quote: char, ascii_only: bool) {
    match point.to_char() {
        Some(character) if character == quote || character == '\\' => {
            out.push('\\');
            out.push(character);
        }
        Some('\n') => out.push_str("\\n"),
        Some('\r') => out.push_str("\\r"),
        Some('\t') => out.push_str("\\t"),
        Some(character @ ' '..='~') => out.push(character),
        Some(character) if !ascii_only && !character.is_ascii() && is_repr_printable(character) => {
            out.push(character);
        }
        _ => numeric(out, point.to_u32()),
    }
}

/// `\xhh`, `\uhhhh` or `\Uhhhhhhhh`, the shortest that fits.
pub fn numeric(out: &mut String, point: u32) {
    let _ = match point {
        0..=0xFF => write!(out, "\\x{point:02x}"),
        0x100..=0xFFFF => write!(out, "\\u{point:04x}"),
        _ => write!(out, "\\U{point:08x}"),
    };
}
