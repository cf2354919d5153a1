//! Tasks: `_asyncio.Task`, a future driven by a coroutine, over `loopground_core::TaskState`.

use loopground_core::TaskState;
use loopground_core::task::{Cancel, Incoming, Next, Resume, StepEnd};

use super::Asyncio;
use super::event_loop::{Job, PyEventLoop};
use super::future::{self, Callback, PyFuture, this};
use crate::object::{Kind, Ref, Value, WeakPointer};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::generator::{GeneratorKind, GeneratorState, PyGenerator};
use crate::types::native::{Args, NativeDef};
use crate::types::type_object::TypeFlags;
use crate::vm::call::text;
use crate::vm::{NativeResult, Outcome, PyResult, Raised, Resumption, Vm};

/// What a task has beyond a future.
pub struct TaskPart {
    pub state: TaskState<Value>,
    pub coroutine: Value,
    pub name: Value,
    pub context: Option<Value>,
    pub log_destroy_pending: bool,
}

impl TaskPart {
    pub(super) fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.coroutine);
        visit(&self.name);
        self.context.iter().for_each(&mut *visit);
        self.state.waits_for().into_iter().for_each(visit);
    }
}

/// What a step begins with.
pub enum Wake {
    /// The first step, or after a bare yield.
    Nothing,
    /// This future is done.
    Future(Value),
    /// The body did something wrong.
    Throw(Raised),
}

pub static TYPE: TypeDef = TypeDef {
    name: "Task",
    module: "_asyncio",
    kind: Kind::Future,
    flags: TypeFlags::HAS_DICT | TypeFlags::WEAKREF,
    methods: &[
        NativeDef::method(
            "__init__",
            "($self, coro, *, loop=None, name=None, context=None, eager_start=False)",
            init,
        ),
        NativeDef::method("cancel", "($self, /, msg=None)", cancel),
        NativeDef::method("cancelling", "($self, /)", cancelling),
        NativeDef::method("uncancel", "($self, /)", uncancel),
        NativeDef::method("get_coro", "($self, /)", get_coro),
        NativeDef::method("get_context", "($self, /)", get_context),
        NativeDef::method("get_name", "($self, /)", get_name),
        NativeDef::method("set_name", "($self, value, /)", set_name),
        NativeDef::method("set_result", "($self, result, /)", set_result),
        NativeDef::method("set_exception", "($self, exception, /)", set_exception),
        NativeDef::method("__repr__", "($self, /)", repr),
        NativeDef::method("__del__", "($self, /)", del),
    ],
    attributes: &[
        GetSetDef::writable(
            "_log_destroy_pending",
            log_destroy_pending,
            set_log_destroy_pending,
        ),
        GetSetDef::read_only("_must_cancel", must_cancel),
        GetSetDef::read_only("_coro", coro_attribute),
        GetSetDef::read_only("_fut_waiter", waiter),
        GetSetDef::read_only("_num_cancels_requested", cancels_requested),
    ],
    ..TypeDef::EMPTY
};

pub static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("current_task", "(loop=None)", current_task),
    NativeDef::function("all_tasks", "(loop=None)", all_tasks),
    NativeDef::function("_task_count", "()", task_count),
];

fn with_part<R>(task: &Value, look: impl FnOnce(&mut TaskPart) -> R) -> Option<R> {
    this(task).task.borrow_mut().as_mut().map(|part| look(part))
}

fn part<R>(vm: &Vm, task: &Value, look: impl FnOnce(&mut TaskPart) -> R) -> PyResult<R> {
    with_part(task, look).ok_or_else(|| vm.runtime_error("Task object is not initialized."))
}

fn is_coroutine(vm: &Vm, value: &Value) -> bool {
    match value.get::<PyGenerator>() {
        Some(generator) => {
            generator.kind == GeneratorKind::Coroutine
                || generator
                    .code
                    .get::<crate::code::PyCode>()
                    .is_some_and(|code| code.has_flag(crate::code::flags::ITERABLE_COROUTINE))
        }
        None => {
            let class = vm.class_of(value);
            class.lookup(&vm.names.__await__).is_some()
                && class.lookup(&vm.names.send).is_some()
                && class.lookup(&vm.names.throw).is_some()
        }
    }
}

