//! `complex`: operators. Mixing with reals follows C's rules: a real operand has no imaginary part at all.

use super::{PyComplex, parts};
use crate::object::Value;
use crate::types::native::Args;
use crate::types::number::{compare_int_float, int_of, real};
use crate::vm::{NativeResult, PyResult, Vm};

type Complex = (f64, f64);

/// An operand.
enum Operand {
    Real(f64),
    Complex(Complex),
}

fn operand(vm: &Vm, value: &Value) -> PyResult<Option<Operand>> {
    if let Some(number) = value.get::<PyComplex>() {
        return Ok(Some(Operand::Complex((number.real, number.imaginary))));
    }
    Ok(real(vm, value)?.map(Operand::Real))
}

fn binary(
    vm: &Vm,
    args: Args<'_>,
    operation: impl FnOnce(&Vm, Complex, Operand) -> PyResult<Complex>,
) -> NativeResult {
    let Some(other) = operand(vm, args.get(1))? else {
        return Ok(vm.types.not_implemented.clone().into());
    };
    let (real, imaginary) = operation(vm, parts(args.get(0)), other)?;
    Ok(vm.new_complex(real, imaginary).into())
}

pub fn add(vm: &Vm, args: Args<'_>) -> NativeResult {
    binary(vm, args, |_, a, b| {
        Ok(match b {
            Operand::Real(b) => (a.0 + b, a.1),
            Operand::Complex(b) => (a.0 + b.0, a.1 + b.1),
        })
    })
}

pub fn radd(vm: &Vm, args: Args<'_>) -> NativeResult {
    add(vm, args)
}

pub fn sub(vm: &Vm, args: Args<'_>) -> NativeResult {
    binary(vm, args, |_, a, b| {
        Ok(match b {
            Operand::Real(b) => (a.0 - b, a.1),
            Operand::Complex(b) => (a.0 - b.0, a.1 - b.1),
        })
    })
}

pub fn rsub(vm: &Vm, args: Args<'_>) -> NativeResult {
    binary(vm, args, |_, a, b| {
        Ok(match b {
            Operand::Real(b) => (b - a.0, -a.1),
            Operand::Complex(b) => (b.0 - a.0, b.1 - a.1),
        })
    })
}

pub fn mul(vm: &Vm, args: Args<'_>) -> NativeResult {
    binary(vm, args, |_, a, b| {
        Ok(match b {
            Operand::Real(b) => (a.0 * b, a.1 * b),
            Operand::Complex(b) => product(a, b),
        })
    })
}

pub fn rmul(vm: &Vm, args: Args<'_>) -> NativeResult {
    mul(vm, args)
}

/// One for an infinite part, zero for a finite one, with its sign.
fn boxed(part: f64) -> f64 {
    (if part.is_infinite() { 1.0_f64 } else { 0.0 }).copysign(part)
}

/// Zero for NaN, with its sign.
fn without_nan(part: f64) -> f64 {
    if part.is_nan() {
        0.0_f64.copysign(part)
    } else {
        part
    }
}

fn product(a: Complex, b: Complex) -> Complex {
    let (ac, bd, ad, bc) = (a.0 * b.0, a.1 * b.1, a.0 * b.1, a.1 * b.0);
    let result = (ac - bd, ad + bc);
    if !(result.0.is_nan() && result.1.is_nan()) {
        return result;
    }
    // An infinite operand makes an infinite product, whatever NaNs say.
    let (mut a, mut b) = (a, b);
    let mut recalculate = false;
    if a.0.is_infinite() || a.1.is_infinite() {
        a = (boxed(a.0), boxed(a.1));
        b = (without_nan(b.0), without_nan(b.1));
        recalculate = true;
    }
    if b.0.is_infinite() || b.1.is_infinite() {
        b = (boxed(b.0), boxed(b.1));
        a = (without_nan(a.0), without_nan(a.1));
        recalculate = true;
    }
    if !recalculate && [ac, bd, ad, bc].iter().any(|part| part.is_infinite()) {
        a = (without_nan(a.0), without_nan(a.1));
        b = (without_nan(b.0), without_nan(b.1));
        recalculate = true;
    }
    if !recalculate {
        return result;
    }
    (
        f64::INFINITY * (a.0 * b.0 - a.1 * b.1),
        f64::INFINITY * (a.0 * b.1 + a.1 * b.0),
    )
}

