//! `int`: integers that do not fit the unboxed form, and instances of subclasses of `int`.

use num_bigint::BigInt;

use crate::object::{Trace, Value};

/// An arbitrary-precision integer.
///
/// Invariant: an object of class `int` itself never holds a number that fits an `i64`
/// ([`crate::vm::Vm::new_int`] unboxes those), so equal `int`s of different form do not exist.
pub struct PyInt {
    pub value: BigInt,
}

impl Trace for PyInt {
    fn trace(&self, _visit: &mut dyn FnMut(&Value)) {}
}
