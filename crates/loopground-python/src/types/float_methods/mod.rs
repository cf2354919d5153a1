//! `float`: methods.
//!
//! Here: the class and its table. Operators are in `arithmetic`, construction in `construct`, decimal and
//! hexadecimal text in `text`, the rest in `convert`.

mod arithmetic;
pub mod construct;
mod convert;
pub mod text;

pub use arithmetic::{div_mod, power};

use crate::object::Kind;
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::native::NativeDef;
use crate::types::type_object::TypeFlags;

pub static TYPE: TypeDef = TypeDef {
    name: "float",
    kind: Kind::Float,
    flags: TypeFlags::MATCH_SELF,
    methods: METHODS,
    attributes: &[
        GetSetDef::read_only("real", convert::get_self),
        GetSetDef::read_only("imag", convert::get_zero),
    ],
    doc: "A binary floating point number of 64 bits, from a number or a text.",
    ..TypeDef::EMPTY
};

static METHODS: &[NativeDef] = &[
    NativeDef::new("($type, x=0, /)", construct::new),
    NativeDef::method("__repr__", "($self, /)", text::repr),
    NativeDef::method("__format__", "($self, format_spec, /)", text::format),
    NativeDef::method("__hash__", "($self, /)", convert::hash),
    NativeDef::method("__bool__", "($self, /)", convert::bool),
    NativeDef::method("__eq__", "($self, value, /)", arithmetic::eq),
    NativeDef::method("__ne__", "($self, value, /)", arithmetic::ne),
    NativeDef::method("__lt__", "($self, value, /)", arithmetic::lt),
    NativeDef::method("__le__", "($self, value, /)", arithmetic::le),
    NativeDef::method("__gt__", "($self, value, /)", arithmetic::gt),
    NativeDef::method("__ge__", "($self, value, /)", arithmetic::ge),
    NativeDef::method("__add__", "($self, value, /)", arithmetic::add),
    NativeDef::method("__radd__", "($self, value, /)", arithmetic::radd),
    NativeDef::method("__sub__", "($self, value, /)", arithmetic::sub),
    NativeDef::method("__rsub__", "($self, value, /)", arithmetic::rsub),
    NativeDef::method("__mul__", "($self, value, /)", arithmetic::mul),
    NativeDef::method("__rmul__", "($self, value, /)", arithmetic::rmul),
    NativeDef::method("__truediv__", "($self, value, /)", arithmetic::truediv),
    NativeDef::method("__rtruediv__", "($self, value, /)", arithmetic::rtruediv),
    NativeDef::method("__floordiv__", "($self, value, /)", arithmetic::floordiv),
    NativeDef::method("__rfloordiv__", "($self, value, /)", arithmetic::rfloordiv),
    NativeDef::method("__mod__", "($self, value, /)", arithmetic::modulo),
    NativeDef::method("__rmod__", "($self, value, /)", arithmetic::rmodulo),
    NativeDef::method("__divmod__", "($self, value, /)", arithmetic::divmod),
    NativeDef::method("__rdivmod__", "($self, value, /)", arithmetic::rdivmod),
    NativeDef::method("__pow__", "($self, value, mod=None, /)", arithmetic::pow),
    NativeDef::method("__rpow__", "($self, value, mod=None, /)", arithmetic::rpow),
    NativeDef::method("__neg__", "($self, /)", arithmetic::neg),
    NativeDef::method("__pos__", "($self, /)", convert::plain),
    NativeDef::method("__abs__", "($self, /)", arithmetic::abs),
    NativeDef::method("__float__", "($self, /)", convert::plain),
    NativeDef::method("__int__", "($self, /)", convert::trunc),
    NativeDef::method("__trunc__", "($self, /)", convert::trunc),
    NativeDef::method("__floor__", "($self, /)", convert::floor),
    NativeDef::method("__ceil__", "($self, /)", convert::ceil),
    NativeDef::method("__round__", "($self, ndigits=None, /)", convert::round),
    NativeDef::method("__getnewargs__", "($self, /)", convert::getnewargs),
    NativeDef::method("conjugate", "($self, /)", convert::plain),
    NativeDef::method("is_integer", "($self, /)", convert::is_integer),
    NativeDef::method("as_integer_ratio", "($self, /)", convert::as_integer_ratio),
    NativeDef::method("hex", "($self, /)", text::hex),
    NativeDef::class_method("fromhex", "($type, string, /)", construct::fromhex),
    NativeDef::class_method("from_number", "($type, number, /)", construct::from_number),
    NativeDef::class_method("__getformat__", "($type, typestr, /)", convert::getformat),
];
