//! Futures: `_asyncio.Future`, over `loopground_core::FutureState`.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use loopground_core::FutureState;
use loopground_core::future::Outcome;

use super::Asyncio;
use super::event_loop::PyEventLoop;
use super::future_attributes::ATTRIBUTES;
use super::schedule::{self, Calls};
use super::task::TaskPart;
use crate::object::{Kind, Ref, Trace, Value};
use crate::types::awaiter::{NativeAwaiter, PyAwaiter, Sent};
use crate::types::def::TypeDef;
use crate::types::exception::PyException;
use crate::types::native::{Args, NativeDef};
use crate::types::traceback::PyTraceback;
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
    pub event_loop: RefCell<Option<Value>>,
    /// Set by `await` just before it yields the future, cleared by the task that sees it.
    pub blocking: Cell<bool>,
    pub task: RefCell<Option<Box<TaskPart>>>,
    /// Where it was made, in debug mode.
    pub source_traceback: RefCell<Value>,
    /// The traceback of its error when that was set, for the first who asks; then there is none.
    pub error_traceback: RefCell<Option<Ref<PyTraceback>>>,
    /// Who waits for it without awaiting it (`gather`, `wait`), for call graphs.
    pub awaited_by: RefCell<Vec<Value>>,
    /// Its hash, from the first time that it was asked for.
    number: Cell<Option<u32>>,
    pub shared: Rc<Asyncio>,
}

