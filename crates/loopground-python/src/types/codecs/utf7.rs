//! UTF-7 (RFC 2152): ASCII, with runs of everything else in base64 of UTF-16 between `+` and `-`.

use rustpython_wtf8::{CodePoint, Wtf8Buf};

use super::Problem;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn digit(byte: u8) -> Option<u32> {
    let place = ALPHABET.iter().position(|&own| own == byte)?;
    Some(place as u32)
}

/// Whether a character is written as itself.
fn direct(point: u32) -> bool {
    match u8::try_from(point) {
        Ok(b'\t' | b'\n' | b'\r') => true,
        Ok(b'+' | b'\\' | b'~') => false,
        Ok(byte) => (b' '..0x7F).contains(&byte),
        Err(_) => false,
    }
}

/// Bits that wait for the rest of their digit.
#[derive(Default)]
struct Bits {
    held: u32,
    count: u32,
}

impl Bits {
    fn add(&mut self, unit: u16, out: &mut Vec<u8>) {
        self.held = self.held << 16 | u32::from(unit);
        self.count += 16;
        while self.count >= 6 {
            self.count -= 6;
            out.push(ALPHABET[(self.held >> self.count & 63) as usize]);
        }
        self.held &= (1 << self.count) - 1;
    }

    fn finish(&mut self, out: &mut Vec<u8>) {
        if self.count > 0 {
            out.push(ALPHABET[(self.held << (6 - self.count) & 63) as usize]);
        }
        *self = Self::default();
    }
}

pub fn encode(points: &[u32], out: &mut Vec<u8>) {
    let mut bits = Bits::default();
    let mut shifted = false;
    for &point in points {
        if direct(point) {
            if shifted {
                bits.finish(out);
                shifted = false;
                if point == u32::from(b'-') || digit(point as u8).is_some() {
                    out.push(b'-');
                }
            }
            out.push(point as u8);
            continue;
        }
        if !shifted {
            if point == u32::from(b'+') {
                out.extend_from_slice(b"+-");
                continue;
            }
            out.push(b'+');
            shifted = true;
        }
        match point.checked_sub(0x1_0000) {
            Some(above) => {
                bits.add(0xD800 | (above >> 10) as u16, out);
                bits.add(0xDC00 | (above & 0x3FF) as u16, out);
            }
            None => bits.add(point as u16, out),
        }
    }
    if shifted {
        bits.finish(out);
        out.push(b'-');
    }
}

fn push(out: &mut Wtf8Buf, point: u32) {
    out.extend(CodePoint::from_u32(point));
}

/// Decodes from a place outside of base64. Not `last`: a run that is not closed is left, with what it gave so far.
pub fn decode(data: &[u8], from: usize, last: bool, out: &mut Wtf8Buf) -> Result<usize, Problem> {
    let mut place = from;
    while let Some(&byte) = data.get(place) {
        let start = place;
        place += 1;
        if byte >= 0x80 {
            return Err(Problem {
                start,
                end: place,
                reason: "unexpected special character",
            });
        }
        if byte != b'+' {
            out.push_char(char::from(byte));
            continue;
        }
        match data.get(place) {
            Some(b'-') => {
                place += 1;
                out.push_char('+');
            }
            Some(&next) if digit(next).is_none() => {
                return Err(Problem {
                    start,
                    end: place + 1,
                    reason: "ill-formed sequence",
                });
            }
            _ => {
                let mut run = Wtf8Buf::new();
                let after = decode_run(data, start, &mut run, last);
                match after {
                    Ok(Some(after)) => {
                        out.push_wtf8(&run);
                        place = after;
                    }
                    Ok(None) if last => {
                        out.push_wtf8(&run);
                        return Ok(data.len());
                    }
                    // What the unfinished run gave is given again with its end.
                    Ok(None) => return Ok(start),
                    Err(problem) => {
                        out.push_wtf8(&run);
                        return Err(problem);
                    }
                }
            }
        }
    }
    Ok(data.len())
}

/// One run of base64 behind the `+` at `start`: where to go on, or `None` when the data ends in it.
fn decode_run(
    data: &[u8],
    start: usize,
    out: &mut Wtf8Buf,
    last: bool,
) -> Result<Option<usize>, Problem> {
    let (mut held, mut count, mut surrogate) = (0_u32, 0_u32, None);
    let mut place = start + 1;
    while let Some(&byte) = data.get(place) {
        let Some(digit) = digit(byte) else {
            let reason = match (count, held) {
                (6.., _) => Some("partial character in base64 sequence"),
                (1.., 1..) => Some("non-zero padding bits in base64 sequence"),
                _ => None,
            };
            if let Some(reason) = reason {
                let end = place + 1;
                return Err(Problem { start, end, reason });
            }
            if let Some(alone) = surrogate.filter(|_| byte < 0x80 && byte != b'+') {
                push(out, alone);
            }
            return Ok(Some(place + usize::from(byte == b'-')));
        };
        place += 1;
        held = held << 6 | digit;
        count += 6;
        if count < 16 {
            continue;
        }
        count -= 16;
        let unit = held >> count;
        held &= (1 << count) - 1;
        match (surrogate.take(), unit) {
            (Some(high), 0xDC00..=0xDFFF) => {
                push(out, 0x1_0000 + ((high & 0x3FF) << 10 | (unit & 0x3FF)));
                continue;
            }
            (Some(alone), _) => push(out, alone),
            (None, _) => {}
        }
        if (0xD800..0xDC00).contains(&unit) {
            surrogate = Some(unit);
        } else {
            push(out, unit);
        }
    }
    if last && (surrogate.is_some() || count >= 6 || (count > 0 && held != 0)) {
        return Err(Problem {
            start,
            end: data.len(),
            reason: "unterminated shift sequence",
        });
    }
    Ok(None)
}
