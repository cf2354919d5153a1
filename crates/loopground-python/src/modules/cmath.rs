//! `cmath`: functions of complex numbers.
//!
//! The special values follow Annex G of the C standard, as CPython's do; the formulas are Kahan's ("Branch Cuts for
//! Complex Elementary Functions, or Much Ado About Nothing's Sign Bit").

use std::f64::consts::{FRAC_PI_2, LN_2, PI};

use crate::object::{Ref, Value};
use crate::types::complex::PyComplex;
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::types::number::real;
use crate::vm::{NativeResult, PyResult, Vm};

type Complex = (f64, f64);

/// Why there is no result.
enum Wrong {
    Domain,
    Range,
}

type Answer = Result<Complex, Wrong>;

pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    vm.add_functions(dict, "cmath", FUNCTIONS);
    let float = |name: &str, value: f64| dict.set_name(&vm.intern(name), Value::float(value));
    float("pi", PI);
    float("e", std::f64::consts::E);
    float("tau", std::f64::consts::TAU);
    float("inf", f64::INFINITY);
    float("nan", f64::NAN);
    dict.set_name(&vm.intern("infj"), vm.new_complex(0.0, f64::INFINITY));
    dict.set_name(&vm.intern("nanj"), vm.new_complex(0.0, f64::NAN));
    Ok(())
}

macro_rules! unary {
    ($($name:literal: $function:expr;)*) => {
        &[
            $(NativeDef::function($name, "(z, /)", |vm, args| {
                with_complex(vm, args, |vm, z| answer(vm, $function(z)))
            }),)*
            NativeDef::function("phase", "(z, /)", |vm, args| {
                with_complex(vm, args, |_, z| Ok(Value::float(f64::atan2(z.1, z.0))))
            }),
            NativeDef::function("polar", "(z, /)", |vm, args| {
                with_complex(vm, args, |vm, z| {
                    let size = magnitude(z);
                    if size.is_infinite() && z.0.is_finite() && z.1.is_finite() {
                        return Err(vm.overflow_error("math range error"));
                    }
                    Ok(vm.new_tuple(vec![Value::float(size), Value::float(f64::atan2(z.1, z.0))]))
                })
            }),
            NativeDef::function("isfinite", "(z, /)", |vm, args| {
                with_complex(vm, args, |_, z| Ok(Value::bool(z.0.is_finite() && z.1.is_finite())))
            }),
            NativeDef::function("isinf", "(z, /)", |vm, args| {
                with_complex(vm, args, |_, z| Ok(Value::bool(z.0.is_infinite() || z.1.is_infinite())))
            }),
            NativeDef::function("isnan", "(z, /)", |vm, args| {
                with_complex(vm, args, |_, z| Ok(Value::bool(z.0.is_nan() || z.1.is_nan())))
            }),
            NativeDef::function("rect", "(r, phi, /)", rect),
            NativeDef::function("log", "(z, base=<unrepresentable>, /)", log),
            NativeDef::function(
                "isclose",
                "(a, b, *, rel_tol=1e-09, abs_tol=0.0)",
                isclose,
            ),
        ]
    };
}

static FUNCTIONS: &[NativeDef] = unary! {
    "sqrt": |z| Ok(sqrt(z));
    "exp": exp;
    "log10": |z| ln(z).map(|(re, im)| (re / std::f64::consts::LN_10, im / std::f64::consts::LN_10));
    "sin": |z| sinh(turn(z)).map(turn_back);
    "cos": |z| cosh(turn(z));
    "tan": |z| tanh(turn(z)).map(turn_back);
    "sinh": sinh;
    "cosh": cosh;
    "tanh": tanh;
    "asin": |z| Ok(turn_back(asinh(turn(z))));
    "acos": |z| Ok(acos(z));
    "atan": |z| atanh(turn(z)).map(turn_back);
    "asinh": |z| Ok(asinh(z));
    "acosh": |z| Ok(acosh(z));
    "atanh": atanh;
};

fn answer(vm: &Vm, answer: Answer) -> PyResult {
    match answer {
        Ok((re, im)) => Ok(vm.new_complex(re, im)),
        Err(Wrong::Domain) => Err(vm.value_error("math domain error")),
        Err(Wrong::Range) => Err(vm.overflow_error("math range error")),
    }
}

