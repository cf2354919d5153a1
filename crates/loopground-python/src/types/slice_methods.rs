//! `slice`: methods.

use crate::object::{Kind, Value, View};
use crate::types::def::TypeDef;
use crate::types::slice::PySlice;

pub static TYPE: TypeDef = TypeDef {
    name: "slice",
    kind: Kind::Slice,
    ..TypeDef::EMPTY
};

/// The resolved start, stop and step over a sequence of `length` when all parts are small integers or `None`
/// and the step is not zero: no Python code and no error is possible then.
#[must_use]
pub fn quick_indices(slice: &PySlice, length: usize) -> Option<(i64, i64, i64)> {
    let part = |value: &Value| match value.view() {
        View::None => Some(None),
        View::Int(value) => Some(Some(value)),
        View::Bool(value) => Some(Some(i64::from(value))),
        _ => None,
    };
    let (start, stop) = (part(&slice.start)?, part(&slice.stop)?);
    let step = part(&slice.step)?.unwrap_or(1).max(-i64::MAX);
    if step == 0 {
        return None;
    }
    let length = length as i64;
    let (low, high) = if step > 0 {
        (0, length)
    } else {
        (-1, length - 1)
    };
    let clamp = |index: i64| {
        let index = if index < 0 {
            index.saturating_add(length)
        } else {
            index
        };
        index.clamp(low, high)
    };
    let (first, last) = if step > 0 { (low, high) } else { (high, low) };
    Some((start.map_or(first, clamp), stop.map_or(last, clamp), step))
}