/// `a / b`; nothing for a zero divisor.
fn quotient(a: Complex, b: Complex) -> Option<Complex> {
    let result = if b.0.abs() >= b.1.abs() {
        if b.0 == 0.0 {
            return None;
        }
        let ratio = b.1 / b.0;
        let denominator = b.0 + b.1 * ratio;
        (
            (a.0 + a.1 * ratio) / denominator,
            (a.1 - a.0 * ratio) / denominator,
        )
    } else if b.1.abs() >= b.0.abs() {
        let ratio = b.0 / b.1;
        let denominator = b.0 * ratio + b.1;
        (
            (a.0 * ratio + a.1) / denominator,
            (a.1 * ratio - a.0) / denominator,
        )
    } else {
        (f64::NAN, f64::NAN)
    };
    if !(result.0.is_nan() && result.1.is_nan()) {
        return Some(result);
    }
    let infinite = |part: Complex| part.0.is_infinite() || part.1.is_infinite();
    let finite = |part: Complex| part.0.is_finite() && part.1.is_finite();
    if infinite(a) && finite(b) {
        let (x, y) = (boxed(a.0), boxed(a.1));
        return Some((
            f64::INFINITY * (x * b.0 + y * b.1),
            f64::INFINITY * (y * b.0 - x * b.1),
        ));
    }
    if infinite(b) && finite(a) {
        let (x, y) = (boxed(b.0), boxed(b.1));
        return Some((0.0 * (a.0 * x + a.1 * y), 0.0 * (a.1 * x - a.0 * y)));
    }
    Some(result)
}

/// A real divided by a complex number: no imaginary part takes part in it. Nothing for a zero divisor.
fn real_quotient(a: f64, b: Complex) -> Option<Complex> {
    let result = if b.0.abs() >= b.1.abs() {
        if b.0 == 0.0 {
            return None;
        }
        let ratio = b.1 / b.0;
        let denominator = b.0 + b.1 * ratio;
        (a / denominator, (-a * ratio) / denominator)
    } else if b.1.abs() >= b.0.abs() {
        let ratio = b.0 / b.1;
        let denominator = b.0 * ratio + b.1;
        ((a * ratio) / denominator, -a / denominator)
    } else {
        (f64::NAN, f64::NAN)
    };
    let unknown = result.0.is_nan() && result.1.is_nan();
    if unknown && a.is_finite() && (b.0.is_infinite() || b.1.is_infinite()) {
        return Some((0.0 * (a * boxed(b.0)), 0.0 * (-a * boxed(b.1))));
    }
    Some(result)
}

fn checked_quotient(vm: &Vm, a: Complex, b: Complex) -> PyResult<Complex> {
    quotient(a, b).ok_or_else(|| vm.zero_division_error("division by zero"))
}

pub fn truediv(vm: &Vm, args: Args<'_>) -> NativeResult {
    binary(vm, args, |vm, a, b| match b {
        Operand::Real(0.0) => Err(vm.zero_division_error("division by zero")),
        Operand::Real(b) => Ok((a.0 / b, a.1 / b)),
        Operand::Complex(b) => checked_quotient(vm, a, b),
    })
}

pub fn rtruediv(vm: &Vm, args: Args<'_>) -> NativeResult {
    binary(vm, args, |vm, a, b| match b {
        Operand::Real(b) => {
            real_quotient(b, a).ok_or_else(|| vm.zero_division_error("division by zero"))
        }
        Operand::Complex(b) => checked_quotient(vm, b, a),
    })
}

