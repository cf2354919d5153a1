//! `object`: what every value can do.

use super::type_object::{PyType, TypeFlags};
use crate::object::{Kind, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef, PyNative};
use crate::vm::call::text;
use crate::vm::operators::Comparison;
use crate::vm::{NativeResult, PyResult, Vm};

static METHODS: &[NativeDef] = &[
    NativeDef::new("($type, /, *args, **kwargs)", new),
    NativeDef::method("__init__", "($self, /, *args, **kwargs)", init),
    NativeDef::method("__repr__", "($self, /)", repr),
    NativeDef::method("__str__", "($self, /)", str),
    NativeDef::method("__hash__", "($self, /)", hash),
    NativeDef::method("__eq__", "($self, value, /)", eq),
    NativeDef::method("__ne__", "($self, value, /)", ne),
    NativeDef::method("__lt__", "($self, value, /)", unordered),
    NativeDef::method("__le__", "($self, value, /)", unordered),
    NativeDef::method("__gt__", "($self, value, /)", unordered),
    NativeDef::method("__ge__", "($self, value, /)", unordered),
    NativeDef::method("__getattribute__", "($self, name, /)", getattribute),
    NativeDef::method("__setattr__", "($self, name, value, /)", setattr),
    NativeDef::method("__delattr__", "($self, name, /)", delattr),
    NativeDef::method("__format__", "($self, format_spec, /)", format),
    NativeDef::method("__dir__", "($self, /)", dir),
    NativeDef::method("__sizeof__", "($self, /)", sizeof),
    NativeDef::method("__getstate__", "($self, /)", getstate),
    NativeDef::method("__reduce__", "($self, /)", reduce),
    NativeDef::method("__reduce_ex__", "($self, protocol, /)", reduce_ex),
    NativeDef::class_method(
        "__init_subclass__",
        "($type, /, *args, **kwargs)",
        init_subclass,
    ),
    NativeDef::class_method("__subclasshook__", "($type, object, /)", subclasshook),
];

static ATTRIBUTES: &[GetSetDef] = &[GetSetDef::writable("__class__", class, set_class)];

pub static TYPE: TypeDef = TypeDef {
    name: "object",
    kind: Kind::Instance,
    methods: METHODS,
    attributes: ATTRIBUTES,
    doc: "The base class of the class hierarchy.",
    ..TypeDef::EMPTY
};

fn is_objects(vm: &Vm, found: Option<Value>) -> bool {
    found.is_some_and(|found| {
        found.get::<PyNative>().is_some_and(|native| {
            native
                .owner
                .as_ref()
                .is_some_and(|owner| owner.ptr_eq(&vm.types.object))
        })
    })
}

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let Some(class) = args.get(0).to_ref::<PyType>() else {
        return Err(vm.type_error(format!(
            "object.__new__(X): X is not a type object ({})",
            vm.class_name(args.get(0))
        )));
    };
    let extra = !args.rest(1).is_empty() || !args.keywords(2).is_empty();
    if extra {
        // Arguments are an error only where nobody else takes them.
        if !is_objects(vm, class.lookup(&vm.names.__new__)) {
            return Err(vm.type_error(
                "object.__new__() takes exactly one argument (the type to instantiate)",
            ));
        }
        if is_objects(vm, class.lookup(&vm.names.__init__)) {
            return Err(vm.type_error(format!("{}() takes no arguments", class.name())));
        }
    }
    if class.has_flag(TypeFlags::ABSTRACT) {
        return Err(vm.abstract_error(&class));
    }
    if class.kind != Kind::Instance && is_objects(vm, class.lookup(&vm.names.__new__)) {
        let name = vm.message_name(&class);
        return Err(vm.type_error(format!("cannot create '{name}' instances")));
    }
    if class.kind != Kind::Instance {
        return Err(vm.type_error(format!(
            "object.__new__({0}) is not safe, use {0}.__new__()",
            class.name()
        )));
    }
    Ok(vm.new_instance(&class).into())
}

