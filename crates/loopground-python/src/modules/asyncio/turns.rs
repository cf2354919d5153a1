//! A loop running: turn after turn, one callback at a time, and what happens to callbacks that fail.
//!
//! Between turns the loop's native suspends its thread of the VM; it never blocks the host. Not here: the loop's other
//! methods (`event_loop`).

use super::event_loop::{Job, PyEventLoop, this};
use super::future::PyFuture;
use super::handle::PyHandle;
use super::task;
use crate::object::{Ref, Value};
use crate::types::dict::PyDict;
use crate::types::function::PyFunction;
use crate::types::native::{Args, NativeDef};
use crate::vm::call::text;
use crate::vm::{CallArgs, NativeResult, PyResult, Raised, Trap, Vm};
use loopground_core::Wait;
use std::time::Duration;

pub(super) fn current_thread(vm: &Vm) -> u64 {
    vm.threads.borrow().current.unwrap_or(0)
}

fn check_can_run(vm: &Vm, event_loop: &PyEventLoop) -> PyResult<()> {
    event_loop.check_open(vm)?;
    if event_loop.is_running() {
        return Err(vm.runtime_error("This event loop is already running"));
    }
    if event_loop.shared.running_loop(vm).is_some() {
        return Err(vm.runtime_error("Cannot run the event loop while another loop is running"));
    }
    Ok(())
}

/// Marks a loop as running in this thread until dropped, however the loop ends.
struct Running {
    event_loop: Ref<PyEventLoop>,
    thread: u64,
}

