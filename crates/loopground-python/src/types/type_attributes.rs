//! The attributes of classes: `__name__`, `__bases__`, `__mro__` and the rest.
//!
//! Not here: the methods of `type` (`type_methods`).

use super::type_methods::{module_name, qualified_name, set_qualname, this};
use super::type_object::{PyType, TypeFlags};
use crate::object::{Kind, Ref, Value};
use crate::types::def::GetSetDef;
use crate::types::str::PyStr;
use crate::types::tuple::PyTuple;
use crate::vm::call::text;
use crate::vm::{PyResult, Vm};
use std::rc::Rc;

pub(super) static ATTRIBUTES: &[GetSetDef] = &[
    GetSetDef::writable("__name__", name, set_name),
    GetSetDef::writable("__qualname__", qualname, set_qualname_attribute),
    GetSetDef::writable("__module__", module, set_module),
    GetSetDef::writable("__bases__", bases, set_bases),
    GetSetDef::read_only("__base__", base),
    GetSetDef::read_only("__mro__", mro_attribute),
    GetSetDef::read_only("__dict__", dict),
    GetSetDef::writable("__doc__", doc, set_doc),
    GetSetDef::writable(
        "__abstractmethods__",
        abstract_methods,
        set_abstract_methods,
    ),
    GetSetDef::writable("__annotations__", annotations, set_annotations),
    GetSetDef::writable("__annotate__", annotate, set_annotate),
    GetSetDef::writable("__type_params__", type_params, set_type_params),
    GetSetDef::read_only("__flags__", flags),
    GetSetDef::read_only("__basicsize__", basic_size),
    GetSetDef::read_only("__itemsize__", item_size),
    GetSetDef::read_only("__dictoffset__", dict_offset),
    GetSetDef::read_only("__weakrefoffset__", dict_offset),
    GetSetDef::read_only("__text_signature__", text_signature),
];

fn must_be_mutable(vm: &Vm, class: &PyType, attribute: &str, value: Option<Value>) -> PyResult {
    if !class.has_flag(TypeFlags::HEAP) {
        return Err(vm.type_error(format!(
            "cannot set '{attribute}' attribute of immutable type '{}'",
            class.name()
        )));
    }
    value.ok_or_else(|| {
        vm.type_error(format!(
            "cannot delete '{attribute}' attribute of immutable type '{}'",
            class.name()
        ))
    })
}

fn name(vm: &Vm, class: &Value) -> PyResult {
    Ok(vm.new_str(&*this(class).name()))
}

fn set_name(vm: &Vm, class: &Value, value: Option<Value>) -> PyResult<()> {
    let class = this(class);
    let value = must_be_mutable(vm, &class, "__name__", value)?;
    if value.get::<PyStr>().is_none() {
        return Err(vm.type_error(format!(
            "can only assign string to {}.__name__, not '{}'",
            class.name(),
            vm.class_name(&value)
        )));
    }
    let qualname = qualified_name(vm, &class);
    *class.name.borrow_mut() = Rc::from(text(&value));
    set_qualname(vm, &class, qualname);
    Ok(())
}

fn qualname(vm: &Vm, class: &Value) -> PyResult {
    Ok(qualified_name(vm, &this(class)))
}

fn set_qualname_attribute(vm: &Vm, class: &Value, value: Option<Value>) -> PyResult<()> {
    let class = this(class);
    let value = must_be_mutable(vm, &class, "__qualname__", value)?;
    if value.get::<PyStr>().is_none() {
        return Err(vm.type_error(format!(
            "can only assign string to {}.__qualname__, not '{}'",
            class.name(),
            vm.class_name(&value)
        )));
    }
    set_qualname(vm, &class, value);
    Ok(())
}

fn module(vm: &Vm, class: &Value) -> PyResult {
    Ok(module_name(vm, &this(class)))
}

/// A writable attribute that is kept in the class's own dictionary.
fn set_in_dict(vm: &Vm, class: &Value, name: &Value, value: Option<Value>) -> PyResult<()> {
    let class = this(class);
    let value = must_be_mutable(vm, &class, &text(name), value)?;
    class.dict.set_name(name, value);
    class.modified();
    Ok(())
}

fn set_module(vm: &Vm, class: &Value, value: Option<Value>) -> PyResult<()> {
    set_in_dict(vm, class, &vm.names.__module__, value)
}

