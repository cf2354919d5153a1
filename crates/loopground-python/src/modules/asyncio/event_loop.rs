//! Event loops and handles: `_asyncio.EventLoop`, over `loopground_core::EventLoop`.
//!
//! The loop of a program is a native that runs turn after turn. Between turns it suspends its thread of the VM
//! (`Trap::Park`) until the next timer or until another thread queues something; it never blocks the host.

use super::Asyncio;
use super::future::PyFuture;
use super::handle::{Place, PyHandle};
use super::task::Wake;
use super::turns::{
    call_exception_handler, current_thread, default_exception_handler, run_forever,
    run_until_complete, stop,
};
use crate::object::{Kind, Ref, Trace, Value, View};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::function::PyFunction;
use crate::types::native::{Args, NativeDef};
use crate::types::type_object::{PyType, TypeFlags};
use crate::vm::{CallArgs, NativeResult, PyResult, Vm};
use loopground_core::EventLoop;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// What is queued in a loop.
pub enum Job {
    /// A callback with its handle.
    Call(Ref<PyHandle>),
    /// One step of a task.
    Step(Value, Wake),
}

pub struct PyEventLoop {
    pub queue: RefCell<EventLoop<Job, f64>>,
    /// The task whose step runs now.
    pub current: RefCell<Option<Value>>,
    pub closed: Cell<bool>,
    /// The thread it runs in.
    pub running_in: Cell<Option<u64>>,
    /// What its thread parks on between turns.
    pub key: u64,
    pub exception_handler: RefCell<Option<Value>>,
    pub task_factory: RefCell<Option<Value>>,
    pub debug: Cell<bool>,
    pub slow_callback_duration: Cell<f64>,
    pub shared: Rc<Asyncio>,
}

impl Trace for PyEventLoop {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        let queue = self.queue.borrow();
        let mut job = |job: &Job| match job {
            Job::Call(handle) => visit(&handle.to_value()),
            Job::Step(task, wake) => {
                visit(task);
                match wake {
                    Wake::Future(future) => visit(future),
                    Wake::Throw(raised) => visit(&raised.value()),
                    Wake::Nothing => {}
                }
            }
        };
        queue.ready().for_each(&mut job);
        queue.scheduled().for_each(|(_, scheduled)| job(scheduled));
        for field in [&self.current, &self.exception_handler, &self.task_factory] {
            field.borrow().iter().for_each(&mut *visit);
        }
    }

    fn clear(&self) {
        let old = self.queue.borrow_mut().clear();
        drop(old);
    }
}

pub static TYPE: TypeDef = TypeDef {
    name: "EventLoop",
    module: "_asyncio",
    kind: Kind::EventLoop,
    flags: TypeFlags::HAS_DICT | TypeFlags::WEAKREF,
    methods: &[
        NativeDef::new("($type, /, *args, **kwargs)", new),
        NativeDef::method("__init__", "($self, /)", init),
        NativeDef::method("run_forever", "($self, /)", run_forever),
        NativeDef::method(
            "run_until_complete",
            "($self, future, /)",
            run_until_complete,
        ),
        NativeDef::method("stop", "($self, /)", stop),
        NativeDef::method("close", "($self, /)", close),
        NativeDef::method("is_running", "($self, /)", is_running),
        NativeDef::method("is_closed", "($self, /)", is_closed),
        NativeDef::method("time", "($self, /)", time),
        NativeDef::method(
            "call_soon",
            "($self, callback, /, *args, context=None)",
            call_soon,
        ),
        NativeDef::method(
            "call_soon_threadsafe",
            "($self, callback, /, *args, context=None)",
            call_soon_threadsafe,
        ),
        NativeDef::method(
            "call_later",
            "($self, delay, callback, /, *args, context=None)",
            call_later,
        ),
        NativeDef::method(
            "call_at",
            "($self, when, callback, /, *args, context=None)",
            call_at,
        ),
        NativeDef::method("create_future", "($self, /)", create_future),
        NativeDef::method("create_task", "($self, coro, /, **kwargs)", create_task),
        NativeDef::method("set_task_factory", "($self, factory, /)", set_task_factory),
        NativeDef::method("get_task_factory", "($self, /)", get_task_factory),
        NativeDef::method(
            "set_exception_handler",
            "($self, handler, /)",
            set_exception_handler,
        ),
        NativeDef::method("get_exception_handler", "($self, /)", get_exception_handler),
        NativeDef::method(
            "default_exception_handler",
            "($self, context, /)",
            default_exception_handler,
        ),
        NativeDef::method(
            "call_exception_handler",
            "($self, context, /)",
            call_exception_handler,
        ),
        NativeDef::method("get_debug", "($self, /)", get_debug),
        NativeDef::method("set_debug", "($self, enabled, /)", set_debug),
        NativeDef::method("_check_closed", "($self, /)", check_closed),
        NativeDef::method("__repr__", "($self, /)", repr),
    ],
    attributes: &[
        GetSetDef::writable(
            "slow_callback_duration",
            slow_callback_duration,
            set_slow_callback_duration,
        ),
        GetSetDef::writable(
            "__dict__",
            crate::types::function_methods::instance_dict,
            crate::types::function_methods::replace_dict,
        ),
    ],
    ..TypeDef::EMPTY
};

