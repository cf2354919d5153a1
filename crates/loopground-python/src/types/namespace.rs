//! `types.SimpleNamespace`.

use super::str::PyStr;
use super::type_object::{PyType, TypeFlags};
use crate::object::{Kind, Object, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::native::{Args, NativeDef};
use crate::vm::call::text;
use crate::vm::operators::Comparison;
use crate::vm::{NativeResult, Vm};

pub static TYPE: TypeDef = TypeDef {
    name: "SimpleNamespace",
    module: "types",
    kind: Kind::Instance,
    flags: TypeFlags::HAS_DICT | TypeFlags::WEAKREF,
    methods: &[
        NativeDef::new("($type, /, *args, **kwargs)", new),
        NativeDef::method("__init__", "($self, /, *args, **kwargs)", init),
        NativeDef::method("__repr__", "($self, /)", repr),
        NativeDef::method("__eq__", "($self, value, /)", eq),
        NativeDef::method("__replace__", "($self, /, **changes)", replace),
        NativeDef::method("__reduce__", "($self, /)", reduce),
    ],
    attributes: &[GetSetDef::writable(
        "__dict__",
        super::function_methods::instance_dict,
        super::function_methods::replace_dict,
    )],
    ..TypeDef::EMPTY
};

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(vm
        .new_instance(
            &args
                .get(0)
                .to_ref::<PyType>()
                .expect("__new__ takes a class"),
        )
        .into())
}

fn init(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (value, given, keywords) = (
        args.get(0).clone(),
        args.rest(1).to_vec(),
        args.keywords(2).snapshot(),
    );
    if given.len() > 1 {
        return Err(vm.type_error(format!(
            "SimpleNamespace expected at most 1 argument, got {}",
            given.len()
        )));
    }
    let vm = vm.clone();
    Vm::future(async move {
        let dict = value
            .as_object()
            .and_then(|object| vm.ensure_instance_dict(object))
            .expect("it has one");
        if let Some(mapping) = given.first() {
            let items = match mapping.get::<super::dict::PyDict>() {
                Some(dict) => dict.snapshot(),
                None => {
                    let class = vm.types.dict.to_value();
                    let made = vm.call(&class, [mapping.clone()]).await?;
                    made.get::<super::dict::PyDict>()
                        .map(super::dict::PyDict::snapshot)
                        .unwrap_or_default()
                }
            };
            for (name, field) in items {
                if name.get::<PyStr>().is_none() {
                    return Err(vm.type_error("keywords must be strings"));
                }
                dict.set_name(&vm.intern_value(&name), field);
            }
        }
        for (name, field) in keywords {
            dict.set_name(&name, field);
        }
        Ok(Value::none())
    })
}

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, value) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let class = vm.class_of(&value).clone();
        let name = if *class.name() == *"SimpleNamespace" && !class.has_flag(TypeFlags::HEAP) {
            "namespace".to_owned()
        } else {
            class.name().to_string()
        };
        let Some(_guard) = crate::types::repr_guard::ReprGuard::enter(&vm, &value) else {
            return Ok(vm.new_str(format!("{name}(...)")));
        };
        let items = value
            .as_object()
            .and_then(|o| o.dict())
            .map(|dict| dict.snapshot())
            .unwrap_or_default();
        let mut parts = Vec::new();
        for (key, field) in items {
            parts.push(format!("{}={}", text(&key), vm.repr_text(&field).await?));
        }
        Ok(vm.new_str(format!("{name}({})", parts.join(", "))))
    })
}

fn eq(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (Some(a), Some(b)) = (args.get(0).as_object(), args.get(1).as_object()) else {
        return Ok(vm.types.not_implemented.clone().into());
    };
    if !is_namespace(b) {
        return Ok(vm.types.not_implemented.clone().into());
    }
    let (Some(a), Some(b)) = (vm.ensure_instance_dict(a), vm.ensure_instance_dict(b)) else {
        return Ok(Value::bool(false).into());
    };
    vm.comparison(Comparison::Eq, &a.into_value(), &b.into_value())
}

/// Whether it is of the class or of one below it.
fn is_namespace(object: &Object) -> bool {
    let order = object.class().mro.borrow().clone();
    order
        .iter()
        .any(|class| &*class.name() == "SimpleNamespace")
}

fn replace(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (value, changes) = (args.get(0).clone(), args.keywords(1).snapshot());
    let vm = vm.clone();
    Vm::future(async move {
        let class = vm.class_of(&value).to_value();
        let new = vm.call(&class, []).await?;
        let target = new
            .as_object()
            .filter(|object| is_namespace(object))
            .and_then(|object| vm.ensure_instance_dict(object));
        let Some(target) = target else {
            return Err(vm.type_error(format!(
                "expect types.SimpleNamespace type, but {}() returned '{}' object",
                crate::types::type_methods::full_name(&vm, &vm.class_of(&value)),
                vm.class_name(&new)
            )));
        };
        let own = value
            .as_object()
            .and_then(|o| o.dict())
            .map(|dict| dict.snapshot())
            .unwrap_or_default();
        for (name, field) in own.into_iter().chain(changes) {
            target.set_name(&name, field);
        }
        Ok(new)
    })
}

fn reduce(vm: &Vm, args: Args<'_>) -> NativeResult {
    let value = args.get(0);
    let dict = value
        .as_object()
        .and_then(|object| vm.ensure_instance_dict(object));
    let class = vm.class_of(value).to_value();
    let dict = dict.map_or_else(Value::none, crate::object::Ref::into_value);
    Ok(vm.new_tuple(vec![class, vm.new_tuple(vec![]), dict]).into())
}
