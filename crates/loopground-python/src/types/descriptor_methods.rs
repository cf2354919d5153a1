//! `property`, `staticmethod`, `classmethod`, `super`, cells and the descriptors of native attributes: methods.

use super::cell::PyCell;
use super::descriptor::{PyClassMethod, PyGetSet, PyMember, PyStaticMethod};
use super::property_methods::is_abstract;
use super::type_object::{PyType, TypeFlags};
use crate::object::{Kind, Ref, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::native::{Args, NativeDef};
use crate::vm::call::text;
use crate::vm::{CallArgs, Flow, NativeResult, PyResult, Vm};
use std::cell::RefCell;

pub static CELL: TypeDef = TypeDef {
    name: "cell",
    kind: Kind::Cell,
    flags: TypeFlags::FINAL,
    methods: &[
        NativeDef::new("($type, contents=None, /)", cell_new),
        NativeDef::method("__repr__", "($self, /)", cell_repr),
    ],
    attributes: &[GetSetDef::writable(
        "cell_contents",
        cell_contents,
        set_cell_contents,
    )],
    ..TypeDef::EMPTY
};

fn cell(value: &Value) -> &PyCell {
    value.get().expect("the receiver was checked")
}

fn cell_new(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Ref::new(PyCell::new(args.opt(1).cloned()), &vm.types.cell)
        .into_value()
        .into())
}

fn cell_repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let content = match cell(args.get(0)).get() {
        Some(content) => format!(
            "{} object at {:#x}",
            vm.class_name(&content),
            content.identity()
        ),
        None => "empty".to_owned(),
    };
    Ok(vm
        .new_str(format!(
            "<cell at {:#x}: {content}>",
            args.get(0).identity()
        ))
        .into())
}

fn cell_contents(vm: &Vm, value: &Value) -> PyResult {
    cell(value)
        .get()
        .ok_or_else(|| vm.value_error("Cell is empty"))
}

fn set_cell_contents(_vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    cell(value).set(new);
    Ok(())
}

pub static STATICMETHOD: TypeDef = TypeDef {
    name: "staticmethod",
    kind: Kind::StaticMethod,
    flags: TypeFlags::HAS_DICT,
    methods: &[
        NativeDef::new("($type, function, /)", staticmethod_new),
        NativeDef::method("__init__", "($self, function, /)", staticmethod_init),
        NativeDef::method(
            "__get__",
            "($self, instance, owner=None, /)",
            staticmethod_get,
        ),
        NativeDef::method("__repr__", "($self, /)", staticmethod_repr),
        NativeDef::method("__call__", "($self, /, *args, **kwargs)", staticmethod_call),
        NativeDef::class_method("__class_getitem__", "($type, item, /)", class_getitem),
    ],
    attributes: &[
        GetSetDef::read_only("__func__", staticmethod_function),
        GetSetDef::writable("__annotations__", no_annotations, set_annotations),
        GetSetDef::writable("__annotate__", wrapped_annotate, set_annotate),
        GetSetDef::read_only("__wrapped__", staticmethod_function),
        GetSetDef::read_only("__isabstractmethod__", staticmethod_abstract),
        GetSetDef::writable("__annotations__", shown_by_binding, |vm, this, new| {
            set_shown(vm, this, "__annotations__", new)
        }),
        GetSetDef::writable("__annotate__", shown_by_binding, |vm, this, new| {
            set_shown(vm, this, "__annotate__", new)
        }),
        GetSetDef::writable(
            "__dict__",
            super::function_methods::instance_dict,
            super::function_methods::replace_dict,
        ),
    ],
    ..TypeDef::EMPTY
};

/// What asks the wrapped function, which may take Python code: the binding of attributes does it instead.
fn shown_by_binding(_vm: &Vm, _value: &Value) -> PyResult {
    Ok(Value::none())
}

