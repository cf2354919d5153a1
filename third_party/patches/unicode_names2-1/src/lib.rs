//! The older interface of the same name; one resolver serves both.

#![no_std]
#![forbid(unsafe_code)]

pub use unicode_names2_3::{Name, character, name};
