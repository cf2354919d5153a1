//! `math`: the table, the constants, and how arguments become floats.

mod gamma;
mod integers;
mod real;
mod sums;

use num_bigint::BigInt;

use crate::object::{Ref, Value};
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::types::number::{float_of, real};
use crate::vm::{NativeResult, PyResult, Raised, Vm};

pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    use std::f64::consts;
    for (name, value) in [
        ("pi", consts::PI),
        ("e", consts::E),
        ("tau", consts::TAU),
        ("inf", f64::INFINITY),
        ("nan", f64::NAN),
    ] {
        dict.set_name(&vm.intern(name), Value::float(value));
    }
    vm.add_functions(dict, "math", FUNCTIONS);
    Ok(())
}

/// The float an argument is, asking `__float__` and `__index__`.
pub async fn to_float(vm: &Vm, value: &Value) -> PyResult<f64> {
    if let Some(float) = real(vm, value)? {
        return Ok(float);
    }
    let class = vm.class_of(value).clone();
    if let Some(method) = class.lookup(&vm.names.__float__) {
        let result = vm.run_flow(vm.call_special(value, method, vec![])).await?;
        return float_of(&result).ok_or_else(|| {
            vm.type_error(format!(
                "{}.__float__() must return a float, not {}",
                class.name(),
                vm.class_name(&result)
            ))
        });
    }
    if class.lookup(&vm.names.__index__).is_some() {
        let index = vm.new_int(vm.index(value).await?);
        return Ok(real(vm, &index)?.unwrap_or(f64::NAN));
    }
    Err(vm.type_error(format!("must be real number, not {}", class.name())))
}

/// Computes with the first `N` arguments as floats.
pub fn with_floats<const N: usize>(
    vm: &Vm,
    args: Args<'_>,
    compute: impl FnOnce(&Vm, [f64; N]) -> PyResult + 'static,
) -> NativeResult {
    let mut numbers = [0.0; N];
    let mut plain = true;
    for (place, number) in numbers.iter_mut().enumerate() {
        match real(vm, args.get(place))? {
            Some(float) => *number = float,
            None => {
                plain = false;
                break;
            }
        }
    }
    if plain {
        return compute(vm, numbers).map(Into::into);
    }
    let given: Vec<Value> = (0..N).map(|place| args.get(place).clone()).collect();
    let vm = vm.clone();
    Vm::future(async move {
        let mut numbers = [0.0; N];
        for (number, value) in numbers.iter_mut().zip(&given) {
            *number = to_float(&vm, value).await?;
        }
        compute(&vm, numbers)
    })
}

/// Computes with every argument as an integer.
pub fn with_integers(
    vm: &Vm,
    given: &[Value],
    compute: impl AsyncFnOnce(&Vm, Vec<BigInt>) -> PyResult + 'static,
) -> NativeResult {
    let (vm, given) = (vm.clone(), given.to_vec());
    Vm::future(async move {
        let mut numbers = Vec::with_capacity(given.len());
        for value in &given {
            numbers.push(vm.index(value).await?);
        }
        compute(&vm, numbers).await
    })
}

pub fn domain(vm: &Vm) -> Raised {
    vm.value_error("math domain error")
}

pub fn range(vm: &Vm) -> Raised {
    vm.overflow_error("math range error")
}

/// A `ValueError` that shows the number.
pub fn expected(vm: &Vm, what: &str, got: f64) -> Raised {
    let shown = crate::types::quick_repr(vm, &Value::float(got)).unwrap_or_default();
    vm.value_error(format!("expected {what}, got {shown}"))
}

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("acos", "(x, /)", real::acos),
    NativeDef::function("acosh", "(x, /)", real::acosh),
    NativeDef::function("asin", "(x, /)", real::asin),
    NativeDef::function("asinh", "(x, /)", real::asinh),
    NativeDef::function("atan", "(x, /)", real::atan),
    NativeDef::function("atanh", "(x, /)", real::atanh),
    NativeDef::function("cbrt", "(x, /)", real::cbrt),
    NativeDef::function("cos", "(x, /)", real::cos),
    NativeDef::function("cosh", "(x, /)", real::cosh),
    NativeDef::function("degrees", "(x, /)", real::degrees),
    NativeDef::function("erf", "(x, /)", real::erf),
    NativeDef::function("erfc", "(x, /)", real::erfc),
    NativeDef::function("exp", "(x, /)", real::exp),
    NativeDef::function("exp2", "(x, /)", real::exp2),
    NativeDef::function("expm1", "(x, /)", real::expm1),
    NativeDef::function("fabs", "(x, /)", real::fabs),
    NativeDef::function("frexp", "(x, /)", real::frexp),
    NativeDef::function("gamma", "(x, /)", real::gamma),
    NativeDef::function("isfinite", "(x, /)", real::isfinite),
    NativeDef::function("isinf", "(x, /)", real::isinf),
    NativeDef::function("isnan", "(x, /)", real::isnan),
    NativeDef::function("lgamma", "(x, /)", real::lgamma),
    NativeDef::function("log1p", "(x, /)", real::log1p),
    NativeDef::function("modf", "(x, /)", real::modf),
    NativeDef::function("radians", "(x, /)", real::radians),
    NativeDef::function("sin", "(x, /)", real::sin),
    NativeDef::function("sinh", "(x, /)", real::sinh),
    NativeDef::function("sqrt", "(x, /)", real::sqrt),
    NativeDef::function("tan", "(x, /)", real::tan),
    NativeDef::function("tanh", "(x, /)", real::tanh),
    NativeDef::function("ulp", "(x, /)", real::ulp),
    NativeDef::function("floor", "(x, /)", real::floor),
    NativeDef::function("ceil", "(x, /)", real::ceil),
    NativeDef::function("trunc", "(x, /)", real::trunc),
    NativeDef::function("log2", "(x, /)", real::log2),
    NativeDef::function("log10", "(x, /)", real::log10),
    NativeDef::function("atan2", "(y, x, /)", real::atan2),
    NativeDef::function("copysign", "(x, y, /)", real::copysign),
    NativeDef::function("fmod", "(x, y, /)", real::fmod),
    NativeDef::function("pow", "(x, y, /)", real::pow),
    NativeDef::function("remainder", "(x, y, /)", real::remainder),
    NativeDef::function("fma", "(x, y, z, /)", real::fma),
    NativeDef::function("ldexp", "(x, i, /)", real::ldexp),
    NativeDef::function("nextafter", "(x, y, /, *, steps=None)", real::nextafter),
    NativeDef::function(
        "isclose",
        "(a, b, *, rel_tol=1e-09, abs_tol=0.0)",
        real::isclose,
    ),
    NativeDef::function("log", "(x, base=<unrepresentable>, /)", real::log),
    NativeDef::function("comb", "(n, k, /)", integers::comb),
    NativeDef::function("perm", "(n, k=None, /)", integers::perm),
    NativeDef::function("factorial", "(n, /)", integers::factorial),
    NativeDef::function("gcd", "(*integers)", integers::gcd),
    NativeDef::function("lcm", "(*integers)", integers::lcm),
    NativeDef::function("isqrt", "(n, /)", integers::isqrt),
    NativeDef::function("fsum", "(seq, /)", sums::fsum),
    NativeDef::function("prod", "(iterable, /, *, start=1)", sums::prod),
    NativeDef::function("sumprod", "(p, q, /)", sums::sumprod),
    NativeDef::function("hypot", "(*coordinates)", sums::hypot),
    NativeDef::function("dist", "(p, q, /)", sums::dist),
];
