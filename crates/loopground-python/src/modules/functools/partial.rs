//! `functools.partial`: a call with some arguments given, and `Placeholder`, which leaves one of them open.

use std::cell::RefCell;

use crate::modules::builtins::attributes::is_callable;
use crate::object::{Kind, Ref, Trace, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::dict::PyDict;
use crate::types::function_methods::{instance_dict, replace_dict};
use crate::types::native::{Args, NativeDef};
use crate::types::repr_guard::ReprGuard;
use crate::types::sequence::new_class;
use crate::types::singleton::PySingleton;
use crate::types::tuple::PyTuple;
use crate::types::type_object::{PyType, TypeFlags};
use crate::vm::call::text;
use crate::vm::{CallArgs, Flow, NativeResult, Vm};

struct State {
    function: Value,
    /// A tuple.
    args: Value,
    keywords: Ref<PyDict>,
}

/// `functools.partial`.
pub struct PyPartial(RefCell<State>);

impl Trace for PyPartial {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        let state = self.0.borrow();
        visit(&state.function);
        visit(&state.args);
        visit(&state.keywords.to_value());
    }
}

#[derive(Default)]
struct Class(std::cell::OnceCell<Ref<PyType>>);

pub fn class(vm: &Vm) -> Ref<PyType> {
    vm.extension::<Class>()
        .0
        .get_or_init(|| vm.new_native_type(&PARTIAL, &[]))
        .clone()
}

#[derive(Default)]
struct Placeholder(std::cell::OnceCell<(Value, Ref<PyType>)>);

/// `Placeholder` and its class.
pub fn placeholder(vm: &Vm) -> (Value, Ref<PyType>) {
    let make = || {
        let class = vm.new_native_type(&PLACEHOLDER, &[]);
        let only = PySingleton {
            name: "Placeholder",
        };
        (Ref::new(only, &class).into_value(), class)
    };
    vm.extension::<Placeholder>().0.get_or_init(make).clone()
}

static PARTIAL: TypeDef = TypeDef {
    name: "partial",
    module: "functools",
    kind: Kind::Partial,
    flags: TypeFlags::HAS_DICT | TypeFlags::WEAKREF,
    methods: &[
        NativeDef::new("($type, /, *args, **kwargs)", new),
        NativeDef::method("__call__", "($self, /, *args, **kwargs)", call),
        NativeDef::method("__repr__", "($self, /)", repr),
        NativeDef::method("__get__", "($self, instance, owner=None, /)", get),
        NativeDef::method("__reduce__", "($self, /)", reduce),
        NativeDef::method("__setstate__", "($self, state, /)", setstate),
        NativeDef::class_method(
            "__class_getitem__",
            "($type, object, /)",
            crate::types::list_methods::class_get_item,
        ),
    ],
    attributes: &[
        GetSetDef::writable("__dict__", instance_dict, replace_dict),
        GetSetDef::field("func", |_, this| {
            Ok(partial(this).0.borrow().function.clone())
        }),
        GetSetDef::field("args", |_, this| Ok(partial(this).0.borrow().args.clone())),
        GetSetDef::field("keywords", |_, this| {
            Ok(partial(this).0.borrow().keywords.to_value())
        }),
    ],
    doc: "Create a new function with partial application of the given arguments and keywords.",
};

static PLACEHOLDER: TypeDef = TypeDef {
    name: "_PlaceholderType",
    module: "functools",
    kind: Kind::Singleton,
    flags: TypeFlags::FINAL,
    methods: &[
        NativeDef::new("($type, /, *args, **kwargs)", |vm, args| {
            if !args.rest(1).is_empty() || !args.keywords(2).is_empty() {
                return Err(vm.type_error("PlaceholderType takes no arguments"));
            }
            Ok(placeholder(vm).0.into())
        }),
        NativeDef::method("__repr__", "($self, /)", |vm, _| {
            Ok(vm.intern("Placeholder").into())
        }),
        NativeDef::method("__reduce__", "($self, /)", |vm, _| {
            Ok(vm.intern("Placeholder").into())
        }),
    ],
    doc: "The type of the Placeholder singleton.",
    ..TypeDef::EMPTY
};

fn partial(value: &Value) -> &PyPartial {
    value.get().expect("the receiver was checked")
}

fn items(tuple: &Value) -> &[Value] {
    tuple.get::<PyTuple>().map_or(&[], PyTuple::items)
}

/// `own` with its placeholders filled from `given`, and what is left of `given` behind it.
fn fill(own: &[Value], given: &[Value], placeholder: &Value) -> Vec<Value> {
    let mut rest = given.iter();
    let mut all: Vec<Value> = own
        .iter()
        .map(|value| match value.is(placeholder) {
            true => rest.next().unwrap_or(placeholder).clone(),
            false => value.clone(),
        })
        .collect();
    all.extend(rest.cloned());
    all
}

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = new_class(vm, args.get(0), &class(vm))?;
    let Some((function, given)) = args.rest(1).split_first() else {
        return Err(vm.type_error("type 'partial' takes at least one argument"));
    };
    if !is_callable(vm, function) {
        return Err(vm.type_error("the first argument must be callable"));
    }
    let (placeholder, _) = placeholder(vm);
    if given.last().is_some_and(|last| last.is(&placeholder)) {
        return Err(vm.type_error("trailing Placeholders are not allowed"));
    }
    let given_keywords = args.keywords(2).snapshot();
    if given_keywords
        .iter()
        .any(|(_, value)| value.is(&placeholder))
    {
        return Err(vm.type_error("Placeholder cannot be passed as a keyword argument"));
    }
    let (function, keywords, all) = match function.get::<PyPartial>() {
        // Of a partial without attributes of its own the arguments are taken over.
        Some(inner)
            if function
                .as_object()
                .is_some_and(|object| object.dict().is_none()) =>
        {
            let inner = inner.0.borrow();
            (
                inner.function.clone(),
                Ref::new(inner.keywords.copied(), &vm.types.dict),
                fill(items(&inner.args), given, &placeholder),
            )
        }
        _ => (function.clone(), vm.new_dict(), given.to_vec()),
    };
    for (key, value) in given_keywords {
        keywords.set_name(&key, value);
    }
    let state = State {
        function,
        args: vm.new_tuple(all),
        keywords,
    };
    Ok(Ref::new(PyPartial(RefCell::new(state)), &class)
        .into_value()
        .into())
}

