//! `property`, `staticmethod`, `classmethod`, `super`, cells and the descriptors of native attributes: methods.

use std::cell::RefCell;

use super::cell::PyCell;
use super::descriptor::{PyClassMethod, PyGetSet, PyMember, PyProperty, PyStaticMethod, PySuper};
use super::type_object::{PyType, TypeFlags};
use crate::object::{Kind, Ref, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::native::{Args, NativeDef};
use crate::vm::call::text;
use crate::vm::{CallArgs, Flow, NativeResult, PyResult, Vm};

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
        .ok_or_else(|| vm.value_error("cell is empty"))
}

fn set_cell_contents(_vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    cell(value).set(new);
    Ok(())
}

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
        NativeDef::method("__set_name__", "($self, owner, name, /)", property_set_name),
    ],
    attributes: &[
        GetSetDef::read_only("fget", fget),
        GetSetDef::read_only("fset", fset),
        GetSetDef::read_only("fdel", fdel),
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
    let Some(getter) = given(args, 1).filter(|_| given(args, 4).is_none()) else {
        return Ok(Value::none().into());
    };
    let (vm, value) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let doc = vm.names.__doc__.clone();
        if let Some(doc) = vm
            .get_attribute_opt(&getter, &doc)
            .await?
            .filter(|doc| !doc.is_none())
        {
            *property(&value).doc.borrow_mut() = Some(doc);
        }
        Ok(Value::none())
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
    if which != 0
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

fn setter(vm: &Vm, args: Args<'_>) -> NativeResult {
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
        Some(getter) => Ok(Flow::Call(getter, [object.clone()].into())),
        None => Err(missing(vm, property(value), object, "getter")),
    }
}

fn property_set(vm: &Vm, args: Args<'_>) -> NativeResult {
    match property(args.get(0)).setter.borrow().clone() {
        Some(setter) => Ok(Flow::Call(
            setter,
            [args.get(1).clone(), args.get(2).clone()].into(),
        )),
        None => Err(missing(vm, property(args.get(0)), args.get(1), "setter")),
    }
}

fn property_delete(vm: &Vm, args: Args<'_>) -> NativeResult {
    match property(args.get(0)).deleter.borrow().clone() {
        Some(deleter) => Ok(Flow::Call(deleter, [args.get(1).clone()].into())),
        None => Err(missing(vm, property(args.get(0)), args.get(1), "deleter")),
    }
}

fn property_set_name(_vm: &Vm, args: Args<'_>) -> NativeResult {
    *property(args.get(0)).name.borrow_mut() = Some(args.get(2).clone());
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
    let getter = property(value).getter.borrow();
    match getter
        .as_ref()
        .and_then(Value::get::<super::function::PyFunction>)
    {
        Some(function) => Ok(function.name.borrow().clone()),
        None => Err(vm.no_attribute(value, &vm.names.__name__)),
    }
}

fn set_property_name(_vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    *property(value).name.borrow_mut() = new;
    Ok(())
}

