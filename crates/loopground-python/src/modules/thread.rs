//! `_thread`: starting threads of the VM, waiting for them, thread-local data.
//!
//! A thread that waits parks in the VM (`Trap::Park`); others run meanwhile. Waiters are woken in the order in
//! which they came. Not here: locks (`thread_locks`).

use super::thread_locks::{LOCK, RLOCK, Waiters, allocate_lock, seconds};
use crate::object::{Kind, Ref, Trace, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::types::type_object::{PyType, TypeFlags};
use crate::vm::{CallArgs, NativeResult, PyResult, Vm};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

/// The longest timeout, in seconds.
pub(super) const TIMEOUT_MAX: f64 = 9_223_372_036.0;

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("allocate_lock", "()", allocate_lock),
    NativeDef::function("allocate", "()", allocate_lock),
    NativeDef::function("get_ident", "()", get_ident),
    NativeDef::function("get_native_id", "()", get_ident),
    NativeDef::function("_get_main_thread_ident", "()", main_ident),
    NativeDef::function("_count", "()", count),
    NativeDef::function(
        "start_new_thread",
        "(function, args, kwargs={}, /)",
        start_new_thread,
    ),
    NativeDef::function(
        "start_new",
        "(function, args, kwargs={}, /)",
        start_new_thread,
    ),
    NativeDef::function(
        "start_joinable_thread",
        "(function, handle=None, daemon=True)",
        start_joinable_thread,
    ),
    NativeDef::function("_make_thread_handle", "(ident)", make_thread_handle),
    NativeDef::function("daemon_threads_allowed", "()", yes),
    NativeDef::function("_is_main_interpreter", "()", yes),
    NativeDef::function("_shutdown", "()", shutdown),
    NativeDef::function("stack_size", "(size=0, /)", stack_size),
    NativeDef::function("interrupt_main", "(signum=2, /)", interrupt_main),
    NativeDef::function("set_name", "(name)", nothing),
    NativeDef::function("exit", "()", exit),
    NativeDef::function("exit_thread", "()", exit),
    NativeDef::function("_excepthook", "(exc_info, /)", excepthook),
];

/// `_thread._local`: a dictionary per thread.
pub struct PyLocal {
    dicts: RefCell<Vec<(u64, Ref<PyDict>)>>,
    args: CallArgs,
}

impl Trace for PyLocal {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        for (_, dict) in self.dicts.borrow().iter() {
            visit(&dict.to_value());
        }
        self.args.positional.iter().for_each(&mut *visit);
        for (name, value) in &self.args.keywords {
            visit(name);
            visit(value);
        }
    }
}

/// `_thread._ThreadHandle`.
pub struct PyThreadHandle {
    state: Rc<HandleState>,
}

#[derive(Default)]
struct HandleState {
    ident: Cell<u64>,
    started: Cell<bool>,
    done: Cell<bool>,
    joiners: Waiters,
}

impl Trace for PyThreadHandle {
    fn trace(&self, _visit: &mut dyn FnMut(&Value)) {}
}

#[derive(Default)]
struct State {
    classes: std::cell::OnceCell<[Ref<PyType>; 4]>,
    /// Threads that are no daemons and run.
    handles: RefCell<Vec<(Rc<HandleState>, bool)>>,
    /// What `stack_size` was told: kept for those who ask, for stacks of the VM grow as they need.
    stack_size: Cell<i64>,
}

pub(super) fn classes(vm: &Vm) -> [Ref<PyType>; 4] {
    let state = vm.extension::<State>();
    let defs = [&LOCK, &RLOCK, &LOCAL, &HANDLE];
    state
        .classes
        .get_or_init(|| {
            let made = defs.map(|def| vm.new_native_type(def, &[]));
            made[2].set_flag(TypeFlags::CUSTOM_GETATTR | TypeFlags::CUSTOM_SETATTR, true);
            made
        })
        .clone()
}

pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    vm.add_functions(dict, "_thread", FUNCTIONS);
    let set = |name: &str, value: Value| dict.set_name(&vm.intern(name), value);
    let [lock, rlock, local, handle] = classes(vm);
    set("lock", lock.to_value());
    set("LockType", lock.into_value());
    set("RLock", rlock.into_value());
    set("_local", local.into_value());
    set("_ThreadHandle", handle.into_value());
    set("error", vm.types.exceptions.runtime_error.to_value());
    set("TIMEOUT_MAX", Value::float(TIMEOUT_MAX));
    let hooks = vm.extension::<crate::vm::program::ExitHooks>();
    hooks.0.borrow_mut().insert(
        0,
        Rc::new(|vm| Box::pin(async move { end_of_main(&vm).await })),
    );
    Ok(())
}

