//! `range`: methods.

use crate::object::Kind;
use crate::types::def::TypeDef;

pub static TYPE: TypeDef = TypeDef {
    name: "range",
    kind: Kind::Range,
    ..TypeDef::EMPTY
};
