//! Builtin exceptions whose arguments have a form: what they say of wrong ones.

use super::str::PyStr;
use super::tuple::PyTuple;
use super::type_object::PyType;
use crate::object::{Ref, Value};
use crate::vm::{PyResult, Raised, Vm};

/// Looks at the arguments of a class's `__init__`.
pub(super) fn check(vm: &Vm, class: &Ref<PyType>, given: &[Value]) -> PyResult<()> {
    let exceptions = &vm.types.exceptions;
    if class.is_subclass_of(&exceptions.syntax_error) && given.len() == 2 {
        return details(vm, &given[1]);
    }
    let skip = if class.is_subclass_of(&exceptions.unicode_encode_error)
        || class.is_subclass_of(&exceptions.unicode_decode_error)
    {
        0
    } else if class.is_subclass_of(&exceptions.unicode_translate_error) {
        1
    } else {
        return Ok(());
    };
    let wanted = 5 - skip;
    if given.len() != wanted {
        return Err(vm.type_error(format!(
            "function takes exactly {wanted} arguments ({} given)",
            given.len()
        )));
    }
    let decoding = class.is_subclass_of(&exceptions.unicode_decode_error);
    for (place, value) in given.iter().enumerate() {
        let fits = match place + skip {
            0 | 4 => value.get::<PyStr>().is_some(),
            // Any buffer will do for what was to be decoded.
            1 if decoding => value.get::<PyStr>().is_none() && value.as_object().is_some(),
            1 => value.get::<PyStr>().is_some(),
            _ => {
                if value.as_small_int().is_none() && value.as_bool().is_none() {
                    return Err(vm.type_error(format!(
                        "'{}' object cannot be interpreted as an integer",
                        vm.class_name(value)
                    )));
                }
                true
            }
        };
        if !fits {
            return Err(wrong(vm, place, decoding && place == 1, value));
        }
    }
    Ok(())
}

fn wrong(vm: &Vm, place: usize, buffer: bool, value: &Value) -> Raised {
    let class = vm.class_name(value);
    if buffer {
        return vm.type_error(format!("a bytes-like object is required, not '{class}'"));
    }
    vm.type_error(format!("argument {} must be str, not {class}", place + 1))
}

/// The second argument of a `SyntaxError`.
fn details(vm: &Vm, details: &Value) -> PyResult<()> {
    let count = details
        .get::<PyTuple>()
        .map_or(4, |tuple| tuple.items().len());
    Err(match count {
        4 | 6 | 7 => return Ok(()),
        5 => vm.type_error("end_offset must be provided when end_lineno is provided"),
        0..4 => vm.type_error(format!(
            "function takes at least 4 arguments ({count} given)"
        )),
        _ => vm.type_error(format!(
            "function takes at most 7 arguments ({count} given)"
        )),
    })
}
