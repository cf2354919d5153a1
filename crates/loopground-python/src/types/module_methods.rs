//! Modules: attributes.

use crate::object::Kind;
use crate::types::def::TypeDef;

pub static TYPE: TypeDef = TypeDef {
    name: "module",
    kind: Kind::Module,
    ..TypeDef::EMPTY
};