fn bases(vm: &Vm, class: &Value) -> PyResult {
    Ok(vm.new_tuple(
        this(class)
            .bases
            .borrow()
            .iter()
            .map(Ref::to_value)
            .collect(),
    ))
}

fn set_bases(vm: &Vm, class: &Value, value: Option<Value>) -> PyResult<()> {
    let class = this(class);
    let value = must_be_mutable(vm, &class, "__bases__", value)?;
    let Some(tuple) = value.get::<PyTuple>() else {
        return Err(vm.type_error(format!(
            "can only assign tuple to {}.__bases__, not {}",
            class.name(),
            vm.class_name(&value)
        )));
    };
    let bases: Vec<_> = tuple
        .items()
        .iter()
        .filter_map(Value::to_ref::<PyType>)
        .collect();
    if bases.is_empty() || bases.len() != tuple.items().len() {
        return Err(vm.type_error(format!(
            "can only assign non-empty tuple to {}.__bases__, not ()",
            class.name()
        )));
    }
    if bases.iter().any(|base| base.is_subclass_of(&class)) {
        return Err(vm.type_error("a __bases__ item causes an inheritance cycle"));
    }
    if bases
        .iter()
        .any(|base| base.kind != class.kind && base.kind != Kind::Instance)
    {
        return Err(vm.type_error(format!(
            "__bases__ assignment: '{}' object layout differs from '{}'",
            bases[0].name(),
            class.bases.borrow()[0].name()
        )));
    }
    let Ok(rest) = PyType::linearize(&bases) else {
        return Err(
            vm.type_error("Cannot create a consistent method resolution order (MRO) for bases")
        );
    };
    for base in class.bases.borrow().iter() {
        base.subclasses
            .borrow_mut()
            .retain(|weak| weak.upgrade().is_some_and(|sub| !sub.is(&class.to_value())));
    }
    for base in &bases {
        base.subclasses
            .borrow_mut()
            .push(crate::object::WeakPointer::new(class.object()));
    }
    *class.bases.borrow_mut() = bases;
    let order: Vec<_> = std::iter::once(class.clone()).chain(rest).collect();
    *class.mro.borrow_mut() = order.into();
    class.modified();
    relinearize(&class);
    vm.update_class_flags(&class);
    Ok(())
}

/// Recomputes the order of everything below a class whose bases changed.
fn relinearize(class: &Ref<PyType>) {
    let subclasses = class.subclasses.borrow().clone();
    for subclass in subclasses
        .iter()
        .filter_map(|weak| weak.upgrade()?.to_ref::<PyType>())
    {
        let bases = subclass.bases.borrow().clone();
        if let Ok(rest) = PyType::linearize(&bases) {
            let order: Vec<_> = std::iter::once(subclass.clone()).chain(rest).collect();
            *subclass.mro.borrow_mut() = order.into();
            subclass.modified();
        }
        relinearize(&subclass);
    }
}

fn base(_vm: &Vm, class: &Value) -> PyResult {
    let class = this(class);
    let bases = class.bases.borrow();
    let best = bases
        .iter()
        .find(|base| base.kind == class.kind && base.kind != Kind::Instance);
    Ok(best
        .or_else(|| bases.first())
        .map_or_else(Value::none, Ref::to_value))
}

fn mro_attribute(vm: &Vm, class: &Value) -> PyResult {
    Ok(vm.new_tuple(this(class).mro.borrow().iter().map(Ref::to_value).collect()))
}

pub(super) fn dict(vm: &Vm, class: &Value) -> PyResult {
    Ok(super::mappingproxy::of_dict(
        vm,
        this(class).dict.to_value(),
    ))
}

fn doc(vm: &Vm, class: &Value) -> PyResult {
    Ok(this(class)
        .dict
        .get_name(&vm.names.__doc__)
        .unwrap_or_else(Value::none))
}

fn set_doc(vm: &Vm, class: &Value, value: Option<Value>) -> PyResult<()> {
    set_in_dict(vm, class, &vm.names.__doc__, value)
}

fn abstract_methods(vm: &Vm, class: &Value) -> PyResult {
    let found = if class.is(&vm.types.type_.to_value()) {
        None
    } else {
        this(class).dict.get_name(&vm.names.__abstractmethods__)
    };
    found.ok_or_else(|| vm.no_attribute(class, &vm.names.__abstractmethods__))
}

