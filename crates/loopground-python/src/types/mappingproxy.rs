//! `mappingproxy` (`types.MappingProxyType`): a read-only view of a mapping.

use crate::object::{Kind, Ref, Trace, Value};
use crate::types::def::TypeDef;
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::types::type_object::TypeFlags;
use crate::vm::operators::{BinaryOperator, Comparison};
use crate::vm::{NativeResult, Vm};

pub struct PyMappingProxy {
    pub mapping: Value,
}

impl Trace for PyMappingProxy {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.mapping);
    }
}

pub static TYPE: TypeDef = TypeDef {
    name: "mappingproxy",
    kind: Kind::MappingProxy,
    flags: TypeFlags::MAPPING | TypeFlags::FINAL,
    methods: &[
        NativeDef::new("($type, /, mapping)", new),
        NativeDef::method("__repr__", "($self, /)", repr),
        NativeDef::method("__str__", "($self, /)", str),
        NativeDef::method("__hash__", "($self, /)", hash),
        NativeDef::method("__len__", "($self, /)", len),
        NativeDef::method("__getitem__", "($self, key, /)", get_item),
        NativeDef::method("__contains__", "($self, key, /)", contains),
        NativeDef::method("__iter__", "($self, /)", iter),
        NativeDef::method("__reversed__", "($self, /)", reversed),
        NativeDef::method("__lt__", "($self, value, /)", lt),
        NativeDef::method("__le__", "($self, value, /)", le),
        NativeDef::method("__eq__", "($self, value, /)", eq),
        NativeDef::method("__ne__", "($self, value, /)", ne),
        NativeDef::method("__gt__", "($self, value, /)", gt),
        NativeDef::method("__ge__", "($self, value, /)", ge),
        NativeDef::method("__or__", "($self, value, /)", or),
        NativeDef::method("__ror__", "($self, value, /)", ror),
        NativeDef::method("__ior__", "($self, value, /)", ior),
        NativeDef::method("get", "($self, key, default=None, /)", get)
            .doc("Return the value for key if key is in the mapping, else default."),
        NativeDef::method("keys", "($self, /)", keys),
        NativeDef::method("values", "($self, /)", values),
        NativeDef::method("items", "($self, /)", items),
        NativeDef::method("copy", "($self, /)", copy),
        NativeDef::class_method(
            "__class_getitem__",
            "($type, object, /)",
            super::list_methods::class_get_item,
        ),
    ],
    doc: "Read-only proxy of a mapping.",
    ..TypeDef::EMPTY
};

/// A proxy of a mapping.
#[must_use]
pub fn of_dict(vm: &Vm, mapping: Value) -> Value {
    Ref::new(PyMappingProxy { mapping }, &vm.types.mappingproxy).into_value()
}

fn inner(args: Args<'_>) -> Value {
    let proxy = args.get(0).get::<PyMappingProxy>();
    proxy.expect("the receiver is a proxy").mapping.clone()
}

fn unwrapped(value: &Value) -> Value {
    match value.get::<PyMappingProxy>() {
        Some(proxy) => proxy.mapping.clone(),
        None => value.clone(),
    }
}

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let mapping = args.get(1);
    let class = vm.class_of(mapping);
    let sequence = mapping
        .as_object()
        .is_some_and(|o| matches!(o.kind(), Kind::List | Kind::Tuple));
    if sequence || class.lookup(&vm.names.__getitem__).is_none() {
        return Err(vm.type_error(format!(
            "mappingproxy() argument must be a mapping, not {}",
            class.name()
        )));
    }
    Ok(of_dict(vm, mapping.clone()).into())
}

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, mapping) = (vm.clone(), inner(args));
    Vm::future(async move {
        let mut text = rustpython_wtf8::Wtf8Buf::new();
        text.push_str("mappingproxy(");
        super::sequence::push_repr(&vm, &mut text, &mapping).await?;
        text.push_str(")");
        Ok(vm.new_wtf8(text))
    })
}