/// The complex number of a value, where no Python code is needed.
fn quick(vm: &Vm, value: &Value) -> PyResult<Option<Complex>> {
    if let Some(own) = value.get::<PyComplex>() {
        return Ok(Some((own.real, own.imaginary)));
    }
    Ok(real(vm, value)?.map(|real| (real, 0.0)))
}

async fn convert(vm: &Vm, value: &Value) -> PyResult<Complex> {
    if let Some(number) = quick(vm, value)? {
        return Ok(number);
    }
    let class = vm.class_of(value).clone();
    let names = [
        &vm.names.__complex__,
        &vm.names.__float__,
        &vm.names.__index__,
    ];
    for name in names {
        if let Some(method) = class.lookup(name) {
            let result = vm.run_flow(vm.call_special(value, method, vec![])).await?;
            if name.is(&vm.names.__complex__) && result.get::<PyComplex>().is_none() {
                return Err(vm.type_error(format!(
                    "__complex__ returned non-complex (type {})",
                    vm.class_name(&result)
                )));
            }
            if let Some(number) = quick(vm, &result)? {
                return Ok(number);
            }
        }
    }
    Err(vm.type_error(format!("must be real number, not {}", vm.class_name(value))))
}

fn with_complex(
    vm: &Vm,
    args: Args<'_>,
    then: impl Fn(&Vm, Complex) -> PyResult + 'static,
) -> NativeResult {
    if let Some(number) = quick(vm, args.get(0))? {
        return then(vm, number).map(Into::into);
    }
    let (vm, value) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let number = convert(&vm, &value).await?;
        then(&vm, number)
    })
}

/// `z * i`.
fn turn((re, im): Complex) -> Complex {
    (-im, re)
}

/// `z / i`.
fn turn_back((re, im): Complex) -> Complex {
    (im, -re)
}

fn magnitude((re, im): Complex) -> f64 {
    f64::hypot(re, im)
}

fn sqrt((re, im): Complex) -> Complex {
    if im.is_infinite() {
        return (f64::INFINITY, im);
    }
    if re.is_nan() || im.is_nan() {
        return match re.is_infinite() {
            true if re > 0.0 => (f64::INFINITY, im),
            true => (f64::NAN, f64::INFINITY),
            false => (f64::NAN, f64::NAN),
        };
    }
    if re.is_infinite() {
        return if re > 0.0 {
            (f64::INFINITY, 0.0_f64.copysign(im))
        } else {
            (0.0, f64::INFINITY.copysign(im))
        };
    }
    if re == 0.0 && im == 0.0 {
        return (0.0, im);
    }
    let (ax, ay) = (re.abs(), im.abs());
    let s = if ax < f64::MIN_POSITIVE && ay < f64::MIN_POSITIVE && (ax > 0.0 || ay > 0.0) {
        // Subnormal: scaled up first.
        let up = 2.0_f64.powi(54);
        let ax = ax * up;
        (ax + f64::hypot(ax, ay * up)).sqrt() * 2.0_f64.powi(-27) / std::f64::consts::SQRT_2
    } else {
        let eighth = ax / 8.0;
        2.0 * (eighth + f64::hypot(eighth, ay / 8.0)).sqrt()
    };
    let d = ay / (2.0 * s);
    if re >= 0.0 {
        (s, d.copysign(im))
    } else {
        (d, s.copysign(im))
    }
}

fn exp((re, im): Complex) -> Answer {
    if !re.is_finite() || !im.is_finite() {
        if re.is_infinite() && im.is_finite() && im != 0.0 {
            let size: f64 = if re > 0.0 { f64::INFINITY } else { 0.0 };
            return Ok((size.copysign(im.cos()), size.copysign(im.sin())));
        }
        if im.is_infinite() && (re.is_finite() || re > 0.0) && !re.is_nan() {
            return Err(Wrong::Domain);
        }
        return Ok(match (re, im) {
            (re, im) if im == 0.0 => (if re == f64::NEG_INFINITY { 0.0 } else { re }, im),
            (f64::NEG_INFINITY, _) => (0.0, 0.0),
            (f64::INFINITY, _) => (f64::INFINITY, f64::NAN),
            _ => (f64::NAN, f64::NAN),
        });
    }
    let (re, im) = if re > 708.0 {
        let size = f64::exp(re - 1.0);
        (
            size * f64::cos(im) * std::f64::consts::E,
            size * f64::sin(im) * std::f64::consts::E,
        )
    } else {
        let size = f64::exp(re);
        (size * f64::cos(im), size * f64::sin(im))
    };
    finite((re, im))
}

