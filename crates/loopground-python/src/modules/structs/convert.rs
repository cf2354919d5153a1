//! What packing needs beside the format: 16-bit floats, and the values of objects with `__index__` or `__bool__`.

use super::PyStruct;
use crate::object::Value;
use crate::types::number::int_of;
use crate::vm::{PyResult, Vm};

/// Half precision, rounded half to even; `None` when too large.
pub fn to_half(x: f64) -> Option<u16> {
    let sign = if x.is_sign_negative() { 0x8000 } else { 0 };
    let size = x.abs();
    if x.is_nan() {
        return Some(sign | 0x7e00);
    }
    if size.is_infinite() {
        return Some(sign | 0x7c00);
    }
    if size >= 65520.0 {
        return None;
    }
    if size < 2_f64.powi(-14) {
        return Some(sign | (size * 2_f64.powi(24)).round_ties_even() as u16);
    }
    let (_, exponent) = libm::frexp(size);
    let mantissa = (size * 2_f64.powi(11 - exponent)).round_ties_even() as u16;
    Some(sign | ((((exponent + 13) as u16) << 10) + mantissa))
}

pub fn from_half(bits: u16) -> f64 {
    let (exponent, mantissa) = ((bits >> 10) & 0x1f, f64::from(bits & 0x3ff));
    let size = match exponent {
        0 => mantissa * 2_f64.powi(-24),
        0x1f if mantissa == 0.0 => f64::INFINITY,
        0x1f => f64::NAN,
        _ => (1024.0 + mantissa) * 2_f64.powi(i32::from(exponent) - 25),
    };
    if bits & 0x8000 != 0 { -size } else { size }
}

/// Whether packing a value needs a method of it to be called: `__index__` or `__bool__`.
fn needs_method(vm: &Vm, code: u8, value: &Value) -> bool {
    match code {
        b'?' => vm.quick_truth(value).is_none(),
        b'c' | b's' | b'p' | b'e' | b'f' | b'd' | b'F' | b'D' => false,
        _ => int_of(value).is_none() && vm.class_of(value).lookup(&vm.names.__index__).is_some(),
    }
}

/// The codes in the order of the values they take.
fn codes(own: &PyStruct) -> impl Iterator<Item = u8> {
    own.items.iter().flat_map(|item| {
        let count = match item.code {
            b'x' => 0,
            b's' | b'p' => 1,
            _ => item.count,
        };
        std::iter::repeat_n(item.code, count)
    })
}

/// The values with `__index__` and `__bool__` called where they have to be; `None`: none has to.
pub fn methods_called(vm: &Vm, own: &PyStruct, values: &[Value]) -> Option<Converted> {
    let wanted: Vec<(u8, usize)> = codes(own)
        .zip(values)
        .enumerate()
        .filter(|(_, (code, value))| needs_method(vm, *code, value))
        .map(|(place, (code, _))| (code, place))
        .collect();
    (!wanted.is_empty()).then(|| Converted {
        wanted,
        values: values.to_vec(),
    })
}

pub struct Converted {
    wanted: Vec<(u8, usize)>,
    values: Vec<Value>,
}

impl Converted {
    pub async fn run(mut self, vm: &Vm) -> PyResult<Vec<Value>> {
        for (code, place) in self.wanted {
            let value = &self.values[place];
            self.values[place] = if code == b'?' {
                Value::bool(vm.truth(value).await?)
            } else {
                vm.new_int(vm.index(value).await?)
            };
        }
        Ok(self.values)
    }
}
