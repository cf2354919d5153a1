//! `tuple`.

use std::cell::Cell;

use crate::object::{Trace, Value};

pub struct PyTuple {
    items: Box<[Value]>,
    /// The hash once computed; -1 before.
    pub hash: Cell<i64>,
}

impl PyTuple {
    #[must_use]
    pub fn new(items: Vec<Value>) -> Self {
        Self {
            items: items.into_boxed_slice(),
            hash: Cell::new(-1),
        }
    }

    #[inline(always)]
    #[must_use]
    pub fn items(&self) -> &[Value] {
        &self.items
    }
}

impl Drop for PyTuple {
    /// The last item goes first, as in CPython: finalisers show it.
    fn drop(&mut self) {
        let mut items = std::mem::take(&mut self.items).into_vec();
        while items.pop().is_some() {}
    }
}

impl Trace for PyTuple {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        self.items.iter().for_each(visit);
    }
}
