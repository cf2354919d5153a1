//! Big integers for the compiler crates: num-bigint under another name.
//!
//! Here: a re-export. Not here: any arithmetic.

#![no_std]
#![forbid(unsafe_code)]

pub use num_bigint::*;
