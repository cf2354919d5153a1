//! The event loop.
#![no_std]
#![forbid(unsafe_code)]
