//! Type parameters (PEP 695).

use crate::object::Kind;
use crate::types::def::TypeDef;

pub static TYPEVAR: TypeDef = TypeDef {
    name: "TypeVar",
    kind: Kind::Instance,
    ..TypeDef::EMPTY
};

pub static PARAMSPEC: TypeDef = TypeDef {
    name: "ParamSpec",
    kind: Kind::Instance,
    ..TypeDef::EMPTY
};

pub static TYPEVARTUPLE: TypeDef = TypeDef {
    name: "TypeVarTuple",
    kind: Kind::Instance,
    ..TypeDef::EMPTY
};

pub static TYPEALIAS: TypeDef = TypeDef {
    name: "TypeAliasType",
    kind: Kind::Instance,
    ..TypeDef::EMPTY
};

use crate::object::Value;
use crate::vm::{NativeResult, Vm};

pub fn intrinsic_1(vm: &Vm, _which: usize, _value: Value) -> NativeResult {
    Err(vm.not_implemented_error("type parameters are not supported yet"))
}

pub fn intrinsic_2(vm: &Vm, _which: usize, _first: Value, _second: Value) -> NativeResult {
    Err(vm.not_implemented_error("type parameters are not supported yet"))
}
