//! `Ellipsis` and `NotImplemented`: objects with identity and a name, nothing else.

use crate::object::{Kind, Trace, Value};
use crate::types::def::TypeDef;
use crate::types::type_object::TypeFlags;

pub struct PySingleton {
    /// What `repr` gives.
    pub name: &'static str,
}

impl Trace for PySingleton {
    fn trace(&self, _visit: &mut dyn FnMut(&Value)) {}
}

pub static NONE: TypeDef = TypeDef {
    name: "NoneType",
    kind: Kind::Singleton,
    flags: TypeFlags::FINAL,
    ..TypeDef::EMPTY
};

pub static ELLIPSIS: TypeDef = TypeDef {
    name: "ellipsis",
    kind: Kind::Singleton,
    flags: TypeFlags::FINAL,
    ..TypeDef::EMPTY
};

pub static NOT_IMPLEMENTED: TypeDef = TypeDef {
    name: "NotImplementedType",
    kind: Kind::Singleton,
    flags: TypeFlags::FINAL,
    ..TypeDef::EMPTY
};
