//! Bytes-like objects: `bytes`, `bytearray`, and what views them.

use crate::object::Value;
use crate::types::bytes::PyBytes;
use crate::types::str::PyStr;
use crate::vm::{PyResult, Vm};

/// A copy of the bytes of a bytes-like object; `None` for anything else.
#[must_use]
pub fn snapshot(_vm: &Vm, value: &Value) -> Option<Vec<u8>> {
    value.get::<PyBytes>().map(|bytes| bytes.data().to_vec())
}

/// Whether it is `bytes` or `bytearray`.
#[must_use]
pub fn is_bytes(value: &Value) -> bool {
    value.get::<PyBytes>().is_some()
}

/// `repr` of bytes.
#[must_use]
pub fn repr(data: &[u8]) -> String {
    use std::fmt::Write;
    let quote = super::str_methods::escape::quote_for(data);
    let mut out = String::with_capacity(data.len() + 3);
    out.push('b');
    out.push(quote);
    for &byte in data {
        match byte {
            b'\t' => out.push_str("\\t"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\\' => out.push_str("\\\\"),
            0x20..0x7F => {
                if char::from(byte) == quote {
                    out.push('\\');
                }
                out.push(char::from(byte));
            }
            _ => {
                let _ = write!(out, "\\x{byte:02x}");
            }
        }
    }
    out.push(quote);
    out
}

/// The bytes of what `bytes()` accepts beside a count: bytes-like, `__bytes__`, an iterable of integers.
pub async fn from_object(vm: &Vm, value: &Value) -> PyResult<Vec<u8>> {
    if let Some(bytes) = snapshot(vm, value) {
        return Ok(bytes);
    }
    let class = vm.class_of(value).clone();
    if let Some(method) = class.lookup(&vm.names.__bytes__) {
        let result = vm.run_flow(vm.call_special(value, method, vec![])).await?;
        return match result.get::<PyBytes>() {
            Some(bytes) => Ok(bytes.data().to_vec()),
            None => Err(vm.type_error(format!(
                "__bytes__ returned non-bytes (type {})",
                vm.class_name(&result)
            ))),
        };
    }
    let iterable =
        class.lookup(&vm.names.__iter__).is_some() || class.lookup(&vm.names.__getitem__).is_some();
    if value.get::<PyStr>().is_some() || !iterable {
        return Err(vm.type_error(format!("cannot convert '{}' object to bytes", class.name())));
    }
    let iterator = vm.iter(value).await?;
    let mut bytes = Vec::new();
    while let Some(item) = vm.next(&iterator).await? {
        vm.check_growth(bytes.len(), 1)?;
        bytes.push(byte_of(vm, &item).await?);
    }
    Ok(bytes)
}

/// One byte from an integer.
pub async fn byte_of(vm: &Vm, value: &Value) -> PyResult<u8> {
    if let Some(small) = value.as_small_int() {
        return small_byte(vm, small);
    }
    let index = vm.index(value).await?;
    small_byte(vm, num_traits::ToPrimitive::to_i64(&index).unwrap_or(-1))
}

fn small_byte(vm: &Vm, value: i64) -> PyResult<u8> {
    u8::try_from(value).map_err(|_| vm.value_error("bytes must be in range(0, 256)"))
}
