//! `Ellipsis` and `NotImplemented`: objects with identity and a name, nothing else.

use crate::object::{Kind, Trace, Value};
use crate::types::def::TypeDef;
use crate::types::native::{Args, NativeDef};
use crate::types::type_object::TypeFlags;
use crate::vm::{NativeResult, Vm};

pub struct PySingleton {
    /// What `repr` gives.
    pub name: &'static str,
}

impl Trace for PySingleton {
    fn trace(&self, _visit: &mut dyn FnMut(&Value)) {}
}

pub static NONE: TypeDef = TypeDef {
    name: "NoneType",
    kind: Kind::Singleton,
    flags: TypeFlags::FINAL,
    methods: &[
        NativeDef::new("($type, /, *args, **kwargs)", new_none),
        NativeDef::method("__repr__", "($self, /)", repr_none),
        NativeDef::method("__bool__", "($self, /)", bool_none),
        NativeDef::method("__hash__", "($self, /)", hash_none),
    ],
    doc: "The type of the None singleton.",
    ..TypeDef::EMPTY
};

pub static ELLIPSIS: TypeDef = TypeDef {
    name: "ellipsis",
    kind: Kind::Singleton,
    flags: TypeFlags::FINAL,
    methods: &[
        NativeDef::new("($type, /, *args, **kwargs)", new_ellipsis),
        NativeDef::method("__repr__", "($self, /)", repr),
        NativeDef::method("__reduce__", "($self, /)", repr),
    ],
    doc: "The type of the Ellipsis singleton.",
    ..TypeDef::EMPTY
};

pub static NOT_IMPLEMENTED: TypeDef = TypeDef {
    name: "NotImplementedType",
    kind: Kind::Singleton,
    flags: TypeFlags::FINAL,
    methods: &[
        NativeDef::new("($type, /, *args, **kwargs)", new_not_implemented),
        NativeDef::method("__repr__", "($self, /)", repr),
        NativeDef::method("__reduce__", "($self, /)", repr),
        NativeDef::method("__bool__", "($self, /)", bool_not_implemented),
    ],
    doc: "The type of the NotImplemented singleton.",
    ..TypeDef::EMPTY
};

/// The singleton, from a call of its class without arguments.
fn only(vm: &Vm, args: Args<'_>, name: &str, value: Value) -> NativeResult {
    if !args.rest(1).is_empty() || !args.keywords(2).is_empty() {
        return Err(vm.type_error(format!("{name} takes no arguments")));
    }
    Ok(value.into())
}

fn new_none(vm: &Vm, args: Args<'_>) -> NativeResult {
    only(vm, args, "NoneType", Value::none())
}

fn new_ellipsis(vm: &Vm, args: Args<'_>) -> NativeResult {
    only(vm, args, "EllipsisType", vm.types.ellipsis.clone())
}

fn new_not_implemented(vm: &Vm, args: Args<'_>) -> NativeResult {
    let value = vm.types.not_implemented.clone();
    only(vm, args, "NotImplementedType", value)
}

fn repr_none(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(vm.intern("None").into())
}

fn bool_none(_vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::bool(false).into())
}

fn hash_none(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::int(vm.plain_hash(args.get(0)).unwrap_or_default()).into())
}

/// The name; also what `__reduce__` answers, by which pickling finds a global.
fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let name = args.get(0).get::<PySingleton>().map_or("", |it| it.name);
    Ok(vm.intern(name).into())
}

fn bool_not_implemented(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Err(vm.type_error("NotImplemented should not be used in a boolean context"))
}