fn set_shown(vm: &Vm, this: &Value, name: &str, new: Option<Value>) -> PyResult<()> {
    let dict = this
        .as_object()
        .and_then(|object| vm.ensure_instance_dict(object))
        .ok_or_else(|| vm.attribute_error(name.to_owned()))?;
    match new {
        Some(new) => dict.set_name(&vm.intern(name), new),
        None => {
            if dict.remove_name(&vm.intern(name)).is_none() {
                return Err(vm.attribute_error(name.to_owned()));
            }
        }
    }
    Ok(())
}

fn staticmethod(value: &Value) -> &PyStaticMethod {
    value.get().expect("the receiver was checked")
}

fn staticmethod_new(_vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = args
        .get(0)
        .to_ref::<PyType>()
        .expect("__new__ takes a class");
    Ok(Ref::new(
        PyStaticMethod {
            callable: RefCell::new(args.get(1).clone()),
        },
        &class,
    )
    .into_value()
    .into())
}

fn staticmethod_init(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (value, function) = (args.get(0).clone(), args.get(1).clone());
    *staticmethod(&value).callable.borrow_mut() = function.clone();
    copy_wrapped(vm, value, function)
}

fn staticmethod_get(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(staticmethod(args.get(0)).callable.borrow().clone().into())
}

fn staticmethod_repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let function = staticmethod(args.get(0)).callable.borrow().clone();
    let vm = vm.clone();
    Vm::future(async move {
        Ok(vm.new_str(format!(
            "<staticmethod({})>",
            vm.repr_text(&function).await?
        )))
    })
}

fn staticmethod_function(_vm: &Vm, value: &Value) -> PyResult {
    Ok(staticmethod(value).callable.borrow().clone())
}

fn staticmethod_abstract(vm: &Vm, value: &Value) -> PyResult {
    Ok(Value::bool(is_abstract(
        vm,
        &staticmethod(value).callable.borrow(),
    )))
}

fn staticmethod_call(_vm: &Vm, args: Args<'_>) -> NativeResult {
    let callable = staticmethod(args.get(0)).callable.borrow().clone();
    Ok(Flow::call(
        callable,
        CallArgs::from_parts(args.rest(1), args.keywords(2)),
    ))
}

pub static CLASSMETHOD: TypeDef = TypeDef {
    name: "classmethod",
    kind: Kind::ClassMethod,
    flags: TypeFlags::HAS_DICT,
    methods: &[
        NativeDef::new("($type, function, /)", classmethod_new),
        NativeDef::method("__init__", "($self, function, /)", classmethod_init),
        NativeDef::method(
            "__get__",
            "($self, instance, owner=None, /)",
            classmethod_get,
        ),
        NativeDef::method("__repr__", "($self, /)", classmethod_repr),
        NativeDef::class_method("__class_getitem__", "($type, item, /)", class_getitem),
    ],
    attributes: &[
        GetSetDef::read_only("__func__", classmethod_function),
        GetSetDef::writable("__annotations__", no_annotations, set_annotations),
        GetSetDef::writable("__annotate__", wrapped_annotate, set_annotate),
        GetSetDef::read_only("__wrapped__", classmethod_function),
        GetSetDef::read_only("__isabstractmethod__", classmethod_abstract),
        GetSetDef::writable("__annotations__", shown_by_binding, |vm, this, new| {
            set_shown(vm, this, "__annotations__", new)
        }),
        GetSetDef::writable("__annotate__", shown_by_binding, |vm, this, new| {
            set_shown(vm, this, "__annotate__", new)
        }),
        GetSetDef::writable(
            "__dict__",
            super::function_methods::instance_dict,
            super::function_methods::replace_dict,
        ),
    ],
    ..TypeDef::EMPTY
};

fn classmethod(value: &Value) -> &PyClassMethod {
    value.get().expect("the receiver was checked")
}

fn classmethod_new(_vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = args
        .get(0)
        .to_ref::<PyType>()
        .expect("__new__ takes a class");
    Ok(Ref::new(
        PyClassMethod {
            callable: RefCell::new(args.get(1).clone()),
        },
        &class,
    )
    .into_value()
    .into())
}

fn classmethod_init(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (value, function) = (args.get(0).clone(), args.get(1).clone());
    *classmethod(&value).callable.borrow_mut() = function.clone();
    copy_wrapped(vm, value, function)
}

