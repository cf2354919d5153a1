//! `types.MappingProxyType`.

use crate::object::Kind;
use crate::types::def::TypeDef;

pub static TYPE: TypeDef = TypeDef {
    name: "mappingproxy",
    kind: Kind::Instance,
    ..TypeDef::EMPTY
};
