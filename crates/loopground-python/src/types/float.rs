//! `float`: only instances of subclasses are objects; plain floats are unboxed.

use crate::object::{Trace, Value};

pub struct PyFloat {
    pub value: f64,
}

impl Trace for PyFloat {
    fn trace(&self, _visit: &mut dyn FnMut(&Value)) {}
}
