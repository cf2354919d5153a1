//! A lock with waiters in line.

use alloc::collections::VecDeque;

use super::{Waiters, remove};

/// A lock was released that nobody holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotLocked;

/// A lock that has no owner: whoever acquired it, anybody may release it.
///
/// To acquire: [`Lock::try_acquire`]; when that answers `false`, make a waiter, [`Lock::wait`], suspend the task on it,
/// then [`Lock::acquired`] if it was woken, [`Lock::abandoned`] if the wait was cancelled.
#[derive(Clone, Debug)]
pub struct Lock<W> {
    locked: bool,
    waiters: VecDeque<W>,
}

impl<W> Default for Lock<W> {
    fn default() -> Self {
        Self::new()
    }
}

impl<W> Lock<W> {
    /// Unlocked.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            locked: false,
            waiters: VecDeque::new(),
        }
    }

    /// Whether somebody holds it.
    pub fn is_locked(&self) -> bool {
        self.locked
    }

    /// Who waits, first come first.
    pub fn waiters(&self) -> impl ExactSizeIterator<Item = &W> {
        self.waiters.iter()
    }

    /// Takes the lock if it is free and nobody waits in earnest.
    pub fn try_acquire(&mut self, host: &impl Waiters<W>) -> bool {
        let free = !self.locked && self.waiters.iter().all(|waiter| host.is_cancelled(waiter));
        self.locked |= free;
        free
    }

    /// Gets in line.
    pub fn wait(&mut self, waiter: W) {
        self.waiters.push_back(waiter);
    }

    fn wake_first(&self, host: &mut impl Waiters<W>) {
        if let Some(first) = self.waiters.front() {
            // One that is done will run soon and see to the rest.
            if !host.is_done(first) {
                host.wake(first);
            }
        }
    }

    /// Lets go, and wakes the first in line.
    ///
    /// # Errors
    /// When the lock is not locked.
    pub fn release(&mut self, host: &mut impl Waiters<W>) -> Result<(), NotLocked> {
        if !self.locked {
            return Err(NotLocked);
        }
        self.locked = false;
        self.wake_first(host);
        Ok(())
    }
}

impl<W: PartialEq> Lock<W> {
    /// The waiter was woken and its task runs: it has the lock now.
    pub fn acquired(&mut self, waiter: &W) {
        remove(&mut self.waiters, waiter);
        self.locked = true;
    }

    /// The wait was cancelled. If the lock is free, somebody else has to be woken instead.
    pub fn abandoned(&mut self, host: &mut impl Waiters<W>, waiter: &W) {
        remove(&mut self.waiters, waiter);
        if !self.locked {
            self.wake_first(host);
        }
    }
}
