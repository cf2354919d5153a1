//! Cells: variables shared between a function and the functions defined in it.

use std::cell::RefCell;

use crate::object::{Trace, Value};

#[derive(Default)]
pub struct PyCell {
    content: RefCell<Option<Value>>,
}

impl PyCell {
    #[must_use]
    pub fn new(content: Option<Value>) -> Self {
        Self {
            content: RefCell::new(content),
        }
    }

    #[inline]
    #[must_use]
    pub fn get(&self) -> Option<Value> {
        self.content.borrow().clone()
    }

    #[inline]
    pub fn set(&self, content: Option<Value>) {
        let old = self.content.replace(content);
        drop(old);
    }
}

impl Trace for PyCell {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        self.content.borrow().iter().for_each(visit);
    }

    fn clear(&self) {
        self.set(None);
    }
}