impl Drop for PyFuture {
    fn drop(&mut self) {
        if let Some(number) = self.number.get() {
            self.shared.numbers.borrow_mut().give_back(number);
        }
    }
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
            visit(event_loop);
        }
        if let Some(task) = &*self.task.borrow() {
            task.trace(visit);
        }
        visit(&self.source_traceback.borrow());
        if let Some(traceback) = &*self.error_traceback.borrow() {
            visit(&traceback.to_value());
        }
        self.awaited_by.borrow().iter().for_each(visit);
    }

    fn clear(&self) {
        let old = (
            self.state.borrow_mut().clear(),
            self.task.take(),
            self.awaited_by.take(),
            self.error_traceback.take(),
        );
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
    pub fn pending(shared: &Rc<Asyncio>, event_loop: Option<Value>) -> Self {
        Self {
            state: RefCell::new(FutureState::new()),
            event_loop: RefCell::new(event_loop),
            blocking: Cell::new(false),
            task: RefCell::new(None),
            source_traceback: RefCell::new(Value::none()),
            error_traceback: RefCell::new(None),
            awaited_by: RefCell::default(),
            number: Cell::new(None),
            shared: shared.clone(),
        }
    }

    /// The hash by identity. It is no address: sets of tasks, which decide what is cancelled first, are then the same
    /// in every run, and for as long as they are small in the order in which the tasks were made.
    #[must_use]
    pub fn hash(&self) -> i64 {
        let number = self.number.get().unwrap_or_else(|| {
            let number = self.shared.numbers.borrow_mut().take();
            self.number.set(Some(number));
            number
        });
        i64::from(number)
    }

    /// Whether its death has to be reported: an error nobody looked at, or a task that is still pending.
    #[must_use]
    pub fn needs_farewell(&self) -> bool {
        let state = self.state.borrow();
        state.is_unretrieved()
            || !state.is_done()
                && self
                    .task
                    .borrow()
                    .as_ref()
                    .is_some_and(|task| task.log_destroy_pending)
    }

    /// The loop; `None` only before `__init__`.
    pub fn loop_of(&self, vm: &Vm) -> PyResult {
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

/// Finishes a future with a value.
pub fn finish(vm: &Vm, future: &Value, value: Value) -> PyResult<Option<Calls>> {
    let done = this(future).state.borrow_mut().set_result(value);
    match done {
        Ok(callbacks) => schedule::done(vm, future, callbacks),
        Err(_) => Err(this(future).shared.invalid_state(vm, "invalid state")),
    }
}

/// Finishes a future with an error.
pub fn fail(vm: &Vm, future: &Value, raised: Raised) -> PyResult<Option<Calls>> {
    let traceback = raised.0.traceback.borrow().clone();
    let done = this(future).state.borrow_mut().set_exception(raised);
    match done {
        Ok(callbacks) => {
            *this(future).error_traceback.borrow_mut() = traceback;
            schedule::done(vm, future, callbacks)
        }
        Err(_) => Err(this(future).shared.invalid_state(vm, "invalid state")),
    }
}

/// `future.cancel(message)` of a plain future: `None` when it was done.
pub fn cancel_plain(
    vm: &Vm,
    future: &Value,
    message: Option<Value>,
) -> PyResult<Option<Option<Calls>>> {
    let done = this(future).state.borrow_mut().cancel(message);
    match done {
        Some(callbacks) => schedule::done(vm, future, callbacks).map(Some),
        None => Ok(None),
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

/// What `__init__` of futures and tasks does first: the loop, and in debug mode the place.
pub(super) async fn begin(vm: &Vm, future: &Value, given: Option<Value>) -> PyResult {
    let event_loop = match given.filter(|given| !given.is_none()) {
        Some(given) => given,
        None => super::current::event_loop_of_thread(vm).await?,
    };
    let own = this(future);
    let old = own.event_loop.replace(Some(event_loop.clone()));
    drop(old);
    let native = event_loop
        .get::<PyEventLoop>()
        .is_some_and(|event_loop| event_loop.native.get());
    if !native {
        let debug = vm
            .call_method(&event_loop, &vm.intern("get_debug"), [])
            .await?;
        if vm.truth(&debug).await? {
            let extract = "extract_stack";
            let stack = super::call_module(vm, "asyncio.format_helpers", extract, vec![]).await?;
            *own.source_traceback.borrow_mut() = stack;
        }
    }
    Ok(event_loop)
}

fn init(vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = this(args.get(0));
    let old = own.state.replace(FutureState::new());
    drop(old);
    let (vm, future, given) = (vm.clone(), args.get(0).clone(), args.opt(1).cloned());
    Vm::future(async move { begin(&vm, &future, given).await.map(|_| Value::none()) })
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
    if let Some(raised) = &outcome {
        let old = raised.0.traceback.replace(own.error_traceback.take());
        drop(old);
    }
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
    this(args.get(0)).loop_of(vm)?;
    let message = args.opt(1).filter(|message| !message.is_none()).cloned();
    match cancel_plain(vm, args.get(0), message)? {
        Some(calls) => schedule::then(vm, calls, Value::bool(true)),
        None => Ok(Value::bool(false).into()),
    }
}

fn set_result(vm: &Vm, args: Args<'_>) -> NativeResult {
    this(args.get(0)).loop_of(vm)?;
    let calls = finish(vm, args.get(0), args.get(1).clone())?;
    schedule::then(vm, calls, Value::none())
}

fn set_exception(vm: &Vm, args: Args<'_>) -> NativeResult {
    this(args.get(0)).loop_of(vm)?;
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
        let calls = fail(&vm, &future, raised)?;
        schedule::finish(&vm, calls).await?;
        Ok(Value::none())
    })
}

fn add_done_callback(vm: &Vm, args: Args<'_>) -> NativeResult {
    let future = args.get(0);
    let context = args.opt(2).filter(|context| !context.is_none()).cloned();
    let context = context.or_else(|| vm.copy_context());
    let callback = Callback::Python {
        function: args.get(1).clone(),
        context,
    };
    let calls = add_callback(vm, future, callback)?;
    schedule::then(vm, calls, Value::none())
}

/// Adds a callback; one that comes late is queued at once.
pub(super) fn add_callback(vm: &Vm, future: &Value, callback: Callback) -> PyResult<Option<Calls>> {
    let own = this(future);
    own.loop_of(vm)?;
    let late = own.state.borrow_mut().add_done_callback(callback);
    match late {
        Some(callback) => schedule::queue(vm, future, [callback]),
        None => Ok(None),
    }
}

fn remove_done_callback(vm: &Vm, args: Args<'_>) -> NativeResult {
    this(args.get(0)).loop_of(vm)?;
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
    Ok(this(args.get(0)).loop_of(vm)?.into())
}

fn make_cancelled_error(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(this(args.get(0)).cancelled_error(vm).value().into())
}

struct FutureIterator {
    /// `None` when it was closed or thrown into.
    future: RefCell<Option<Value>>,
    yielded: Cell<bool>,
}

impl NativeAwaiter for FutureIterator {
    fn send(&self, vm: &Vm, _value: Value) -> PyResult<Sent> {
        let future = self.future.borrow();
        let Some(future) = &*future else {
            return Ok(Sent::Return(Value::none()));
        };
        let own = this(future);
        if !own.state.borrow().is_done() {
            if self.yielded.replace(true) {
                return Err(vm.runtime_error("await wasn't used with future"));
            }
            own.blocking.set(true);
            return Ok(Sent::Yield(future.clone()));
        }
        take_result(vm, future).map(Sent::Return)
    }

    fn end(&self) {
        let old = self.future.take();
        drop(old);
    }

    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        self.future.borrow().iter().for_each(visit);
    }
}

fn await_(_vm: &Vm, args: Args<'_>) -> NativeResult {
    let shared = this(args.get(0)).shared.clone();
    let state = Box::new(FutureIterator {
        future: RefCell::new(Some(args.get(0).clone())),
        yielded: Cell::new(false),
    });
    Ok(
        Ref::new(PyAwaiter { state }, &shared.classes().future_iterator)
            .into_value()
            .into(),
    )
}

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let function = "_future_repr";
    super::delegate(
        vm,
        "asyncio.base_futures",
        function,
        vec![args.get(0).clone()],
    )
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
        let traceback = this(&future).source_traceback.borrow().clone();
        if !traceback.is_none() {
            context.set_name(&vm.intern("source_traceback"), traceback);
        }
        let event_loop = this(&future).loop_of(&vm)?;
        super::turns::report(&vm, &event_loop, context.into_value()).await?;
        Ok(Value::none())
    })
}

fn class_getitem(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(crate::types::generic_alias::make(vm, args.get(0), args.get(1)).into())
}
