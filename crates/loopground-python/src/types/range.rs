//! `range`.

use num_bigint::BigInt;

use crate::object::{Trace, Value};

/// Bounds and step; `step` is never zero.
pub struct PyRange {
    pub start: BigInt,
    pub stop: BigInt,
    pub step: BigInt,
    /// The same as machine integers when all fit: nearly always.
    pub small: Option<(i64, i64, i64)>,
}

impl Trace for PyRange {
    fn trace(&self, _visit: &mut dyn FnMut(&Value)) {}
}
