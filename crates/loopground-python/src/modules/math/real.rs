//! `math`: functions of floats.

use num_bigint::{BigInt, Sign};
use num_traits::ToPrimitive;

use super::gamma;
use super::{domain, expected, range, to_float, with_floats};
use crate::object::Value;
use crate::types::native::Args;
use crate::types::number::{Int, float_of, float_to_int, int_of, scale};
use crate::vm::{NativeResult, PyResult, Vm};

/// Functions that take any float.
macro_rules! total {
    ($($name:ident |$x:ident| $result:expr;)*) => {
        $(pub fn $name(vm: &Vm, args: Args<'_>) -> NativeResult {
            with_floats(vm, args, |_vm, [$x]| Ok($result))
        })*
    };
}

/// Functions with a domain: outside it the message says what was expected.
macro_rules! partial {
    ($($name:ident |$x:ident| $inside:expr, $what:literal, $result:expr;)*) => {
        $(#[allow(clippy::neg_cmp_op_on_partial_ord, reason = "NaN is let through before")]
        pub fn $name(vm: &Vm, args: Args<'_>) -> NativeResult {
            with_floats(vm, args, |vm, [$x]| {
                if !$x.is_nan() && !$inside {
                    return Err(expected(vm, $what, $x));
                }
                Ok(Value::float($result))
            })
        })*
    };
}

/// Functions that may overflow.
macro_rules! growing {
    ($($name:ident |$x:ident| $result:expr;)*) => {
        $(pub fn $name(vm: &Vm, args: Args<'_>) -> NativeResult {
            with_floats(vm, args, |vm, [$x]| {
                let result: f64 = $result;
                if result.is_infinite() && $x.is_finite() {
                    return Err(range(vm));
                }
                Ok(Value::float(result))
            })
        })*
    };
}

fn float(value: f64) -> Value {
    Value::float(value)
}

fn truth(value: bool) -> Value {
    Value::bool(value)
}

total! {
    asinh |x| float(libm::asinh(x));
    atan |x| float(x.atan());
    cbrt |x| float(x.cbrt());
    degrees |x| float(x * (180.0 / std::f64::consts::PI));
    radians |x| float(x * (std::f64::consts::PI / 180.0));
    erf |x| float(libm::erf(x));
    erfc |x| float(libm::erfc(x));
    fabs |x| float(x.abs());
    isfinite |x| truth(x.is_finite());
    isinf |x| truth(x.is_infinite());
    isnan |x| truth(x.is_nan());
    tanh |x| float(x.tanh());
    ulp |x| float(ulp_of(x));
}

partial! {
    acos |x| (-1.0..=1.0).contains(&x), "a number in range from -1 up to 1", x.acos();
    asin |x| (-1.0..=1.0).contains(&x), "a number in range from -1 up to 1", x.asin();
    acosh |x| x >= 1.0, "argument value not less than 1", libm::acosh(x);
    atanh |x| x > -1.0 && x < 1.0, "a number between -1 and 1", libm::atanh(x);
    cos |x| x.is_finite(), "a finite input", x.cos();
    sin |x| x.is_finite(), "a finite input", x.sin();
    tan |x| x.is_finite(), "a finite input", x.tan();
    log1p |x| x > -1.0, "argument value > -1", x.ln_1p();
    sqrt |x| x >= 0.0, "a nonnegative input", x.sqrt();
}

growing! {
    cosh |x| x.cosh();
    sinh |x| x.sinh();
    exp |x| x.exp();
    exp2 |x| x.exp2();
    expm1 |x| x.exp_m1();
}

fn ulp_of(x: f64) -> f64 {
    let x = x.abs();
    if !x.is_finite() {
        return x;
    }
    let above = x.next_up();
    if above.is_infinite() {
        x - x.next_down()
    } else {
        above - x
    }
}

