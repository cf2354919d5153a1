//! `complex`.

use crate::object::{Kind, Trace, Value};
use crate::types::def::TypeDef;

pub struct PyComplex {
    pub real: f64,
    pub imaginary: f64,
}

impl Trace for PyComplex {
    fn trace(&self, _visit: &mut dyn FnMut(&Value)) {}
}

pub static TYPE: TypeDef = TypeDef {
    name: "complex",
    kind: Kind::Complex,
    ..TypeDef::EMPTY
};
