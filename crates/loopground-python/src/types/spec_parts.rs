//! `P.args` and `P.kwargs` of a `ParamSpec`: `typing.ParamSpecArgs` and `typing.ParamSpecKwargs`.

use std::cell::RefCell;

use super::type_object::{PyType, TypeFlags};
use crate::object::{Kind, Ref, Value};
use crate::types::def::TypeDef;
use crate::types::native::{Args, NativeDef};
use crate::vm::{NativeResult, PyResult, Vm};

static METHODS: &[NativeDef] = &[
    NativeDef::new("($type, origin)", new),
    NativeDef::method("__repr__", "($self, /)", repr),
    NativeDef::method("__eq__", "($self, value, /)", eq),
    NativeDef::method("__mro_entries__", "($self, bases, /)", mro_entries),
];

static ARGS: TypeDef = TypeDef {
    name: "ParamSpecArgs",
    module: "typing",
    kind: Kind::Instance,
    flags: TypeFlags::HAS_DICT | TypeFlags::WEAKREF,
    methods: METHODS,
    ..TypeDef::EMPTY
};

static KWARGS: TypeDef = TypeDef {
    name: "ParamSpecKwargs",
    ..ARGS
};

/// The two classes, once somebody asked.
#[derive(Default)]
pub struct SpecParts(RefCell<Option<[Ref<PyType>; 2]>>);

impl SpecParts {
    /// Both with their names.
    pub fn classes(&self, vm: &Vm) -> [(&'static str, Ref<PyType>); 2] {
        let mut known = self.0.borrow_mut();
        let [args, kwargs] = known.get_or_insert_with(|| {
            [
                vm.new_native_type(&ARGS, &[]),
                vm.new_native_type(&KWARGS, &[]),
            ]
        });
        [(ARGS.name, args.clone()), (KWARGS.name, kwargs.clone())]
    }
}

fn part(vm: &Vm, class: &Ref<PyType>, origin: &Value) -> Value {
    let value = vm.new_instance(class);
    if let Some(dict) = value
        .as_object()
        .and_then(|object| vm.ensure_instance_dict(object))
    {
        dict.set_name(&vm.intern("__origin__"), origin.clone());
    }
    value
}

/// `P.args`.
pub fn args(vm: &Vm, origin: &Value) -> PyResult {
    let [(_, class), _] = vm.extension::<SpecParts>().classes(vm);
    Ok(part(vm, &class, origin))
}

/// `P.kwargs`.
pub fn kwargs(vm: &Vm, origin: &Value) -> PyResult {
    let [_, (_, class)] = vm.extension::<SpecParts>().classes(vm);
    Ok(part(vm, &class, origin))
}

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = args
        .get(0)
        .to_ref::<PyType>()
        .expect("__new__ takes a class");
    Ok(part(vm, &class, args.get(1)).into())
}

fn suffix(vm: &Vm, value: &Value) -> &'static str {
    if &*vm.class_of(value).name() == KWARGS.name {
        "kwargs"
    } else {
        "args"
    }
}

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, value) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let origin = vm.intern("__origin__");
        let origin = vm.get_attribute(&value, &origin).await?;
        let name = vm.names.__name__.clone();
        let shown = match vm.get_attribute_opt(&origin, &name).await? {
            Some(name) => vm.str_text(&name).await?,
            None => vm.repr_text(&origin).await?,
        };
        Ok(vm.new_str(format!("{shown}.{}", suffix(&vm, &value))))
    })
}

fn eq(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (a, b) = (args.get(0).clone(), args.get(1).clone());
    if !vm.class_of(&a).ptr_eq(&vm.class_of(&b)) {
        return Ok(vm.types.not_implemented.clone().into());
    }
    let vm = vm.clone();
    Vm::future(async move {
        let origin = vm.intern("__origin__");
        let a = vm.get_attribute(&a, &origin).await?;
        let b = vm.get_attribute(&b, &origin).await?;
        vm.equal(&a, &b).await.map(Value::bool)
    })
}

fn mro_entries(vm: &Vm, args: Args<'_>) -> NativeResult {
    Err(vm.type_error(format!(
        "Cannot subclass an instance of {}",
        vm.class_name(args.get(0))
    )))
}
