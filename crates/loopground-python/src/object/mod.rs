//! The object model's ground: values, counted objects, the heap's books and the cycle collector.
//!
//! Here: how objects live and die. Not here: what any type means (`types`), how code runs (`vm`).
//!
//! Invariant: `unsafe` only below `pointer`.

pub mod gc;
pub mod heap;
mod numbered;
pub mod pointer;
pub mod quick_hash;

pub use pointer::kinds::{Kind, Tagged, Trace};
pub use pointer::{Object, Ref, Value, View, WeakPointer, flags};
