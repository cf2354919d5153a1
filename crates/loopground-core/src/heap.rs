//! The heap under [`crate::timers`].
//!
//! It is a binary heap as Python's `heapq` keeps it, step by step, because the order in which entries with equal times
//! leave such a heap can be seen by programs: [`Ties`] says whether that order or the order of insertion holds.

use alloc::vec::Vec;

use crate::clock::LoopTime;

/// In which order timers with equal times become due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ties {
    /// As they were inserted.
    #[default]
    Inserted,
    /// As they leave Python's `heapq` when only times are compared: what asyncio's loop does. Six equal timers
    /// come in the order 0, 2, 5, 4, 1, 3.
    Heapq,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry<T> {
    pub when: T,
    pub sequence: u64,
    pub slot: u32,
}

#[derive(Clone, Debug)]
pub(crate) struct Heap<T> {
    entries: Vec<Entry<T>>,
    ties: Ties,
}

impl<T: LoopTime> Heap<T> {
    pub const fn new(ties: Ties) -> Self {
        Self {
            entries: Vec::new(),
            ties,
        }
    }

    pub fn ties(&self) -> Ties {
        self.ties
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// The entry that leaves next.
    #[inline]
    pub fn peek(&self) -> Option<&Entry<T>> {
        self.entries.first()
    }

    /// In the order in which the heap keeps them.
    pub fn iter(&self) -> core::slice::Iter<'_, Entry<T>> {
        self.entries.iter()
    }

    pub fn clear(&mut self) {
        self.entries.clear();
    }

    #[inline]
    pub fn push(&mut self, entry: Entry<T>) {
        self.entries.push(entry);
        self.rise(0, self.entries.len() - 1);
    }

    pub fn pop(&mut self) -> Option<Entry<T>> {
        let last = self.entries.pop()?;
        let Some(first) = self.entries.first_mut() else {
            return Some(last);
        };
        let top = core::mem::replace(first, last);
        self.sink(0);
        Some(top)
    }

    /// Keeps only what `keep` says and orders that anew.
    pub fn retain(&mut self, keep: impl FnMut(&Entry<T>) -> bool) {
        self.entries.retain(keep);
        for place in (0..self.entries.len() / 2).rev() {
            self.sink(place);
        }
    }

    #[inline]
    fn before(&self, one: &Entry<T>, other: &Entry<T>) -> bool {
        let order = one.when.order(&other.when);
        match self.ties {
            Ties::Inserted => order.then(one.sequence.cmp(&other.sequence)).is_lt(),
            Ties::Heapq => order.is_lt(),
        }
    }

    /// Moves an entry up, at most to `top`.
    fn rise(&mut self, top: usize, mut place: usize) {
        let entry = self.entries[place];
        while place > top {
            let parent = (place - 1) / 2;
            if !self.before(&entry, &self.entries[parent]) {
                break;
            }
            self.entries[place] = self.entries[parent];
            place = parent;
        }
        self.entries[place] = entry;
    }

    /// Moves an entry down to a leaf, always towards the smaller child, and then up again: fewer comparisons than
    /// stopping on the way, and another order of equal ones.
    fn sink(&mut self, top: usize) {
        let (entry, end) = (self.entries[top], self.entries.len());
        let mut place = top;
        loop {
            let mut child = 2 * place + 1;
            if child >= end {
                break;
            }
            if child + 1 < end && !self.before(&self.entries[child], &self.entries[child + 1]) {
                child += 1;
            }
            self.entries[place] = self.entries[child];
            place = child;
        }
        self.entries[place] = entry;
        self.rise(top, place);
    }
}

#[cfg(test)]
mod tests {
    use super::{Entry, Heap, Ties};
    use alloc::vec::Vec;

    fn order(ties: Ties, count: u32) -> Vec<u32> {
        let mut heap = Heap::new(ties);
        for slot in 0..count {
            heap.push(Entry {
                when: 1u64,
                sequence: u64::from(slot),
                slot,
            });
        }
        core::iter::from_fn(|| heap.pop().map(|entry| entry.slot)).collect()
    }

    /// What `heapq` gave for items that are never less than one another.
    #[test]
    fn equal_entries_leave_as_from_heapq() {
        assert_eq!(order(Ties::Heapq, 3), [0, 1, 2]);
        assert_eq!(order(Ties::Heapq, 6), [0, 2, 5, 4, 1, 3]);
        assert_eq!(order(Ties::Heapq, 10), [0, 2, 6, 9, 8, 5, 7, 4, 1, 3]);
    }

    #[test]
    fn equal_entries_leave_as_they_came() {
        assert_eq!(order(Ties::Inserted, 6), [0, 1, 2, 3, 4, 5]);
    }
}
