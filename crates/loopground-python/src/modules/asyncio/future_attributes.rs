//! Attributes of futures, and who awaits them.

use loopground_core::future::{Outcome, State};

use super::Asyncio;
use super::future::{Callback, this};
use super::step;
use crate::object::Value;
use crate::types::def::GetSetDef;
use crate::types::native::{Args, NativeDef};
use crate::vm::{NativeResult, PyResult, Vm};

pub(super) static ATTRIBUTES: &[GetSetDef] = &[
    GetSetDef::read_only("_state", state_name),
    GetSetDef::read_only("_loop", loop_attribute),
    GetSetDef::read_only("_result", result_attribute),
    GetSetDef::read_only("_exception", exception_attribute),
    GetSetDef::read_only("_callbacks", callbacks_attribute),
    GetSetDef::writable("_asyncio_future_blocking", blocking, set_blocking),
    GetSetDef::writable("_log_traceback", log_traceback, set_log_traceback),
    GetSetDef::writable("_cancel_message", cancel_message, set_cancel_message),
    GetSetDef::read_only("_source_traceback", source_traceback),
    GetSetDef::read_only("_asyncio_awaited_by", awaited_by),
    GetSetDef::writable(
        "__dict__",
        crate::types::function_methods::instance_dict,
        crate::types::function_methods::replace_dict,
    ),
];

pub static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function(
        "future_add_to_awaited_by",
        "(fut, waiter, /)",
        add_to_awaited_by,
    ),
    NativeDef::function(
        "future_discard_from_awaited_by",
        "(fut, waiter, /)",
        discard_from_awaited_by,
    ),
];

fn state_name(vm: &Vm, value: &Value) -> PyResult {
    Ok(vm.new_str(match this(value).state.borrow().state() {
        State::Pending => "PENDING",
        State::Cancelled => "CANCELLED",
        State::Finished => "FINISHED",
    }))
}

fn loop_attribute(_vm: &Vm, value: &Value) -> PyResult {
    let known = this(value).event_loop.borrow().clone();
    Ok(known.unwrap_or_else(Value::none))
}

fn result_attribute(_vm: &Vm, value: &Value) -> PyResult {
    Ok(match this(value).state.borrow().peek() {
        Outcome::Value(value) => value.clone(),
        _ => Value::none(),
    })
}

fn exception_attribute(_vm: &Vm, value: &Value) -> PyResult {
    Ok(match this(value).state.borrow().peek() {
        Outcome::Error(raised) => raised.value(),
        _ => Value::none(),
    })
}

fn callbacks_attribute(vm: &Vm, value: &Value) -> PyResult {
    let state = this(value).state.borrow();
    let pairs: Vec<Value> = state
        .callbacks()
        .iter()
        .map(|callback| match callback {
            Callback::Python { function, context } => vm.new_tuple(vec![
                function.clone(),
                context
                    .clone()
                    .unwrap_or_else(|| crate::modules::contextvars::empty(vm)),
            ]),
            Callback::Wake(task) => {
                vm.new_tuple(vec![step::wakeup_method(vm, task), step::context(vm, task)])
            }
        })
        .collect();
    Ok(if pairs.is_empty() {
        Value::none()
    } else {
        vm.new_list(pairs)
    })
}

fn blocking(_vm: &Vm, value: &Value) -> PyResult {
    Ok(Value::bool(this(value).blocking.get()))
}

fn set_blocking(vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    let new = given(vm, new)?;
    this(value)
        .blocking
        .set(vm.quick_truth(&new).unwrap_or(true));
    Ok(())
}

fn log_traceback(_vm: &Vm, value: &Value) -> PyResult {
    Ok(Value::bool(this(value).state.borrow().is_unretrieved()))
}

fn set_log_traceback(vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    let new = Some(given(vm, new)?);
    if new.as_ref().and_then(|new| vm.quick_truth(new)) == Some(true) {
        return Err(vm.value_error("_log_traceback can only be set to False"));
    }
    this(value).state.borrow_mut().forget_unretrieved();
    Ok(())
}

fn cancel_message(_vm: &Vm, value: &Value) -> PyResult {
    Ok(this(value)
        .state
        .borrow()
        .cancel_message()
        .cloned()
        .unwrap_or_else(Value::none))
}

fn set_cancel_message(vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    let new = given(vm, new)?;
    this(value).state.borrow_mut().set_cancel_message(Some(new));
    Ok(())
}

/// The new value of an attribute that cannot be deleted.
pub(super) fn given(vm: &Vm, new: Option<Value>) -> PyResult {
    new.ok_or_else(|| vm.attribute_error("cannot delete attribute"))
}

fn source_traceback(_vm: &Vm, value: &Value) -> PyResult {
    Ok(this(value).source_traceback.borrow().clone())
}

/// Tasks that await it are among its callbacks; others were noted.
fn awaited_by(vm: &Vm, value: &Value) -> PyResult {
    let own = this(value);
    let mut waiters = own.awaited_by.borrow().clone();
    for callback in own.state.borrow().callbacks().iter() {
        if let Callback::Wake(task) = callback
            && !waiters.iter().any(|known| known.is(task))
        {
            waiters.push(task.clone());
        }
    }
    if waiters.is_empty() {
        return Ok(Value::none());
    }
    Ok(crate::types::set::frozenset_of_plain(vm, waiters))
}

/// Only futures and tasks of this module are noted, as in CPython.
fn both_native(vm: &Vm, args: Args<'_>) -> bool {
    let class = &Asyncio::of(vm).classes().future.clone();
    vm.is_instance(args.get(0), class) && vm.is_instance(args.get(1), class)
}

fn add_to_awaited_by(vm: &Vm, args: Args<'_>) -> NativeResult {
    if both_native(vm, args) {
        let mut waiters = this(args.get(0)).awaited_by.borrow_mut();
        if !waiters.iter().any(|known| known.is(args.get(1))) {
            waiters.push(args.get(1).clone());
        }
    }
    Ok(Value::none().into())
}

fn discard_from_awaited_by(vm: &Vm, args: Args<'_>) -> NativeResult {
    if both_native(vm, args) {
        let gone = {
            let mut waiters = this(args.get(0)).awaited_by.borrow_mut();
            let place = waiters.iter().position(|known| known.is(args.get(1)));
            place.map(|place| waiters.swap_remove(place))
        };
        drop(gone);
    }
    Ok(Value::none().into())
}
