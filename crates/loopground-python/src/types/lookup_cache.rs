//! What a class found along its method resolution order, by name: the memory of `PyType::lookup`.
//!
//! Not here: when it has to be forgotten (`PyType::modified`).

use std::cell::RefCell;

use crate::object::{Object, Value, flags};

/// Names remembered at a time; a power of two.
const SIZE: usize = 32;

struct Entry {
    /// Address of the interned name, which lives as long as the interpreter; 0 when the entry is free.
    name: usize,
    found: Option<Value>,
}

/// A small table in which a name has one place, and the one beside it: the two newest names of such a pair stay.
#[derive(Default)]
pub struct LookupCache(RefCell<Option<Box<[Entry; SIZE]>>>);

fn place(address: usize) -> usize {
    ((address as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 59) as usize & (SIZE - 1)
}

impl LookupCache {
    /// What is remembered of a name: that it was found, or that it was not.
    #[inline]
    #[must_use]
    pub fn get(&self, name: &Value) -> Option<Option<Value>> {
        let address = name.as_object()?.address();
        let table = self.0.borrow();
        let table = table.as_ref()?;
        let place = place(address);
        [place, place ^ 1]
            .into_iter()
            .map(|place| &table[place])
            .find(|entry| entry.name == address)
            .map(|entry| entry.found.clone())
    }

    /// Remembers; only interned names keep their address.
    pub fn set(&self, name: &Value, found: &Option<Value>) {
        let Some(name) = name
            .as_object()
            .filter(|name| name.has_flag(flags::INTERNED))
        else {
            return;
        };
        let address = name.address();
        let old = {
            let mut table = self.0.borrow_mut();
            let table = table.get_or_insert_with(|| {
                Box::new(
                    [const {
                        Entry {
                            name: 0,
                            found: None,
                        }
                    }; SIZE],
                )
            });
            let place = place(Object::address(name));
            let new = Entry {
                name: address,
                found: found.clone(),
            };
            let before = std::mem::replace(&mut table[place], new);
            std::mem::replace(&mut table[place ^ 1], before)
        };
        drop(old);
    }

    /// Forgets everything.
    pub fn clear(&self) {
        let old = self.0.take();
        drop(old);
    }

    pub fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        for entry in self.0.borrow().iter().flat_map(|table| table.iter()) {
            entry.found.iter().for_each(&mut *visit);
        }
    }
}
