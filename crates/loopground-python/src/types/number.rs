//! Numbers across their forms: small and big integers, floats, and what mixing them means.

use std::borrow::Cow;
use std::cmp::Ordering;

use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{FromPrimitive, Signed, ToPrimitive, Zero};

use crate::object::{Value, View};
use crate::types::float::PyFloat;
use crate::types::int::PyInt;
use crate::vm::{PyResult, Vm};

/// A borrowed integer of any size.
#[derive(Clone, Copy)]
pub enum Int<'a> {
    Small(i64),
    Big(&'a BigInt),
}

/// The integer in an `int`, a `bool` or an instance of a subclass.
#[inline]
#[must_use]
pub fn int_of(value: &Value) -> Option<Int<'_>> {
    match value.view() {
        View::Int(value) => Some(Int::Small(value)),
        View::Bool(value) => Some(Int::Small(i64::from(value))),
        View::Object(object) => {
            let big = &object.payload::<PyInt>()?.value;
            Some(big.to_i64().map_or(Int::Big(big), Int::Small))
        }
        _ => None,
    }
}

impl<'a> Int<'a> {
    #[must_use]
    pub fn big(self) -> Cow<'a, BigInt> {
        match self {
            Self::Small(value) => Cow::Owned(BigInt::from(value)),
            Self::Big(value) => Cow::Borrowed(value),
        }
    }

    #[must_use]
    pub fn is_zero(self) -> bool {
        matches!(self, Self::Small(0))
    }

    #[must_use]
    pub fn is_negative(self) -> bool {
        match self {
            Self::Small(value) => value < 0,
            Self::Big(value) => value.sign() == Sign::Minus,
        }
    }

    /// The nearest float; `None` when it is too large for one.
    #[must_use]
    pub fn to_float(self) -> Option<f64> {
        match self {
            Self::Small(value) => Some(value as f64),
            Self::Big(value) => value.to_f64().filter(|float| float.is_finite()),
        }
    }

    /// The object: unboxed when it fits.
    #[must_use]
    pub fn to_value(self, vm: &Vm) -> Value {
        match self {
            Self::Small(value) => Value::int(value),
            Self::Big(value) => vm.new_int(value.clone()),
        }
    }
}

/// The float in a `float` or an instance of a subclass.
#[inline]
#[must_use]
pub fn float_of(value: &Value) -> Option<f64> {
    match value.view() {
        View::Float(value) => Some(value),
        View::Object(object) => object.payload::<PyFloat>().map(|float| float.value),
        _ => None,
    }
}

/// A real operand of float arithmetic; `None` for what is neither `int` nor `float`.
pub fn real(vm: &Vm, value: &Value) -> PyResult<Option<f64>> {
    if let Some(float) = float_of(value) {
        return Ok(Some(float));
    }
    match int_of(value) {
        Some(int) => int
            .to_float()
            .map(Some)
            .ok_or_else(|| vm.overflow_error("int too large to convert to float")),
        None => Ok(None),
    }
}

/// Exact comparison of an integer with a float; `None` for NaN.
#[must_use]
pub fn compare_int_float(int: Int<'_>, float: f64) -> Option<Ordering> {
    if float.is_nan() {
        return None;
    }
    if float.is_infinite() {
        return Some(if float > 0.0 {
            Ordering::Less
        } else {
            Ordering::Greater
        });
    }
    if let Int::Small(value) = int
        && value.unsigned_abs() < 1 << 53
    {
        return (value as f64).partial_cmp(&float);
    }
    let whole = BigInt::from_f64(float.trunc()).expect("finite");
    Some(
        int.big()
            .as_ref()
            .cmp(&whole)
            .then_with(|| 0.0.partial_cmp(&float.fract()).unwrap_or(Ordering::Equal)),
    )
}

/// `mantissa * 2**exponent`, exact when the result is a float.
#[must_use]
pub fn scale(mut mantissa: f64, mut exponent: i64) -> f64 {
    let power = |exponent: i64| f64::from_bits(((exponent + 1023) as u64) << 52);
    let mut steps = 0;
    while exponent > 1023 && steps < 4 {
        mantissa *= power(1023);
        exponent -= 1023;
        steps += 1;
    }
    while exponent < -1022 && steps < 4 {
        mantissa *= power(-1022);
        exponent += 1022;
        steps += 1;
    }
    mantissa * power(exponent.clamp(-1022, 1023))
}

/// `a / b` of integers, correctly rounded. `None` when it is too large. `b` is not zero.
#[must_use]
pub fn true_divide(a: &BigInt, b: &BigInt) -> Option<f64> {
    if a.is_zero() {
        return Some(if b.is_negative() { -0.0 } else { 0.0 });
    }
    let negative = a.is_negative() != b.is_negative();
    let (a, b) = (a.magnitude(), b.magnitude());
    // A quotient of 66 or 67 bits with a sticky last bit, times 2^-shift.
    let shift = 66 - (a.bits() as i64 - b.bits() as i64);
    let (quotient, rest) = if shift >= 0 {
        (a << shift).div_rem(b)
    } else {
        a.div_rem(&(b << -shift))
    };
    let quotient = quotient.to_u128().expect("at most 67 bits") | u128::from(!rest.is_zero());
    let result = round_scaled(quotient, -shift);
    if result.is_infinite() {
        return None;
    }
    Some(if negative { -result } else { result })
}

/// `bits * 2**exponent` rounded half to even, subnormal results included. The last bit of `bits` may be sticky.
#[must_use]
pub fn round_scaled(bits: u128, exponent: i64) -> f64 {
    if bits == 0 {
        return 0.0;
    }
    let width = 128 - i64::from(bits.leading_zeros());
    let drop = (width - 53).max(-1074 - exponent).max(0);
    if drop >= 128 {
        return 0.0;
    }
    let mut mantissa = (bits >> drop) as u64;
    if drop > 0 {
        let rest = bits & ((1 << drop) - 1);
        let half = 1_u128 << (drop - 1);
        if rest > half || rest == half && mantissa & 1 == 1 {
            mantissa += 1;
        }
    }
    scale(mantissa as f64, exponent + drop)
}

/// The integer part of a finite float.
#[must_use]
pub fn truncate(vm: &Vm, float: f64) -> Value {
    if float.abs() < 9.2e18 {
        Value::int(float as i64)
    } else {
        vm.new_int(BigInt::from_f64(float.trunc()).expect("finite"))
    }
}

/// As [`truncate`], with `int()`'s errors for what has no integer part.
pub fn float_to_int(vm: &Vm, float: f64) -> PyResult {
    if float.is_nan() {
        return Err(vm.value_error("cannot convert float NaN to integer"));
    }
    if float.is_infinite() {
        return Err(vm.overflow_error("cannot convert float infinity to integer"));
    }
    Ok(truncate(vm, float))
}
