//! `list`.

use std::cell::{Cell, Ref, RefCell, RefMut};

use crate::object::{Trace, Value};

#[derive(Default)]
pub struct PyList {
    items: RefCell<Vec<Value>>,
    /// Room that CPython would have made ahead, in elements; 0 while it has made none.
    ahead: Cell<usize>,
}

impl PyList {
    #[must_use]
    pub fn new(items: Vec<Value>) -> Self {
        Self {
            items: RefCell::new(items),
            ahead: Cell::new(0),
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
        let mut items = self.items.borrow_mut();
        items.push(value);
        if items.len() > self.ahead.get() {
            self.ahead.set(room_for(items.len()));
        }
    }

    /// Adds elements whose number is known beforehand.
    pub fn extend(&self, more: Vec<Value>) {
        let mut items = self.items.borrow_mut();
        let (before, added) = (items.len(), more.len());
        items.extend(more);
        let length = items.len();
        if length > self.allocated_for(before) {
            let room = room_for(length);
            self.ahead.set(if before == 0 {
                length.next_multiple_of(2)
            } else if added > room - length {
                length.next_multiple_of(4)
            } else {
                room
            });
        }
    }

    /// For how many elements CPython would have room now: what `__sizeof__` shows.
    #[must_use]
    pub fn allocated(&self) -> usize {
        self.allocated_for(self.len())
    }

    fn allocated_for(&self, length: usize) -> usize {
        match self.ahead.get() {
            0 => length,
            ahead if length > ahead || length < ahead / 2 => room_for(length),
            ahead => ahead,
        }
    }

    /// Makes room for `hint` elements in an empty list, as CPython does for an iterator.
    pub fn expect(&self, hint: usize) {
        if self.is_empty() {
            self.ahead.set(hint.next_multiple_of(2));
        }
    }
}

/// How much room CPython's lists make when they grow to this length by one element.
fn room_for(length: usize) -> usize {
    if length == 0 {
        0
    } else {
        (length + (length >> 3) + 6) & !3
    }
}

/// Drops items that are no longer in a list: the last goes first, as in CPython, which finalisers show.
pub fn release(mut items: Vec<Value>) {
    while items.pop().is_some() {}
}

impl Drop for PyList {
    fn drop(&mut self) {
        release(std::mem::take(self.items.get_mut()));
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
