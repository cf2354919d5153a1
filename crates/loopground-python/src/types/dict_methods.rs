//! `dict`: methods.

use crate::object::Kind;
use crate::types::def::TypeDef;

pub static TYPE: TypeDef = TypeDef {
    name: "dict",
    kind: Kind::Dict,
    ..TypeDef::EMPTY
};
