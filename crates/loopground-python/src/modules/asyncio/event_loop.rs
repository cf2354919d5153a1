//! Event loops: `_asyncio.Loop`, over `loopground_core::EventLoop`.
//!
//! It stands before `base_events.BaseEventLoop` in the loop's class and does what that does, natively, for as long as
//! nobody can tell: methods whose arguments or state are unusual (a closed loop, a callback that is none) are passed on
//! to the Python class, which words the error and stands in the traceback. A loop whose queues are looked at, whose
//! parts are replaced or which is in debug mode is handed over for good (`python_mode`).

use super::Asyncio;
use super::future::PyFuture;
use super::handle::{Place, PyHandle};
use super::python_mode;
use super::step::Wake;
use super::turns;
use crate::object::{Kind, Ref, Trace, Value, View};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::generator::{GeneratorKind, PyGenerator};
use crate::types::native::{Args, NativeDef};
use crate::types::type_object::{PyType, TypeFlags};
use crate::vm::{CallArgs, Flow, NativeResult, PyResult, Trap, Vm};
use loopground_core::{EventLoop, Ties};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

/// What is queued in a loop.
pub enum Job {
    /// A callback with its handle.
    Call(Ref<PyHandle>),
    /// One step of a task.
    Step(Value, Wake),
}

pub struct PyEventLoop {
    pub queue: RefCell<EventLoop<Job, f64>>,
    /// Whether turns run natively; once it is not so, `queue` stays empty.
    pub native: Cell<bool>,
    pub closed: Cell<bool>,
    pub stopping: Cell<bool>,
    pub debug: RefCell<Value>,
    /// What its thread parks on between turns.
    pub key: u64,
    /// Whether its thread is parked: what its own thread queues now comes from a handler of a signal.
    pub parked: Cell<bool>,
    /// `_ready` and `_scheduled`, as Python set them; used when turns do not run natively.
    pub ready: RefCell<Value>,
    pub scheduled: RefCell<Value>,
    pub task_factory: RefCell<Value>,
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
        for field in [
            &self.debug,
            &self.ready,
            &self.scheduled,
            &self.task_factory,
        ] {
            visit(&field.borrow());
        }
    }

    fn clear(&self) {
        let old = self.queue.borrow_mut().clear();
        drop(old);
        for field in [&self.ready, &self.scheduled, &self.task_factory] {
            let old = field.replace(Value::none());
            drop(old);
        }
        // Only an interpreter that ends in the middle clears a loop that a thread still runs.
        let (own, others): (Vec<_>, Vec<_>) = self
            .shared
            .threads
            .take()
            .into_iter()
            .partition(|thread| thread.runs(self));
        *self.shared.threads.borrow_mut() = others;
        drop(own);
    }
}

pub static TYPE: TypeDef = TypeDef {
    name: "Loop",
    module: "_asyncio",
    kind: Kind::EventLoop,
    flags: TypeFlags::HAS_DICT | TypeFlags::WEAKREF,
    methods: &[
        NativeDef::new("($type, /, *args, **kwargs)", new),
        NativeDef::method("_run_once", "($self)", turns::run_once),
        NativeDef::method("time", "($self, /, *args)", time),
        NativeDef::method("call_soon", "($self, /, *args, context=None)", call_soon),
        NativeDef::method(
            "call_soon_threadsafe",
            "($self, /, *args, context=None)",
            call_soon_threadsafe,
        ),
        NativeDef::method("call_later", "($self, /, *args, context=None)", call_later),
        NativeDef::method("call_at", "($self, /, *args, context=None)", call_at),
        NativeDef::method("create_future", "($self, /, *args)", create_future),
        NativeDef::method("create_task", "($self, /, *args, **kwargs)", create_task),
        NativeDef::method("_add_callback", "($self, handle)", add_callback),
        NativeDef::method("_write_to_self", "($self)", write_to_self),
        NativeDef::method("_wait", "($self, timeout, /)", wait),
        NativeDef::method("__setattr__", "($self, name, value, /)", set_attribute),
    ],
    attributes: &[
        GetSetDef::writable("_ready", python_mode::ready, python_mode::set_ready),
        GetSetDef::writable(
            "_scheduled",
            python_mode::scheduled,
            python_mode::set_scheduled,
        ),
        GetSetDef::writable("_closed", closed, set_closed),
        GetSetDef::writable("_stopping", stopping, set_stopping),
        GetSetDef::writable("_debug", debug, set_debug),
        GetSetDef::writable("_task_factory", task_factory, set_task_factory),
        GetSetDef::writable(
            "__dict__",
            crate::types::function_methods::instance_dict,
            crate::types::function_methods::replace_dict,
        ),
    ],
    ..TypeDef::EMPTY
};