fn finite(z: Complex) -> Answer {
    if z.0.is_infinite() || z.1.is_infinite() {
        return Err(Wrong::Range);
    }
    Ok(z)
}

fn ln((re, im): Complex) -> Answer {
    if re == 0.0 && im == 0.0 {
        return Err(Wrong::Domain);
    }
    let angle = f64::atan2(im, re);
    if !re.is_finite() || !im.is_finite() {
        let size = if re.is_infinite() || im.is_infinite() {
            f64::INFINITY
        } else {
            f64::NAN
        };
        return Ok((size, angle));
    }
    let (ax, ay) = (re.abs(), im.abs());
    let size = if ax > f64::MAX / 4.0 || ay > f64::MAX / 4.0 {
        f64::ln(f64::hypot(ax / 2.0, ay / 2.0)) + LN_2
    } else if ax < f64::MIN_POSITIVE && ay < f64::MIN_POSITIVE {
        let up = 2.0_f64.powi(53);
        f64::ln(f64::hypot(ax * up, ay * up)) - 53.0 * LN_2
    } else {
        let size = f64::hypot(ax, ay);
        if (0.71..=1.73).contains(&size) {
            let (large, small) = if ax > ay { (ax, ay) } else { (ay, ax) };
            f64::ln_1p((large - 1.0) * (large + 1.0) + small * small) / 2.0
        } else {
            f64::ln(size)
        }
    };
    Ok((size, angle))
}

fn sinh((re, im): Complex) -> Answer {
    if !re.is_finite() || !im.is_finite() {
        if re.is_infinite() && im.is_finite() && im != 0.0 {
            let size = f64::INFINITY;
            return Ok((
                re.signum() * size.copysign(im.cos()),
                size.copysign(im.sin()),
            ));
        }
        if im.is_infinite() && !re.is_nan() {
            return Err(Wrong::Domain);
        }
        return Ok(match (re, im) {
            (re, im) if im == 0.0 => (re, im),
            (re, im) if re == 0.0 => (re, im),
            (re, _) if re.is_infinite() => (re, f64::NAN),
            _ => (f64::NAN, f64::NAN),
        });
    }
    if re.abs() > 708.0 {
        let nearer = re - 1.0_f64.copysign(re);
        return finite((
            f64::cos(im) * f64::sinh(nearer) * std::f64::consts::E,
            f64::sin(im) * f64::cosh(nearer) * std::f64::consts::E,
        ));
    }
    finite((f64::cos(im) * f64::sinh(re), f64::sin(im) * f64::cosh(re)))
}

fn cosh((re, im): Complex) -> Answer {
    if !re.is_finite() || !im.is_finite() {
        if re.is_infinite() && im.is_finite() && im != 0.0 {
            let size = f64::INFINITY;
            return Ok((
                size.copysign(im.cos()),
                re.signum() * size.copysign(im.sin()),
            ));
        }
        if im.is_infinite() && !re.is_nan() {
            return Err(Wrong::Domain);
        }
        return Ok(match (re, im) {
            (re, im) if im == 0.0 => (
                re.abs(),
                0.0_f64.copysign(im) * if re.is_nan() { 1.0 } else { re.signum() },
            ),
            (0.0, _) => (f64::NAN, 0.0),
            (re, _) if re.is_infinite() => (f64::INFINITY, f64::NAN),
            _ => (f64::NAN, f64::NAN),
        });
    }
    if re.abs() > 708.0 {
        let nearer = re - 1.0_f64.copysign(re);
        return finite((
            f64::cos(im) * f64::cosh(nearer) * std::f64::consts::E,
            f64::sin(im) * f64::sinh(nearer) * std::f64::consts::E,
        ));
    }
    finite((f64::cos(im) * f64::cosh(re), f64::sin(im) * f64::sinh(re)))
}

