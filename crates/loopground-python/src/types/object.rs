//! `object`.

use crate::object::Kind;
use crate::types::def::TypeDef;

pub static TYPE: TypeDef = TypeDef {
    name: "object",
    kind: Kind::Instance,
    ..TypeDef::EMPTY
};
