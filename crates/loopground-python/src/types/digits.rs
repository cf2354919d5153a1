//! Text of numbers: white space around it and decimal digits of other scripts.

use rustpython_unicode::classify;
use rustpython_wtf8::CodePoint;

use crate::types::str::PyStr;
use crate::types::str_methods::split::is_blank;

/// The text with digits of any script as ASCII and blanks as spaces; what is neither stays as it is (and is
/// then no number).
#[must_use]
pub fn to_ascii(text: &PyStr) -> Vec<u8> {
    if text.is_ascii() {
        return text.bytes().to_vec();
    }
    let mut out = Vec::with_capacity(text.len());
    for point in text.as_wtf8().code_points() {
        match decimal_value(point) {
            Some(digit) => out.push(b'0' + digit),
            None if is_blank(point) => out.push(b' '),
            None => out.extend_from_slice(point.encode_wtf8(&mut [0; 4]).as_bytes()),
        }
    }
    out
}

/// The value of a decimal digit of any script.
#[must_use]
pub fn decimal_value(point: CodePoint) -> Option<u8> {
    let character = point.to_char()?;
    if character.is_ascii() {
        return character.to_digit(10).map(|digit| digit as u8);
    }
    if !classify::is_decimal(character) {
        return None;
    }
    // Decimal digits stand in whole runs of ten, zero first: the place in the run is the value.
    let is_digit = |point: &u32| char::from_u32(*point).is_some_and(classify::is_decimal);
    let point = u32::from(character);
    let before = (1..=64)
        .take_while(|back| is_digit(&(point - back)))
        .count();
    u8::try_from(before % 10).ok()
}

/// Without white space around.
#[must_use]
pub fn trim(mut text: &[u8]) -> &[u8] {
    let blank = |byte: &u8| matches!(byte, 0x09..=0x0D | 0x1C..=0x20);
    while let [first, rest @ ..] = text
        && blank(first)
    {
        text = rest;
    }
    while let [rest @ .., last] = text
        && blank(last)
    {
        text = rest;
    }
    text
}
