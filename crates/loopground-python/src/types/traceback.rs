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

/// The text CPython prints for an uncaught exception.
pub async fn format(vm: &crate::vm::Vm, raised: &crate::vm::Raised) -> String {
    use crate::vm::call::text;
    let mut out = String::from("Traceback (most recent call last):\n");
    let mut link = raised.0.traceback.borrow().clone();
    while let Some(entry) = link {
        let code = &entry.frame.code;
        out.push_str(&format!(
            "  File \"{}\", line {}, in {}\n",
            text(&code.filename),
            entry.line.get(),
            text(&code.qualname)
        ));
        link = entry.next.borrow().clone();
    }
    let message = vm.str_text(&raised.value()).await.unwrap_or_default();
    let name = raised.class().name();
    out.push_str(&if message.is_empty() {
        format!("{name}\n")
    } else {
        format!("{name}: {message}\n")
    });
    out
}
