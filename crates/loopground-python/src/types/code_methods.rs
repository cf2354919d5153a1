//! Code objects: attributes.

use crate::object::Kind;
use crate::types::def::TypeDef;

pub static TYPE: TypeDef = TypeDef {
    name: "code",
    kind: Kind::Code,
    ..TypeDef::EMPTY
};