fn init(vm: &Vm, args: Args<'_>) -> NativeResult {
    let given = |index: usize| args.opt(index).filter(|value| !value.is_none()).cloned();
    let (task, coroutine) = (args.get(0).clone(), args.get(1).clone());
    let (given_loop, name, context, eager) = (given(2), given(3), given(4), given(5));
    let vm = vm.clone();
    Vm::future(async move {
        if !is_coroutine(&vm, &coroutine) {
            let shown = vm.repr_text(&coroutine).await?;
            return Err(vm.type_error(format!("a coroutine was expected, got {shown}")));
        }
        let chosen = future::choose_loop(&vm, given_loop).await?;
        let Some(event_loop) = chosen.to_ref::<PyEventLoop>() else {
            return Err(vm.type_error(format!(
                "loop argument must be an event loop of this interpreter, not '{}'",
                vm.class_name(&chosen)
            )));
        };
        let shared = this(&task).shared.clone();
        let name = match name {
            Some(name) => vm.str(&name).await?,
            None => {
                let number = shared.tasks_named.get() + 1;
                shared.tasks_named.set(number);
                vm.new_str(format!("Task-{number}"))
            }
        };
        let context = match context {
            Some(context) => Some(context),
            None => vm.copy_context(),
        };
        *this(&task).event_loop.borrow_mut() = Some(event_loop.clone());
        *this(&task).task.borrow_mut() = Some(Box::new(TaskPart {
            state: TaskState::new(),
            coroutine,
            name,
            context,
            log_destroy_pending: true,
        }));
        if let Some(object) = task.as_object() {
            let mut tasks = shared.tasks.borrow_mut();
            if tasks.len() > 64 && tasks.len().is_power_of_two() {
                tasks.retain(|weak| {
                    weak.upgrade()
                        .is_some_and(|task| !this(&task).state.borrow().is_done())
                });
            }
            tasks.push(WeakPointer::new(object));
        }
        let eager = match eager {
            Some(eager) => vm.truth(&eager).await?,
            None => false,
        };
        if eager && event_loop.is_running() {
            step(&vm, &task, Wake::Nothing).await?;
        } else {
            event_loop.check_open(&vm)?;
            event_loop
                .queue
                .borrow_mut()
                .call_soon(Job::Step(task, Wake::Nothing));
        }
        Ok(Value::none())
    })
}

/// One step of a task. `Err` is only what must stop the loop itself.
pub(super) async fn step(vm: &Vm, task: &Value, wake: Wake) -> PyResult<()> {
    let own = this(task);
    if own.state.borrow().is_done() {
        return Err(own.shared.invalid_state(vm, "__step(): already done"));
    }
    let event_loop = own.loop_of(vm)?;
    let incoming = match wake {
        Wake::Nothing => None,
        Wake::Throw(raised) => Some(raised),
        Wake::Future(future) => future::take_result(vm, &future).err(),
    };
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
    let with = match (resume, incoming) {
        (Resume::Send, _) => Resumption::Send(Value::none()),
        (Resume::ThrowIncoming, Some(raised)) => Resumption::Throw(raised),
        (Resume::ThrowIncoming | Resume::ThrowCancelled, _) => {
            Resumption::Throw(own.cancelled_error(vm))
        }
    };
    let outer = event_loop.current.replace(Some(task.clone()));
    let outer_context = vm.enter_context(context);
    let outcome = vm.step_awaitable(&coroutine, with).await;
    vm.leave_context(outer_context);
    event_loop.current.replace(outer);
    match outcome {
        Outcome::Return(value) => {
            match part(vm, task, |part| part.state.end_step(StepEnd::Returned))? {
                Next::Cancel => {
                    let message = own.state.borrow().cancel_message().cloned();
                    future::cancel_plain(vm, task, message).map(drop)
                }
                _ => future::finish(vm, task, value),
            }
        }
        Outcome::Raise(raised) => ended_with(vm, task, raised),
        Outcome::Yield(value) => yielded(vm, task, &event_loop, value).await,
    }
}

