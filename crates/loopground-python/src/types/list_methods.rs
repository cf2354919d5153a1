//! `list`: methods.

use crate::object::Kind;
use crate::types::def::TypeDef;

pub static TYPE: TypeDef = TypeDef {
    name: "list",
    kind: Kind::List,
    ..TypeDef::EMPTY
};
