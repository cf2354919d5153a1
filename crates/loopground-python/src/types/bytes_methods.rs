//! `bytes`: methods.

use crate::object::Kind;
use crate::types::def::TypeDef;

pub static TYPE: TypeDef = TypeDef {
    name: "bytes",
    kind: Kind::Bytes,
    ..TypeDef::EMPTY
};
