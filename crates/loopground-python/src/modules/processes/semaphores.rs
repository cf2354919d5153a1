//! `_multiprocessing`: semaphores that processes share by name.
//!
//! The semaphores themselves live in the session's [`System`](crate::processes::System); a `SemLock` is one process's
//! handle on one of them. Not here: pipes, queues, memory.

use std::cell::{Cell, OnceCell};
use std::rc::Rc;
use std::time::Duration;

use crate::files::errno;
use crate::modules::posix::os_error;
use crate::modules::thread::this_thread;
use crate::object::{Kind, Ref, Trace, Value};
use crate::processes::link::{Handle, Link, Shared};
use crate::processes::messages::{Reply, Request};
use crate::processes::semaphore::Semaphore;
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::types::str::PyStr;
use crate::types::type_object::PyType;
use crate::vm::{NativeResult, PyResult, Vm};

/// The largest value, as on Linux.
const SEM_VALUE_MAX: i64 = 2_147_483_647;

/// `SemLock.kind`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum SemKind {
    /// Its owner may take it again.
    RecursiveMutex,
    Semaphore,
}

pub struct PySemLock {
    semaphore: Shared<Semaphore>,
    /// The number that all processes know it by.
    id: u64,
    kind: SemKind,
    max: i64,
    name: Option<String>,
    /// How often this process holds it, and which of its threads took it last.
    count: Cell<i64>,
    owner: Cell<u64>,
}

impl Trace for PySemLock {
    fn trace(&self, _visit: &mut dyn FnMut(&Value)) {}
}

static FUNCTIONS: &[NativeDef] = &[NativeDef::function("sem_unlink", "(name, /)", sem_unlink)];

static SEM_LOCK: TypeDef = TypeDef {
    name: "SemLock",
    module: "_multiprocessing",
    kind: Kind::SemLock,
    methods: &[
        NativeDef::new("($type, kind, value, maxvalue, name, unlink)", new),
        NativeDef::class_method(
            "_rebuild",
            "($type, handle, kind, maxvalue, name, /)",
            rebuild,
        ),
        NativeDef::method("acquire", "($self, block=True, timeout=None)", acquire),
        NativeDef::method("release", "($self, /)", release),
        NativeDef::method("__enter__", "($self, /)", enter),
        NativeDef::method(
            "__exit__",
            "($self, exc_type=None, exc_value=None, exc_tb=None, /)",
            release,
        ),
        NativeDef::method("_count", "($self, /)", count),
        NativeDef::method("_is_mine", "($self, /)", is_mine),
        NativeDef::method("_get_value", "($self, /)", get_value),
        NativeDef::method("_is_zero", "($self, /)", is_zero),
        NativeDef::method("_after_fork", "($self, /)", after_fork),
    ],
    attributes: &[
        GetSetDef::read_only("handle", |_, value| Ok(Value::int(own(value).id as i64))),
        GetSetDef::read_only("kind", |_, value| {
            Ok(Value::int(i64::from(own(value).kind == SemKind::Semaphore)))
        }),
        GetSetDef::read_only("maxvalue", |_, value| Ok(Value::int(own(value).max))),
        GetSetDef::read_only("name", |vm, value| {
            Ok(own(value)
                .name
                .as_ref()
                .map_or_else(Value::none, |name| vm.new_str(name.clone())))
        }),
    ],
    ..TypeDef::EMPTY
};

#[derive(Default)]
struct Class(OnceCell<Ref<PyType>>);

pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    vm.add_functions(dict, "_multiprocessing", FUNCTIONS);
    let kept = vm.extension::<Class>();
    let class = kept.0.get_or_init(|| {
        let class = vm.new_native_type(&SEM_LOCK, &[]);
        class
            .dict
            .set_name(&vm.intern("SEM_VALUE_MAX"), Value::int(SEM_VALUE_MAX));
        class
    });
    dict.set_name(&vm.intern("SemLock"), class.to_value());
    let flags = vm.new_dict();
    for (name, value) in [("HAVE_SEM_OPEN", 1), ("HAVE_SEM_TIMEDWAIT", 1)] {
        flags.set_name(&vm.intern(name), Value::int(value));
    }
    dict.set_name(&vm.intern("flags"), flags.into_value());
    Ok(())
}

