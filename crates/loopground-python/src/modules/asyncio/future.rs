//! Futures: `_asyncio.Future`, over `loopground_core::FutureState`.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use loopground_core::FutureState;
use loopground_core::future::{Callbacks, Outcome, State};

use super::Asyncio;
use super::event_loop::{Job, PyEventLoop, queue_soon};
use super::task::{TaskPart, Wake};
use crate::object::{Kind, Ref, Trace, Value};
use crate::types::awaiter::{NativeAwaiter, PyAwaiter, Sent};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::exception::PyException;
use crate::types::native::{Args, NativeDef};
use crate::types::type_object::{PyType, TypeFlags};
use crate::vm::{NativeResult, PyResult, Raised, Vm};

/// What is queued when a future is done.
pub enum Callback {
    /// `add_done_callback`: called with the future, in its context.
    Python {
        function: Value,
        context: Option<Value>,
    },
    /// A task that awaits it.
    Wake(Value),
}

/// A future, or (with its second part) a task.
pub struct PyFuture {
    pub state: RefCell<FutureState<Value, Raised, Callback, Value>>,
    /// `None` until `__init__` ran.
    pub event_loop: RefCell<Option<Ref<PyEventLoop>>>,
    /// Set by `await` just before it yields the future, cleared by the task that sees it.
    pub blocking: Cell<bool>,
    pub task: RefCell<Option<Box<TaskPart>>>,
    pub shared: Rc<Asyncio>,
}

impl Trace for PyFuture {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        let state = self.state.borrow();
        match state.peek() {
            Outcome::Value(value) => visit(value),
            Outcome::Error(raised) => visit(&raised.value()),
            _ => {}
        }
        for callback in state.callbacks().iter() {
            match callback {
                Callback::Python { function, context } => {
                    visit(function);
                    context.iter().for_each(&mut *visit);
                }
                Callback::Wake(task) => visit(task),
            }
        }
        if let Some(event_loop) = &*self.event_loop.borrow() {
            visit(&event_loop.to_value());
        }
        if let Some(task) = &*self.task.borrow() {
            task.trace(visit);
        }
    }

    fn clear(&self) {
        let old = (self.state.borrow_mut().clear(), self.task.take());
        drop(old);
    }
}

pub static TYPE: TypeDef = TypeDef {
    name: "Future",
    module: "_asyncio",
    kind: Kind::Future,
    flags: TypeFlags::HAS_DICT | TypeFlags::WEAKREF,
    methods: &[
        NativeDef::new("($type, /, *args, **kwargs)", new),
        NativeDef::method("__init__", "($self, *, loop=None)", init),
        NativeDef::method("result", "($self, /)", result),
        NativeDef::method("exception", "($self, /)", exception),
        NativeDef::method("done", "($self, /)", done),
        NativeDef::method("cancelled", "($self, /)", cancelled),
        NativeDef::method("cancel", "($self, /, msg=None)", cancel),
        NativeDef::method("set_result", "($self, result, /)", set_result),
        NativeDef::method("set_exception", "($self, exception, /)", set_exception),
        NativeDef::method(
            "add_done_callback",
            "($self, fn, /, *, context=None)",
            add_done_callback,
        ),
        NativeDef::method(
            "remove_done_callback",
            "($self, fn, /)",
            remove_done_callback,
        ),
        NativeDef::method("get_loop", "($self, /)", get_loop),
        NativeDef::method("_make_cancelled_error", "($self, /)", make_cancelled_error),
        NativeDef::method("__await__", "($self, /)", await_),
        NativeDef::method("__iter__", "($self, /)", await_),
        NativeDef::method("__repr__", "($self, /)", repr),
        NativeDef::method("__del__", "($self, /)", del),
        NativeDef::class_method("__class_getitem__", "($type, item, /)", class_getitem),
    ],
    attributes: ATTRIBUTES,
    ..TypeDef::EMPTY
};

