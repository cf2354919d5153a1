//! Which loop and which task run in a thread, and which tasks there are.

use super::Asyncio;
use super::event_loop::PyEventLoop;
use super::future::this;
use crate::object::{Value, WeakPointer};
use crate::types::native::{Args, NativeDef};
use crate::vm::{NativeResult, PyResult, Vm};

/// What runs in one thread.
pub struct ThreadState {
    pub thread: u64,
    pub running: Option<Value>,
    pub task: Option<Value>,
}

impl ThreadState {
    /// Whether the thread runs this loop.
    #[must_use]
    pub fn runs(&self, event_loop: &PyEventLoop) -> bool {
        let running = self.running.as_ref().and_then(Value::get::<PyEventLoop>);
        running.is_some_and(|running| std::ptr::eq(running, event_loop))
    }
}

pub static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("get_running_loop", "()", get_running_loop),
    NativeDef::function("_get_running_loop", "()", get_running_loop_or_none),
    NativeDef::function("_set_running_loop", "(loop, /)", set_running_loop),
    NativeDef::function("get_event_loop", "()", get_event_loop),
    NativeDef::function("current_task", "(loop=None)", current_task),
    NativeDef::function("all_tasks", "(loop=None)", all_tasks),
    NativeDef::function("_enter_task", "(loop, task)", enter_task),
    NativeDef::function("_leave_task", "(loop, task)", leave_task),
    NativeDef::function("_swap_current_task", "(loop, task)", swap_current_task),
    NativeDef::function("_register_task", "(task)", register_task),
    NativeDef::function("_register_eager_task", "(task)", register_task),
    NativeDef::function("_unregister_task", "(task)", unregister_task),
    NativeDef::function("_unregister_eager_task", "(task)", unregister_task),
];

fn current_thread(vm: &Vm) -> u64 {
    vm.threads.borrow().current.unwrap_or(0)
}

impl Asyncio {
    fn with_thread<R>(&self, vm: &Vm, look: impl FnOnce(&mut ThreadState) -> R) -> R {
        let thread = current_thread(vm);
        let mut threads = self.threads.borrow_mut();
        let place = match threads.iter().position(|state| state.thread == thread) {
            Some(place) => place,
            None => {
                threads.push(ThreadState {
                    thread,
                    running: None,
                    task: None,
                });
                threads.len() - 1
            }
        };
        look(&mut threads[place])
    }

    /// The loop that runs in the current thread.
    #[must_use]
    pub fn running_loop(&self, vm: &Vm) -> Option<Value> {
        self.with_thread(vm, |state| state.running.clone())
    }

    fn set_running(&self, vm: &Vm, running: Option<Value>) {
        let thread = current_thread(vm);
        let old = self.with_thread(vm, |state| std::mem::replace(&mut state.running, running));
        drop(old);
        self.threads.borrow_mut().retain(|state| {
            state.thread != thread || state.running.is_some() || state.task.is_some()
        });
    }

    /// Makes `task` the one that runs in this thread; gives the one before.
    pub fn swap_task(&self, vm: &Vm, task: Option<Value>) -> Option<Value> {
        self.with_thread(vm, |state| std::mem::replace(&mut state.task, task))
    }

    /// The task whose step runs in the current thread.
    #[must_use]
    pub fn task_now(&self, vm: &Vm) -> Option<Value> {
        self.with_thread(vm, |state| state.task.clone())
    }

    /// Notes a task that is not done.
    pub fn register(&self, task: &Value) {
        let Some(object) = task.as_object() else {
            return;
        };
        let mut tasks = self.tasks.borrow_mut();
        if tasks.len() > 64 && tasks.len().is_power_of_two() {
            tasks.retain(|weak| {
                weak.upgrade()
                    .is_some_and(|task| !this(&task).state.borrow().is_done())
            });
        }
        tasks.push(WeakPointer::new(object));
    }
}

