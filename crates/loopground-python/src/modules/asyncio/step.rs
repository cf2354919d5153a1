//! Steps of tasks: resuming the coroutine, and what follows from how it stopped.
//!
//! The decisions are `loopground_core::TaskState`'s. Not here: making and cancelling tasks (`task`).

use loopground_core::task::{Incoming, Next, Resume, StepEnd};

use super::event_loop::PyEventLoop;
use super::future::{self, Callback, PyFuture, this};
use super::schedule;
use super::task::{forward_cancel, part, with_part};
use super::{Asyncio, current, watching};
use crate::object::{Kind, Ref, Trace, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::generator::PyGenerator;
use crate::types::native::{Args, NativeDef, PyNative};
use crate::vm::{NativeResult, Outcome, PyResult, Raised, Resumption, Vm};

/// What a step begins with.
pub enum Wake {
    /// The first step, or after a bare yield.
    Nothing,
    /// This future is done.
    Future(Value),
    /// The body did something wrong.
    Throw(Raised),
}

/// `TaskStepMethWrapper`: what a loop that is run by Python queues for a step.
pub struct PyStepper {
    task: Value,
    error: Option<Raised>,
}

impl Trace for PyStepper {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.task);
        if let Some(raised) = &self.error {
            visit(&raised.value());
        }
    }
}

pub static STEPPER: TypeDef = TypeDef {
    name: "TaskStepMethWrapper",
    module: "_asyncio",
    kind: Kind::TaskStep,
    methods: &[NativeDef::method("__call__", "($self, /)", call_stepper)],
    attributes: &[GetSetDef::read_only("__self__", stepper_task)],
    ..TypeDef::EMPTY
};

fn stepper(value: &Value) -> &PyStepper {
    value.get().expect("the receiver was checked")
}

fn stepper_task(_vm: &Vm, value: &Value) -> PyResult {
    Ok(stepper(value).task.clone())
}

fn call_stepper(vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = stepper(args.get(0));
    let task = own.task.clone();
    let wake = own.error.clone().map_or(Wake::Nothing, Wake::Throw);
    let vm = vm.clone();
    Vm::future(async move {
        // Its context was entered by whoever calls.
        run(&vm, &task, wake, false).await.map(|()| Value::none())
    })
}

/// What CPython queues for a step of a task: a callable and its arguments.
#[must_use]
pub fn callback(vm: &Vm, task: &Value, wake: Wake) -> (Value, Vec<Value>) {
    let error = match wake {
        Wake::Future(future) => return (wakeup_method(vm, task), vec![future]),
        Wake::Nothing => None,
        Wake::Throw(raised) => Some(raised),
    };
    let task = task.clone();
    let class = &Asyncio::of(vm).classes().stepper.clone();
    let made = Ref::new(PyStepper { task, error }, class);
    (made.into_value(), vec![])
}

/// The callback that stands for a task in `repr` of the future it awaits: `Task.task_wakeup()`.
#[must_use]
pub fn wakeup_method(vm: &Vm, task: &Value) -> Value {
    static WAKEUP: NativeDef = NativeDef::method("task_wakeup", "($self, future, /)", wakeup);
    let owner = vm.class_of(task).clone();
    let native = PyNative::new(&WAKEUP, Some(owner), None);
    Ref::new(native.bound(task.clone()), &vm.types.builtin_function).into_value()
}

fn wakeup(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, task, future) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move {
        run(&vm, &task, Wake::Future(future), false)
            .await
            .map(|()| Value::none())
    })
}

/// The context of a task as an object.
#[must_use]
pub fn context(vm: &Vm, task: &Value) -> Value {
    let known = with_part(task, |part| part.context.clone()).flatten();
    known.unwrap_or_else(|| {
        let empty = crate::modules::contextvars::empty(vm);
        with_part(task, |part| part.context = Some(empty.clone()));
        empty
    })
}

/// One step of a task in its context. `Err` is only what must stop the loop itself.
pub(super) async fn step(vm: &Vm, task: &Value, wake: Wake) -> PyResult<()> {
    run(vm, task, wake, true).await
}

async fn run(vm: &Vm, task: &Value, wake: Wake, enter_context: bool) -> PyResult<()> {
    let own = this(task);
    if own.state.borrow().is_done() {
        return Err(already_done(vm, task, wake).await);
    }
    if let Err(other) = current::enter(vm, &own.shared, task) {
        return Err(current::entered_twice(vm, task, &other).await);
    }
    let outcome = match incoming(vm, wake).await {
        Ok(raised) => resume(vm, task, raised, enter_context).await,
        Err(raised) => Err(raised),
    };
    drop(own.shared.swap_task(vm, None));
    after(vm, task, outcome?).await
}

