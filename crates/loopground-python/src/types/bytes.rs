//! `bytes`.

use std::cell::Cell;

use crate::object::{Trace, Value};

pub struct PyBytes {
    data: Box<[u8]>,
    pub hash: Cell<i64>,
}

impl PyBytes {
    #[must_use]
    pub fn new(data: Vec<u8>) -> Self {
        Self {
            data: data.into_boxed_slice(),
            hash: Cell::new(-1),
        }
    }

    #[must_use]
    pub fn data(&self) -> &[u8] {
        &self.data
    }
}

impl Trace for PyBytes {
    fn trace(&self, _visit: &mut dyn FnMut(&Value)) {}
}
