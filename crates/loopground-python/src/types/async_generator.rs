//! Asynchronous generators.

use crate::object::Kind;
use crate::types::def::TypeDef;

pub static TYPE: TypeDef = TypeDef {
    name: "async_generator",
    kind: Kind::Generator,
    ..TypeDef::EMPTY
};

pub static ASEND: TypeDef = TypeDef {
    name: "async_generator_asend",
    kind: Kind::Instance,
    ..TypeDef::EMPTY
};

pub static ATHROW: TypeDef = TypeDef {
    name: "async_generator_athrow",
    kind: Kind::Instance,
    ..TypeDef::EMPTY
};

pub static WRAPPED: TypeDef = TypeDef {
    name: "async_generator_wrapped_value",
    kind: Kind::Instance,
    ..TypeDef::EMPTY
};

pub static ANEXT: TypeDef = TypeDef {
    name: "anext_awaitable",
    kind: Kind::Instance,
    ..TypeDef::EMPTY
};

use crate::object::Value;
use crate::vm::{NativeResult, Vm};

pub fn get_aiter(vm: &Vm, _value: &Value) -> NativeResult {
    Err(vm.not_implemented_error("asynchronous iteration is not supported yet"))
}

pub fn get_anext(vm: &Vm, _iterator: &Value) -> NativeResult {
    Err(vm.not_implemented_error("asynchronous iteration is not supported yet"))
}

pub fn wrap(_vm: &Vm, value: Value) -> Value {
    value
}