fn tanh((re, im): Complex) -> Answer {
    if !re.is_finite() || !im.is_finite() {
        if re.is_infinite() && im.is_finite() && im != 0.0 {
            let side = 2.0 * im.sin() * im.cos();
            return Ok((re.signum(), 0.0_f64.copysign(side)));
        }
        if im.is_infinite() && re.is_finite() {
            return Err(Wrong::Domain);
        }
        return Ok(match (re, im) {
            (re, im) if re.is_infinite() => (re.signum(), 0.0_f64.copysign(im)),
            (re, im) if im == 0.0 => (re, im),
            (re, _) if re == 0.0 => (re, f64::NAN),
            _ => (f64::NAN, f64::NAN),
        });
    }
    if re.abs() > 708.0 {
        let side = 4.0 * f64::sin(im) * f64::cos(im) * f64::exp(-2.0 * re.abs());
        return Ok((1.0_f64.copysign(re), side));
    }
    let (tx, ty) = (f64::tanh(re), f64::tan(im));
    let cx = 1.0 / f64::cosh(re);
    let txty = tx * ty;
    let below = 1.0 + txty * txty;
    Ok((tx * (1.0 + ty * ty) / below, ty / below * cx * cx))
}

fn acos((re, im): Complex) -> Complex {
    if re == 0.0 && im.is_nan() {
        return (FRAC_PI_2, f64::NAN);
    }
    if !re.is_finite() || !im.is_finite() {
        let angle = f64::atan2(im.abs(), re);
        let size = if re.is_infinite() || im.is_infinite() {
            f64::INFINITY
        } else {
            f64::NAN
        };
        return (angle, -size.copysign(im));
    }
    if re.abs() > f64::MAX / 4.0 || im.abs() > f64::MAX / 4.0 {
        let size = f64::ln(f64::hypot(re / 2.0, im / 2.0)) + 2.0 * LN_2;
        return (f64::atan2(im.abs(), re), -size.copysign(im));
    }
    let s1 = sqrt((1.0 - re, -im));
    let s2 = sqrt((1.0 + re, im));
    (
        2.0 * f64::atan2(s1.0, s2.0),
        libm::asinh(s2.0 * s1.1 - s2.1 * s1.0),
    )
}

fn acosh((re, im): Complex) -> Complex {
    if !re.is_finite() || !im.is_finite() || re.abs() > f64::MAX / 4.0 || im.abs() > f64::MAX / 4.0
    {
        let (angle, size) = acos((re, im));
        return (size.abs(), angle.copysign(im));
    }
    let s1 = sqrt((re - 1.0, im));
    let s2 = sqrt((re + 1.0, im));
    (
        libm::asinh(s1.0 * s2.0 + s1.1 * s2.1),
        2.0 * f64::atan2(s1.1, s2.0),
    )
}

fn asinh((re, im): Complex) -> Complex {
    if !re.is_finite() || !im.is_finite() {
        let size = if re.is_infinite() || im.is_infinite() {
            f64::INFINITY
        } else {
            f64::NAN
        };
        if re.is_nan() && im.is_infinite() {
            return (f64::INFINITY, f64::NAN);
        }
        if im == 0.0 && re.is_nan() {
            return (re, im);
        }
        return (size.copysign(re), f64::atan2(im, re.abs()));
    }
    if re.abs() > f64::MAX / 4.0 || im.abs() > f64::MAX / 4.0 {
        let size = f64::ln(f64::hypot(re / 2.0, im / 2.0)) + 2.0 * LN_2;
        return (size.copysign(re), f64::atan2(im, re.abs()));
    }
    let s1 = sqrt((1.0 + im, -re));
    let s2 = sqrt((1.0 - im, re));
    (
        libm::asinh(s1.0 * s2.1 - s2.0 * s1.1),
        f64::atan2(im, s1.0 * s2.0 - s1.1 * s2.1),
    )
}