static ATTRIBUTES: &[GetSetDef] = &[
    GetSetDef::read_only("_state", state_name),
    GetSetDef::read_only("_loop", loop_attribute),
    GetSetDef::read_only("_result", result_attribute),
    GetSetDef::read_only("_exception", exception_attribute),
    GetSetDef::read_only("_callbacks", callbacks_attribute),
    GetSetDef::writable("_asyncio_future_blocking", blocking, set_blocking),
    GetSetDef::writable("_log_traceback", log_traceback, set_log_traceback),
    GetSetDef::writable("_cancel_message", cancel_message, set_cancel_message),
    GetSetDef::read_only("_source_traceback", nothing),
    GetSetDef::writable(
        "__dict__",
        crate::types::function_methods::instance_dict,
        crate::types::function_methods::replace_dict,
    ),
];

/// What `await future` iterates over.
pub static ITERATOR: TypeDef = crate::types::awaiter::definition("FutureIter", "_asyncio");

const EXCEPTION: TypeDef = TypeDef {
    kind: Kind::Exception,
    flags: TypeFlags::HAS_DICT | TypeFlags::EXCEPTION | TypeFlags::WEAKREF,
    module: "asyncio.exceptions",
    ..TypeDef::EMPTY
};

pub static CANCELLED_ERROR: TypeDef = TypeDef {
    name: "CancelledError",
    doc: "The Future or Task was cancelled.",
    ..EXCEPTION
};
pub static INVALID_STATE_ERROR: TypeDef = TypeDef {
    name: "InvalidStateError",
    doc: "The operation is not allowed in this state.",
    ..EXCEPTION
};

pub(super) fn this(value: &Value) -> &PyFuture {
    value.get().expect("the receiver was checked")
}

impl PyFuture {
    /// A pending future of a loop.
    #[must_use]
    pub fn pending(shared: &Rc<Asyncio>, event_loop: Option<Ref<PyEventLoop>>) -> Self {
        Self {
            state: RefCell::new(FutureState::new()),
            event_loop: RefCell::new(event_loop),
            blocking: Cell::new(false),
            task: RefCell::new(None),
            shared: shared.clone(),
        }
    }

    /// The loop; `None` only before `__init__`.
    pub fn loop_of(&self, vm: &Vm) -> PyResult<Ref<PyEventLoop>> {
        self.event_loop
            .borrow()
            .clone()
            .ok_or_else(|| vm.runtime_error("Future object is not initialized."))
    }

    /// The error to raise for a cancelled future: the one it was cancelled with, once, else a new one.
    pub fn cancelled_error(&self, vm: &Vm) -> Raised {
        let (kept, message) = {
            let mut state = self.state.borrow_mut();
            (
                state.take_cancelled_error(),
                state.cancel_message().cloned(),
            )
        };
        kept.unwrap_or_else(|| self.shared.cancelled(vm, message))
    }
}

/// Queues what waited for a future that is done now.
pub(super) fn schedule(vm: &Vm, future: &Value, callbacks: Callbacks<Callback>) -> PyResult<()> {
    if callbacks.is_empty() {
        return Ok(());
    }
    let event_loop = this(future).loop_of(vm)?;
    for callback in callbacks {
        queue_callback(vm, &event_loop, future, callback)?;
    }
    Ok(())
}

/// Finishes a future with a value.
pub fn finish(vm: &Vm, future: &Value, value: Value) -> PyResult<()> {
    let done = this(future).state.borrow_mut().set_result(value);
    match done {
        Ok(callbacks) => schedule(vm, future, callbacks),
        Err(_) => Err(this(future).shared.invalid_state(vm, "invalid state")),
    }
}

/// Finishes a future with an error.
pub fn fail(vm: &Vm, future: &Value, raised: Raised) -> PyResult<()> {
    let done = this(future).state.borrow_mut().set_exception(raised);
    match done {
        Ok(callbacks) => schedule(vm, future, callbacks),
        Err(_) => Err(this(future).shared.invalid_state(vm, "invalid state")),
    }
}