impl Running {
    fn begin(vm: &Vm, event_loop: &Ref<PyEventLoop>) -> Self {
        let thread = current_thread(vm);
        event_loop.running_in.set(Some(thread));
        event_loop
            .shared
            .running
            .borrow_mut()
            .push((thread, event_loop.to_value()));
        Self {
            event_loop: event_loop.clone(),
            thread,
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.event_loop.running_in.set(None);
        self.event_loop.queue.borrow_mut().clear_stop();
        let own = self.event_loop.to_value();
        let removed = {
            let mut running = self.event_loop.shared.running.borrow_mut();
            let place = running
                .iter()
                .position(|(thread, value)| *thread == self.thread && value.is(&own));
            place.map(|place| running.remove(place))
        };
        drop(removed);
    }
}

/// Turn after turn until `stop()`.
async fn run_turns(vm: &Vm, event_loop: &Ref<PyEventLoop>) -> PyResult<()> {
    check_can_run(vm, event_loop)?;
    let _running = Running::begin(vm, event_loop);
    loop {
        let wait = event_loop.queue.borrow_mut().wait();
        match wait {
            Wait::Now => vm.charge(1).await?,
            Wait::Until(when) => {
                let deadline = Duration::try_from_secs_f64(when.max(0.0)).unwrap_or(Duration::MAX);
                if deadline > vm.monotonic() {
                    park(vm, event_loop, Some(deadline)).await?;
                }
            }
            Wait::Forever => park(vm, event_loop, None).await?,
        }
        // As in CPython, timers due within the clock's resolution are due.
        let now = vm.monotonic().as_secs_f64() + 1e-9;
        event_loop.queue.borrow_mut().begin_turn(now);
        loop {
            let job = event_loop.queue.borrow_mut().next_in_turn();
            match job {
                Some(Job::Step(stepped, wake)) => task::step(vm, &stepped, wake).await?,
                Some(Job::Call(handle)) => run_handle(vm, event_loop, &handle).await?,
                None => break,
            }
        }
        if event_loop.queue.borrow().is_stopping() {
            return Ok(());
        }
    }
}

async fn park(vm: &Vm, event_loop: &PyEventLoop, deadline: Option<Duration>) -> PyResult<()> {
    let waits_for = "its event loop, which has nothing scheduled".to_owned();
    vm.trap(Trap::Park {
        key: event_loop.key,
        deadline,
        waits_for,
    })
    .await
    .map(drop)
}

async fn run_handle(
    vm: &Vm,
    event_loop: &Ref<PyEventLoop>,
    handle: &Ref<PyHandle>,
) -> PyResult<()> {
    handle.place.set(None);
    if handle.cancelled.get() {
        return Ok(());
    }
    let Some(callback) = handle.callback.borrow().clone() else {
        return Ok(());
    };
    let args = handle.args.borrow().clone();
    let outer = vm.enter_context(handle.context.borrow().clone());
    let result = vm.call(&callback, args).await;
    vm.leave_context(outer);
    let Err(raised) = result else { return Ok(()) };
    let exceptions = &vm.types.exceptions;
    if vm.matches(&raised, &exceptions.system_exit)
        || vm.matches(&raised, &exceptions.keyboard_interrupt)
    {
        return Err(raised);
    }
    let args = handle.args.borrow().clone();
    let shown = describe_callback(vm, &callback, Some(&args)).await?;
    let context = vm.new_dict();
    context.set_name(
        &vm.intern("message"),
        vm.new_str(format!("Exception in callback {shown}")),
    );
    context.set_name(&vm.intern("exception"), raised.value());
    context.set_name(&vm.intern("handle"), handle.to_value());
    handle_exception(vm, event_loop, context).await
}

/// How a callback is shown in reprs and messages: `name(args) at file:line`.
pub async fn describe_callback(
    vm: &Vm,
    callback: &Value,
    args: Option<&[Value]>,
) -> PyResult<String> {
    let function = match callback.get::<crate::types::function::PyBoundMethod>() {
        Some(method) => method.function.clone(),
        None => callback.clone(),
    };
    let name = match vm
        .get_attribute_opt(callback, &vm.names.__qualname__.clone())
        .await?
    {
        Some(name) => text(&name),
        None => vm.repr_text(callback).await?,
    };
    let mut shown = Vec::new();
    for arg in args.unwrap_or(&[]) {
        shown.push(vm.repr_text(arg).await?);
    }
    let place = match function.get::<PyFunction>() {
        Some(function) => {
            let code = function.code.borrow();
            format!(" at {}:{}", text(&code.filename), code.first_line)
        }
        None => String::new(),
    };
    Ok(format!("{name}({}){place}", shown.join(", ")))
}

/// `loop.call_exception_handler(context)`.
pub async fn handle_exception(
    vm: &Vm,
    event_loop: &Ref<PyEventLoop>,
    context: Ref<PyDict>,
) -> PyResult<()> {
    let method = vm.intern("call_exception_handler");
    vm.call_method(&event_loop.to_value(), &method, [context.into_value()])
        .await
        .map(drop)
}

pub(super) fn call_exception_handler(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, event_loop, context) = (vm.clone(), this(args.get(0)), args.get(1).clone());
    Vm::future(async move {
        let handler = event_loop.exception_handler.borrow().clone();
        let own = event_loop.to_value();
        let default = vm.intern("default_exception_handler");
        let result = match handler {
            None => vm.call_method(&own, &default, [context.clone()]).await,
            Some(handler) => vm.call(&handler, [own.clone(), context.clone()]).await,
        };
        let Err(raised) = result else {
            return Ok(Value::none());
        };
        let exceptions = &vm.types.exceptions;
        if vm.matches(&raised, &exceptions.system_exit)
            || vm.matches(&raised, &exceptions.keyboard_interrupt)
        {
            return Err(raised);
        }
        let info = vm.new_dict();
        info.set_name(
            &vm.intern("message"),
            vm.new_str("Unhandled error in exception handler"),
        );
        info.set_name(&vm.intern("exception"), raised.value());
        info.set_name(&vm.intern("context"), context);
        vm.call_method(&own, &default, [info.into_value()]).await
    })
}