fn ended_with(vm: &Vm, task: &Value, raised: Raised) -> PyResult<()> {
    let own = this(task);
    if vm.matches(&raised, &own.shared.classes().cancelled_error) {
        let _ = part(vm, task, |part| {
            part.state.end_step(StepEnd::RaisedCancelled)
        })?;
        let callbacks = own.state.borrow_mut().cancel_with(raised);
        return callbacks.map_or(Ok(()), |callbacks| future::schedule(vm, task, callbacks));
    }
    let _ = part(vm, task, |part| part.state.end_step(StepEnd::Raised))?;
    let exceptions = &vm.types.exceptions;
    let fatal = vm.matches(&raised, &exceptions.keyboard_interrupt)
        || vm.matches(&raised, &exceptions.system_exit);
    future::fail(vm, task, raised.clone())?;
    if fatal { Err(raised) } else { Ok(()) }
}

/// The body waits: for a future, or just for its next turn.
async fn yielded(
    vm: &Vm,
    task: &Value,
    event_loop: &Ref<PyEventLoop>,
    value: Value,
) -> PyResult<()> {
    let misuse = if value.is_none() {
        let _ = part(vm, task, |part| part.state.end_step(StepEnd::Yielded))?;
        event_loop
            .queue
            .borrow_mut()
            .call_soon(Job::Step(task.clone(), Wake::Nothing));
        return Ok(());
    } else if let Some(awaited) = value.get::<PyFuture>() {
        if !awaited.loop_of(vm)?.ptr_eq(event_loop) {
            format!(
                "Task {} got Future {} attached to a different loop",
                vm.repr_text(task).await?,
                vm.repr_text(&value).await?
            )
        } else if !awaited.blocking.get() {
            format!(
                "yield was used instead of yield from in task {} with {}",
                vm.repr_text(task).await?,
                vm.repr_text(&value).await?
            )
        } else if value.is(task) {
            format!("Task cannot await on itself: {}", vm.repr_text(task).await?)
        } else {
            awaited.blocking.set(false);
            let next = part(vm, task, |part| {
                part.state.end_step(StepEnd::Awaits(value.clone()))
            })?;
            future::add_callback(vm, &value, Callback::Wake(task.clone()))?;
            if let Next::Wait { then_cancel: true } = next {
                let message = this(task).state.borrow().cancel_message().cloned();
                if forward_cancel(vm, &value, message).await? {
                    part(vm, task, |part| part.state.cancel_delivered())?;
                }
            }
            return Ok(());
        }
    } else if value.get::<PyGenerator>().is_some() {
        format!(
            "yield was used instead of yield from for generator in task {} with {}",
            vm.repr_text(task).await?,
            vm.repr_text(&value).await?
        )
    } else {
        format!("Task got bad yield: {}", vm.repr_text(&value).await?)
    };
    let _ = part(vm, task, |part| part.state.end_step(StepEnd::Misused))?;
    let wake = Wake::Throw(vm.runtime_error(misuse));
    event_loop
        .queue
        .borrow_mut()
        .call_soon(Job::Step(task.clone(), wake));
    Ok(())
}

/// `awaited.cancel(msg=message)`, through an override of a subclass.
async fn forward_cancel(vm: &Vm, awaited: &Value, message: Option<Value>) -> PyResult<bool> {
    let name = vm.intern("msg");
    let cancel = vm.get_attribute(awaited, &vm.intern("cancel")).await?;
    let message = message.unwrap_or_else(Value::none);
    let result = vm
        .call(
            &cancel,
            crate::vm::CallArgs::new(vec![], vec![(name, message)]),
        )
        .await?;
    vm.truth(&result).await
}

fn cancel(vm: &Vm, args: Args<'_>) -> NativeResult {
    let task = args.get(0).clone();
    let message = args.opt(1).filter(|message| !message.is_none()).cloned();
    if this(&task).state.borrow().is_done() {
        return Ok(Value::bool(false).into());
    }
    match part(vm, &task, |part| part.state.cancel())? {
        Cancel::Noted => {
            this(&task).state.borrow_mut().set_cancel_message(message);
            Ok(Value::bool(true).into())
        }
        Cancel::Forward(awaited) => {
            let vm = vm.clone();
            Vm::future(async move {
                if !forward_cancel(&vm, &awaited, message.clone()).await? {
                    part(&vm, &task, |part| part.state.note_cancel())?;
                    this(&task).state.borrow_mut().set_cancel_message(message);
                }
                Ok(Value::bool(true))
            })
        }
    }
}

