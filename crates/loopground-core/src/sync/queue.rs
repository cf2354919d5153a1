//! Queues between tasks.

use alloc::collections::{BinaryHeap, VecDeque};
use alloc::vec::Vec;
use core::cmp::{Ordering, Reverse};

use super::{Event, Waiters, remove};

/// Why an item cannot be put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PutError {
    /// There is no room now.
    Full,
    /// The queue was shut down.
    ShutDown,
}

/// Why no item can be got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GetError {
    /// There is none now.
    Empty,
    /// The queue was shut down, and is empty.
    ShutDown,
}

/// More items were reported done than were put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooManyDone;

/// Everything of a queue but its items: room, lines of getters and putters, unfinished items, shutdown.
///
/// For embedders that keep the items themselves (Python, where subclasses do); each call is told how many items there
/// are (`len`). Others use [`Queue`].
///
/// To get: while there is no item, fail if [`QueueState::may_get`] says `ShutDown`, else make a waiter,
/// [`QueueState::wait_to_get`], suspend the task on it, and [`QueueState::abandon_get`] if that was cancelled. Then take
/// the item and call [`QueueState::got`]. To put: the same with the other four.
#[derive(Clone, Debug)]
pub struct QueueState<W> {
    capacity: Option<usize>,
    getters: VecDeque<W>,
    putters: VecDeque<W>,
    unfinished: usize,
    /// Set when `unfinished` is zero.
    finished: Event<W>,
    shut_down: bool,
}

impl<W> QueueState<W> {
    /// A queue with room for `capacity` items; `None`: for any number.
    #[must_use]
    pub fn new(capacity: Option<usize>) -> Self {
        Self {
            capacity,
            getters: VecDeque::new(),
            putters: VecDeque::new(),
            unfinished: 0,
            finished: Event::new(),
            shut_down: false,
        }
    }

    /// The room there is; `None`: no limit.
    pub fn capacity(&self) -> Option<usize> {
        self.capacity
    }

    /// Whether there is no room for another item.
    pub fn is_full(&self, len: usize) -> bool {
        self.capacity.is_some_and(|capacity| len >= capacity)
    }

    /// Whether the queue was shut down.
    pub fn is_shut_down(&self) -> bool {
        self.shut_down
    }

    /// Items that were put and not reported done.
    pub fn unfinished(&self) -> usize {
        self.unfinished
    }

    /// Who waits for an item, first come first; without those who were woken.
    pub fn getters(&self) -> impl ExactSizeIterator<Item = &W> {
        self.getters.iter()
    }

    /// Who waits for room, first come first; without those who were woken.
    pub fn putters(&self) -> impl ExactSizeIterator<Item = &W> {
        self.putters.iter()
    }

    /// Who waits for everything to be done.
    pub fn joiners(&self) -> impl ExactSizeIterator<Item = &W> {
        self.finished.waiters()
    }

    /// Whether an item can be put now.
    ///
    /// # Errors
    /// Why not.
    pub fn may_put(&self, len: usize) -> Result<(), PutError> {
        if self.shut_down {
            Err(PutError::ShutDown)
        } else if self.is_full(len) {
            Err(PutError::Full)
        } else {
            Ok(())
        }
    }

    /// Whether an item can be got now.
    ///
    /// # Errors
    /// Why not.
    pub fn may_get(&self, len: usize) -> Result<(), GetError> {
        if len > 0 {
            Ok(())
        } else if self.shut_down {
            Err(GetError::ShutDown)
        } else {
            Err(GetError::Empty)
        }
    }

    /// An item was stored: it counts as unfinished, and the next getter is woken.
    pub fn put(&mut self, host: &mut impl Waiters<W>) {
        self.unfinished += 1;
        self.finished.clear();
        wake_next(&mut self.getters, host);
    }

    /// An item was taken out: the next putter is woken.
    pub fn got(&mut self, host: &mut impl Waiters<W>) {
        wake_next(&mut self.putters, host);
    }

    /// Gets in line for an item.
    pub fn wait_to_get(&mut self, waiter: W) {
        self.getters.push_back(waiter);
    }

    /// Gets in line for room.
    pub fn wait_to_put(&mut self, waiter: W) {
        self.putters.push_back(waiter);
    }

    /// An item was dealt with. When it was the last, everybody who waits for that is woken.
    ///
    /// # Errors
    /// When more items were reported than put.
    pub fn task_done(&mut self, host: &mut impl Waiters<W>) -> Result<(), TooManyDone> {
        self.unfinished = self.unfinished.checked_sub(1).ok_or(TooManyDone)?;
        if self.unfinished == 0 {
            self.finished.set(host);
        }
        Ok(())
    }

    /// Gets in line for everything to be done; only while [`QueueState::unfinished`] is not zero.
    pub fn wait_to_join(&mut self, waiter: W) {
        self.finished.wait(waiter);
    }

    /// Shuts the queue down and wakes everybody, so that they see it. With an immediate shutdown the embedder has
    /// thrown away `dropped` items, which are unfinished no longer; else that is zero.
    pub fn shut_down(&mut self, host: &mut impl Waiters<W>, immediate: bool, dropped: usize) {
        self.shut_down = true;
        if immediate {
            self.unfinished = self.unfinished.saturating_sub(dropped);
            if self.unfinished == 0 {
                self.finished.set(host);
            }
        }
        for waiter in self.getters.drain(..).chain(self.putters.drain(..)) {
            if !host.is_done(&waiter) {
                host.wake(&waiter);
            }
        }
    }
}

