//! Error handlers of codecs: `strict`, `ignore`, `replace`, … and those a program registers.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt::Write;

use rustpython_wtf8::{CodePoint, Wtf8Buf};

use super::{Codec, Problem};
use crate::object::Value;
use crate::types::number::{Int, int_of};
use crate::types::str::PyStr;
use crate::types::tuple::PyTuple;
use crate::vm::{PyResult, Raised, Vm};

/// Handlers of `codecs.register_error`.
#[derive(Default)]
pub struct Registered(pub RefCell<HashMap<String, Value>>);

/// What stands for the part that cannot be encoded.
pub enum Replacement {
    Bytes(Vec<u8>),
    /// To be encoded itself.
    Text(Wtf8Buf),
}

/// What stands for the part that cannot be decoded, and where to go on.
pub struct Decoded {
    pub text: Wtf8Buf,
    pub next: usize,
    /// A handler may give other data to go on with.
    pub data: Option<Vec<u8>>,
}

/// `UnicodeEncodeError`.
#[must_use]
pub fn encode_error(vm: &Vm, text: &Value, codec: &str, problem: &Problem) -> Raised {
    vm.raise_with(
        &vm.types.exceptions.unicode_encode_error,
        vec![
            vm.new_str(codec),
            text.clone(),
            Value::int(problem.start as i64),
            Value::int(problem.end as i64),
            vm.new_str(problem.reason),
        ],
    )
}

/// `UnicodeDecodeError`.
#[must_use]
pub fn decode_error(vm: &Vm, data: &[u8], codec: &str, problem: &Problem) -> Raised {
    vm.raise_with(
        &vm.types.exceptions.unicode_decode_error,
        vec![
            vm.new_str(codec),
            vm.new_bytes(data.to_vec()),
            Value::int(problem.start as i64),
            Value::int(problem.end as i64),
            vm.new_str(problem.reason),
        ],
    )
}

#[cold]
fn unknown_handler(vm: &Vm, name: &str) -> Raised {
    vm.lookup_error(format!("unknown error handler name '{name}'"))
}

/// The `\x..`, `\u....` or `\U........` of a code point.
pub fn backslash(out: &mut String, point: u32) {
    crate::types::str_methods::escape::numeric(out, point);
}

/// The `\N{…}` of a code point, or the shortest numeric escape when it has no name.
pub fn by_name(out: &mut String, point: u32) {
    match char::from_u32(point).and_then(rustpython_unicode::data::character_name) {
        Some(name) => {
            let _ = write!(out, "\\N{{{name}}}");
        }
        None => backslash(out, point),
    }
}

/// What the handler puts in place of a part of text, and where encoding goes on.
pub async fn encoding(
    vm: &Vm,
    text: &Value,
    points: &[u32],
    codec: Codec,
    errors: &str,
    problem: &Problem,
) -> PyResult<(Replacement, usize)> {
    let error = || encode_error(vm, text, codec.name(), problem);
    let bad = &points[problem.start..problem.end];
    let mut out = String::new();
    match errors {
        "strict" => return Err(error()),
        "ignore" => {}
        "replace" => out = "?".repeat(bad.len()),
        "xmlcharrefreplace" => bad.iter().for_each(|point| {
            let _ = write!(out, "&#{point};");
        }),
        "backslashreplace" => bad.iter().for_each(|&point| backslash(&mut out, point)),
        "namereplace" => bad.iter().for_each(|&point| by_name(&mut out, point)),
        "surrogateescape" => {
            let escaped = |point: &u32| (0xDC80..=0xDCFF).contains(point);
            let count = bad.iter().take_while(|point| escaped(point)).count();
            if count == 0 {
                return Err(error());
            }
            let bytes = bad[..count].iter().map(|point| (point - 0xDC00) as u8);
            return Ok((Replacement::Bytes(bytes.collect()), problem.start + count));
        }
        "surrogatepass" => {
            let Some(bytes) = surrogates_as_bytes(bad, codec) else {
                return Err(error());
            };
            return Ok((Replacement::Bytes(bytes), problem.end));
        }
        name => {
            let (replacement, next) = call(vm, name, error(), points.len(), true).await?;
            if let Some(text) = replacement.get::<PyStr>() {
                return Ok((Replacement::Text(text.as_wtf8().to_owned()), next));
            }
            let bytes = crate::types::buffer::snapshot(vm, &replacement).unwrap_or_default();
            return Ok((Replacement::Bytes(bytes), next));
        }
    }
    Ok((Replacement::Text(Wtf8Buf::from_string(out)), problem.end))
}

