//! `int` and `bool`: construction, and reading integers from text.

use num_bigint::BigInt;
use num_traits::ToPrimitive;

use crate::object::{Ref, Value};
use crate::types::bytes::PyBytes;
use crate::types::int::PyInt;
use crate::types::native::Args;
use crate::types::number::{float_to_int, int_of};
use crate::types::sequence::new_class;
use crate::types::str::PyStr;
use crate::types::type_object::PyType;
use crate::vm::{NativeResult, PyResult, Raised, Vm};

pub fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = new_class(vm, args.get(0), &vm.types.int)?;
    let Some(object) = args.opt(1) else {
        if args.opt(2).is_some() {
            return Err(vm.type_error("int() missing string argument"));
        }
        return Ok(of_class(vm, Value::int(0), &class).into());
    };
    let Some(base) = args.opt(2) else {
        if let Some(value) = simple(vm, object)? {
            return Ok(of_class(vm, value, &class).into());
        }
        let (vm, object) = (vm.clone(), object.clone());
        return Vm::future(async move {
            let value = convert(&vm, &object).await?;
            Ok(of_class(&vm, value, &class))
        });
    };
    let (vm, object, base) = (vm.clone(), object.clone(), base.clone());
    Vm::future(async move {
        let base = vm.index(&base).await?;
        let base = base
            .to_u32()
            .filter(|&base| base == 0 || (2..=36).contains(&base));
        let Some(base) = base else {
            return Err(vm.value_error("int() base must be >= 2 and <= 36, or 0"));
        };
        let has_text = object.get::<PyStr>().is_some() || crate::types::buffer::is_bytes(&object);
        match text_of(&vm, &object).filter(|_| has_text) {
            Some(text) => {
                let value = parse(&vm, &text, base, &object)?;
                Ok(of_class(&vm, value, &class))
            }
            None => Err(vm.type_error("int() can't convert non-string with explicit base")),
        }
    })
}

/// The value of exact numbers and text.
fn simple(vm: &Vm, object: &Value) -> PyResult<Option<Value>> {
    if vm.is_exactly(object, &vm.types.int) {
        return Ok(Some(object.clone()));
    }
    if let Some(value) = object.as_bool() {
        return Ok(Some(Value::int(i64::from(value))));
    }
    if let Some(float) = object.as_small_float() {
        return float_to_int(vm, float).map(Some);
    }
    if vm.is_exactly(object, &vm.types.str) {
        let text = text_of(vm, object).unwrap_or_default();
        return parse(vm, &text, 10, object).map(Some);
    }
    Ok(None)
}

async fn convert(vm: &Vm, object: &Value) -> PyResult {
    let class = vm.class_of(object).clone();
    for name in [&vm.names.__int__, &vm.names.__index__] {
        let Some(method) = class.lookup(name) else {
            continue;
        };
        let result = vm.run_flow(vm.call_special(object, method, vec![])).await?;
        return match int_of(&result) {
            Some(value) => {
                let plain = value.to_value(vm);
                if !vm.is_exactly(&result, &vm.types.int) {
                    vm.warn_of_strict_subclass(&crate::vm::call::text(name), "int", &result)
                        .await?;
                }
                Ok(plain)
            }
            None => Err(vm.type_error(format!(
                "{} returned non-int (type {})",
                crate::vm::call::text(name),
                vm.class_name(&result)
            ))),
        };
    }
    if let Some(text) = text_of(vm, object) {
        return parse(vm, &text, 10, object);
    }
    Err(vm.type_error(format!(
        "int() argument must be a string, a bytes-like object or a real number, not '{}'",
        class.name()
    )))
}

/// What `int()` reads as text: `str`, `bytes`, `bytearray`.
fn text_of(vm: &Vm, object: &Value) -> Option<Vec<u8>> {
    if let Some(text) = object.get::<PyStr>() {
        return Some(crate::types::digits::to_ascii(text));
    }
    if let Some(bytes) = object.get::<PyBytes>() {
        return Some(bytes.data().to_vec());
    }
    crate::types::buffer::snapshot(vm, object)
}

