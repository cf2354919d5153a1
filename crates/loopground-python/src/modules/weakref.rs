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
    ($($function:ident $reflected:ident $in_place:ident $op:ident;)*) => {
        $(fn $function(vm: &Vm, args: Args<'_>) -> NativeResult {
            let (a, b) = (target(vm, args.get(0))?, target(vm, args.get(1))?);
            vm.binary_operation(BinaryOperator::$op, false, &a, &b)
        }

        fn $reflected(vm: &Vm, args: Args<'_>) -> NativeResult {
            let (a, b) = (target(vm, args.get(1))?, target(vm, args.get(0))?);
            vm.binary_operation(BinaryOperator::$op, false, &a, &b)
        }

        fn $in_place(vm: &Vm, args: Args<'_>) -> NativeResult {
            let (a, b) = (target(vm, args.get(0))?, target(vm, args.get(1))?);
            vm.binary_operation(BinaryOperator::$op, true, &a, &b)
        })*
    };
}

binary_methods! {
    add radd iadd Add;
    sub rsub isub Subtract;
    mul rmul imul Multiply;
    matmul rmatmul imatmul MatrixMultiply;
    truediv rtruediv itruediv TrueDivide;
    floordiv rfloordiv ifloordiv FloorDivide;
    mod_ rmod imod Remainder;
    lshift rlshift ilshift Lshift;
    rshift rrshift irshift Rshift;
    and_ rand iand And;
    xor rxor ixor Xor;
    or_ ror ior Or;
    power rpower ipower Power;
}

/// What a builtin makes of the targets.
fn by_builtin(vm: &Vm, name: &str, args: &[&Value]) -> NativeResult {
    let mut given = Vec::new();
    for value in args {
        given.push(target(vm, value)?);
    }
    let function = vm.builtins.get_name(&vm.intern(name));
    let function = function.ok_or_else(|| vm.runtime_error("lost a builtin"))?;
    Ok(Flow::call(function, given.into()))
}

macro_rules! by_builtins {
    ($($function:ident $name:literal;)*) => {
        $(fn $function(vm: &Vm, args: Args<'_>) -> NativeResult {
            by_builtin(vm, $name, &[args.get(0)])
        })*
    };
}

by_builtins! {
    absolute "abs";
    integer "int";
    real "float";
    bytes "bytes";
    reversed "reversed";
}

fn pow(vm: &Vm, args: Args<'_>) -> NativeResult {
    match args.opt(2) {
        Some(modulus) if !modulus.is_none() => {
            by_builtin(vm, "pow", &[args.get(0), args.get(1), modulus])
        }
        _ => power(vm, args),
    }
}

fn div_mod(vm: &Vm, args: Args<'_>) -> NativeResult {
    by_builtin(vm, "divmod", &[args.get(0), args.get(1)])
}

fn reflected_div_mod(vm: &Vm, args: Args<'_>) -> NativeResult {
    by_builtin(vm, "divmod", &[args.get(1), args.get(0)])
}

fn negative(vm: &Vm, args: Args<'_>) -> NativeResult {
    vm.unary(&target(vm, args.get(0))?, &vm.intern("__neg__"), "-")
}

fn positive(vm: &Vm, args: Args<'_>) -> NativeResult {
    vm.unary(&target(vm, args.get(0))?, &vm.intern("__pos__"), "+")
}

fn invert(vm: &Vm, args: Args<'_>) -> NativeResult {
    vm.unary(&target(vm, args.get(0))?, &vm.intern("__invert__"), "~")
}

