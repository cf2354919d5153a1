//! `dict_keys`, `dict_values`, `dict_items`.

use crate::object::Kind;
use crate::types::def::TypeDef;

pub static KEYS: TypeDef = TypeDef {
    name: "dict_keys",
    kind: Kind::Instance,
    ..TypeDef::EMPTY
};

pub static VALUES: TypeDef = TypeDef {
    name: "dict_values",
    kind: Kind::Instance,
    ..TypeDef::EMPTY
};

pub static ITEMS: TypeDef = TypeDef {
    name: "dict_items",
    kind: Kind::Instance,
    ..TypeDef::EMPTY
};