fn init(vm: &Vm, args: Args<'_>) -> NativeResult {
    if !args.rest(1).is_empty() || !args.keywords(2).is_empty() {
        let class = vm.class_of(args.get(0));
        if !is_objects(vm, class.lookup(&vm.names.__init__)) {
            return Err(vm.type_error(
                "object.__init__() takes exactly one argument (the instance to initialize)",
            ));
        }
        if is_objects(vm, class.lookup(&vm.names.__new__)) {
            return Err(vm.type_error(format!(
                "{}.__init__() takes exactly one argument (the instance to initialize)",
                class.name()
            )));
        }
    }
    Ok(Value::none().into())
}

/// `<module.Class object at 0x…>`.
#[must_use]
pub fn default_repr(vm: &Vm, value: &Value) -> String {
    let class = vm.class_of(value);
    format!(
        "<{} object at {:#x}>",
        super::type_methods::full_name(vm, &class),
        value.identity()
    )
}

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(vm.new_str(default_repr(vm, args.get(0))).into())
}

fn str(vm: &Vm, args: Args<'_>) -> NativeResult {
    let method = vm
        .class_of(args.get(0))
        .lookup(&vm.names.__repr__)
        .expect("object has __repr__");
    // One whose __repr__ is this very method goes round: on the VM's stack, which has an end.
    let own = vm.types.object.lookup(&vm.names.__str__);
    if own.is_some_and(|own| own.is(&method)) {
        let (vm, value) = (vm.clone(), args.get(0).clone());
        return Vm::future(async move { vm.call(&method, [value]).await });
    }
    Ok(vm.call_special(args.get(0), method, vec![]))
}

fn hash(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::int(crate::vm::mapping::identity_hash(args.get(0))).into())
}

fn eq(vm: &Vm, args: Args<'_>) -> NativeResult {
    if args.get(0).is(args.get(1)) {
        return Ok(Value::bool(true).into());
    }
    Ok(vm.types.not_implemented.clone().into())
}

fn ne(vm: &Vm, args: Args<'_>) -> NativeResult {
    let eq = vm
        .class_of(args.get(0))
        .lookup(vm.comparison_name(Comparison::Eq));
    let Some(eq) = eq else {
        return Ok(vm.types.not_implemented.clone().into());
    };
    let flow = vm.call_special(args.get(0), eq, vec![args.get(1).clone()]);
    let vm = vm.clone();
    Vm::future(async move {
        let result = vm.run_flow(flow).await?;
        if result.is(&vm.types.not_implemented) {
            return Ok(result);
        }
        vm.truth(&result).await.map(|equal| Value::bool(!equal))
    })
}

fn unordered(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(vm.types.not_implemented.clone().into())
}

/// An attribute name, interned, or CPython's complaint.
pub fn attribute_name(vm: &Vm, name: &Value) -> PyResult {
    if name.get::<super::str::PyStr>().is_none() {
        return Err(vm.type_error(format!(
            "attribute name must be string, not '{}'",
            vm.class_name(name)
        )));
    }
    Ok(vm.intern_value(name))
}

fn getattribute(vm: &Vm, args: Args<'_>) -> NativeResult {
    use crate::vm::attribute::Loaded;
    let name = attribute_name(vm, args.get(1))?;
    match vm.load_attribute_generic(args.get(0), &name)? {
        Some(Loaded::Value(value)) => Ok(value.into()),
        Some(Loaded::Method(function)) => Ok(vm.bind_method(&function, args.get(0)).into()),
        Some(Loaded::Flow(flow)) => Ok(flow),
        None => Err(vm.no_attribute(args.get(0), &name)),
    }
}

fn setattr(vm: &Vm, args: Args<'_>) -> NativeResult {
    store(vm, args.get(0), args.get(1), Some(args.get(2).clone()))
}

fn delattr(vm: &Vm, args: Args<'_>) -> NativeResult {
    store(vm, args.get(0), args.get(1), None)
}

fn store(vm: &Vm, object: &Value, name: &Value, value: Option<Value>) -> NativeResult {
    let name = attribute_name(vm, name)?;
    match vm.store_attribute_generic(object, &name, value)? {
        None => Ok(Value::none().into()),
        Some(flow) => {
            let vm = vm.clone();
            Vm::future(async move { vm.run_flow(flow).await.map(|_| Value::none()) })
        }
    }
}

