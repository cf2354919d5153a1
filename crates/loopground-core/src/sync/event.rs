//! A flag that tasks wait for.

use alloc::collections::VecDeque;

use super::{Waiters, remove};

/// A flag, and who waits for it to be set.
///
/// To wait: nothing to do while [`Event::is_set`]; else make a waiter, [`Event::wait`], suspend the task on it, and
/// [`Event::finished`] however the wait ends.
#[derive(Clone, Debug)]
pub struct Event<W> {
    set: bool,
    waiters: VecDeque<W>,
}

impl<W> Default for Event<W> {
    fn default() -> Self {
        Self::new()
    }
}

impl<W> Event<W> {
    /// Not set.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            set: false,
            waiters: VecDeque::new(),
        }
    }

    /// Whether the flag is set.
    pub fn is_set(&self) -> bool {
        self.set
    }

    /// Who waits, first come first.
    pub fn waiters(&self) -> impl ExactSizeIterator<Item = &W> {
        self.waiters.iter()
    }

    /// Sets the flag and wakes everybody in line.
    pub fn set(&mut self, host: &mut impl Waiters<W>) {
        if self.set {
            return;
        }
        self.set = true;
        for waiter in &self.waiters {
            if !host.is_done(waiter) {
                host.wake(waiter);
            }
        }
    }

    /// Clears the flag. Those who were woken go on all the same.
    pub fn clear(&mut self) {
        self.set = false;
    }

    /// Gets in line.
    pub fn wait(&mut self, waiter: W) {
        self.waiters.push_back(waiter);
    }
}

impl<W: PartialEq> Event<W> {
    /// The wait is over, well or by cancellation.
    pub fn finished(&mut self, waiter: &W) {
        remove(&mut self.waiters, waiter);
    }
}