fn own(value: &Value) -> &PySemLock {
    value.get().expect("the receiver was checked")
}

fn small(vm: &Vm, value: &Value) -> PyResult<i64> {
    value.as_small_int().ok_or_else(|| {
        vm.type_error(format!(
            "'{}' object cannot be interpreted as an integer",
            vm.class_name(value)
        ))
    })
}

fn text(vm: &Vm, value: &Value) -> PyResult<String> {
    match value.get::<PyStr>() {
        Some(text) => Ok(text.lossy().into_owned()),
        None => Err(vm.type_error(format!(
            "argument 4 must be str, not {}",
            vm.class_name(value)
        ))),
    }
}

fn kind_of(vm: &Vm, value: &Value) -> PyResult<SemKind> {
    match small(vm, value)? {
        0 => Ok(SemKind::RecursiveMutex),
        1 => Ok(SemKind::Semaphore),
        _ => Err(vm.value_error("unrecognized kind")),
    }
}

/// What a `SemLock` is besides its semaphore.
struct Form {
    kind: SemKind,
    max: i64,
    name: Option<String>,
}

fn make(class: &Value, semaphore: Shared<Semaphore>, id: u64, form: Form) -> Value {
    let class = class.to_ref::<PyType>().expect("__new__ takes a class");
    let lock = PySemLock {
        semaphore,
        id,
        kind: form.kind,
        max: form.max,
        name: form.name,
        count: Cell::new(0),
        owner: Cell::new(0),
    };
    Ref::new(lock, &class).into_value()
}

fn here(class: &Value, semaphore: Rc<Semaphore>, form: Form) -> Value {
    let id = semaphore.id();
    make(class, Shared::Here(semaphore), id, form)
}

/// One that the broker holds.
fn there(vm: &Vm, class: &Value, link: Rc<Link>, request: Request, form: Form) -> NativeResult {
    let (vm, class) = (vm.clone(), class.clone());
    Vm::future(async move {
        match link.ask(&vm, request).await? {
            Reply::Held {
                handle: number,
                number: id,
                ..
            } => {
                let held = Handle { link, number };
                Ok(make(&class, Shared::There(held), id, form))
            }
            Reply::Error { number } => Err(os_error(&vm, i64::from(number), None)),
            _ => Err(os_error(&vm, i64::from(errno::EAGAIN), None)),
        }
    })
}

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let kind = kind_of(vm, args.get(1))?;
    let (value, max) = (small(vm, args.get(2))?, small(vm, args.get(3))?);
    let name = text(vm, args.get(4))?;
    let unlink = vm.quick_truth(args.get(5)).unwrap_or(true);
    if !(0..=SEM_VALUE_MAX).contains(&value) || !(0..=SEM_VALUE_MAX).contains(&max) {
        return Err(os_error(vm, i64::from(errno::EINVAL), None));
    }
    let system = vm.system();
    let form = Form {
        kind,
        max,
        name: (!unlink).then(|| name.clone()),
    };
    if let Some(link) = system.link() {
        let request = Request::NewSemaphore {
            name,
            value,
            unlink,
        };
        return there(vm, args.get(0), link, request, form);
    }
    let Some(semaphore) = system.semaphores.create(&name, value) else {
        return Err(os_error(vm, i64::from(errno::EEXIST), None));
    };
    if unlink {
        system.semaphores.unlink(&name);
    }
    Ok(here(args.get(0), semaphore, form).into())
}

fn rebuild(vm: &Vm, args: Args<'_>) -> NativeResult {
    let kind = kind_of(vm, args.get(2))?;
    let max = small(vm, args.get(3))?;
    let missing = || os_error(vm, i64::from(errno::ENOENT), None);
    if args.get(4).is_none() {
        return Err(missing());
    }
    let name = text(vm, args.get(4))?;
    let form = Form {
        kind,
        max,
        name: Some(name.clone()),
    };
    if let Some(link) = vm.system().link() {
        let request = Request::FindSemaphore { name };
        return there(vm, args.get(0), link, request, form);
    }
    let semaphore = vm.system().semaphores.find(&name).ok_or_else(missing)?;
    Ok(here(args.get(0), semaphore, form).into())
}

