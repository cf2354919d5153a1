//! `float`: operators.

use std::cmp::Ordering;

use crate::object::Value;
use crate::types::native::Args;
use crate::types::number::{compare_int_float, float_of, int_of, real};
use crate::vm::operators::Comparison;
use crate::vm::{NativeResult, PyResult, Raised, Vm};

fn own(args: Args<'_>) -> f64 {
    float_of(args.get(0)).expect("a float")
}

fn binary(
    vm: &Vm,
    args: Args<'_>,
    reflected: bool,
    operation: impl FnOnce(&Vm, f64, f64) -> PyResult,
) -> NativeResult {
    let own = own(args);
    let Some(other) = real(vm, args.get(1))? else {
        return Ok(vm.types.not_implemented.clone().into());
    };
    let (a, b) = if reflected {
        (other, own)
    } else {
        (own, other)
    };
    operation(vm, a, b).map(Into::into)
}

macro_rules! operators {
    ($($name:ident, $reflected:ident: $operation:expr;)*) => {
        $(
            pub fn $name(vm: &Vm, args: Args<'_>) -> NativeResult {
                binary(vm, args, false, $operation)
            }

            pub fn $reflected(vm: &Vm, args: Args<'_>) -> NativeResult {
                binary(vm, args, true, $operation)
            }
        )*
    };
}

operators! {
    add, radd: |_, a, b| Ok(Value::float(a + b));
    sub, rsub: |_, a, b| Ok(Value::float(a - b));
    mul, rmul: |_, a, b| Ok(Value::float(a * b));
    truediv, rtruediv: |vm, a, b| {
        if b == 0.0 {
            return Err(zero_division(vm));
        }
        Ok(Value::float(a / b))
    };
    floordiv, rfloordiv: |vm, a, b| Ok(Value::float(checked_div_mod(vm, a, b)?.0));
    modulo, rmodulo: |vm, a, b| Ok(Value::float(checked_div_mod(vm, a, b)?.1));
    divmod, rdivmod: |vm, a, b| {
        let (quotient, remainder) = checked_div_mod(vm, a, b)?;
        Ok(vm.new_tuple(vec![Value::float(quotient), Value::float(remainder)]))
    };
}

#[cold]
fn zero_division(vm: &Vm) -> Raised {
    vm.zero_division_error("division by zero")
}

fn checked_div_mod(vm: &Vm, a: f64, b: f64) -> PyResult<(f64, f64)> {
    if b == 0.0 {
        return Err(zero_division(vm));
    }
    Ok(div_mod(a, b))
}

/// Floor quotient and remainder with the divisor's sign. The divisor is not zero.
#[must_use]
pub fn div_mod(a: f64, b: f64) -> (f64, f64) {
    let mut remainder = a % b;
    let mut quotient = (a - remainder) / b;
    if remainder == 0.0 {
        remainder = 0.0_f64.copysign(b);
    } else if (b < 0.0) != (remainder < 0.0) {
        remainder += b;
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return (0.0_f64.copysign(a / b), remainder);
    }
    let floor = quotient.floor();
    let floor = if quotient - floor > 0.5 {
        floor + 1.0
    } else {
        floor
    };
    (floor, remainder)
}

fn powers(vm: &Vm, args: Args<'_>, reflected: bool) -> NativeResult {
    if args.opt(2).is_some_and(|modulus| !modulus.is_none()) {
        return Err(
            vm.type_error("pow() 3rd argument not allowed unless all arguments are integers")
        );
    }
    binary(vm, args, reflected, power)
}

pub fn pow(vm: &Vm, args: Args<'_>) -> NativeResult {
    powers(vm, args, false)
}

pub fn rpow(vm: &Vm, args: Args<'_>) -> NativeResult {
    powers(vm, args, true)
}

/// `a ** b`; complex for a negative base with a fractional exponent.
pub fn power(vm: &Vm, a: f64, b: f64) -> PyResult {
    if a == 0.0 && b < 0.0 && b.is_finite() {
        return Err(vm.zero_division_error("zero to a negative power"));
    }
    if a < 0.0 && a.is_finite() && b.is_finite() && b != b.floor() {
        let (real, imaginary) = crate::types::complex::power(vm, (a, 0.0), (b, 0.0))?;
        return Ok(vm.new_complex(real, imaginary));
    }
    let result = a.powf(b);
    if result.is_infinite() && a.is_finite() && b.is_finite() {
        return Err(range_error(vm));
    }
    Ok(Value::float(result))
}

/// `OverflowError: (34, 'Numerical result out of range')`.
#[must_use]
pub fn range_error(vm: &Vm) -> Raised {
    vm.raise_with(
        &vm.types.exceptions.overflow_error,
        vec![Value::int(34), vm.new_str("Numerical result out of range")],
    )
}

pub fn neg(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::float(-own(args)).into())
}

pub fn abs(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::float(own(args).abs()).into())
}

fn compare(vm: &Vm, args: Args<'_>, op: Comparison) -> NativeResult {
    let (own, other) = (own(args), args.get(1));
    let ordering = if let Some(float) = float_of(other) {
        own.partial_cmp(&float)
    } else if let Some(int) = int_of(other) {
        compare_int_float(int, own).map(Ordering::reverse)
    } else {
        return Ok(vm.types.not_implemented.clone().into());
    };
    Ok(Value::bool(op.holds(ordering)).into())
}

pub fn eq(vm: &Vm, args: Args<'_>) -> NativeResult {
    compare(vm, args, Comparison::Eq)
}

pub fn ne(vm: &Vm, args: Args<'_>) -> NativeResult {
    compare(vm, args, Comparison::Ne)
}

pub fn lt(vm: &Vm, args: Args<'_>) -> NativeResult {
    compare(vm, args, Comparison::Lt)
}

pub fn le(vm: &Vm, args: Args<'_>) -> NativeResult {
    compare(vm, args, Comparison::Le)
}

pub fn gt(vm: &Vm, args: Args<'_>) -> NativeResult {
    compare(vm, args, Comparison::Gt)
}

pub fn ge(vm: &Vm, args: Args<'_>) -> NativeResult {
    compare(vm, args, Comparison::Ge)
}
