//! `unicode_escape` and `raw_unicode_escape`: text as the inside of a string literal.

use rustpython_wtf8::{CodePoint, Wtf8Buf};

use super::Problem;
use super::handlers::backslash;

pub fn encode(points: &[u32], out: &mut Vec<u8>) {
    let mut text = String::new();
    for &point in points {
        match char::from_u32(point) {
            Some('\\') => text.push_str("\\\\"),
            Some('\n') => text.push_str("\\n"),
            Some('\r') => text.push_str("\\r"),
            Some('\t') => text.push_str("\\t"),
            Some(character @ ' '..='~') => text.push(character),
            _ => backslash(&mut text, point),
        }
    }
    out.extend_from_slice(text.as_bytes());
}

pub fn encode_raw(points: &[u32], out: &mut Vec<u8>) {
    for &point in points {
        match point {
            0..=0xFF => out.push(point as u8),
            _ => {
                let mut text = String::new();
                backslash(&mut text, point);
                out.extend_from_slice(text.as_bytes());
            }
        }
    }
}

/// A hexadecimal escape of exactly `width` digits behind `place`.
fn hexadecimal(data: &[u8], place: usize, width: usize) -> Result<u32, usize> {
    let mut value = 0;
    for offset in 0..width {
        let digit = data
            .get(place + offset)
            .and_then(|&byte| char::from(byte).to_digit(16));
        match digit {
            Some(digit) => value = value << 4 | digit,
            None => return Err(place + offset),
        }
    }
    Ok(value)
}

pub fn decode(data: &[u8], from: usize, last: bool, out: &mut Wtf8Buf) -> Result<usize, Problem> {
    let mut place = from;
    while let Some(&byte) = data.get(place) {
        if byte != b'\\' {
            out.push_char(char::from(byte));
            place += 1;
            continue;
        }
        let start = place;
        let problem = |end: usize, reason| Problem { start, end, reason };
        let Some(&letter) = data.get(place + 1) else {
            if !last {
                return Ok(start);
            }
            return Err(problem(data.len(), "\\ at end of string"));
        };
        place += 2;
        let simple = match letter {
            b'\n' => continue,
            b'\\' | b'\'' | b'"' => char::from(letter),
            b'a' => '\x07',
            b'b' => '\x08',
            b'f' => '\x0C',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'v' => '\x0B',
            b'0'..=b'7' => {
                let mut value = u32::from(letter - b'0');
                let mut more = 2;
                while more > 0
                    && let Some(&digit @ b'0'..=b'7') = data.get(place)
                {
                    value = value << 3 | u32::from(digit - b'0');
                    place += 1;
                    more -= 1;
                }
                char::from_u32(value).unwrap_or('\u{FFFD}')
            }
            b'x' | b'u' | b'U' => {
                let (width, reason) = match letter {
                    b'x' => (2, "truncated \\xXX escape"),
                    b'u' => (4, "truncated \\uXXXX escape"),
                    _ => (8, "truncated \\UXXXXXXXX escape"),
                };
                match hexadecimal(data, place, width) {
                    Ok(value) => match CodePoint::from_u32(value) {
                        Some(point) => {
                            out.push(point);
                            place += width;
                            continue;
                        }
                        None => return Err(problem(place + width, "illegal Unicode character")),
                    },
                    Err(end) if end >= data.len() && !last => return Ok(start),
                    Err(end) => return Err(problem(end, reason)),
                }
            }
            b'N' => {
                let close = data[place..].iter().position(|&byte| byte == b'}');
                let (Some(b'{'), Some(close)) = (data.get(place), close) else {
                    if !last && !data[place..].contains(&b'}') {
                        return Ok(start);
                    }
                    return Err(problem(
                        (place + 1).min(data.len()),
                        "malformed \\N character escape",
                    ));
                };
                let end = place + close + 1;
                let name = std::str::from_utf8(&data[place + 1..end - 1]).ok();
                match name.and_then(rustpython_unicode::data::lookup_character) {
                    Some(character) => {
                        place = end;
                        character
                    }
                    None => return Err(problem(end, "unknown Unicode character name")),
                }
            }
            _ => {
                // An unknown escape stays as it is (with a warning at compile time, not here).
                out.push_char('\\');
                char::from(letter)
            }
        };
        out.push_char(simple);
    }
    Ok(place)
}

pub fn decode_raw(
    data: &[u8],
    from: usize,
    last: bool,
    out: &mut Wtf8Buf,
) -> Result<usize, Problem> {
    let mut place = from;
    while let Some(&byte) = data.get(place) {
        let width = match (byte, data.get(place + 1)) {
            (b'\\', Some(b'u')) => 4,
            (b'\\', Some(b'U')) => 8,
            (b'\\', None) if !last => return Ok(place),
            (b'\\', Some(b'\\')) => {
                out.push_str("\\\\");
                place += 2;
                continue;
            }
            _ => {
                out.push_char(char::from(byte));
                place += 1;
                continue;
            }
        };
        let (end, reason) = match hexadecimal(data, place + 2, width) {
            Ok(value) => match CodePoint::from_u32(value) {
                Some(point) => {
                    out.push(point);
                    place += 2 + width;
                    continue;
                }
                None => (place + 2 + width, "\\Uxxxxxxxx out of range"),
            },
            Err(end) if end >= data.len() && !last => return Ok(place),
            Err(end) if width == 4 => (end, "truncated \\uXXXX escape"),
            Err(end) => (end, "truncated \\UXXXXXXXX escape"),
        };
        return Err(Problem {
            start: place,
            end,
            reason,
        });
    }
    Ok(place)
}
