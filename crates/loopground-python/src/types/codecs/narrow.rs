//! ASCII and Latin-1.

use rustpython_wtf8::Wtf8Buf;

use super::Problem;

/// Code points below `limit` as single bytes.
pub fn encode(points: &[u32], from: usize, out: &mut Vec<u8>, limit: u32) -> Result<(), Problem> {
    for (place, &point) in points.iter().enumerate().skip(from) {
        if point >= limit {
            let run = points[place..].iter().take_while(|&&p| p >= limit).count();
            return Err(Problem {
                start: place,
                end: place + run,
                reason: if limit == 0x80 {
                    "ordinal not in range(128)"
                } else {
                    "ordinal not in range(256)"
                },
            });
        }
        out.push(point as u8);
    }
    Ok(())
}

pub fn decode_ascii(data: &[u8], from: usize, out: &mut Wtf8Buf) -> Result<usize, Problem> {
    let rest = &data[from..];
    let good = rest.iter().take_while(|byte| byte.is_ascii()).count();
    out.push_str(std::str::from_utf8(&rest[..good]).expect("ASCII"));
    if good == rest.len() {
        return Ok(data.len());
    }
    Err(Problem {
        start: from + good,
        end: from + good + 1,
        reason: "ordinal not in range(128)",
    })
}

pub fn decode_latin1(data: &[u8], from: usize, out: &mut Wtf8Buf) -> usize {
    let rest = &data[from..];
    match std::str::from_utf8(rest) {
        Ok(text) if rest.is_ascii() => out.push_str(text),
        _ => rest
            .iter()
            .for_each(|&byte| out.push_char(char::from(byte))),
    }
    data.len()
}