fn str(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, mapping) = (vm.clone(), inner(args));
    Vm::future(async move { vm.str(&mapping).await })
}

fn hash(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, mapping) = (vm.clone(), inner(args));
    Vm::future(async move { vm.hash(&mapping).await.map(Value::int) })
}

fn len(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, mapping) = (vm.clone(), inner(args));
    Vm::future(async move { Ok(Value::int(vm.length(&mapping).await? as i64)) })
}

fn get_item(vm: &Vm, args: Args<'_>) -> NativeResult {
    vm.subscript(&inner(args), args.get(1))
}

fn contains(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, mapping, key) = (vm.clone(), inner(args), args.get(1).clone());
    Vm::future(async move { vm.contains(&mapping, &key).await.map(Value::bool) })
}

fn iter(vm: &Vm, args: Args<'_>) -> NativeResult {
    vm.iter_flow(&inner(args))
}

fn call(vm: &Vm, args: Args<'_>, name: &'static str, given: Vec<Value>) -> NativeResult {
    let (vm, mapping) = (vm.clone(), inner(args));
    Vm::future(async move { vm.call_method(&mapping, &vm.intern(name), given).await })
}

fn reversed(vm: &Vm, args: Args<'_>) -> NativeResult {
    call(vm, args, "__reversed__", vec![])
}

fn lt(vm: &Vm, args: Args<'_>) -> NativeResult {
    vm.comparison(Comparison::Lt, &inner(args), args.get(1))
}

fn le(vm: &Vm, args: Args<'_>) -> NativeResult {
    vm.comparison(Comparison::Le, &inner(args), args.get(1))
}

fn eq(vm: &Vm, args: Args<'_>) -> NativeResult {
    vm.comparison(Comparison::Eq, &inner(args), args.get(1))
}

fn ne(vm: &Vm, args: Args<'_>) -> NativeResult {
    vm.comparison(Comparison::Ne, &inner(args), args.get(1))
}

fn gt(vm: &Vm, args: Args<'_>) -> NativeResult {
    vm.comparison(Comparison::Gt, &inner(args), args.get(1))
}

fn ge(vm: &Vm, args: Args<'_>) -> NativeResult {
    vm.comparison(Comparison::Ge, &inner(args), args.get(1))
}

fn or(vm: &Vm, args: Args<'_>) -> NativeResult {
    let other = unwrapped(args.get(1));
    vm.binary_operation(BinaryOperator::Or, false, &inner(args), &other)
}

fn ror(vm: &Vm, args: Args<'_>) -> NativeResult {
    let other = unwrapped(args.get(1));
    vm.binary_operation(BinaryOperator::Or, false, &other, &inner(args))
}

fn ior(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = vm.class_name(args.get(0));
    Err(vm.type_error(format!("'|=' is not supported by {class}; use '|' instead")))
}

fn get(vm: &Vm, args: Args<'_>) -> NativeResult {
    let default = args.opt(2).cloned().unwrap_or_else(Value::none);
    let mapping = inner(args);
    if vm.is_exactly(&mapping, &vm.types.dict)
        && let Some(dict) = mapping.get::<PyDict>()
        && let Some(found) = vm.quick_dict_get(dict, args.get(1))
    {
        return Ok(found.unwrap_or(default).into());
    }
    call(vm, args, "get", vec![args.get(1).clone(), default])
}

fn keys(vm: &Vm, args: Args<'_>) -> NativeResult {
    call(vm, args, "keys", vec![])
}

fn values(vm: &Vm, args: Args<'_>) -> NativeResult {
    call(vm, args, "values", vec![])
}

fn items(vm: &Vm, args: Args<'_>) -> NativeResult {
    call(vm, args, "items", vec![])
}

fn copy(vm: &Vm, args: Args<'_>) -> NativeResult {
    call(vm, args, "copy", vec![])
}