async fn already_done(vm: &Vm, task: &Value, wake: Wake) -> Raised {
    let shown = match vm.repr_text(task).await {
        Ok(shown) => shown,
        Err(raised) => return raised,
    };
    let error = match wake {
        Wake::Throw(raised) => vm.repr_text(&raised.value()).await.unwrap_or_default(),
        _ => "None".to_owned(),
    };
    let message = format!("__step(): already done: {shown} {error}");
    this(task).shared.invalid_state(vm, &message)
}

/// The error that comes with a wake-up.
async fn incoming(vm: &Vm, wake: Wake) -> PyResult<Option<Raised>> {
    Ok(match wake {
        Wake::Nothing => None,
        Wake::Throw(raised) => Some(raised),
        Wake::Future(future) if future.get::<PyFuture>().is_some() => {
            future::take_result(vm, &future).err()
        }
        // A future of the program's own class.
        Wake::Future(future) => vm
            .call_method(&future, &vm.intern("result"), [])
            .await
            .err(),
    })
}

/// Resumes the coroutine once; the task is the current one.
pub(super) async fn resume(
    vm: &Vm,
    task: &Value,
    incoming: Option<Raised>,
    enter_context: bool,
) -> PyResult<Outcome> {
    let own = this(task);
    let kind = match &incoming {
        None => Incoming::Nothing,
        Some(raised) if vm.matches(raised, &own.shared.classes().cancelled_error) => {
            Incoming::Cancelled
        }
        Some(_) => Incoming::Error,
    };
    let (resume, coroutine, context) = part(vm, task, |part| {
        (
            part.state.begin_step(kind),
            part.coroutine.clone(),
            part.context.clone(),
        )
    })?;
    watching::resumed(vm, task, resume);
    let with = match (resume, incoming) {
        (Resume::Send, _) => Resumption::Send(Value::none()),
        (Resume::ThrowIncoming, Some(raised)) => Resumption::Throw(raised),
        (Resume::ThrowIncoming | Resume::ThrowCancelled, _) => {
            Resumption::Throw(own.cancelled_error(vm))
        }
    };
    if !enter_context {
        return Ok(vm.step_awaitable(&coroutine, with).await);
    }
    let fresh = context.is_none();
    let outer = vm.enter_context(context);
    let outcome = vm.step_awaitable(&coroutine, with).await;
    let inner = vm.enter_context(outer);
    if fresh && inner.is_some() {
        // The step made the context: it is the task's from now on.
        with_part(task, |part| part.context = inner);
    }
    Ok(outcome)
}

/// What follows from how the coroutine stopped.
pub(super) async fn after(vm: &Vm, task: &Value, outcome: Outcome) -> PyResult<()> {
    watching::stopped(vm, task, &outcome);
    match outcome {
        Outcome::Return(value) => {
            let calls = match part(vm, task, |part| part.state.end_step(StepEnd::Returned))? {
                Next::Cancel => {
                    let message = this(task).state.borrow().cancel_message().cloned();
                    future::cancel_plain(vm, task, message)?.flatten()
                }
                _ => future::finish(vm, task, value)?,
            };
            schedule::finish(vm, calls).await
        }
        Outcome::Raise(raised) => ended_with(vm, task, raised).await,
        Outcome::Yield(value) => yielded(vm, task, value).await,
    }
}

async fn ended_with(vm: &Vm, task: &Value, raised: Raised) -> PyResult<()> {
    let own = this(task);
    if vm.matches(&raised, &own.shared.classes().cancelled_error) {
        let _ = part(vm, task, |part| {
            part.state.end_step(StepEnd::RaisedCancelled)
        })?;
        let callbacks = own.state.borrow_mut().cancel_with(raised);
        let calls = match callbacks {
            Some(callbacks) => schedule::done(vm, task, callbacks)?,
            None => None,
        };
        return schedule::finish(vm, calls).await;
    }
    let _ = part(vm, task, |part| part.state.end_step(StepEnd::Raised))?;
    let exceptions = &vm.types.exceptions;
    let fatal = vm.matches(&raised, &exceptions.keyboard_interrupt)
        || vm.matches(&raised, &exceptions.system_exit);
    let calls = future::fail(vm, task, raised.clone())?;
    schedule::finish(vm, calls).await?;
    if fatal { Err(raised) } else { Ok(()) }
}

/// Queues the next step.
pub(super) async fn soon(vm: &Vm, task: &Value, wake: Wake) -> PyResult<()> {
    let event_loop = this(task).loop_of(vm)?;
    if let Some(native) = event_loop.get::<PyEventLoop>()
        && native.takes_jobs()
    {
        native.queue_step(task.clone(), wake);
        return Ok(());
    }
    let (function, args) = callback(vm, task, wake);
    schedule::call_soon(vm, &event_loop, function, args, context(vm, task)).await
}

