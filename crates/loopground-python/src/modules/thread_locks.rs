//! The locks of `_thread`: `lock` and `RLock`.
//!
//! A thread that waits parks in the VM. Not here: starting threads, thread-local data (`thread`).

use super::thread::{TIMEOUT_MAX, classes, this_thread};
use crate::object::{Kind, Ref, Trace, Value, View};
use crate::types::def::TypeDef;
use crate::types::native::{Args, NativeDef};
use crate::types::type_object::{PyType, TypeFlags};
use crate::vm::deadlock::{held_by, ident_of};
use crate::vm::{NativeResult, PyResult, Trap, Vm};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::time::Duration;

/// Who waits for something, in order of arrival.
#[derive(Default)]
pub struct Waiters(RefCell<VecDeque<u64>>);

impl Waiters {
    /// Wakes the first.
    pub fn wake_one(&self, vm: &Vm) {
        let first = self.0.borrow_mut().pop_front();
        if let Some(key) = first {
            vm.unpark(key);
        }
    }

    pub(super) fn wake_all(&self, vm: &Vm) {
        let all = std::mem::take(&mut *self.0.borrow_mut());
        for key in all {
            vm.unpark(key);
        }
    }

    /// Parks until woken (`true`) or the deadline (`false`).
    pub async fn wait(
        &self,
        vm: &Vm,
        deadline: Option<Duration>,
        waits_for: &str,
    ) -> PyResult<bool> {
        let key = vm.new_key();
        self.0.borrow_mut().push_back(key);
        let woken = vm
            .trap(Trap::Park {
                key,
                deadline,
                waits_for: waits_for.to_owned(),
            })
            .await;
        if !matches!(woken.as_ref().map(Value::as_bool), Ok(Some(true))) {
            self.0.borrow_mut().retain(|own| *own != key);
        }
        Ok(woken?.as_bool() == Some(true))
    }
}

/// `_thread.lock`.
#[derive(Default)]
pub struct PyLock {
    locked: Cell<bool>,
    /// Who took it, for the report of a deadlock.
    holder: Cell<u64>,
    waiters: Waiters,
}

impl Trace for PyLock {
    fn trace(&self, _visit: &mut dyn FnMut(&Value)) {}
}

/// `_thread.RLock`.
#[derive(Default)]
pub struct PyRLock {
    owner: Cell<u64>,
    depth: Cell<u64>,
    waiters: Waiters,
}

impl Trace for PyRLock {
    fn trace(&self, _visit: &mut dyn FnMut(&Value)) {}
}

pub(super) static LOCK: TypeDef = TypeDef {
    name: "lock",
    module: "_thread",
    kind: Kind::Lock,
    flags: TypeFlags::WEAKREF | TypeFlags::FINAL,
    methods: &[
        NativeDef::new("($type, /)", lock_new),
        NativeDef::method(
            "acquire",
            "($self, blocking=True, timeout=-1)",
            lock_acquire,
        ),
        NativeDef::method(
            "acquire_lock",
            "($self, blocking=True, timeout=-1)",
            lock_acquire,
        ),
        NativeDef::method("release", "($self, /)", lock_release),
        NativeDef::method("release_lock", "($self, /)", lock_release),
        NativeDef::method("locked", "($self, /)", lock_locked),
        NativeDef::method("locked_lock", "($self, /)", lock_locked),
        NativeDef::method("__enter__", "($self, /)", lock_enter),
        NativeDef::method("__exit__", "($self, /, *args)", lock_release),
        NativeDef::method("_at_fork_reinit", "($self, /)", lock_reinit),
        NativeDef::method("__repr__", "($self, /)", lock_repr),
    ],
    ..TypeDef::EMPTY
};

