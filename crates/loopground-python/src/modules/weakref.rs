//! `_weakref`: references, and proxies that forward everything to their target.

use crate::object::{Kind, Ref, Trace, Value, WeakPointer};
use crate::types::def::TypeDef;
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::types::type_object::{PyType, TypeFlags};
use crate::vm::operators::{BinaryOperator, Comparison};
use crate::vm::{CallArgs, Flow, NativeResult, PyResult, Vm};

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("proxy", "(object, callback=None, /)", proxy),
    NativeDef::function("getweakrefcount", "(object, /)", count),
    NativeDef::function("getweakrefs", "(object, /)", references),
    NativeDef::function("_remove_dead_weakref", "(dct, key, /)", remove_dead),
];

#[derive(Default)]
struct ProxyClass(std::cell::OnceCell<(Ref<PyType>, Ref<PyType>)>);

pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    vm.add_functions(dict, "_weakref", FUNCTIONS);
    dict.set_name(&vm.intern("ref"), vm.types.weakref.to_value());
    dict.set_name(&vm.intern("ReferenceType"), vm.types.weakref.to_value());
    let (plain, callable) = proxy_classes(vm);
    dict.set_name(&vm.intern("ProxyType"), plain.into_value());
    dict.set_name(&vm.intern("CallableProxyType"), callable.into_value());
    Ok(())
}

fn proxy_classes(vm: &Vm) -> (Ref<PyType>, Ref<PyType>) {
    let kept = vm.extension::<ProxyClass>();
    kept.0
        .get_or_init(|| {
            let plain = vm.new_native_type(&PROXY, &[]);
            let callable = vm.new_native_type(&CALLABLE_PROXY, &[]);
            for class in [&plain, &callable] {
                class.set_flag(TypeFlags::CUSTOM_GETATTR | TypeFlags::CUSTOM_SETATTR, true);
            }
            (plain, callable)
        })
        .clone()
}

/// `weakref.proxy(object)`.
pub struct PyWeakProxy {
    target: WeakPointer,
}

impl Trace for PyWeakProxy {
    fn trace(&self, _visit: &mut dyn FnMut(&Value)) {}
}

fn target(vm: &Vm, value: &Value) -> PyResult {
    match value.get::<PyWeakProxy>() {
        Some(proxy) => proxy
            .target
            .upgrade()
            .ok_or_else(|| vm.reference_error("weakly-referenced object no longer exists")),
        None => Ok(value.clone()),
    }
}

macro_rules! binary_methods {
    ($($function:ident $op:ident;)*) => {
        $(fn $function(vm: &Vm, args: Args<'_>) -> NativeResult {
            let (a, b) = (target(vm, args.get(0))?, target(vm, args.get(1))?);
            vm.binary_operation(BinaryOperator::$op, false, &a, &b)
        })*
    };
}

binary_methods! {
    add Add;
    sub Subtract;
    mul Multiply;
    truediv TrueDivide;
    floordiv FloorDivide;
    modulo Remainder;
}

macro_rules! comparisons {
    ($($function:ident $op:ident;)*) => {
        $(fn $function(vm: &Vm, args: Args<'_>) -> NativeResult {
            let (a, b) = (target(vm, args.get(0))?, target(vm, args.get(1))?);
            vm.comparison(Comparison::$op, &a, &b)
        })*
    };
}

comparisons! {
    lt Lt;
    le Le;
    eq Eq;
    ne Ne;
    gt Gt;
    ge Ge;
}

static PROXY_METHODS: &[NativeDef] = &[
    NativeDef::method("__getattribute__", "($self, name, /)", getattribute),
    NativeDef::method("__setattr__", "($self, name, value, /)", setattr),
    NativeDef::method("__delattr__", "($self, name, /)", delattr),
    NativeDef::method("__repr__", "($self, /)", repr),
    NativeDef::method("__str__", "($self, /)", str),
    NativeDef::method("__bool__", "($self, /)", bool),
    NativeDef::method("__len__", "($self, /)", len),
    NativeDef::method("__iter__", "($self, /)", iter),
    NativeDef::method("__next__", "($self, /)", next),
    NativeDef::method("__contains__", "($self, key, /)", contains),
    NativeDef::method("__getitem__", "($self, key, /)", getitem),
    NativeDef::method("__setitem__", "($self, key, value, /)", setitem),
    NativeDef::method("__delitem__", "($self, key, /)", delitem),
    NativeDef::method("__add__", "($self, value, /)", add),
    NativeDef::method("__sub__", "($self, value, /)", sub),
    NativeDef::method("__mul__", "($self, value, /)", mul),
    NativeDef::method("__truediv__", "($self, value, /)", truediv),
    NativeDef::method("__floordiv__", "($self, value, /)", floordiv),
    NativeDef::method("__mod__", "($self, value, /)", modulo),
    NativeDef::method("__lt__", "($self, value, /)", lt),
    NativeDef::method("__le__", "($self, value, /)", le),
    NativeDef::method("__eq__", "($self, value, /)", eq),
    NativeDef::method("__ne__", "($self, value, /)", ne),
    NativeDef::method("__gt__", "($self, value, /)", gt),
    NativeDef::method("__ge__", "($self, value, /)", ge),
    NativeDef::method("__call__", "($self, /, *args, **kwargs)", call),
];

