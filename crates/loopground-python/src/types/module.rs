//! Modules: an object whose attributes are a module's global variables.

use crate::object::{Ref, Trace, Value};
use crate::types::dict::PyDict;

pub struct PyModule {
    /// `__dict__`: the globals of the functions defined in it.
    pub dict: Ref<PyDict>,
}

impl Trace for PyModule {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.dict.to_value());
    }
}
