//! The queue of what may run now: first in, first out, with O(1) cancellation.
//!
//! Here: [`Ready`] and [`HandleId`]. Not here: turns (how much of the queue runs before timers are looked at
//! again: [`crate::turn`]) and timers ([`crate::timers`]).
//!
//! Entries are numbered in the order in which they were pushed, and the number *is* the handle. The entry with
//! number `n` sits `n - first` places behind the front, so cancelling needs no hashing, no generation counter
//! and no allocation.

use alloc::collections::VecDeque;

/// Names one entry of a [`Ready`] queue for as long as the queue lives; never reused.
///
/// Handles compare in the order in which they were pushed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HandleId(u64);

impl HandleId {
    /// The number of the entry: how many were pushed before it.
    #[must_use]
    pub fn number(self) -> u64 {
        self.0
    }
}

/// A first-in-first-out queue whose entries can be cancelled by handle.
///
/// A cancelled entry keeps its place until its turn comes, as in asyncio: it counts in [`Ready::len`].
///
/// ```
/// use loopground_core::ready::Ready;
///
/// let mut ready = Ready::new();
/// ready.push("a");
/// let b = ready.push("b");
/// ready.push("c");
/// assert_eq!(ready.cancel(b), Some("b"));
/// assert_eq!(ready.cancel(b), None, "already cancelled");
/// assert_eq!(ready.pop(), Some(Some("a")));
/// assert_eq!(ready.pop(), Some(None), "the place of b");
/// assert_eq!(ready.pop(), Some(Some("c")));
/// assert_eq!(ready.pop(), None);
/// ```
#[derive(Clone, Debug)]
pub struct Ready<E> {
    entries: VecDeque<Option<E>>,
    /// Number of the entry at the front.
    first: u64,
}

impl<E> Default for Ready<E> {
    fn default() -> Self {
        Self::new()
    }
}

impl<E> Ready<E> {
    /// An empty queue.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            entries: VecDeque::new(),
            first: 0,
        }
    }

    /// Entries in the queue, cancelled ones included.
    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing at all is queued, not even a cancelled entry.
    #[inline]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Puts an entry at the end.
    #[inline]
    pub fn push(&mut self, entry: E) -> HandleId {
        let id = HandleId(self.first + self.entries.len() as u64);
        self.entries.push_back(Some(entry));
        id
    }

    /// Takes the entry at the front: `None` when the queue is empty, `Some(None)` for a cancelled entry.
    #[inline]
    pub fn pop(&mut self) -> Option<Option<E>> {
        let entry = self.entries.pop_front()?;
        self.first += 1;
        Some(entry)
    }

    /// Whether the entry is queued and not cancelled.
    #[must_use]
    pub fn contains(&self, id: HandleId) -> bool {
        self.get(id).is_some()
    }

    /// The entry, unless it was cancelled or has left the queue.
    #[must_use]
    pub fn get(&self, id: HandleId) -> Option<&E> {
        self.entries.get(self.place(id)?)?.as_ref()
    }

    /// Cancels an entry and hands it out, so that the caller decides when it is dropped.
    ///
    /// `None` when it was cancelled before or has left the queue.
    pub fn cancel(&mut self, id: HandleId) -> Option<E> {
        let place = self.place(id)?;
        self.entries.get_mut(place)?.take()
    }

    /// What is queued and not cancelled, from front to end.
    pub fn iter(&self) -> impl Iterator<Item = &E> {
        self.entries.iter().flatten()
    }

    /// Empties the queue; yields what was not cancelled, from front to end. Handles stay invalid for good.
    pub fn drain(&mut self) -> impl Iterator<Item = E> + '_ {
        self.first += self.entries.len() as u64;
        self.entries.drain(..).flatten()
    }

    fn place(&self, id: HandleId) -> Option<usize> {
        usize::try_from(id.0.checked_sub(self.first)?).ok()
    }
}
