//! `float`: decimal and hexadecimal text.

use crate::types::native::Args;
use crate::types::number::float_of;
use crate::types::str::PyStr;
use crate::vm::{NativeResult, Vm};

/// More digits than this after the point are all zero.
const MOST_FRACTION: usize = 1100;
/// More significant digits than this are all zero.
const MOST_SIGNIFICANT: usize = 800;

/// `repr(value)`: the shortest decimal that reads back as the same float.
#[must_use]
pub fn shortest(value: f64) -> String {
    if !value.is_finite() {
        return word(value).to_owned();
    }
    let scientific = format!("{value:e}");
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..16).contains(&exponent) {
        let mut text = format!("{value}");
        if !text.contains('.') {
            text.push_str(".0");
        }
        return text;
    }
    format!("{mantissa}{}", exponent_part(exponent, 'e'))
}

/// `nan`, `inf` or `-inf`.
#[must_use]
pub fn word(value: f64) -> &'static str {
    if value.is_nan() {
        "nan"
    } else if value > 0.0 {
        "inf"
    } else {
        "-inf"
    }
}

fn exponent_part(exponent: i32, letter: char) -> String {
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{letter}{sign}{:02}", exponent.unsigned_abs())
}

/// `%.nf` of a finite magnitude.
#[must_use]
pub fn fixed(magnitude: f64, precision: usize, alternate: bool) -> String {
    let mut text = format!("{magnitude:.*}", precision.min(MOST_FRACTION));
    text.extend(std::iter::repeat_n(
        '0',
        precision.saturating_sub(MOST_FRACTION),
    ));
    if precision == 0 && alternate {
        text.push('.');
    }
    text
}

/// Significant digits (one before the point) and exponent of a finite magnitude.
fn scientific(magnitude: f64, fraction: usize) -> (String, i32) {
    let text = format!("{magnitude:.*e}", fraction.min(MOST_SIGNIFICANT));
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let mut mantissa = mantissa.to_owned();
    if fraction > MOST_SIGNIFICANT {
        mantissa.extend(std::iter::repeat_n('0', fraction - MOST_SIGNIFICANT));
    }
    (mantissa, exponent.parse().unwrap_or(0))
}

/// `%.ne` of a finite magnitude.
#[must_use]
pub fn exponential(magnitude: f64, precision: usize, alternate: bool, upper: bool) -> String {
    let (mut text, exponent) = scientific(magnitude, precision);
    if precision == 0 && alternate {
        text.push('.');
    }
    text.push_str(&exponent_part(exponent, if upper { 'E' } else { 'e' }));
    text
}

/// `%.ng` of a finite magnitude. With `point_zero` (a format without type) a fraction is always shown.
#[must_use]
pub fn general(
    magnitude: f64,
    precision: usize,
    alternate: bool,
    upper: bool,
    point_zero: bool,
) -> String {
    let precision = precision.max(1);
    let (mantissa, exponent) = scientific(magnitude, precision - 1);
    let most = precision as i64 - i64::from(point_zero);
    if i64::from(exponent) < -4 || i64::from(exponent) >= most {
        let mut text = mantissa;
        if alternate {
            if !text.contains('.') {
                text.push('.');
            }
        } else {
            strip_zeros(&mut text);
        }
        text.push_str(&exponent_part(exponent, if upper { 'E' } else { 'e' }));
        return text;
    }
    let decimals = (precision as i64 - 1 - i64::from(exponent)).max(0) as usize;
    let mut text = fixed(magnitude, decimals, alternate);
    if !alternate {
        strip_zeros(&mut text);
    }
    if point_zero && !text.contains('.') {
        text.push_str(".0");
    }
    text
}

fn strip_zeros(text: &mut String) {
    if text.contains('.') {
        text.truncate(text.trim_end_matches('0').len());
        text.truncate(text.trim_end_matches('.').len());
    }
}

pub fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let value = float_of(args.get(0)).expect("a float");
    Ok(vm.new_str(shortest(value)).into())
}

pub fn format(vm: &Vm, args: Args<'_>) -> NativeResult {
    let Some(spec) = args.get(1).get::<PyStr>() else {
        return Err(crate::types::format_spec::not_text(vm, args.get(1)));
    };
    if spec.is_empty() {
        if args.get(0).as_object().is_some() {
            let (vm, value) = (vm.clone(), args.get(0).clone());
            return Vm::future(async move { vm.str(&value).await });
        }
        return repr(vm, args);
    }
    let value = float_of(args.get(0)).expect("a float");
    let name = vm.class_name(args.get(0));
    let text = crate::types::format_number::float(vm, value, &name, spec)?;
    Ok(text.into())
}

pub fn hex(vm: &Vm, args: Args<'_>) -> NativeResult {
    let value = float_of(args.get(0)).expect("a float");
    Ok(vm.new_str(to_hex(value)).into())
}

/// `float.hex()`.
#[must_use]
pub fn to_hex(value: f64) -> String {
    if !value.is_finite() {
        return word(value).to_owned();
    }
    let sign = if value.is_sign_negative() { "-" } else { "" };
    let bits = value.to_bits();
    let fraction = bits & ((1 << 52) - 1);
    let exponent = (bits >> 52 & 0x7FF) as i32;
    if exponent == 0 && fraction == 0 {
        return format!("{sign}0x0.0p+0");
    }
    let (lead, exponent) = if exponent == 0 {
        (0, -1022)
    } else {
        (1, exponent - 1023)
    };
    format!("{sign}0x{lead}.{fraction:013x}p{exponent:+}")
}
