//! Frames and tracebacks: attributes.

use crate::object::Kind;
use crate::types::def::TypeDef;

pub static TYPE: TypeDef = TypeDef {
    name: "frame",
    kind: Kind::Frame,
    ..TypeDef::EMPTY
};

pub static TRACEBACK: TypeDef = TypeDef {
    name: "traceback",
    kind: Kind::Traceback,
    ..TypeDef::EMPTY
};