fn sem_unlink(vm: &Vm, args: Args<'_>) -> NativeResult {
    let name = text(vm, args.get(0))?;
    if let Some(link) = vm.system().link() {
        let vm = vm.clone();
        return Vm::future(async move {
            match link.ask(&vm, Request::UnlinkSemaphore { name }).await? {
                Reply::Error { number } => Err(os_error(&vm, i64::from(number), None)),
                _ => Ok(Value::none()),
            }
        });
    }
    match vm.system().semaphores.unlink(&name) {
        true => Ok(Value::none().into()),
        false => Err(os_error(vm, i64::from(errno::ENOENT), None)),
    }
}

/// The thread that asks, as an owner: never 0.
fn mine(vm: &Vm) -> u64 {
    this_thread(vm) + 1
}

fn is_owner(vm: &Vm, lock: &PySemLock) -> bool {
    lock.count.get() > 0 && lock.owner.get() == mine(vm)
}

fn taken(vm: &Vm, lock: &PySemLock) {
    lock.count.set(lock.count.get() + 1);
    lock.owner.set(mine(vm));
}

fn take(vm: &Vm, lock: &PySemLock, semaphore: &Semaphore) -> bool {
    let free = semaphore.try_acquire();
    if free {
        taken(vm, lock);
    }
    free
}

fn acquire(vm: &Vm, args: Args<'_>) -> NativeResult {
    let block = args
        .opt(1)
        .is_none_or(|block| vm.quick_truth(block).unwrap_or(true));
    let timeout = match args.opt(2).filter(|timeout| !timeout.is_none()) {
        None => None,
        Some(timeout) => Some(seconds(vm, timeout)?.max(0.0)),
    };
    acquire_within(vm, args.get(0), if block { timeout } else { Some(0.0) })
}

fn seconds(vm: &Vm, value: &Value) -> PyResult<f64> {
    match value.view() {
        crate::object::View::Float(seconds) => Ok(seconds),
        crate::object::View::Int(seconds) => Ok(seconds as f64),
        _ => Err(vm.type_error(format!("must be real number, not {}", vm.class_name(value)))),
    }
}

/// Without a timeout it waits as long as it takes; with 0 not at all.
fn acquire_within(vm: &Vm, value: &Value, timeout: Option<f64>) -> NativeResult {
    let lock = own(value);
    if lock.kind == SemKind::RecursiveMutex && is_owner(vm, lock) {
        lock.count.set(lock.count.get() + 1);
        return Ok(Value::bool(true).into());
    }
    if let Shared::Here(semaphore) = &lock.semaphore
        && take(vm, lock, semaphore)
    {
        return Ok(Value::bool(true).into());
    }
    let deadline = timeout.map(|seconds| {
        vm.monotonic() + Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX / 4)
    });
    let at_once = timeout == Some(0.0);
    let semaphore = match &lock.semaphore {
        Shared::Here(_) if at_once => return Ok(Value::bool(false).into()),
        Shared::Here(semaphore) => Some(Rc::clone(semaphore)),
        Shared::There(_) => None,
    };
    let (vm, value) = (vm.clone(), value.clone());
    Vm::future(async move {
        let lock = own(&value);
        let Some(semaphore) = semaphore else {
            return acquire_there(&vm, lock, at_once, deadline).await;
        };
        while !take(&vm, lock, &semaphore) {
            if !semaphore.wait(&vm, deadline).await? && !semaphore.is_free() {
                return Ok(Value::bool(false));
            }
        }
        Ok(Value::bool(true))
    })
}