/// What `threading` does when the main thread ends: waits for those that are no daemons.
async fn end_of_main(vm: &Vm) -> PyResult {
    if let Some(threading) = vm.modules.get_name(&vm.intern("threading")) {
        return vm
            .call_method(&threading, &vm.intern("_shutdown"), [])
            .await;
    }
    join_all(vm).await
}

pub(super) fn this_thread(vm: &Vm) -> u64 {
    vm.threads.borrow().current.unwrap_or(0)
}

/// Thread identifiers as programs see them: large, as on Linux.
pub(super) fn ident_of(thread: u64) -> i64 {
    0x7F00_0000_0000 + thread as i64 * 0x1000
}

static LOCAL: TypeDef = TypeDef {
    name: "_local",
    module: "_thread",
    kind: Kind::ThreadLocal,
    flags: TypeFlags::WEAKREF,
    methods: &[
        NativeDef::new("($type, /, *args, **kwargs)", local_new),
        NativeDef::method("__getattribute__", "($self, name, /)", local_get),
        NativeDef::method("__setattr__", "($self, name, value, /)", local_set),
        NativeDef::method("__delattr__", "($self, name, /)", local_delete),
    ],
    ..TypeDef::EMPTY
};

static HANDLE: TypeDef = TypeDef {
    name: "_ThreadHandle",
    module: "_thread",
    kind: Kind::ThreadHandle,
    methods: &[
        NativeDef::new("($type, /)", handle_new),
        NativeDef::method("join", "($self, timeout=None, /)", handle_join),
        NativeDef::method("is_done", "($self, /)", handle_is_done),
        NativeDef::method("_set_done", "($self, /)", handle_set_done),
    ],
    attributes: &[GetSetDef::read_only("ident", handle_ident)],
    ..TypeDef::EMPTY
};

fn local_new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = args
        .get(0)
        .to_ref::<PyType>()
        .expect("__new__ takes a class");
    let given = CallArgs::from_parts(args.rest(1), args.keywords(2));
    let plain = class
        .lookup(&vm.names.__init__)
        .is_some_and(|init| init.get::<crate::types::native::PyNative>().is_some());
    if plain && (!given.positional.is_empty() || !given.keywords.is_empty()) {
        return Err(vm.type_error("Initialization arguments are not supported"));
    }
    // The creating thread's __init__ runs as for any object; other threads' when they first look.
    let local = PyLocal {
        dicts: RefCell::new(vec![(this_thread(vm), vm.new_dict())]),
        args: given,
    };
    Ok(Ref::new(local, &class).into_value().into())
}

/// The calling thread's dictionary; when it is new, `__init__` has to run in this thread too.
fn local_dict(vm: &Vm, value: &Value) -> (Ref<PyDict>, bool) {
    let own = value.get::<PyLocal>().expect("the receiver was checked");
    let thread = this_thread(vm);
    let known = own
        .dicts
        .borrow()
        .iter()
        .find(|(id, _)| *id == thread)
        .map(|(_, dict)| dict.clone());
    match known {
        Some(dict) => (dict, false),
        None => {
            let dict = vm.new_dict();
            own.dicts.borrow_mut().push((thread, dict.clone()));
            (dict, true)
        }
    }
}

/// Does something with the dictionary, after `__init__` where that is due.
fn with_local(
    vm: &Vm,
    value: &Value,
    act: impl FnOnce(&Vm, &Value, &Ref<PyDict>) -> NativeResult + 'static,
) -> NativeResult {
    let (dict, fresh) = local_dict(vm, value);
    let init = vm.class_of(value).lookup(&vm.names.__init__);
    let Some(init) =
        init.filter(|init| fresh && init.get::<crate::types::native::PyNative>().is_none())
    else {
        return act(vm, value, &dict);
    };
    let (vm, value) = (vm.clone(), value.clone());
    Vm::future(async move {
        let mut args = value.get::<PyLocal>().expect("checked").args.clone();
        args.positional.insert(0, value.clone());
        vm.call(&init, args).await?;
        let flow = act(&vm, &value, &dict)?;
        vm.run_flow(flow).await
    })
}

