//! Who waits for a notification.

use alloc::collections::VecDeque;

use super::{Waiters, remove};

/// The line of a condition variable. The lock is a [`super::Lock`] beside it.
///
/// To wait, in this order: check that the lock is locked; make a waiter; release the lock; [`Condition::wait`]; suspend
/// the task; [`Condition::finished`] however that ends; acquire the lock again, over and over if that is cancelled,
/// and remember the last cancellation; if there was any, [`Condition::notify`] one other (this task may have
/// been the one that was notified) and raise it.
#[derive(Clone, Debug)]
pub struct Condition<W> {
    waiters: VecDeque<W>,
}

impl<W> Default for Condition<W> {
    fn default() -> Self {
        Self::new()
    }
}

impl<W> Condition<W> {
    /// Nobody waits.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            waiters: VecDeque::new(),
        }
    }

    /// Who waits, first come first.
    pub fn waiters(&self) -> impl ExactSizeIterator<Item = &W> {
        self.waiters.iter()
    }

    /// Gets in line.
    pub fn wait(&mut self, waiter: W) {
        self.waiters.push_back(waiter);
    }

    /// Wakes up to `count` of those who were not woken yet.
    pub fn notify(&mut self, host: &mut impl Waiters<W>, count: usize) {
        let mut left = count;
        for waiter in &self.waiters {
            if left == 0 {
                break;
            }
            if !host.is_done(waiter) {
                left -= 1;
                host.wake(waiter);
            }
        }
    }
}

impl<W: PartialEq> Condition<W> {
    /// The wait is over, well or by cancellation.
    pub fn finished(&mut self, waiter: &W) {
        remove(&mut self.waiters, waiter);
    }
}
