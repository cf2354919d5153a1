//! Arguments that may need a conversion by Python code before a native can work on plain data.
//!
//! A native asks for the conversion first; when some argument needs it, the native is called again with the
//! converted arguments, from a future. So the native itself is written once, for plain data.

use num_bigint::Sign;
use num_traits::ToPrimitive;

use super::native::{Args, NativeFn};
use crate::object::{Value, View};
use crate::types::int::PyInt;
use crate::types::str::PyStr;
use crate::vm::{NativeResult, PyResult, Vm};

/// What an index argument may be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum IndexKind {
    /// Only what has `__index__`.
    Plain,
    /// Bounds like those of a slice: `None` is fine.
    Bound,
}

fn is_plain_int(value: &Value) -> bool {
    match value.view() {
        View::Int(_) | View::Bool(_) => true,
        View::Object(object) => object.payload::<PyInt>().is_some(),
        _ => false,
    }
}

/// When one of the parameters at `places` needs `__index__`, the answer of `again` with integers in them.
pub fn convert_indices(
    vm: &Vm,
    args: Args<'_>,
    places: &'static [usize],
    kind: IndexKind,
    again: NativeFn,
) -> Option<NativeResult> {
    let ready = |value: &Value| is_plain_int(value) || kind == IndexKind::Bound && value.is_none();
    if places
        .iter()
        .all(|&place| args.opt(place).is_none_or(ready))
    {
        return None;
    }
    let vm = vm.clone();
    let mut slots: Vec<Option<Value>> = args.0.to_vec();
    Some(Vm::future(async move {
        for &place in places {
            let Some(value) = slots[place].clone() else {
                continue;
            };
            if is_plain_int(&value) || kind == IndexKind::Bound && value.is_none() {
                continue;
            }
            let has_index = vm.class_of(&value).lookup(&vm.names.__index__).is_some();
            if kind == IndexKind::Bound && !has_index {
                return Err(vm.type_error(
                    "slice indices must be integers or None or have an __index__ method",
                ));
            }
            let index = vm.index(&value).await?;
            slots[place] = Some(vm.new_int(index));
        }
        let flow = again(&vm, Args(&slots))?;
        vm.run_flow(flow).await
    }))
}

/// A converted integer, clamped to the machine's range.
#[must_use]
pub fn saturating(value: &Value) -> i64 {
    match value.view() {
        View::Int(value) => value,
        View::Bool(value) => i64::from(value),
        View::Object(object) => match object.payload::<PyInt>() {
            Some(big) => big.value.to_i64().unwrap_or_else(|| {
                if big.value.sign() == Sign::Minus {
                    i64::MIN
                } else {
                    i64::MAX
                }
            }),
            None => 0,
        },
        _ => 0,
    }
}

/// A converted integer that must fit CPython's `Py_ssize_t`.
pub fn size(vm: &Vm, value: &Value) -> PyResult<i64> {
    if let Some(big) = value.get::<PyInt>() {
        return big
            .value
            .to_i64()
            .ok_or_else(|| vm.overflow_error("Python int too large to convert to C ssize_t"));
    }
    Ok(saturating(value))
}

/// A converted integer that must fit CPython's `int`.
pub fn c_int(vm: &Vm, value: &Value) -> PyResult<i32> {
    i32::try_from(saturating(value))
        .map_err(|_| vm.overflow_error("Python int too large to convert to C int"))
}

/// The bounds `start`, `end` (converted) over a sequence of `length`, as search methods clamp them: `start`
/// may be above `length` and above `end`.
#[must_use]
pub fn bounds(start: Option<&Value>, end: Option<&Value>, length: usize) -> (usize, usize) {
    let length = length as i64;
    let resolve = |value: Option<&Value>, default: i64| match value {
        Some(value) if !value.is_none() => {
            let index = saturating(value);
            if index < 0 {
                index.saturating_add(length).max(0)
            } else {
                index
            }
        }
        _ => default,
    };
    let (start, end) = (resolve(start, 0), resolve(end, length).min(length));
    (start as usize, end as usize)
}

/// A `str` argument, or "`name() argument place must be str, not …`".
pub fn text<'a>(vm: &Vm, value: &'a Value, name: &str, place: usize) -> PyResult<&'a PyStr> {
    value.get::<PyStr>().ok_or_else(|| {
        vm.type_error(format!(
            "{name}() argument {place} must be str, not {}",
            type_word(vm, value)
        ))
    })
}

/// How argument errors call a value's class: `None` by itself, anything else by its class.
#[must_use]
pub fn type_word(vm: &Vm, value: &Value) -> String {
    if value.is_none() {
        "None".to_owned()
    } else {
        vm.class_name(value).to_string()
    }
}

/// `__index__`-less repeat counts: the count of `sequence * n`, none when `n` is no integer.
pub fn repeat_count(vm: &Vm, value: &Value) -> PyResult<Option<usize>> {
    match value.view() {
        View::Int(count) => Ok(Some(usize::try_from(count).unwrap_or(0))),
        View::Bool(count) => Ok(Some(usize::from(count))),
        View::Object(object) => match object.payload::<PyInt>() {
            Some(big) => match big.value.to_i64() {
                Some(count) => Ok(Some(usize::try_from(count).unwrap_or(0))),
                None => Err(vm.overflow_error("cannot fit 'int' into an index-sized integer")),
            },
            None => Ok(None),
        },
        _ => Ok(None),
    }
}