pub fn gamma(vm: &Vm, args: Args<'_>) -> NativeResult {
    with_floats(vm, args, |vm, [x]| {
        if x == f64::NEG_INFINITY || x <= 0.0 && x == x.floor() {
            return Err(expected(vm, "a noninteger or positive integer", x));
        }
        let result = gamma::gamma(x);
        if result.is_infinite() && x.is_finite() {
            return Err(range(vm));
        }
        Ok(Value::float(result))
    })
}

pub fn lgamma(vm: &Vm, args: Args<'_>) -> NativeResult {
    with_floats(vm, args, |vm, [x]| {
        if x.is_finite() && x <= 0.0 && x == x.floor() {
            return Err(expected(vm, "a noninteger or positive integer", x));
        }
        let result = gamma::log_gamma(x);
        if result.is_infinite() && x.is_finite() {
            return Err(range(vm));
        }
        Ok(Value::float(result))
    })
}

pub fn frexp(vm: &Vm, args: Args<'_>) -> NativeResult {
    with_floats(vm, args, |vm, [x]| {
        let (mantissa, exponent) = libm::frexp(x);
        let exponent = if x.is_finite() { exponent } else { 0 };
        Ok(vm.new_tuple(vec![
            Value::float(mantissa),
            Value::int(i64::from(exponent)),
        ]))
    })
}

pub fn modf(vm: &Vm, args: Args<'_>) -> NativeResult {
    with_floats(vm, args, |vm, [x]| {
        let whole = x.trunc();
        let rest = if x.is_infinite() {
            0.0_f64.copysign(x)
        } else {
            (x - whole).copysign(x)
        };
        Ok(vm.new_tuple(vec![Value::float(rest), Value::float(whole)]))
    })
}

/// `floor`, `ceil`, `trunc` of what is no float: its own method.
fn rounded(vm: &Vm, args: Args<'_>, name: &Value, round: fn(f64) -> f64) -> NativeResult {
    let value = args.get(0);
    if vm.is_exactly(value, &vm.types.float)
        && let Some(x) = float_of(value)
    {
        return float_to_int(vm, round(x)).map(Into::into);
    }
    let class = vm.class_of(value).clone();
    if let Some(method) = class.lookup(name) {
        return Ok(vm.call_special(value, method, vec![]));
    }
    if name.is(&vm.names.__trunc__) {
        return Err(vm.type_error(format!(
            "type {} doesn't define __trunc__ method",
            class.name()
        )));
    }
    with_floats(vm, args, move |vm, [x]| float_to_int(vm, round(x)))
}

pub fn floor(vm: &Vm, args: Args<'_>) -> NativeResult {
    rounded(vm, args, &vm.names.__floor__, f64::floor)
}

pub fn ceil(vm: &Vm, args: Args<'_>) -> NativeResult {
    rounded(vm, args, &vm.names.__ceil__, f64::ceil)
}

pub fn trunc(vm: &Vm, args: Args<'_>) -> NativeResult {
    rounded(vm, args, &vm.names.__trunc__, f64::trunc)
}

/// The logarithm of an integer of any size.
fn log_of_int(vm: &Vm, int: Int<'_>, log: fn(f64) -> f64) -> PyResult<f64> {
    let big = int.big();
    if big.sign() != Sign::Plus {
        return Err(vm.value_error("expected a positive input"));
    }
    if let Some(float) = int.to_float() {
        return Ok(log(float));
    }
    // Beyond floats: a mantissa of 64 bits and the power of two.
    let shift = big.bits() - 64;
    let mantissa = (&*big >> shift).to_f64().unwrap_or(f64::NAN) / 2_f64.powi(64);
    Ok(log(mantissa) + log(2.0) * (shift + 64) as f64)
}

