//! `complex`: payload, class, conversions. Operators are in `arithmetic`, construction in `construct`.

mod arithmetic;
mod construct;

pub use arithmetic::power;

use crate::object::{Kind, Trace, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::float_methods::text::{shortest, word};
use crate::types::native::{Args, NativeDef};
use crate::types::str::PyStr;
use crate::vm::mapping::float_hash;
use crate::vm::{NativeResult, Vm};

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
    methods: METHODS,
    attributes: &[
        GetSetDef::field("real", |_, value| Ok(Value::float(parts(value).0))),
        GetSetDef::field("imag", |_, value| Ok(Value::float(parts(value).1))),
    ],
    doc: "A complex number, from a real and an imaginary part or from a text.",
    ..TypeDef::EMPTY
};

static METHODS: &[NativeDef] = &[
    NativeDef::new("($type, real=0, imag=0)", construct::new),
    NativeDef::class_method("from_number", "($type, number, /)", construct::from_number),
    NativeDef::method("__repr__", "($self, /)", repr),
    NativeDef::method("__format__", "($self, format_spec, /)", format),
    NativeDef::method("__hash__", "($self, /)", hash),
    NativeDef::method("__bool__", "($self, /)", bool),
    NativeDef::method("__complex__", "($self, /)", plain),
    NativeDef::method("__getnewargs__", "($self, /)", getnewargs),
    NativeDef::method("conjugate", "($self, /)", conjugate),
    NativeDef::method("__eq__", "($self, value, /)", arithmetic::eq),
    NativeDef::method("__ne__", "($self, value, /)", arithmetic::ne),
    NativeDef::method("__lt__", "($self, value, /)", arithmetic::unordered),
    NativeDef::method("__le__", "($self, value, /)", arithmetic::unordered),
    NativeDef::method("__gt__", "($self, value, /)", arithmetic::unordered),
    NativeDef::method("__ge__", "($self, value, /)", arithmetic::unordered),
    NativeDef::method("__add__", "($self, value, /)", arithmetic::add),
    NativeDef::method("__radd__", "($self, value, /)", arithmetic::radd),
    NativeDef::method("__sub__", "($self, value, /)", arithmetic::sub),
    NativeDef::method("__rsub__", "($self, value, /)", arithmetic::rsub),
    NativeDef::method("__mul__", "($self, value, /)", arithmetic::mul),
    NativeDef::method("__rmul__", "($self, value, /)", arithmetic::rmul),
    NativeDef::method("__truediv__", "($self, value, /)", arithmetic::truediv),
    NativeDef::method("__rtruediv__", "($self, value, /)", arithmetic::rtruediv),
    NativeDef::method("__pow__", "($self, value, mod=None, /)", arithmetic::pow),
    NativeDef::method("__rpow__", "($self, value, mod=None, /)", arithmetic::rpow),
    NativeDef::method("__neg__", "($self, /)", arithmetic::neg),
    NativeDef::method("__pos__", "($self, /)", plain),
    NativeDef::method("__abs__", "($self, /)", arithmetic::abs),
];

/// Real and imaginary part of a `complex` or an instance of a subclass.
fn parts(value: &Value) -> (f64, f64) {
    let number = value.get::<PyComplex>().expect("a complex");
    (number.real, number.imaginary)
}

/// A part without a needless `.0`.
fn part_text(value: f64) -> String {
    let mut text = shortest(value);
    if text.ends_with(".0") {
        text.truncate(text.len() - 2);
    }
    text
}

/// `repr` of a complex number.
#[must_use]
pub fn text(real: f64, imaginary: f64) -> String {
    if real == 0.0 && real.is_sign_positive() {
        return format!("{}j", part_text(imaginary));
    }
    let sign = if imaginary.is_nan() || imaginary.is_sign_positive() {
        "+"
    } else {
        ""
    };
    let imaginary = if imaginary.is_finite() {
        part_text(imaginary)
    } else {
        word(imaginary).to_owned()
    };
    format!("({}{sign}{imaginary}j)", part_text(real))
}

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (real, imaginary) = parts(args.get(0));
    Ok(vm.new_str(text(real, imaginary)).into())
}

fn format(vm: &Vm, args: Args<'_>) -> NativeResult {
    let Some(spec) = args.get(1).get::<PyStr>() else {
        return Err(crate::types::format_spec::not_text(vm, args.get(1)));
    };
    if spec.is_empty() {
        let (vm, value) = (vm.clone(), args.get(0).clone());
        return Vm::future(async move { vm.str(&value).await });
    }
    let (real, imaginary) = parts(args.get(0));
    let name = vm.class_name(args.get(0));
    let text = crate::types::format_number::complex(vm, real, imaginary, &name, spec)?;
    Ok(text.into())
}

fn hash(_vm: &Vm, args: Args<'_>) -> NativeResult {
    let (real, imaginary) = parts(args.get(0));
    let identity = args.get(0).identity();
    let hash = float_hash(real, identity)
        .wrapping_add(float_hash(imaginary, identity).wrapping_mul(1_000_003));
    Ok(Value::int(if hash == -1 { -2 } else { hash }).into())
}

fn bool(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::bool(parts(args.get(0)) != (0.0, 0.0)).into())
}

fn plain(vm: &Vm, args: Args<'_>) -> NativeResult {
    if vm.is_exactly(args.get(0), &vm.types.complex) {
        return Ok(args.get(0).clone().into());
    }
    let (real, imaginary) = parts(args.get(0));
    Ok(vm.new_complex(real, imaginary).into())
}

fn getnewargs(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (real, imaginary) = parts(args.get(0));
    let pair = vec![Value::float(real), Value::float(imaginary)];
    Ok(vm.new_tuple(pair).into())
}

fn conjugate(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (real, imaginary) = parts(args.get(0));
    Ok(vm.new_complex(real, -imaginary).into())
}
