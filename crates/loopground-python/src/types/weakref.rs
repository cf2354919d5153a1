//! Weak references.

use crate::object::Kind;
use crate::types::def::TypeDef;

pub static TYPE: TypeDef = TypeDef {
    name: "ReferenceType",
    kind: Kind::Instance,
    ..TypeDef::EMPTY
};