/// The body waits: for a future, or just for its next turn.
async fn yielded(vm: &Vm, task: &Value, value: Value) -> PyResult<()> {
    if value.is_none() {
        let _ = part(vm, task, |part| part.state.end_step(StepEnd::Yielded))?;
        return soon(vm, task, Wake::Nothing).await;
    }
    let misuse = if value.is(task) {
        format!("Task cannot await on itself: {}", vm.repr_text(task).await?)
    } else if let Some(awaited) = value.get::<PyFuture>() {
        if !awaited.loop_of(vm)?.is(&this(task).loop_of(vm)?) {
            format!(
                "Task {} got Future {} attached to a different loop",
                vm.repr_text(task).await?,
                vm.repr_text(&value).await?
            )
        } else if !awaited.blocking.get() {
            not_awaited(vm, task, &value).await?
        } else {
            awaited.blocking.set(false);
            return wait_for(vm, task, value).await;
        }
    } else {
        match foreign(vm, task, &value).await? {
            None => return wait_for(vm, task, value).await,
            Some(misuse) => misuse,
        }
    };
    let _ = part(vm, task, |part| part.state.end_step(StepEnd::Misused))?;
    soon(vm, task, Wake::Throw(vm.runtime_error(misuse))).await
}

async fn not_awaited(vm: &Vm, task: &Value, value: &Value) -> PyResult<String> {
    Ok(format!(
        "yield was used instead of yield from in task {} with {}",
        vm.repr_text(task).await?,
        vm.repr_text(value).await?
    ))
}

/// A future of a class of the program's own, or nothing that can be waited for: then the words for it.
async fn foreign(vm: &Vm, task: &Value, value: &Value) -> PyResult<Option<String>> {
    let marker = vm.intern("_asyncio_future_blocking");
    let blocking = vm.get_attribute_opt(value, &marker).await?;
    if let Some(blocking) = blocking.filter(|blocking| !blocking.is_none()) {
        let theirs =
            super::call_module(vm, "asyncio.futures", "_get_loop", vec![value.clone()]).await?;
        if !theirs.is(&this(task).loop_of(vm)?) {
            return Ok(Some(format!(
                "Task {} got Future {} attached to a different loop",
                vm.repr_text(task).await?,
                vm.repr_text(value).await?
            )));
        }
        if !vm.truth(&blocking).await? {
            return not_awaited(vm, task, value).await.map(Some);
        }
        vm.set_attribute(value, &marker, Some(Value::bool(false)))
            .await?;
        return Ok(None);
    }
    Ok(Some(if value.get::<PyGenerator>().is_some() {
        format!(
            "yield was used instead of yield from for generator in task {} with {}",
            vm.repr_text(task).await?,
            vm.repr_text(value).await?
        )
    } else {
        format!("Task got bad yield: {}", vm.repr_text(value).await?)
    }))
}

/// The task waits for a future, which may have to be cancelled at once.
async fn wait_for(vm: &Vm, task: &Value, awaited: Value) -> PyResult<()> {
    let next = part(vm, task, |part| {
        part.state.end_step(StepEnd::Awaits(awaited.clone()))
    })?;
    let classes = this(task).shared.classes();
    let class = vm.class_of(&awaited).clone();
    if class.ptr_eq(&classes.future)
        || class.ptr_eq(&classes.task)
        || awaited.get::<PyFuture>().is_some() && !overrides(vm, &awaited)
    {
        let calls = future::add_callback(vm, &awaited, Callback::Wake(task.clone()))?;
        schedule::finish(vm, calls).await?;
    } else {
        let add = vm
            .get_attribute(&awaited, &vm.intern("add_done_callback"))
            .await?;
        let keywords = vec![(vm.intern("context"), context(vm, task))];
        let callback = wakeup_method(vm, task);
        vm.call(&add, crate::vm::CallArgs::new(vec![callback], keywords))
            .await?;
    }
    if let Next::Wait { then_cancel: true } = next {
        let message = this(task).state.borrow().cancel_message().cloned();
        if forward_cancel(vm, &awaited, message).await? {
            part(vm, task, |part| part.state.cancel_delivered())?;
        }
    }
    Ok(())
}

/// Whether a subclass has an `add_done_callback` of its own.
fn overrides(vm: &Vm, awaited: &Value) -> bool {
    vm.class_of(awaited)
        .lookup(&vm.intern("add_done_callback"))
        .is_none_or(|found| found.get::<PyNative>().is_none())
}
