//! `container[start:stop]` of builtin sequences, without a slice object.

use super::Vm;
use crate::object::{Kind, Value, View};
use crate::types::list::PyList;
use crate::types::str::PyStr;
use crate::types::tuple::PyTuple;

/// Longer results are left to the types, which look at the limit of memory and let others run.
const MOST: usize = 4096;

/// The part, for exact lists, tuples and strings between plain bounds.
pub(super) fn quick_slice(
    vm: &Vm,
    container: &Value,
    start: &Value,
    stop: &Value,
) -> Option<Value> {
    let object = container.as_object()?;
    let (length, class) = match object.kind() {
        Kind::List => (object.payload::<PyList>()?.len(), &vm.types.list),
        Kind::Tuple => (object.payload::<PyTuple>()?.items().len(), &vm.types.tuple),
        Kind::Str => (object.payload::<PyStr>()?.len(), &vm.types.str),
        _ => return None,
    };
    if !object.class().ptr_eq(class) {
        return None;
    }
    let from = bound(start, 0, length)?;
    let to = bound(stop, length, length)?.max(from);
    if to - from > MOST {
        return None;
    }
    if let Some(list) = object.payload::<PyList>() {
        let items = list.items()[from..to].to_vec();
        return Some(vm.new_list(items));
    }
    if to - from == length {
        return Some(container.clone());
    }
    if let Some(tuple) = object.payload::<PyTuple>() {
        return Some(vm.new_tuple(tuple.items()[from..to].to_vec()));
    }
    let text = object.payload::<PyStr>()?;
    Some(vm.new_wtf8(text.substring(from, to)))
}

fn bound(value: &Value, default: usize, length: usize) -> Option<usize> {
    match value.view() {
        View::None => Some(default),
        View::Int(index) if index < 0 => {
            Some(usize::try_from(index.saturating_add(length as i64)).unwrap_or(0))
        }
        View::Int(index) => Some(usize::try_from(index).unwrap_or(usize::MAX).min(length)),
        _ => None,
    }
}
