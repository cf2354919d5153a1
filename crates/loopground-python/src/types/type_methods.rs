//! `type`.

use crate::object::Kind;
use crate::types::def::TypeDef;

pub static TYPE: TypeDef = TypeDef {
    name: "type",
    kind: Kind::Type,
    flags: crate::types::type_object::TypeFlags::METATYPE,
    ..TypeDef::EMPTY
};

use crate::object::{Ref, Value};
use crate::types::type_object::PyType;
use crate::vm::{PyResult, Vm};

pub async fn instance_check(vm: &Vm, value: &Value, class: &Value) -> PyResult<bool> {
    match class.to_ref::<PyType>() {
        Some(class) => Ok(vm.is_instance(value, &class)),
        None => {
            Err(vm.type_error("isinstance() arg 2 must be a type, a tuple of types, or a union"))
        }
    }
}

pub fn set_qualname(vm: &Vm, class: &Ref<PyType>, qualname: Value) {
    class.dict.set_name(&vm.names.__qualname__, qualname);
}