/// What the handler puts in place of undecodable bytes.
pub async fn decoding(
    vm: &Vm,
    data: &[u8],
    codec: Codec,
    errors: &str,
    problem: &Problem,
) -> PyResult<Decoded> {
    let error = || decode_error(vm, data, codec.name(), problem);
    let bad = &data[problem.start..problem.end];
    let mut text = Wtf8Buf::new();
    let mut next = problem.end;
    match errors {
        "strict" => return Err(error()),
        "ignore" => {}
        "replace" => text.push_char('\u{FFFD}'),
        "backslashreplace" => {
            for byte in bad {
                text.push_str(&format!("\\x{byte:02x}"));
            }
        }
        "surrogateescape" => {
            let count = bad.iter().take_while(|&&byte| byte >= 0x80).count();
            if count == 0 {
                return Err(error());
            }
            for &byte in &bad[..count] {
                text.push(CodePoint::from(0xDC00 + u16::from(byte)));
            }
            next = problem.start + count;
        }
        "surrogatepass" => {
            let Some((point, width)) = surrogate_at(data, problem.start, codec) else {
                return Err(error());
            };
            text.push(point);
            next = problem.start + width;
        }
        name => {
            let raised = error();
            let exception = raised.value();
            let (replacement, place) = call(vm, name, raised, data.len(), false).await?;
            let Some(replacement) = replacement.get::<PyStr>() else {
                return Err(vm.type_error("decoding error handler must return (str, int) tuple"));
            };
            // The handler may have put other bytes into the exception.
            let object = vm.intern("object");
            let object = vm.get_attribute_opt(&exception, &object).await?;
            let changed = object
                .filter(crate::types::buffer::is_bytes)
                .and_then(|object| crate::types::buffer::snapshot(vm, &object));
            let Some(changed) = changed else {
                return Err(vm.type_error("object attribute must be bytes"));
            };
            if place > changed.len() {
                return Err(
                    vm.index_error(format!("position {place} from error handler out of bounds"))
                );
            }
            let changed = Some(changed).filter(|changed| changed != data);
            return Ok(Decoded {
                text: replacement.as_wtf8().to_owned(),
                next: place,
                data: changed,
            });
        }
    }
    Ok(Decoded {
        text,
        next,
        data: None,
    })
}

/// Surrogates as an encoding of Unicode would write them; `None` for other characters and other encodings.
#[must_use]
pub fn surrogates_as_bytes(points: &[u32], codec: Codec) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    for &point in points {
        if !(0xD800..=0xDFFF).contains(&point) {
            return None;
        }
        match codec {
            Codec::Utf8 | Codec::Utf8Sig => {
                let point = CodePoint::from_u32(point)?;
                bytes.extend_from_slice(point.encode_wtf8(&mut [0; 4]).as_bytes());
            }
            Codec::Utf16(super::Order::Big) => {
                bytes.extend_from_slice(&(point as u16).to_be_bytes());
            }
            Codec::Utf16(_) => bytes.extend_from_slice(&(point as u16).to_le_bytes()),
            Codec::Utf32(super::Order::Big) => bytes.extend_from_slice(&point.to_be_bytes()),
            Codec::Utf32(_) => bytes.extend_from_slice(&point.to_le_bytes()),
            _ => return None,
        }
    }
    Some(bytes)
}

/// The surrogate encoded at a place, and how many bytes it takes.
#[must_use]
pub fn surrogate_at(data: &[u8], place: usize, codec: Codec) -> Option<(CodePoint, usize)> {
    let rest = &data[place..];
    let (point, width) = match (codec, rest) {
        (Codec::Utf8 | Codec::Utf8Sig, [0xED, second @ 0xA0..=0xBF, third @ 0x80..=0xBF, ..]) => (
            0xD000 | u32::from(second & 0x3F) << 6 | u32::from(third & 0x3F),
            3,
        ),
        (Codec::Utf16(super::Order::Big), [high, low, ..]) => {
            (u32::from(u16::from_be_bytes([*high, *low])), 2)
        }
        (Codec::Utf16(_), [low, high, ..]) => (u32::from(u16::from_le_bytes([*low, *high])), 2),
        (Codec::Utf32(super::Order::Big), [a, b, c, d, ..]) => {
            (u32::from_be_bytes([*a, *b, *c, *d]), 4)
        }
        (Codec::Utf32(_), [a, b, c, d, ..]) => (u32::from_le_bytes([*a, *b, *c, *d]), 4),
        _ => return None,
    };
    (0xD800..=0xDFFF)
        .contains(&point)
        .then(|| Some((CodePoint::from_u32(point)?, width)))?
}

/// Calls a registered handler: its replacement, and the place to go on at.
async fn call(
    vm: &Vm,
    name: &str,
    raised: Raised,
    length: usize,
    encoding: bool,
) -> PyResult<(Value, usize)> {
    let handler = vm.extension::<Registered>().0.borrow().get(name).cloned();
    let Some(handler) = handler else {
        return Err(unknown_handler(vm, name));
    };
    let result = vm.call(&handler, [raised.value()]).await?;
    let wrong = || {
        vm.type_error(if encoding {
            "encoding error handler must return (str/bytes, int) tuple"
        } else {
            "decoding error handler must return (str, int) tuple"
        })
    };
    let Some(pair) = result.get::<PyTuple>() else {
        return Err(wrong());
    };
    let [replacement, place] = pair.items() else {
        return Err(wrong());
    };
    let Some(Int::Small(place)) = int_of(place) else {
        return Err(wrong());
    };
    let index = if place < 0 {
        place + length as i64
    } else {
        place
    };
    if index < 0 || index > length as i64 {
        return Err(vm.index_error(format!("position {place} from error handler out of bounds")));
    }
    Ok((replacement.clone(), index as usize))
}
