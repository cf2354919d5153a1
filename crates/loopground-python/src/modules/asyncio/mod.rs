//! `_asyncio`: a binding of `loopground-core`'s loop, futures and tasks.
//!
//! Here, native: event loops (`event_loop`, `turns`) and handles (`handle`), futures (`future`, and in `schedule` how
//! what waits for them is queued), tasks (`task`, `step`), which task runs where (`current`). The rest of the package
//! asyncio is the standard library's own Python, which these stand under as `_asyncio` does in CPython. Nothing here
//! decides an order: `loopground_core::EventLoop` does.

pub mod current;
pub mod event_loop;
pub mod frames;
pub mod future;
pub mod future_attributes;
pub mod handle;
pub mod numbers;
pub mod python_mode;
pub mod schedule;
pub mod step;
pub mod task;
pub mod task_attributes;
pub mod turns;
mod watching;

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use crate::object::{Ref, Value, WeakPointer};
use crate::types::dict::PyDict;
use crate::types::type_object::PyType;
use crate::vm::{CallArgs, PyResult, Raised, Vm};

/// The state of the module in one interpreter.
#[derive(Default)]
pub struct Asyncio {
    classes: OnceCell<Classes>,
    /// `asyncio.events.Handle` and its kin, once they were imported.
    pub handles: OnceCell<handle::HandleClasses>,
    /// What `frames` shows, once it was looked up.
    pub functions: RefCell<Option<frames::Functions>>,
    /// The running loop and task of each thread that has one.
    pub threads: RefCell<Vec<current::ThreadState>>,
    /// Every task that is not done, oldest first.
    pub tasks: RefCell<Vec<WeakPointer>>,
    /// Tasks of other classes, as they were registered.
    pub foreign_tasks: RefCell<Vec<Value>>,
    pub tasks_named: Cell<u64>,
    /// Hashes of futures and tasks.
    pub numbers: RefCell<numbers::Numbers>,
}

/// The native classes.
pub struct Classes {
    pub event_loop: Ref<PyType>,
    pub handle: Ref<PyType>,
    pub future: Ref<PyType>,
    pub task: Ref<PyType>,
    pub stepper: Ref<PyType>,
    pub future_iterator: Ref<PyType>,
    pub cancelled_error: Ref<PyType>,
    pub invalid_state_error: Ref<PyType>,
}

impl Asyncio {
    /// The state, with its classes made.
    #[must_use]
    pub fn of(vm: &Vm) -> Rc<Self> {
        let state = vm.extension::<Self>();
        state.classes.get_or_init(|| {
            let exceptions = &vm.types.exceptions;
            let future = vm.new_native_type(&future::TYPE, &[]);
            Classes {
                event_loop: vm.new_native_type(&event_loop::TYPE, &[]),
                handle: vm.new_native_type(&handle::TYPE, &[]),
                task: vm.new_native_type(&task::TYPE, &[&future]),
                stepper: vm.new_native_type(&step::STEPPER, &[]),
                future,
                future_iterator: vm.new_native_type(&future::ITERATOR, &[]),
                cancelled_error: vm
                    .new_native_type(&future::CANCELLED_ERROR, &[&exceptions.base_exception]),
                invalid_state_error: vm
                    .new_native_type(&future::INVALID_STATE_ERROR, &[&exceptions.exception]),
            }
        });
        state
    }

    #[must_use]
    pub fn classes(&self) -> &Classes {
        self.classes.get().expect("made by `of`")
    }

    /// `CancelledError(message)`.
    #[must_use]
    pub fn cancelled(&self, vm: &Vm, message: Option<Value>) -> Raised {
        let args = message
            .into_iter()
            .filter(|message| !message.is_none())
            .collect();
        vm.raise_with(&self.classes().cancelled_error, args)
    }

    /// `InvalidStateError(message)`.
    #[must_use]
    pub fn invalid_state(&self, vm: &Vm, message: &str) -> Raised {
        vm.raise(&self.classes().invalid_state_error, message)
    }
}

/// Calls a function of a module of the package: `asyncio.module.function(*args)`.
pub async fn call_module(vm: &Vm, module: &str, function: &str, args: Vec<Value>) -> PyResult {
    let module = crate::vm::import::import(vm, module).await?;
    let function = vm.get_attribute(&module, &vm.intern(function)).await?;
    vm.call(&function, CallArgs::from(args)).await
}

/// A native that is a call of a Python function of the package, with its receiver and arguments.
fn delegate(
    vm: &Vm,
    module: &'static str,
    function: &'static str,
    args: Vec<Value>,
) -> crate::vm::NativeResult {
    let vm = vm.clone();
    Vm::future(async move { call_module(&vm, module, function, args).await })
}

/// Fills `_asyncio`.
pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    let state = Asyncio::of(vm);
    let classes = state.classes();
    for (name, class) in [
        ("Loop", &classes.event_loop),
        ("_HandleBase", &classes.handle),
        ("Future", &classes.future),
        ("Task", &classes.task),
        ("CancelledError", &classes.cancelled_error),
        ("InvalidStateError", &classes.invalid_state_error),
    ] {
        dict.set_name(&vm.intern(name), class.to_value());
    }
    for functions in [
        current::FUNCTIONS,
        handle::FUNCTIONS,
        future_attributes::FUNCTIONS,
    ] {
        vm.add_functions(dict, "_asyncio", functions);
    }
    Ok(())
}
