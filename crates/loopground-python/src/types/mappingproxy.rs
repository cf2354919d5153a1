//! `types.MappingProxyType`: a read-only view of a mapping.

use crate::object::{Kind, Ref, Trace, Value};
use crate::types::def::TypeDef;
use crate::types::native::{Args, NativeDef};
use crate::types::type_object::{PyType, TypeFlags};
use crate::vm::operators::Comparison;
use crate::vm::{CallArgs, NativeResult, Vm};

pub struct PyMappingProxy {
    pub mapping: Value,
}

impl Trace for PyMappingProxy {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.mapping);
    }
}

static METHODS: &[NativeDef] = &[
    NativeDef::new("($type, mapping)", new),
    NativeDef::method("__getitem__", "($self, key, /)", getitem),
    NativeDef::method("__contains__", "($self, key, /)", contains),
    NativeDef::method("__len__", "($self, /)", len),
    NativeDef::method("__iter__", "($self, /)", iter),
    NativeDef::method("__repr__", "($self, /)", repr),
    NativeDef::method("__str__", "($self, /)", str),
    NativeDef::method("__eq__", "($self, value, /)", eq),
    NativeDef::method("__hash__", "($self, /)", hash),
    NativeDef::method("__or__", "($self, value, /)", or),
    NativeDef::method("__ror__", "($self, value, /)", ror),
    NativeDef::method("__reversed__", "($self, /)", reversed),
    NativeDef::method("get", "($self, key, default=None, /)", get),
    NativeDef::method("keys", "($self, /)", keys),
    NativeDef::method("values", "($self, /)", values),
    NativeDef::method("items", "($self, /)", items),
    NativeDef::method("copy", "($self, /)", copy),
];

pub static TYPE: TypeDef = TypeDef {
    name: "mappingproxy",
    kind: Kind::MappingProxy,
    flags: TypeFlags::MAPPING,
    methods: METHODS,
    ..TypeDef::EMPTY
};

/// A proxy of a dictionary.
#[must_use]
pub fn of_dict(vm: &Vm, mapping: Value) -> Value {
    Ref::new(PyMappingProxy { mapping }, &vm.types.mappingproxy).into_value()
}

fn mapping(value: &Value) -> Value {
    value
        .get::<PyMappingProxy>()
        .expect("the receiver was checked")
        .mapping
        .clone()
}

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = args
        .get(0)
        .to_ref::<PyType>()
        .expect("__new__ takes a class");
    let mapping = args.get(1).clone();
    let sequence = mapping.get::<super::list::PyList>().is_some()
        || mapping.get::<super::tuple::PyTuple>().is_some();
    if sequence
        || vm
            .class_of(&mapping)
            .lookup(&vm.names.__getitem__)
            .is_none()
    {
        return Err(vm.type_error(format!(
            "mappingproxy() argument must be a mapping, not {}",
            vm.class_name(&mapping)
        )));
    }
    Ok(Ref::new(PyMappingProxy { mapping }, &class)
        .into_value()
        .into())
}

fn getitem(vm: &Vm, args: Args<'_>) -> NativeResult {
    vm.subscript(&mapping(args.get(0)), args.get(1))
}

fn contains(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, mapping, key) = (vm.clone(), mapping(args.get(0)), args.get(1).clone());
    Vm::future(async move { vm.contains(&mapping, &key).await.map(Value::bool) })
}

fn len(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, mapping) = (vm.clone(), mapping(args.get(0)));
    Vm::future(async move {
        vm.length(&mapping)
            .await
            .map(|length| Value::int(length as i64))
    })
}

fn iter(vm: &Vm, args: Args<'_>) -> NativeResult {
    vm.iter_flow(&mapping(args.get(0)))
}

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, mapping) = (vm.clone(), mapping(args.get(0)));
    Vm::future(
        async move { Ok(vm.new_str(format!("mappingproxy({})", vm.repr_text(&mapping).await?))) },
    )
}

fn str(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, mapping) = (vm.clone(), mapping(args.get(0)));
    Vm::future(async move { vm.str(&mapping).await })
}

fn eq(vm: &Vm, args: Args<'_>) -> NativeResult {
    let other = args
        .get(1)
        .get::<PyMappingProxy>()
        .map_or_else(|| args.get(1).clone(), |p| p.mapping.clone());
    vm.comparison(Comparison::Eq, &mapping(args.get(0)), &other)
}

fn hash(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, mapping) = (vm.clone(), mapping(args.get(0)));
    Vm::future(async move { vm.hash(&mapping).await.map(Value::int) })
}

fn or(vm: &Vm, args: Args<'_>) -> NativeResult {
    let unwrap = |value: &Value| {
        value
            .get::<PyMappingProxy>()
            .map_or_else(|| value.clone(), |p| p.mapping.clone())
    };
    let op = crate::vm::operators::BinaryOperator::Or;
    vm.binary_operation(op, false, &unwrap(args.get(0)), &unwrap(args.get(1)))
}

fn ror(vm: &Vm, args: Args<'_>) -> NativeResult {
    let op = crate::vm::operators::BinaryOperator::Or;
    vm.binary_operation(op, false, args.get(1), &mapping(args.get(0)))
}

fn forward(vm: &Vm, receiver: &Value, name: &Value, args: Vec<Value>) -> NativeResult {
    let (vm, mapping, name) = (vm.clone(), mapping(receiver), name.clone());
    Vm::future(async move {
        vm.call_method(&mapping, &name, CallArgs::new(args, vec![]))
            .await
    })
}

fn reversed(vm: &Vm, args: Args<'_>) -> NativeResult {
    forward(vm, args.get(0), &vm.names.__reversed__, vec![])
}

fn get(vm: &Vm, args: Args<'_>) -> NativeResult {
    let default = args.opt(2).cloned().unwrap_or_else(Value::none);
    forward(
        vm,
        args.get(0),
        &vm.names.get,
        vec![args.get(1).clone(), default],
    )
}

fn keys(vm: &Vm, args: Args<'_>) -> NativeResult {
    forward(vm, args.get(0), &vm.names.keys, vec![])
}

fn values(vm: &Vm, args: Args<'_>) -> NativeResult {
    forward(vm, args.get(0), &vm.names.values, vec![])
}

fn items(vm: &Vm, args: Args<'_>) -> NativeResult {
    forward(vm, args.get(0), &vm.names.items, vec![])
}

fn copy(vm: &Vm, args: Args<'_>) -> NativeResult {
    forward(vm, args.get(0), &vm.names.copy, vec![])
}
