//! `_codecs.escape_encode` and `escape_decode`: bytes as the inside of a bytes literal.

use crate::object::Value;
use crate::types::buffer;
use crate::types::bytes::PyBytes;
use crate::types::native::Args;
use crate::types::str::PyStr;
use crate::vm::{NativeResult, PyResult, Vm};

pub fn encode(vm: &Vm, args: Args<'_>) -> NativeResult {
    let Some(data) = args.get(0).get::<PyBytes>().map(PyBytes::data) else {
        return Err(vm.type_error(format!(
            "escape_encode() argument 1 must be bytes, not {}",
            crate::types::arguments::type_word(vm, args.get(0))
        )));
    };
    vm.check_memory(data.len() as u64 * 4)?;
    let mut out = Vec::with_capacity(data.len());
    for &byte in data {
        match byte {
            b'\t' => out.extend_from_slice(b"\\t"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\'' | b'\\' => out.extend([b'\\', byte]),
            b' '..0x7F => out.push(byte),
            _ => out.extend_from_slice(format!("\\x{byte:02x}").as_bytes()),
        }
    }
    let length = Value::int(data.len() as i64);
    Ok(vm.new_tuple(vec![vm.new_bytes(out), length]).into())
}

pub fn decode(vm: &Vm, args: Args<'_>) -> NativeResult {
    let data = match args.get(0).get::<PyStr>() {
        Some(text) => text.bytes().to_vec(),
        None => buffer::argument(vm, args.get(0))?.to_vec(),
    };
    let errors = args
        .opt(1)
        .and_then(|errors| Some(errors.get::<PyStr>()?.lossy().into_owned()))
        .unwrap_or_else(|| "strict".to_owned());
    let vm = vm.clone();
    Vm::future(async move {
        let (out, odd) = unescape(&vm, &data, &errors)?;
        if let Some(odd) = odd {
            let kind = if odd.len() > 1 {
                "octal escape"
            } else {
                "escape"
            };
            let message = format!(
                "b\"\\{odd}\" is an invalid {kind} sequence. Such sequences will not work in the future. "
            );
            let category = vm.types.exceptions.deprecation_warning.clone();
            vm.warn(&category, message).await?;
        }
        let length = Value::int(data.len() as i64);
        Ok(vm.new_tuple(vec![vm.new_bytes(out), length]))
    })
}

/// The bytes meant, and the first escape that should not be there.
fn unescape(vm: &Vm, data: &[u8], errors: &str) -> PyResult<(Vec<u8>, Option<String>)> {
    let mut out = Vec::with_capacity(data.len());
    let mut odd = None;
    let mut place = 0;
    while let Some(&byte) = data.get(place) {
        place += 1;
        if byte != b'\\' {
            out.push(byte);
            continue;
        }
        let start = place - 1;
        let Some(&letter) = data.get(place) else {
            return Err(vm.value_error("Trailing \\ in string"));
        };
        place += 1;
        let byte = match letter {
            b'\n' => continue,
            b'\\' | b'\'' | b'"' => letter,
            b'b' => 8,
            b'f' => 12,
            b't' => b'\t',
            b'n' => b'\n',
            b'r' => b'\r',
            b'v' => 11,
            b'a' => 7,
            b'0'..=b'7' => {
                let digits = data[place - 1..].iter().take(3);
                let count = digits
                    .take_while(|digit| (b'0'..=b'7').contains(*digit))
                    .count();
                let digits = &data[place - 1..place - 1 + count];
                place += count - 1;
                let fold = |value: u32, digit: &u8| value << 3 | u32::from(digit - b'0');
                let value = digits.iter().fold(0, fold);
                if value > 0o377 && odd.is_none() {
                    odd = Some(format!("{value:o}"));
                }
                value as u8
            }
            b'x' => {
                let digit = |place: usize| char::from(*data.get(place)?).to_digit(16);
                match (digit(place), digit(place + 1)) {
                    (Some(high), Some(low)) => {
                        place += 2;
                        (high << 4 | low) as u8
                    }
                    (first, _) => {
                        place += usize::from(first.is_some());
                        match errors {
                            "strict" => {
                                return Err(vm.value_error(format!(
                                    "invalid \\x escape at position {start}"
                                )));
                            }
                            "replace" => b'?',
                            "ignore" => continue,
                            _ => {
                                return Err(vm.value_error(format!(
                                    "decoding error; unknown error handling code: {errors}"
                                )));
                            }
                        }
                    }
                }
            }
            _ => {
                odd.get_or_insert_with(|| char::from(letter).to_string());
                out.push(b'\\');
                letter
            }
        };
        out.push(byte);
    }
    Ok((out, odd))
}
