//! `attrgetter`, `itemgetter` and `methodcaller`: callables that fetch from what they are called with.

use crate::object::{Kind, Ref, Trace, Value};
use crate::types::def::TypeDef;
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::types::repr_guard::ReprGuard;
use crate::types::str::PyStr;
use crate::types::type_object::{PyType, TypeFlags};
use crate::vm::attribute::Loaded;
use crate::vm::call::text;
use crate::vm::{CallArgs, NativeResult, PyResult, Vm};

/// What a getter fetches.
pub enum PyGetter {
    /// Dotted names as given, and each one's parts, interned.
    Attributes(Vec<Value>, Vec<Vec<Value>>),
    Items(Vec<Value>),
    Method {
        name: Value,
        args: Vec<Value>,
        keywords: Ref<PyDict>,
    },
}

impl Trace for PyGetter {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        match self {
            Self::Attributes(names, _) => names.iter().for_each(visit),
            Self::Items(items) => items.iter().for_each(visit),
            Self::Method { args, keywords, .. } => {
                args.iter().for_each(&mut *visit);
                visit(&keywords.to_value());
            }
        }
    }
}

#[derive(Default)]
struct Classes(std::cell::OnceCell<[Ref<PyType>; 3]>);

/// `attrgetter`, `itemgetter`, `methodcaller`.
pub fn classes(vm: &Vm) -> [Ref<PyType>; 3] {
    vm.extension::<Classes>()
        .0
        .get_or_init(|| {
            [&ATTRGETTER, &ITEMGETTER, &METHODCALLER].map(|def| vm.new_native_type(def, &[]))
        })
        .clone()
}

static ATTRGETTER: TypeDef = TypeDef {
    name: "attrgetter",
    module: "operator",
    kind: Kind::Getter,
    flags: TypeFlags::FINAL,
    methods: &[
        NativeDef::new("($type, /, *args, **kwargs)", new_attrgetter),
        NativeDef::method("__call__", "($self, /, *args, **kwargs)", call),
        NativeDef::method("__repr__", "($self, /)", repr),
        NativeDef::method("__reduce__", "($self, /)", reduce),
    ],
    doc: "Return a callable object that fetches the given attribute(s) from its operand.",
    ..TypeDef::EMPTY
};

static ITEMGETTER: TypeDef = TypeDef {
    name: "itemgetter",
    methods: &[
        NativeDef::new("($type, /, *args, **kwargs)", new_itemgetter),
        NativeDef::method("__call__", "($self, /, *args, **kwargs)", call),
        NativeDef::method("__repr__", "($self, /)", repr),
        NativeDef::method("__reduce__", "($self, /)", reduce),
    ],
    doc: "Return a callable object that fetches the given item(s) from its operand.",
    ..ATTRGETTER
};

static METHODCALLER: TypeDef = TypeDef {
    name: "methodcaller",
    methods: &[
        NativeDef::new("($type, /, *args, **kwargs)", new_methodcaller),
        NativeDef::method("__call__", "($self, /, *args, **kwargs)", call),
        NativeDef::method("__repr__", "($self, /)", repr),
        NativeDef::method("__reduce__", "($self, /)", reduce),
    ],
    doc: "Return a callable object that calls the given method on its operand.",
    ..ATTRGETTER
};

fn this(value: &Value) -> &PyGetter {
    value.get().expect("the receiver was checked")
}

fn no_keywords(vm: &Vm, name: &str, keywords: &PyDict) -> PyResult<()> {
    if !keywords.is_empty() {
        return Err(vm.type_error(format!("{name}() takes no keyword arguments")));
    }
    Ok(())
}

fn make(vm: &Vm, getter: PyGetter, place: usize) -> NativeResult {
    Ok(Ref::new(getter, &classes(vm)[place]).into_value().into())
}

fn new_attrgetter(vm: &Vm, args: Args<'_>) -> NativeResult {
    let names = args.rest(1);
    no_keywords(vm, "attrgetter", args.keywords(2))?;
    if names.is_empty() {
        return Err(vm.type_error("attrgetter expected 1 argument, got 0"));
    }
    let mut parts = Vec::with_capacity(names.len());
    for name in names {
        let Some(text) = name.get::<PyStr>() else {
            return Err(vm.type_error("attribute name must be a string"));
        };
        parts.push(match text.as_str() {
            Some(text) => text.split('.').map(|part| vm.intern(part)).collect(),
            None => vec![name.clone()],
        });
    }
    make(vm, PyGetter::Attributes(names.to_vec(), parts), 0)
}

