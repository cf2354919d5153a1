//! Exceptions: methods and attributes of the builtin classes.

use crate::compile::SyntaxFailure;
use crate::object::{Ref, Value};
use crate::types::def::GetSetDef;
use crate::types::exception::PyException;
use crate::types::native::NativeDef;
use crate::types::type_object::PyType;
use crate::vm::{Flow, PyResult, Raised, Vm};

pub static BASE: &[NativeDef] = &[];
pub static SYSTEM_EXIT: &[NativeDef] = &[];
pub static GROUP: &[NativeDef] = &[];
pub static STOP_ITERATION: &[NativeDef] = &[];
pub static ATTRIBUTE_ERROR: &[NativeDef] = &[];
pub static IMPORT_ERROR: &[NativeDef] = &[];
pub static KEY_ERROR: &[NativeDef] = &[];
pub static NAME_ERROR: &[NativeDef] = &[];
pub static OS_ERROR: &[NativeDef] = &[];
pub static SYNTAX_ERROR: &[NativeDef] = &[];
pub static UNICODE_DECODE: &[NativeDef] = &[];
pub static UNICODE_ENCODE: &[NativeDef] = &[];
pub static UNICODE_TRANSLATE: &[NativeDef] = &[];
pub static BASE_ATTRIBUTES: &[GetSetDef] = &[];
pub static SYSTEM_EXIT_ATTRIBUTES: &[GetSetDef] = &[];
pub static GROUP_ATTRIBUTES: &[GetSetDef] = &[];
pub static STOP_ITERATION_ATTRIBUTES: &[GetSetDef] = &[];
pub static ATTRIBUTE_ERROR_ATTRIBUTES: &[GetSetDef] = &[];
pub static IMPORT_ERROR_ATTRIBUTES: &[GetSetDef] = &[];
pub static NAME_ERROR_ATTRIBUTES: &[GetSetDef] = &[];
pub static OS_ERROR_ATTRIBUTES: &[GetSetDef] = &[];
pub static SYNTAX_ERROR_ATTRIBUTES: &[GetSetDef] = &[];
pub static UNICODE_ATTRIBUTES: &[GetSetDef] = &[];

/// Sets the fields that a builtin class's `__init__` takes from its arguments.
pub fn initialize(vm: &Vm, class: &Ref<PyType>, exception: &PyException, args: &[Value]) {
    if class.is_subclass_of(&vm.types.exceptions.stop_iteration) {
        exception.set_field("value", args.first().cloned().unwrap_or_else(Value::none));
    }
    if class.is_subclass_of(&vm.types.exceptions.system_exit) {
        exception.set_field("code", args.first().cloned().unwrap_or_else(Value::none));
    }
}

pub fn syntax_error(vm: &Vm, failure: &SyntaxFailure, _filename: &str) -> Raised {
    vm.syntax_error(failure.message.clone())
}

pub async fn match_group(vm: &Vm, _exception: &Value, _class: &Value) -> PyResult<(Value, Value)> {
    Err(vm.not_implemented_error("except* is not supported yet"))
}

pub fn prepare_reraise_star(_vm: &Vm, _original: Value, raised: Value) -> Flow {
    Flow::Value(raised)
}
