//! Bytes of a source file to text: byte order mark, coding cookie (PEP 263), null bytes.

use std::borrow::Cow;

use super::Mode;
use super::failure::{FailureClass, Stage, SyntaxFailure};

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The text with line feeds for line breaks, and one at its end where a whole program is compiled.
pub(super) fn with_plain_lines(source: &str, mode: Mode) -> Cow<'_, str> {
    let unended = mode == Mode::Exec && !source.ends_with('\n');
    if !unended && !source.contains('\r') {
        return Cow::Borrowed(source);
    }
    let mut text = source.replace("\r\n", "\n").replace('\r', "\n");
    if unended {
        text.push('\n');
    }
    Cow::Owned(text)
}

/// The text of a source file, decoded as CPython does: UTF-8 unless its first or second line names another encoding.
///
/// Supported: utf-8, latin-1 and ascii under all their names. Any other is a `SyntaxError`.
pub fn decode_source(bytes: &[u8]) -> Result<Cow<'_, str>, SyntaxFailure> {
    if bytes.contains(&0) {
        return Err(SyntaxFailure::without_place(
            FailureClass::SyntaxError,
            "source code string cannot contain null bytes",
        ));
    }
    let marked = bytes.starts_with(BYTE_ORDER_MARK);
    let body = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    let declared = coding_cookie(body);
    let encoding = match declared {
        None => Encoding::Utf8,
        Some(name) => Encoding::named(name).ok_or_else(|| unknown_encoding(name))?,
    };
    if marked && encoding != Encoding::Utf8 {
        let name = declared.map(normalized).unwrap_or_default();
        return Err(SyntaxFailure {
            line: Some(1),
            column: Some(0),
            ..whole_file(format!("encoding problem: {name} with BOM"))
        });
    }
    match encoding {
        Encoding::Utf8 => match std::str::from_utf8(body) {
            Ok(text) => Ok(Cow::Borrowed(text)),
            Err(error) => Err(not_utf8(body, error.valid_up_to(), declared.is_some())),
        },
        Encoding::Latin1 => Ok(Cow::Owned(body.iter().map(|&b| char::from(b)).collect())),
        Encoding::Ascii => match body.iter().position(|b| !b.is_ascii()) {
            None => Ok(String::from_utf8_lossy(body)),
            Some(at) => Err(whole_file(format!(
                "'ascii' codec can't decode byte 0x{:02x} in position {at}: ordinal not in range(128)",
                body[at]
            ))),
        },
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Latin1,
    Ascii,
}

impl Encoding {
    fn named(name: &[u8]) -> Option<Self> {
        match normalized(name).as_str() {
            "utf-8" | "utf8" | "u8" | "utf" | "cp65001" | "utf-8-sig" => Some(Self::Utf8),
            "iso-8859-1" | "latin1" | "latin" | "l1" | "iso8859-1" | "8859" | "cp819" => {
                Some(Self::Latin1)
            }
            "ascii" | "us-ascii" | "646" | "us" => Some(Self::Ascii),
            _ => None,
        }
    }
}

/// The name as CPython compares it: lower case, `-` for `_`, and the two usual ones in one spelling each.
fn normalized(name: &[u8]) -> String {
    let text: String = name
        .iter()
        .map(|&b| match b {
            b'_' => '-',
            _ => char::from(b.to_ascii_lowercase()),
        })
        .collect();
    let begins = |prefix: &str| {
        text.strip_prefix(prefix)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    if begins("utf-8") && text != "utf-8-sig" {
        "utf-8".to_owned()
    } else if begins("latin-1") || begins("iso-8859-1") || begins("iso-latin-1") {
        "iso-8859-1".to_owned()
    } else {
        text
    }
}

/// The encoding that a comment on the first or second line names, if any.
fn coding_cookie(body: &[u8]) -> Option<&[u8]> {
    for line in body.split(|&b| b == b'\n').take(2) {
        let trimmed = line.trim_ascii_start();
        if let Some(comment) = trimmed.strip_prefix(b"#") {
            if let Some(name) = cookie_in(comment) {
                return Some(name);
            }
        } else if !trimmed.is_empty() {
            return None;
        }
    }
    None
}

fn cookie_in(comment: &[u8]) -> Option<&[u8]> {
    let word = b"coding";
    let after = comment
        .windows(word.len())
        .enumerate()
        .filter(|(_, window)| window == word)
        .map(|(at, _)| &comment[at + word.len()..])
        .find(|rest| matches!(rest.first(), Some(b':' | b'=')))?;
    let rest = after[1..].trim_ascii_start();
    let end = rest
        .iter()
        .position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.')))
        .unwrap_or(rest.len());
    (end > 0).then(|| &rest[..end])
}

/// A failure that CPython places before the first line.
fn whole_file(message: String) -> SyntaxFailure {
    SyntaxFailure {
        line: Some(0),
        column: Some(-1),
        ..SyntaxFailure::without_place(FailureClass::SyntaxError, message)
    }
}

fn unknown_encoding(name: &[u8]) -> SyntaxFailure {
    whole_file(format!(
        "unknown encoding: {}",
        String::from_utf8_lossy(name)
    ))
}

fn not_utf8(body: &[u8], at: usize, declared: bool) -> SyntaxFailure {
    let before = &body[..at];
    let line = before.iter().filter(|&&b| b == b'\n').count() + 1;
    let start = before
        .iter()
        .rposition(|&b| b == b'\n')
        .map_or(0, |p| p + 1);
    let end = body[at..]
        .iter()
        .position(|&b| b == b'\n')
        .map_or(body.len(), |p| at + p);
    let byte = body[at];
    let message = if declared {
        format!("'utf-8' codec can't decode byte 0x{byte:02x} in position {at}: invalid start byte")
    } else {
        format!(
            "Non-UTF-8 code starting with '\\x{byte:02x}' on line {line}, but no encoding declared; \
             see https://peps.python.org/pep-0263/ for details"
        )
    };
    let column = String::from_utf8_lossy(&body[start..at]).chars().count() + 1;
    let column = i32::try_from(column).ok();
    let line = u32::try_from(line).ok();
    SyntaxFailure {
        stage: Stage::Parse,
        line,
        column,
        end_line: line,
        end_column: column,
        text: Some(String::from_utf8_lossy(&body[start..end]).into_owned()),
        ..SyntaxFailure::without_place(FailureClass::SyntaxError, message)
    }
}
