//! Event loops and handles: `_asyncio.EventLoop`, over `loopground_core::EventLoop`.
//!
//! The loop of a program is a native that runs turn after turn. Between turns it suspends its thread of the VM
//! (`Trap::Park`) until the next timer or until another thread queues something; it never blocks the host.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use loopground_core::{EventLoop, HandleId, TimerId, Wait};

use super::Asyncio;
use super::future::PyFuture;
use super::task::{self, Wake};
use crate::object::{Kind, Ref, Trace, Value, View};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::dict::PyDict;
use crate::types::function::PyFunction;
use crate::types::native::{Args, NativeDef};
use crate::types::type_object::{PyType, TypeFlags};
use crate::vm::call::text;
use crate::vm::{CallArgs, NativeResult, PyResult, Raised, Trap, Vm};

/// What is queued in a loop.
pub enum Job {
    /// A callback with its handle.
    Call(Ref<PyHandle>),
    /// One step of a task.
    Step(Value, Wake),
}

/// Where a handle's job is queued.
#[derive(Clone, Copy)]
pub enum Place {
    Ready(HandleId),
    Timer(TimerId),
}

/// `asyncio.Handle` or `asyncio.TimerHandle`.
pub struct PyHandle {
    pub callback: RefCell<Option<Value>>,
    pub args: RefCell<Vec<Value>>,
    pub context: RefCell<Option<Value>>,
    pub event_loop: Ref<PyEventLoop>,
    pub cancelled: Cell<bool>,
    /// When a timer is due, in the loop's time.
    pub when: Option<f64>,
    pub place: Cell<Option<Place>>,
}

impl Trace for PyHandle {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        self.callback.borrow().iter().for_each(&mut *visit);
        self.args.borrow().iter().for_each(&mut *visit);
        self.context.borrow().iter().for_each(&mut *visit);
        visit(&self.event_loop.to_value());
    }

    fn clear(&self) {
        let old = (self.callback.take(), self.args.take(), self.context.take());
        drop(old);
    }
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

static HANDLE_METHODS: &[NativeDef] = &[
    NativeDef::method("cancel", "($self, /)", handle_cancel),
    NativeDef::method("cancelled", "($self, /)", handle_cancelled),
    NativeDef::method("get_context", "($self, /)", handle_context),
    NativeDef::method("when", "($self, /)", handle_when),
    NativeDef::method("__repr__", "($self, /)", handle_repr),
];

static HANDLE_ATTRIBUTES: &[GetSetDef] = &[
    GetSetDef::read_only("_callback", handle_callback),
    GetSetDef::read_only("_args", handle_args),
    GetSetDef::read_only("_cancelled", handle_cancelled_attribute),
];

pub static HANDLE: TypeDef = TypeDef {
    name: "Handle",
    module: "asyncio.events",
    kind: Kind::Handle,
    flags: TypeFlags::WEAKREF | TypeFlags::NO_NEW,
    methods: HANDLE_METHODS,
    attributes: HANDLE_ATTRIBUTES,
    ..TypeDef::EMPTY
};

pub static TIMER_HANDLE: TypeDef = TypeDef {
    name: "TimerHandle",
    ..HANDLE
};

pub static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("get_running_loop", "()", get_running_loop),
    NativeDef::function("_get_running_loop", "()", get_running_loop_or_none),
];

fn this(value: &Value) -> Ref<PyEventLoop> {
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

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
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

fn current_thread(vm: &Vm) -> u64 {
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

fn call_exception_handler(vm: &Vm, args: Args<'_>) -> NativeResult {
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
fn default_exception_handler(vm: &Vm, args: Args<'_>) -> NativeResult {
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

fn run_forever(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, event_loop) = (vm.clone(), this(args.get(0)));
    Vm::future(async move { run_turns(&vm, &event_loop).await.map(|()| Value::none()) })
}

fn run_until_complete(vm: &Vm, args: Args<'_>) -> NativeResult {
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

fn stop(_vm: &Vm, args: Args<'_>) -> NativeResult {
    this(args.get(0)).queue.borrow_mut().stop();
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
            vm.class_name(args.get(0)),
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

fn handle(value: &Value) -> &PyHandle {
    value.get().expect("the receiver was checked")
}

fn handle_cancel(_vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = handle(args.get(0));
    if !own.cancelled.replace(true) {
        // What it held is let go now, not when its time comes.
        let old = (own.callback.take(), own.args.take());
        let job = match own.place.take() {
            Some(Place::Ready(id)) => own.event_loop.queue.borrow_mut().cancel(id),
            Some(Place::Timer(id)) => own.event_loop.queue.borrow_mut().cancel_timer(id),
            None => None,
        };
        drop((old, job));
    }
    Ok(Value::none().into())
}

fn handle_cancelled(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::bool(handle(args.get(0)).cancelled.get()).into())
}

fn handle_context(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(handle(args.get(0))
        .context
        .borrow()
        .clone()
        .unwrap_or_else(Value::none)
        .into())
}

fn handle_when(vm: &Vm, args: Args<'_>) -> NativeResult {
    match handle(args.get(0)).when {
        Some(when) => Ok(Value::float(when).into()),
        None => Err(vm.no_attribute(args.get(0), &vm.intern("when"))),
    }
}

fn handle_repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, value) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let own = handle(&value);
        let mut parts = vec![vm.class_name(&value).to_string()];
        if own.cancelled.get() {
            parts.push("cancelled".to_owned());
        }
        if let Some(when) = own.when {
            parts.push(format!("when={}", vm.repr_text(&Value::float(when)).await?));
        }
        let callback = own.callback.borrow().clone();
        if let Some(callback) = callback {
            let args = own.args.borrow().clone();
            parts.push(describe_callback(&vm, &callback, Some(&args)).await?);
        }
        Ok(vm.new_str(format!("<{}>", parts.join(" "))))
    })
}

fn handle_callback(_vm: &Vm, value: &Value) -> PyResult {
    Ok(handle(value)
        .callback
        .borrow()
        .clone()
        .unwrap_or_else(Value::none))
}

fn handle_args(vm: &Vm, value: &Value) -> PyResult {
    Ok(vm.new_tuple(handle(value).args.borrow().clone()))
}

fn handle_cancelled_attribute(_vm: &Vm, value: &Value) -> PyResult {
    Ok(Value::bool(handle(value).cancelled.get()))
}