fn format(vm: &Vm, args: Args<'_>) -> NativeResult {
    let Some(spec) = args.get(1).get::<super::str::PyStr>() else {
        return Err(vm.type_error(format!(
            "__format__() argument must be str, not {}",
            vm.class_name(args.get(1))
        )));
    };
    if !spec.is_empty() {
        return Err(vm.type_error(format!(
            "unsupported format string passed to {}.__format__",
            vm.class_name(args.get(0))
        )));
    }
    let (vm, value) = (vm.clone(), args.get(0).clone());
    Vm::future(async move { vm.str(&value).await })
}

fn dir(vm: &Vm, args: Args<'_>) -> NativeResult {
    let value = args.get(0);
    let mut names = std::collections::BTreeMap::new();
    let class = vm.class_of(value).clone();
    for class in class.mro.borrow().iter() {
        for (name, _) in class.dict.snapshot() {
            names.entry(text(&name)).or_insert(name);
        }
    }
    if let Some(dict) = value
        .as_object()
        .and_then(|object| vm.instance_dict(object))
    {
        for (name, _) in dict.snapshot() {
            names.entry(text(&name)).or_insert(name);
        }
    }
    names
        .entry("__class__".to_owned())
        .or_insert(vm.names.__class__.clone());
    Ok(vm
        .new_list(
            names
                .into_values()
                .filter(|name| !text(name).starts_with('\0'))
                .collect(),
        )
        .into())
}

/// `__sizeof__` of every builtin.
pub fn sizeof(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::int(super::sizes::size_of(vm, args.get(0))).into())
}

/// Attributes for pickling: the dictionary, and the slots when there are any.
fn getstate(vm: &Vm, args: Args<'_>) -> NativeResult {
    let value = args.get(0);
    let dict = value
        .as_object()
        .and_then(|object| object.dict())
        .filter(|dict| !dict.is_empty());
    let slots = vm.new_dict();
    if let Some(instance) = value.get::<super::instance::PyInstance>() {
        let class = vm.class_of(value).clone();
        for class in class.mro.borrow().iter() {
            for (name, member) in class.dict.snapshot() {
                if let Some(member) = member.get::<super::descriptor::PyMember>()
                    && let Some(Some(slot)) = instance.slots.borrow().get(member.index).cloned()
                {
                    slots.set_name(&name, slot);
                }
            }
        }
    }
    let dict = dict.map_or_else(Value::none, |dict| {
        crate::object::Ref::new(dict.copied(), &vm.types.dict).into_value()
    });
    if slots.is_empty() {
        return Ok(dict.into());
    }
    Ok(vm.new_tuple(vec![dict, slots.into_value()]).into())
}

fn reduce(vm: &Vm, args: Args<'_>) -> NativeResult {
    reduce_with(vm, args.get(0).clone(), 0)
}

fn reduce_ex(vm: &Vm, args: Args<'_>) -> NativeResult {
    let protocol = args.get(1).as_small_int().unwrap_or(0);
    let reduce = vm.class_of(args.get(0)).lookup(&vm.names.__reduce__);
    if let Some(reduce) = reduce
        && !is_objects(vm, Some(reduce.clone()))
    {
        return Ok(vm.call_special(args.get(0), reduce, vec![]));
    }
    reduce_with(vm, args.get(0).clone(), protocol)
}

