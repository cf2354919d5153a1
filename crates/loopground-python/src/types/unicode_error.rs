//! What errors of encoding and decoding say.

use super::bytes::PyBytes;
use super::exception_methods::this;
use super::str::PyStr;
use crate::object::Value;
use crate::types::native::Args;
use crate::vm::{NativeResult, PyResult, Vm};

/// The parts of the message; a program may have put anything there.
struct Parts {
    encoding: String,
    reason: String,
    start: i64,
    end: i64,
}

async fn parts(vm: &Vm, value: &Value) -> PyResult<Parts> {
    let field = |name: &str| this(value).field(name);
    let reason = vm
        .str_text(&field("reason").unwrap_or_else(Value::none))
        .await?;
    let encoding = match field("encoding") {
        Some(encoding) => vm.str_text(&encoding).await?,
        None => String::new(),
    };
    let number = |name| field(name).and_then(|v| v.as_small_int()).unwrap_or(0);
    Ok(Parts {
        encoding,
        reason,
        start: number("start"),
        end: number("end"),
    })
}

pub(super) fn decode_str(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, value) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        if this(&value).field("object").is_none() {
            return Ok(vm.types.empty_string.clone());
        }
        let parts = parts(&vm, &value).await?;
        let object = this(&value).field("object");
        // Bytes in the program's hands; our own decoders may have been given another buffer.
        let data = match &object {
            Some(object) if object.get::<PyBytes>().is_some() => object
                .get::<PyBytes>()
                .map_or(&[][..], |bytes| bytes.data()),
            Some(object) if !object.is_none() && object.get::<PyStr>().is_none() => {
                let Parts {
                    encoding,
                    reason,
                    start,
                    end,
                } = &parts;
                let last = end - 1;
                let message = if *start == last {
                    format!("'{encoding}' codec can't decode byte in position {start}: {reason}")
                } else {
                    format!(
                        "'{encoding}' codec can't decode bytes in position {start}-{last}: {reason}"
                    )
                };
                return Ok(vm.new_str(message));
            }
            _ => return Err(vm.type_error("object attribute must be bytes")),
        };
        let Parts {
            encoding, reason, ..
        } = &parts;
        let (start, end) = (parts.start, parts.end);
        let message = match usize::try_from(start).ok().and_then(|at| data.get(at)) {
            Some(byte) if end == start + 1 => format!(
                "'{encoding}' codec can't decode byte 0x{byte:02x} in position {start}: {reason}"
            ),
            _ => format!(
                "'{encoding}' codec can't decode bytes in position {start}-{}: {reason}",
                end - 1
            ),
        };
        Ok(vm.new_str(message))
    })
}

pub(super) fn encode_str(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, value) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        if this(&value).field("object").is_none() {
            return Ok(vm.types.empty_string.clone());
        }
        let translate = vm.is_instance(&value, &vm.types.exceptions.unicode_translate_error);
        let parts = parts(&vm, &value).await?;
        let object = this(&value).field("object");
        let Some(string) = object.as_ref().and_then(Value::get::<PyStr>) else {
            return Err(vm.type_error("object attribute must be unicode"));
        };
        let Parts {
            encoding, reason, ..
        } = &parts;
        let (who, verb) = if translate {
            (String::new(), "translate")
        } else {
            (format!("'{encoding}' codec "), "encode")
        };
        let (start, end) = (parts.start, parts.end);
        let message = if end == start + 1 && start >= 0 && (start as usize) < string.len() {
            let shown = match string.code_point(start as usize).to_u32() {
                point @ 0..=0xFF => format!("\\x{point:02x}"),
                point @ 0x100..=0xFFFF => format!("\\u{point:04x}"),
                point => format!("\\U{point:08x}"),
            };
            format!("{who}can't {verb} character '{shown}' in position {start}: {reason}")
        } else {
            format!(
                "{who}can't {verb} characters in position {start}-{}: {reason}",
                end - 1
            )
        };
        Ok(vm.new_str(message))
    })
}