async fn logarithm(vm: &Vm, value: &Value, log: fn(f64) -> f64) -> PyResult<f64> {
    let index =
        if float_of(value).is_none() && vm.class_of(value).lookup(&vm.names.__float__).is_none() {
            vm.class_of(value).lookup(&vm.names.__index__)
        } else {
            None
        };
    if let Some(int) = int_of(value) {
        return log_of_int(vm, int, log);
    }
    if index.is_some() {
        let number: BigInt = vm.index(value).await?;
        return log_of_int(vm, Int::Big(&number), log);
    }
    let x = to_float(vm, value).await?;
    if x <= 0.0 {
        return Err(expected(vm, "a positive input", x));
    }
    Ok(log(x))
}

fn one_logarithm(vm: &Vm, args: Args<'_>, log: fn(f64) -> f64) -> NativeResult {
    let value = args.get(0);
    if let Some(int) = int_of(value) {
        return log_of_int(vm, int, log).map(|x| Value::float(x).into());
    }
    if let Some(x) = float_of(value)
        && x > 0.0
    {
        return Ok(Value::float(log(x)).into());
    }
    let (vm, value) = (vm.clone(), value.clone());
    Vm::future(async move { logarithm(&vm, &value, log).await.map(Value::float) })
}

pub fn log2(vm: &Vm, args: Args<'_>) -> NativeResult {
    one_logarithm(vm, args, f64::log2)
}

pub fn log10(vm: &Vm, args: Args<'_>) -> NativeResult {
    one_logarithm(vm, args, f64::log10)
}

pub fn log(vm: &Vm, args: Args<'_>) -> NativeResult {
    let Some(base) = args.opt(1).cloned() else {
        return one_logarithm(vm, args, f64::ln);
    };
    let (vm, value) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let above = logarithm(&vm, &value, f64::ln).await?;
        let below = logarithm(&vm, &base, f64::ln).await?;
        if below == 0.0 {
            return Err(vm.zero_division_error("division by zero"));
        }
        Ok(Value::float(above / below))
    })
}

pub fn atan2(vm: &Vm, args: Args<'_>) -> NativeResult {
    with_floats(vm, args, |_vm, [y, x]| Ok(Value::float(y.atan2(x))))
}

pub fn copysign(vm: &Vm, args: Args<'_>) -> NativeResult {
    with_floats(vm, args, |_vm, [x, y]| Ok(Value::float(x.copysign(y))))
}

pub fn fmod(vm: &Vm, args: Args<'_>) -> NativeResult {
    with_floats(vm, args, |vm, [x, y]| {
        let result = x % y;
        if result.is_nan() && !x.is_nan() && !y.is_nan() {
            return Err(domain(vm));
        }
        Ok(Value::float(result))
    })
}

pub fn pow(vm: &Vm, args: Args<'_>) -> NativeResult {
    with_floats(vm, args, |vm, [x, y]| {
        let result = x.powf(y);
        if x.is_finite() && y.is_finite() {
            if result.is_nan() || result.is_infinite() && x == 0.0 {
                return Err(domain(vm));
            }
            if result.is_infinite() {
                return Err(range(vm));
            }
        }
        Ok(Value::float(result))
    })
}

pub fn remainder(vm: &Vm, args: Args<'_>) -> NativeResult {
    with_floats(vm, args, |vm, [x, y]| {
        let result = libm::remquo(x, y).0;
        if result.is_nan() && !x.is_nan() && !y.is_nan() {
            return Err(domain(vm));
        }
        Ok(Value::float(if result == 0.0 {
            0.0_f64.copysign(x)
        } else {
            result
        }))
    })
}

pub fn fma(vm: &Vm, args: Args<'_>) -> NativeResult {
    with_floats(vm, args, |vm, [x, y, z]| {
        let result = x.mul_add(y, z);
        if result.is_nan() && !x.is_nan() && !y.is_nan() && !z.is_nan() {
            return Err(vm.value_error("invalid operation in fma"));
        }
        if result.is_infinite() && x.is_finite() && y.is_finite() && z.is_finite() {
            return Err(vm.overflow_error("overflow in fma"));
        }
        Ok(Value::float(result))
    })
}