/// Whether a function says that it is abstract: `abc.abstractmethod` sets an attribute on it.
fn is_abstract(vm: &Vm, function: &Value) -> bool {
    let dict = function
        .as_object()
        .and_then(|object| vm.instance_dict(object));
    dict.and_then(|dict| dict.get_name(&vm.names.__isabstractmethod__))
        .is_some_and(|flag| flag.as_bool() == Some(true))
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
        GetSetDef::read_only("__wrapped__", staticmethod_function),
        GetSetDef::read_only("__isabstractmethod__", staticmethod_abstract),
        GetSetDef::writable(
            "__dict__",
            super::function_methods::instance_dict,
            super::function_methods::replace_dict,
        ),
    ],
    ..TypeDef::EMPTY
};

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
    Ok(Flow::Call(
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
        GetSetDef::read_only("__wrapped__", classmethod_function),
        GetSetDef::read_only("__isabstractmethod__", classmethod_abstract),
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
    let what = if args.get(0).get::<PyMember>().is_some() {
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

pub static SUPER: TypeDef = TypeDef {
    name: "super",
    kind: Kind::Super,
    methods: &[
        NativeDef::new("($type, /, *args)", super_new),
        NativeDef::method("__repr__", "($self, /)", super_repr),
        NativeDef::method("__get__", "($self, instance, owner=None, /)", super_get),
        NativeDef::method("__getattribute__", "($self, name, /)", super_getattribute),
    ],
    attributes: &[
        GetSetDef::read_only("__thisclass__", super_this_class),
        GetSetDef::read_only("__self__", super_self),
        GetSetDef::read_only("__self_class__", super_self_class),
    ],
    ..TypeDef::EMPTY
};

fn proxy(value: &Value) -> &PySuper {
    value.get().expect("the receiver was checked")
}

fn super_new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = args
        .get(0)
        .to_ref::<PyType>()
        .expect("__new__ takes a class");
    let given = args.rest(1);
    if given.len() > 2 {
        return Err(vm.type_error(format!(
            "super expected at most 2 arguments, got {}",
            given.len()
        )));
    }
    if let Some(start) = given.first() {
        let Some(start) = start.to_ref::<PyType>() else {
            return Err(vm.type_error(format!(
                "super() argument 1 must be a type, not {}",
                vm.class_name(start)
            )));
        };
        let new = match given.get(1).filter(|receiver| !receiver.is_none()) {
            Some(receiver) => crate::vm::class::make_super(vm, start, receiver.clone())?,
            None => PySuper {
                start,
                receiver: None,
                class: None,
            },
        };
        return Ok(Ref::new(new, &class).into_value().into());
    }
    // Without arguments: the class cell and the first argument of the calling function.
    Ok(Flow::Frames(Box::new(move |vm, thread| {
        let Some(frame) = thread.top_frame() else {
            return Err(vm.runtime_error("super(): no current frame"));
        };
        let code = frame.code.clone();
        if code.arg_count == 0 && !code.has_flag(crate::code::flags::VARARGS) {
            return Err(vm.runtime_error("super(): no arguments"));
        }
        let first = match &frame.slots[0] {
            Some(value) => match value.get::<PyCell>() {
                Some(cell)
                    if code
                        .variable_kinds
                        .first()
                        .is_some_and(|kind| kind & 0x40 != 0) =>
                {
                    cell.get()
                }
                _ => Some(value.clone()),
            },
            None => None,
        };
        let Some(first) = first else {
            return Err(vm.runtime_error("super(): arg[0] deleted"));
        };
        let place = code
            .variables
            .iter()
            .position(|name| name.is(&vm.names.__class__));
        let Some(place) = place.filter(|&place| place >= code.variables.len() - code.free) else {
            return Err(vm.runtime_error("super(): __class__ cell not found"));
        };
        let cell = frame.slots[place].as_ref().and_then(Value::get::<PyCell>);
        let Some(start) = cell.and_then(PyCell::get) else {
            return Err(vm.runtime_error("super(): empty __class__ cell"));
        };
        let Some(start) = start.to_ref::<PyType>() else {
            return Err(vm.runtime_error(format!(
                "super(): __class__ is not a type ({})",
                vm.class_name(&start)
            )));
        };
        let new = crate::vm::class::make_super(vm, start, first)?;
        Ok(Ref::new(new, &class).into_value())
    })))
}

fn super_repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = proxy(args.get(0));
    let tail = match &own.class {
        Some(class) => format!("<{} object>", class.name()),
        None => "NULL".to_owned(),
    };
    Ok(vm
        .new_str(format!("<super: <class '{}'>, {tail}>", own.start.name()))
        .into())
}

fn super_get(vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = proxy(args.get(0));
    if args.get(1).is_none() || own.receiver.is_some() {
        return Ok(args.get(0).clone().into());
    }
    let new = crate::vm::class::make_super(vm, own.start.clone(), args.get(1).clone())?;
    Ok(Ref::new(new, &vm.types.super_).into_value().into())
}

fn super_getattribute(vm: &Vm, args: Args<'_>) -> NativeResult {
    use crate::vm::attribute::Loaded;
    let name = super::object::attribute_name(vm, args.get(1))?;
    match vm.load_attribute_generic(args.get(0), &name)? {
        Some(Loaded::Value(value)) => Ok(value.into()),
        Some(Loaded::Method(function)) => Ok(vm.bind_method(&function, args.get(0)).into()),
        Some(Loaded::Flow(flow)) => Ok(flow),
        None => Err(vm.no_attribute(args.get(0), &name)),
    }
}

fn super_this_class(_vm: &Vm, value: &Value) -> PyResult {
    Ok(proxy(value).start.to_value())
}

fn super_self(_vm: &Vm, value: &Value) -> PyResult {
    Ok(proxy(value).receiver.clone().unwrap_or_else(Value::none))
}

fn super_self_class(_vm: &Vm, value: &Value) -> PyResult {
    Ok(proxy(value)
        .class
        .as_ref()
        .map_or_else(Value::none, Ref::to_value))
}