/// What a subclass or a program may replace: a loop that has one of these of its own does not run natively.
const REPLACEABLE: &[&str] = &[
    "_run_once",
    "time",
    "call_soon",
    "call_soon_threadsafe",
    "call_later",
    "call_at",
    "create_future",
    "_call_soon",
    "_add_callback",
    "_process_events",
    "_write_to_self",
    "_timer_handle_cancelled",
    "_check_callback",
    "_selector",
    "get_debug",
];

pub(super) fn this(value: &Value) -> Ref<PyEventLoop> {
    value.to_ref().expect("the receiver was checked")
}

/// The method of the Python class that the native one stands before, called with the same arguments.
pub(super) fn in_python(
    vm: &Vm,
    receiver: &Value,
    name: &str,
    positional: impl IntoIterator<Item = Value>,
    keywords: Vec<(Value, Value)>,
) -> NativeResult {
    let own = &Asyncio::of(vm).classes().event_loop.clone();
    let class = vm.class_of(receiver).clone();
    let name = vm.intern(name);
    let found = class
        .mro
        .borrow()
        .iter()
        .skip_while(|class| !class.ptr_eq(own))
        .skip(1)
        .find_map(|class| class.dict.get_name(&name));
    let Some(function) = found else {
        return Err(vm.no_attribute(receiver, &name));
    };
    let positional = std::iter::once(receiver.clone())
        .chain(positional)
        .collect();
    Ok(Flow::call(function, CallArgs::new(positional, keywords)))
}

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = args
        .get(0)
        .to_ref::<PyType>()
        .expect("__new__ takes a class");
    // The package's own class is the one that its modules `unix_events` and `base_events` make.
    let native = REPLACEABLE.iter().all(|name| {
        let name = vm.intern(name);
        let mro = class.mro.borrow();
        let home = mro
            .iter()
            .find(|class| class.dict.find_name(&name).is_some());
        home.is_none_or(|home| {
            home.dict
                .get_name(&vm.names.__module__)
                .is_none_or(|module| {
                    let module = crate::vm::call::text(&module);
                    module == "_asyncio" || module.starts_with("asyncio.")
                })
        })
    });
    let event_loop = PyEventLoop {
        queue: RefCell::new(EventLoop::with_ties(Ties::Heapq)),
        native: Cell::new(native),
        closed: Cell::new(false),
        stopping: Cell::new(false),
        debug: RefCell::new(Value::bool(false)),
        key: vm.new_key(),
        parked: Cell::new(false),
        ready: RefCell::new(Value::none()),
        scheduled: RefCell::new(Value::none()),
        task_factory: RefCell::new(Value::none()),
        shared: Asyncio::of(vm),
    };
    Ok(Ref::new(event_loop, &class).into_value().into())
}

impl PyEventLoop {
    /// Whether jobs may be put into the native queue.
    #[inline]
    pub fn takes_jobs(&self) -> bool {
        self.native.get() && !self.closed.get()
    }

