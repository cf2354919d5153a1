//! An event loop with asyncio's semantics, for any embedder.
//!
//! ```
//! use core::time::Duration;
//! use loopground_core::{VirtualClock, runtime::{Handle, Loop}};
//!
//! async fn count(lp: Handle) {
//!     println!("One");
//!     lp.sleep(Duration::from_secs(1)).await;
//!     println!("Two");
//! }
//!
//! let mut main = Loop::new(VirtualClock::new(), ());
//! let lp = main.handle();
//! main.run(async move {
//!     let tasks = (0..3).map(|_| lp.spawn(count(lp.clone())));
//!     lp.join_all(tasks).await;
//! })?;
//! assert_eq!(main.handle().now(), Duration::from_secs(1)); // and it took no time at all
//! # Ok::<(), loopground_core::runtime::RunError>(())
//! ```
//!
//! Two layers:
//!
//! 1. **Building blocks that run nothing.** They hold queues and states and answer "what runs next"; the embedder
//!    runs it and says how it ended. The Python machine binds to these, because a step of its tasks is interpreted
//!    bytecode.
//! 2. **An executor for Rust futures** on top of them: [`runtime`]. With the feature `std` there is a host that parks the
//!    thread (`native::block_on`); any other host drives the loop from a callback.
//!
//! # Which block is what in asyncio
//!
//! | asyncio | here | the embedder's part |
//! |---|---|---|
//! | `_run_once`, `call_soon`, `call_at`, `Handle.cancel`, `stop` | [`turn::EventLoop`] | runs what it is handed; waits |
//! | `Future` | [`future::FutureState`] | queues the callbacks it is handed, one call each |
//! | `Task.__step`, `cancel`, `uncancel` | [`task::TaskState`] | resumes the body; adds itself as a callback |
//! | `Lock`, `Event`, `Condition`, `Semaphore`, `Barrier`, `Queue` | [`sync`] | makes a waiting future, suspends on it |
//! | `gather`, `wait`, `Timeout`, `TaskGroup` | [`group`] | keeps members and results |
//! | `ThreadPoolExecutor`, `ProcessPoolExecutor` | [`executor::Pool`] | runs workers, through [`host::Host`] |
//! | the GIL and its switch interval | [`thread::Threads`] | runs a thread for a slice |
//! | `loop.time` | [`clock::Clock`] | brings a real one |
//! | trio's `CancelScope` | [`scope::Scopes`] | strikes every await while a scope is cancelled |
//! | debug mode, profilers, timelines | [`event::Observer`] | draws |
//!
//! Not here: Python, JavaScript, threads or clocks of an operating system. The crate is `no_std` with `alloc`, and has no
//! unsafe code.
//!
//! **Invariant:** scheduling order is part of the contract. What is queued during a turn runs in the next one, ready
//! jobs run first in first out, equal timers fire in the order they were made (or as Python's
//! `heapq` gives them, see [`Ties`]), each wake-up is one queued call.
#![no_std]
#![forbid(unsafe_code)]
#![warn(missing_docs)]

extern crate alloc;

pub mod clock;
pub mod event;
pub mod executor;
pub mod future;
pub mod group;
mod heap;
pub mod host;
#[cfg(feature = "std")]
pub mod native;
pub mod ready;
pub mod runtime;
pub mod scope;
pub mod sync;
pub mod task;
pub mod thread;
pub mod timers;
pub mod turn;

pub use clock::{Clock, LoopTime, ScaledClock, VirtualClock};
pub use future::FutureState;
pub use ready::HandleId;
pub use task::TaskState;
pub use timers::{Ties, TimerId};
pub use turn::{EventLoop, Wait};
