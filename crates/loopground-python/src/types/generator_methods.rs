//! Generators and coroutines: methods.

use crate::object::Kind;
use crate::types::def::TypeDef;

pub static GENERATOR: TypeDef = TypeDef {
    name: "generator",
    kind: Kind::Generator,
    ..TypeDef::EMPTY
};

pub static COROUTINE: TypeDef = TypeDef {
    name: "coroutine",
    kind: Kind::Generator,
    ..TypeDef::EMPTY
};

pub static COROUTINE_WRAPPER: TypeDef = TypeDef {
    name: "coroutine_wrapper",
    kind: Kind::Instance,
    ..TypeDef::EMPTY
};
