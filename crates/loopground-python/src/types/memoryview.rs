//! `memoryview`.

use crate::object::Kind;
use crate::types::def::TypeDef;

pub static TYPE: TypeDef = TypeDef {
    name: "memoryview",
    kind: Kind::Instance,
    ..TypeDef::EMPTY
};
