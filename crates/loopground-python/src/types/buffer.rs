//! Bytes-like objects: `bytes`, `bytearray`, and `memoryview` over them.

use std::cell::Ref as Borrow;
use std::ops::Deref;

use crate::object::Value;
use crate::types::bytearray::PyByteArray;
use crate::types::bytes::PyBytes;
use crate::types::memoryview::PyMemoryView;
use crate::types::str::PyStr;
use crate::vm::{PyResult, Vm};

/// A look at the bytes of a bytes-like object. Never hold it across an `.await`.
pub enum Data<'a> {
    Fixed(&'a [u8]),
    Array(Borrow<'a, [u8]>),
    Copied(Vec<u8>),
}

impl Deref for Data<'_> {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Fixed(data) => data,
            Self::Array(data) => data,
            Self::Copied(data) => data,
        }
    }
}

/// The bytes of a bytes-like object; `None` for anything else (a released view too).
#[must_use]
pub fn view(value: &Value) -> Option<Data<'_>> {
    if let Some(bytes) = value.get::<PyBytes>() {
        return Some(Data::Fixed(bytes.data()));
    }
    if let Some(array) = value.get::<PyByteArray>() {
        return Some(Data::Array(Borrow::map(array.data.borrow(), Vec::as_slice)));
    }
    if let Some(array) = value.get::<crate::modules::array::PyArray>() {
        return Some(Data::Array(Borrow::map(
            array.data.data.borrow(),
            Vec::as_slice,
        )));
    }
    if let Some(buffer) = value.get::<crate::modules::pickle::buffer::PyPickleBuffer>() {
        let inner = buffer.view.borrow();
        let inner = inner.as_ref()?.get::<PyMemoryView>()?;
        return inner.bytes().map(Data::Copied);
    }
    let view = value.get::<PyMemoryView>()?;
    view.piece().or_else(|| view.bytes().map(Data::Copied))
}

/// A copy of the bytes of a bytes-like object; `None` for anything else.
#[must_use]
pub fn snapshot(_vm: &Vm, value: &Value) -> Option<Vec<u8>> {
    view(value).map(|data| data.to_vec())
}

/// Whether it is `bytes` or `bytearray`.
#[must_use]
pub fn is_bytes(value: &Value) -> bool {
    value.get::<PyBytes>().is_some() || value.get::<PyByteArray>().is_some()
}

/// The bytes of an argument, or "a bytes-like object is required, not …".
pub fn argument<'a>(vm: &Vm, value: &'a Value) -> PyResult<Data<'a>> {
    if let Some(view) = value.get::<PyMemoryView>() {
        view.check_whole(vm)?;
    }
    view(value).ok_or_else(|| {
        vm.type_error(format!(
            "a bytes-like object is required, not '{}'",
            vm.class_name(value)
        ))
    })
}

/// How many bytes can be written into an object in one piece; `None` when it cannot be written to.
#[must_use]
pub fn room(value: &Value) -> Option<usize> {
    if let Some(array) = value.get::<PyByteArray>() {
        return Some(array.data.borrow().len());
    }
    if let Some(array) = value.get::<crate::modules::array::PyArray>() {
        return Some(array.data.data.borrow().len());
    }
    value.get::<PyMemoryView>()?.room()
}

/// Puts bytes into a writable object from byte `start` on, as many as fit. Whether it can be written to.
pub fn write_at(value: &Value, start: usize, data: &[u8]) -> bool {
    fn put(target: &mut [u8], start: usize, data: &[u8]) {
        let start = start.min(target.len());
        let count = data.len().min(target.len() - start);
        target[start..start + count].copy_from_slice(&data[..count]);
    }
    if let Some(array) = value.get::<PyByteArray>() {
        put(&mut array.data.borrow_mut(), start, data);
        return true;
    }
    if let Some(array) = value.get::<crate::modules::array::PyArray>() {
        put(&mut array.data.data.borrow_mut(), start, data);
        return true;
    }
    match value.get::<PyMemoryView>() {
        Some(view) => view.fill_at(start, data),
        None => false,
    }
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
    if let Some(method) = vm.class_of(value).lookup(&vm.names.__bytes__) {
        let result = vm.run_flow(vm.call_special(value, method, vec![])).await?;
        return match result.get::<PyBytes>() {
            Some(bytes) => Ok(bytes.data().to_vec()),
            None => Err(vm.type_error(format!(
                "__bytes__ returned non-bytes (type {})",
                vm.class_name(&result)
            ))),
        };
    }
    from_iterable(vm, value, "bytes").await
}

/// As [`from_object`] without asking for `__bytes__`; `what` is the class in the message.
pub async fn from_iterable(vm: &Vm, value: &Value, what: &str) -> PyResult<Vec<u8>> {
    if let Some(bytes) = snapshot(vm, value) {
        return Ok(bytes);
    }
    let class = vm.class_of(value).clone();
    if let Some(method) = class.lookup(&vm.names.__buffer__)
        && value.get::<PyMemoryView>().is_none()
    {
        let flow = super::memoryview::from_method(vm, value, method)?;
        let view = vm.run_flow(flow).await?;
        return Ok(snapshot(vm, &view).unwrap_or_default());
    }
    let iterable =
        class.lookup(&vm.names.__iter__).is_some() || class.lookup(&vm.names.__getitem__).is_some();
    if value.get::<PyStr>().is_some() || !iterable {
        return Err(vm.type_error(format!(
            "cannot convert '{}' object to {what}",
            class.name()
        )));
    }
    let iterator = vm.iter(value).await?;
    let mut bytes = Vec::new();
    while let Some(item) = vm.next(&iterator).await? {
        vm.check_growth(bytes.len(), 1)?;
        bytes.push(byte_of(vm, &item, what).await?);
    }
    Ok(bytes)
}

/// One byte from an integer; `what` is how the error names the range's owner (`bytes`, `byte`).
pub async fn byte_of(vm: &Vm, value: &Value, what: &str) -> PyResult<u8> {
    let small = match value.as_small_int() {
        Some(small) => small,
        None => num_traits::ToPrimitive::to_i64(&vm.index(value).await?).unwrap_or(-1),
    };
    u8::try_from(small).map_err(|_| {
        let what = if what == "bytes" { "bytes" } else { "byte" };
        vm.value_error(format!("{what} must be in range(0, 256)"))
    })
}
