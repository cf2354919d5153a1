//! Equality and `repr` of nested builtin data without Python code: the fast paths of containers.
//!
//! Both give up (and the VM's calls take over) when a value is not plain data, when it is nested deeper than
//! [`DEPTH`], or when more than [`BUDGET`] values were looked at: neither the host's stack nor a time slice may
//! depend on a program's data.

use crate::object::{Kind, Value};
use crate::types::dict::{Equality, PyDict};
use crate::types::list::PyList;
use crate::types::set::PySet;
use crate::types::str::PyStr;
use crate::types::tuple::PyTuple;
use crate::vm::Vm;

const DEPTH: u32 = 8;
const BUDGET: u32 = 20_000;

/// `a is b or a == b`; `None` when Python code may be needed.
#[inline]
#[must_use]
pub fn quick_equal(vm: &Vm, a: &Value, b: &Value) -> Option<bool> {
    if a.is(b) {
        return Some(true);
    }
    match vm.plain_equal(a, b) {
        Equality::Equal => Some(true),
        Equality::Different => Some(false),
        Equality::Unknown => deep_equal(vm, a, b, DEPTH, &mut BUDGET.clone()),
    }
}

fn deep_equal(vm: &Vm, a: &Value, b: &Value, depth: u32, budget: &mut u32) -> Option<bool> {
    if a.is(b) {
        return Some(true);
    }
    match vm.plain_equal(a, b) {
        Equality::Equal => return Some(true),
        Equality::Different => return Some(false),
        Equality::Unknown => {}
    }
    let (x, y) = (a.as_object()?, b.as_object()?);
    let (x_class, y_class) = (x.class(), y.class());
    let both = |class| x_class.ptr_eq(class) && y_class.ptr_eq(class);
    let depth = depth.checked_sub(1)?;
    let mut all = |x: &[Value], y: &[Value]| {
        if x.len() != y.len() {
            return Some(false);
        }
        for (x, y) in x.iter().zip(y) {
            *budget = budget.checked_sub(1)?;
            if !deep_equal(vm, x, y, depth, budget)? {
                return Some(false);
            }
        }
        Some(true)
    };
    if both(&vm.types.list) {
        let (x, y) = (x.payload::<PyList>()?, y.payload::<PyList>()?);
        return all(&x.items(), &y.items());
    }
    if both(&vm.types.tuple) {
        let (x, y) = (x.payload::<PyTuple>()?, y.payload::<PyTuple>()?);
        return all(x.items(), y.items());
    }
    if both(&vm.types.dict) {
        let (x, y) = (x.payload::<PyDict>()?, y.payload::<PyDict>()?);
        if x.len() != y.len() {
            return Some(false);
        }
        let mut place = 0;
        while let Some((at, key, value)) = x.next_entry(place) {
            place = at + 1;
            *budget = budget.checked_sub(1)?;
            let Some(other) = vm.quick_dict_get(y, &key)? else {
                return Some(false);
            };
            if !deep_equal(vm, &value, &other, depth, budget)? {
                return Some(false);
            }
        }
        return Some(true);
    }
    None
}

/// Appends the `repr` of plain data; `false` when Python code may be needed (then `text` is to be dropped).
#[must_use]
pub fn quick_repr_into(vm: &Vm, value: &Value, text: &mut String) -> bool {
    deep_repr(vm, value, text, DEPTH, &mut BUDGET.clone()).is_some()
}

fn deep_repr(
    vm: &Vm,
    value: &Value,
    text: &mut String,
    depth: u32,
    budget: &mut u32,
) -> Option<()> {
    *budget = budget.checked_sub(1)?;
    let Some(object) = value.as_object() else {
        text.push_str(&crate::types::quick_repr(vm, value)?);
        return Some(());
    };
    let class = object.class();
    if object.kind() == Kind::Str && class.ptr_eq(&vm.types.str) {
        push_str_repr(text, object.payload::<PyStr>()?);
        return Some(());
    }
    let depth = depth.checked_sub(1)?;
    let mut all = |text: &mut String, items: &[Value]| {
        for (place, item) in items.iter().enumerate() {
            if place > 0 {
                text.push_str(", ");
            }
            deep_repr(vm, item, text, depth, budget)?;
        }
        Some(())
    };
    if class.ptr_eq(&vm.types.list) {
        text.push('[');
        all(text, &object.payload::<PyList>()?.items())?;
        text.push(']');
    } else if class.ptr_eq(&vm.types.tuple) {
        let items = object.payload::<PyTuple>()?.items();
        text.push('(');
        all(text, items)?;
        text.push_str(if items.len() == 1 { ",)" } else { ")" });
    } else if class.ptr_eq(&vm.types.dict) {
        let dict = object.payload::<PyDict>()?;
        text.push('{');
        let mut place = 0;
        let mut first = true;
        while let Some((at, key, value)) = dict.next_entry(place) {
            place = at + 1;
            if !std::mem::take(&mut first) {
                text.push_str(", ");
            }
            deep_repr(vm, &key, text, depth, budget)?;
            text.push_str(": ");
            deep_repr(vm, &value, text, depth, budget)?;
        }
        text.push('}');
    } else if class.ptr_eq(&vm.types.set) {
        let items = object.payload::<PySet>()?.keys();
        if items.is_empty() {
            text.push_str("set()");
        } else {
            text.push('{');
            all(text, &items)?;
            text.push('}');
        }
    } else {
        return None;
    }
    Some(())
}

fn push_str_repr(text: &mut String, content: &PyStr) {
    let plain = content
        .bytes()
        .iter()
        .all(|byte| (b' '..0x7F).contains(byte) && *byte != b'\'' && *byte != b'\\');
    if plain && let Some(content) = content.as_str() {
        text.push('\'');
        text.push_str(content);
        text.push('\'');
    } else {
        let escape = rustpython_literal::escape::UnicodeEscape::new_repr(content.as_wtf8());
        // Writing to a `String` cannot fail.
        let _ = escape.str_repr().write(text);
    }
}
