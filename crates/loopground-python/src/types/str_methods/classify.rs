//! `str`: the questions about what a text is made of.

use rustpython_unicode::{case, classify, identifier};

use super::text::receiver;
use crate::object::Value;
use crate::types::native::Args;
use crate::types::str::PyStr;
use crate::vm::{NativeResult, Vm};

/// Whether the text is not empty and every character passes; a lone surrogate never does.
fn all(args: Args<'_>, ascii: impl Fn(&u8) -> bool, test: impl Fn(char) -> bool) -> NativeResult {
    let text = receiver(args);
    let passes = !text.is_empty()
        && if text.is_ascii() {
            text.bytes().iter().all(ascii)
        } else {
            let mut points = text.as_wtf8().code_points();
            points.all(|point| point.to_char().is_some_and(&test))
        };
    Ok(Value::bool(passes).into())
}

pub fn isalpha(_vm: &Vm, args: Args<'_>) -> NativeResult {
    all(args, u8::is_ascii_alphabetic, classify::is_alpha)
}

pub fn isalnum(_vm: &Vm, args: Args<'_>) -> NativeResult {
    all(args, u8::is_ascii_alphanumeric, |character| {
        classify::is_alpha(character) || classify::is_numeric(character)
    })
}

pub fn isascii(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::bool(receiver(args).is_ascii()).into())
}

pub fn isdecimal(_vm: &Vm, args: Args<'_>) -> NativeResult {
    all(args, u8::is_ascii_digit, classify::is_decimal)
}

pub fn isdigit(_vm: &Vm, args: Args<'_>) -> NativeResult {
    all(args, u8::is_ascii_digit, classify::is_digit)
}

pub fn isnumeric(_vm: &Vm, args: Args<'_>) -> NativeResult {
    all(args, u8::is_ascii_digit, classify::is_numeric)
}

pub fn isspace(_vm: &Vm, args: Args<'_>) -> NativeResult {
    all(
        args,
        |byte| matches!(byte, 0x09..=0x0D | 0x1C..=0x20),
        classify::is_space,
    )
}

/// Whether there is a character of the wanted case and none of the unwanted.
fn only_case(
    args: Args<'_>,
    wanted: impl Fn(char) -> bool,
    unwanted: impl Fn(char) -> bool,
) -> NativeResult {
    let mut found = false;
    for point in receiver(args).as_wtf8().code_points() {
        let Some(character) = point.to_char() else {
            continue;
        };
        if unwanted(character) {
            return Ok(Value::bool(false).into());
        }
        found = found || wanted(character);
    }
    Ok(Value::bool(found).into())
}

pub fn islower(_vm: &Vm, args: Args<'_>) -> NativeResult {
    only_case(args, is_lower, |character| {
        is_upper(character) || case::is_titlecase(character)
    })
}

pub fn isupper(_vm: &Vm, args: Args<'_>) -> NativeResult {
    only_case(args, is_upper, |character| {
        is_lower(character) || case::is_titlecase(character)
    })
}

fn is_lower(character: char) -> bool {
    if character.is_ascii() {
        character.is_ascii_lowercase()
    } else {
        case::is_lowercase(character)
    }
}

fn is_upper(character: char) -> bool {
    if character.is_ascii() {
        character.is_ascii_uppercase()
    } else {
        case::is_uppercase(character)
    }
}

pub fn istitle(_vm: &Vm, args: Args<'_>) -> NativeResult {
    let (mut inside, mut found) = (false, false);
    for point in receiver(args).as_wtf8().code_points() {
        let Some(character) = point.to_char() else {
            inside = false;
            continue;
        };
        if is_upper(character) || case::is_titlecase(character) {
            if inside {
                return Ok(Value::bool(false).into());
            }
            (inside, found) = (true, true);
        } else if is_lower(character) {
            if !inside {
                return Ok(Value::bool(false).into());
            }
            (inside, found) = (true, true);
        } else {
            inside = false;
        }
    }
    Ok(Value::bool(found).into())
}

pub fn isidentifier(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::bool(is_identifier(receiver(args))).into())
}

/// Whether the text could be a name in source code (a keyword could).
#[must_use]
pub fn is_identifier(text: &PyStr) -> bool {
    let Some(text) = text.as_str() else {
        return false;
    };
    let mut characters = text.chars();
    characters.next().is_some_and(identifier::is_start) && characters.all(identifier::is_continue)
}

pub fn isprintable(_vm: &Vm, args: Args<'_>) -> NativeResult {
    let printable = receiver(args).as_wtf8().code_points().all(|point| {
        point.to_char().is_some_and(|character| match character {
            ' '..='~' => true,
            character => classify::is_printable(character),
        })
    });
    Ok(Value::bool(printable).into())
}
