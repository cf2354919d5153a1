//! A counter of free places.

use alloc::collections::VecDeque;

use super::{Waiters, remove};

/// A bounded semaphore was released more often than acquired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BoundExceeded;

/// Free places and who waits for one.
///
/// To acquire: [`Semaphore::try_acquire`]; when that answers `false`, make a waiter, [`Semaphore::wait`], suspend the
/// task on it, then [`Semaphore::acquired`] if it was woken, [`Semaphore::abandoned`] if the wait was cancelled. Whoever
/// is woken has a place already.
#[derive(Clone, Debug)]
pub struct Semaphore<W> {
    value: usize,
    bound: Option<usize>,
    waiters: VecDeque<W>,
}

impl<W> Semaphore<W> {
    /// With `value` free places.
    #[must_use]
    pub const fn new(value: usize) -> Self {
        Self {
            value,
            bound: None,
            waiters: VecDeque::new(),
        }
    }

    /// With `value` free places, and never more.
    #[must_use]
    pub const fn bounded(value: usize) -> Self {
        Self {
            value,
            bound: Some(value),
            waiters: VecDeque::new(),
        }
    }

    /// Free places. Those may be spoken for: see [`Semaphore::is_locked`].
    pub fn value(&self) -> usize {
        self.value
    }

    /// Who waits, first come first.
    pub fn waiters(&self) -> impl ExactSizeIterator<Item = &W> {
        self.waiters.iter()
    }

    /// Whether acquiring would have to wait: no free place, or somebody is in line.
    pub fn is_locked(&self, host: &impl Waiters<W>) -> bool {
        self.value == 0 || self.waiters.iter().any(|waiter| !host.is_cancelled(waiter))
    }

    /// Takes a place if there is one and nobody waits in earnest.
    pub fn try_acquire(&mut self, host: &impl Waiters<W>) -> bool {
        let free = !self.is_locked(host);
        self.value -= usize::from(free);
        free
    }

    /// Gets in line.
    pub fn wait(&mut self, waiter: W) {
        self.waiters.push_back(waiter);
    }

    fn wake_next(&mut self, host: &mut impl Waiters<W>) -> bool {
        match self.waiters.iter().find(|waiter| !host.is_done(waiter)) {
            Some(waiter) => {
                self.value -= 1;
                host.wake(waiter);
                true
            }
            None => false,
        }
    }

    fn wake_allowed(&mut self, host: &mut impl Waiters<W>) {
        while self.value > 0 && self.wake_next(host) {}
    }

    /// Gives a place back, and hands it to the first in line.
    ///
    /// # Errors
    /// When the semaphore is bounded and all places are free.
    pub fn release(&mut self, host: &mut impl Waiters<W>) -> Result<(), BoundExceeded> {
        if self.bound.is_some_and(|bound| self.value >= bound) {
            return Err(BoundExceeded);
        }
        self.value += 1;
        self.wake_next(host);
        Ok(())
    }
}

impl<W: PartialEq> Semaphore<W> {
    /// The waiter was woken, with a place, and its task runs.
    pub fn acquired(&mut self, host: &mut impl Waiters<W>, waiter: &W) {
        remove(&mut self.waiters, waiter);
        self.wake_allowed(host);
    }

    /// The wait was cancelled; if the waiter had been given a place, that goes to the next.
    pub fn abandoned(&mut self, host: &mut impl Waiters<W>, waiter: &W) {
        remove(&mut self.waiters, waiter);
        if host.is_done(waiter) && !host.is_cancelled(waiter) {
            self.value += 1;
        }
        self.wake_allowed(host);
    }
}
