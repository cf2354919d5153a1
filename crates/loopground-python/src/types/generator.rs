//! Generators, coroutines and asynchronous generators: a suspended frame with a state.

use std::cell::{Cell, RefCell};

use crate::object::{Trace, Value};
use crate::vm::frame::Frame;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GeneratorKind {
    Generator,
    Coroutine,
    AsyncGenerator,
}

/// Where a generator stands; what may happen next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GeneratorState {
    /// Nothing ran yet: only `None` may be sent.
    Created,
    /// Waits at a `yield` or `await`: may be resumed.
    Suspended,
    /// On some thread's stack: resuming it is an error.
    Running,
    /// Returned, raised or closed: never runs again.
    Finished,
}

pub struct PyGenerator {
    pub kind: GeneratorKind,
    pub state: Cell<GeneratorState>,
    /// The frame while it is not running.
    pub frame: RefCell<Option<Box<Frame>>>,
    pub name: RefCell<Value>,
    pub qualname: RefCell<Value>,
    pub code: Value,
    /// The exception being handled inside it while it is suspended.
    pub handled: RefCell<Option<Value>>,
    /// `async` generators: an `asend`/`athrow`/`aclose` runs now.
    pub async_running: Cell<bool>,
    /// `async` generators: closed or closing.
    pub async_closed: Cell<bool>,
    /// `async` generators: the first-iteration hook ran, and the finaliser it left.
    pub hooks_ran: Cell<bool>,
    pub finalizer: RefCell<Option<Value>>,
    /// Coroutines: where it was created (`sys.set_coroutine_origin_tracking_depth`).
    pub origin: RefCell<Option<Value>>,
}

impl PyGenerator {
    /// Whether its death must run code: `finally` blocks of a suspended frame, or the warning about a coroutine
    /// never awaited.
    #[must_use]
    pub fn needs_closing(&self) -> bool {
        match self.state.get() {
            GeneratorState::Created => self.kind == GeneratorKind::Coroutine,
            GeneratorState::Suspended => true,
            GeneratorState::Running | GeneratorState::Finished => false,
        }
    }
}

impl Trace for PyGenerator {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        if let Some(frame) = &*self.frame.borrow() {
            frame.trace(visit);
        }
        visit(&self.name.borrow());
        visit(&self.qualname.borrow());
        visit(&self.code);
        for field in [&self.handled, &self.finalizer, &self.origin] {
            field.borrow().iter().for_each(&mut *visit);
        }
    }

    fn clear(&self) {
        let frame = self.frame.take();
        if frame.is_some() {
            self.state.set(GeneratorState::Finished);
        }
        drop(frame);
    }
}