/// Writes what `logging` would without configuration: the message, what belongs to it, the traceback.
pub(super) fn default_exception_handler(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, context) = (vm.clone(), args.get(1).clone());
    Vm::future(async move {
        let items = vm.mapping_items(&context).await?;
        let get = |name: &str| {
            items
                .iter()
                .find(|(key, _)| text(key) == name)
                .map(|(_, value)| value.clone())
        };
        let message = match get("message") {
            Some(message) if vm.truth(&message).await? => vm.str_text(&message).await?,
            _ => "Unhandled exception in event loop".to_owned(),
        };
        let mut lines = vec![message];
        let mut keys: Vec<&(Value, Value)> = items.iter().collect();
        keys.sort_by_key(|(key, _)| text(key));
        for (key, value) in keys {
            let key = text(key);
            if key != "message" && key != "exception" {
                lines.push(format!("{key}: {}", vm.repr_text(value).await?));
            }
        }
        let exception = get("exception")
            .and_then(|value| value.to_ref::<crate::types::exception::PyException>());
        if let Some(exception) = exception {
            let traceback = crate::types::traceback::format(&vm, &Raised(exception)).await;
            lines.push(traceback.trim_end().to_owned());
        }
        let report = format!("{}\n", lines.join("\n"));
        super::super::write_stderr(&vm, &report).await;
        Ok(Value::none())
    })
}

pub(super) fn run_forever(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, event_loop) = (vm.clone(), this(args.get(0)));
    Vm::future(async move { run_turns(&vm, &event_loop).await.map(|()| Value::none()) })
}

pub(super) fn run_until_complete(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, event_loop, awaitable) = (vm.clone(), this(args.get(0)), args.get(1).clone());
    Vm::future(async move {
        check_can_run(&vm, &event_loop)?;
        let fresh = awaitable.get::<PyFuture>().is_none();
        let asyncio = crate::vm::import::import(&vm, "asyncio").await?;
        let ensure = vm
            .get_attribute(&asyncio, &vm.intern("ensure_future"))
            .await?;
        let keywords = vec![(vm.intern("loop"), event_loop.to_value())];
        let future = vm
            .call(&ensure, CallArgs::new(vec![awaitable], keywords))
            .await?;
        if fresh {
            // The exception of this task is raised here: nobody else needs to be told.
            let pending = vm.intern("_log_destroy_pending");
            vm.set_attribute(&future, &pending, Some(Value::bool(false)))
                .await?;
        }
        static STOP: NativeDef = NativeDef::function(
            "_run_until_complete_cb",
            "(loop, future, /)",
            stop_when_done,
        );
        let native =
            crate::types::native::PyNative::new(&STOP, None, None).bound(event_loop.to_value());
        let callback = Ref::new(native, &vm.types.builtin_function).into_value();
        let add = vm.intern("add_done_callback");
        vm.call_method(&future, &add, [callback.clone()]).await?;
        let result = run_turns(&vm, &event_loop).await;
        let own = future.get::<PyFuture>();
        let done = own.is_some_and(|own| own.state.borrow().is_done());
        let remove = vm.intern("remove_done_callback");
        vm.call_method(&future, &remove, [callback]).await?;
        if let Err(raised) = result {
            if fresh
                && done
                && let Some(own) = own
            {
                own.state.borrow_mut().forget_unretrieved();
            }
            return Err(raised);
        }
        if !done {
            return Err(vm.runtime_error("Event loop stopped before Future completed."));
        }
        let result = vm.intern("result");
        vm.call_method(&future, &result, []).await
    })
}

/// The done callback of `run_until_complete`: `SystemExit` and `KeyboardInterrupt` have stopped the loop already.
fn stop_when_done(vm: &Vm, args: Args<'_>) -> NativeResult {
    use loopground_core::future::Outcome;
    if let Some(future) = args.get(1).get::<PyFuture>()
        && let Outcome::Error(raised) = future.state.borrow().peek()
    {
        let exceptions = &vm.types.exceptions;
        if vm.matches(raised, &exceptions.system_exit)
            || vm.matches(raised, &exceptions.keyboard_interrupt)
        {
            return Ok(Value::none().into());
        }
    }
    this(args.get(0)).queue.borrow_mut().stop();
    Ok(Value::none().into())
}

pub(super) fn stop(_vm: &Vm, args: Args<'_>) -> NativeResult {
    this(args.get(0)).queue.borrow_mut().stop();
    Ok(Value::none().into())
}
