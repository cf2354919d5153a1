//! UTF-8.

use rustpython_wtf8::{CodePoint, Wtf8Buf};

use super::Problem;

pub fn encode(points: &[u32], from: usize, out: &mut Vec<u8>) -> Result<(), Problem> {
    let surrogate = |point: &u32| (0xD800..=0xDFFF).contains(point);
    for (place, &point) in points.iter().enumerate().skip(from) {
        if surrogate(&point) {
            let run = points[place..].iter().take_while(|p| surrogate(p)).count();
            return Err(Problem {
                start: place,
                end: place + run,
                reason: "surrogates not allowed",
            });
        }
        let point = CodePoint::from_u32(point).expect("a code point");
        out.extend_from_slice(point.encode_wtf8(&mut [0; 4]).as_bytes());
    }
    Ok(())
}

pub fn decode(data: &[u8], from: usize, last: bool, out: &mut Wtf8Buf) -> Result<usize, Problem> {
    let error = match std::str::from_utf8(&data[from..]) {
        Ok(text) => {
            out.push_str(text);
            return Ok(data.len());
        }
        Err(error) => error,
    };
    let start = from + error.valid_up_to();
    out.push_str(std::str::from_utf8(&data[from..start]).expect("checked above"));
    let Some(length) = error.error_len() else {
        if !last {
            return Ok(start);
        }
        return Err(Problem {
            start,
            end: data.len(),
            reason: "unexpected end of data",
        });
    };
    // The first two bytes of a surrogate, which a handler may know what to do with once it is whole.
    if !last && matches!(data[start..], [0xED, 0xA0..=0xBF]) {
        return Ok(start);
    }
    let lead = data[start];
    let reason = if matches!(lead, 0x80..0xC2 | 0xF5..) {
        "invalid start byte"
    } else {
        "invalid continuation byte"
    };
    Err(Problem {
        start,
        end: start + length,
        reason,
    })
}