pub static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("get_running_loop", "()", get_running_loop),
    NativeDef::function("_get_running_loop", "()", get_running_loop_or_none),
];

pub(super) fn this(value: &Value) -> Ref<PyEventLoop> {
    value.to_ref().expect("the receiver was checked")
}

impl PyEventLoop {
    pub fn is_running(&self) -> bool {
        self.running_in.get().is_some()
    }

    pub fn check_open(&self, vm: &Vm) -> PyResult<()> {
        if self.closed.get() {
            Err(vm.runtime_error("Event loop is closed"))
        } else {
            Ok(())
        }
    }
}

fn new_handle(
    vm: &Vm,
    event_loop: &Ref<PyEventLoop>,
    callback: Value,
    args: Vec<Value>,
    context: Option<Value>,
    when: Option<f64>,
) -> Ref<PyHandle> {
    let classes = event_loop.shared.classes();
    let class = if when.is_some() {
        &classes.timer_handle
    } else {
        &classes.handle
    };
    let handle = PyHandle {
        callback: RefCell::new(Some(callback)),
        args: RefCell::new(args),
        context: RefCell::new(context.or_else(|| vm.copy_context())),
        event_loop: event_loop.clone(),
        cancelled: Cell::new(false),
        when,
        place: Cell::new(None),
    };
    Ref::new(handle, class)
}

/// Queues a callback for the next turn; gives its handle.
pub fn queue_soon(
    vm: &Vm,
    event_loop: &Ref<PyEventLoop>,
    callback: Value,
    args: Vec<Value>,
    context: Option<Value>,
) -> PyResult {
    event_loop.check_open(vm)?;
    let handle = new_handle(vm, event_loop, callback, args, context, None);
    let id = event_loop
        .queue
        .borrow_mut()
        .call_soon(Job::Call(handle.clone()));
    handle.place.set(Some(Place::Ready(id)));
    Ok(handle.into_value())
}

/// Queues a callback for a time of the loop; gives its handle.
fn queue_at(
    vm: &Vm,
    event_loop: &Ref<PyEventLoop>,
    when: f64,
    callback: Value,
    args: Vec<Value>,
    context: Option<Value>,
) -> PyResult {
    event_loop.check_open(vm)?;
    let handle = new_handle(vm, event_loop, callback, args, context, Some(when));
    let id = event_loop
        .queue
        .borrow_mut()
        .call_at(when, Job::Call(handle.clone()));
    handle.place.set(Some(Place::Timer(id)));
    Ok(handle.into_value())
}

pub(super) fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = args
        .get(0)
        .to_ref::<PyType>()
        .expect("__new__ takes a class");
    let shared = Asyncio::of(vm);
    let event_loop = PyEventLoop {
        queue: RefCell::new(EventLoop::new()),
        current: RefCell::default(),
        closed: Cell::new(false),
        running_in: Cell::new(None),
        key: vm.new_key(),
        exception_handler: RefCell::default(),
        task_factory: RefCell::default(),
        debug: Cell::new(false),
        slow_callback_duration: Cell::new(0.1),
        shared,
    };
    let event_loop = Ref::new(event_loop, &class);
    Ok(event_loop.into_value().into())
}

fn init(_vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::none().into())
}

fn close(vm: &Vm, args: Args<'_>) -> NativeResult {
    let event_loop = this(args.get(0));
    if event_loop.is_running() {
        return Err(vm.runtime_error("Cannot close a running event loop"));
    }
    if !event_loop.closed.replace(true) {
        let jobs = event_loop.queue.borrow_mut().clear();
        drop(jobs);
    }
    Ok(Value::none().into())
}