    /// Queues a callback for the next turn; only when [`PyEventLoop::takes_jobs`].
    pub fn queue_call(
        &self,
        vm: &Vm,
        class: &Ref<PyType>,
        own: &Value,
        (callback, args): (Value, Vec<Value>),
        context: Option<Value>,
    ) -> Ref<PyHandle> {
        let handle = PyHandle::new(
            own.clone(),
            callback,
            args,
            context.or_else(|| vm.copy_context()),
        );
        let handle = Ref::new(handle, class);
        let id = self.queue.borrow_mut().call_soon(Job::Call(handle.clone()));
        handle.place.set(Some(Place::Ready(id)));
        handle
    }

    /// Queues a step of a task for the next turn; only when [`PyEventLoop::takes_jobs`].
    #[inline]
    pub fn queue_step(&self, task: Value, wake: Wake) {
        self.queue.borrow_mut().call_soon(Job::Step(task, wake));
    }
}

fn context_of(args: Args<'_>, index: usize) -> Option<Value> {
    args.opt(index)
        .filter(|context| !context.is_none())
        .cloned()
}

/// A method by the Python class, with the arguments given to `(*args, context=None)`.
fn all_in_python(vm: &Vm, name: &str, args: Args<'_>) -> NativeResult {
    let keywords = match args.opt(2) {
        Some(context) => vec![(vm.intern("context"), context.clone())],
        None => vec![],
    };
    in_python(vm, args.get(0), name, args.rest(1).to_vec(), keywords)
}

fn time(vm: &Vm, args: Args<'_>) -> NativeResult {
    if !this(args.get(0)).native.get() || !args.rest(1).is_empty() {
        return all_in_python(vm, "time", args);
    }
    vm.clock_was_read();
    Ok(Value::float(vm.monotonic().as_secs_f64()).into())
}

fn call_soon(vm: &Vm, args: Args<'_>) -> NativeResult {
    let event_loop = this(args.get(0));
    let classes = event_loop.shared.handles.get();
    let (Some(classes), [callback, rest @ ..], true) =
        (classes, args.rest(1), event_loop.takes_jobs())
    else {
        return all_in_python(vm, "call_soon", args);
    };
    let (call, class) = ((callback.clone(), rest.to_vec()), &classes.handle);
    let handle = event_loop.queue_call(vm, class, args.get(0), call, context_of(args, 2));
    Ok(handle.into_value().into())
}

fn call_soon_threadsafe(vm: &Vm, args: Args<'_>) -> NativeResult {
    let event_loop = this(args.get(0));
    let classes = event_loop.shared.handles.get();
    let (Some(classes), [callback, rest @ ..], true) =
        (classes, args.rest(1), event_loop.takes_jobs())
    else {
        return all_in_python(vm, "call_soon_threadsafe", args);
    };
    let (call, class) = ((callback.clone(), rest.to_vec()), &classes.thread_safe);
    let handle = event_loop.queue_call(vm, class, args.get(0), call, context_of(args, 2));
    let handle = handle.into_value();
    let lock = crate::modules::thread_locks::new_rlock(vm);
    vm.store_attribute_generic(&handle, &vm.intern("_lock"), Some(lock))?;
    wake(vm, &event_loop);
    Ok(handle.into())
}

/// Ends the wait of a loop's thread, unless that is the one that asks and does not wait.
fn wake(vm: &Vm, event_loop: &PyEventLoop) {
    let own = event_loop.shared.running_loop(vm);
    let here = own
        .as_ref()
        .and_then(Value::get::<PyEventLoop>)
        .is_some_and(|running| running.key == event_loop.key);
    if !here || !event_loop.native.get() || event_loop.parked.get() {
        vm.unpark(event_loop.key);
    }
}

fn call_at_time(
    vm: &Vm,
    event_loop: &Ref<PyEventLoop>,
    args: Args<'_>,
    when: f64,
) -> Option<Value> {
    let classes = event_loop.shared.handles.get()?;
    let [_, callback, rest @ ..] = args.rest(1) else {
        return None;
    };
    let context = context_of(args, 2).or_else(|| vm.copy_context());
    let handle = PyHandle::new(
        args.get(0).clone(),
        callback.clone(),
        rest.to_vec(),
        context,
    );
    *handle.when.borrow_mut() = Value::float(when);
    let handle = Ref::new(handle, &classes.timer);
    let id = event_loop
        .queue
        .borrow_mut()
        .call_at(when, Job::Call(handle.clone()));
    handle.place.set(Some(Place::Timer(id)));
    Some(handle.into_value())
}

