//! An event loop with asyncio's semantics, for any embedder.
//!
//! Two layers:
//!
//! 1. **Building blocks that run nothing.** They hold queues and states and answer "what runs next"; the embedder
//!    runs it and says how it ended. The Python machine binds to these, because a step of its tasks is interpreted
//!    bytecode. See [`turn`], [`timers`], [`ready`], [`clock`], [`future`], [`task`].
//! 2. **An executor for Rust futures** on top of them.
//!
//! Not here: Python, JavaScript, threads or clocks of an operating system. The crate is `no_std` with `alloc`.
//!
//! **Invariant:** scheduling order is part of the contract. What is queued during a turn runs in the next one, ready
//! jobs run first in first out, equal timers fire in the order they were made, each wake-up is one queued call.
#![no_std]
#![forbid(unsafe_code)]
#![warn(missing_docs)]

extern crate alloc;

pub mod clock;
pub mod event;
pub mod executor;
pub mod future;
pub mod group;
pub mod host;
#[cfg(feature = "std")]
pub mod native;
pub mod ready;
pub mod runtime;
pub mod sync;
pub mod task;
pub mod thread;
pub mod timers;
pub mod turn;

pub use clock::{Clock, LoopTime, ScaledClock, VirtualClock};
pub use future::FutureState;
pub use ready::HandleId;
pub use task::TaskState;
pub use timers::TimerId;
pub use turn::{EventLoop, Wait};
