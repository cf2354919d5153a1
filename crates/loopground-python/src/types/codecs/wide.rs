//! UTF-16 and UTF-32.

use rustpython_wtf8::{CodePoint, Wtf8Buf};

use super::Problem;

fn is_surrogate(point: u32) -> bool {
    (0xD800..=0xDFFF).contains(&point)
}

fn surrogates(points: &[u32], place: usize) -> Problem {
    let run = points[place..]
        .iter()
        .take_while(|&&point| is_surrogate(point))
        .count();
    Problem {
        start: place,
        end: place + run,
        reason: "surrogates not allowed",
    }
}

pub fn encode_16(points: &[u32], from: usize, out: &mut Vec<u8>, big: bool) -> Result<(), Problem> {
    for (place, &point) in points.iter().enumerate().skip(from) {
        if is_surrogate(point) {
            return Err(surrogates(points, place));
        }
        let character = char::from_u32(point).expect("no surrogate");
        for unit in character.encode_utf16(&mut [0; 2]) {
            let bytes = if big {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            };
            out.extend_from_slice(&bytes);
        }
    }
    Ok(())
}

pub fn encode_32(points: &[u32], from: usize, out: &mut Vec<u8>, big: bool) -> Result<(), Problem> {
    for (place, &point) in points.iter().enumerate().skip(from) {
        if is_surrogate(point) {
            return Err(surrogates(points, place));
        }
        let bytes = if big {
            point.to_be_bytes()
        } else {
            point.to_le_bytes()
        };
        out.extend_from_slice(&bytes);
    }
    Ok(())
}

pub fn decode_16(
    data: &[u8],
    from: usize,
    last: bool,
    out: &mut Wtf8Buf,
    big: bool,
) -> Result<usize, Problem> {
    let unit = |place: usize| -> Option<u16> {
        let bytes = [*data.get(place)?, *data.get(place + 1)?];
        Some(if big {
            u16::from_be_bytes(bytes)
        } else {
            u16::from_le_bytes(bytes)
        })
    };
    let problem = |start: usize, end: usize, reason| Problem { start, end, reason };
    let mut place = from;
    while place < data.len() {
        let Some(first) = unit(place) else {
            if !last {
                break;
            }
            return Err(problem(place, data.len(), "truncated data"));
        };
        match first {
            0xD800..=0xDBFF => match unit(place + 2) {
                Some(second @ 0xDC00..=0xDFFF) => {
                    let point =
                        0x1_0000 + (u32::from(first - 0xD800) << 10 | u32::from(second - 0xDC00));
                    out.push(CodePoint::from_u32(point).expect("a pair is a code point"));
                    place += 4;
                }
                Some(_) => {
                    return Err(problem(place, place + 2, "illegal UTF-16 surrogate"));
                }
                None if !last => break,
                None => {
                    return Err(problem(place, data.len(), "unexpected end of data"));
                }
            },
            0xDC00..=0xDFFF => return Err(problem(place, place + 2, "illegal encoding")),
            _ => {
                out.push(CodePoint::from(first));
                place += 2;
            }
        }
    }
    Ok(place)
}

pub fn decode_32(
    data: &[u8],
    from: usize,
    last: bool,
    out: &mut Wtf8Buf,
    big: bool,
) -> Result<usize, Problem> {
    let mut place = from;
    while place < data.len() {
        let Some(bytes) = data.get(place..place + 4) else {
            if !last {
                break;
            }
            return Err(Problem {
                start: place,
                end: data.len(),
                reason: "truncated data",
            });
        };
        let bytes: [u8; 4] = bytes.try_into().expect("four bytes");
        let point = if big {
            u32::from_be_bytes(bytes)
        } else {
            u32::from_le_bytes(bytes)
        };
        match char::from_u32(point) {
            Some(character) => out.push_char(character),
            None => {
                return Err(Problem {
                    start: place,
                    end: place + 4,
                    reason: if is_surrogate(point) {
                        "code point in surrogate code point range"
                    } else {
                        "code point not in range(0x110000)"
                    },
                });
            }
        }
        place += 4;
    }
    Ok(place)
}
