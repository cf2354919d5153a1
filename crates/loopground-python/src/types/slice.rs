//! `slice`.

use crate::object::{Trace, Value};

/// `None` stands as the value `None`.
pub struct PySlice {
    pub start: Value,
    pub stop: Value,
    pub step: Value,
}

impl Trace for PySlice {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.start);
        visit(&self.stop);
        visit(&self.step);
    }
}