fn cancelling(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::int(i64::from(part(vm, args.get(0), |part| {
        part.state.cancelling()
    })?))
    .into())
}

fn uncancel(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::int(i64::from(part(vm, args.get(0), |part| {
        part.state.uncancel()
    })?))
    .into())
}

fn get_coro(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(part(vm, args.get(0), |part| part.coroutine.clone())?.into())
}

fn get_context(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(part(vm, args.get(0), |part| part.context.clone())?
        .unwrap_or_else(Value::none)
        .into())
}

fn get_name(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(part(vm, args.get(0), |part| part.name.clone())?.into())
}

fn set_name(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, task, name) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move {
        let name = vm.str(&name).await?;
        part(&vm, &task, |part| part.name = name)?;
        Ok(Value::none())
    })
}

fn set_result(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Err(vm.runtime_error("Task does not support set_result operation"))
}

fn set_exception(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Err(vm.runtime_error("Task does not support set_exception operation"))
}

/// `<name() running at FILE:LINE>`.
#[must_use]
pub fn describe_coroutine(coroutine: &Value) -> Option<String> {
    let generator = coroutine.get::<PyGenerator>()?;
    let code = generator.code.get::<crate::code::PyCode>()?;
    let name = text(&generator.qualname.borrow());
    let file = text(&code.filename);
    Some(match (generator.state.get(), &*generator.frame.borrow()) {
        (GeneratorState::Running, _) => format!("<{name}() running at {file}:{}>", code.first_line),
        (_, Some(frame)) => format!(
            "<{name}() running at {file}:{}>",
            code.line(frame.current())
        ),
        (_, None) => format!("<{name}() done, defined at {file}:{}>", code.first_line),
    })
}

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, task) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let class = vm.class_of(&task).name();
        let Some(_guard) = crate::types::repr_guard::ReprGuard::enter(&vm, &task) else {
            return Ok(vm.new_str(format!("<{class} ...>")));
        };
        let (name, coroutine, waiter, cancelling) = part(&vm, &task, |part| {
            (
                part.name.clone(),
                part.coroutine.clone(),
                part.state.waits_for().cloned(),
                part.state.cancelling() > 0,
            )
        })?;
        let done = this(&task).state.borrow().is_done();
        let word = if cancelling && !done {
            "cancelling"
        } else {
            future::state_word(this(&task))
        };
        let mut parts = vec![
            word.to_owned(),
            format!("name={}", vm.repr_text(&name).await?),
        ];
        let shown = match running_line(&vm, &coroutine).await? {
            Some(shown) => shown,
            None => vm.repr_text(&coroutine).await?,
        };
        parts.push(format!("coro={shown}"));
        if let Some(waiter) = waiter.filter(|_| !done) {
            parts.push(format!("wait_for={}", vm.repr_text(&waiter).await?));
        }
        parts.extend(future::details(&vm, &task).await?);
        Ok(vm.new_str(format!("<{class} {}>", parts.join(" "))))
    })
}

/// As [`describe_coroutine`], with the line of a frame that is on the calling thread's stack.
async fn running_line(vm: &Vm, coroutine: &Value) -> PyResult<Option<String>> {
    let shown = describe_coroutine(coroutine);
    let Some(generator) = coroutine.to_ref::<PyGenerator>() else {
        return Ok(shown);
    };
    if generator.state.get() != GeneratorState::Running {
        return Ok(shown);
    }
    let line = vm
        .with_frames(move |_, thread| {
            let found = thread
                .frames_mut()
                .find(|frame| {
                    frame
                        .generator
                        .as_ref()
                        .is_some_and(|own| own.ptr_eq(&generator))
                })
                .map(|frame| frame.code.line(frame.current()));
            Ok(found.map_or_else(Value::none, |line| Value::int(i64::from(line))))
        })
        .await?;
    Ok(match (shown, line.as_small_int()) {
        (Some(shown), Some(line)) => {
            let head = shown
                .rsplit_once(':')
                .map_or(shown.as_str(), |(head, _)| head);
            Some(format!("{head}:{line}>"))
        }
        (shown, _) => shown,
    })
}

