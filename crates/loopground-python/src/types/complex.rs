//! `complex`.

use crate::object::{Kind, Trace, Value};
use crate::types::def::TypeDef;
use crate::vm::{PyResult, Vm};

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

/// `a ** b`.
pub fn power(vm: &Vm, a: (f64, f64), b: (f64, f64)) -> PyResult<(f64, f64)> {
    if b == (0.0, 0.0) {
        return Ok((1.0, 0.0));
    }
    if a == (0.0, 0.0) {
        if b.1 != 0.0 || b.0 < 0.0 {
            return Err(vm.zero_division_error("zero to a negative or complex power"));
        }
        return Ok((0.0, 0.0));
    }
    let magnitude = a.0.hypot(a.1);
    let mut length = magnitude.powf(b.0);
    let angle = a.1.atan2(a.0);
    let mut phase = angle * b.0;
    if b.1 != 0.0 {
        length *= (-angle * b.1).exp();
        phase += b.1 * magnitude.ln();
    }
    Ok((length * phase.cos(), length * phase.sin()))
}
