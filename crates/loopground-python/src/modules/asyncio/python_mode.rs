//! Handing a loop over to Python: its queues become the deque and the list that `base_events` works on.
//!
//! From then on every turn is CPython's own code. It happens when a program looks into the queues, replaces a part of
//! the loop, or asks for debug mode.

use super::event_loop::{Job, PyEventLoop, this};
use super::handle::PyHandle;
use super::step::{self, Wake};
use crate::modules::collections::deque::PyDeque;
use crate::object::{Ref, Value};
use crate::types::list::PyList;
use crate::vm::{PyResult, Vm};

/// From now on the loop's turns are run by Python.
pub fn enter(vm: &Vm, event_loop: &Ref<PyEventLoop>, own: &Value) -> PyResult<()> {
    if !event_loop.native.replace(false) {
        return Ok(());
    }
    let timers: Vec<Value> = event_loop
        .queue
        .borrow()
        .scheduled()
        .filter_map(|(_, job)| match job {
            Job::Call(handle) => Some(handle.to_value()),
            Job::Step(..) => None,
        })
        .collect();
    for timer in &timers {
        if let Some(handle) = timer.get::<PyHandle>() {
            handle.place.set(None);
            handle.scheduled.set(true);
        }
    }
    let mut jobs = event_loop.queue.borrow_mut().clear();
    let left = jobs.len() - timers.len();
    let later = jobs.split_off(left);
    drop(later);
    let mut ready = Vec::with_capacity(left);
    for job in jobs {
        match job {
            Job::Call(handle) => {
                handle.place.set(None);
                ready.push(handle.into_value());
            }
            Job::Step(task, wake) => ready.push(step_handle(vm, event_loop, own, task, wake)),
        }
    }
    if let Some(deque) = event_loop.ready.borrow().get::<PyDeque>() {
        for handle in ready {
            deque.push(vm, handle, false)?;
        }
    }
    if let Some(list) = event_loop.scheduled.borrow().get::<PyList>() {
        list.items_mut().extend(timers);
    }
    Ok(())
}

/// The handle that CPython would have queued for a step of a task.
fn step_handle(vm: &Vm, event_loop: &PyEventLoop, own: &Value, task: Value, wake: Wake) -> Value {
    let context = step::context(vm, &task);
    let (callback, args) = step::callback(vm, &task, wake);
    let handle = PyHandle::new(own.clone(), callback, args, Some(context));
    let classes = event_loop.shared.handles.get();
    let class = match classes {
        Some(classes) => &classes.handle,
        None => &event_loop.shared.classes().handle,
    };
    Ref::new(handle, class).into_value()
}

pub(super) fn ready(vm: &Vm, value: &Value) -> PyResult {
    let event_loop = this(value);
    enter(vm, &event_loop, value)?;
    Ok(event_loop.ready.borrow().clone())
}

pub(super) fn set_ready(vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    set(vm, value, new, |event_loop| &event_loop.ready)
}

pub(super) fn scheduled(vm: &Vm, value: &Value) -> PyResult {
    let event_loop = this(value);
    enter(vm, &event_loop, value)?;
    Ok(event_loop.scheduled.borrow().clone())
}

pub(super) fn set_scheduled(vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    set(vm, value, new, |event_loop| &event_loop.scheduled)
}

/// The first time it is the loop's own `__init__` that sets a queue.
fn set(
    vm: &Vm,
    value: &Value,
    new: Option<Value>,
    field: fn(&PyEventLoop) -> &std::cell::RefCell<Value>,
) -> PyResult<()> {
    let event_loop = this(value);
    if !field(&event_loop).borrow().is_none() {
        enter(vm, &event_loop, value)?;
    }
    let old = field(&event_loop).replace(new.unwrap_or_else(Value::none));
    drop(old);
    Ok(())
}
