//! `slice`: methods.

use crate::object::Kind;
use crate::types::def::TypeDef;

pub static TYPE: TypeDef = TypeDef {
    name: "slice",
    kind: Kind::Slice,
    ..TypeDef::EMPTY
};
