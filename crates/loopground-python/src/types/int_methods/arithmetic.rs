//! `int`: operators.

use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{One, Signed, Zero};

use crate::object::Value;
use crate::types::native::Args;
use crate::types::number::{Int, int_of, true_divide};
use crate::vm::operators::{BinaryOperator as Op, Comparison, int_op};
use crate::vm::{NativeResult, PyResult, Raised, Vm};

/// Receiver and other operand, in the order of the operation; `NotImplemented` for foreign ones.
fn binary(
    vm: &Vm,
    args: Args<'_>,
    reflected: bool,
    operation: impl FnOnce(&Vm, Int<'_>, Int<'_>) -> PyResult,
) -> NativeResult {
    let (Some(own), Some(other)) = (int_of(args.get(0)), int_of(args.get(1))) else {
        return Ok(vm.types.not_implemented.clone().into());
    };
    let (a, b) = if reflected {
        (other, own)
    } else {
        (own, other)
    };
    operation(vm, a, b).map(Into::into)
}

/// Machine arithmetic where it does not overflow, else with big integers.
fn either(
    vm: &Vm,
    op: Op,
    a: Int<'_>,
    b: Int<'_>,
    big: impl FnOnce(&BigInt, &BigInt) -> BigInt,
) -> PyResult {
    if let (Int::Small(a), Int::Small(b)) = (a, b)
        && let Some(value) = int_op(op, a, b)
    {
        return Ok(value);
    }
    Ok(vm.new_int(big(&a.big(), &b.big())))
}

