//! `list`.

use std::cell::{Ref, RefCell, RefMut};

use crate::object::{Trace, Value};

#[derive(Default)]
pub struct PyList {
    items: RefCell<Vec<Value>>,
}

impl PyList {
    #[must_use]
    pub fn new(items: Vec<Value>) -> Self {
        Self {
            items: RefCell::new(items),
        }
    }

    /// Never hold this across an `.await` or a call that can run Python code.
    #[inline(always)]
    pub fn items(&self) -> Ref<'_, Vec<Value>> {
        self.items.borrow()
    }

    /// Never hold this across an `.await`; values taken out are dropped after it is given back.
    #[inline(always)]
    pub fn items_mut(&self) -> RefMut<'_, Vec<Value>> {
        self.items.borrow_mut()
    }

    /// A copy of the items.
    #[must_use]
    pub fn snapshot(&self) -> Vec<Value> {
        self.items.borrow().clone()
    }

    #[inline(always)]
    #[must_use]
    pub fn len(&self) -> usize {
        self.items.borrow().len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    #[inline(always)]
    #[must_use]
    pub fn get(&self, index: usize) -> Option<Value> {
        self.items.borrow().get(index).cloned()
    }

    #[inline(always)]
    pub fn push(&self, value: Value) {
        self.items.borrow_mut().push(value);
    }
}

impl Drop for PyList {
    /// The last item goes first, as in CPython: finalisers show it.
    fn drop(&mut self) {
        let items = self.items.get_mut();
        while items.pop().is_some() {}
    }
}

impl Trace for PyList {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        self.items.borrow().iter().for_each(visit);
    }

    fn clear(&self) {
        let taken = std::mem::take(&mut *self.items.borrow_mut());
        drop(taken);
    }
}
