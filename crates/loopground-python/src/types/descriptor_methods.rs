//! `property`, `staticmethod`, `classmethod`, `super` and the descriptors of native attributes: methods.

use crate::object::Kind;
use crate::types::def::TypeDef;

pub static CELL: TypeDef = TypeDef {
    name: "cell",
    kind: Kind::Cell,
    ..TypeDef::EMPTY
};

pub static PROPERTY: TypeDef = TypeDef {
    name: "property",
    kind: Kind::Property,
    ..TypeDef::EMPTY
};

pub static STATICMETHOD: TypeDef = TypeDef {
    name: "staticmethod",
    kind: Kind::StaticMethod,
    flags: crate::types::type_object::TypeFlags::HAS_DICT,
    ..TypeDef::EMPTY
};

pub static CLASSMETHOD: TypeDef = TypeDef {
    name: "classmethod",
    kind: Kind::ClassMethod,
    flags: crate::types::type_object::TypeFlags::HAS_DICT,
    ..TypeDef::EMPTY
};

pub static MEMBER: TypeDef = TypeDef {
    name: "member_descriptor",
    kind: Kind::Member,
    ..TypeDef::EMPTY
};

pub static GETSET: TypeDef = TypeDef {
    name: "getset_descriptor",
    kind: Kind::GetSet,
    ..TypeDef::EMPTY
};

pub static SUPER: TypeDef = TypeDef {
    name: "super",
    kind: Kind::Super,
    ..TypeDef::EMPTY
};
