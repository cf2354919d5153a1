//! Generators, coroutines and asynchronous generators: a suspended frame with a state.

use std::cell::{Cell, RefCell};

use crate::code::PyCode;
use crate::object::{Ref, Trace, Value};
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
    /// `__name__` and `__qualname__`, where they are not those of the code.
    names: RefCell<Option<Box<[Value; 2]>>>,
    pub code: Ref<PyCode>,
    /// The exception being handled inside it while it is suspended.
    pub handled: RefCell<Option<Value>>,
    /// `async` generators: an `asend`/`athrow`/`aclose` runs now.
    pub async_running: Cell<bool>,
    /// `async` generators: closed or closing.
    pub async_closed: Cell<bool>,
    /// `async` generators: the first-iteration hook ran.
    pub hooks_ran: Cell<bool>,
    /// `async` generators: the finaliser that the hook left. Coroutines: where it was created
    /// (`sys.set_coroutine_origin_tracking_depth`).
    pub attached: RefCell<Option<Value>>,
}

impl PyGenerator {
    /// One that has not begun.
    #[must_use]
    pub fn new(
        kind: GeneratorKind,
        frame: Box<Frame>,
        name: Value,
        qualname: Value,
        attached: Option<Value>,
    ) -> Self {
        let code = frame.code.clone();
        let same = name.is(&code.name) && qualname.is(&code.qualname);
        Self {
            kind,
            state: Cell::new(GeneratorState::Created),
            frame: RefCell::new(Some(frame)),
            names: RefCell::new((!same).then(|| Box::new([name, qualname]))),
            code,
            handled: RefCell::new(None),
            async_running: Cell::new(false),
            async_closed: Cell::new(false),
            hooks_ran: Cell::new(false),
            attached: RefCell::new(attached),
        }
    }

    #[must_use]
    pub fn name(&self) -> Value {
        match &*self.names.borrow() {
            Some(names) => names[0].clone(),
            None => self.code.name.clone(),
        }
    }

    #[must_use]
    pub fn qualname(&self) -> Value {
        match &*self.names.borrow() {
            Some(names) => names[1].clone(),
            None => self.code.qualname.clone(),
        }
    }

    /// Sets `__name__` and `__qualname__`.
    pub fn rename(&self, name: Value, qualname: Value) {
        let old = self.names.replace(Some(Box::new([name, qualname])));
        drop(old);
    }

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
        for names in self.names.borrow().iter() {
            names.iter().for_each(&mut *visit);
        }
        visit(&self.code.to_value());
        for field in [&self.handled, &self.attached] {
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
