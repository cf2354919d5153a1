//! Segments of memory that processes share.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::{Rc, Weak};

pub struct Segment {
    pub number: u64,
    pub data: RefCell<Vec<u8>>,
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