fn plain_number(value: &Value) -> Option<f64> {
    match value.view() {
        View::Float(number) => Some(number),
        View::Int(number) => Some(number as f64),
        _ => None,
    }
    .filter(|number| !number.is_nan())
}

fn call_later(vm: &Vm, args: Args<'_>) -> NativeResult {
    let event_loop = this(args.get(0));
    if event_loop.takes_jobs()
        && let Some(delay) = args.rest(1).first().and_then(plain_number)
    {
        let when = vm.monotonic().as_secs_f64() + delay;
        if let Some(handle) = call_at_time(vm, &event_loop, args, when) {
            return Ok(handle.into());
        }
    }
    all_in_python(vm, "call_later", args)
}

fn call_at(vm: &Vm, args: Args<'_>) -> NativeResult {
    let event_loop = this(args.get(0));
    if let (true, [when, _, ..]) = (event_loop.takes_jobs(), args.rest(1)) {
        // Only a float: `when()` gives back what was given.
        if when.as_small_float().is_some()
            && let Some(when) = plain_number(when)
            && let Some(handle) = call_at_time(vm, &event_loop, args, when)
        {
            return Ok(handle.into());
        }
        // A time of another type has to be compared as Python compares it.
        if !when.is_none() {
            python_mode::enter(vm, &event_loop, args.get(0))?;
        }
    }
    all_in_python(vm, "call_at", args)
}

fn create_future(vm: &Vm, args: Args<'_>) -> NativeResult {
    let event_loop = this(args.get(0));
    if !event_loop.native.get() || !args.rest(1).is_empty() {
        return all_in_python(vm, "create_future", args);
    }
    let shared = event_loop.shared.clone();
    let future = PyFuture::pending(&shared, Some(args.get(0).clone()));
    Ok(Ref::new(future, &shared.classes().future)
        .into_value()
        .into())
}

fn create_task(vm: &Vm, args: Args<'_>) -> NativeResult {
    let event_loop = this(args.get(0));
    let keywords = args.keywords(2).snapshot();
    let is_coroutine = |value: &Value| {
        value
            .get::<PyGenerator>()
            .is_some_and(|coroutine| coroutine.kind == GeneratorKind::Coroutine)
    };
    let plain = event_loop.takes_jobs()
        && event_loop.task_factory.borrow().is_none()
        && matches!(args.rest(1), [coroutine] if is_coroutine(coroutine));
    let (mut name, mut context, mut known) = (None, None, true);
    for (key, value) in &keywords {
        match crate::vm::call::text(key).as_str() {
            "name" if value.is_none() => {}
            "name" if value.get::<crate::types::str::PyStr>().is_some() => {
                name = Some(value.clone());
            }
            "context" if value.is_none() => {}
            "context" => context = Some(value.clone()),
            _ => known = false,
        }
    }
    if !plain || !known {
        return in_python(
            vm,
            args.get(0),
            "create_task",
            args.rest(1).to_vec(),
            keywords,
        );
    }
    let coroutine = &args.rest(1)[0];
    let task = super::task::make(
        vm,
        &event_loop.shared,
        args.get(0),
        coroutine,
        name,
        context,
    );
    event_loop.queue_step(task.clone(), Wake::Nothing);
    Ok(task.into())
}

/// Queues a handle that exists already, as that of a signal.
fn add_callback(vm: &Vm, args: Args<'_>) -> NativeResult {
    let event_loop = this(args.get(0));
    let handle = args.get(1).to_ref::<PyHandle>();
    let Some(handle) = handle.filter(|_| event_loop.takes_jobs()) else {
        return in_python(
            vm,
            args.get(0),
            "_add_callback",
            [args.get(1).clone()],
            vec![],
        );
    };
    if !handle.cancelled.get() {
        let job = Job::Call(handle.clone());
        let id = event_loop.queue.borrow_mut().call_soon(job);
        handle.place.set(Some(Place::Ready(id)));
    }
    Ok(Value::none().into())
}