macro_rules! operators {
    ($($name:ident, $reflected:ident: $operation:ident;)*) => {
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
    add, radd: do_add;
    sub, rsub: do_sub;
    mul, rmul: do_mul;
    floordiv, rfloordiv: do_floordiv;
    modulo, rmodulo: do_mod;
    divmod, rdivmod: do_divmod;
    truediv, rtruediv: do_truediv;
    lshift, rlshift: do_lshift;
    rshift, rrshift: do_rshift;
}

fn do_add(vm: &Vm, a: Int<'_>, b: Int<'_>) -> PyResult {
    either(vm, Op::Add, a, b, |a, b| a + b)
}

fn do_sub(vm: &Vm, a: Int<'_>, b: Int<'_>) -> PyResult {
    either(vm, Op::Subtract, a, b, |a, b| a - b)
}

fn do_mul(vm: &Vm, a: Int<'_>, b: Int<'_>) -> PyResult {
    if let (Int::Big(a), Int::Big(b)) = (a, b) {
        vm.check_memory((a.bits() + b.bits()) / 8)?;
    }
    either(vm, Op::Multiply, a, b, |a, b| a * b)
}

#[cold]
fn zero_division(vm: &Vm) -> Raised {
    vm.zero_division_error("division by zero")
}

fn do_floordiv(vm: &Vm, a: Int<'_>, b: Int<'_>) -> PyResult {
    if b.is_zero() {
        return Err(zero_division(vm));
    }
    either(vm, Op::FloorDivide, a, b, |a, b| a.div_floor(b))
}

fn do_mod(vm: &Vm, a: Int<'_>, b: Int<'_>) -> PyResult {
    if b.is_zero() {
        return Err(zero_division(vm));
    }
    either(vm, Op::Remainder, a, b, |a, b| a.mod_floor(b))
}

fn do_divmod(vm: &Vm, a: Int<'_>, b: Int<'_>) -> PyResult {
    if b.is_zero() {
        return Err(zero_division(vm));
    }
    let (quotient, remainder) = match (a, b) {
        (Int::Small(a), Int::Small(b)) if b != -1 => (
            Value::int(Integer::div_floor(&a, &b)),
            Value::int(Integer::mod_floor(&a, &b)),
        ),
        _ => {
            let (quotient, remainder) = a.big().div_mod_floor(&b.big());
            (vm.new_int(quotient), vm.new_int(remainder))
        }
    };
    Ok(vm.new_pair(quotient, remainder))
}

fn do_truediv(vm: &Vm, a: Int<'_>, b: Int<'_>) -> PyResult {
    if b.is_zero() {
        return Err(zero_division(vm));
    }
    if let (Int::Small(a), Int::Small(b)) = (a, b)
        && let Some(value) = int_op(Op::TrueDivide, a, b)
    {
        return Ok(value);
    }
    true_divide(&a.big(), &b.big())
        .map(Value::float)
        .ok_or_else(|| vm.overflow_error("integer division result too large for a float"))
}

fn do_lshift(vm: &Vm, a: Int<'_>, b: Int<'_>) -> PyResult {
    if b.is_negative() {
        return Err(vm.value_error("negative shift count"));
    }
    if a.is_zero() {
        return Ok(Value::int(0));
    }
    let Int::Small(count) = b else {
        return Err(vm.overflow_error("too many digits in integer"));
    };
    if let Int::Small(a) = a
        && let Some(value) = int_op(Op::Lshift, a, count)
    {
        return Ok(value);
    }
    vm.check_memory(count as u64 / 8)?;
    Ok(vm.new_int(a.big().as_ref() << count))
}

fn do_rshift(vm: &Vm, a: Int<'_>, b: Int<'_>) -> PyResult {
    if b.is_negative() {
        return Err(vm.value_error("negative shift count"));
    }
    let sign = Value::int(if a.is_negative() { -1 } else { 0 });
    match (a, b) {
        (Int::Small(a), Int::Small(b)) => Ok(Value::int(a >> b.min(63))),
        (Int::Big(a), Int::Small(b)) if (b as u64) < a.bits() => Ok(vm.new_int(a >> b)),
        _ => Ok(sign),
    }
}

fn bitwise(vm: &Vm, args: Args<'_>, op: Op, big: fn(&BigInt, &BigInt) -> BigInt) -> NativeResult {
    binary(vm, args, false, |vm, a, b| either(vm, op, a, b, big))
}

pub fn and(vm: &Vm, args: Args<'_>) -> NativeResult {
    bitwise(vm, args, Op::And, |a, b| a & b)
}

pub fn or(vm: &Vm, args: Args<'_>) -> NativeResult {
    bitwise(vm, args, Op::Or, |a, b| a | b)
}

pub fn xor(vm: &Vm, args: Args<'_>) -> NativeResult {
    bitwise(vm, args, Op::Xor, |a, b| a ^ b)
}

fn both_bools(args: Args<'_>) -> Option<(bool, bool)> {
    Some((args.get(0).as_bool()?, args.get(1).as_bool()?))
}

pub fn bool_and(vm: &Vm, args: Args<'_>) -> NativeResult {
    match both_bools(args) {
        Some((a, b)) => Ok(Value::bool(a & b).into()),
        None => and(vm, args),
    }
}

pub fn bool_or(vm: &Vm, args: Args<'_>) -> NativeResult {
    match both_bools(args) {
        Some((a, b)) => Ok(Value::bool(a | b).into()),
        None => or(vm, args),
    }
}

pub fn bool_xor(vm: &Vm, args: Args<'_>) -> NativeResult {
    match both_bools(args) {
        Some((a, b)) => Ok(Value::bool(a ^ b).into()),
        None => xor(vm, args),
    }
}

/// `~True`: what `int` gives, after a warning.
pub fn bool_invert(vm: &Vm, args: Args<'_>) -> NativeResult {
    let flow = invert(vm, args)?;
    let vm = vm.clone();
    Vm::future(async move {
        vm.warn(&vm.types.exceptions.deprecation_warning, INVERTED_BOOL)
            .await?;
        vm.run_flow(flow).await
    })
}

const INVERTED_BOOL: &str = "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. This \
    returns the bitwise inversion of the underlying int object and is usually not what you expect from negating a \
    bool. Use the 'not' operator for boolean negation or ~int(x) if you really want the bitwise inversion of the \
    underlying int.";

pub fn neg(vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = int_of(args.get(0)).expect("an int");
    if let Int::Small(value) = own
        && let Some(value) = value.checked_neg()
    {
        return Ok(Value::int(value).into());
    }
    Ok(vm.new_int(-own.big().into_owned()).into())
}

pub fn abs(vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = int_of(args.get(0)).expect("an int");
    if own.is_negative() {
        neg(vm, args)
    } else {
        Ok(own.to_value(vm).into())
    }
}

pub fn invert(vm: &Vm, args: Args<'_>) -> NativeResult {
    match int_of(args.get(0)).expect("an int") {
        Int::Small(value) => Ok(Value::int(!value).into()),
        Int::Big(value) => Ok(vm.new_int(!value).into()),
    }
}

pub fn pow(vm: &Vm, args: Args<'_>) -> NativeResult {
    let modulus = args.opt(2).cloned();
    binary(vm, args, false, |vm, a, b| {
        do_pow(vm, a, b, modulus.as_ref())
    })
}

pub fn rpow(vm: &Vm, args: Args<'_>) -> NativeResult {
    let modulus = args.opt(2).cloned();
    binary(vm, args, true, |vm, a, b| {
        do_pow(vm, a, b, modulus.as_ref())
    })
}

fn do_pow(vm: &Vm, a: Int<'_>, b: Int<'_>, modulus: Option<&Value>) -> PyResult {
    if let Some(modulus) = modulus.filter(|modulus| !modulus.is_none()) {
        let Some(modulus) = int_of(modulus) else {
            return Ok(vm.types.not_implemented.clone());
        };
        return modular_power(vm, &a.big(), &b.big(), &modulus.big());
    }
    if b.is_negative() {
        let too_large = || vm.overflow_error("int too large to convert to float");
        let base = a.to_float().ok_or_else(too_large)?;
        let exponent = b.to_float().ok_or_else(too_large)?;
        if base == 0.0 {
            return Err(vm.zero_division_error("zero to a negative power"));
        }
        return Ok(Value::float(base.powf(exponent)));
    }
    if let (Int::Small(a), Int::Small(b)) = (a, b)
        && let Some(value) = int_op(Op::Power, a, b)
    {
        return Ok(value);
    }
    let trivial = match (a, b) {
        (_, Int::Small(0)) | (Int::Small(1), _) => Some(1),
        (Int::Small(0), _) => Some(0),
        (Int::Small(-1), Int::Small(b)) => Some(if b & 1 == 0 { 1 } else { -1 }),
        (Int::Small(-1), Int::Big(b)) => Some(if b.is_even() { 1 } else { -1 }),
        _ => None,
    };
    if let Some(value) = trivial {
        return Ok(Value::int(value));
    }
    let Int::Small(exponent) = b else {
        return Err(vm.memory_error(""));
    };
    let base = a.big();
    // Beyond this many bits a single multiplication would hold the thread for minutes.
    const MOST_BITS: u64 = 1 << 34;
    let bits = (base.bits() - 1).saturating_mul(exponent as u64);
    if bits > MOST_BITS {
        return Err(vm.memory_error(""));
    }
    vm.check_memory(bits / 8)?;
    let exponent = u32::try_from(exponent).map_err(|_| vm.memory_error(""))?;
    Ok(vm.new_int(base.pow(exponent)))
}

fn modular_power(vm: &Vm, base: &BigInt, exponent: &BigInt, modulus: &BigInt) -> PyResult {
    if modulus.is_zero() {
        return Err(vm.value_error("pow() 3rd argument cannot be 0"));
    }
    let (base, exponent) = if exponent.sign() == Sign::Minus {
        let size = modulus.abs();
        let inverse = base.mod_floor(&size).extended_gcd(&size);
        if !inverse.gcd.is_one() {
            return Err(vm.value_error("base is not invertible for the given modulus"));
        }
        (inverse.x.mod_floor(&size), -exponent)
    } else {
        (base.clone(), exponent.clone())
    };
    if modulus.magnitude().is_one() {
        return Ok(Value::int(0));
    }
    Ok(vm.new_int(base.modpow(&exponent, modulus)))
}

fn compare(vm: &Vm, args: Args<'_>, op: Comparison) -> NativeResult {
    binary(vm, args, false, |_, a, b| {
        let ordering = match (a, b) {
            (Int::Small(a), Int::Small(b)) => a.cmp(&b),
            _ => a.big().cmp(&b.big()),
        };
        Ok(Value::bool(op.holds(Some(ordering))))
    })
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