/// `future.cancel(message)` of a plain future: whether it was pending.
pub fn cancel_plain(vm: &Vm, future: &Value, message: Option<Value>) -> PyResult<bool> {
    let done = this(future).state.borrow_mut().cancel(message);
    match done {
        Some(callbacks) => schedule(vm, future, callbacks).map(|()| true),
        None => Ok(false),
    }
}

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = args
        .get(0)
        .to_ref::<PyType>()
        .expect("__new__ takes a class");
    let shared = Asyncio::of(vm);
    Ok(Ref::new(PyFuture::pending(&shared, None), &class)
        .into_value()
        .into())
}

/// The loop given, or the running one; the event loop policy's without either.
pub(super) async fn choose_loop(vm: &Vm, given: Option<Value>) -> PyResult<Value> {
    if let Some(given) = given.filter(|given| !given.is_none()) {
        return Ok(given);
    }
    if let Some(running) = Asyncio::of(vm).running_loop(vm) {
        return Ok(running);
    }
    let asyncio = crate::vm::import::import(vm, "asyncio").await?;
    vm.call_method(&asyncio, &vm.intern("get_event_loop"), [])
        .await
}

fn init(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, future, given) = (vm.clone(), args.get(0).clone(), args.opt(1).cloned());
    Vm::future(async move {
        let chosen = choose_loop(&vm, given).await?;
        let Some(event_loop) = chosen.to_ref::<PyEventLoop>() else {
            return Err(vm.type_error(format!(
                "loop argument must be an event loop of this interpreter, not '{}'",
                vm.class_name(&chosen)
            )));
        };
        let old = this(&future).event_loop.replace(Some(event_loop));
        drop(old);
        Ok(Value::none())
    })
}

fn result(vm: &Vm, args: Args<'_>) -> NativeResult {
    take_result(vm, args.get(0)).map(Into::into)
}

/// `future.result()`.
pub fn take_result(vm: &Vm, future: &Value) -> PyResult {
    let own = this(future);
    let outcome = match own.state.borrow_mut().retrieve() {
        Outcome::Value(value) => return Ok(value.clone()),
        Outcome::Error(raised) => Some(raised.clone()),
        Outcome::Cancelled => None,
        Outcome::Pending => return Err(own.shared.invalid_state(vm, "Result is not set.")),
    };
    Err(outcome.unwrap_or_else(|| own.cancelled_error(vm)))
}

fn exception(vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = this(args.get(0));
    match own.state.borrow_mut().retrieve() {
        Outcome::Value(_) => return Ok(Value::none().into()),
        Outcome::Error(raised) => return Ok(raised.value().into()),
        Outcome::Cancelled => {}
        Outcome::Pending => return Err(own.shared.invalid_state(vm, "Exception is not set.")),
    }
    Err(own.cancelled_error(vm))
}

fn done(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::bool(this(args.get(0)).state.borrow().is_done()).into())
}

fn cancelled(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::bool(this(args.get(0)).state.borrow().is_cancelled()).into())
}

fn cancel(vm: &Vm, args: Args<'_>) -> NativeResult {
    let message = args.opt(1).filter(|message| !message.is_none()).cloned();
    // A cancelled future's error is never "never retrieved".
    Ok(Value::bool(cancel_plain(vm, args.get(0), message)?).into())
}

fn set_result(vm: &Vm, args: Args<'_>) -> NativeResult {
    this(args.get(0)).loop_of(vm)?;
    finish(vm, args.get(0), args.get(1).clone())?;
    Ok(Value::none().into())
}

fn set_exception(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, future, exception) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move {
        if this(&future).state.borrow().is_done() {
            return Err(this(&future).shared.invalid_state(&vm, "invalid state"));
        }
        let is_exception = exception.get::<PyException>().is_some()
            || exception
                .get::<PyType>()
                .is_some_and(|class| class.is_subclass_of(&vm.types.exceptions.base_exception));
        if !is_exception {
            return Err(vm.type_error("invalid exception object"));
        }
        let mut raised = vm.make_exception(&exception).await?;
        if vm.matches(&raised, &vm.types.exceptions.stop_iteration) {
            let error = vm.runtime_error(
                "StopIteration interacts badly with generators and cannot be raised into a Future",
            );
            *error.0.cause.borrow_mut() = Some(raised.value());
            *error.0.context.borrow_mut() = Some(raised.value());
            raised = error;
        }
        fail(&vm, &future, raised)?;
        Ok(Value::none())
    })
}

