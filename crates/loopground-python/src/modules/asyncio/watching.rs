//! Telling a watcher what tasks and the loop do.
//!
//! Not here: what an event is (`loopground_core::event`), who listens (`crate::watch`).

use loopground_core::event::{Ending, Event, TaskId, WaitsFor};
use loopground_core::task::Resume;
use std::time::Duration;

use super::event_loop::PyEventLoop;
use super::future::{PyFuture, this};
use super::task::with_part;
use crate::object::Value;
use crate::vm::{Outcome, Vm};

fn id(task: &Value) -> TaskId {
    TaskId(with_part(task, |part| part.number).unwrap_or(0))
}

/// The task whose step runs.
fn running(vm: &Vm, task: &Value) -> Option<TaskId> {
    let current = this(task).shared.task_now(vm)?;
    current.get::<PyFuture>()?;
    Some(id(&current))
}

pub(super) fn created(vm: &Vm, task: &Value) {
    vm.observe_named(|| {
        let name = with_part(task, |part| part.name.clone());
        let name = name.map_or(String::new(), |name| match name.as_small_int() {
            Some(number) => format!("Task-{number}"),
            None => crate::vm::call::text(&name),
        });
        let (task, by) = (id(task), running(vm, task));
        (Event::TaskCreated { task, by }, name)
    });
}

pub(super) fn cancel_requested(vm: &Vm, task: &Value) {
    vm.observe(|| Event::CancelRequested {
        task: id(task),
        by: running(vm, task),
    });
}

pub(super) fn woken(vm: &Vm, task: &Value) {
    vm.observe(|| Event::TaskWoken {
        task: id(task),
        by: running(vm, task),
    });
}

pub(super) fn resumed(vm: &Vm, task: &Value, how: Resume) {
    vm.observe(|| Event::TaskResumed {
        task: id(task),
        cancelled: how == Resume::ThrowCancelled,
    });
}

/// A step ended: the task waits, or is done.
pub(super) fn stopped(vm: &Vm, task: &Value, outcome: &Outcome) {
    vm.observe(|| {
        let done = |how| Event::TaskDone {
            task: id(task),
            how,
        };
        match outcome {
            Outcome::Return(_) => done(Ending::Returned),
            Outcome::Raise(raised) => {
                let cancelled = &this(task).shared.classes().cancelled_error;
                done(match vm.matches(raised, cancelled) {
                    true => Ending::Cancelled,
                    false => Ending::Failed,
                })
            }
            Outcome::Yield(value) => Event::TaskSuspended {
                task: id(task),
                on: match value.get::<PyFuture>() {
                    None if value.is_none() => WaitsFor::Nothing,
                    Some(future) if future.task.borrow().is_some() => WaitsFor::Task(id(value)),
                    _ => WaitsFor::Foreign,
                },
            },
        }
    });
}

pub(super) fn idle(vm: &Vm, until: Option<Duration>) {
    vm.observe(|| Event::Idle { until });
}

pub(super) fn turn_began(vm: &Vm, event_loop: &PyEventLoop) {
    vm.observe(|| Event::TurnBegan {
        ready: event_loop.queue.borrow().left_in_turn(),
    });
}
