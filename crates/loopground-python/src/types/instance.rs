//! Plain instances: objects whose only state is their attributes.

use std::cell::RefCell;

use crate::object::{Trace, Value};

/// The payload of an instance of a class that has no builtin base but `object`.
#[derive(Default)]
pub struct PyInstance {
    /// Values of `__slots__`, by the index of their member descriptor. Empty without `__slots__`.
    pub slots: RefCell<Vec<Option<Value>>>,
}

impl Trace for PyInstance {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        self.slots.borrow().iter().flatten().for_each(visit);
    }

    fn clear(&self) {
        let taken = std::mem::take(&mut *self.slots.borrow_mut());
        drop(taken);
    }
}
