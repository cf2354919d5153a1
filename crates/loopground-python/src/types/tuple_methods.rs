//! `tuple`: methods.

use crate::object::Kind;
use crate::types::def::TypeDef;

pub static TYPE: TypeDef = TypeDef {
    name: "tuple",
    kind: Kind::Tuple,
    ..TypeDef::EMPTY
};