pub(super) static RLOCK: TypeDef = TypeDef {
    name: "RLock",
    module: "_thread",
    kind: Kind::RLock,
    flags: TypeFlags::WEAKREF,
    methods: &[
        NativeDef::new("($type, /, *args, **kwargs)", rlock_new),
        NativeDef::method(
            "acquire",
            "($self, blocking=True, timeout=-1)",
            rlock_acquire,
        ),
        NativeDef::method("release", "($self, /)", rlock_release),
        NativeDef::method("locked", "($self, /)", rlock_locked),
        NativeDef::method("__enter__", "($self, /)", rlock_enter),
        NativeDef::method("__exit__", "($self, /, *args)", rlock_release),
        NativeDef::method("_is_owned", "($self, /)", rlock_is_owned),
        NativeDef::method("_recursion_count", "($self, /)", rlock_count),
        NativeDef::method("_acquire_restore", "($self, state, /)", rlock_restore),
        NativeDef::method("_release_save", "($self, /)", rlock_save),
        NativeDef::method("_at_fork_reinit", "($self, /)", rlock_reinit),
        NativeDef::method("__repr__", "($self, /)", rlock_repr),
    ],
    ..TypeDef::EMPTY
};

fn lock(value: &Value) -> &PyLock {
    value.get().expect("the receiver was checked")
}

pub(super) fn allocate_lock(vm: &Vm, _args: Args<'_>) -> NativeResult {
    let [class, ..] = classes(vm);
    Ok(Ref::new(PyLock::default(), &class).into_value().into())
}

/// A new `RLock` that nobody holds.
pub fn new_rlock(vm: &Vm) -> Value {
    let [_, class, ..] = classes(vm);
    Ref::new(PyRLock::default(), &class).into_value()
}

fn lock_new(vm: &Vm, args: Args<'_>) -> NativeResult {
    allocate_lock(vm, args)
}

/// A timeout in seconds, at most [`TIMEOUT_MAX`].
pub(super) fn seconds(vm: &Vm, timeout: &Value) -> PyResult<f64> {
    let seconds = match timeout.view() {
        View::Int(seconds) => seconds as f64,
        View::Bool(value) => f64::from(u8::from(value)),
        View::Float(seconds) if seconds.is_nan() => {
            return Err(vm.value_error("Invalid value NaN (not a number)"));
        }
        View::Float(seconds) => seconds,
        _ => {
            let message = format!(
                "'{}' object cannot be interpreted as an integer or float",
                vm.class_name(timeout)
            );
            return Err(vm.type_error(message));
        }
    };
    if seconds.abs() > TIMEOUT_MAX {
        return Err(vm.overflow_error("timestamp out of range for C PyTime_t"));
    }
    Ok(seconds)
}

/// The deadline of `acquire(blocking, timeout)`: the outer `None` means not to wait at all.
fn deadline(vm: &Vm, args: Args<'_>) -> PyResult<Option<Option<Duration>>> {
    let blocking = args
        .opt(1)
        .is_none_or(|value| vm.quick_truth(value).unwrap_or(true));
    let timeout = match args.opt(2) {
        None => -1.0,
        Some(timeout) => seconds(vm, timeout)?,
    };
    if !blocking {
        if timeout != -1.0 {
            return Err(vm.value_error("can't specify a timeout for a non-blocking call"));
        }
        return Ok(None);
    }
    if timeout == -1.0 {
        return Ok(Some(None));
    }
    if timeout < 0.0 {
        return Err(vm.value_error("timeout value must be a non-negative number"));
    }
    Ok(Some(Some(
        vm.monotonic() + Duration::from_secs_f64(timeout),
    )))
}

fn lock_acquire(vm: &Vm, args: Args<'_>) -> NativeResult {
    let until = deadline(vm, args)?;
    if !lock(args.get(0)).locked.get() {
        lock(args.get(0)).locked.set(true);
        lock(args.get(0)).holder.set(this_thread(vm));
        return Ok(Value::bool(true).into());
    }
    let Some(until) = until else {
        return Ok(Value::bool(false).into());
    };
    let (vm, value) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let own = lock(&value);
        loop {
            let what = held_by("a lock", own.holder.get());
            if !own.waiters.wait(&vm, until, &what).await? && own.locked.get() {
                return Ok(Value::bool(false));
            }
            if !own.locked.replace(true) {
                own.holder.set(this_thread(&vm));
                return Ok(Value::bool(true));
            }
        }
    })
}

fn lock_enter(vm: &Vm, args: Args<'_>) -> NativeResult {
    lock_acquire(vm, Args(&args.0[..1]))
}

fn lock_release(vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = lock(args.get(0));
    if !own.locked.replace(false) {
        return Err(vm.runtime_error("release unlocked lock"));
    }
    own.waiters.wake_one(vm);
    Ok(Value::none().into())
}

fn lock_locked(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::bool(lock(args.get(0)).locked.get()).into())
}