fn classmethod_get(vm: &Vm, args: Args<'_>) -> NativeResult {
    let owner = match args.opt(2).filter(|owner| !owner.is_none()) {
        Some(owner) => owner.clone(),
        None => vm.class_of(args.get(1)).to_value(),
    };
    let callable = classmethod(args.get(0)).callable.borrow().clone();
    Ok(vm.new_bound_method(callable, owner).into())
}

fn classmethod_repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let function = classmethod(args.get(0)).callable.borrow().clone();
    let vm = vm.clone();
    Vm::future(async move {
        Ok(vm.new_str(format!("<classmethod({})>", vm.repr_text(&function).await?)))
    })
}

fn classmethod_function(_vm: &Vm, value: &Value) -> PyResult {
    Ok(classmethod(value).callable.borrow().clone())
}

fn classmethod_abstract(vm: &Vm, value: &Value) -> PyResult {
    Ok(Value::bool(is_abstract(
        vm,
        &classmethod(value).callable.borrow(),
    )))
}

fn class_getitem(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(super::generic_alias::make(vm, args.get(0), args.get(1)).into())
}

/// Takes over name and documentation of the function that is wrapped.
fn copy_wrapped(vm: &Vm, value: Value, function: Value) -> NativeResult {
    let vm = vm.clone();
    Vm::future(async move {
        let names = &vm.names;
        for name in [
            &names.__module__,
            &names.__name__,
            &names.__qualname__,
            &names.__doc__,
        ] {
            let name = name.clone();
            if let Some(found) = vm.get_attribute_opt(&function, &name).await?
                && let Some(dict) = value
                    .as_object()
                    .and_then(|object| vm.ensure_instance_dict(object))
            {
                dict.set_name(&name, found);
            }
        }
        Ok(Value::none())
    })
}

pub static MEMBER: TypeDef = TypeDef {
    name: "member_descriptor",
    kind: Kind::Member,
    flags: TypeFlags::FINAL | TypeFlags::NO_NEW,
    methods: &[
        NativeDef::method(
            "__get__",
            "($self, instance, owner=None, /)",
            descriptor_get,
        ),
        NativeDef::method("__set__", "($self, instance, value, /)", descriptor_set),
        NativeDef::method("__delete__", "($self, instance, /)", descriptor_delete),
        NativeDef::method("__repr__", "($self, /)", descriptor_repr),
    ],
    attributes: &[
        GetSetDef::read_only("__name__", descriptor_name),
        GetSetDef::read_only("__qualname__", descriptor_qualname),
        GetSetDef::read_only("__objclass__", descriptor_owner),
        GetSetDef::read_only("__doc__", descriptor_doc),
    ],
    ..TypeDef::EMPTY
};

pub static GETSET: TypeDef = TypeDef {
    name: "getset_descriptor",
    kind: Kind::GetSet,
    ..MEMBER
};

/// Name and class of a member or a native attribute.
fn described(value: &Value) -> (String, Ref<PyType>) {
    match (value.get::<PyMember>(), value.get::<PyGetSet>()) {
        (Some(member), _) => (text(&member.name), member.owner.clone()),
        (_, Some(attribute)) => (attribute.name.to_owned(), attribute.owner.clone()),
        _ => unreachable!("the receiver was checked"),
    }
}

fn descriptor_get(vm: &Vm, args: Args<'_>) -> NativeResult {
    if args.get(1).is_none() {
        return Ok(args.get(0).clone().into());
    }
    let (vm, descriptor, object) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move {
        let (name, owner) = described(&descriptor);
        if !vm.is_instance(&object, &owner) {
            return Err(vm.type_error(format!(
                "descriptor '{name}' for '{}' objects doesn't apply to a '{}' object",
                owner.name(),
                vm.class_name(&object)
            )));
        }
        let class = vm.class_of(&object).clone();
        vm.bind_descriptor(&descriptor, Some(&object), &class).await
    })
}

