//! Template strings (PEP 750).

use crate::object::Kind;
use crate::types::def::TypeDef;

pub static TYPE: TypeDef = TypeDef {
    name: "Template",
    kind: Kind::Instance,
    ..TypeDef::EMPTY
};

pub static INTERPOLATION: TypeDef = TypeDef {
    name: "Interpolation",
    kind: Kind::Instance,
    ..TypeDef::EMPTY
};

use crate::code::Instruction;
use crate::object::Value;
use crate::vm::frame::Frame;
use crate::vm::{PyResult, Vm};

pub fn build(vm: &Vm, _frame: &mut Frame, _instruction: Instruction) -> PyResult<Value> {
    Err(vm.not_implemented_error("template strings are not supported yet"))
}