fn new_itemgetter(vm: &Vm, args: Args<'_>) -> NativeResult {
    no_keywords(vm, "itemgetter", args.keywords(2))?;
    if args.rest(1).is_empty() {
        return Err(vm.type_error("itemgetter expected 1 argument, got 0"));
    }
    make(vm, PyGetter::Items(args.rest(1).to_vec()), 1)
}

fn new_methodcaller(vm: &Vm, args: Args<'_>) -> NativeResult {
    let Some((name, rest)) = args.rest(1).split_first() else {
        return Err(vm.type_error("methodcaller needs at least one argument, the method name"));
    };
    if name.get::<PyStr>().is_none() {
        return Err(vm.type_error("method name must be a string"));
    }
    let keywords = args.get(2).to_ref().expect("**kwargs is a dict");
    let getter = PyGetter::Method {
        name: vm.intern_value(name),
        args: rest.to_vec(),
        keywords,
    };
    make(vm, getter, 2)
}

/// An attribute of an object, by one name.
fn attribute(vm: &Vm, object: &Value, name: &Value) -> NativeResult {
    Ok(match vm.load_attribute(object, name)? {
        Loaded::Value(value) => value.into(),
        Loaded::Method(function) => vm.bind_method(&function, object).into(),
        Loaded::Flow(flow) => flow,
    })
}

fn call(vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = args.get(0);
    let name = vm.class_of(own).name();
    no_keywords(vm, &name, args.keywords(2))?;
    let [object] = args.rest(1) else {
        let given = args.rest(1).len();
        return Err(vm.type_error(format!("{name} expected 1 argument, got {given}")));
    };
    match this(own) {
        PyGetter::Items(items) if items.len() == 1 => vm.subscript(object, &items[0]),
        PyGetter::Attributes(_, paths) if paths.len() == 1 && paths[0].len() == 1 => {
            attribute(vm, object, &paths[0][0])
        }
        PyGetter::Method {
            name,
            args,
            keywords,
        } => {
            let call = CallArgs::new(args.clone(), keywords.snapshot());
            let (vm, object, name) = (vm.clone(), object.clone(), name.clone());
            Vm::future(async move { vm.call_method(&object, &name, call).await })
        }
        _ => {
            let (vm, own, object) = (vm.clone(), own.clone(), object.clone());
            Vm::future(async move { several(&vm, this(&own), &object).await })
        }
    }
}

async fn several(vm: &Vm, getter: &PyGetter, object: &Value) -> PyResult {
    let mut found = Vec::new();
    match getter {
        PyGetter::Items(items) => {
            for item in items {
                found.push(vm.get_item(object, item).await?);
            }
        }
        PyGetter::Attributes(_, paths) => {
            for path in paths {
                let mut value = object.clone();
                for name in path {
                    value = vm.get_attribute(&value, name).await?;
                }
                found.push(value);
            }
        }
        PyGetter::Method { .. } => {}
    }
    Ok(if found.len() == 1 {
        found.remove(0)
    } else {
        vm.new_tuple(found)
    })
}

/// All that was given: positional values, then keywords.
fn given(getter: &PyGetter) -> (Vec<Value>, Vec<(Value, Value)>) {
    match getter {
        PyGetter::Items(items) => (items.clone(), vec![]),
        PyGetter::Attributes(names, _) => (names.clone(), vec![]),
        PyGetter::Method {
            name,
            args,
            keywords,
        } => {
            let mut all = vec![name.clone()];
            all.extend(args.iter().cloned());
            (all, keywords.snapshot())
        }
    }
}

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, own) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let name = vm.class_of(&own).name();
        let Some(_guard) = ReprGuard::enter(&vm, &own) else {
            return Ok(vm.new_str(format!("operator.{name}(...)")));
        };
        let (values, keywords) = given(this(&own));
        let mut parts = Vec::new();
        for value in values {
            parts.push(vm.repr_text(&value).await?);
        }
        for (key, value) in keywords {
            parts.push(format!("{}={}", text(&key), vm.repr_text(&value).await?));
        }
        Ok(vm.new_str(format!("operator.{name}({})", parts.join(", "))))
    })
}

fn reduce(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = vm.class_of(args.get(0)).to_value();
    let (values, keywords) = given(this(args.get(0)));
    if keywords.is_empty() {
        return Ok(vm.new_tuple(vec![class, vm.new_tuple(values)]).into());
    }
    let partial = super::super::functools::partial::class(vm).into_value();
    let vm = vm.clone();
    Vm::future(async move {
        let bound = CallArgs::new(vec![class, values[0].clone()], keywords);
        let maker = vm.call(&partial, bound).await?;
        Ok(vm.new_tuple(vec![maker, vm.new_tuple(values[1..].to_vec())]))
    })
}
