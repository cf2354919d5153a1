//! `bytearray`.

use crate::object::Kind;
use crate::types::def::TypeDef;

pub static TYPE: TypeDef = TypeDef {
    name: "bytearray",
    kind: Kind::Instance,
    ..TypeDef::EMPTY
};
