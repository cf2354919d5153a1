//! Exceptions: what pickle and copy make of them.

use super::exception_methods::this;
use super::tuple::PyTuple;
use crate::object::{Object, Ref, Value};
use crate::types::native::Args;
use crate::vm::{NativeResult, Vm};

pub(super) fn reduce(vm: &Vm, args: Args<'_>) -> NativeResult {
    let value = args.get(0);
    let class = vm.class_of(value);
    let mut given = this(value).args.borrow().clone();
    // What `args` does not tell: an error about two files, and the names that keywords gave.
    let field = |name: &str| this(value).field(name).filter(|field| !field.is_none());
    if class.is_subclass_of(&vm.types.exceptions.os_error)
        && let Some([errno, strerror]) = given.get::<PyTuple>().map(PyTuple::items)
        && let Some(filename) = field("filename")
    {
        let mut all = vec![errno.clone(), strerror.clone(), filename];
        if let Some(second) = field("filename2") {
            all.extend([Value::none(), second]);
        }
        given = vm.new_tuple(all);
    }
    let exceptions = &vm.types.exceptions;
    let names: &[&str] = if class.is_subclass_of(&exceptions.import_error) {
        &["name", "path", "name_from"]
    } else if class.is_subclass_of(&exceptions.attribute_error) {
        &["name"]
    } else {
        &[]
    };
    let state: Vec<_> = names
        .iter()
        .filter_map(|name| field(name).map(|field| (*name, field)))
        .collect();
    let mut parts = vec![class.to_value(), given];
    if !state.is_empty() {
        let dict = match value.as_object().and_then(Object::dict) {
            Some(dict) => Ref::new(dict.copied(), &vm.types.dict),
            None => vm.new_dict(),
        };
        for (name, field) in state {
            dict.set_name(&vm.intern(name), field);
        }
        parts.push(dict.into_value());
    } else if let Some(dict) = value
        .as_object()
        .and_then(Object::dict)
        .filter(|dict| !dict.is_empty())
    {
        parts.push(dict.into_value());
    }
    Ok(vm.new_tuple(parts).into())
}

pub(super) fn setstate(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (value, state) = (args.get(0).clone(), args.get(1).clone());
    let vm = vm.clone();
    Vm::future(async move {
        if !state.is_none() {
            if state.get::<super::dict::PyDict>().is_none() {
                return Err(vm.type_error("state is not a dictionary"));
            }
            for (name, field) in vm.mapping_items(&state).await? {
                vm.set_attribute(&value, &vm.intern_value(&name), Some(field))
                    .await?;
            }
        }
        Ok(Value::none())
    })
}
