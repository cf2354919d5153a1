//! `float`: construction, and reading floats from text.

use crate::object::{Ref, Value};
use crate::types::digits::{to_ascii, trim};
use crate::types::float::PyFloat;
use crate::types::native::Args;
use crate::types::number::{float_of, real, round_scaled};
use crate::types::sequence::new_class;
use crate::types::str::PyStr;
use crate::types::type_object::PyType;
use crate::vm::{NativeResult, PyResult, Raised, Vm};

pub fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = new_class(vm, args.get(0), &vm.types.float)?;
    let Some(object) = args.opt(1) else {
        return Ok(of_class(vm, 0.0, &class).into());
    };
    if let Some(text) = object.get::<PyStr>()
        && vm.is_exactly(object, &vm.types.str)
    {
        let value = parse(&to_ascii(text)).ok_or_else(|| invalid(vm, object))?;
        return Ok(of_class(vm, value, &class).into());
    }
    if object.as_object().is_none()
        && let Some(value) = real(vm, object)?
    {
        return Ok(of_class(vm, value, &class).into());
    }
    let (vm, object) = (vm.clone(), object.clone());
    Vm::future(async move {
        let value = convert(&vm, &object, true).await?;
        Ok(of_class(&vm, value, &class))
    })
}

/// The float of a number by `__float__` or `__index__`; of text too when allowed.
async fn convert(vm: &Vm, object: &Value, text_too: bool) -> PyResult<f64> {
    if let Some(value) = special(vm, object).await? {
        return Ok(value);
    }
    if text_too {
        let text = match object.get::<PyStr>() {
            Some(text) => Some(to_ascii(text)),
            None => crate::types::buffer::snapshot(vm, object),
        };
        if let Some(text) = text {
            return parse(&text).ok_or_else(|| invalid(vm, object));
        }
        return Err(vm.type_error(format!(
            "float() argument must be a string or a real number, not '{}'",
            vm.class_name(object)
        )));
    }
    Err(must_be_real(vm, object))
}

#[cold]
fn must_be_real(vm: &Vm, object: &Value) -> Raised {
    vm.type_error(format!(
        "must be real number, not {}",
        vm.class_name(object)
    ))
}

async fn special(vm: &Vm, object: &Value) -> PyResult<Option<f64>> {
    if let Some(float) = object.as_small_float() {
        return Ok(Some(float));
    }
    let class = vm.class_of(object).clone();
    if let Some(method) = class.lookup(&vm.names.__float__) {
        let result = vm.run_flow(vm.call_special(object, method, vec![])).await?;
        return match float_of(&result) {
            Some(float) => {
                if !vm.is_exactly(&result, &vm.types.float) {
                    let method = format!("{}.__float__", class.name());
                    vm.warn_of_strict_subclass(&method, "float", &result)
                        .await?;
                }
                Ok(Some(float))
            }
            None => Err(vm.type_error(format!(
                "{}.__float__ returned non-float (type {})",
                class.name(),
                vm.class_name(&result)
            ))),
        };
    }
    if class.lookup(&vm.names.__index__).is_some() {
        let index = vm.new_int(vm.index(object).await?);
        return real(vm, &index);
    }
    Ok(None)
}

/// A float argument (`math.sqrt(x)`, `'%f' % x`): `__float__`, then `__index__`, then a `TypeError`.
pub async fn argument(vm: &Vm, value: &Value) -> PyResult<f64> {
    match quick_argument(vm, value)? {
        Some(float) => Ok(float),
        None => convert(vm, value, false).await,
    }
}

/// As [`argument`] where no Python code is needed.
pub fn quick_argument(vm: &Vm, value: &Value) -> PyResult<Option<f64>> {
    if value.as_object().is_none() || vm.is_exactly(value, &vm.types.int) {
        return real(vm, value);
    }
    Ok(None)
}

fn of_class(vm: &Vm, value: f64, class: &Ref<PyType>) -> Value {
    let value = if value.is_nan() {
        another_nan(value)
    } else {
        value
    };
    if class.ptr_eq(&vm.types.float) {
        return Value::float(value);
    }
    Ref::new(PyFloat { value }, class).into_value()
}

/// A NaN that is no other one: each `float('nan')` is an object of its own, so a set may hold several. Floats
/// have no identity here but their bits, and NaN has bits to spare.
fn another_nan(nan: f64) -> f64 {
    thread_local! {
        static MADE: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
    }
    let made = MADE.get();
    MADE.set(made + 1);
    let sign = nan.to_bits() & 1 << 63;
    f64::from_bits(sign | f64::NAN.to_bits() | made & ((1 << 32) - 1))
}

fn invalid(vm: &Vm, original: &Value) -> Raised {
    let shown = match original.get::<PyStr>() {
        Some(text) => crate::types::str_methods::escape::repr(text.as_wtf8()),
        None => {
            let bytes = crate::types::buffer::snapshot(vm, original).unwrap_or_default();
            crate::types::buffer::repr(&bytes)
        }
    };
    vm.value_error(format!("could not convert string to float: {shown}"))
}

