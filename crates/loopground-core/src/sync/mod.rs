//! Locks, events, conditions, semaphores, barriers and queues as states without tasks.
//!
//! Here: who may go on, who has to wait, and whom to wake, with asyncio's fairness. Not here: waiting. The embedder
//! makes a *waiter* (`W`: a future of its own, or the number of one), hands it over, suspends its task on it, and
//! reports whether the wait ended well or was given up.
//!
//! A waiter is *done* once it was woken or cancelled; both can happen a while before its task runs again, and the
//! primitives have to know. They ask through [`Waiters`].
//!
//! Invariant: first come, first served. A task that arrives while others wait goes behind them, also when the lock
//! happens to be free because the next owner has been woken and did not run yet.

mod barrier;
mod condition;
mod event;
mod lock;
mod queue;
mod semaphore;

pub use barrier::{Arrival, Barrier, BarrierState, Entry};
pub use condition::Condition;
pub use event::Event;
pub use lock::{Lock, NotLocked};
pub use queue::{
    Fifo, GetError, Lifo, Priority, PutError, Queue, QueueState, Storage, TooManyDone,
};
pub use semaphore::{BoundExceeded, Semaphore};

use alloc::collections::VecDeque;

/// What the primitives ask about waiters and tell them.
pub trait Waiters<W> {
    /// Woken or cancelled.
    fn is_done(&self, waiter: &W) -> bool;

    /// Cancelled.
    fn is_cancelled(&self, waiter: &W) -> bool;

    /// Wakes a waiter that is not done: sets its result, so that its task is queued.
    fn wake(&mut self, waiter: &W);
}

/// Takes a waiter out of its queue; most often it is the first. Answers whether it was there.
fn remove<W: PartialEq>(queue: &mut VecDeque<W>, waiter: &W) -> bool {
    let Some(place) = queue.iter().position(|other| other == waiter) else {
        return false;
    };
    queue.remove(place);
    true
}
