//! Small numbers for objects that need one for as long as they live: always the smallest that is free.

use std::collections::BTreeSet;

/// Which numbers are taken: all below `next` but for those in `free`.
#[derive(Default)]
pub struct Numbers {
    next: u32,
    free: BTreeSet<u32>,
}

impl Numbers {
    pub fn take(&mut self) -> u32 {
        self.free.pop_first().unwrap_or_else(|| {
            self.next += 1;
            self.next
        })
    }

    pub fn give_back(&mut self, number: u32) {
        self.free.insert(number);
        while self.free.remove(&self.next) {
            self.next -= 1;
        }
    }
}
