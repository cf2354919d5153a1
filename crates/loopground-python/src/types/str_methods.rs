//! `str`: methods.

use crate::object::Kind;
use crate::types::def::TypeDef;

pub static TYPE: TypeDef = TypeDef {
    name: "str",
    kind: Kind::Str,
    ..TypeDef::EMPTY
};

use crate::object::Value;
use crate::types::str::PyStr;
use crate::vm::{PyResult, Vm};

pub fn concatenate(vm: &Vm, parts: &[Value]) -> Value {
    let mut all = rustpython_wtf8::Wtf8Buf::new();
    for part in parts {
        if let Some(part) = part.get::<PyStr>() {
            all.push_wtf8(part.as_wtf8());
        }
    }
    vm.new_wtf8(all)
}

pub async fn ascii(vm: &Vm, value: &Value) -> PyResult {
    vm.repr(value).await
}
