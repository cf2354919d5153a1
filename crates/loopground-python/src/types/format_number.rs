//! Numbers in the format mini-language.

use rustpython_wtf8::Wtf8;

use super::float_methods::text::{exponential, fixed, general, shortest};
use super::format_spec::{Spec, parse, unknown_code};
use super::int_methods::digits::decimal;
use crate::object::Value;
use crate::types::number::{Int, int_of};
use crate::types::str::PyStr;
use crate::vm::{PyResult, Raised, Vm};

/// `int.__format__` with a specification that is not empty.
pub fn integer(vm: &Vm, value: &Value, spec: &PyStr) -> PyResult {
    let name = vm.class_name(value);
    let int = int_of(value).expect("an int");
    let spec = parse(vm, spec, &name, Some('d'), '>')?;
    let kind = spec.kind.unwrap_or('d');
    match kind {
        'b' | 'c' | 'd' | 'n' | 'o' | 'x' | 'X' => format_integer(vm, int, kind, &spec),
        'e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%' => {
            let float = int
                .to_float()
                .ok_or_else(|| vm.overflow_error("int too large to convert to float"))?;
            format_float(vm, float, kind, &spec)
        }
        _ => Err(unknown_code(vm, kind, &name)),
    }
}

fn format_integer(vm: &Vm, int: Int<'_>, kind: char, spec: &Spec) -> PyResult {
    if spec.precision.is_some() {
        return Err(vm.value_error("Precision not allowed in integer format specifier"));
    }
    if spec.no_negative_zero {
        return Err(
            vm.value_error("Negative zero coercion (z) not allowed in integer format specifier")
        );
    }
    if kind == 'c' {
        return format_character(vm, int, spec);
    }
    let (digits, prefix) = match kind {
        'd' | 'n' => (decimal(vm, int)?, ""),
        'b' => (radix(int, 2), "0b"),
        'o' => (radix(int, 8), "0o"),
        'x' => (radix(int, 16), "0x"),
        _ => (radix(int, 16).to_ascii_uppercase(), "0X"),
    };
    let negative = digits.starts_with('-');
    let digits = digits.trim_start_matches('-');
    let mut lead = sign_text(spec, negative).to_owned();
    if spec.alternate {
        lead.push_str(prefix);
    }
    let group = if prefix.is_empty() { 3 } else { 4 };
    lay_out_number(vm, spec, &lead, digits, "", group)
}

/// Digits in base 2, 8 or 16, with a minus sign.
#[must_use]
pub fn radix(int: Int<'_>, base: u32) -> String {
    match (int, base) {
        (Int::Small(value), 2 | 8 | 16) => {
            let magnitude = value.unsigned_abs();
            let sign = if value < 0 { "-" } else { "" };
            match base {
                2 => format!("{sign}{magnitude:b}"),
                8 => format!("{sign}{magnitude:o}"),
                _ => format!("{sign}{magnitude:x}"),
            }
        }
        _ => int.big().to_str_radix(base),
    }
}

fn format_character(vm: &Vm, int: Int<'_>, spec: &Spec) -> PyResult {
    if spec.sign.is_some() {
        return Err(vm.value_error("Sign not allowed with integer format specifier 'c'"));
    }
    if spec.alternate {
        return Err(
            vm.value_error("Alternate form (#) not allowed with integer format specifier 'c'")
        );
    }
    let Int::Small(value) = int else {
        return Err(vm.overflow_error("Python int too large to convert to C long"));
    };
    let point = u32::try_from(value)
        .ok()
        .and_then(rustpython_wtf8::CodePoint::from_u32)
        .ok_or_else(|| vm.overflow_error("%c arg not in range(0x110000)"))?;
    let text = rustpython_wtf8::Wtf8Buf::from(point);
    spec.lay_out(vm, "", &text, 1)
}

fn sign_text(spec: &Spec, negative: bool) -> &'static str {
    match (negative, spec.sign) {
        (true, _) => "-",
        (false, Some('+')) => "+",
        (false, Some(' ')) => " ",
        _ => "",
    }
}

