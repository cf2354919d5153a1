//! The browser as a host: when work runs, what time it is, where randomness and memory come from, workers.
//!
//! Here: the [`Pump`], which gives work the browser's thread in slices; the [`BrowserLoop`] for Rust futures;
//! [`clock`], [`random`], [`memory`]; the [`workers`] that run jobs beside it. Not here: Python, and the shapes of messages.
//!
//! Everything works in a page and in a worker alike: only what both global scopes have is used.
//!
//! **Invariant:** this is the only crate that names `web_sys`. Nothing here waits; whatever takes time calls back.

pub mod clock;
mod global;
pub mod memory;
pub mod pump;
pub mod random;
pub mod rust_loop;
mod schedule;
pub mod workers;

pub use clock::BrowserClock;
pub use pump::{Pump, Waker};
pub use rust_loop::BrowserLoop;
pub use schedule::{BUDGET, Next, Pumped};
