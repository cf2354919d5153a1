//! A loop for Rust futures, with asyncio's semantics.
//!
//! Here: [`Loop`] for hosts, [`Handle`] for tasks, and what tasks use: join handles, sleeping, timeouts, cancellation,
//! groups, locks, queues. Not here: waiting (a host does), threads, clocks, Python.
//!
//! It is built from the parts that the Python machine uses too ([`crate::turn`], [`crate::task`], [`crate::sync`]), so a
//! program shows the same order of events in both languages.
//!
//! **Differences that Rust makes.** A cancellation drops the awaited future instead of raising an exception: see
//! [`Handle::catch_cancel`]. A task that awaits several things at once (through `join!` or the like) is woken by each of them;
//! a cancellation then strikes the one it began to await last. Tasks are kept alive by the loop, not by their handles.

mod body;
mod cancel;

mod condition;
mod gather;
mod group;
mod handle;
mod inbox;
mod queue;
mod run;
mod shared;
mod slab;
mod state;
mod steps;
mod sync;
mod time;
mod waits;

pub use body::{FromFuture, Resume, Step};
pub use cancel::{Cancelled, CatchCancel, Raise};
pub use condition::{Barrier, BrokenBarrier, Condition};
pub use gather::{
    AsCompleted, Gather, GatherError, JoinAll, ReturnWhen, Shield, WaitTasks, Waited,
};
pub use group::{GroupClosed, GroupError, TaskGroup};
pub use handle::{Handle, JoinHandle, TaskRef};
pub use queue::{Get, Join, LifoQueue, PriorityQueue, Put, Queue, QueueShutDown};
pub use run::{Loop, RunError};
pub use sync::{Acquire, AcquirePlace, Event, Lock, LockGuard, Permit, Semaphore, WaitEvent};
pub use time::{Sleep, TimedOut, YieldNow};