fn get_running_loop(vm: &Vm, _args: Args<'_>) -> NativeResult {
    match Asyncio::of(vm).running_loop(vm) {
        Some(running) => Ok(running.into()),
        None => Err(vm.runtime_error("no running event loop")),
    }
}

fn get_running_loop_or_none(vm: &Vm, _args: Args<'_>) -> NativeResult {
    let running = Asyncio::of(vm).running_loop(vm);
    Ok(running.unwrap_or_else(Value::none).into())
}

fn set_running_loop(vm: &Vm, args: Args<'_>) -> NativeResult {
    let running = Some(args.get(0).clone()).filter(|given| !given.is_none());
    Asyncio::of(vm).set_running(vm, running);
    Ok(Value::none().into())
}

/// The running loop, else the one of the policy.
pub async fn event_loop_of_thread(vm: &Vm) -> PyResult {
    if let Some(running) = Asyncio::of(vm).running_loop(vm) {
        return Ok(running);
    }
    let policy = super::call_module(vm, "asyncio.events", "_get_event_loop_policy", vec![]).await?;
    vm.call_method(&policy, &vm.intern("get_event_loop"), [])
        .await
}

fn get_event_loop(vm: &Vm, _args: Args<'_>) -> NativeResult {
    let vm = vm.clone();
    Vm::future(async move { event_loop_of_thread(&vm).await })
}

fn given_or_running(vm: &Vm, args: Args<'_>) -> PyResult {
    match args.opt(0).filter(|given| !given.is_none()) {
        Some(given) => Ok(given.clone()),
        None => Asyncio::of(vm)
            .running_loop(vm)
            .ok_or_else(|| vm.runtime_error("no running event loop")),
    }
}

fn current_task(vm: &Vm, args: Args<'_>) -> NativeResult {
    let wanted = given_or_running(vm, args)?;
    let shared = Asyncio::of(vm);
    let threads = shared.threads.borrow();
    let found = threads
        .iter()
        .find(|state| state.running.as_ref().is_some_and(|own| own.is(&wanted)));
    Ok(found
        .and_then(|state| state.task.clone())
        .unwrap_or_else(Value::none)
        .into())
}

fn all_tasks(vm: &Vm, args: Args<'_>) -> NativeResult {
    let wanted = given_or_running(vm, args)?;
    let shared = Asyncio::of(vm);
    let mut tasks: Vec<Value> = shared
        .tasks
        .borrow()
        .iter()
        .filter_map(WeakPointer::upgrade)
        .filter(|task| {
            let own = this(task);
            !own.state.borrow().is_done()
                && own
                    .event_loop
                    .borrow()
                    .as_ref()
                    .is_some_and(|own| own.is(&wanted))
        })
        .collect();
    let foreign = shared.foreign_tasks.borrow().clone();
    let vm = vm.clone();
    Vm::future(async move {
        for reference in foreign {
            let task = vm.call(&reference, []).await?;
            if task.is_none() {
                continue;
            }
            let own =
                super::call_module(&vm, "asyncio.futures", "_get_loop", vec![task.clone()]).await?;
            let done = vm.call_method(&task, &vm.intern("done"), []).await?;
            if own.is(&wanted) && !vm.truth(&done).await? {
                tasks.push(task);
            }
        }
        crate::types::set::set_from(&vm, tasks).await
    })
}

/// A loop that is not the running one has no current task.
fn check_running(vm: &Vm, event_loop: &Value) -> PyResult<Option<String>> {
    match Asyncio::of(vm).running_loop(vm) {
        Some(running) if running.is(event_loop) => Ok(None),
        _ => Ok(Some("is not the running loop".to_owned())),
    }
}

fn not_running(vm: &Vm, event_loop: Value, rest: String) -> NativeResult {
    let vm = vm.clone();
    Vm::future(async move {
        let shown = vm.repr_text(&event_loop).await?;
        Err(vm.runtime_error(format!("loop {shown} {rest}")))
    })
}