pub fn ldexp(vm: &Vm, args: Args<'_>) -> NativeResult {
    let Some(exponent) = int_of(args.get(1)) else {
        return Err(vm.type_error("Expected an int as second argument to ldexp."));
    };
    let exponent = match exponent {
        Int::Small(small) => small.clamp(-1 << 40, 1 << 40),
        Int::Big(big) if big.sign() == Sign::Minus => -1 << 40,
        Int::Big(_) => 1 << 40,
    };
    with_floats(vm, args, move |vm, [x]| {
        if x == 0.0 || !x.is_finite() {
            return Ok(Value::float(x));
        }
        // Scaled in one rounding: the mantissa first, so that no step in between is subnormal.
        let (mantissa, own) = libm::frexp(x);
        let total = exponent + i64::from(own);
        let result = if total > 1100 {
            f64::INFINITY
        } else if total < -1200 {
            0.0_f64.copysign(x)
        } else if total >= -1021 {
            scale(mantissa * 2.0, total - 1)
        } else {
            mantissa * 2_f64.powi(-1021) * 2_f64.powi((total + 1021) as i32)
        };
        if result.is_infinite() {
            return Err(range(vm));
        }
        Ok(Value::float(result))
    })
}

/// `steps` floats from `x` towards `y`.
fn steps_towards(x: f64, y: f64, steps: u64) -> f64 {
    if x.is_nan() || y.is_nan() {
        return x + y;
    }
    // Floats in their order as integers.
    let key = |value: f64| {
        let bits = value.to_bits() as i64;
        i128::from(if bits < 0 { i64::MIN - bits } else { bits })
    };
    let (from, to) = (key(x), key(y));
    if x == y || from == to || steps == 0 {
        return if steps == 0 { x } else { y };
    }
    let distance = (to - from).unsigned_abs();
    if u128::from(steps) >= distance {
        return y;
    }
    let at = if to > from {
        from + i128::from(steps)
    } else {
        from - i128::from(steps)
    };
    let at = at as i64;
    if at < 0 || at == 0 && x < 0.0 {
        -f64::from_bits(at.unsigned_abs())
    } else {
        f64::from_bits(at as u64)
    }
}

pub fn nextafter(vm: &Vm, args: Args<'_>) -> NativeResult {
    let Some(steps) = args.opt(2).filter(|steps| !steps.is_none()).cloned() else {
        return with_floats(vm, args, |_vm, [x, y]| {
            Ok(Value::float(steps_towards(x, y, 1)))
        });
    };
    let (vm, x, y) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move {
        let (x, y) = (to_float(&vm, &x).await?, to_float(&vm, &y).await?);
        let steps = vm.index(&steps).await?;
        if steps.sign() == Sign::Minus {
            return Err(vm.value_error("steps must be a non-negative integer"));
        }
        if steps.sign() == Sign::NoSign {
            return Ok(Value::float(x));
        }
        Ok(Value::float(steps_towards(
            x,
            y,
            steps.to_u64().unwrap_or(u64::MAX),
        )))
    })
}

pub fn isclose(vm: &Vm, args: Args<'_>) -> NativeResult {
    let given: [Value; 4] = [
        args.get(0).clone(),
        args.get(1).clone(),
        args.opt(2).cloned().unwrap_or_else(|| Value::float(1e-9)),
        args.opt(3).cloned().unwrap_or_else(|| Value::float(0.0)),
    ];
    with_floats(
        vm,
        Args(&given.map(Some)),
        |vm, [a, b, relative, absolute]| {
            if relative < 0.0 || absolute < 0.0 {
                return Err(vm.value_error("tolerances must be non-negative"));
            }
            let difference = (a - b).abs();
            let close = a == b
                || a.is_finite()
                    && b.is_finite()
                    && (difference <= (relative * b).abs()
                        || difference <= (relative * a).abs()
                        || difference <= absolute);
            Ok(Value::bool(close))
        },
    )
}