fn local_get(vm: &Vm, args: Args<'_>) -> NativeResult {
    use crate::vm::attribute::Loaded;
    let name = crate::types::object::attribute_name(vm, args.get(1))?;
    with_local(vm, args.get(0), move |vm, value, dict| {
        if name.is(&vm.names.__dict__) {
            return Ok(dict.to_value().into());
        }
        if let Some(found) = dict.get_name(&name) {
            return Ok(found.into());
        }
        match vm.load_attribute_generic(value, &name)? {
            Some(Loaded::Value(found)) => Ok(found.into()),
            Some(Loaded::Method(function)) => Ok(vm.bind_method(&function, value).into()),
            Some(Loaded::Flow(flow)) => Ok(flow),
            None => Err(vm.no_attribute(value, &name)),
        }
    })
}

fn local_set(vm: &Vm, args: Args<'_>) -> NativeResult {
    let name = crate::types::object::attribute_name(vm, args.get(1))?;
    let new = args.get(2).clone();
    with_local(vm, args.get(0), move |vm, value, dict| {
        if name.is(&vm.names.__dict__) {
            return Err(vm.attribute_error(format!(
                "'{}' object attribute '__dict__' is read-only",
                vm.class_name(value)
            )));
        }
        dict.set_name(&name, new);
        Ok(Value::none().into())
    })
}

fn local_delete(vm: &Vm, args: Args<'_>) -> NativeResult {
    let name = crate::types::object::attribute_name(vm, args.get(1))?;
    with_local(vm, args.get(0), move |vm, value, dict| {
        match dict.remove_name(&name) {
            Some(_) => Ok(Value::none().into()),
            None => Err(vm.no_attribute(value, &name)),
        }
    })
}

fn get_ident(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::int(ident_of(this_thread(vm))).into())
}

fn main_ident(_vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::int(ident_of(1)).into())
}

fn count(vm: &Vm, _args: Args<'_>) -> NativeResult {
    let running = vm
        .extension::<State>()
        .handles
        .borrow()
        .iter()
        .filter(|(own, _)| !own.done.get())
        .count();
    Ok(Value::int(running as i64).into())
}

/// Starts a thread that calls a function; an exception that leaves it is reported by `threading.excepthook` there,
/// or here when nobody did.
fn start(vm: &Vm, function: Value, args: CallArgs, state: Rc<HandleState>, daemon: bool) {
    let task = vm.clone();
    let own = state.clone();
    let id = vm.spawn_thread(Box::pin(async move {
        let result = task.call(&function, args).await;
        own.done.set(true);
        own.joiners.wake_all(&task);
        if let Err(raised) = result
            && !task.matches(&raised, &task.types.exceptions.system_exit)
        {
            task.unraisable(
                raised,
                "Exception ignored in thread started by",
                Some(&function),
            )
            .await;
        }
        Ok(Value::none())
    }));
    state.ident.set(id);
    state.started.set(true);
    let shared = vm.extension::<State>();
    let mut handles = shared.handles.borrow_mut();
    handles.retain(|(own, _)| !own.done.get());
    handles.push((state, daemon));
}

fn start_new_thread(vm: &Vm, args: Args<'_>) -> NativeResult {
    let Some(positional) = args.get(1).get::<crate::types::tuple::PyTuple>() else {
        return Err(vm.type_error("2nd arg must be a tuple"));
    };
    let keywords = args
        .opt(2)
        .and_then(Value::get::<PyDict>)
        .map(PyDict::snapshot)
        .unwrap_or_default();
    let state = Rc::new(HandleState::default());
    start(
        vm,
        args.get(0).clone(),
        CallArgs::new(positional.items().to_vec(), keywords),
        state.clone(),
        true,
    );
    Ok(Value::int(ident_of(state.ident.get())).into())
}

fn start_joinable_thread(vm: &Vm, args: Args<'_>) -> NativeResult {
    let handle = match args.opt(1).filter(|handle| !handle.is_none()) {
        Some(handle) => handle.clone(),
        None => new_handle(vm, Rc::default()),
    };
    let Some(own) = handle.get::<PyThreadHandle>() else {
        return Err(vm.type_error("'handle' must be a _ThreadHandle"));
    };
    if own.state.started.get() {
        return Err(vm.runtime_error("thread already started"));
    }
    let daemon = args
        .opt(2)
        .is_none_or(|daemon| vm.quick_truth(daemon).unwrap_or(true));
    start(
        vm,
        args.get(0).clone(),
        CallArgs::default(),
        own.state.clone(),
        daemon,
    );
    Ok(handle.into())
}

fn new_handle(vm: &Vm, state: Rc<HandleState>) -> Value {
    let [.., class] = classes(vm);
    Ref::new(PyThreadHandle { state }, &class).into_value()
}

