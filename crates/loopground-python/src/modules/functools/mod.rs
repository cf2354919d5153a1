//! `_functools`: what `functools` has in C.
//!
//! Here: `reduce` and `cmp_to_key`. `partial` is in [`partial`], the cache of calls in [`cache`]; all else of
//! `functools` is Python.

pub mod cache;
pub mod partial;

use crate::object::{Kind, Ref, Trace, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::types::type_object::{PyType, TypeFlags};
use crate::vm::operators::Comparison;
use crate::vm::{NativeResult, PyResult, Vm};

pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    vm.add_functions(dict, "_functools", FUNCTIONS);
    let (placeholder, placeholder_class) = partial::placeholder(vm);
    for (name, value) in [
        ("partial", partial::class(vm).into_value()),
        ("Placeholder", placeholder),
        ("_PlaceholderType", placeholder_class.into_value()),
        ("_lru_cache_wrapper", cache::class(vm).into_value()),
    ] {
        dict.set_name(&vm.intern(name), value);
    }
    Ok(())
}

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("reduce", "(function, iterable, /, initial=<unrepresentable>)", reduce)
        .doc("Apply a function of two arguments cumulatively to the items of an iterable, from left to right."),
    NativeDef::function("cmp_to_key", "(mycmp)", cmp_to_key)
        .doc("Convert a cmp= function into a key= function."),
];

fn reduce(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, function, iterable) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    let initial = args.opt(2).cloned();
    Vm::future(async move {
        let iterator = match vm.iter(&iterable).await {
            Err(raised) if vm.matches(&raised, &vm.types.exceptions.type_error) => {
                return Err(vm.type_error("reduce() arg 2 must support iteration"));
            }
            other => other?,
        };
        let mut total = match initial {
            Some(initial) => initial,
            None => vm
                .next(&iterator)
                .await?
                .ok_or_else(|| vm.type_error("reduce() of empty iterable with no initial value"))?,
        };
        while let Some(item) = vm.next(&iterator).await? {
            total = vm.call(&function, [total, item]).await?;
        }
        Ok(total)
    })
}

/// `functools.KeyWrapper`: a comparison function, and the object it compares once it has one.
pub struct PyKeyWrapper {
    compare: Value,
    object: Option<Value>,
}

impl Trace for PyKeyWrapper {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.compare);
        self.object.iter().for_each(visit);
    }
}

#[derive(Default)]
struct KeyClass(std::cell::OnceCell<Ref<PyType>>);

fn key_class(vm: &Vm) -> Ref<PyType> {
    vm.extension::<KeyClass>()
        .0
        .get_or_init(|| vm.new_native_type(&KEY_WRAPPER, &[]))
        .clone()
}

static KEY_WRAPPER: TypeDef = TypeDef {
    name: "KeyWrapper",
    module: "functools",
    kind: Kind::KeyWrapper,
    flags: TypeFlags::FINAL | TypeFlags::NO_NEW,
    methods: &[
        NativeDef::method("__call__", "($self, /, *args, **kwargs)", call_key),
        NativeDef::method("__lt__", "($self, value, /)", |vm, args| {
            compare(vm, args, Comparison::Lt)
        }),
        NativeDef::method("__le__", "($self, value, /)", |vm, args| {
            compare(vm, args, Comparison::Le)
        }),
        NativeDef::method("__eq__", "($self, value, /)", |vm, args| {
            compare(vm, args, Comparison::Eq)
        }),
        NativeDef::method("__ne__", "($self, value, /)", |vm, args| {
            compare(vm, args, Comparison::Ne)
        }),
        NativeDef::method("__gt__", "($self, value, /)", |vm, args| {
            compare(vm, args, Comparison::Gt)
        }),
        NativeDef::method("__ge__", "($self, value, /)", |vm, args| {
            compare(vm, args, Comparison::Ge)
        }),
    ],
    attributes: &[GetSetDef::field("obj", |vm, this| {
        let wrapper: &PyKeyWrapper = this.get().expect("the receiver was checked");
        wrapper
            .object
            .clone()
            .ok_or_else(|| vm.attribute_error("object"))
    })],
    doc: "",
};

fn new_key(vm: &Vm, compare: Value, object: Option<Value>) -> Value {
    Ref::new(PyKeyWrapper { compare, object }, &key_class(vm)).into_value()
}

fn cmp_to_key(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(new_key(vm, args.get(0).clone(), None).into())
}

fn call_key(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (given, keywords) = (args.rest(1), args.keywords(2));
    let wrapper: &PyKeyWrapper = args.get(0).get().expect("the receiver was checked");
    let total = given.len() + keywords.len();
    if total > 1 {
        return Err(vm.type_error(format!("K() takes at most 1 argument ({total} given)")));
    }
    let object = match given
        .first()
        .cloned()
        .or_else(|| keywords.get_name(&vm.intern("obj")))
    {
        Some(object) => object,
        None => return Err(vm.type_error("K() missing required argument 'obj' (pos 1)")),
    };
    Ok(new_key(vm, wrapper.compare.clone(), Some(object)).into())
}

fn compare(vm: &Vm, args: Args<'_>, op: Comparison) -> NativeResult {
    let own: &PyKeyWrapper = args.get(0).get().expect("the receiver was checked");
    let Some(other) = args.get(1).get::<PyKeyWrapper>() else {
        return Err(vm.type_error("other argument must be K instance"));
    };
    let (Some(a), Some(b)) = (own.object.clone(), other.object.clone()) else {
        return Err(vm.attribute_error("object"));
    };
    let (vm, function) = (vm.clone(), own.compare.clone());
    Vm::future(async move {
        let order = vm.call(&function, [a, b]).await?;
        let flow = vm.comparison(op, &order, &Value::int(0))?;
        vm.run_flow(flow).await
    })
}