fn descriptor_store(
    vm: &Vm,
    descriptor: &Value,
    object: &Value,
    value: Option<Value>,
) -> NativeResult {
    if let Some(member) = descriptor.get::<PyMember>() {
        vm.store_member(member, object, value)?;
        return Ok(Value::none().into());
    }
    let attribute = descriptor
        .get::<PyGetSet>()
        .expect("the receiver was checked");
    if !vm.is_instance(object, &attribute.owner) {
        return Err(vm.type_error(format!(
            "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
            attribute.name,
            attribute.owner.name(),
            vm.class_name(object)
        )));
    }
    match attribute.setter {
        Some(setter) => setter(vm, object, value).map(|()| Value::none().into()),
        None => Err(vm.attribute_error(format!(
            "attribute '{}' of '{}' objects is not writable",
            attribute.name,
            attribute.owner.name()
        ))),
    }
}

fn descriptor_set(vm: &Vm, args: Args<'_>) -> NativeResult {
    descriptor_store(vm, args.get(0), args.get(1), Some(args.get(2).clone()))
}

fn descriptor_delete(vm: &Vm, args: Args<'_>) -> NativeResult {
    descriptor_store(vm, args.get(0), args.get(1), None)
}

fn descriptor_repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (name, owner) = described(args.get(0));
    let what = if vm.is_exactly(args.get(0), &vm.types.member_descriptor) {
        "member"
    } else {
        "attribute"
    };
    Ok(vm
        .new_str(format!("<{what} '{name}' of '{}' objects>", owner.name()))
        .into())
}

fn descriptor_name(vm: &Vm, value: &Value) -> PyResult {
    Ok(vm.new_str(described(value).0))
}

fn descriptor_qualname(vm: &Vm, value: &Value) -> PyResult {
    let (name, owner) = described(value);
    Ok(vm.new_str(format!("{}.{name}", owner.name())))
}

fn descriptor_owner(_vm: &Vm, value: &Value) -> PyResult {
    Ok(described(value).1.into_value())
}

fn descriptor_doc(vm: &Vm, value: &Value) -> PyResult {
    Ok(match value.get::<PyGetSet>() {
        Some(attribute) if !attribute.doc.is_empty() => vm.new_str(attribute.doc),
        _ => Value::none(),
    })
}

/// What a static or class method wraps.
#[must_use]
pub fn wrapped(value: &Value) -> Option<Value> {
    match (value.get::<PyStaticMethod>(), value.get::<PyClassMethod>()) {
        (Some(method), _) => Some(method.callable.borrow().clone()),
        (_, Some(method)) => Some(method.callable.borrow().clone()),
        _ => None,
    }
}

fn own_attribute(vm: &Vm, value: &Value, name: &Value) -> Option<Value> {
    let dict = value
        .as_object()
        .and_then(|object| vm.instance_dict(object));
    dict.and_then(|dict| dict.get_name(name))
}

fn set_own_attribute(vm: &Vm, value: &Value, name: &Value, new: Option<Value>) -> PyResult<()> {
    let dict = value
        .as_object()
        .and_then(|object| vm.ensure_instance_dict(object));
    let Some(dict) = dict else {
        return Err(vm.no_attribute(value, name));
    };
    match new {
        Some(new) => dict.set_name(name, new),
        None => {
            if dict.remove_name(name).is_none() {
                return Err(vm.no_attribute(value, name));
            }
        }
    }
    Ok(())
}

/// Those of the function, unless others were set: `vm::attribute` asks for them.
fn no_annotations(vm: &Vm, value: &Value) -> PyResult {
    own_attribute(vm, value, &vm.names.__annotations__)
        .ok_or_else(|| vm.no_attribute(value, &vm.names.__annotations__))
}

fn set_annotations(vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    set_own_attribute(vm, value, &vm.names.__annotations__, new)
}

fn wrapped_annotate(vm: &Vm, value: &Value) -> PyResult {
    let name = &vm.names.__annotate__;
    own_attribute(vm, value, name)
        .or_else(|| super::property_methods::plain_attribute(vm, &wrapped(value)?, name))
        .ok_or_else(|| vm.no_attribute(value, name))
}

fn set_annotate(vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    set_own_attribute(vm, value, &vm.names.__annotate__, new)
}
