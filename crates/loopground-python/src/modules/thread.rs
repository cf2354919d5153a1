//! `_thread`: starting threads of the VM and waiting for them.
//!
//! A thread that waits parks in the VM (`Trap::Park`); others run meanwhile. Waiters are woken in the order in
//! which they came. Not here: locks (`thread_locks`), thread-local data (`thread_local`).

use super::builtins::attributes::is_callable;
use super::thread_local::{LOCAL, forget_locals};
use super::thread_locks::{LOCK, RLOCK, Waiters, allocate_lock, seconds};
use crate::object::{Kind, Ref, Trace, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::types::type_object::{PyType, TypeFlags};
use crate::vm::deadlock::{self, ident_of};
use crate::vm::signals::{self, MAIN_THREAD, SIGINT};
use crate::vm::{CallArgs, NativeResult, PyResult, Vm};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;

/// The longest timeout, in seconds.
pub(super) const TIMEOUT_MAX: f64 = 9_223_372_036.0;

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("allocate_lock", "()", allocate_lock),
    NativeDef::function("allocate", "()", allocate_lock),
    NativeDef::function("get_ident", "()", get_ident),
    NativeDef::function("get_native_id", "()", get_native_id),
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
    /// How many threads run that this module started.
    running: Cell<i64>,
    /// Those that the end of the program waits for, oldest first.
    joinable: RefCell<BTreeMap<u64, Rc<HandleState>>>,
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
        let ended = vm
            .call_method(&threading, &vm.intern("_shutdown"), [])
            .await;
        if let Err(raised) = ended {
            let what = "Exception ignored on threading shutdown";
            vm.unraisable(raised, what, None).await;
        }
        return Ok(Value::none());
    }
    join_all(vm).await
}

pub(super) fn this_thread(vm: &Vm) -> u64 {
    vm.threads.borrow().current.unwrap_or(0)
}

static HANDLE: TypeDef = TypeDef {
    name: "_ThreadHandle",
    module: "_thread",
    kind: Kind::ThreadHandle,
    methods: &[
        NativeDef::new("($type, /)", handle_new),
        NativeDef::method("join", "($self, timeout=None, /)", handle_join),
        NativeDef::method("is_done", "($self, /)", handle_is_done),
        NativeDef::method("_set_done", "($self, /)", handle_set_done),
        NativeDef::method("__repr__", "($self, /)", handle_repr),
    ],
    attributes: &[GetSetDef::read_only("ident", handle_ident)],
    ..TypeDef::EMPTY
};

fn get_ident(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::int(ident_of(this_thread(vm))).into())
}

/// Numbers of their own, the main thread's as the process has it, as on Linux.
fn get_native_id(vm: &Vm, _args: Args<'_>) -> NativeResult {
    let process = super::posix::process::process_id(vm);
    let thread = this_thread(vm) as i64;
    Ok(Value::int(process + thread - MAIN_THREAD as i64).into())
}

fn main_ident(_vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::int(ident_of(MAIN_THREAD)).into())
}

fn count(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::int(vm.extension::<State>().running.get()).into())
}

/// Starts a thread that calls a function; an exception that leaves it is reported by `threading.excepthook` there,
/// or here when nobody did.
fn start(
    vm: &Vm,
    function: Value,
    args: CallArgs,
    state: Rc<HandleState>,
    daemon: bool,
) -> PyResult<()> {
    if vm.is_finalizing() {
        let class = &vm.types.exceptions.python_finalization_error;
        return Err(vm.raise(class, "can't create new thread at interpreter shutdown"));
    }
    let task = vm.clone();
    let own = state.clone();
    let id = vm.spawn_thread(Box::pin(async move {
        let result = task.call(&function, args).await;
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
        drop(function);
        forget_locals(&task);
        task.enter_context(None);
        let _ = task
            .run_future(crate::vm::generator::run_finalizers(task.clone()))
            .await;
        let shared = task.extension::<State>();
        shared.running.set(shared.running.get() - 1);
        let left = shared.joinable.borrow_mut().remove(&own.ident.get());
        drop(left);
        own.done.set(true);
        own.joiners.wake_all(&task);
        Ok(Value::none())
    }));
    state.ident.set(id);
    state.started.set(true);
    let shared = vm.extension::<State>();
    shared.running.set(shared.running.get() + 1);
    if !daemon {
        shared.joinable.borrow_mut().insert(id, state);
    }
    Ok(())
}