/// Reads a float as `float(text)` does.
#[must_use]
pub fn parse(text: &[u8]) -> Option<f64> {
    let text = std::str::from_utf8(trim(text)).ok()?;
    if !text.contains('_') {
        return parse_plain(text);
    }
    // Underscores only between digits.
    let bytes = text.as_bytes();
    let digit = |place: Option<usize>| {
        place
            .and_then(|place| bytes.get(place))
            .is_some_and(u8::is_ascii_digit)
    };
    let fine = bytes
        .iter()
        .enumerate()
        .filter(|&(_, &byte)| byte == b'_')
        .all(|(place, _)| digit(place.checked_sub(1)) && digit(Some(place + 1)));
    fine.then(|| parse_plain(&text.replace('_', "")))?
}

/// A float without blanks and underscores.
#[must_use]
pub fn parse_plain(text: &str) -> Option<f64> {
    // Rust's grammar is Python's, words for infinity and NaN included.
    text.parse().ok()
}

pub fn from_number(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = args.get(0).to_ref::<PyType>().expect("a class");
    let number = args.get(1);
    if class.ptr_eq(&vm.types.float) && number.as_small_float().is_some() {
        return Ok(number.clone().into());
    }
    let (vm, number) = (vm.clone(), number.clone());
    Vm::future(async move {
        let value = convert(&vm, &number, false).await?;
        if class.ptr_eq(&vm.types.float) {
            return Ok(Value::float(value));
        }
        vm.call(&class.to_value(), [Value::float(value)]).await
    })
}

pub fn fromhex(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = args.get(0).clone();
    let Some(text) = args.get(1).get::<PyStr>() else {
        return Err(vm.type_error("bad argument type for built-in operation"));
    };
    let value = match parse_hex(trim(text.bytes())) {
        Some(value) if value.is_infinite() => {
            return Err(vm.overflow_error("hexadecimal value too large to represent as a float"));
        }
        Some(value) => value,
        None => match special_word(trim(text.bytes())) {
            Some(value) => value,
            None => {
                return Err(vm.value_error("invalid hexadecimal floating-point string"));
            }
        },
    };
    let own = class
        .to_ref::<PyType>()
        .is_some_and(|class| class.ptr_eq(&vm.types.float));
    if own {
        return Ok(Value::float(value).into());
    }
    Ok(crate::vm::Flow::call(class, [Value::float(value)].into()))
}

fn special_word(text: &[u8]) -> Option<f64> {
    let word = match text {
        [b'+' | b'-', rest @ ..] => rest,
        _ => text,
    };
    let known = [&b"inf"[..], b"infinity", b"nan"];
    known
        .iter()
        .any(|known| word.eq_ignore_ascii_case(known))
        .then(|| std::str::from_utf8(text).ok()?.parse().ok())?
}

/// `[sign]['0x']digits[.digits]['p'exponent]`, rounded half to even; infinite when too large.
fn parse_hex(text: &[u8]) -> Option<f64> {
    let (negative, text) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    let text = match text {
        [b'0', b'x' | b'X', rest @ ..] => rest,
        _ => text,
    };
    let (digits, exponent) = match text.iter().position(|byte| matches!(byte, b'p' | b'P')) {
        Some(place) => {
            let exponent = std::str::from_utf8(&text[place + 1..]).ok()?;
            let signless = exponent.trim_start_matches(['+', '-']);
            if exponent.len() - signless.len() > 1
                || signless.is_empty()
                || !signless.bytes().all(|byte| byte.is_ascii_digit())
            {
                return None;
            }
            let clamped: i64 = exponent.parse().unwrap_or(if exponent.starts_with('-') {
                -1 << 40
            } else {
                1 << 40
            });
            (&text[..place], clamped.clamp(-1 << 40, 1 << 40))
        }
        None => (text, 0),
    };
    let (mut bits, mut scale, mut seen, mut point) = (0_u128, exponent, false, false);
    for &byte in digits {
        if byte == b'.' {
            if point {
                return None;
            }
            point = true;
            continue;
        }
        let digit = char::from(byte).to_digit(16)?;
        seen = true;
        if bits >> 120 == 0 {
            bits = bits << 4 | u128::from(digit);
            scale -= if point { 4 } else { 0 };
        } else {
            // Below what rounding can see, but for whether anything is there at all.
            bits |= u128::from(digit != 0);
            scale += if point { 0 } else { 4 };
        }
    }
    if !seen {
        return None;
    }
    let width = 128 - i64::from(bits.leading_zeros());
    let value = if bits != 0 && scale + width > 1100 {
        f64::INFINITY
    } else {
        round_scaled(bits, scale.max(-3000))
    };
    Some(if negative { -value } else { value })
}
