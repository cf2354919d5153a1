//! `types.GenericAlias` and `types.UnionType`.

use crate::object::Kind;
use crate::types::def::TypeDef;

pub static TYPE: TypeDef = TypeDef {
    name: "GenericAlias",
    kind: Kind::Instance,
    ..TypeDef::EMPTY
};

pub static UNION: TypeDef = TypeDef {
    name: "Union",
    kind: Kind::Instance,
    ..TypeDef::EMPTY
};

use crate::object::Value;
use crate::vm::Vm;

pub fn make(_vm: &Vm, origin: &Value, _args: &Value) -> Value {
    origin.clone()
}

pub fn union(vm: &Vm, _left: &Value, _right: &Value) -> crate::vm::NativeResult {
    Err(vm.not_implemented_error("unions of types are not supported yet"))
}
