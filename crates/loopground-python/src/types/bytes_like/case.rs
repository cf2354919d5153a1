//! `bytes` and `bytearray`: case and classification, of ASCII letters only.

use super::{make, receiver};
use crate::object::Value;
use crate::types::native::Args;
use crate::types::str_methods::case::{capitalize_ascii, swap_ascii, title_ascii};
use crate::vm::{NativeResult, Vm};

fn mapped(vm: &Vm, args: Args<'_>, change: impl FnOnce(&mut [u8])) -> NativeResult {
    let mut data = receiver(args).to_vec();
    change(&mut data);
    Ok(make(vm, args.get(0), data).into())
}

pub fn upper(vm: &Vm, args: Args<'_>) -> NativeResult {
    mapped(vm, args, <[u8]>::make_ascii_uppercase)
}

pub fn lower(vm: &Vm, args: Args<'_>) -> NativeResult {
    mapped(vm, args, <[u8]>::make_ascii_lowercase)
}

pub fn title(vm: &Vm, args: Args<'_>) -> NativeResult {
    mapped(vm, args, title_ascii)
}

pub fn capitalize(vm: &Vm, args: Args<'_>) -> NativeResult {
    mapped(vm, args, capitalize_ascii)
}

pub fn swapcase(vm: &Vm, args: Args<'_>) -> NativeResult {
    mapped(vm, args, swap_ascii)
}

fn all(args: Args<'_>, test: impl Fn(&u8) -> bool) -> NativeResult {
    let data = receiver(args);
    Ok(Value::bool(!data.is_empty() && data.iter().all(test)).into())
}

pub fn isalpha(_vm: &Vm, args: Args<'_>) -> NativeResult {
    all(args, u8::is_ascii_alphabetic)
}

pub fn isalnum(_vm: &Vm, args: Args<'_>) -> NativeResult {
    all(args, u8::is_ascii_alphanumeric)
}

pub fn isascii(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::bool(receiver(args).is_ascii()).into())
}

pub fn isdigit(_vm: &Vm, args: Args<'_>) -> NativeResult {
    all(args, u8::is_ascii_digit)
}

pub fn isspace(_vm: &Vm, args: Args<'_>) -> NativeResult {
    all(args, |&byte| super::trim::is_blank(byte))
}

pub fn islower(_vm: &Vm, args: Args<'_>) -> NativeResult {
    let data = receiver(args);
    let found = data.iter().any(u8::is_ascii_lowercase);
    Ok(Value::bool(found && !data.iter().any(u8::is_ascii_uppercase)).into())
}

pub fn isupper(_vm: &Vm, args: Args<'_>) -> NativeResult {
    let data = receiver(args);
    let found = data.iter().any(u8::is_ascii_uppercase);
    Ok(Value::bool(found && !data.iter().any(u8::is_ascii_lowercase)).into())
}

pub fn istitle(_vm: &Vm, args: Args<'_>) -> NativeResult {
    let (mut inside, mut found) = (false, false);
    for byte in receiver(args).iter() {
        let fits = match byte {
            b'A'..=b'Z' => !inside,
            b'a'..=b'z' => inside,
            _ => {
                inside = false;
                continue;
            }
        };
        if !fits {
            return Ok(Value::bool(false).into());
        }
        (inside, found) = (true, true);
    }
    Ok(Value::bool(found).into())
}