fn write_to_self(vm: &Vm, args: Args<'_>) -> NativeResult {
    vm.unpark(this(args.get(0)).key);
    Ok(Value::none().into())
}

/// The selector's wait: until the time is over or somebody calls `_write_to_self`.
fn wait(vm: &Vm, args: Args<'_>) -> NativeResult {
    let key = this(args.get(0)).key;
    let deadline = match args.get(1).view() {
        View::None => None,
        _ => {
            let seconds = plain_number(args.get(1)).unwrap_or(0.0).max(0.0);
            let delay = Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX);
            Some(vm.monotonic().saturating_add(delay))
        }
    };
    let vm = vm.clone();
    Vm::future(async move {
        if deadline.is_some_and(|deadline| deadline <= vm.monotonic()) {
            vm.charge(1).await?;
            return Ok(Value::none());
        }
        park(&vm, key, deadline).await?;
        Ok(Value::none())
    })
}

pub(super) async fn park(vm: &Vm, key: u64, deadline: Option<Duration>) -> PyResult<()> {
    let waits_for = "its event loop, which has nothing scheduled".to_owned();
    vm.trap(Trap::Park {
        key,
        deadline,
        waits_for,
    })
    .await
    .map(drop)
}

/// Replacing a part of a loop means that Python has to run it.
fn set_attribute(vm: &Vm, args: Args<'_>) -> NativeResult {
    let event_loop = this(args.get(0));
    if event_loop.native.get() {
        let name = crate::vm::call::text(args.get(1));
        // The selector of the package's own class is set by its `__init__`, before anything is queued.
        let first = name == "_selector"
            && args
                .get(0)
                .as_object()
                .and_then(|object| object.dict())
                .is_none_or(|dict| dict.find_name(&vm.intern("_selector")).is_none())
            && *vm.class_of(args.get(2)).name() == *"EpollSelector";
        let closing = name == "_selector" && args.get(2).is_none();
        if REPLACEABLE.contains(&name.as_str()) && !first && !closing {
            python_mode::enter(vm, &event_loop, args.get(0))?;
        }
    }
    let name = vm.intern_value(args.get(1));
    match vm.store_attribute_generic(args.get(0), &name, Some(args.get(2).clone()))? {
        Some(flow) => Ok(flow),
        None => Ok(Value::none().into()),
    }
}

fn closed(_vm: &Vm, value: &Value) -> PyResult {
    Ok(Value::bool(this(value).closed.get()))
}

fn truth(vm: &Vm, new: Option<&Value>) -> bool {
    new.and_then(|new| vm.quick_truth(new)).unwrap_or(true)
}

fn set_closed(vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    this(value).closed.set(truth(vm, new.as_ref()));
    Ok(())
}

fn stopping(_vm: &Vm, value: &Value) -> PyResult {
    Ok(Value::bool(this(value).stopping.get()))
}

fn set_stopping(vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    this(value).stopping.set(truth(vm, new.as_ref()));
    Ok(())
}

fn debug(_vm: &Vm, value: &Value) -> PyResult {
    Ok(this(value).debug.borrow().clone())
}

fn set_debug(vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    let event_loop = this(value);
    let on = truth(vm, new.as_ref());
    let old = event_loop.debug.replace(new.unwrap_or_else(Value::none));
    drop(old);
    if on && event_loop.native.get() {
        python_mode::enter(vm, &event_loop, value)?;
    }
    Ok(())
}

fn task_factory(_vm: &Vm, value: &Value) -> PyResult {
    Ok(this(value).task_factory.borrow().clone())
}

fn set_task_factory(_vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    let old = this(value)
        .task_factory
        .replace(new.unwrap_or_else(Value::none));
    drop(old);
    Ok(())
}
