//! Modules: attributes.

use super::module::PyModule;
use super::str::PyStr;
use super::type_object::{PyType, TypeFlags};
use crate::object::{Kind, Ref, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::native::{Args, NativeDef};
use crate::vm::call::text;
use crate::vm::{NativeResult, PyResult, Vm};

pub static TYPE: TypeDef = TypeDef {
    name: "module",
    kind: Kind::Module,
    flags: TypeFlags::HAS_DICT | TypeFlags::WEAKREF,
    methods: &[
        NativeDef::new("($type, /, *args, **kwargs)", new),
        NativeDef::method("__init__", "($self, name, doc=None)", init),
        NativeDef::method("__repr__", "($self, /)", repr),
        NativeDef::method("__dir__", "($self, /)", dir),
    ],
    attributes: &[
        GetSetDef::read_only("__dict__", dict),
        GetSetDef::writable("__annotations__", annotations, set_annotations),
        GetSetDef::writable("__annotate__", annotate, set_annotate),
    ],
    ..TypeDef::EMPTY
};

fn this(value: &Value) -> &PyModule {
    value.get().expect("the receiver was checked")
}

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = args
        .get(0)
        .to_ref::<PyType>()
        .expect("__new__ takes a class");
    Ok(Ref::new(
        PyModule {
            dict: vm.new_dict(),
        },
        &class,
    )
    .into_value()
    .into())
}

fn init(vm: &Vm, args: Args<'_>) -> NativeResult {
    if args.get(1).get::<PyStr>().is_none() {
        return Err(vm.type_error(format!(
            "module.__init__() argument 'name' must be str, not {}",
            vm.class_name(args.get(1))
        )));
    }
    let dict = &this(args.get(0)).dict;
    let names = &vm.names;
    dict.set_name(&names.__name__, args.get(1).clone());
    dict.set_name(
        &names.__doc__,
        args.opt(2).cloned().unwrap_or_else(Value::none),
    );
    for name in [&names.__package__, &names.__loader__, &names.__spec__] {
        dict.set_name(name, Value::none());
    }
    Ok(Value::none().into())
}

/// The modules that CPython has in its executable.
const FROZEN: &[&str] = &[
    "_collections_abc",
    "_frozen_importlib",
    "_frozen_importlib_external",
    "_sitebuiltins",
    "abc",
    "codecs",
    "genericpath",
    "importlib.machinery",
    "importlib.util",
    "io",
    "os",
    "posixpath",
    "runpy",
    "site",
    "stat",
    "zipimport",
];

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let dict = &this(args.get(0)).dict;
    let own = |name: &Value| {
        dict.get_name(name)
            .filter(|value| value.get::<PyStr>().is_some())
            .map(|value| text(&value))
    };
    if let (Some(name), Some(file)) = (own(&vm.names.__name__), own(&vm.names.__file__))
        && FROZEN.contains(&name.as_str())
        && file.ends_with(&format!("/lib/python3.14/{}.py", name.replace('.', "/")))
    {
        return Ok(vm.new_str(format!("<module '{name}' (frozen)>")).into());
    }
    let spec = dict.get_name(&vm.names.__spec__);
    if spec.is_some_and(|spec| !spec.is_none())
        && let Some(importlib) = vm.modules.get_name(&vm.intern("_frozen_importlib"))
    {
        let (vm, module) = (vm.clone(), args.get(0).clone());
        return Vm::future(async move {
            let name = vm.intern("_module_repr");
            vm.call_method(&importlib, &name, [module]).await
        });
    }
    let name = own(&vm.names.__name__).unwrap_or_else(|| "?".to_owned());
    let shown = match own(&vm.names.__file__) {
        Some(file) => format!("<module '{name}' from '{file}'>"),
        None if vm.native_modules.borrow().contains_key(name.as_str()) => {
            format!("<module '{name}' (built-in)>")
        }
        None => {
            if let Some(loader) = dict.get_name(&vm.names.__loader__)
                && !loader.is_none()
            {
                let vm = vm.clone();
                return Vm::future(async move {
                    let loader = vm.repr_text(&loader).await?;
                    Ok(vm.new_str(format!("<module '{name}' ({loader})>")))
                });
            }
            format!("<module '{name}'>")
        }
    };
    Ok(vm.new_str(shown).into())
}

fn dir(vm: &Vm, args: Args<'_>) -> NativeResult {
    let dict = this(args.get(0)).dict.clone();
    if let Some(hook) = dict.get_name(&vm.names.__dir__) {
        return Ok(crate::vm::Flow::call(hook, Vec::new().into()));
    }
    let mut names: Vec<Value> = dict.snapshot().into_iter().map(|(name, _)| name).collect();
    names.sort_by_key(text);
    Ok(vm.new_list(names).into())
}

fn dict(_vm: &Vm, value: &Value) -> PyResult {
    Ok(this(value).dict.to_value())
}

/// Kept in the module; made by a call on first use (`vm::attribute` asks).
fn annotations(vm: &Vm, value: &Value) -> PyResult {
    let found = this(value).dict.get_name(&vm.names.__annotations__);
    found.ok_or_else(|| vm.no_attribute(value, &vm.names.__annotations__))
}

fn set_annotations(vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    let dict = &this(value).dict;
    match new {
        Some(new) => dict.set_name(&vm.names.__annotations__, new),
        None => {
            if dict.remove_name(&vm.names.__annotations__).is_none() {
                return Err(vm.attribute_error("__annotations__"));
            }
            drop(dict.remove_name(&vm.names.__annotate__));
        }
    }
    Ok(())
}

fn annotate(vm: &Vm, value: &Value) -> PyResult {
    let dict = &this(value).dict;
    if let Some(found) = dict.get_name(&vm.names.__annotate__) {
        return Ok(found);
    }
    dict.set_name(&vm.names.__annotate__, Value::none());
    Ok(Value::none())
}

fn set_annotate(vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    let Some(new) = new else {
        return Err(vm.type_error("cannot delete __annotate__ attribute"));
    };
    if !new.is_none() && vm.class_of(&new).lookup(&vm.names.__call__).is_none() {
        return Err(vm.type_error("__annotate__ must be callable or None"));
    }
    let dict = &this(value).dict;
    if !new.is_none() {
        drop(dict.remove_name(&vm.names.__annotations__));
    }
    dict.set_name(&vm.names.__annotate__, new);
    Ok(())
}
