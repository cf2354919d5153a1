//! `text = text + more` and `text += more` without copying `text` each time.
//!
//! A string is immutable, but one that nobody else can see may grow in place. So, when the next instruction
//! stores the sum back into the variable that holds the left operand, that variable's reference is given up
//! first, and the string grows if it had no other. A loop of appends is then linear.

use super::frame::Frame;
use super::{PyResult, Vm};
use crate::code::PyCode;
use crate::code::instruction::Op;
use crate::object::Value;
use crate::types::dict::PyDict;
use crate::types::str::PyStr;

/// Shorter strings are copied: that is as fast, and keeps them compact.
const WORTH_GROWING: usize = 64;

/// The sum of two exact strings; `None` when they are something else. `a` is taken then.
#[inline]
pub fn text(
    vm: &Vm,
    frame: &mut Frame,
    code: &PyCode,
    a: &mut Value,
    b: &Value,
) -> PyResult<Option<Value>> {
    let (Some(x), Some(y)) = (a.get::<PyStr>(), b.get::<PyStr>()) else {
        return Ok(None);
    };
    if !vm.is_exactly(a, &vm.types.str) || !vm.is_exactly(b, &vm.types.str) {
        return Ok(None);
    }
    if x.is_empty() {
        return Ok(Some(b.clone()));
    }
    if y.is_empty() {
        return Ok(Some(a.clone()));
    }
    let (length, more) = (x.bytes().len(), y.bytes().len());
    if length + more > 1 << 20 {
        vm.check_memory((length + more) as u64)?;
    }
    if length >= WORTH_GROWING {
        release_target(frame, code, a);
        match std::mem::replace(a, Value::none()).into_ref::<PyStr>() {
            Ok(mut text) => {
                if let Some(own) = text.get_mut() {
                    own.push(y);
                    return Ok(Some(text.into_value()));
                }
                *a = text.into_value();
            }
            Err(value) => *a = value,
        }
    }
    let x = a.get::<PyStr>().expect("looked at above");
    Ok(Some(vm.new_wtf8(x.followed_by(y))))
}

/// Empties the variable that the next instruction assigns to, if it holds this very string. Nothing can look
/// at the variable before the assignment: the sum of two exact strings runs no Python code.
fn release_target(frame: &mut Frame, code: &PyCode, text: &Value) {
    let next = code.instructions[frame.next as usize];
    let place = next.arg as usize;
    match next.op {
        Op::StoreFast => {
            if let Some(slot) = frame.slots.get_mut(place)
                && slot.as_ref().is_some_and(|held| held.is(text))
            {
                *slot = None;
            }
        }
        Op::StoreName | Op::StoreGlobal => {
            let namespace = match (&next.op, &frame.namespace) {
                (Op::StoreName, Some(namespace)) => namespace.get::<PyDict>(),
                _ => Some(&*frame.globals),
            };
            let name = &code.names[place];
            if let Some(dict) = namespace
                && let Some(place) = dict.find_name(name)
                && dict.value_at(place).is(text)
            {
                drop(dict.replace(place, Value::none()));
            }
        }
        _ => {}
    }
}