/// `lead` (sign and prefix), grouped digits and the `tail` (fraction, exponent), in the width.
fn lay_out_number(
    vm: &Vm,
    spec: &Spec,
    lead: &str,
    digits: &str,
    tail: &str,
    group: usize,
) -> PyResult {
    let zeros = spec.align == '=' && spec.fill == '0';
    let Some(separator) = spec.grouping else {
        let number = [digits, tail].concat();
        let length = number.chars().count();
        return spec.lay_out(vm, lead, Wtf8::new(number.as_str()), length);
    };
    let least = if zeros {
        vm.check_memory(spec.width as u64 * 2)?;
        spec.width.saturating_sub(lead.len() + tail.len())
    } else {
        0
    };
    let mut number = grouped(digits, separator, group, least);
    number.push_str(tail);
    let length = number.chars().count();
    spec.lay_out(vm, lead, Wtf8::new(number.as_str()), length)
}

/// Digits in groups from the right, filled with zeros (grouped too) to at least this width.
fn grouped(digits: &str, separator: char, group: usize, least: usize) -> String {
    if digits.is_empty() {
        return String::new();
    }
    let mut reversed = String::with_capacity(digits.len() * 4 / 3 + 4);
    let mut rest = digits.bytes().rev().peekable();
    let mut count = 0;
    while rest.peek().is_some() || reversed.len() < least {
        if count == group {
            reversed.push(separator);
            count = 0;
            // A separator never leads: one more digit follows it.
        }
        reversed.push(rest.next().map_or('0', char::from));
        count += 1;
    }
    reversed.chars().rev().collect()
}

/// `float.__format__` with a specification that is not empty.
pub fn float(vm: &Vm, value: f64, class_name: &str, spec: &PyStr) -> PyResult {
    let spec = parse(vm, spec, class_name, None, '>')?;
    match spec.kind {
        None => format_float(vm, value, '\0', &spec),
        Some(kind @ ('e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n' | '%')) => {
            format_float(vm, value, kind, &spec)
        }
        Some(kind) => Err(unknown_code(vm, kind, class_name)),
    }
}

#[cold]
fn precision_too_big(vm: &Vm) -> Raised {
    vm.value_error("precision too big")
}

/// The precision that CPython takes for a float: some less than a C int holds.
pub(super) const MOST_PRECISE: usize = i32::MAX as usize - 1024;

/// Sign, integer digits and the rest of a float.
pub(super) struct Pieces {
    pub negative: bool,
    pub digits: String,
    pub tail: String,
}

/// The text of a float for a type letter (`\0`: none).
pub(super) fn float_pieces(vm: &Vm, value: f64, kind: char, spec: &Spec) -> PyResult<Pieces> {
    if spec
        .precision
        .is_some_and(|precision| precision > MOST_PRECISE)
    {
        return Err(precision_too_big(vm));
    }
    vm.check_memory(spec.precision.unwrap_or(0) as u64)?;
    let percent = kind == '%';
    let value = if percent { value * 100.0 } else { value };
    let upper = matches!(kind, 'E' | 'F' | 'G');
    let magnitude = value.abs();
    let precision = spec.precision.unwrap_or(6);
    let mut text = if !value.is_finite() {
        let word = if value.is_nan() { "nan" } else { "inf" };
        if upper {
            word.to_ascii_uppercase()
        } else {
            word.to_owned()
        }
    } else {
        match kind {
            'f' | 'F' | '%' => fixed(magnitude, precision, spec.alternate),
            'e' | 'E' => exponential(magnitude, precision, spec.alternate, upper),
            'g' | 'G' | 'n' => general(magnitude, precision, spec.alternate, upper, false),
            _ => match spec.precision {
                Some(precision) => general(magnitude, precision, spec.alternate, false, true),
                None => with_point(shortest(magnitude), spec.alternate),
            },
        }
    };
    if percent {
        text.push('%');
    }
    let mut negative = value.is_sign_negative() && !value.is_nan();
    if spec.no_negative_zero && negative && is_zero(&text) {
        negative = false;
    }
    let end = text
        .find(|character: char| !character.is_ascii_digit())
        .unwrap_or(text.len());
    let mut tail = text.split_off(end);
    if let Some(separator) = spec.fraction_grouping {
        tail = group_fraction(&tail, separator);
    }
    Ok(Pieces {
        negative,
        digits: text,
        tail,
    })
}

