//! The encodings of old mail: uuencode, quoted-printable, and the checksum of binhex.

use crate::types::buffer;
use crate::types::native::Args;
use crate::vm::{NativeResult, Vm};

use super::{ascii, error, flag};
use crate::object::Value;

/// The longest line of quoted-printable text.
const LINE: usize = 76;
/// The most bytes in a line of uuencoded data.
const UU_LINE: usize = 45;

pub fn a2b_uu(vm: &Vm, args: Args<'_>) -> NativeResult {
    let data = ascii(vm, args.get(0))?;
    let Some((&first, mut rest)) = data.split_first() else {
        return Err(error(vm, "Missing length byte"));
    };
    let wanted = usize::from(first.wrapping_sub(b' ') & 0x3F);
    let mut out = Vec::with_capacity(wanted);
    let (mut held, mut bits) = (0_u32, 0);
    while out.len() < wanted {
        let digit = match rest.first() {
            // Spaces at the end of the line may have been lost.
            None | Some(b'\n' | b'\r') => 0,
            Some(&byte @ b' '..=b'`') => u32::from(byte - b' ') & 0x3F,
            Some(_) => return Err(error(vm, "Illegal char")),
        };
        rest = rest.get(1..).unwrap_or_default();
        held = held << 6 | digit;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push((held >> bits) as u8);
            held &= (1 << bits) - 1;
        }
    }
    let padding = |byte: &u8| matches!(byte, b' ' | b'`' | b'\n' | b'\r');
    if !rest.iter().all(padding) {
        return Err(error(vm, "Trailing garbage"));
    }
    Ok(vm.new_bytes(out).into())
}

pub fn b2a_uu(vm: &Vm, args: Args<'_>) -> NativeResult {
    let data = buffer::argument(vm, args.get(0))?;
    let backtick = flag(vm, args.opt(1));
    if data.len() > UU_LINE {
        return Err(error(vm, "At most 45 bytes at once"));
    }
    let shown = |digit: u8| match digit & 0x3F {
        0 if backtick => b'`',
        digit => digit + b' ',
    };
    let mut out = vec![shown(data.len() as u8)];
    for chunk in data.chunks(3) {
        let byte = |place: usize| u32::from(chunk.get(place).copied().unwrap_or(0));
        let word = byte(0) << 16 | byte(1) << 8 | byte(2);
        out.extend([18, 12, 6, 0].map(|shift| shown((word >> shift) as u8 & 0x3F)));
    }
    out.push(b'\n');
    Ok(vm.new_bytes(out).into())
}

pub fn a2b_qp(vm: &Vm, args: Args<'_>) -> NativeResult {
    let data = ascii(vm, args.get(0))?;
    let header = flag(vm, args.opt(1));
    let digit = |place: usize| {
        let byte = *data.get(place)?;
        char::from(byte)
            .to_digit(16)
            .map(|digit| digit as u8)
            .filter(|_| byte.is_ascii())
    };
    let mut out = Vec::with_capacity(data.len());
    let mut place = 0;
    while let Some(&byte) = data.get(place) {
        place += 1;
        if byte == b'_' && header {
            out.push(b' ');
            continue;
        }
        if byte != b'=' {
            out.push(byte);
            continue;
        }
        match data.get(place) {
            None => break,
            // A soft end of the line.
            Some(b'\n' | b'\r') => {
                let end = data[place..].iter().position(|&byte| byte == b'\n');
                place = end.map_or(data.len(), |end| place + end + 1);
            }
            Some(b'=') => {
                out.push(b'=');
                place += 1;
            }
            Some(_) => match (digit(place), digit(place + 1)) {
                (Some(high), Some(low)) => {
                    out.push(high << 4 | low);
                    place += 2;
                }
                _ => out.push(b'='),
            },
        }
    }
    Ok(vm.new_bytes(out).into())
}

fn escape(out: &mut Vec<u8>, byte: u8) {
    out.extend_from_slice(format!("={byte:02X}").as_bytes());
}

pub fn b2a_qp(vm: &Vm, args: Args<'_>) -> NativeResult {
    let data = buffer::argument(vm, args.get(0))?;
    let quote_tabs = flag(vm, args.opt(1));
    let is_text = args.opt(2).is_none() || flag(vm, args.opt(2));
    let header = flag(vm, args.opt(3));
    let first_end = data.iter().position(|&byte| byte == b'\n');
    let crlf = first_end.is_some_and(|end| end > 0 && data[end - 1] == b'\r');
    let soft_end: &[u8] = if crlf { b"=\r\n" } else { b"=\n" };
    let mut out = Vec::with_capacity(data.len() + data.len() / 8);
    let (mut place, mut length) = (0, 0);
    while let Some(&byte) = data.get(place) {
        let next = data.get(place + 1).copied();
        let line_end = matches!(byte, b'\r' | b'\n');
        let blank = matches!(byte, b' ' | b'\t');
        let quoted = match byte {
            127.. | b'=' => true,
            b'_' => header,
            b'.' => length == 0 && matches!(next, None | Some(b'\n' | b'\r' | 0)),
            b'\r' | b'\n' => !is_text,
            b' ' | b'\t' => next.is_none() || quote_tabs,
            _ => byte < b' ',
        };
        if quoted {
            if length + 3 >= LINE {
                out.extend_from_slice(soft_end);
                length = 0;
            }
            escape(&mut out, byte);
            place += 1;
            length += 3;
            continue;
        }
        if is_text && line_end && (byte == b'\n' || next == Some(b'\n')) {
            length = 0;
            // White space at the end of a line would get lost.
            if let Some(&last @ (b' ' | b'\t')) = out.last() {
                out.pop();
                escape(&mut out, last);
            }
            out.extend_from_slice(&soft_end[1..]);
            place += if byte == b'\r' { 2 } else { 1 };
            continue;
        }
        if next.is_some_and(|next| next != b'\n') && length + 1 >= LINE {
            out.extend_from_slice(soft_end);
            length = 0;
        }
        length += 1;
        place += 1;
        out.push(if header && blank && byte == b' ' {
            b'_'
        } else {
            byte
        });
    }
    Ok(vm.new_bytes(out).into())
}

pub fn crc_hqx(vm: &Vm, args: Args<'_>) -> NativeResult {
    let data = buffer::argument(vm, args.get(0))?;
    let mut crc = crate::types::arguments::saturating(args.get(1)) as u16;
    for &byte in data.iter() {
        crc ^= u16::from(byte) << 8;
        for _ in 0..8 {
            let carry = crc & 0x8000 != 0;
            crc <<= 1;
            if carry {
                crc ^= 0x1021;
            }
        }
    }
    Ok(Value::int(i64::from(crc)).into())
}
