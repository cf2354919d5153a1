//! `complex`: construction, and reading complex numbers from text.

use super::{PyComplex, parts};
use crate::object::{Ref, Value};
use crate::types::digits::{to_ascii, trim};
use crate::types::float_methods::construct::{argument, parse};
use crate::types::native::Args;
use crate::types::str::PyStr;
use crate::types::type_object::PyType;
use crate::vm::{NativeResult, PyResult, Vm};

pub fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = crate::types::sequence::new_class(vm, args.get(0), &vm.types.complex)?;
    let (real, imaginary) = (args.opt(1).cloned(), args.opt(2).cloned());
    if imaginary.is_none()
        && let Some(text) = real.as_ref().and_then(Value::get::<PyStr>)
    {
        let Some(number) = parse_complex(&to_ascii(text)) else {
            let (vm, text) = (vm.clone(), args.get(1).clone());
            if !has_misplaced_underscore(&to_ascii(text.get().expect("it was text"))) {
                return Err(vm.value_error("complex() arg is a malformed string"));
            }
            return Vm::future(async move {
                Err(vm.value_error(format!(
                    "could not convert string to complex: {}",
                    vm.repr_text(&text).await?
                )))
            });
        };
        return Ok(of_class(vm, number, &class).into());
    }
    let vm = vm.clone();
    Vm::future(async move {
        let number = combine(&vm, real.as_ref(), imaginary.as_ref()).await?;
        Ok(of_class(&vm, number, &class))
    })
}

/// Whether some underscore does not stand between digits.
fn has_misplaced_underscore(text: &[u8]) -> bool {
    let is_digit = |place: Option<usize>| {
        place
            .and_then(|place| text.get(place))
            .is_some_and(u8::is_ascii_digit)
    };
    text.iter().enumerate().any(|(place, &byte)| {
        byte == b'_' && !(is_digit(place.checked_sub(1)) && is_digit(Some(place + 1)))
    })
}

fn of_class(vm: &Vm, (real, imaginary): (f64, f64), class: &Ref<PyType>) -> Value {
    if class.ptr_eq(&vm.types.complex) {
        return vm.new_complex(real, imaginary);
    }
    Ref::new(PyComplex { real, imaginary }, class).into_value()
}

/// `complex(real, imaginary)`.
async fn combine(vm: &Vm, real: Option<&Value>, imaginary: Option<&Value>) -> PyResult<(f64, f64)> {
    let Some(imaginary) = imaginary else {
        return match real {
            Some(real) => {
                number(vm, real, &|name| {
                    format!("complex() argument must be a string or a number, not {name}")
                })
                .await
            }
            None => Ok((0.0, 0.0)),
        };
    };
    let first = match real {
        Some(real) => {
            number(vm, real, &|name| {
                format!("complex() argument 'real' must be a real number, not {name}")
            })
            .await?
        }
        None => (0.0, 0.0),
    };
    let real_is_complex = real.is_some_and(|real| {
        real.get::<PyComplex>().is_some()
            || vm.class_of(real).lookup(&vm.names.__complex__).is_some()
    });
    if real_is_complex && let Some(real) = real {
        warn_of_complex(vm, "real", real).await?;
    }
    // A part that is not there is not added: 0.0 would turn minus zero into zero.
    let add = |imaginary: f64| {
        if real_is_complex {
            imaginary + first.1
        } else {
            imaginary
        }
    };
    if imaginary.get::<PyComplex>().is_some() {
        let second = parts(imaginary);
        warn_of_complex(vm, "imag", imaginary).await?;
        return Ok((first.0 - second.1, add(second.0)));
    }
    check_real(vm, imaginary, &|name| {
        format!("complex() argument 'imag' must be a real number, not {name}")
    })?;
    Ok((first.0, add(argument(vm, imaginary).await?)))
}

async fn warn_of_complex(vm: &Vm, name: &str, value: &Value) -> PyResult<()> {
    let message = format!(
        "complex() argument '{name}' must be a real number, not {}",
        vm.type_name(value)
    );
    vm.warn(&vm.types.exceptions.deprecation_warning, message)
        .await
}

fn check_real(vm: &Vm, value: &Value, message: &dyn Fn(&str) -> String) -> PyResult<()> {
    let class = vm.class_of(value);
    if class.lookup(&vm.names.__float__).is_none() && class.lookup(&vm.names.__index__).is_none() {
        return Err(vm.type_error(message(&class.name())));
    }
    Ok(())
}

/// A number as real and imaginary part: `__complex__`, then what `float()` accepts.
async fn number(vm: &Vm, value: &Value, message: &dyn Fn(&str) -> String) -> PyResult<(f64, f64)> {
    if vm.is_exactly(value, &vm.types.complex) {
        return Ok(parts(value));
    }
    let class = vm.class_of(value).clone();
    if let Some(method) = class.lookup(&vm.names.__complex__) {
        let result = vm.run_flow(vm.call_special(value, method, vec![])).await?;
        if result.get::<PyComplex>().is_none() {
            return Err(vm.type_error(format!(
                "__complex__ returned non-complex (type {})",
                vm.class_name(&result)
            )));
        }
        return Ok(parts(&result));
    }
    if value.get::<PyComplex>().is_some() {
        return Ok(parts(value));
    }
    check_real(vm, value, message)?;
    Ok((argument(vm, value).await?, 0.0))
}

pub fn from_number(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = args.get(0).to_ref::<PyType>().expect("a class");
    let (vm, value) = (vm.clone(), args.get(1).clone());
    Vm::future(async move {
        let own = class.ptr_eq(&vm.types.complex);
        if own && vm.is_exactly(&value, &class) {
            return Ok(value);
        }
        let (real, imaginary) = number(&vm, &value, &|name| {
            format!("must be real number, not {name}")
        })
        .await?;
        let number = vm.new_complex(real, imaginary);
        if own {
            return Ok(number);
        }
        vm.call(&class.to_value(), [number]).await
    })
}

/// `[(]real[±imaginary j][)]`.
fn parse_complex(text: &[u8]) -> Option<(f64, f64)> {
    let mut text = trim(text);
    if let [b'(', inner @ .., b')'] = text {
        text = trim(inner);
    }
    let whole = |part: &[u8]| {
        let blank = |byte: Option<&u8>| byte.is_none_or(|byte| byte.is_ascii_whitespace());
        if blank(part.first()) || blank(part.last()) {
            return None;
        }
        parse(part)
    };
    let Some(body) = text.strip_suffix(b"j").or_else(|| text.strip_suffix(b"J")) else {
        return whole(text).map(|real| (real, 0.0));
    };
    // The sign that starts the imaginary part: not the first character, not one of an exponent.
    let split = (1..body.len()).rev().find(|&place| {
        matches!(body[place], b'+' | b'-') && !matches!(body[place - 1], b'e' | b'E' | b'+' | b'-')
    });
    let (real, imaginary) = match split {
        Some(place) => (whole(&body[..place])?, &body[place..]),
        None => {
            // A leading sign may still be doubled text such as "1e5j": all of it is imaginary.
            (0.0, body)
        }
    };
    let imaginary = match imaginary {
        b"" | b"+" => 1.0,
        b"-" => -1.0,
        part => whole(part)?,
    };
    Some((real, imaginary))
}
