//! `property`.
//!
//! Not here: the descriptors of classes made in Rust (`descriptor_methods`), payloads (`descriptor`).

use super::descriptor::PyProperty;
use super::type_object::PyType;
use crate::object::{Kind, Ref, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::native::{Args, NativeDef};
use crate::vm::call::text;
use crate::vm::{Flow, NativeResult, PyResult, Vm};
use std::cell::RefCell;

pub static PROPERTY: TypeDef = TypeDef {
    name: "property",
    kind: Kind::Property,
    methods: &[
        NativeDef::new("($type, /, *args, **kwargs)", property_new),
        NativeDef::method(
            "__init__",
            "($self, fget=None, fset=None, fdel=None, doc=None)",
            property_init,
        ),
        NativeDef::method("getter", "($self, object, /)", getter),
        NativeDef::method("setter", "($self, object, /)", setter),
        NativeDef::method("deleter", "($self, object, /)", deleter),
        NativeDef::method("__get__", "($self, instance, owner=None, /)", property_get),
        NativeDef::method("__set__", "($self, instance, value, /)", property_set),
        NativeDef::method("__delete__", "($self, instance, /)", property_delete),
        NativeDef::method("__set_name__", "($self, /, *args)", property_set_name),
    ],
    attributes: &[
        GetSetDef::field("fget", fget),
        GetSetDef::field("fset", fset),
        GetSetDef::field("fdel", fdel),
        GetSetDef::writable("__doc__", property_doc, set_property_doc),
        GetSetDef::writable("__name__", property_name, set_property_name),
        GetSetDef::read_only("__isabstractmethod__", property_abstract),
    ],
    ..TypeDef::EMPTY
};

fn property(value: &Value) -> &PyProperty {
    value.get().expect("the receiver was checked")
}

fn property_new(_vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = args
        .get(0)
        .to_ref::<PyType>()
        .expect("__new__ takes a class");
    let property = PyProperty {
        getter: RefCell::default(),
        setter: RefCell::default(),
        deleter: RefCell::default(),
        doc: RefCell::default(),
        getter_doc: std::cell::Cell::default(),
        name: RefCell::default(),
    };
    Ok(Ref::new(property, &class).into_value().into())
}

fn given(args: Args<'_>, index: usize) -> Option<Value> {
    args.opt(index).filter(|value| !value.is_none()).cloned()
}

fn property_init(vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = property(args.get(0));
    *own.getter.borrow_mut() = given(args, 1);
    *own.setter.borrow_mut() = given(args, 2);
    *own.deleter.borrow_mut() = given(args, 3);
    *own.doc.borrow_mut() = given(args, 4);
    own.getter_doc.set(false);
    *own.name.borrow_mut() = None;
    let getter = given(args, 1).filter(|_| given(args, 4).is_none());
    let exact = vm.class_of(args.get(0)).ptr_eq(&vm.types.property);
    if exact && getter.is_none() {
        return Ok(Value::none().into());
    }
    let (vm, value) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let name = vm.names.__doc__.clone();
        let own = property(&value);
        if let Some(getter) = getter
            && let Some(doc) = vm
                .get_attribute_opt(&getter, &name)
                .await?
                .filter(|doc| !doc.is_none())
        {
            *own.doc.borrow_mut() = Some(doc);
            own.getter_doc.set(true);
        }
        if exact {
            return Ok(Value::none());
        }
        // The class's own documentation would hide it.
        let doc = or_none(&own.doc);
        match vm.set_attribute(&value, &name, Some(doc)).await {
            Err(raised)
                if own.getter_doc.get()
                    || !vm.matches(&raised, &vm.types.exceptions.attribute_error) =>
            {
                Err(raised)
            }
            _ => Ok(Value::none()),
        }
    })
}

/// A copy of a property with one function replaced, made by its own class.
fn changed(vm: &Vm, value: &Value, which: usize, function: &Value) -> NativeResult {
    let own = property(value);
    let mut parts = [&own.getter, &own.setter, &own.deleter].map(|part| part.borrow().clone());
    parts[which] = Some(function.clone());
    let mut args: Vec<Value> = parts
        .into_iter()
        .map(|part| part.unwrap_or_else(Value::none))
        .collect();
    if (!own.getter_doc.get() || args[0].is_none())
        && let Some(doc) = &*own.doc.borrow()
    {
        args.push(doc.clone());
    }
    let name = own.name.borrow().clone();
    let class = vm.class_of(value).to_value();
    let vm = vm.clone();
    Vm::future(async move {
        let new = vm.call(&class, args).await?;
        if let (Some(new), Some(name)) = (new.get::<PyProperty>(), name) {
            *new.name.borrow_mut() = Some(name);
        }
        Ok(new)
    })
}

