//! Encodings that are a table from bytes to characters, as the modules of `encodings` bring them.

use rustpython_wtf8::{CodePoint, Wtf8Buf};

use super::handlers::{self, Replacement};
use super::{Codec, Problem};
use crate::object::Value;
use crate::types::number::{Int, int_of};
use crate::types::str::PyStr;
use crate::vm::{PyResult, Vm};

const UNDEFINED: &str = "character maps to <undefined>";

/// `codecs.charmap_decode`. The table is a `str` by position or a mapping.
pub async fn decode(vm: &Vm, data: &[u8], errors: &str, table: &Value) -> PyResult<Wtf8Buf> {
    let mut out = Wtf8Buf::with_capacity(data.len());
    let mut place = 0;
    while let Some(&byte) = data.get(place) {
        match decoded(vm, table, byte).await? {
            Some(text) => {
                out.push_wtf8(&text);
                place += 1;
            }
            None => {
                let problem = Problem {
                    start: place,
                    end: place + 1,
                    reason: UNDEFINED,
                };
                let answer = handlers::decoding(vm, data, Codec::Charmap, errors, &problem).await?;
                out.push_wtf8(&answer.text);
                place = answer.next;
            }
        }
    }
    Ok(out)
}

async fn decoded(vm: &Vm, table: &Value, byte: u8) -> PyResult<Option<Wtf8Buf>> {
    if table.is_none() {
        return Ok(Some(char::from(byte).to_string().into()));
    }
    if let Some(text) = table.get::<PyStr>() {
        let index = usize::from(byte);
        let point = (index < text.len()).then(|| text.code_point(index));
        return Ok(point
            .filter(|&point| point != '\u{FFFE}')
            .map(Wtf8Buf::from));
    }
    let found = vm.get_item(table, &Value::int(i64::from(byte))).await;
    let Some(value) = vm.catch(found, &vm.types.exceptions.lookup_error)? else {
        return Ok(None);
    };
    if let Some(text) = value.get::<PyStr>() {
        let undefined = text.bytes() == "\u{FFFE}".as_bytes();
        return Ok((!undefined).then(|| text.as_wtf8().to_owned()));
    }
    match int_of(&value) {
        Some(Int::Small(0xFFFE)) => Ok(None),
        Some(Int::Small(point)) => match u32::try_from(point).ok().and_then(CodePoint::from_u32) {
            Some(point) => Ok(Some(Wtf8Buf::from(point))),
            None => Err(vm.type_error("character mapping must be in range(0x110000)")),
        },
        _ if value.is_none() => Ok(None),
        _ => Err(vm.type_error("character mapping must return integer, None or str")),
    }
}

/// `codecs.charmap_encode`. The table maps code points to integers, bytes or `None`.
pub async fn encode(vm: &Vm, text: &Value, errors: &str, table: &Value) -> PyResult<Vec<u8>> {
    let points: Vec<u32> = text
        .get::<PyStr>()
        .map(|text| text.as_wtf8().code_points().map(|p| p.to_u32()).collect())
        .unwrap_or_default();
    let mut out = Vec::with_capacity(points.len());
    let mut place = 0;
    while let Some(&point) = points.get(place) {
        if let Some(bytes) = encoded(vm, table, point).await? {
            out.extend_from_slice(&bytes);
            place += 1;
            continue;
        }
        let mut end = place + 1;
        while let Some(&next) = points.get(end)
            && encoded(vm, table, next).await?.is_none()
        {
            end += 1;
        }
        let problem = Problem {
            start: place,
            end,
            reason: UNDEFINED,
        };
        let (replacement, next) =
            handlers::encoding(vm, text, &points, Codec::Charmap, errors, &problem).await?;
        match replacement {
            Replacement::Bytes(bytes) => out.extend_from_slice(&bytes),
            Replacement::Text(replacement) => {
                for point in replacement.code_points() {
                    match encoded(vm, table, point.to_u32()).await? {
                        Some(bytes) => out.extend_from_slice(&bytes),
                        None => {
                            return Err(handlers::encode_error(vm, text, "charmap", &problem));
                        }
                    }
                }
            }
        }
        place = next;
    }
    Ok(out)
}

async fn encoded(vm: &Vm, table: &Value, point: u32) -> PyResult<Option<Vec<u8>>> {
    if table.is_none() {
        return Ok(u8::try_from(point).ok().map(|byte| vec![byte]));
    }
    let found = vm.get_item(table, &Value::int(i64::from(point))).await;
    let Some(value) = vm.catch(found, &vm.types.exceptions.lookup_error)? else {
        return Ok(None);
    };
    if value.is_none() {
        return Ok(None);
    }
    if let Some(Int::Small(byte)) = int_of(&value) {
        return match u8::try_from(byte) {
            Ok(byte) => Ok(Some(vec![byte])),
            Err(_) => Err(vm.type_error("character mapping must be in range(256)")),
        };
    }
    match crate::types::buffer::snapshot(vm, &value) {
        Some(bytes) => Ok(Some(bytes)),
        None => Err(vm.type_error(format!(
            "character mapping must return integer, bytes or None, not {}",
            vm.class_name(&value)
        ))),
    }
}
