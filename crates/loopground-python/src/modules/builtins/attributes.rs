//! Attributes, identity and classes: `getattr` and its kin, `isinstance`, `id`, `hash`, `callable`, `dir`, `vars`.

use crate::object::{Kind, Value};
use crate::types::list_sort::sort_values;
use crate::types::native::{Args, NativeDef};
use crate::types::str::PyStr;
use crate::vm::attribute::Loaded;
use crate::vm::{Flow, NativeResult, PyResult, Vm};

pub(super) static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function(
        "getattr",
        "(object, name, default=<unrepresentable>, /)",
        getattr,
    )
    .doc("Get a named attribute from an object; getattr(x, 'y') is equivalent to x.y."),
    NativeDef::function("setattr", "(obj, name, value, /)", setattr)
        .doc("Sets the named attribute on the given object to the specified value."),
    NativeDef::function("delattr", "(obj, name, /)", delattr)
        .doc("Deletes the named attribute from the given object."),
    NativeDef::function("hasattr", "(obj, name, /)", hasattr)
        .doc("Return whether the object has an attribute with the given name."),
    NativeDef::function("isinstance", "(obj, class_or_tuple, /)", isinstance)
        .doc("Return whether an object is an instance of a class or of a subclass thereof."),
    NativeDef::function("issubclass", "(cls, class_or_tuple, /)", issubclass)
        .doc("Return whether 'cls' is derived from another class or is the same class."),
    NativeDef::function("callable", "(obj, /)", callable)
        .doc("Return whether the object is callable (i.e., some kind of function)."),
    NativeDef::function("id", "(obj, /)", id).doc("Return the identity of an object."),
    NativeDef::function("hash", "(obj, /)", hash)
        .doc("Return the hash value for the given object."),
    NativeDef::function("dir", "(object=<unrepresentable>, /)", dir)
        .doc("Show attributes of an object."),
    NativeDef::function("vars", "(object=<unrepresentable>, /)", vars)
        .doc("Return the __dict__ of an object, or the local variables."),
];

/// An attribute's name, interned.
fn name(vm: &Vm, value: &Value) -> PyResult {
    if value.get::<PyStr>().is_none() {
        return Err(vm.type_error(format!(
            "attribute name must be string, not '{}'",
            vm.class_name(value)
        )));
    }
    Ok(vm.intern_value(value))
}

fn getattr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (object, name) = (args.get(0), name(vm, args.get(1))?);
    let default = args.opt(2);
    let missing = &vm.types.exceptions.attribute_error;
    match vm.load_attribute(object, &name) {
        Ok(Loaded::Value(value)) => Ok(value.into()),
        Ok(Loaded::Method(function)) => Ok(vm.bind_method(&function, object).into()),
        Ok(Loaded::Flow(flow)) => match default {
            None => {
                let (vm, object) = (vm.clone(), object.clone());
                Vm::future(async move {
                    let result = vm.run_flow(flow).await;
                    result.map_err(|raised| vm.with_asked(raised, &object, &name))
                })
            }
            Some(default) => {
                let (vm, default) = (vm.clone(), default.clone());
                Vm::future(async move {
                    let result = vm.run_flow(flow).await;
                    let found = vm.catch(result, &vm.types.exceptions.attribute_error)?;
                    Ok(found.unwrap_or(default))
                })
            }
        },
        Err(raised) => match default {
            Some(default) if vm.matches(&raised, missing) => Ok(default.clone().into()),
            _ => Err(raised),
        },
    }
}

fn hasattr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (object, name) = (args.get(0), name(vm, args.get(1))?);
    match vm.load_attribute(object, &name) {
        Ok(Loaded::Flow(flow)) => {
            let vm = vm.clone();
            Vm::future(async move {
                let result = vm.run_flow(flow).await;
                let found = vm.catch(result, &vm.types.exceptions.attribute_error)?;
                Ok(Value::bool(found.is_some()))
            })
        }
        Ok(_) => Ok(Value::bool(true).into()),
        Err(raised) if vm.matches(&raised, &vm.types.exceptions.attribute_error) => {
            Ok(Value::bool(false).into())
        }
        Err(raised) => Err(raised),
    }
}

fn store(vm: &Vm, object: &Value, name: &Value, value: Option<Value>) -> NativeResult {
    match vm.store_attribute(object, name, value)? {
        None => Ok(Value::none().into()),
        Some(flow) => {
            let vm = vm.clone();
            Vm::future(async move { vm.run_flow(flow).await.map(|_| Value::none()) })
        }
    }
}

fn setattr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let name = name(vm, args.get(1))?;
    store(vm, args.get(0), &name, Some(args.get(2).clone()))
}

fn delattr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let name = name(vm, args.get(1))?;
    store(vm, args.get(0), &name, None)
}

fn isinstance(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (object, class) = (args.get(0), args.get(1));
    if vm.class_of(object).to_value().is(class) {
        return Ok(Value::bool(true).into());
    }
    if let Some(found) = crate::types::type_methods::quick_instance_check(vm, object, class) {
        return Ok(Value::bool(found).into());
    }
    let (vm, object, class) = (vm.clone(), object.clone(), class.clone());
    Vm::future(async move { vm.instance_check(&object, &class).await.map(Value::bool) })
}

fn issubclass(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, class, other) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move {
        let found = crate::types::type_methods::subclass_check(&vm, &class, &other).await?;
        Ok(Value::bool(found))
    })
}

/// Whether a call of the value has something to run.
#[must_use]
pub fn is_callable(vm: &Vm, value: &Value) -> bool {
    let kind = value.as_object().map(crate::object::Object::kind);
    matches!(
        kind,
        Some(Kind::Function | Kind::Native | Kind::BoundMethod | Kind::Type)
    ) || vm.class_of(value).lookup(&vm.names.__call__).is_some()
}

fn callable(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::bool(is_callable(vm, args.get(0))).into())
}

fn id(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(vm.new_int(args.get(0).identity()).into())
}

fn hash(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(hash) = vm.plain_hash(args.get(0)) {
        return Ok(Value::int(hash).into());
    }
    let (vm, value) = (vm.clone(), args.get(0).clone());
    Vm::future(async move { vm.hash(&value).await.map(Value::int) })
}

fn dir(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, object) = (vm.clone(), args.opt(0).cloned());
    Vm::future(async move {
        let names = match object {
            None => {
                let locals = vm.with_frames(super::execution::locals_of).await?;
                let keys = vm.names.keys.clone();
                vm.call_method(&locals, &keys, []).await?
            }
            Some(object) => {
                let class = vm.class_of(&object).clone();
                let Some(method) = class.lookup(&vm.names.__dir__) else {
                    return Err(vm.type_error("object does not provide __dir__"));
                };
                vm.run_flow(vm.call_special(&object, method, vec![]))
                    .await?
            }
        };
        let names = vm.collect(&names).await?;
        let (names, result) = sort_values(&vm, names, None, false).await;
        result?;
        Ok(vm.new_list(names))
    })
}

fn vars(vm: &Vm, args: Args<'_>) -> NativeResult {
    let Some(object) = args.opt(0).cloned() else {
        return Ok(Flow::Frames(Box::new(super::execution::locals_of)));
    };
    let vm = vm.clone();
    Vm::future(async move {
        let name = vm.names.__dict__.clone();
        match vm.get_attribute_opt(&object, &name).await? {
            Some(dict) => Ok(dict),
            None => Err(vm.type_error("vars() argument must have __dict__ attribute")),
        }
    })
}