fn start_new_thread(vm: &Vm, args: Args<'_>) -> NativeResult {
    if !is_callable(vm, args.get(0)) {
        return Err(vm.type_error("first arg must be callable"));
    }
    let Some(positional) = args.get(1).get::<crate::types::tuple::PyTuple>() else {
        return Err(vm.type_error("2nd arg must be a tuple"));
    };
    let keywords = match args.opt(2) {
        None => Vec::new(),
        Some(given) => match given.get::<PyDict>() {
            Some(given) => given.snapshot(),
            None => return Err(vm.type_error("optional 3rd arg must be a dictionary")),
        },
    };
    let state = Rc::new(HandleState::default());
    start(
        vm,
        args.get(0).clone(),
        CallArgs::new(positional.items().to_vec(), keywords),
        state.clone(),
        true,
    )?;
    Ok(Value::int(ident_of(state.ident.get())).into())
}

fn start_joinable_thread(vm: &Vm, args: Args<'_>) -> NativeResult {
    if !is_callable(vm, args.get(0)) {
        return Err(vm.type_error("thread function must be callable"));
    }
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
    )?;
    Ok(handle.into())
}

fn new_handle(vm: &Vm, state: Rc<HandleState>) -> Value {
    let [.., class] = classes(vm);
    Ref::new(PyThreadHandle { state }, &class).into_value()
}

fn make_thread_handle(vm: &Vm, args: Args<'_>) -> NativeResult {
    let state = HandleState::default();
    let ident = args.get(0).as_small_int().unwrap_or(0);
    state.ident.set(deadlock::number_of(ident));
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
    if vm.is_finalizing() && !state.done.get() {
        let class = &vm.types.exceptions.python_finalization_error;
        return Err(vm.raise(class, "cannot join thread at interpreter shutdown"));
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
                .wait(&vm, until, &deadlock::end_of(state.ident.get()))
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
    if !state.started.get() {
        return Err(vm.runtime_error("thread not started"));
    }
    state.done.set(true);
    state.joiners.wake_all(vm);
    Ok(Value::none().into())
}

fn handle_repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let ident = ident_of(handle(args.get(0)).ident.get());
    let text = format!("<_thread._ThreadHandle object: ident={ident}>");
    Ok(vm.new_str(text).into())
}

fn handle_ident(_vm: &Vm, value: &Value) -> PyResult {
    let state = handle(value);
    let ident = state.ident.get();
    Ok(Value::int(if ident == 0 { 0 } else { ident_of(ident) }))
}

async fn join_all(vm: &Vm) -> PyResult {
    loop {
        let this = this_thread(vm);
        let next = {
            let shared = vm.extension::<State>();
            let joinable = shared.joinable.borrow();
            let first = joinable.iter().find(|(id, _)| **id != this);
            first.map(|(_, own)| own.clone())
        };
        let Some(state) = next else {
            return Ok(Value::none());
        };
        state
            .joiners
            .wait(vm, None, &deadlock::end_of(state.ident.get()))
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

fn interrupt_main(vm: &Vm, args: Args<'_>) -> NativeResult {
    let signal = match args.opt(0) {
        None => SIGINT,
        Some(number) => match crate::vm::protocol::as_int(number).map(i64::try_from) {
            Some(Ok(number)) if (1..i64::from(signals::COUNT)).contains(&number) => number as u32,
            Some(_) => return Err(vm.value_error("signal number out of range")),
            None => {
                return Err(vm.type_error(format!(
                    "'{}' object cannot be interpreted as an integer",
                    vm.class_name(number)
                )));
            }
        },
    };
    // What the program leaves to the system is not simulated.
    if matches!(
        vm.signals.handler(signal),
        signals::Handler::Default | signals::Handler::Ignore
    ) {
        return Ok(Value::none().into());
    }
    let vm = vm.clone();
    Vm::future(async move {
        vm.send_signal(signal).await?;
        Ok(Value::none())
    })
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
