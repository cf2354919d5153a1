//! Paths as bytes: joining, and Python's text for bytes that are no UTF-8.

use rustpython_wtf8::{CodePoint, Wtf8Buf};

use crate::types::str::PyStr;

/// `path` seen from the folder `base`.
#[must_use]
pub fn join(base: &[u8], path: &[u8]) -> Vec<u8> {
    if path.starts_with(b"/") {
        return path.to_vec();
    }
    let mut all = base.to_vec();
    if !all.ends_with(b"/") {
        all.push(b'/');
    }
    all.extend_from_slice(path);
    all
}

/// Without `.`, `..` and doubled slashes: only right where no link is on the way.
#[must_use]
pub fn simplified(path: &[u8]) -> Vec<u8> {
    let mut parts: Vec<&[u8]> = Vec::new();
    for part in path.split(|&byte| byte == b'/') {
        match part {
            b"" | b"." => {}
            b".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let mut all = b"/".to_vec();
    all.extend(parts.join(&b'/'));
    all
}

/// The bytes of text: UTF-8 with `surrogateescape`. `None` when there is no such byte.
#[must_use]
pub fn encode(text: &PyStr) -> Option<Vec<u8>> {
    if let Some(plain) = text.as_str() {
        return Some(plain.as_bytes().to_vec());
    }
    let mut bytes = Vec::with_capacity(text.bytes().len());
    for point in text.as_wtf8().code_points() {
        match point.to_char() {
            Some(character) => {
                bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
            }
            None => bytes.push(u8::try_from(point.to_u32().checked_sub(0xDC00)?).ok()?),
        }
    }
    Some(bytes)
}

/// Text of bytes: those that are no UTF-8 become lone surrogates.
#[must_use]
pub fn decode(bytes: &[u8]) -> Wtf8Buf {
    let mut text = Wtf8Buf::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        for &byte in chunk.invalid() {
            text.push(CodePoint::from_u32(0xDC00 + u32::from(byte)).expect("a surrogate"));
        }
    }
    text
}