fn is_running(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::bool(this(args.get(0)).is_running()).into())
}

fn is_closed(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::bool(this(args.get(0)).closed.get()).into())
}

fn check_closed(vm: &Vm, args: Args<'_>) -> NativeResult {
    this(args.get(0)).check_open(vm)?;
    Ok(Value::none().into())
}

fn time(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::float(vm.monotonic().as_secs_f64()).into())
}

fn context_of(args: Args<'_>, index: usize) -> Option<Value> {
    args.opt(index)
        .filter(|context| !context.is_none())
        .cloned()
}

fn check_callback(
    vm: &Vm,
    event_loop: &PyEventLoop,
    callback: &Value,
    method: &str,
) -> PyResult<()> {
    if !event_loop.debug.get() {
        return Ok(());
    }
    let coroutine = callback
        .get::<crate::types::generator::PyGenerator>()
        .is_some()
        || callback.get::<PyFunction>().is_some_and(|function| {
            function
                .code
                .borrow()
                .has_flag(crate::code::flags::COROUTINE)
        });
    if coroutine {
        return Err(vm.type_error(format!("coroutines cannot be used with {method}()")));
    }
    Ok(())
}

fn call_soon(vm: &Vm, args: Args<'_>) -> NativeResult {
    let event_loop = this(args.get(0));
    check_callback(vm, &event_loop, args.get(1), "call_soon")?;
    if event_loop.debug.get()
        && event_loop
            .running_in
            .get()
            .is_some_and(|thread| thread != current_thread(vm))
    {
        return Err(vm.runtime_error(
            "Non-thread-safe operation invoked on an event loop other than the current one",
        ));
    }
    Ok(queue_soon(
        vm,
        &event_loop,
        args.get(1).clone(),
        args.rest(2).to_vec(),
        context_of(args, 3),
    )?
    .into())
}

fn call_soon_threadsafe(vm: &Vm, args: Args<'_>) -> NativeResult {
    let event_loop = this(args.get(0));
    check_callback(vm, &event_loop, args.get(1), "call_soon_threadsafe")?;
    let handle = queue_soon(
        vm,
        &event_loop,
        args.get(1).clone(),
        args.rest(2).to_vec(),
        context_of(args, 3),
    )?;
    if event_loop
        .running_in
        .get()
        .is_some_and(|thread| thread != current_thread(vm))
    {
        vm.unpark(event_loop.key);
    }
    Ok(handle.into())
}

/// A delay or time as a float; integers too.
fn number(vm: &Vm, value: &Value, what: &str) -> PyResult<f64> {
    match value.view() {
        View::Float(number) => Ok(number),
        View::Int(number) => Ok(number as f64),
        View::Bool(number) => Ok(f64::from(u8::from(number))),
        View::None => Err(vm.type_error(format!("{what} must not be None"))),
        View::Object(_) => match (
            value.get::<crate::types::float::PyFloat>(),
            crate::vm::protocol::as_int(value),
        ) {
            (Some(float), _) => Ok(float.value),
            (None, Some(int)) => {
                use num_traits::ToPrimitive;
                Ok(int.to_f64().unwrap_or(f64::INFINITY))
            }
            (None, None) => Err(vm.type_error(format!(
                "unsupported operand type(s) for +: 'float' and '{}'",
                vm.class_name(value)
            ))),
        },
    }
}

fn call_later(vm: &Vm, args: Args<'_>) -> NativeResult {
    let event_loop = this(args.get(0));
    let delay = number(vm, args.get(1), "delay")?;
    check_callback(vm, &event_loop, args.get(2), "call_later")?;
    let when = vm.monotonic().as_secs_f64() + delay;
    Ok(queue_at(
        vm,
        &event_loop,
        when,
        args.get(2).clone(),
        args.rest(3).to_vec(),
        context_of(args, 4),
    )?
    .into())
}

fn call_at(vm: &Vm, args: Args<'_>) -> NativeResult {
    let event_loop = this(args.get(0));
    let when = number(vm, args.get(1), "when cannot be None: when")?;
    check_callback(vm, &event_loop, args.get(2), "call_at")?;
    Ok(queue_at(
        vm,
        &event_loop,
        when,
        args.get(2).clone(),
        args.rest(3).to_vec(),
        context_of(args, 4),
    )?
    .into())
}

