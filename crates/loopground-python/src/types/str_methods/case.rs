//! `str`: case mappings.

use rustpython_unicode::case;
use rustpython_wtf8::{Wtf8, Wtf8Buf};

use super::text::receiver;
use crate::types::native::Args;
use crate::vm::{NativeResult, Vm};

/// ASCII text by bytes, other text by the full mappings.
fn mapped(
    vm: &Vm,
    args: Args<'_>,
    ascii: impl FnOnce(&mut [u8]),
    full: impl FnOnce(&Wtf8) -> Wtf8Buf,
) -> NativeResult {
    let text = receiver(args);
    if !text.is_ascii() {
        return Ok(vm.new_wtf8(full(text.as_wtf8())).into());
    }
    let mut bytes = text.bytes().to_vec();
    ascii(&mut bytes);
    let text = String::from_utf8(bytes).expect("ASCII stays ASCII");
    Ok(vm.new_str(text).into())
}

pub fn upper(vm: &Vm, args: Args<'_>) -> NativeResult {
    mapped(vm, args, <[u8]>::make_ascii_uppercase, Wtf8::to_uppercase)
}

pub fn lower(vm: &Vm, args: Args<'_>) -> NativeResult {
    mapped(vm, args, <[u8]>::make_ascii_lowercase, Wtf8::to_lowercase)
}

pub fn casefold(vm: &Vm, args: Args<'_>) -> NativeResult {
    mapped(vm, args, <[u8]>::make_ascii_lowercase, case::casefold_wtf8)
}

pub fn title(vm: &Vm, args: Args<'_>) -> NativeResult {
    mapped(vm, args, title_ascii, case::title_wtf8)
}

/// A letter after something that is no letter becomes upper case, the others lower case.
pub fn title_ascii(bytes: &mut [u8]) {
    let mut inside = false;
    for byte in bytes {
        *byte = if inside {
            byte.to_ascii_lowercase()
        } else {
            byte.to_ascii_uppercase()
        };
        inside = byte.is_ascii_alphabetic();
    }
}

pub fn capitalize(vm: &Vm, args: Args<'_>) -> NativeResult {
    mapped(vm, args, capitalize_ascii, case::capitalize_wtf8)
}

pub fn capitalize_ascii(bytes: &mut [u8]) {
    bytes.make_ascii_lowercase();
    if let Some(first) = bytes.first_mut() {
        first.make_ascii_uppercase();
    }
}

pub fn swapcase(vm: &Vm, args: Args<'_>) -> NativeResult {
    mapped(vm, args, swap_ascii, case::swapcase_wtf8)
}

pub fn swap_ascii(bytes: &mut [u8]) {
    for byte in bytes {
        if byte.is_ascii_alphabetic() {
            *byte ^= 0x20;
        }
    }
}