fn add_done_callback(vm: &Vm, args: Args<'_>) -> NativeResult {
    let future = args.get(0);
    let context = args.opt(2).filter(|context| !context.is_none()).cloned();
    let context = context.or_else(|| vm.current_context());
    let callback = Callback::Python {
        function: args.get(1).clone(),
        context,
    };
    add_callback(vm, future, callback)?;
    Ok(Value::none().into())
}

/// Adds a callback; one that comes late is queued at once.
pub(super) fn add_callback(vm: &Vm, future: &Value, callback: Callback) -> PyResult<()> {
    let own = this(future);
    let event_loop = own.loop_of(vm)?;
    let late = own.state.borrow_mut().add_done_callback(callback);
    match late {
        Some(callback) => queue_callback(vm, &event_loop, future, callback),
        None => Ok(()),
    }
}

fn remove_done_callback(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, future, wanted) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move {
        let functions: Vec<Value> = this(&future)
            .state
            .borrow()
            .callbacks()
            .iter()
            .filter_map(|callback| match callback {
                Callback::Python { function, .. } => Some(function.clone()),
                Callback::Wake(_) => None,
            })
            .collect();
        let mut removed = 0;
        for function in functions {
            if vm.equal(&function, &wanted).await? {
                let gone = this(&future).state.borrow_mut().remove_done_callback(|callback| {
                    matches!(callback, Callback::Python { function: own, .. } if own.is(&function))
                });
                removed += gone.len() as i64;
            }
        }
        Ok(Value::int(removed))
    })
}

fn get_loop(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(this(args.get(0)).loop_of(vm)?.into_value().into())
}

fn make_cancelled_error(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(this(args.get(0)).cancelled_error(vm).value().into())
}

struct FutureIterator {
    future: Value,
    yielded: Cell<bool>,
}

impl NativeAwaiter for FutureIterator {
    fn send(&self, vm: &Vm, _value: Value) -> PyResult<Sent> {
        let own = this(&self.future);
        if !own.state.borrow().is_done() {
            if self.yielded.replace(true) {
                return Err(vm.runtime_error("await wasn't used with future"));
            }
            own.blocking.set(true);
            return Ok(Sent::Yield(self.future.clone()));
        }
        take_result(vm, &self.future).map(Sent::Return)
    }

    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.future);
    }
}

fn await_(_vm: &Vm, args: Args<'_>) -> NativeResult {
    let shared = this(args.get(0)).shared.clone();
    let state = Box::new(FutureIterator {
        future: args.get(0).clone(),
        yielded: Cell::new(false),
    });
    Ok(
        Ref::new(PyAwaiter { state }, &shared.classes().future_iterator)
            .into_value()
            .into(),
    )
}

/// `pending`, `finished`, `cancelled`: the words of `repr`.
#[must_use]
pub fn state_word(future: &PyFuture) -> &'static str {
    match future.state.borrow().state() {
        State::Pending => "pending",
        State::Cancelled => "cancelled",
        State::Finished => "finished",
    }
}