/// `copyreg.__reduce_ex__` and `object.__reduce_ex__(2)`: both are in `copyreg`.
fn reduce_with(vm: &Vm, value: Value, protocol: i64) -> NativeResult {
    let vm = vm.clone();
    Vm::future(async move {
        let copyreg = crate::vm::import::import(&vm, "copyreg").await?;
        if protocol < 2 {
            return vm
                .call_method(
                    &copyreg,
                    &vm.intern("_reduce_ex"),
                    [value, Value::int(protocol)],
                )
                .await;
        }
        let class = vm.class_of(&value).to_value();
        let new_args_ex = vm
            .get_attribute_opt(&value, &vm.intern("__getnewargs_ex__"))
            .await?;
        let new_args = vm
            .get_attribute_opt(&value, &vm.intern("__getnewargs__"))
            .await?;
        let (function, arguments) = if let Some(method) = new_args_ex {
            let result = vm.call(&method, []).await?;
            let pair = vm.collect(&result).await?;
            let [positional, keywords] = pair.as_slice() else {
                return Err(vm.value_error(format!(
                    "__getnewargs_ex__ should return a tuple of length 2, not {}",
                    pair.len()
                )));
            };
            let make = vm
                .get_attribute(&copyreg, &vm.intern("__newobj_ex__"))
                .await?;
            (make, vec![class, positional.clone(), keywords.clone()])
        } else {
            let mut arguments = vec![class];
            if let Some(method) = new_args {
                let result = vm.call(&method, []).await?;
                if result.get::<super::tuple::PyTuple>().is_none() {
                    return Err(vm.type_error(format!(
                        "__getnewargs__ should return a tuple, not '{}'",
                        vm.class_name(&result)
                    )));
                }
                arguments.extend(vm.collect(&result).await?);
            } else if !matches!(
                value.as_object().map(crate::object::Object::kind),
                Some(Kind::Instance | Kind::List | Kind::Dict | Kind::Set | Kind::Exception)
            ) {
                return Err(
                    vm.type_error(format!("cannot pickle '{}' object", vm.class_name(&value)))
                );
            }
            (
                vm.get_attribute(&copyreg, &vm.intern("__newobj__")).await?,
                arguments,
            )
        };
        let state = vm
            .call_method(&value, &vm.names.__getstate__.clone(), [])
            .await?;
        let list_items = match value.get::<super::list::PyList>() {
            Some(_) => vm.iter(&value).await?,
            None => Value::none(),
        };
        let dict_items = match value.get::<PyDict>() {
            Some(_) => {
                let items = vm.call_method(&value, &vm.names.items.clone(), []).await?;
                vm.iter(&items).await?
            }
            None => Value::none(),
        };
        Ok(vm.new_tuple(vec![
            function,
            vm.new_tuple(arguments),
            state,
            list_items,
            dict_items,
        ]))
    })
}

fn init_subclass(vm: &Vm, args: Args<'_>) -> NativeResult {
    let given = args.rest(1).len();
    let name = match args.get(0).to_ref::<PyType>() {
        Some(class) => text(&super::type_methods::qualified_name(vm, &class)),
        None => "object".to_owned(),
    };
    if !args.keywords(2).is_empty() {
        return Err(vm.type_error(format!(
            "{name}.__init_subclass__() takes no keyword arguments"
        )));
    }
    if given > 0 {
        return Err(vm.type_error(format!(
            "{name}.__init_subclass__() takes no arguments ({given} given)"
        )));
    }
    Ok(Value::none().into())
}

fn subclasshook(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(vm.types.not_implemented.clone().into())
}

fn class(vm: &Vm, value: &Value) -> PyResult {
    Ok(vm.class_of(value).to_value())
}

fn set_class(vm: &Vm, value: &Value, class: Option<Value>) -> PyResult<()> {
    let Some(class) = class else {
        return Err(vm.type_error("can't delete __class__ attribute"));
    };
    let Some(new) = class.to_ref::<PyType>() else {
        return Err(vm.type_error(format!(
            "__class__ must be set to a class, not '{}' object",
            vm.class_name(&class)
        )));
    };
    let old = vm.class_of(value);
    let module =
        value.get::<super::module::PyModule>().is_some() && new.is_subclass_of(&vm.types.module);
    if !module && (!old.has_flag(TypeFlags::HEAP) || !new.has_flag(TypeFlags::HEAP)) {
        return Err(vm.type_error(
            "__class__ assignment only supported for mutable types or ModuleType subclasses",
        ));
    }
    if old.kind != new.kind || old.slot_count != new.slot_count {
        return Err(vm.type_error(format!(
            "__class__ assignment: '{}' object layout differs from '{}'",
            new.name(),
            old.name()
        )));
    }
    if let Some(object) = value.as_object() {
        object.set_class(new);
    }
    Ok(())
}
