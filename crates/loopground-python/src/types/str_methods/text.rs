//! Places in text: code point indices against byte offsets.

use rustpython_wtf8::{Wtf8, Wtf8Buf};

use crate::object::Value;
use crate::types::native::Args;
use crate::types::str::PyStr;
use crate::vm::Vm;

/// The receiver of a `str` method.
pub fn receiver(args: Args<'_>) -> &PyStr {
    args.get(0).get::<PyStr>().expect("the receiver is a str")
}

/// The byte offset of a code point index (`len()` gives the end).
#[must_use]
pub fn byte_offset(text: &PyStr, index: usize) -> usize {
    if text.is_ascii() {
        return index;
    }
    if index >= text.len() {
        return text.bytes().len();
    }
    let mut left = index;
    for (offset, byte) in text.bytes().iter().enumerate() {
        if byte & 0xC0 != 0x80 {
            if left == 0 {
                return offset;
            }
            left -= 1;
        }
    }
    text.bytes().len()
}

/// The code point index of a byte offset.
#[must_use]
pub fn point_index(text: &PyStr, offset: usize) -> usize {
    if text.is_ascii() {
        offset
    } else {
        count_points(&text.bytes()[..offset])
    }
}

/// How many code points start in these bytes.
#[must_use]
pub fn count_points(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&byte| byte & 0xC0 != 0x80).count()
}

/// A new plain `str` of a part, or the receiver itself when the part is all of it and its class is `str`.
pub fn part(vm: &Vm, whole: &Value, part: &Wtf8) -> Value {
    let length = whole.get::<PyStr>().map_or(0, |text| text.bytes().len());
    if part.len() == length && vm.is_exactly(whole, &vm.types.str) {
        return whole.clone();
    }
    vm.new_wtf8(part.to_owned())
}

/// A new plain `str`.
pub fn make(vm: &Vm, text: impl Into<Wtf8Buf>) -> Value {
    vm.new_wtf8(text.into())
}
