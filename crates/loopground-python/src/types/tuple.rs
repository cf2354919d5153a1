//! `tuple`.

use std::cell::Cell;

use crate::object::{Trace, Value};

/// Tuples of up to this many items have them in the object itself.
const INLINE: usize = 3;

enum Items {
    /// The first so many; `None` in what is left.
    Inline(u8, [Value; INLINE]),
    Boxed(Box<[Value]>),
}

pub struct PyTuple {
    items: Items,
    /// The hash once computed; -1 before.
    pub hash: Cell<i64>,
}

impl PyTuple {
    #[must_use]
    pub fn new(items: Vec<Value>) -> Self {
        if items.len() <= INLINE {
            return Self::of(items.into_iter());
        }
        Self {
            items: Items::Boxed(items.into_boxed_slice()),
            hash: Cell::new(-1),
        }
    }

    /// A tuple of an iterator's items, which tells their number: no vector in between when they are few.
    #[inline]
    #[must_use]
    pub fn of(mut items: impl ExactSizeIterator<Item = Value>) -> Self {
        let items = match items.len() {
            length @ 0..=INLINE => {
                let mut next = || items.next().unwrap_or_else(Value::none);
                Items::Inline(length as u8, [next(), next(), next()])
            }
            _ => Items::Boxed(items.collect()),
        };
        Self {
            items,
            hash: Cell::new(-1),
        }
    }

    #[inline(always)]
    #[must_use]
    pub fn items(&self) -> &[Value] {
        match &self.items {
            Items::Inline(length, items) => &items[..usize::from(*length)],
            Items::Boxed(items) => items,
        }
    }
}

impl Drop for PyTuple {
    /// The last item goes first, as in CPython: finalisers show it.
    fn drop(&mut self) {
        match &mut self.items {
            Items::Inline(_, items) => {
                for item in items.iter_mut().rev() {
                    *item = Value::none();
                }
            }
            Items::Boxed(items) => {
                let mut items = std::mem::take(items).into_vec();
                while items.pop().is_some() {}
            }
        }
    }
}

impl Trace for PyTuple {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        self.items().iter().for_each(visit);
    }
}