fn powers(vm: &Vm, args: Args<'_>, reflected: bool) -> NativeResult {
    if args.opt(2).is_some_and(|modulus| !modulus.is_none()) {
        return Err(vm.value_error("complex modulo"));
    }
    binary(vm, args, |vm, own, other| {
        let other = match other {
            Operand::Real(other) => (other, 0.0),
            Operand::Complex(other) => other,
        };
        if reflected {
            power(vm, other, own)
        } else {
            power(vm, own, other)
        }
    })
}

pub fn pow(vm: &Vm, args: Args<'_>) -> NativeResult {
    powers(vm, args, false)
}

pub fn rpow(vm: &Vm, args: Args<'_>) -> NativeResult {
    powers(vm, args, true)
}

/// `a ** b`: by multiplication for small whole exponents, else by magnitude and angle.
pub fn power(vm: &Vm, a: (f64, f64), b: (f64, f64)) -> PyResult<(f64, f64)> {
    let zero = || vm.zero_division_error("zero to a negative or complex power");
    let result = if b.1 == 0.0 && b.0 == b.0.floor() && b.0.abs() <= 100.0 {
        let times = whole_power(a, b.0.abs() as u32);
        if b.0 > 0.0 {
            times
        } else {
            quotient((1.0, 0.0), times).ok_or_else(zero)?
        }
    } else if a == (0.0, 0.0) {
        if b.1 != 0.0 || b.0 < 0.0 {
            return Err(zero());
        }
        (0.0, 0.0)
    } else {
        let magnitude = a.0.hypot(a.1);
        let mut length = magnitude.powf(b.0);
        let angle = a.1.atan2(a.0);
        let mut phase = angle * b.0;
        if b.1 != 0.0 {
            length *= (-angle * b.1).exp();
            phase += b.1 * magnitude.ln();
        }
        (length * phase.cos(), length * phase.sin())
    };
    if result.0.is_infinite() || result.1.is_infinite() {
        return Err(vm.overflow_error("complex exponentiation"));
    }
    Ok(result)
}

fn whole_power(base: Complex, exponent: u32) -> Complex {
    let (mut result, mut square, mut mask) = ((1.0, 0.0), base, 1);
    while mask <= exponent {
        if exponent & mask != 0 {
            result = product(result, square);
        }
        mask <<= 1;
        square = product(square, square);
    }
    result
}

pub fn neg(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (real, imaginary) = parts(args.get(0));
    Ok(vm.new_complex(-real, -imaginary).into())
}

pub fn abs(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (real, imaginary) = parts(args.get(0));
    let magnitude = real.hypot(imaginary);
    if magnitude.is_infinite() && real.is_finite() && imaginary.is_finite() {
        return Err(vm.overflow_error("absolute value too large"));
    }
    Ok(Value::float(magnitude).into())
}

fn equal(args: Args<'_>) -> Option<bool> {
    let (real, imaginary) = parts(args.get(0));
    let other = args.get(1);
    if let Some(number) = other.get::<PyComplex>() {
        return Some(real == number.real && imaginary == number.imaginary);
    }
    if let Some(float) = crate::types::number::float_of(other) {
        return Some(real == float && imaginary == 0.0);
    }
    let int = int_of(other)?;
    Some(imaginary == 0.0 && compare_int_float(int, real).is_some_and(std::cmp::Ordering::is_eq))
}

pub fn eq(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(match equal(args) {
        Some(equal) => Value::bool(equal).into(),
        None => vm.types.not_implemented.clone().into(),
    })
}

pub fn ne(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(match equal(args) {
        Some(equal) => Value::bool(!equal).into(),
        None => vm.types.not_implemented.clone().into(),
    })
}

pub fn unordered(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(vm.types.not_implemented.clone().into())
}