/// `result=…`, `exception=…` and `cb=[…]` of a future's `repr`.
pub(super) async fn details(vm: &Vm, future: &Value) -> PyResult<Vec<String>> {
    enum Shown {
        Value(Value),
        Error(Value),
        Nothing,
    }
    let (shown, callbacks) = {
        let state = this(future).state.borrow();
        let shown = match state.peek() {
            Outcome::Value(value) => Shown::Value(value.clone()),
            Outcome::Error(raised) => Shown::Error(raised.value()),
            _ => Shown::Nothing,
        };
        let callbacks: Vec<Value> = state
            .callbacks()
            .iter()
            .map(|callback| match callback {
                Callback::Python { function, .. } => function.clone(),
                Callback::Wake(task) => super::task::wakeup_method(vm, task),
            })
            .collect();
        (shown, callbacks)
    };
    let mut parts = Vec::new();
    match shown {
        Shown::Value(value) => parts.push(format!("result={}", vm.repr_text(&value).await?)),
        Shown::Error(error) => parts.push(format!("exception={}", vm.repr_text(&error).await?)),
        Shown::Nothing => {}
    }
    if !callbacks.is_empty() {
        let mut shown = Vec::new();
        for callback in &callbacks {
            shown.push(super::turns::describe_callback(vm, callback, None).await?);
        }
        let list = match shown.as_slice() {
            [one] => one.clone(),
            [first, second] => format!("{first}, {second}"),
            [first, .., last] => format!("{first}, <{} more>, {last}", shown.len() - 2),
            [] => String::new(),
        };
        parts.push(format!("cb=[{list}]"));
    }
    Ok(parts)
}

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, future) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let name = vm.class_of(&future).name();
        let Some(_guard) = crate::types::repr_guard::ReprGuard::enter(&vm, &future) else {
            return Ok(vm.new_str(format!("<{name} ...>")));
        };
        let mut parts = vec![state_word(this(&future)).to_owned()];
        parts.extend(details(&vm, &future).await?);
        Ok(vm.new_str(format!("<{name} {}>", parts.join(" "))))
    })
}

/// A future that dies with an error nobody looked at says so.
fn del(vm: &Vm, args: Args<'_>) -> NativeResult {
    let future = args.get(0).clone();
    if !this(&future).state.borrow().is_unretrieved() {
        return Ok(Value::none().into());
    }
    this(&future).state.borrow_mut().forget_unretrieved();
    let vm = vm.clone();
    Vm::future(async move {
        let error = match this(&future).state.borrow().peek() {
            Outcome::Error(raised) => raised.value(),
            _ => return Ok(Value::none()),
        };
        let context = vm.new_dict();
        let message = format!(
            "{} exception was never retrieved",
            vm.class_of(&future).name()
        );
        context.set_name(&vm.intern("message"), vm.new_str(message));
        context.set_name(&vm.intern("exception"), error);
        context.set_name(&vm.intern("future"), future.clone());
        let event_loop = this(&future).loop_of(&vm)?;
        super::turns::handle_exception(&vm, &event_loop, context).await?;
        Ok(Value::none())
    })
}

fn class_getitem(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(crate::types::generic_alias::make(vm, args.get(0), args.get(1)).into())
}

fn state_name(vm: &Vm, value: &Value) -> PyResult {
    Ok(vm.new_str(state_word(this(value)).to_uppercase()))
}

fn loop_attribute(_vm: &Vm, value: &Value) -> PyResult {
    Ok(this(value)
        .event_loop
        .borrow()
        .as_ref()
        .map_or_else(Value::none, Ref::to_value))
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
                context.clone().unwrap_or_else(Value::none),
            ]),
            Callback::Wake(task) => {
                vm.new_tuple(vec![super::task::wakeup_method(vm, task), Value::none()])
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
    let Some(new) = new else {
        return Err(vm.attribute_error("cannot delete attribute"));
    };
    this(value)
        .blocking
        .set(vm.quick_truth(&new).unwrap_or(true));
    Ok(())
}

fn log_traceback(_vm: &Vm, value: &Value) -> PyResult {
    Ok(Value::bool(this(value).state.borrow().is_unretrieved()))
}

fn set_log_traceback(vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
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

fn set_cancel_message(_vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    this(value).state.borrow_mut().set_cancel_message(new);
    Ok(())
}

fn nothing(_vm: &Vm, _value: &Value) -> PyResult {
    Ok(Value::none())
}

/// Queues one callback of a future that is done.
fn queue_callback(
    vm: &Vm,
    event_loop: &Ref<PyEventLoop>,
    future: &Value,
    callback: Callback,
) -> PyResult<()> {
    match callback {
        Callback::Wake(task) => {
            event_loop.check_open(vm)?;
            event_loop
                .queue
                .borrow_mut()
                .call_soon(Job::Step(task, Wake::Future(future.clone())));
            Ok(())
        }
        Callback::Python { function, context } => {
            queue_soon(vm, event_loop, function, vec![future.clone()], context).map(drop)
        }
    }
}