fn index(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, own) = (vm.clone(), target(vm, args.get(0))?);
    Vm::future(async move {
        let number = vm.index(&own).await?;
        Ok(vm.new_int(number))
    })
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
    NativeDef::method("__radd__", "($self, value, /)", radd),
    NativeDef::method("__iadd__", "($self, value, /)", iadd),
    NativeDef::method("__sub__", "($self, value, /)", sub),
    NativeDef::method("__rsub__", "($self, value, /)", rsub),
    NativeDef::method("__isub__", "($self, value, /)", isub),
    NativeDef::method("__mul__", "($self, value, /)", mul),
    NativeDef::method("__rmul__", "($self, value, /)", rmul),
    NativeDef::method("__imul__", "($self, value, /)", imul),
    NativeDef::method("__matmul__", "($self, value, /)", matmul),
    NativeDef::method("__rmatmul__", "($self, value, /)", rmatmul),
    NativeDef::method("__imatmul__", "($self, value, /)", imatmul),
    NativeDef::method("__truediv__", "($self, value, /)", truediv),
    NativeDef::method("__rtruediv__", "($self, value, /)", rtruediv),
    NativeDef::method("__itruediv__", "($self, value, /)", itruediv),
    NativeDef::method("__floordiv__", "($self, value, /)", floordiv),
    NativeDef::method("__rfloordiv__", "($self, value, /)", rfloordiv),
    NativeDef::method("__ifloordiv__", "($self, value, /)", ifloordiv),
    NativeDef::method("__mod__", "($self, value, /)", mod_),
    NativeDef::method("__rmod__", "($self, value, /)", rmod),
    NativeDef::method("__imod__", "($self, value, /)", imod),
    NativeDef::method("__lshift__", "($self, value, /)", lshift),
    NativeDef::method("__rlshift__", "($self, value, /)", rlshift),
    NativeDef::method("__ilshift__", "($self, value, /)", ilshift),
    NativeDef::method("__rshift__", "($self, value, /)", rshift),
    NativeDef::method("__rrshift__", "($self, value, /)", rrshift),
    NativeDef::method("__irshift__", "($self, value, /)", irshift),
    NativeDef::method("__and__", "($self, value, /)", and_),
    NativeDef::method("__rand__", "($self, value, /)", rand),
    NativeDef::method("__iand__", "($self, value, /)", iand),
    NativeDef::method("__xor__", "($self, value, /)", xor),
    NativeDef::method("__rxor__", "($self, value, /)", rxor),
    NativeDef::method("__ixor__", "($self, value, /)", ixor),
    NativeDef::method("__or__", "($self, value, /)", or_),
    NativeDef::method("__ror__", "($self, value, /)", ror),
    NativeDef::method("__ior__", "($self, value, /)", ior),
    NativeDef::method("__pow__", "($self, value, mod=None, /)", pow),
    NativeDef::method("__rpow__", "($self, value, /)", rpower),
    NativeDef::method("__ipow__", "($self, value, /)", ipower),
    NativeDef::method("__divmod__", "($self, value, /)", div_mod),
    NativeDef::method("__rdivmod__", "($self, value, /)", reflected_div_mod),
    NativeDef::method("__neg__", "($self, /)", negative),
    NativeDef::method("__pos__", "($self, /)", positive),
    NativeDef::method("__invert__", "($self, /)", invert),
    NativeDef::method("__abs__", "($self, /)", absolute),
    NativeDef::method("__int__", "($self, /)", integer),
    NativeDef::method("__float__", "($self, /)", real),
    NativeDef::method("__index__", "($self, /)", index),
    NativeDef::method("__bytes__", "($self, /)", bytes),
    NativeDef::method("__reversed__", "($self, /)", reversed),
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

/// One proxy serves all who want one without a callback; by the address of its target.
#[derive(Default)]
struct Shared(std::cell::RefCell<std::collections::HashMap<usize, WeakPointer>>);

fn proxy(vm: &Vm, args: Args<'_>) -> NativeResult {
    let callback = args.opt(1).filter(|callback| !callback.is_none()).cloned();
    let value = args.get(0);
    let object = crate::types::weakref::referent(vm, value)?;
    let shared = vm.extension::<Shared>();
    if callback.is_none()
        && let Some(known) = shared.0.borrow().get(&object.address())
        && let Some(known) = known.upgrade()
        && known.get::<PyWeakProxy>().is_some_and(|own| {
            let target = own.target.upgrade();
            target.is_some_and(|target| target.is(value))
        })
    {
        return Ok(known.into());
    }
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
    match callback {
        Some(callback) => crate::object::heap::watch(object, proxy.object(), Some(callback)),
        None => {
            crate::object::heap::note_reference(object, proxy.object());
            let mut shared = shared.0.borrow_mut();
            if shared.len() > 256 && shared.len().is_power_of_two() {
                shared.retain(|_, own| own.upgrade().is_some());
            }
            shared.insert(object.address(), WeakPointer::new(proxy.object()));
        }
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
    let own = target(vm, args.get(0))?;
    if vm.class_of(&own).lookup(&vm.names.__next__).is_none() {
        return Err(vm.type_error(format!(
            "Weakref proxy referenced a non-iterator '{}' object",
            vm.class_name(&own)
        )));
    }
    vm.next_flow(&own)
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
    Ok(Flow::call(
        target(vm, args.get(0))?,
        CallArgs::from_parts(args.rest(1), args.keywords(2)),
    ))
}