fn call(vm: &Vm, args: Args<'_>) -> NativeResult {
    let state = partial(args.get(0)).0.borrow();
    let (own, given) = (items(&state.args), args.rest(1));
    let (placeholder, _) = placeholder(vm);
    let open = own.iter().filter(|value| value.is(&placeholder)).count();
    if given.len() < open {
        return Err(vm.type_error(format!(
            "missing positional arguments in 'partial' call; expected at least {open}, got {}",
            given.len()
        )));
    }
    let positional = fill(own, given, &placeholder);
    let extra = args.keywords(2);
    // The dictionary is the program's to change.
    let strings = |(key, _): &(Value, Value)| key.get::<crate::types::str::PyStr>().is_some();
    if !state.keywords.snapshot().iter().all(strings) {
        return Err(vm.type_error("keywords must be strings"));
    }
    let keywords = if extra.is_empty() {
        state.keywords.snapshot()
    } else {
        let merged = PyDict::new();
        for (key, value) in state
            .keywords
            .snapshot()
            .into_iter()
            .chain(extra.snapshot())
        {
            merged.set_name(&vm.intern_value(&key), value);
        }
        merged.snapshot()
    };
    let function = state.function.clone();
    Ok(Flow::call(function, CallArgs::new(positional, keywords)))
}

fn get(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (own, instance) = (args.get(0), args.get(1));
    if instance.is_none() {
        return Ok(own.clone().into());
    }
    Ok(vm.new_bound_method(own.clone(), instance.clone()).into())
}

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, own) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let class = vm.class_of(&own).clone();
        let name = crate::types::type_methods::full_name(&vm, &class);
        let Some(_guard) = ReprGuard::enter(&vm, &own) else {
            return Ok(vm.new_str("..."));
        };
        let (function, given, keywords) = {
            let state = partial(&own).0.borrow();
            (
                state.function.clone(),
                state.args.clone(),
                state.keywords.clone(),
            )
        };
        let mut parts = vec![vm.repr_text(&function).await?];
        for value in items(&given) {
            parts.push(vm.repr_text(value).await?);
        }
        for (key, value) in keywords.snapshot() {
            let key = match key.get::<crate::types::str::PyStr>() {
                Some(_) => text(&key),
                None => vm.str_text(&key).await?,
            };
            parts.push(format!("{key}={}", vm.repr_text(&value).await?));
        }
        Ok(vm.new_str(format!("{name}({})", parts.join(", "))))
    })
}

fn reduce(vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = args.get(0);
    let state = partial(own).0.borrow();
    let attributes = own.as_object().and_then(|object| object.dict());
    let attributes = attributes.map_or_else(Value::none, Ref::into_value);
    let whole = vm.new_tuple(vec![
        state.function.clone(),
        state.args.clone(),
        state.keywords.to_value(),
        attributes,
    ]);
    let class = vm.class_of(own).to_value();
    let function = vm.new_tuple(vec![state.function.clone()]);
    Ok(vm.new_tuple(vec![class, function, whole]).into())
}

fn setstate(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (own, given) = (args.get(0), args.get(1));
    let bad = || vm.type_error("invalid partial state");
    let [function, arguments, keywords, attributes] = items(given) else {
        return Err(bad());
    };
    let plain = arguments.get::<PyTuple>().is_some()
        && (keywords.is_none() || keywords.get::<PyDict>().is_some())
        && (attributes.is_none() || attributes.get::<PyDict>().is_some())
        && is_callable(vm, function);
    if !plain {
        return Err(bad());
    }
    let (placeholder, _) = placeholder(vm);
    if items(arguments)
        .last()
        .is_some_and(|last| last.is(&placeholder))
    {
        return Err(vm.type_error("trailing Placeholders are not allowed"));
    }
    let keywords = match keywords.to_ref::<PyDict>() {
        Some(own) if vm.is_exactly(keywords, &vm.types.dict) => own,
        Some(own) => Ref::new(own.copied(), &vm.types.dict),
        None => vm.new_dict(),
    };
    let arguments = if vm.is_exactly(arguments, &vm.types.tuple) {
        arguments.clone()
    } else {
        vm.new_tuple(items(arguments).to_vec())
    };
    let state = State {
        function: function.clone(),
        args: arguments,
        keywords,
    };
    let old = partial(own).0.replace(state);
    drop(old);
    if let Some(object) = own.as_object() {
        object.set_dict(attributes.to_ref());
    }
    Ok(Value::none().into())
}