/// As [`acquire_within`], of one that the broker holds.
async fn acquire_there(
    vm: &Vm,
    lock: &PySemLock,
    at_once: bool,
    deadline: Option<Duration>,
) -> PyResult {
    let Shared::There(held) = &lock.semaphore else {
        return Ok(Value::bool(false));
    };
    // One that does not wait has its answer soon, whatever the time is.
    let deadline = deadline.filter(|_| !at_once);
    loop {
        let request = Request::Acquire {
            handle: held.number,
            wait: !at_once,
        };
        let answer = held.link.ask_until(vm, request, deadline, "a semaphore");
        match answer.await? {
            Some(Reply::Done) => {
                taken(vm, lock);
                return Ok(Value::bool(true));
            }
            Some(Reply::Again) if !at_once => {}
            _ => return Ok(Value::bool(false)),
        }
    }
}

fn release(vm: &Vm, args: Args<'_>) -> NativeResult {
    let lock = own(args.get(0));
    if lock.kind == SemKind::RecursiveMutex {
        if !is_owner(vm, lock) {
            return Err(vm.raise(
                &vm.types.exceptions.assertion_error,
                "attempt to release recursive lock not owned by thread",
            ));
        }
        if lock.count.get() > 1 {
            lock.count.set(lock.count.get() - 1);
            return Ok(Value::none().into());
        }
    }
    let too_often = |vm: &Vm| vm.value_error("semaphore or lock released too many times");
    let most = match lock.kind {
        SemKind::RecursiveMutex => i64::MAX,
        SemKind::Semaphore => lock.max,
    };
    match &lock.semaphore {
        Shared::Here(semaphore) => {
            if semaphore.value() >= most {
                return Err(too_often(vm));
            }
            lock.count.set(lock.count.get() - 1);
            semaphore.release();
            Ok(Value::none().into())
        }
        Shared::There(held) if most >= SEM_VALUE_MAX => {
            // There cannot be too many, so nothing depends on the answer.
            lock.count.set(lock.count.get() - 1);
            let handle = held.number;
            held.link.request(Request::Release { handle, most });
            Ok(Value::none().into())
        }
        Shared::There(_) => {
            let (vm, value) = (vm.clone(), args.get(0).clone());
            // Before the answer is there another thread of this process may have taken it.
            lock.count.set(lock.count.get() - 1);
            Vm::future(async move {
                let answer = ask(&vm, &value, |handle| Request::Release { handle, most });
                if let Reply::Error { .. } = answer.await? {
                    let lock = own(&value);
                    lock.count.set(lock.count.get() + 1);
                    return Err(too_often(&vm));
                }
                Ok(Value::none())
            })
        }
    }
}

/// Asks the broker about the semaphore that it holds.
async fn ask(vm: &Vm, lock: &Value, request: impl FnOnce(u64) -> Request) -> PyResult<Reply> {
    match &own(lock).semaphore {
        Shared::There(held) => held.link.ask(vm, request(held.number)).await,
        Shared::Here(_) => Ok(Reply::Again),
    }
}

/// The value of the semaphore, made something of.
fn with_value(vm: &Vm, value: &Value, make: fn(i64) -> Value) -> NativeResult {
    if let Shared::Here(semaphore) = &own(value).semaphore {
        return Ok(make(semaphore.value()).into());
    }
    let (vm, value) = (vm.clone(), value.clone());
    Vm::future(async move {
        let answer = ask(&vm, &value, |handle| Request::SemaphoreValue { handle });
        match answer.await? {
            Reply::Number { number } => Ok(make(number)),
            _ => Err(os_error(&vm, i64::from(errno::EINVAL), None)),
        }
    })
}

fn enter(vm: &Vm, args: Args<'_>) -> NativeResult {
    acquire_within(vm, args.get(0), None)
}

fn count(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::int(own(args.get(0)).count.get()).into())
}

fn is_mine(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::bool(is_owner(vm, own(args.get(0)))).into())
}

fn get_value(vm: &Vm, args: Args<'_>) -> NativeResult {
    with_value(vm, args.get(0), Value::int)
}

fn is_zero(vm: &Vm, args: Args<'_>) -> NativeResult {
    with_value(vm, args.get(0), |value| Value::bool(value == 0))
}

fn after_fork(_vm: &Vm, args: Args<'_>) -> NativeResult {
    own(args.get(0)).count.set(0);
    Ok(Value::none().into())
}