fn make_thread_handle(vm: &Vm, args: Args<'_>) -> NativeResult {
    let state = HandleState::default();
    let ident = args.get(0).as_small_int().unwrap_or(0);
    state
        .ident
        .set(((ident - 0x7F00_0000_0000) / 0x1000).max(0) as u64);
    state.started.set(true);
    Ok(new_handle(vm, Rc::new(state)).into())
}

fn handle_new(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(new_handle(vm, Rc::default()).into())
}

fn handle(value: &Value) -> Rc<HandleState> {
    value
        .get::<PyThreadHandle>()
        .expect("the receiver was checked")
        .state
        .clone()
}

fn handle_join(vm: &Vm, args: Args<'_>) -> NativeResult {
    let state = handle(args.get(0));
    if !state.started.get() {
        return Err(vm.runtime_error("thread not started"));
    }
    if state.ident.get() == this_thread(vm) && !state.done.get() {
        return Err(vm.runtime_error("Cannot join current thread"));
    }
    let timeout = match args.opt(1).filter(|timeout| !timeout.is_none()) {
        None => None,
        Some(timeout) => Some(seconds(vm, timeout)?),
    };
    let until = timeout
        .filter(|seconds| *seconds >= 0.0)
        .map(|s| vm.monotonic() + Duration::from_secs_f64(s));
    let vm = vm.clone();
    Vm::future(async move {
        while !state.done.get() {
            if !state
                .joiners
                .wait(&vm, until, "the end of another thread")
                .await?
            {
                break;
            }
        }
        Ok(Value::none())
    })
}

fn handle_is_done(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::bool(handle(args.get(0)).done.get()).into())
}

fn handle_set_done(vm: &Vm, args: Args<'_>) -> NativeResult {
    let state = handle(args.get(0));
    state.done.set(true);
    state.joiners.wake_all(vm);
    Ok(Value::none().into())
}

fn handle_ident(_vm: &Vm, value: &Value) -> PyResult {
    Ok(Value::int(ident_of(handle(value).ident.get())))
}

async fn join_all(vm: &Vm) -> PyResult {
    loop {
        let next = {
            let shared = vm.extension::<State>();
            let handles = shared.handles.borrow();
            handles
                .iter()
                .find(|(own, daemon)| !own.done.get() && !daemon)
                .map(|(own, _)| own.clone())
        };
        let Some(state) = next else {
            return Ok(Value::none());
        };
        state
            .joiners
            .wait(vm, None, "the end of another thread")
            .await?;
    }
}

fn shutdown(vm: &Vm, _args: Args<'_>) -> NativeResult {
    let vm = vm.clone();
    Vm::future(async move { join_all(&vm).await })
}

fn yes(_vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::bool(true).into())
}

fn nothing(_vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::none().into())
}

/// The smallest stack that CPython lets a thread have on Linux, in bytes.
const SMALLEST_STACK: i64 = 53_248;

fn stack_size(vm: &Vm, args: Args<'_>) -> NativeResult {
    let kept = vm.extension::<State>();
    let old = Value::int(kept.stack_size.get());
    let Some(size) = args.opt(0) else {
        return Ok(old.into());
    };
    let Some(size) = size.as_small_int() else {
        return Err(vm.type_error(format!(
            "'{}' object cannot be interpreted as an integer",
            vm.class_name(size)
        )));
    };
    if size != 0 && size < SMALLEST_STACK {
        return Err(vm.value_error(format!("size must be at least {SMALLEST_STACK} bytes")));
    }
    kept.stack_size.set(size);
    Ok(old.into())
}

fn interrupt_main(vm: &Vm, _args: Args<'_>) -> NativeResult {
    vm.signals.send(crate::vm::signals::SIGINT);
    Ok(Value::none().into())
}

fn exit(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Err(vm.raise(&vm.types.exceptions.system_exit, ""))
}

/// `threading.excepthook`.
fn excepthook(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, info) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let value = vm.get_attribute(&info, &vm.intern("exc_value")).await?;
        let thread = vm.get_attribute(&info, &vm.intern("thread")).await?;
        let Some(exception) = value.to_ref::<crate::types::exception::PyException>() else {
            return Ok(Value::none());
        };
        if vm.is_instance(&value, &vm.types.exceptions.system_exit) {
            return Ok(Value::none());
        }
        let name = if thread.is_none() {
            ident_of(this_thread(&vm)).to_string()
        } else {
            let name = vm.get_attribute(&thread, &vm.names.name.clone()).await?;
            vm.str_text(&name).await?
        };
        let traceback = crate::types::traceback::format(&vm, &crate::vm::Raised(exception)).await;
        super::write_stderr(&vm, &format!("Exception in thread {name}:\n{traceback}")).await;
        Ok(Value::none())
    })
}
