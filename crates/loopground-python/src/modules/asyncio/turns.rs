//! A loop running natively: turn after turn, one callback at a time, and what happens to callbacks that fail.
//!
//! Between turns the loop's native suspends its thread of the VM; it never blocks the host. Not here: the loop's other
//! methods (`event_loop`). In CPython `_run_once` and `Handle._run` are Python functions and stand in tracebacks and
//! in `sys._getframe()`'s chain; here the native shows frames for them.

use super::event_loop::{Job, PyEventLoop, in_python, park, this};
use super::frames;
use super::handle::PyHandle;
use super::{step, watching};
use crate::object::{Ref, Value};
use crate::types::native::Args;
use crate::vm::{NativeResult, PyResult, Vm};
use loopground_core::Wait;
use std::time::Duration;

/// `asyncio.base_events.MAXIMUM_SELECT_TIMEOUT`.
const LONGEST_WAIT: Duration = Duration::from_secs(24 * 3600);

/// `loop._run_once()`: natively it runs turns until the loop is asked to stop, then Python looks whether it is.
pub(super) fn run_once(vm: &Vm, args: Args<'_>) -> NativeResult {
    let event_loop = this(args.get(0));
    if !event_loop.native.get() {
        return in_python(vm, args.get(0), "_run_once", [], vec![]);
    }
    let (vm, own) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        frames::show(&vm).await?;
        while event_loop.native.get() {
            if let Err(raised) = run_turn(&vm, &event_loop, &own).await {
                frames::passed(&vm, &raised, 2).await?;
                return Err(raised);
            }
            if event_loop.stopping.get() {
                break;
            }
        }
        Ok(Value::none())
    })
}

async fn run_turn(vm: &Vm, event_loop: &Ref<PyEventLoop>, own: &Value) -> PyResult<()> {
    let wait = event_loop.queue.borrow_mut().wait();
    match wait {
        _ if event_loop.stopping.get() => vm.charge(1).await?,
        Wait::Now => vm.charge(1).await?,
        Wait::Until(when) => {
            let deadline = Duration::try_from_secs_f64(when.max(0.0)).unwrap_or(Duration::MAX);
            let now = vm.monotonic();
            if deadline > now {
                let deadline = deadline.min(now.saturating_add(LONGEST_WAIT));
                watching::idle(vm, Some(deadline));
                park_between_turns(vm, event_loop, Some(deadline)).await?;
            }
        }
        Wait::Forever => {
            watching::idle(vm, None);
            park_between_turns(vm, event_loop, None).await?;
        }
    }
    // As in CPython, timers due within the clock's resolution are due.
    let now = vm.monotonic().as_secs_f64() + 1e-9;
    event_loop.queue.borrow_mut().begin_turn(now);
    watching::turn_began(vm, event_loop);
    loop {
        let job = event_loop.queue.borrow_mut().next_in_turn();
        match job {
            Some(Job::Step(stepped, wake)) => step::step(vm, &stepped, wake).await?,
            Some(Job::Call(handle)) => run_handle(vm, own, &handle).await?,
            None => return Ok(()),
        }
    }
}

async fn park_between_turns(
    vm: &Vm,
    event_loop: &PyEventLoop,
    deadline: Option<Duration>,
) -> PyResult<()> {
    event_loop.parked.set(true);
    let result = park(vm, event_loop.key, deadline).await;
    event_loop.parked.set(false);
    result
}

/// `Handle._run`.
async fn run_handle(vm: &Vm, own: &Value, handle: &Ref<PyHandle>) -> PyResult<()> {
    handle.place.set(None);
    if handle.cancelled.get() {
        return Ok(());
    }
    let event_loop = this(own);
    let classes = event_loop.shared.handles.get();
    if classes.is_some_and(|classes| handle.object().class().ptr_eq(&classes.thread_safe)) {
        // It holds its lock while it runs: who cancels it meanwhile waits.
        let run = vm.intern("_run");
        return vm.call_method(&handle.to_value(), &run, []).await.map(drop);
    }
    let callback = handle.callback.borrow().clone();
    let args = handle.args.borrow().clone().unwrap_or_default();
    let outer = vm.enter_context(handle.context.borrow().clone());
    let result = vm.call(&callback, args).await;
    let inner = vm.enter_context(outer);
    if handle.context.borrow().is_none() {
        *handle.context.borrow_mut() = inner;
    }
    let Err(raised) = result else { return Ok(()) };
    let exceptions = &vm.types.exceptions;
    if vm.matches(&raised, &exceptions.system_exit)
        || vm.matches(&raised, &exceptions.keyboard_interrupt)
    {
        return Err(raised);
    }
    frames::passed(vm, &raised, 1).await?;
    frames::show(vm).await?;
    let format = [
        handle.callback.borrow().clone(),
        match &*handle.args.borrow() {
            Some(args) => vm.new_tuple(args.clone()),
            None => Value::none(),
        },
    ];
    let shown = super::call_module(
        vm,
        "asyncio.format_helpers",
        "_format_callback_source",
        format.to_vec(),
    )
    .await?;
    let context = vm.new_dict();
    let shown = crate::vm::call::text(&shown);
    context.set_name(
        &vm.intern("message"),
        vm.new_str(format!("Exception in callback {shown}")),
    );
    context.set_name(&vm.intern("exception"), raised.value());
    context.set_name(&vm.intern("handle"), handle.to_value());
    report(vm, own, context.into_value()).await
}

/// `loop.call_exception_handler(context)`.
pub async fn report(vm: &Vm, event_loop: &Value, context: Value) -> PyResult<()> {
    let method = vm.intern("call_exception_handler");
    vm.call_method(event_loop, &method, [context])
        .await
        .map(drop)
}