impl<W: PartialEq> QueueState<W> {
    /// The wait for an item was cancelled. If the waiter had been woken, the next one is woken in its place.
    pub fn abandon_get(&mut self, host: &mut impl Waiters<W>, len: usize, waiter: &W) {
        remove(&mut self.getters, waiter);
        if len > 0 && host.is_done(waiter) && !host.is_cancelled(waiter) {
            wake_next(&mut self.getters, host);
        }
    }

    /// The wait for room was cancelled. If the waiter had been woken, the next one is woken in its place.
    pub fn abandon_put(&mut self, host: &mut impl Waiters<W>, len: usize, waiter: &W) {
        remove(&mut self.putters, waiter);
        if !self.is_full(len) && host.is_done(waiter) && !host.is_cancelled(waiter) {
            wake_next(&mut self.putters, host);
        }
    }

    /// The wait for everything to be done is over, well or by cancellation.
    pub fn joined(&mut self, waiter: &W) {
        self.finished.finished(waiter);
    }
}

fn wake_next<W>(line: &mut VecDeque<W>, host: &mut impl Waiters<W>) {
    while let Some(waiter) = line.pop_front() {
        if !host.is_done(&waiter) {
            host.wake(&waiter);
            break;
        }
    }
}

/// Where a queue keeps its items, and which comes out first.
pub trait Storage<T> {
    /// Stores an item.
    fn push(&mut self, item: T);
    /// Takes the next one.
    fn pop(&mut self) -> Option<T>;
    /// How many there are.
    fn len(&self) -> usize;
    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// First in, first out.
#[derive(Clone, Debug)]
pub struct Fifo<T>(VecDeque<T>);

/// Last in, first out.
#[derive(Clone, Debug)]
pub struct Lifo<T>(Vec<T>);

/// Smallest first; among equals, first in first out.
#[derive(Clone, Debug)]
pub struct Priority<T> {
    heap: BinaryHeap<Reverse<Ranked<T>>>,
    sequence: u64,
}

#[derive(Clone, Debug)]
struct Ranked<T> {
    item: T,
    sequence: u64,
}

impl<T: Ord> Ord for Ranked<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.item
            .cmp(&other.item)
            .then(self.sequence.cmp(&other.sequence))
    }
}

impl<T: Ord> PartialOrd for Ranked<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T: Ord> PartialEq for Ranked<T> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl<T: Ord> Eq for Ranked<T> {}

impl<T> Default for Fifo<T> {
    fn default() -> Self {
        Self(VecDeque::new())
    }
}

impl<T> Default for Lifo<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Ord> Default for Priority<T> {
    fn default() -> Self {
        Self {
            heap: BinaryHeap::new(),
            sequence: 0,
        }
    }
}

impl<T> Storage<T> for Fifo<T> {
    fn push(&mut self, item: T) {
        self.0.push_back(item);
    }
    fn pop(&mut self) -> Option<T> {
        self.0.pop_front()
    }
    fn len(&self) -> usize {
        self.0.len()
    }
}

impl<T> Storage<T> for Lifo<T> {
    fn push(&mut self, item: T) {
        self.0.push(item);
    }
    fn pop(&mut self) -> Option<T> {
        self.0.pop()
    }
    fn len(&self) -> usize {
        self.0.len()
    }
}

impl<T: Ord> Storage<T> for Priority<T> {
    fn push(&mut self, item: T) {
        self.heap.push(Reverse(Ranked {
            item,
            sequence: self.sequence,
        }));
        self.sequence += 1;
    }
    fn pop(&mut self) -> Option<T> {
        self.heap.pop().map(|entry| entry.0.item)
    }
    fn len(&self) -> usize {
        self.heap.len()
    }
}

/// A queue with its items: a [`QueueState`] and a [`Storage`].
#[derive(Clone, Debug)]
pub struct Queue<T, W, S = Fifo<T>> {
    /// Room, lines and shutdown.
    pub state: QueueState<W>,
    items: S,
    item: core::marker::PhantomData<T>,
}

impl<T, W, S: Storage<T> + Default> Queue<T, W, S> {
    /// A queue with room for `capacity` items; `None`: for any number.
    #[must_use]
    pub fn new(capacity: Option<usize>) -> Self {
        Self {
            state: QueueState::new(capacity),
            items: S::default(),
            item: core::marker::PhantomData,
        }
    }
}

impl<T, W, S: Storage<T>> Queue<T, W, S> {
    /// How many items there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there are no items.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Puts an item, if that is possible now.
    ///
    /// # Errors
    /// Why not, with the item.
    pub fn put_nowait(&mut self, host: &mut impl Waiters<W>, item: T) -> Result<(), (PutError, T)> {
        if let Err(error) = self.state.may_put(self.items.len()) {
            return Err((error, item));
        }
        self.items.push(item);
        self.state.put(host);
        Ok(())
    }

    /// Gets an item, if that is possible now.
    ///
    /// # Errors
    /// Why not.
    pub fn get_nowait(&mut self, host: &mut impl Waiters<W>) -> Result<T, GetError> {
        match self.items.pop() {
            Some(item) => {
                self.state.got(host);
                Ok(item)
            }
            None => Err(self
                .state
                .may_get(0)
                .expect_err("an empty queue has nothing to get")),
        }
    }

    /// Shuts the queue down; an immediate shutdown hands out the items that nobody will get.
    pub fn shut_down(&mut self, host: &mut impl Waiters<W>, immediate: bool) -> Vec<T> {
        let mut dropped = Vec::new();
        while immediate && let Some(item) = self.items.pop() {
            dropped.push(item);
        }
        self.state.shut_down(host, immediate, dropped.len());
        dropped
    }
}
