//! `enumerate`, `zip`, `map`, `filter`, `reversed`.

use crate::object::Kind;
use crate::types::def::TypeDef;

pub static ENUMERATE: TypeDef = TypeDef {
    name: "enumerate",
    kind: Kind::Iterator,
    ..TypeDef::EMPTY
};

pub static ZIP: TypeDef = TypeDef {
    name: "zip",
    kind: Kind::Iterator,
    ..TypeDef::EMPTY
};

pub static MAP: TypeDef = TypeDef {
    name: "map",
    kind: Kind::Iterator,
    ..TypeDef::EMPTY
};

pub static FILTER: TypeDef = TypeDef {
    name: "filter",
    kind: Kind::Iterator,
    ..TypeDef::EMPTY
};

pub static REVERSED: TypeDef = TypeDef {
    name: "reversed",
    kind: Kind::Iterator,
    ..TypeDef::EMPTY
};