fn getter(vm: &Vm, args: Args<'_>) -> NativeResult {
    changed(vm, args.get(0), 0, args.get(1))
}

pub(super) fn setter(vm: &Vm, args: Args<'_>) -> NativeResult {
    changed(vm, args.get(0), 1, args.get(1))
}

fn deleter(vm: &Vm, args: Args<'_>) -> NativeResult {
    changed(vm, args.get(0), 2, args.get(1))
}

fn missing(vm: &Vm, own: &PyProperty, object: &Value, what: &str) -> crate::vm::Raised {
    let class = crate::types::type_methods::qualified_name(vm, &vm.class_of(object));
    let class = text(&class);
    match &*own.name.borrow() {
        Some(name) => vm.attribute_error(format!(
            "property '{}' of '{class}' object has no {what}",
            text(name)
        )),
        None => vm.attribute_error(format!("property of '{class}' object has no {what}")),
    }
}

fn property_get(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (value, object) = (args.get(0), args.get(1));
    if object.is_none() {
        return Ok(value.clone().into());
    }
    match property(value).getter.borrow().clone() {
        Some(getter) => Ok(Flow::call(getter, [object.clone()].into())),
        None => Err(missing(vm, property(value), object, "getter")),
    }
}

fn property_set(vm: &Vm, args: Args<'_>) -> NativeResult {
    match property(args.get(0)).setter.borrow().clone() {
        Some(setter) => Ok(Flow::call(
            setter,
            [args.get(1).clone(), args.get(2).clone()].into(),
        )),
        None => Err(missing(vm, property(args.get(0)), args.get(1), "setter")),
    }
}

fn property_delete(vm: &Vm, args: Args<'_>) -> NativeResult {
    match property(args.get(0)).deleter.borrow().clone() {
        Some(deleter) => Ok(Flow::call(deleter, [args.get(1).clone()].into())),
        None => Err(missing(vm, property(args.get(0)), args.get(1), "deleter")),
    }
}

fn property_set_name(vm: &Vm, args: Args<'_>) -> NativeResult {
    let [_owner, name] = args.rest(1) else {
        return Err(vm.type_error(format!(
            "__set_name__() takes 2 positional arguments but {} were given",
            args.rest(1).len()
        )));
    };
    *property(args.get(0)).name.borrow_mut() = Some(name.clone());
    Ok(Value::none().into())
}

fn or_none(field: &RefCell<Option<Value>>) -> Value {
    field.borrow().clone().unwrap_or_else(Value::none)
}

fn fget(_vm: &Vm, value: &Value) -> PyResult {
    Ok(or_none(&property(value).getter))
}

fn fset(_vm: &Vm, value: &Value) -> PyResult {
    Ok(or_none(&property(value).setter))
}

fn fdel(_vm: &Vm, value: &Value) -> PyResult {
    Ok(or_none(&property(value).deleter))
}

fn property_doc(_vm: &Vm, value: &Value) -> PyResult {
    Ok(or_none(&property(value).doc))
}

fn set_property_doc(_vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    *property(value).doc.borrow_mut() = new;
    Ok(())
}

fn property_name(vm: &Vm, value: &Value) -> PyResult {
    if let Some(name) = &*property(value).name.borrow() {
        return Ok(name.clone());
    }
    let getter = property(value).getter.borrow().clone();
    getter
        .and_then(|getter| plain_attribute(vm, &getter, &vm.names.__name__))
        .ok_or_else(|| vm.no_attribute(value, &vm.names.__name__))
}

/// An attribute that is there without a call.
pub(super) fn plain_attribute(vm: &Vm, value: &Value, name: &Value) -> Option<Value> {
    match vm.load_attribute(value, name) {
        Ok(crate::vm::attribute::Loaded::Value(found)) => Some(found),
        _ => None,
    }
}

fn set_property_name(_vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    *property(value).name.borrow_mut() = new;
    Ok(())
}

/// Whether a function says that it is abstract: `abc.abstractmethod` sets an attribute on it.
pub(super) fn is_abstract(vm: &Vm, function: &Value) -> bool {
    plain_attribute(vm, function, &vm.names.__isabstractmethod__)
        .is_some_and(|flag| vm.quick_truth(&flag) == Some(true))
}

fn property_abstract(vm: &Vm, value: &Value) -> PyResult {
    let own = property(value);
    let any = [&own.getter, &own.setter, &own.deleter].iter().any(|part| {
        part.borrow()
            .as_ref()
            .is_some_and(|function| is_abstract(vm, function))
    });
    Ok(Value::bool(any))
}