/// The alternate form always has a point.
fn with_point(mut text: String, alternate: bool) -> String {
    if alternate && !text.contains('.') {
        let place = text.find('e').unwrap_or(text.len());
        text.insert(place, '.');
    }
    text
}

fn is_zero(text: &str) -> bool {
    let mantissa = text.split(['e', 'E', '%']).next().unwrap_or(text);
    mantissa
        .chars()
        .all(|character| matches!(character, '0' | '.'))
}

/// Separators in the digits after the point, counted from the point.
fn group_fraction(tail: &str, separator: char) -> String {
    let Some(fraction) = tail.strip_prefix('.') else {
        return tail.to_owned();
    };
    let mut out = String::from(".");
    let end = fraction
        .find(|character: char| !character.is_ascii_digit())
        .unwrap_or(fraction.len());
    for (place, digit) in fraction[..end].chars().enumerate() {
        if place > 0 && place % 3 == 0 {
            out.push(separator);
        }
        out.push(digit);
    }
    out.push_str(&fraction[end..]);
    out
}

fn format_float(vm: &Vm, value: f64, kind: char, spec: &Spec) -> PyResult {
    let pieces = float_pieces(vm, value, kind, spec)?;
    let lead = sign_text(spec, pieces.negative);
    lay_out_number(vm, spec, lead, &pieces.digits, &pieces.tail, 3)
}

/// `complex.__format__` with a specification that is not empty.
pub fn complex(vm: &Vm, real: f64, imaginary: f64, class_name: &str, spec: &PyStr) -> PyResult {
    let spec = parse(vm, spec, class_name, None, '>')?;
    let kind = match spec.kind {
        None => '\0',
        Some(kind @ ('e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n')) => kind,
        Some(kind) => return Err(unknown_code(vm, kind, class_name)),
    };
    if spec.fill == '0' {
        return Err(vm.value_error("Zero padding is not allowed in complex format specifier"));
    }
    if spec.align == '=' {
        return Err(vm.value_error("'=' alignment flag is not allowed in complex format specifier"));
    }
    let bare = kind == '\0';
    let part = |value: f64, sign: Option<char>| -> PyResult<String> {
        let pieces = complex_part(vm, value, kind, &spec)?;
        let signed = Spec {
            sign,
            ..spec.clone()
        };
        let digits = match spec.grouping {
            Some(separator) => grouped(&pieces.digits, separator, 3, 0),
            None => pieces.digits,
        };
        Ok(format!(
            "{}{digits}{}",
            sign_text(&signed, pieces.negative),
            pieces.tail
        ))
    };
    let hide_real = bare && real == 0.0 && real.is_sign_positive();
    let text = if hide_real {
        format!("{}j", part(imaginary, spec.sign)?)
    } else {
        format!("{}{}j", part(real, spec.sign)?, part(imaginary, Some('+'))?)
    };
    let text = if bare && !hide_real {
        format!("({text})")
    } else {
        text
    };
    let length = text.chars().count();
    spec.lay_out(vm, "", Wtf8::new(text.as_str()), length)
}

/// A part of a complex number: without type letter it has no needless `.0`.
fn complex_part(vm: &Vm, value: f64, kind: char, spec: &Spec) -> PyResult<Pieces> {
    if kind != '\0' {
        return float_pieces(vm, value, kind, spec);
    }
    if spec.precision.is_some() {
        return float_pieces(vm, value, 'g', spec);
    }
    let mut pieces = float_pieces(vm, value, kind, spec)?;
    if pieces.tail == ".0" {
        pieces.tail.truncate(usize::from(spec.alternate));
    }
    Ok(pieces)
}
