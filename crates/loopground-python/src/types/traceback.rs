//! Tracebacks: the frames an exception passed, outermost first.

use std::cell::{Cell, RefCell};

use crate::object::{Ref, Trace, Value};
use crate::types::frame::PyFrame;

pub struct PyTraceback {
    /// Towards the place where it was raised.
    pub next: RefCell<Option<Ref<PyTraceback>>>,
    pub frame: Ref<PyFrame>,
    /// Index of the instruction (in translated instructions).
    pub instruction: u32,
    pub line: Cell<u32>,
}

impl Trace for PyTraceback {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        if let Some(next) = &*self.next.borrow() {
            visit(&next.to_value());
        }
        visit(&self.frame.to_value());
    }

    fn clear(&self) {
        let next = self.next.take();
        drop(next);
    }
}

pub use super::traceback_format::{format, format_plainly};