fn create_future(_vm: &Vm, args: Args<'_>) -> NativeResult {
    let event_loop = this(args.get(0));
    let shared = event_loop.shared.clone();
    let future = PyFuture::pending(&shared, Some(event_loop));
    Ok(Ref::new(future, &shared.classes().future)
        .into_value()
        .into())
}

fn create_task(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, event_loop, coroutine) = (vm.clone(), this(args.get(0)), args.get(1).clone());
    let mut keywords = args.keywords(2).snapshot();
    Vm::future(async move {
        event_loop.check_open(&vm)?;
        let factory = event_loop.task_factory.borrow().clone();
        if let Some(factory) = factory {
            return vm
                .call(
                    &factory,
                    CallArgs::new(vec![event_loop.to_value(), coroutine], keywords),
                )
                .await;
        }
        keywords.push((vm.intern("loop"), event_loop.to_value()));
        let class = event_loop.shared.classes().task.to_value();
        vm.call(&class, CallArgs::new(vec![coroutine], keywords))
            .await
    })
}

fn optional_callable(vm: &Vm, value: &Value, message: &str) -> PyResult<Option<Value>> {
    if value.is_none() {
        return Ok(None);
    }
    let callable =
        value.get::<PyType>().is_some() || vm.class_of(value).lookup(&vm.names.__call__).is_some();
    if callable {
        Ok(Some(value.clone()))
    } else {
        Err(vm.type_error(message))
    }
}

fn set_task_factory(vm: &Vm, args: Args<'_>) -> NativeResult {
    let factory = optional_callable(vm, args.get(1), "task factory must be a callable or None")?;
    *this(args.get(0)).task_factory.borrow_mut() = factory;
    Ok(Value::none().into())
}

fn get_task_factory(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(this(args.get(0))
        .task_factory
        .borrow()
        .clone()
        .unwrap_or_else(Value::none)
        .into())
}

fn set_exception_handler(vm: &Vm, args: Args<'_>) -> NativeResult {
    if !args.get(1).is_none()
        && vm
            .class_of(args.get(1))
            .lookup(&vm.names.__call__)
            .is_none()
    {
        let (vm, handler) = (vm.clone(), args.get(1).clone());
        return Vm::future(async move {
            let shown = vm.repr_text(&handler).await?;
            Err(vm.type_error(format!(
                "A callable object or None is expected, got {shown}"
            )))
        });
    }
    let handler = optional_callable(vm, args.get(1), "")?;
    *this(args.get(0)).exception_handler.borrow_mut() = handler;
    Ok(Value::none().into())
}

fn get_exception_handler(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(this(args.get(0))
        .exception_handler
        .borrow()
        .clone()
        .unwrap_or_else(Value::none)
        .into())
}

fn get_debug(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::bool(this(args.get(0)).debug.get()).into())
}

fn set_debug(vm: &Vm, args: Args<'_>) -> NativeResult {
    this(args.get(0))
        .debug
        .set(vm.quick_truth(args.get(1)).unwrap_or(true));
    Ok(Value::none().into())
}

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let event_loop = this(args.get(0));
    let word = |flag: bool| if flag { "True" } else { "False" };
    Ok(vm
        .new_str(format!(
            "<{} running={} closed={} debug={}>",
            vm.class_of(args.get(0)).name(),
            word(event_loop.is_running()),
            word(event_loop.closed.get()),
            word(event_loop.debug.get())
        ))
        .into())
}

fn slow_callback_duration(_vm: &Vm, value: &Value) -> PyResult {
    Ok(Value::float(this(value).slow_callback_duration.get()))
}

fn set_slow_callback_duration(vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    let Some(new) = new else {
        return Err(vm.attribute_error("slow_callback_duration"));
    };
    this(value)
        .slow_callback_duration
        .set(number(vm, &new, "duration")?);
    Ok(())
}

fn get_running_loop(vm: &Vm, _args: Args<'_>) -> NativeResult {
    match Asyncio::of(vm).running_loop(vm) {
        Some(running) => Ok(running.into()),
        None => Err(vm.runtime_error("no running event loop")),
    }
}

fn get_running_loop_or_none(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Asyncio::of(vm)
        .running_loop(vm)
        .unwrap_or_else(Value::none)
        .into())
}