/// The integer as an instance of `class`.
fn of_class(vm: &Vm, value: Value, class: &Ref<PyType>) -> Value {
    if class.ptr_eq(&vm.types.int) {
        return value;
    }
    let value = int_of(&value).map_or_else(BigInt::default, |int| int.big().into_owned());
    Ref::new(PyInt { value }, class).into_value()
}

/// Reads an integer as `int(text, base)` does; `original` is what the message shows.
pub fn parse(vm: &Vm, text: &[u8], base: u32, original: &Value) -> PyResult {
    match read(vm, text, base) {
        Ok(Some(value)) => Ok(value),
        Ok(None) => Err(invalid(vm, base, original)),
        Err(raised) => Err(raised),
    }
}

fn invalid(vm: &Vm, base: u32, original: &Value) -> Raised {
    let shown = match original.get::<PyStr>() {
        Some(text) => crate::types::str_methods::escape::repr(text.as_wtf8()),
        None => {
            let bytes = crate::types::buffer::snapshot(vm, original).unwrap_or_default();
            crate::types::buffer::repr(&bytes)
        }
    };
    let shown: String = shown.chars().take(200).collect();
    vm.value_error(format!(
        "invalid literal for int() with base {base}: {shown}"
    ))
}

/// `None`: no integer.
fn read(vm: &Vm, text: &[u8], mut base: u32) -> PyResult<Option<Value>> {
    let text = crate::types::digits::trim(text);
    let (negative, mut digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    let prefix = match digits {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        _ => 0,
    };
    let mut zeros_only = false;
    if base == 0 {
        base = if prefix == 0 { 10 } else { prefix };
        zeros_only = prefix == 0 && digits.first() == Some(&b'0');
    }
    if prefix != 0 && prefix == base {
        digits = &digits[2..];
        if let [b'_', rest @ ..] = digits {
            digits = rest;
        }
    }
    // Underscores only between digits.
    if digits.first().is_none_or(|&d| d == b'_') || digits.last() == Some(&b'_') {
        return Ok(None);
    }
    let mut plain = Vec::new();
    let digits = if memchr::memchr(b'_', digits).is_some() {
        if memchr::memmem::find(digits, b"__").is_some() {
            return Ok(None);
        }
        plain.extend(digits.iter().copied().filter(|&digit| digit != b'_'));
        &plain[..]
    } else {
        digits
    };
    let valid = |&digit: &u8| char::from(digit).is_digit(base);
    if !digits.iter().all(valid) || zeros_only && digits.iter().any(|&digit| digit != b'0') {
        return Ok(None);
    }
    let limit = super::digits::limit(vm);
    if !base.is_power_of_two() && limit > 0 && digits.len() > limit.max(640) {
        return Err(vm.value_error(format!(
            "Exceeds the limit ({limit} digits) for integer string conversion: value has {} digits; \
             use sys.set_int_max_str_digits() to increase the limit",
            digits.len()
        )));
    }
    if digits.len() <= 12 {
        let value = digits.iter().fold(0_i64, |value, &digit| {
            let digit = char::from(digit).to_digit(base).unwrap_or_default();
            value * i64::from(base) + i64::from(digit)
        });
        return Ok(Some(Value::int(if negative { -value } else { value })));
    }
    let value = from_digits(digits, base);
    let value = if negative { -value } else { value };
    Ok(Some(vm.new_int(value)))
}

/// The value of valid digits; long ones by halves, which costs as little as multiplication does.
fn from_digits(digits: &[u8], base: u32) -> BigInt {
    if digits.len() <= 2000 || base.is_power_of_two() {
        return BigInt::parse_bytes(digits, base).unwrap_or_default();
    }
    let half = digits.len() / 2;
    let (high, low) = digits.split_at(digits.len() - half);
    let power = BigInt::from(base).pow(half as u32);
    from_digits(high, base) * power + from_digits(low, base)
}

pub fn new_bool(vm: &Vm, args: Args<'_>) -> NativeResult {
    let Some(object) = args.opt(1) else {
        return Ok(Value::bool(false).into());
    };
    if let Some(truth) = vm.quick_truth(object) {
        return Ok(Value::bool(truth).into());
    }
    let (vm, object) = (vm.clone(), object.clone());
    Vm::future(async move { vm.truth(&object).await.map(Value::bool) })
}