fn set_abstract_methods(vm: &Vm, class: &Value, value: Option<Value>) -> PyResult<()> {
    let class = this(class);
    match value {
        Some(value) => {
            let any = super::set::plain_items(&value)
                .map_or_else(|| !value.is_none(), |items| !items.is_empty());
            class.set_flag(TypeFlags::ABSTRACT, any);
            class.dict.set_name(&vm.names.__abstractmethods__, value);
        }
        None => {
            class.set_flag(TypeFlags::ABSTRACT, false);
            if class
                .dict
                .remove_name(&vm.names.__abstractmethods__)
                .is_none()
            {
                return Err(vm.no_attribute(&class.to_value(), &vm.names.__abstractmethods__));
            }
        }
    }
    class.modified();
    Ok(())
}

fn annotations(vm: &Vm, class: &Value) -> PyResult {
    let class = this(class);
    if !class.has_flag(TypeFlags::HEAP) {
        return Err(vm.no_attribute(&class.to_value(), &vm.names.__annotations__));
    }
    for name in [
        &vm.names.__annotations__,
        &vm.intern("__annotations_cache__"),
    ] {
        if let Some(found) = class.dict.get_name(name) {
            return Ok(found);
        }
    }
    Err(vm.no_attribute(&class.to_value(), &vm.names.__annotations__))
}

fn set_annotations(vm: &Vm, class: &Value, value: Option<Value>) -> PyResult<()> {
    let class = this(class);
    match value {
        Some(value) => class.dict.set_name(&vm.names.__annotations__, value),
        None => {
            if class.dict.remove_name(&vm.names.__annotations__).is_none() {
                return Err(vm.attribute_error("__annotations__"));
            }
        }
    }
    class.modified();
    Ok(())
}

fn annotate(vm: &Vm, value: &Value) -> PyResult {
    let class = this(value);
    if !class.has_flag(TypeFlags::HEAP) {
        return Err(vm.no_attribute(value, &vm.names.__annotate__));
    }
    let own = class.dict.get_name(&vm.names.__annotate__);
    Ok(own
        .or_else(|| class.dict.get_name(&vm.intern("__annotate_func__")))
        .unwrap_or_else(Value::none))
}

fn set_annotate(vm: &Vm, class: &Value, value: Option<Value>) -> PyResult<()> {
    set_in_dict(vm, class, &vm.intern("__annotate_func__"), value)
}

fn type_params(vm: &Vm, class: &Value) -> PyResult {
    // What `type` itself has under this name is the descriptor.
    let own = match class.is(&vm.types.type_.to_value()) {
        true => None,
        false => this(class).dict.get_name(&vm.names.__type_params__),
    };
    Ok(own.unwrap_or_else(|| vm.new_tuple(vec![])))
}

fn set_type_params(vm: &Vm, class: &Value, value: Option<Value>) -> PyResult<()> {
    set_in_dict(vm, class, &vm.names.__type_params__, value)
}

fn flags(_vm: &Vm, class: &Value) -> PyResult {
    // The bits that programs look at: heap type, base type, abstract.
    let class = this(class);
    let mut flags = 0;
    // Of the classes of `typing`, Generic is one that copyreg has to look behind.
    let generic = &*class.name() == "Generic" && !class.has_flag(TypeFlags::HEAP);
    if class.has_flag(TypeFlags::HEAP) || generic {
        flags |= 1 << 9;
    }
    if !class.has_flag(TypeFlags::FINAL) {
        flags |= 1 << 10;
    }
    if class.has_flag(TypeFlags::ABSTRACT) {
        flags |= 1 << 20;
    }
    Ok(Value::int(flags))
}

fn basic_size(_vm: &Vm, class: &Value) -> PyResult {
    Ok(Value::int(16 + 8 * this(class).slot_count as i64))
}

fn item_size(_vm: &Vm, _class: &Value) -> PyResult {
    Ok(Value::int(0))
}

fn dict_offset(_vm: &Vm, class: &Value) -> PyResult {
    Ok(Value::int(if this(class).has_flag(TypeFlags::HAS_DICT) {
        -1
    } else {
        0
    }))
}

fn text_signature(vm: &Vm, class: &Value) -> PyResult {
    Ok(super::text_signature::of_class(vm, &this(class)))
}
