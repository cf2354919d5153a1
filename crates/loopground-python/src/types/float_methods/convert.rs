//! `float`: conversions to integers, rounding, ratios.

use num_bigint::BigInt;
use num_traits::One;

use crate::object::Value;
use crate::types::arguments::{IndexKind, convert_indices, saturating};
use crate::types::native::Args;
use crate::types::number::{float_of, float_to_int};
use crate::types::str::PyStr;
use crate::vm::mapping::float_hash;
use crate::vm::{NativeResult, PyResult, Vm};

fn own(args: Args<'_>) -> f64 {
    float_of(args.get(0)).expect("a float")
}

/// The plain `float` of an instance of a subclass.
pub fn plain(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::float(own(args)).into())
}

pub fn get_self(_vm: &Vm, value: &Value) -> PyResult {
    Ok(Value::float(float_of(value).expect("a float")))
}

pub fn get_zero(_vm: &Vm, _value: &Value) -> PyResult {
    Ok(Value::float(0.0))
}

pub fn hash(_vm: &Vm, args: Args<'_>) -> NativeResult {
    let value = args.get(0);
    Ok(Value::int(float_hash(own(args), value.identity())).into())
}

pub fn bool(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::bool(own(args) != 0.0).into())
}

pub fn trunc(vm: &Vm, args: Args<'_>) -> NativeResult {
    float_to_int(vm, own(args)).map(Into::into)
}

pub fn floor(vm: &Vm, args: Args<'_>) -> NativeResult {
    float_to_int(vm, own(args).floor()).map(Into::into)
}

pub fn ceil(vm: &Vm, args: Args<'_>) -> NativeResult {
    float_to_int(vm, own(args).ceil()).map(Into::into)
}

pub fn round(vm: &Vm, args: Args<'_>) -> NativeResult {
    let Some(digits) = args.opt(1).filter(|digits| !digits.is_none()) else {
        return float_to_int(vm, own(args).round_ties_even()).map(Into::into);
    };
    if let Some(flow) = convert_indices(vm, args, &[1], IndexKind::Plain, round) {
        return flow;
    }
    let (value, digits) = (own(args), saturating(digits));
    let rounded = round_to(value, digits);
    if rounded.is_infinite() && value.is_finite() {
        return Err(vm.overflow_error("rounded value too large to represent"));
    }
    Ok(Value::float(rounded).into())
}

/// Rounds to so many decimal digits, correctly, ties to even.
#[must_use]
pub fn round_to(value: f64, digits: i64) -> f64 {
    if !value.is_finite() || value == 0.0 || digits > 323 {
        return value;
    }
    if digits < -308 {
        return 0.0_f64.copysign(value);
    }
    if digits >= 0 {
        let text = format!("{value:.*}", digits as usize);
        return text.parse().unwrap_or(value);
    }
    // The digits in front of the place to round at: scientific notation rounds exactly there.
    let magnitude = value.abs();
    let scientific = format!("{magnitude:e}");
    let exponent: i64 = scientific
        .split_once('e')
        .and_then(|(_, exponent)| exponent.parse().ok())
        .unwrap_or(0);
    let keep = exponent + digits;
    let rounded = if keep >= 0 {
        format!("{magnitude:.*e}", keep as usize)
            .parse()
            .unwrap_or(magnitude)
    } else if keep == -1 && magnitude > format!("5e{exponent}").parse().unwrap_or(f64::INFINITY) {
        format!("1e{}", exponent + 1)
            .parse()
            .unwrap_or(f64::INFINITY)
    } else {
        0.0
    };
    rounded.copysign(value)
}

pub fn getnewargs(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(vm.new_tuple(vec![Value::float(own(args))]).into())
}

pub fn is_integer(_vm: &Vm, args: Args<'_>) -> NativeResult {
    let value = own(args);
    Ok(Value::bool(value.is_finite() && value == value.trunc()).into())
}

pub fn as_integer_ratio(vm: &Vm, args: Args<'_>) -> NativeResult {
    let value = own(args);
    if value.is_infinite() {
        return Err(vm.overflow_error("cannot convert Infinity to integer ratio"));
    }
    if value.is_nan() {
        return Err(vm.value_error("cannot convert NaN to integer ratio"));
    }
    let (mantissa, exponent) = decompose(value);
    let zeros = if mantissa == 0 {
        0
    } else {
        i64::from(mantissa.trailing_zeros())
    };
    let exponent = if mantissa == 0 { 0 } else { exponent + zeros };
    let mut numerator = BigInt::from(mantissa >> zeros);
    let mut denominator = BigInt::one();
    if exponent > 0 {
        numerator <<= exponent;
    } else {
        denominator <<= -exponent;
    }
    if value < 0.0 {
        numerator = -numerator;
    }
    let pair = vec![vm.new_int(numerator), vm.new_int(denominator)];
    Ok(vm.new_tuple(pair).into())
}

/// A finite float's magnitude as `mantissa * 2**exponent`.
#[must_use]
pub fn decompose(value: f64) -> (u64, i64) {
    let bits = value.to_bits();
    let fraction = bits & ((1 << 52) - 1);
    match (bits >> 52 & 0x7FF) as i64 {
        0 => (fraction, -1074),
        exponent => (fraction | 1 << 52, exponent - 1075),
    }
}

pub fn getformat(vm: &Vm, args: Args<'_>) -> NativeResult {
    match args.get(1).get::<PyStr>().map(PyStr::bytes) {
        Some(b"double" | b"float") => Ok(vm.new_str("IEEE, little-endian").into()),
        Some(_) => Err(vm.value_error("__getformat__() argument 1 must be 'double' or 'float'")),
        None => Err(vm.type_error(format!(
            "__getformat__() argument must be str, not {}",
            vm.class_name(args.get(1))
        ))),
    }
}
