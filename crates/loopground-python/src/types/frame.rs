//! Frame objects: what a program sees of a frame (`sys._getframe()`, `traceback.tb_frame`).
//!
//! The running frame itself is `vm::frame::Frame`, owned by its thread; this object is made when somebody
//! asks, and receives the variables when the running frame ends.

use std::cell::{Cell, RefCell};

use crate::code::PyCode;
use crate::object::{Ref, Trace, Value, WeakPointer};
use crate::types::dict::PyDict;

pub struct PyFrame {
    pub code: Ref<PyCode>,
    pub globals: Ref<PyDict>,
    pub builtins: Ref<PyDict>,
    /// The namespace of a module's or class's frame.
    pub namespace: Option<Value>,
    pub back: RefCell<Option<Ref<PyFrame>>>,
    /// Index of the last instruction executed.
    pub instruction: Cell<u32>,
    /// Variables (locals, cells, free variables) as they were when the frame ended; `None` while it lives.
    pub variables: RefCell<Option<Vec<Option<Value>>>>,
    /// Names which the running frame, a number never used twice.
    pub id: u64,
    /// The generator or coroutine whose frame it is.
    pub generator: RefCell<Option<WeakPointer>>,
    /// Names set through `f_locals` that the code has no variable for.
    pub extra: RefCell<Option<Ref<PyDict>>>,
    /// `f_trace`.
    pub trace_function: RefCell<Option<Value>>,
    /// `f_trace_lines` and `f_trace_opcodes`.
    pub trace_lines: Cell<bool>,
    pub trace_opcodes: Cell<bool>,
    /// The instruction that ran last while the frame was traced; `u32::MAX`: none.
    pub previous: Cell<u32>,
}

impl PyFrame {
    /// The generator or coroutine whose frame it is, while that lives.
    #[must_use]
    pub fn generator(&self) -> Option<Value> {
        self.generator.borrow().as_ref()?.upgrade()
    }
}

impl Drop for PyFrame {
    /// The last variable goes first, as in CPython.
    fn drop(&mut self) {
        if let Some(mut variables) = self.variables.take() {
            while variables.pop().is_some() {}
        }
    }
}

impl Trace for PyFrame {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.code.to_value());
        visit(&self.globals.to_value());
        visit(&self.builtins.to_value());
        self.namespace.iter().for_each(&mut *visit);
        if let Some(back) = &*self.back.borrow() {
            visit(&back.to_value());
        }
        if let Some(variables) = &*self.variables.borrow() {
            variables.iter().flatten().for_each(&mut *visit);
        }
        if let Some(extra) = &*self.extra.borrow() {
            visit(&extra.to_value());
        }
        self.trace_function.borrow().iter().for_each(visit);
    }

    fn clear(&self) {
        let taken = (
            self.back.take(),
            self.variables.borrow_mut().as_mut().map(std::mem::take),
            self.extra.take(),
            self.trace_function.take(),
        );
        drop(taken);
    }
}
