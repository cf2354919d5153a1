//! Segments of memory that processes share.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::{Rc, Weak};

pub struct Segment {
    pub number: u64,
    data: RefCell<Vec<u8>>,
}

impl Segment {
    fn range(&self, start: usize, length: usize) -> Option<std::ops::Range<usize>> {
        let end = start.checked_add(length)?;
        (end <= self.data.borrow().len()).then_some(start..end)
    }

    #[must_use]
    pub fn size(&self) -> usize {
        self.data.borrow().len()
    }

    /// `None` when that is outside of it.
    #[must_use]
    pub fn read(&self, start: usize, length: usize) -> Option<Vec<u8>> {
        let range = self.range(start, length)?;
        Some(self.data.borrow()[range].to_vec())
    }

    /// False when that is outside of it.
    pub fn write(&self, start: usize, new: &[u8]) -> bool {
        let Some(range) = self.range(start, new.len()) else {
            return false;
        };
        self.data.borrow_mut()[range].copy_from_slice(new);
        true
    }
}

/// Those that some process still holds.
#[derive(Default)]
pub struct Segments {
    living: RefCell<HashMap<u64, Weak<Segment>>>,
    made: Cell<u64>,
}

impl Segments {
    /// A new one, filled with zeros.
    pub fn create(&self, size: usize) -> Rc<Segment> {
        let number = self.made.get() + 1;
        self.made.set(number);
        let new = Rc::new(Segment {
            number,
            data: RefCell::new(vec![0; size]),
        });
        let mut living = self.living.borrow_mut();
        living.retain(|_, own| own.strong_count() > 0);
        living.insert(number, Rc::downgrade(&new));
        new
    }

    #[must_use]
    pub fn find(&self, number: u64) -> Option<Rc<Segment>> {
        self.living.borrow().get(&number).and_then(Weak::upgrade)
    }
}