fn lock_reinit(_vm: &Vm, args: Args<'_>) -> NativeResult {
    lock(args.get(0)).locked.set(false);
    Ok(Value::none().into())
}

fn lock_repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let word = if lock(args.get(0)).locked.get() {
        "locked"
    } else {
        "unlocked"
    };
    Ok(vm
        .new_str(format!(
            "<{word} _thread.lock object at {:#x}>",
            args.get(0).identity()
        ))
        .into())
}

fn rlock(value: &Value) -> &PyRLock {
    value.get().expect("the receiver was checked")
}

fn rlock_new(_vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = args
        .get(0)
        .to_ref::<PyType>()
        .expect("__new__ takes a class");
    Ok(Ref::new(PyRLock::default(), &class).into_value().into())
}

fn rlock_acquire(vm: &Vm, args: Args<'_>) -> NativeResult {
    let until = deadline(vm, args)?;
    let own = rlock(args.get(0));
    let thread = this_thread(vm);
    if own.depth.get() == 0 || own.owner.get() == thread {
        own.owner.set(thread);
        own.depth.set(own.depth.get() + 1);
        return Ok(Value::bool(true).into());
    }
    let Some(until) = until else {
        return Ok(Value::bool(false).into());
    };
    let (vm, value) = (vm.clone(), args.get(0).clone());
    Vm::future(async move { take_rlock(&vm, &value, until, 1).await.map(Value::bool) })
}

async fn take_rlock(vm: &Vm, value: &Value, until: Option<Duration>, depth: u64) -> PyResult<bool> {
    let own = rlock(value);
    while own.depth.get() > 0 {
        let what = held_by("a reentrant lock", own.owner.get());
        if !own.waiters.wait(vm, until, &what).await? && own.depth.get() > 0 {
            return Ok(false);
        }
    }
    own.owner.set(this_thread(vm));
    own.depth.set(depth);
    Ok(true)
}

fn rlock_enter(vm: &Vm, args: Args<'_>) -> NativeResult {
    rlock_acquire(vm, Args(&args.0[..1]))
}

fn rlock_release(vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = rlock(args.get(0));
    if own.depth.get() == 0 || own.owner.get() != this_thread(vm) {
        return Err(vm.runtime_error("cannot release un-acquired lock"));
    }
    own.depth.set(own.depth.get() - 1);
    if own.depth.get() == 0 {
        own.waiters.wake_one(vm);
    }
    Ok(Value::none().into())
}

fn rlock_locked(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::bool(rlock(args.get(0)).depth.get() > 0).into())
}

fn rlock_is_owned(vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = rlock(args.get(0));
    Ok(Value::bool(own.depth.get() > 0 && own.owner.get() == this_thread(vm)).into())
}

fn rlock_count(vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = rlock(args.get(0));
    Ok(Value::int(if own.owner.get() == this_thread(vm) {
        own.depth.get() as i64
    } else {
        0
    })
    .into())
}

fn rlock_save(vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = rlock(args.get(0));
    if own.depth.get() == 0 {
        return Err(vm.runtime_error("cannot release un-acquired lock"));
    }
    let state = [own.depth.replace(0) as i64, own.owner.get() as i64];
    own.waiters.wake_one(vm);
    Ok(vm
        .new_tuple(state.into_iter().map(Value::int).collect())
        .into())
}

fn rlock_restore(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, value, state) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move {
        let parts = vm.collect(&state).await?;
        let depth = parts.first().and_then(Value::as_small_int).unwrap_or(1);
        take_rlock(&vm, &value, None, depth as u64).await?;
        Ok(Value::none())
    })
}

fn rlock_reinit(_vm: &Vm, args: Args<'_>) -> NativeResult {
    rlock(args.get(0)).depth.set(0);
    Ok(Value::none().into())
}

fn rlock_repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = rlock(args.get(0));
    let held = own.depth.get() > 0;
    let owner = if held { ident_of(own.owner.get()) } else { 0 };
    Ok(vm
        .new_str(format!(
            "<{} {} object owner={owner} count={} at {:#x}>",
            if held { "locked" } else { "unlocked" },
            crate::types::type_methods::full_name(vm, &vm.class_of(args.get(0))),
            own.depth.get(),
            args.get(0).identity()
        ))
        .into())
}
