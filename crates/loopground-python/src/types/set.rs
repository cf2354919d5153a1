//! `set` and `frozenset`.

use std::cell::RefCell;

use crate::object::{Kind, Ref, Trace, Value};
use crate::types::def::TypeDef;
use crate::types::dict::PyDict;
use crate::vm::{PyResult, Vm};

/// The payload of both: for now the keys of a dictionary.
pub struct PySet {
    pub table: RefCell<Ref<PyDict>>,
}

impl Trace for PySet {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.table.borrow().to_value());
    }
}

pub static TYPE: TypeDef = TypeDef {
    name: "set",
    kind: Kind::Set,
    ..TypeDef::EMPTY
};
pub static FROZEN: TypeDef = TypeDef {
    name: "frozenset",
    kind: Kind::Set,
    ..TypeDef::EMPTY
};

pub fn frozenset_of_plain(vm: &Vm, items: Vec<Value>) -> Value {
    let dict = vm.new_dict();
    for item in items {
        let _ = vm.quick_dict_set(&dict, &item, Value::none());
    }
    Ref::new(
        PySet {
            table: RefCell::new(dict),
        },
        &vm.types.frozenset,
    )
    .into_value()
}

pub fn plain_items(value: &Value) -> Option<Vec<Value>> {
    let set = value.get::<PySet>()?;
    Some(
        set.table
            .borrow()
            .snapshot()
            .into_iter()
            .map(|(key, _)| key)
            .collect(),
    )
}

pub async fn set_from(vm: &Vm, items: Vec<Value>) -> PyResult {
    let set = Ref::new(
        PySet {
            table: RefCell::new(vm.new_dict()),
        },
        &vm.types.set,
    )
    .into_value();
    for item in items {
        add(vm, &set, item).await?;
    }
    Ok(set)
}

pub async fn add(vm: &Vm, set: &Value, item: Value) -> PyResult<()> {
    let dict = set.get::<PySet>().expect("a set").table.borrow().clone();
    vm.dict_set(&dict, &item, Value::none()).await
}