static PROXY: TypeDef = TypeDef {
    name: "ProxyType",
    module: "weakref",
    kind: Kind::WeakProxy,
    flags: TypeFlags::FINAL | TypeFlags::NO_NEW,
    methods: PROXY_METHODS,
    ..TypeDef::EMPTY
};

static CALLABLE_PROXY: TypeDef = TypeDef {
    name: "CallableProxyType",
    ..PROXY
};

fn proxy(vm: &Vm, args: Args<'_>) -> NativeResult {
    // The reference checks that the target can have one, and keeps the callback.
    let callback = args.opt(1).filter(|callback| !callback.is_none()).cloned();
    let value = args.get(0);
    crate::types::weakref::make(vm, &vm.types.weakref, value, None)?;
    let object = value.as_object().expect("checked by the reference");
    let (plain, callable) = proxy_classes(vm);
    let class = if vm.class_of(value).lookup(&vm.names.__call__).is_some() {
        callable
    } else {
        plain
    };
    let proxy = Ref::new(
        PyWeakProxy {
            target: WeakPointer::new(object),
        },
        &class,
    );
    if let Some(callback) = callback {
        crate::object::heap::watch(object, proxy.object(), Some(callback));
    }
    Ok(proxy.into_value().into())
}

fn count(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::int(live_references(args.get(0)).len() as i64).into())
}

fn references(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(vm.new_list(live_references(args.get(0))).into())
}

fn live_references(value: &Value) -> Vec<Value> {
    value
        .as_object()
        .map_or_else(Vec::new, crate::object::heap::references)
}

fn remove_dead(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, dict, key) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move {
        if let Some(dict) = dict.to_ref::<PyDict>()
            && let Some(found) = vm.dict_get(&dict, &key).await?
            && found
                .get::<crate::types::weakref::PyWeakref>()
                .is_some_and(|reference| reference.target.upgrade().is_none())
        {
            vm.dict_remove(&dict, &key).await?;
        }
        Ok(Value::none())
    })
}

fn getattribute(vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = target(vm, args.get(0))?;
    let name = crate::types::object::attribute_name(vm, args.get(1))?;
    let vm = vm.clone();
    Vm::future(async move { vm.get_attribute(&own, &name).await })
}

fn store(vm: &Vm, args: Args<'_>, value: Option<Value>) -> NativeResult {
    let own = target(vm, args.get(0))?;
    let name = crate::types::object::attribute_name(vm, args.get(1))?;
    let vm = vm.clone();
    Vm::future(async move {
        vm.set_attribute(&own, &name, value)
            .await
            .map(|()| Value::none())
    })
}

fn setattr(vm: &Vm, args: Args<'_>) -> NativeResult {
    store(vm, args, Some(args.get(2).clone()))
}

fn delattr(vm: &Vm, args: Args<'_>) -> NativeResult {
    store(vm, args, None)
}

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let proxy = args
        .get(0)
        .get::<PyWeakProxy>()
        .expect("the receiver was checked");
    let shown = match proxy.target.upgrade() {
        Some(target) => format!(
            "<weakproxy at {:#x}; to '{}' at {:#x}>",
            args.get(0).identity(),
            crate::types::type_methods::full_name(vm, &vm.class_of(&target)),
            target.identity()
        ),
        None => format!("<weakproxy at {:#x}; dead>", args.get(0).identity()),
    };
    Ok(vm.new_str(shown).into())
}

fn str(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, own) = (vm.clone(), target(vm, args.get(0))?);
    Vm::future(async move { vm.str(&own).await })
}

fn bool(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, own) = (vm.clone(), target(vm, args.get(0))?);
    Vm::future(async move { vm.truth(&own).await.map(Value::bool) })
}

fn len(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, own) = (vm.clone(), target(vm, args.get(0))?);
    Vm::future(async move {
        vm.length(&own)
            .await
            .map(|length| Value::int(length as i64))
    })
}

fn iter(vm: &Vm, args: Args<'_>) -> NativeResult {
    vm.iter_flow(&target(vm, args.get(0))?)
}

fn next(vm: &Vm, args: Args<'_>) -> NativeResult {
    vm.next_flow(&target(vm, args.get(0))?)
}

fn contains(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, own, key) = (vm.clone(), target(vm, args.get(0))?, args.get(1).clone());
    Vm::future(async move { vm.contains(&own, &key).await.map(Value::bool) })
}

fn getitem(vm: &Vm, args: Args<'_>) -> NativeResult {
    vm.subscript(&target(vm, args.get(0))?, args.get(1))
}

fn setitem(vm: &Vm, args: Args<'_>) -> NativeResult {
    vm.store_subscript(
        &target(vm, args.get(0))?,
        args.get(1),
        Some(args.get(2).clone()),
    )
}

fn delitem(vm: &Vm, args: Args<'_>) -> NativeResult {
    vm.store_subscript(&target(vm, args.get(0))?, args.get(1), None)
}

fn call(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Flow::Call(
        target(vm, args.get(0))?,
        CallArgs::from_parts(args.rest(1), args.keywords(2)),
    ))
}