/// A task that dies while it is pending says so.
fn del(vm: &Vm, args: Args<'_>) -> NativeResult {
    let task = args.get(0).clone();
    let pending = !this(&task).state.borrow().is_done();
    let reports = with_part(&task, |part| part.log_destroy_pending).unwrap_or(false);
    if !pending || !reports {
        let method = vm.class_of(&task).mro.borrow().iter().find_map(|class| {
            (*class.name() == *"Future")
                .then(|| class.dict.get_name(&vm.names.__del__))
                .flatten()
        });
        return match method {
            Some(method) => Ok(vm.call_special(&task, method, vec![])),
            None => Ok(Value::none().into()),
        };
    }
    let vm = vm.clone();
    Vm::future(async move {
        let context = vm.new_dict();
        context.set_name(&vm.intern("task"), task.clone());
        context.set_name(
            &vm.intern("message"),
            vm.new_str("Task was destroyed but it is pending!"),
        );
        let event_loop = this(&task).loop_of(&vm)?;
        super::turns::handle_exception(&vm, &event_loop, context).await?;
        Ok(Value::none())
    })
}

/// The callback that stands for a task in `repr` of the future it awaits: `Task.task_wakeup()`.
#[must_use]
pub fn wakeup_method(vm: &Vm, task: &Value) -> Value {
    static WAKEUP: NativeDef = NativeDef::method("task_wakeup", "($self, future, /)", wakeup);
    let owner = vm.class_of(task).clone();
    let native = crate::types::native::PyNative::new(&WAKEUP, Some(owner), None);
    Ref::new(native.bound(task.clone()), &vm.types.builtin_function).into_value()
}

fn wakeup(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, task, future) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move {
        step(&vm, &task, Wake::Future(future))
            .await
            .map(|()| Value::none())
    })
}

fn current_task(vm: &Vm, args: Args<'_>) -> NativeResult {
    let shared = Asyncio::of(vm);
    let event_loop = match args.opt(0).filter(|given| !given.is_none()) {
        Some(given) => given.clone(),
        None => shared
            .running_loop(vm)
            .ok_or_else(|| vm.runtime_error("no running event loop"))?,
    };
    let current = event_loop
        .get::<PyEventLoop>()
        .and_then(|event_loop| event_loop.current.borrow().clone());
    Ok(current.unwrap_or_else(Value::none).into())
}

fn all_tasks(vm: &Vm, args: Args<'_>) -> NativeResult {
    let shared = Asyncio::of(vm);
    let event_loop = match args.opt(0).filter(|given| !given.is_none()) {
        Some(given) => given.clone(),
        None => shared
            .running_loop(vm)
            .ok_or_else(|| vm.runtime_error("no running event loop"))?,
    };
    let tasks: Vec<Value> = shared
        .tasks
        .borrow()
        .iter()
        .filter_map(WeakPointer::upgrade)
        .filter(|task| {
            let own = this(task);
            !own.state.borrow().is_done()
                && own
                    .event_loop
                    .borrow()
                    .as_ref()
                    .is_some_and(|own| own.to_value().is(&event_loop))
        })
        .collect();
    let vm = vm.clone();
    Vm::future(async move { crate::types::set::set_from(&vm, tasks).await })
}

fn task_count(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::int(Asyncio::of(vm).tasks_named.get() as i64).into())
}

fn log_destroy_pending(vm: &Vm, value: &Value) -> PyResult {
    part(vm, value, |part| Value::bool(part.log_destroy_pending))
}

fn set_log_destroy_pending(vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    let on = new
        .as_ref()
        .and_then(|new| vm.quick_truth(new))
        .unwrap_or(false);
    part(vm, value, |part| part.log_destroy_pending = on)
}

fn must_cancel(vm: &Vm, value: &Value) -> PyResult {
    part(vm, value, |part| Value::bool(part.state.must_cancel()))
}

fn coro_attribute(vm: &Vm, value: &Value) -> PyResult {
    part(vm, value, |part| part.coroutine.clone())
}

fn waiter(vm: &Vm, value: &Value) -> PyResult {
    part(vm, value, |part| {
        part.state.waits_for().cloned().unwrap_or_else(Value::none)
    })
}

fn cancels_requested(vm: &Vm, value: &Value) -> PyResult {
    part(vm, value, |part| {
        Value::int(i64::from(part.state.cancelling()))
    })
}