/// Begins a step of a task.
///
/// # Errors
/// The running task, when there is one already.
pub fn enter(vm: &Vm, shared: &Asyncio, task: &Value) -> Result<(), Value> {
    shared.with_thread(vm, |state| match &state.task {
        Some(other) => Err(other.clone()),
        None => {
            state.task = Some(task.clone());
            Ok(())
        }
    })
}

/// Words the error of [`enter`].
pub async fn entered_twice(vm: &Vm, task: &Value, other: &Value) -> crate::vm::Raised {
    let shown = async {
        Ok::<_, crate::vm::Raised>(format!(
            "Cannot enter into task {} while another task {} is being executed.",
            vm.repr_text(task).await?,
            vm.repr_text(other).await?
        ))
    };
    match shown.await {
        Ok(message) => vm.runtime_error(message),
        Err(raised) => raised,
    }
}

fn enter_task(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(rest) = check_running(vm, args.get(0))? {
        return not_running(vm, args.get(0).clone(), rest);
    }
    let task = args.get(1).clone();
    match enter(vm, &Asyncio::of(vm), &task) {
        Ok(()) => Ok(Value::none().into()),
        Err(other) => {
            let vm = vm.clone();
            Vm::future(async move { Err(entered_twice(&vm, &task, &other).await) })
        }
    }
}

fn leave_task(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(rest) = check_running(vm, args.get(0))? {
        return not_running(vm, args.get(0).clone(), rest);
    }
    let (shared, task) = (Asyncio::of(vm), args.get(1).clone());
    let current = shared.with_thread(vm, |state| state.task.clone());
    if current.as_ref().is_some_and(|current| current.is(&task)) {
        drop(shared.swap_task(vm, None));
        return Ok(Value::none().into());
    }
    let vm = vm.clone();
    Vm::future(async move {
        let current = match current {
            Some(current) => vm.repr_text(&current).await?,
            None => "None".to_owned(),
        };
        Err(vm.runtime_error(format!(
            "Invalid attempt to leave task {} while task {current} is entered.",
            vm.repr_text(&task).await?
        )))
    })
}

fn swap_current_task(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(rest) = check_running(vm, args.get(0))? {
        return not_running(vm, args.get(0).clone(), rest);
    }
    let task = Some(args.get(1).clone()).filter(|task| !task.is_none());
    let before = Asyncio::of(vm).swap_task(vm, task);
    Ok(before.unwrap_or_else(Value::none).into())
}

fn register_task(vm: &Vm, args: Args<'_>) -> NativeResult {
    let task = args.get(0).clone();
    let shared = Asyncio::of(vm);
    if vm.is_instance(&task, &shared.classes().task) {
        shared.register(&task);
        return Ok(Value::none().into());
    }
    let vm = vm.clone();
    Vm::future(async move {
        let reference = super::call_module(&vm, "_weakref", "ref", vec![task]).await?;
        let known = shared
            .foreign_tasks
            .borrow()
            .iter()
            .any(|own| own.is(&reference));
        if !known {
            shared.foreign_tasks.borrow_mut().push(reference);
        }
        Ok(Value::none())
    })
}

fn unregister_task(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (shared, task) = (Asyncio::of(vm), args.get(0).clone());
    let gone: Vec<WeakPointer> = {
        let mut tasks = shared.tasks.borrow_mut();
        let (gone, kept) = tasks
            .drain(..)
            .partition(|weak| weak.upgrade().is_some_and(|own| own.is(&task)));
        *tasks = kept;
        gone
    };
    drop(gone);
    let foreign = shared.foreign_tasks.borrow().clone();
    let vm = vm.clone();
    Vm::future(async move {
        for reference in foreign {
            if vm.call(&reference, []).await?.is(&task) {
                shared
                    .foreign_tasks
                    .borrow_mut()
                    .retain(|own| !own.is(&reference));
            }
        }
        Ok(Value::none())
    })
}