fn atanh((re, im): Complex) -> Answer {
    if !re.is_finite() || !im.is_finite() {
        if im.is_infinite() || re.is_infinite() && !im.is_nan() {
            return Ok((0.0_f64.copysign(re), FRAC_PI_2.copysign(im)));
        }
        return Ok(match () {
            () if re.is_infinite() => (0.0_f64.copysign(re), f64::NAN),
            () if re == 0.0 => (re, f64::NAN),
            () => (f64::NAN, f64::NAN),
        });
    }
    // Odd: the left half plane mirrors the right one.
    if re < 0.0 || re == 0.0 && re.is_sign_negative() {
        return atanh((-re, -im)).map(|(re, im)| (-re, -im));
    }
    let ay = im.abs();
    if re > (f64::MAX / 4.0).sqrt() || ay > (f64::MAX / 4.0).sqrt() {
        let size = f64::hypot(re / 2.0, im / 2.0);
        return Ok((re / 4.0 / size / size, -FRAC_PI_2.copysign(-im)));
    }
    if re == 1.0 && ay < f64::MIN_POSITIVE.sqrt() {
        if ay == 0.0 {
            return Err(Wrong::Domain);
        }
        let size = -f64::ln(ay.sqrt() / f64::hypot(ay, 2.0).sqrt());
        return Ok((size, (f64::atan2(2.0, -ay) / 2.0).copysign(im)));
    }
    let near = 1.0 - re;
    Ok((
        f64::ln_1p(4.0 * re / (near * near + ay * ay)) / 4.0,
        -f64::atan2(-2.0 * im, near * (1.0 + re) - ay * ay) / 2.0,
    ))
}

fn rect(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = (vm.clone(), [args.get(0).clone(), args.get(1).clone()]);
    Vm::future(async move {
        let mut given = [0.0; 2];
        for (number, value) in given.iter_mut().zip(&slots) {
            if value.get::<PyComplex>().is_some() {
                return Err(vm.type_error("must be real number, not complex"));
            }
            *number = convert(&vm, value).await?.0;
        }
        let [size, angle] = given;
        if !size.is_finite() || !angle.is_finite() {
            if angle.is_infinite() && size != 0.0 && !size.is_nan() {
                return Err(vm.value_error("math domain error"));
            }
            let (re, im) = match () {
                () if size == 0.0 => (0.0, 0.0),
                () if size.is_infinite() && angle.is_finite() && angle != 0.0 => (
                    size.signum() * f64::INFINITY.copysign(angle.cos()),
                    size.signum() * f64::INFINITY.copysign(angle.sin()),
                ),
                () if angle == 0.0 => (size, angle),
                () if size.is_infinite() => (f64::INFINITY, f64::NAN),
                () => (f64::NAN, f64::NAN),
            };
            return Ok(vm.new_complex(re, im));
        }
        if angle == 0.0 {
            // As CPython, which keeps the sign of a zero angle.
            return Ok(vm.new_complex(size, size * angle));
        }
        Ok(vm.new_complex(size * f64::cos(angle), size * f64::sin(angle)))
    })
}

fn log(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, z, base) = (vm.clone(), args.get(0).clone(), args.opt(1).cloned());
    Vm::future(async move {
        let number = convert(&vm, &z).await?;
        let Some(base) = base else {
            return answer(&vm, ln(number));
        };
        let base = convert(&vm, &base).await?;
        let above = answer(&vm, ln(number))?;
        let below = answer(&vm, ln(base))?;
        vm.binary(
            crate::vm::operators::BinaryOperator::TrueDivide,
            &above,
            &below,
        )
        .await
    })
}

fn isclose(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = (vm.clone(), args.0.to_vec());
    Vm::future(async move {
        let a = convert(&vm, slots[0].as_ref().expect("bound")).await?;
        let b = convert(&vm, slots[1].as_ref().expect("bound")).await?;
        let mut tolerances = [1e-9, 0.0];
        for (tolerance, given) in tolerances.iter_mut().zip(&slots[2..]) {
            if let Some(given) = given {
                if given.get::<PyComplex>().is_some() {
                    return Err(vm.type_error("must be real number, not complex"));
                }
                *tolerance = convert(&vm, given).await?.0;
            }
        }
        let [relative, absolute] = tolerances;
        if relative < 0.0 || absolute < 0.0 {
            return Err(vm.value_error("tolerances must be non-negative"));
        }
        if a == b {
            return Ok(Value::bool(true));
        }
        if [a.0, a.1, b.0, b.1].iter().any(|part| part.is_infinite()) {
            return Ok(Value::bool(false));
        }
        let apart = magnitude((a.0 - b.0, a.1 - b.1));
        let close = apart <= relative * magnitude(b)
            || apart <= relative * magnitude(a)
            || apart <= absolute;
        Ok(Value::bool(close))
    })
}
