//! What a page or a worker talks to: [`Session`], one interpreter driven by messages.
//!
//! Here: the messages and their JavaScript shapes, and how a program is run, fed, stopped and reported on. Not here:
//! Python (`loopground-python`), when work runs in a browser (`loopground-browser`), what a page looks like (`web`).
//!
//! **Invariants:**
//! - this is the only crate that knows JavaScript data shapes;
//! - a program reaches nothing of the browser but what [`host`] hands it: clocks, random bytes, its own files;
//! - [`Session::receive`] only queues. Everything happens in slices, between which the browser gets its turn.

mod crash;
mod engine;
mod errands;
pub mod host;
pub mod messages;
mod outbox;
mod pace;
mod runner;
mod session;

pub use session::Session;
