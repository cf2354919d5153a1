//! `int` and `bool`: methods.
//!
//! Here: the classes and their tables. Arithmetic is in `arithmetic`, construction in `construct`, text in
//! `digits`, the rest in `convert`.

mod arithmetic;
mod construct;
mod convert;
pub mod digits;

pub use construct::parse;

use crate::object::Kind;
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::native::NativeDef;
use crate::types::type_object::TypeFlags;

pub static TYPE: TypeDef = TypeDef {
    name: "int",
    kind: Kind::Int,
    flags: TypeFlags::MATCH_SELF,
    methods: METHODS,
    attributes: &[
        GetSetDef::read_only("real", convert::get_self),
        GetSetDef::read_only("imag", convert::get_zero),
        GetSetDef::read_only("numerator", convert::get_self),
        GetSetDef::read_only("denominator", convert::get_one),
    ],
    doc: "An integer of any size.\n\nint(x) truncates a number; int(text, base=10) reads digits.",
    ..TypeDef::EMPTY
};

pub static BOOL: TypeDef = TypeDef {
    name: "bool",
    kind: Kind::Int,
    flags: TypeFlags::FINAL,
    methods: BOOL_METHODS,
    doc: "True or False: bool(object) tells whether an object counts as true.",
    ..TypeDef::EMPTY
};

static METHODS: &[NativeDef] = &[
    NativeDef::new("($type, x=0, /, base=10)", construct::new),
    NativeDef::method("__repr__", "($self, /)", digits::repr),
    NativeDef::method("__format__", "($self, format_spec, /)", digits::format),
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
    NativeDef::method("__floordiv__", "($self, value, /)", arithmetic::floordiv),
    NativeDef::method("__rfloordiv__", "($self, value, /)", arithmetic::rfloordiv),
    NativeDef::method("__mod__", "($self, value, /)", arithmetic::modulo),
    NativeDef::method("__rmod__", "($self, value, /)", arithmetic::rmodulo),
    NativeDef::method("__divmod__", "($self, value, /)", arithmetic::divmod),
    NativeDef::method("__rdivmod__", "($self, value, /)", arithmetic::rdivmod),
    NativeDef::method("__truediv__", "($self, value, /)", arithmetic::truediv),
    NativeDef::method("__rtruediv__", "($self, value, /)", arithmetic::rtruediv),
    NativeDef::method("__pow__", "($self, value, mod=None, /)", arithmetic::pow),
    NativeDef::method("__rpow__", "($self, value, mod=None, /)", arithmetic::rpow),
    NativeDef::method("__lshift__", "($self, value, /)", arithmetic::lshift),
    NativeDef::method("__rlshift__", "($self, value, /)", arithmetic::rlshift),
    NativeDef::method("__rshift__", "($self, value, /)", arithmetic::rshift),
    NativeDef::method("__rrshift__", "($self, value, /)", arithmetic::rrshift),
    NativeDef::method("__and__", "($self, value, /)", arithmetic::and),
    NativeDef::method("__rand__", "($self, value, /)", arithmetic::and),
    NativeDef::method("__or__", "($self, value, /)", arithmetic::or),
    NativeDef::method("__ror__", "($self, value, /)", arithmetic::or),
    NativeDef::method("__xor__", "($self, value, /)", arithmetic::xor),
    NativeDef::method("__rxor__", "($self, value, /)", arithmetic::xor),
    NativeDef::method("__neg__", "($self, /)", arithmetic::neg),
    NativeDef::method("__pos__", "($self, /)", convert::plain),
    NativeDef::method("__abs__", "($self, /)", arithmetic::abs),
    NativeDef::method("__invert__", "($self, /)", arithmetic::invert),
    NativeDef::method("__int__", "($self, /)", convert::plain),
    NativeDef::method("__index__", "($self, /)", convert::plain),
    NativeDef::method("__float__", "($self, /)", convert::float),
    NativeDef::method("__trunc__", "($self, /)", convert::plain),
    NativeDef::method("__floor__", "($self, /)", convert::plain),
    NativeDef::method("__ceil__", "($self, /)", convert::plain),
    NativeDef::method("__round__", "($self, ndigits=None, /)", convert::round),
    NativeDef::method("__getnewargs__", "($self, /)", convert::getnewargs),
    NativeDef::method("__sizeof__", "($self, /)", super::object::sizeof),
    NativeDef::method("conjugate", "($self, /)", convert::plain),
    NativeDef::method("bit_length", "($self, /)", convert::bit_length),
    NativeDef::method("bit_count", "($self, /)", convert::bit_count),
    NativeDef::method("is_integer", "($self, /)", convert::is_integer),
    NativeDef::method("as_integer_ratio", "($self, /)", convert::as_integer_ratio),
    NativeDef::method(
        "to_bytes",
        "($self, /, length=1, byteorder='big', *, signed=False)",
        convert::to_bytes,
    ),
    NativeDef::class_method(
        "from_bytes",
        "($type, /, bytes, byteorder='big', *, signed=False)",
        convert::from_bytes,
    ),
];

static BOOL_METHODS: &[NativeDef] = &[
    NativeDef::new("($type, object=False, /)", construct::new_bool),
    NativeDef::method("__repr__", "($self, /)", digits::repr_bool),
    NativeDef::method("__and__", "($self, value, /)", arithmetic::bool_and),
    NativeDef::method("__rand__", "($self, value, /)", arithmetic::bool_and),
    NativeDef::method("__or__", "($self, value, /)", arithmetic::bool_or),
    NativeDef::method("__ror__", "($self, value, /)", arithmetic::bool_or),
    NativeDef::method("__xor__", "($self, value, /)", arithmetic::bool_xor),
    NativeDef::method("__rxor__", "($self, value, /)", arithmetic::bool_xor),
    NativeDef::method("__invert__", "($self, /)", arithmetic::bool_invert),
];

/// Hash of an integer too large to be unboxed, as CPython's.
#[must_use]
pub fn big_hash(value: &num_bigint::BigInt) -> i64 {
    use num_traits::ToPrimitive;
    let modulus = num_bigint::BigInt::from(crate::vm::mapping::HASH_MODULUS);
    let reduced = (value % modulus).to_i64().expect("reduced below 2^61");
    if reduced == -1 { -2 } else { reduced }
}
