//! Tasks: `_asyncio.Task`, a future driven by a coroutine, over `loopground_core::TaskState`.
//!
//! Here: making and cancelling tasks. Not here: their steps (`step`), what they tell about themselves
//! (`task_attributes`).

use std::rc::Rc;

use loopground_core::TaskState;
use loopground_core::task::Cancel;

use super::Asyncio;
use super::future::{self, PyFuture, this};
use super::step::{self, Wake};
use super::task_attributes as attributes;
use super::watching;
use crate::object::{Kind, Ref, Value};
use crate::types::def::TypeDef;
use crate::types::generator::{GeneratorKind, PyGenerator};
use crate::types::native::{Args, NativeDef};
use crate::types::type_object::TypeFlags;
use crate::vm::{NativeResult, PyResult, Vm};

/// What a task has beyond a future.
pub struct TaskPart {
    pub state: TaskState<Value>,
    /// `None` when it ended in its eager first step.
    pub coroutine: Value,
    /// A number (`Task-1`) or a str.
    pub name: Value,
    pub context: Option<Value>,
    pub log_destroy_pending: bool,
    /// What watchers know it by; 0 when there are none.
    pub number: u64,
}

impl TaskPart {
    pub(super) fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.coroutine);
        visit(&self.name);
        self.context.iter().for_each(&mut *visit);
        self.state.waits_for().into_iter().for_each(visit);
    }
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
        NativeDef::method("set_result", "($self, result, /)", set_result),
        NativeDef::method("set_exception", "($self, exception, /)", set_exception),
        NativeDef::method("get_coro", "($self, /)", attributes::get_coro),
        NativeDef::method("get_context", "($self, /)", attributes::get_context),
        NativeDef::method("get_name", "($self, /)", attributes::get_name),
        NativeDef::method("set_name", "($self, value, /)", attributes::set_name),
        NativeDef::method(
            "get_stack",
            "($self, /, *, limit=None)",
            attributes::get_stack,
        ),
        NativeDef::method(
            "print_stack",
            "($self, /, *, limit=None, file=None)",
            attributes::print_stack,
        ),
        NativeDef::method("__repr__", "($self, /)", attributes::repr),
        NativeDef::method("__del__", "($self, /)", attributes::del),
    ],
    attributes: attributes::ATTRIBUTES,
    ..TypeDef::EMPTY
};

pub(super) fn with_part<R>(task: &Value, look: impl FnOnce(&mut TaskPart) -> R) -> Option<R> {
    this(task).task.borrow_mut().as_mut().map(|part| look(part))
}

pub(super) fn part<R>(vm: &Vm, task: &Value, look: impl FnOnce(&mut TaskPart) -> R) -> PyResult<R> {
    with_part(task, look).ok_or_else(|| vm.runtime_error("Task object is not initialized."))
}

fn is_coroutine(vm: &Vm, value: &Value) -> bool {
    match value.get::<PyGenerator>() {
        Some(generator) => generator.kind == GeneratorKind::Coroutine,
        None => {
            let class = vm.class_of(value);
            ["__await__", "send", "throw", "close"]
                .iter()
                .all(|name| class.lookup(&vm.intern(name)).is_some())
        }
    }
}

fn next_name(shared: &Asyncio) -> Value {
    let number = shared.tasks_named.get() + 1;
    shared.tasks_named.set(number);
    Value::int(i64::try_from(number).unwrap_or(i64::MAX))
}

/// A task of the class `Task`, registered; its first step is yet to be queued.
#[must_use]
pub fn make(
    vm: &Vm,
    shared: &Rc<Asyncio>,
    event_loop: &Value,
    coroutine: &Value,
    name: Option<Value>,
    context: Option<Value>,
) -> Value {
    let future = PyFuture::pending(shared, Some(event_loop.clone()));
    *future.task.borrow_mut() = Some(Box::new(TaskPart {
        state: TaskState::new(),
        coroutine: coroutine.clone(),
        name: name.unwrap_or_else(|| next_name(shared)),
        context: context.or_else(|| vm.copy_context()),
        log_destroy_pending: true,
        number: vm.count_task(),
    }));
    let task = Ref::new(future, &shared.classes().task).into_value();
    shared.register(&task);
    watching::created(vm, &task);
    task
}

fn init(vm: &Vm, args: Args<'_>) -> NativeResult {
    let given = |index: usize| args.opt(index).filter(|value| !value.is_none()).cloned();
    let (task, coroutine) = (args.get(0).clone(), args.get(1).clone());
    let (given_loop, name, context, eager) = (given(2), given(3), given(4), given(5));
    let vm = vm.clone();
    Vm::future(async move {
        let event_loop = future::begin(&vm, &task, given_loop).await?;
        let shared = this(&task).shared.clone();
        if !is_coroutine(&vm, &coroutine) {
            let function = "iscoroutine";
            let known =
                super::call_module(&vm, "asyncio.coroutines", function, vec![coroutine.clone()])
                    .await?;
            if !vm.truth(&known).await? {
                let shown = vm.repr_text(&coroutine).await?;
                return Err(vm.type_error(format!("a coroutine was expected, got {shown}")));
            }
        }
        let context = match context {
            Some(context) => Some(context),
            None => vm.copy_context(),
        };
        let name = match name {
            Some(name) => vm.str(&name).await?,
            None => next_name(&shared),
        };
        *this(&task).task.borrow_mut() = Some(Box::new(TaskPart {
            state: TaskState::new(),
            coroutine,
            name,
            context,
            log_destroy_pending: true,
            number: vm.count_task(),
        }));
        watching::created(&vm, &task);
        let eager = match eager {
            Some(eager) => vm.truth(&eager).await?,
            None => false,
        };
        if eager {
            let running = vm
                .call_method(&event_loop, &vm.intern("is_running"), [])
                .await?;
            if vm.truth(&running).await? {
                return start_eagerly(&vm, &task).await.map(|()| Value::none());
            }
        }
        step::soon(&vm, &task, Wake::Nothing).await?;
        shared.register(&task);
        Ok(Value::none())
    })
}

/// The first step at once, inside of the step of whoever makes the task.
async fn start_eagerly(vm: &Vm, task: &Value) -> PyResult<()> {
    let shared = this(task).shared.clone();
    shared.register(task);
    let outer = shared.swap_task(vm, Some(task.clone()));
    let outcome = step::resume(vm, task, None, true).await;
    // What follows from the step belongs to it: callbacks see this task as the current one.
    let result = match outcome {
        Ok(outcome) => step::after(vm, task, outcome).await,
        Err(raised) => Err(raised),
    };
    drop(shared.swap_task(vm, outer));
    if this(task).state.borrow().is_done() {
        let coroutine = with_part(task, |part| {
            std::mem::replace(&mut part.coroutine, Value::none())
        });
        drop(coroutine);
    }
    result
}

/// `awaited.cancel(msg=message)`, through an override of a subclass.
pub(super) async fn forward_cancel(
    vm: &Vm,
    awaited: &Value,
    message: Option<Value>,
) -> PyResult<bool> {
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
    this(&task).loop_of(vm)?;
    // Whoever cancels a task does not want to hear of its error.
    this(&task).state.borrow_mut().forget_unretrieved();
    if this(&task).state.borrow().is_done() {
        return Ok(Value::bool(false).into());
    }
    watching::cancel_requested(vm, &task);
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

fn set_result(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Err(vm.runtime_error("Task does not support set_result operation"))
}

fn set_exception(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Err(vm.runtime_error("Task does not support set_exception operation"))
}
