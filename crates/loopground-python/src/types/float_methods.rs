//! `float`: methods.

use crate::object::Kind;
use crate::types::def::TypeDef;

pub static TYPE: TypeDef = TypeDef {
    name: "float",
    kind: Kind::Float,
    ..TypeDef::EMPTY
};
