//! Queueing what waits for a future that is done.
//!
//! A loop that runs natively takes the callbacks at once. Any other one (handed over to Python, or of a class of the
//! program's own) is called: `loop.call_soon(callback, future, context=context)`.

use loopground_core::future::Callbacks;

use super::event_loop::PyEventLoop;
use super::future::{Callback, this};
use super::step::{self, Wake};
use super::watching;
use crate::object::Value;
use crate::vm::{CallArgs, NativeResult, PyResult, Vm};

/// What is left to be queued by calls.
pub struct Calls {
    event_loop: Value,
    future: Value,
    callbacks: Vec<Callback>,
}

impl Calls {
    /// Queues the rest.
    pub async fn run(self, vm: &Vm) -> PyResult<()> {
        for callback in self.callbacks {
            let (function, mut args, context) = match callback {
                Callback::Python { function, context } => {
                    let context = context.unwrap_or_else(|| crate::modules::contextvars::empty(vm));
                    (function, vec![], context)
                }
                Callback::Wake(task) => {
                    watching::woken(vm, &task);
                    let context = step::context(vm, &task);
                    (step::wakeup_method(vm, &task), vec![], context)
                }
            };
            args.push(self.future.clone());
            call_soon(vm, &self.event_loop, function, args, context).await?;
        }
        Ok(())
    }
}

/// `loop.call_soon(callback, *args, context=context)`.
pub async fn call_soon(
    vm: &Vm,
    event_loop: &Value,
    callback: Value,
    args: Vec<Value>,
    context: Value,
) -> PyResult<()> {
    let method = vm
        .get_attribute(event_loop, &vm.intern("call_soon"))
        .await?;
    let positional = std::iter::once(callback).chain(args).collect();
    let keywords = vec![(vm.intern("context"), context)];
    vm.call(&method, CallArgs::new(positional, keywords))
        .await
        .map(drop)
}

/// Queues callbacks of `future`, as far as that needs no call; gives the rest.
pub fn queue(
    vm: &Vm,
    future: &Value,
    callbacks: impl IntoIterator<Item = Callback>,
) -> PyResult<Option<Calls>> {
    let own = this(future);
    let event_loop = own.event_loop.borrow();
    let Some(event_loop) = &*event_loop else {
        return Err(vm.runtime_error("Future object is not initialized."));
    };
    let native = event_loop
        .get::<PyEventLoop>()
        .filter(|native| native.takes_jobs())
        .and_then(|native| Some((native, native.shared.handles.get()?)));
    let Some((native, classes)) = native else {
        let callbacks: Vec<_> = callbacks.into_iter().collect();
        return Ok((!callbacks.is_empty()).then(|| Calls {
            event_loop: event_loop.clone(),
            future: future.clone(),
            callbacks,
        }));
    };
    for callback in callbacks {
        match callback {
            Callback::Wake(task) => {
                watching::woken(vm, &task);
                native.queue_step(task, Wake::Future(future.clone()));
            }
            Callback::Python { function, context } => {
                let call = (function, vec![future.clone()]);
                native.queue_call(vm, &classes.handle, event_loop, call, context);
            }
        }
    }
    Ok(None)
}

/// As [`queue`], for a future that has just become done.
pub fn done(vm: &Vm, future: &Value, callbacks: Callbacks<Callback>) -> PyResult<Option<Calls>> {
    if callbacks.is_empty() {
        return Ok(None);
    }
    queue(vm, future, callbacks)
}

/// The answer of a native after it may have to queue something by calls.
pub fn then(vm: &Vm, calls: Option<Calls>, answer: Value) -> NativeResult {
    let Some(calls) = calls else {
        return Ok(answer.into());
    };
    let vm = vm.clone();
    Vm::future(async move { calls.run(&vm).await.map(|()| answer) })
}

/// As [`then`], inside of a native's future.
pub async fn finish(vm: &Vm, calls: Option<Calls>) -> PyResult<()> {
    match calls {
        Some(calls) => calls.run(vm).await,
        None => Ok(()),
    }
}
