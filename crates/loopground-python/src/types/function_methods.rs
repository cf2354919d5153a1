//! Functions, methods and builtin functions: attributes.

use crate::object::Kind;
use crate::types::def::TypeDef;

pub static TYPE: TypeDef = TypeDef {
    name: "function",
    kind: Kind::Function,
    flags: crate::types::type_object::TypeFlags::HAS_DICT,
    ..TypeDef::EMPTY
};

pub static METHOD: TypeDef = TypeDef {
    name: "method",
    kind: Kind::BoundMethod,
    ..TypeDef::EMPTY
};

pub static BUILTIN: TypeDef = TypeDef {
    name: "builtin_function_or_method",
    kind: Kind::Native,
    ..TypeDef::EMPTY
};

pub static METHOD_DESCRIPTOR: TypeDef = TypeDef {
    name: "method_descriptor",
    kind: Kind::Native,
    ..TypeDef::EMPTY
};

pub static WRAPPER_DESCRIPTOR: TypeDef = TypeDef {
    name: "wrapper_descriptor",
    kind: Kind::Native,
    ..TypeDef::EMPTY
};

pub static CLASSMETHOD_DESCRIPTOR: TypeDef = TypeDef {
    name: "classmethod_descriptor",
    kind: Kind::Native,
    ..TypeDef::EMPTY
};

pub static METHOD_WRAPPER: TypeDef = TypeDef {
    name: "method-wrapper",
    kind: Kind::Native,
    ..TypeDef::EMPTY
};
