//! `_asyncio`: a binding of `loopground-core`'s loop, futures and tasks.
//!
//! Here, native: event loops and handles (`event_loop`), futures (`future`), tasks (`task`). What CPython writes
//! in Python on top of them (`gather`, `sleep`, `run`, …) is Python here too, in `lib/asyncio`. Nothing here
//! decides an order: `loopground_core::EventLoop` does.

pub mod event_loop;
pub mod future;
pub mod handle;
pub mod task;
pub mod turns;

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use crate::object::{Ref, Value, WeakPointer};
use crate::types::dict::PyDict;
use crate::types::type_object::PyType;
use crate::vm::{PyResult, Raised, Vm};

/// The state of the module in one interpreter.
#[derive(Default)]
pub struct Asyncio {
    classes: OnceCell<Classes>,
    /// The running loop of each thread that has one.
    pub running: RefCell<Vec<(u64, Value)>>,
    /// Every task that is not done, oldest first.
    pub tasks: RefCell<Vec<WeakPointer>>,
    pub tasks_named: Cell<u64>,
}

/// The native classes.
pub struct Classes {
    pub event_loop: Ref<PyType>,
    pub handle: Ref<PyType>,
    pub timer_handle: Ref<PyType>,
    pub future: Ref<PyType>,
    pub task: Ref<PyType>,
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
                handle: vm.new_native_type(&handle::HANDLE, &[]),
                timer_handle: vm.new_native_type(&handle::TIMER_HANDLE, &[]),
                task: vm.new_native_type(&task::TYPE, &[&future]),
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

    /// The loop that runs in the current thread.
    #[must_use]
    pub fn running_loop(&self, vm: &Vm) -> Option<Value> {
        let thread = vm.threads.borrow().current?;
        self.running
            .borrow()
            .iter()
            .find(|(id, _)| *id == thread)
            .map(|(_, running)| running.clone())
    }
}

/// Fills `_asyncio`.
pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    let state = Asyncio::of(vm);
    let classes = state.classes();
    for (name, class) in [
        ("EventLoop", &classes.event_loop),
        ("Handle", &classes.handle),
        ("TimerHandle", &classes.timer_handle),
        ("Future", &classes.future),
        ("Task", &classes.task),
        ("CancelledError", &classes.cancelled_error),
        ("InvalidStateError", &classes.invalid_state_error),
    ] {
        dict.set_name(&vm.intern(name), class.to_value());
    }
    vm.add_functions(dict, "_asyncio", event_loop::FUNCTIONS);
    vm.add_functions(dict, "_asyncio", task::FUNCTIONS);
    Ok(())
}
