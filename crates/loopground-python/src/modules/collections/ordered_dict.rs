//! `OrderedDict`: a dict whose items can be moved to either end. Its iterators and views are in `ordered_iterators`.
//!
//! The payload is that of `dict`, which keeps the order of insertion; here is what differs: comparison by order,
//! `move_to_end`, `popitem` at both ends, and methods that set items as a subclass does.

use super::ordered_iterators;
use crate::object::{Kind, Ref, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::dict::PyDict;
use crate::types::dict_iterators::What;
use crate::types::function_methods::{instance_dict, replace_dict};
use crate::types::native::{Args, NativeDef, PyNative};
use crate::types::repr_guard::ReprGuard;
use crate::types::type_object::{PyType, TypeFlags};
use crate::vm::{CallArgs, NativeResult, PyResult, Raised, Vm};

#[derive(Default)]
struct Class(std::cell::OnceCell<Ref<PyType>>);

pub fn class(vm: &Vm) -> Ref<PyType> {
    vm.extension::<Class>()
        .0
        .get_or_init(|| vm.new_native_type(&TYPE, &[&vm.types.dict]))
        .clone()
}

static TYPE: TypeDef = TypeDef {
    name: "OrderedDict",
    module: "collections",
    kind: Kind::Dict,
    flags: TypeFlags::MAPPING | TypeFlags::MATCH_SELF | TypeFlags::WEAKREF | TypeFlags::HAS_DICT,
    methods: &[
        NativeDef::method("__init__", "($self, /, *args, **kwargs)", init),
        NativeDef::method("__repr__", "($self, /)", repr),
        NativeDef::method("__eq__", "($self, value, /)", eq),
        NativeDef::method("__ne__", "($self, value, /)", ne),
        NativeDef::method("__iter__", "($self, /)", |vm, args| {
            Ok(ordered_iterators::forward(vm, &payload(args.get(0)), What::Keys).into())
        }),
        NativeDef::method("__reversed__", "($self, /)", |vm, args| {
            Ok(ordered_iterators::backward(vm, &payload(args.get(0)), What::Keys).into())
        })
        .doc("od.__reversed__() <==> reversed(od)"),
        NativeDef::method("__or__", "($self, value, /)", or),
        NativeDef::method("__ror__", "($self, value, /)", reflected_or),
        NativeDef::method("__ior__", "($self, value, /)", in_place_or),
        NativeDef::method("__reduce__", "($self, /)", reduce)
            .doc("Return state information for pickling"),
        NativeDef::class_method("fromkeys", "($type, /, iterable, value=None)", from_keys)
            .doc("Create a new ordered dictionary with keys from iterable and values set to value."),
        NativeDef::method("setdefault", "($self, /, key, default=None)", set_default).doc(
            "Insert key with a value of default if it is missing.\n\nReturn the value that key has then.",
        ),
        NativeDef::method("pop", "($self, /, key, default=<unrepresentable>)", pop).doc(
            "Remove the key and return its value; the default when it is missing.\n\n\
             Without a default a missing key is a KeyError.",
        ),
        NativeDef::method("popitem", "($self, /, last=True)", pop_item).doc(
            "Remove a (key, value) pair and return it: the last one,\nor the first one if last is false.",
        ),
        NativeDef::method("keys", "($self, /)", |vm, args| {
            Ok(ordered_iterators::view(vm, &payload(args.get(0)), What::Keys).into())
        }),
        NativeDef::method("values", "($self, /)", |vm, args| {
            Ok(ordered_iterators::view(vm, &payload(args.get(0)), What::Values).into())
        }),
        NativeDef::method("items", "($self, /)", |vm, args| {
            Ok(ordered_iterators::view(vm, &payload(args.get(0)), What::Items).into())
        }),
        NativeDef::method("update", "($self, /, *args, **kwargs)", update_method),
        NativeDef::method("clear", "($self, /)", |_, args| {
            payload(args.get(0)).clear_all();
            Ok(Value::none().into())
        })
        .doc("Remove all items from ordered dict."),
        NativeDef::method("copy", "($self, /)", copy).doc("A shallow copy of ordered dict."),
        NativeDef::method("move_to_end", "($self, /, key, last=True)", move_to_end).doc(
            "Move an item to the end, or to the beginning if last is false.\n\n\
             A missing key is a KeyError.",
        ),
    ],
    attributes: &[GetSetDef::writable("__dict__", instance_dict, replace_dict)],
    doc: "Dictionary that remembers insertion order",
};

fn payload(value: &Value) -> Ref<PyDict> {
    value.to_ref().expect("the receiver is a dict")
}

pub(super) fn mutated(vm: &Vm) -> Raised {
    vm.runtime_error("OrderedDict mutated during iteration")
}

fn is_exact(vm: &Vm, value: &Value) -> bool {
    vm.is_exactly(value, &class(vm))
}

/// `dict`'s own method.
async fn inherited(vm: &Vm, name: &str, args: Vec<Value>) -> PyResult {
    let found = vm.types.dict.lookup(&vm.intern(name));
    let native = found.and_then(|found| found.to_ref::<PyNative>());
    let flow = vm.call_native(&native.expect("dict has it"), CallArgs::from(args))?;
    vm.run_flow(flow).await
}

fn init(vm: &Vm, args: Args<'_>) -> NativeResult {
    let given = args.rest(1).len();
    if given > 1 {
        return Err(vm.type_error(format!("expected at most 1 argument, got {given}")));
    }
    update_method(vm, args)
}

fn update_method(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (this, given) = (args.get(0).clone(), args.rest(1));
    if given.len() > 1 {
        return Err(vm.type_error(format!(
            "update() takes at most 1 positional argument ({} given)",
            given.len()
        )));
    }
    let keywords = args.keywords(2).snapshot();
    let (vm, source) = (vm.clone(), given.first().cloned());
    Vm::future(async move {
        if let Some(source) = source {
            update(&vm, &this, &source).await?;
        }
        for (key, value) in keywords {
            vm.set_item(&this, &key, value).await?;
        }
        Ok(Value::none())
    })
}

/// Sets the items of a mapping, of what has `items`, or of pairs.
async fn update(vm: &Vm, this: &Value, source: &Value) -> PyResult<()> {
    if vm.is_exactly(source, &vm.types.dict) {
        for (key, value) in payload(source).snapshot() {
            vm.set_item(this, &key, value).await?;
        }
        return Ok(());
    }
    if let Some(method) = vm.get_attribute_opt(source, &vm.names.keys.clone()).await? {
        let keys = vm.call(&method, []).await?;
        let keys = vm.iter(&keys).await?;
        while let Some(key) = vm.next(&keys).await? {
            let value = vm.get_item(source, &key).await?;
            vm.set_item(this, &key, value).await?;
        }
        return Ok(());
    }
    let pairs = match vm
        .get_attribute_opt(source, &vm.names.items.clone())
        .await?
    {
        Some(method) => vm.call(&method, []).await?,
        None => source.clone(),
    };
    let pairs = vm.iter(&pairs).await?;
    while let Some(pair) = vm.next(&pairs).await? {
        let parts = vm.iter(&pair).await?;
        let Some(key) = vm.next(&parts).await? else {
            return Err(vm.value_error("need more than 0 values to unpack"));
        };
        let Some(value) = vm.next(&parts).await? else {
            return Err(vm.value_error("need more than 1 value to unpack"));
        };
        if vm.next(&parts).await?.is_some() {
            return Err(vm.value_error("too many values to unpack (expected 2)"));
        }
        vm.set_item(this, &key, value).await?;
    }
    Ok(())
}

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, this) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let Some(_guard) = ReprGuard::enter(&vm, &this) else {
            return Ok(vm.new_str("..."));
        };
        let name = vm.class_of(&this).name();
        if payload(&this).is_empty() {
            return Ok(vm.new_str(format!("{name}()")));
        }
        let shown = if is_exact(&vm, &this) {
            Ref::new(payload(&this).copied(), &vm.types.dict).into_value()
        } else {
            let items = vm.call_method(&this, &vm.names.items.clone(), []).await?;
            vm.call(&vm.types.dict.to_value(), [items]).await?
        };
        let shown = inherited(&vm, "__repr__", vec![shown]).await?;
        let mut text = rustpython_wtf8::Wtf8Buf::new();
        text.push_str(&format!("{name}("));
        text.push_wtf8(
            shown
                .get::<crate::types::str::PyStr>()
                .expect("a repr is text")
                .as_wtf8(),
        );
        text.push_str(")");
        Ok(vm.new_wtf8(text))
    })
}

fn eq(vm: &Vm, args: Args<'_>) -> NativeResult {
    compare(vm, args, true)
}

fn ne(vm: &Vm, args: Args<'_>) -> NativeResult {
    compare(vm, args, false)
}

fn compare(vm: &Vm, args: Args<'_>, equal: bool) -> NativeResult {
    let (this, other) = (args.get(0).clone(), args.get(1).clone());
    let Some(second) = other.to_ref::<PyDict>() else {
        return Ok(vm.types.not_implemented.clone().into());
    };
    let vm = vm.clone();
    Vm::future(async move {
        let ordered = vm.class_of(&other).is_subclass_of(&class(&vm));
        let same = inherited(&vm, "__eq__", vec![this.clone(), other]).await?;
        let mut same = vm.truth(&same).await?;
        if same && ordered {
            same = same_order(&vm, &payload(&this), &second).await?;
        }
        Ok(Value::bool(same == equal))
    })
}

async fn same_order(vm: &Vm, first: &Ref<PyDict>, second: &Ref<PyDict>) -> PyResult<bool> {
    let versions = (first.version(), second.version());
    let mut places = (0, 0);
    loop {
        match (first.next_entry(places.0), second.next_entry(places.1)) {
            (Some((at, key, _)), Some((other_at, other, _))) => {
                let same = key.is(&other) || vm.equal(&key, &other).await?;
                if versions != (first.version(), second.version()) {
                    return Err(mutated(vm));
                }
                if !same {
                    return Ok(false);
                }
                places = (at + 1, other_at + 1);
            }
            (None, None) => return Ok(true),
            _ => return Ok(false),
        }
    }
}

/// A new one of the receiver's class from one mapping, updated by another.
fn merged(vm: &Vm, receiver: &Value, first: &Value, second: &Value) -> NativeResult {
    let class = vm.class_of(receiver).to_value();
    let (vm, first, second) = (vm.clone(), first.clone(), second.clone());
    Vm::future(async move {
        let new = vm.call(&class, [first]).await?;
        update(&vm, &new, &second).await?;
        Ok(new)
    })
}

fn or(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (this, other) = (args.get(0), args.get(1));
    if other.get::<PyDict>().is_none() {
        return Ok(vm.types.not_implemented.clone().into());
    }
    merged(vm, this, this, other)
}

fn reflected_or(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (this, other) = (args.get(0), args.get(1));
    if other.get::<PyDict>().is_none() {
        return Ok(vm.types.not_implemented.clone().into());
    }
    merged(vm, this, other, this)
}

fn in_place_or(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, this, other) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move {
        update(&vm, &this, &other).await?;
        Ok(this)
    })
}

fn reduce(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, this) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let state = vm
            .call_method(&this, &vm.names.__getstate__.clone(), [])
            .await?;
        let items = vm.call_method(&this, &vm.names.items.clone(), []).await?;
        let items = vm.iter(&items).await?;
        let class = vm.class_of(&this).to_value();
        let nothing = vm.new_tuple(Vec::new());
        Ok(vm.new_tuple(vec![class, nothing, state, Value::none(), items]))
    })
}

fn from_keys(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (class, iterable) = (args.get(0).clone(), args.get(1).clone());
    let value = args.opt(2).cloned().unwrap_or_else(Value::none);
    let vm = vm.clone();
    Vm::future(async move {
        let new = vm.call(&class, []).await?;
        let iterator = vm.iter(&iterable).await?;
        while let Some(key) = vm.next(&iterator).await? {
            vm.set_item(&new, &key, value.clone()).await?;
        }
        Ok(new)
    })
}

fn set_default(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, this, key) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    let default = args.opt(2).cloned().unwrap_or_else(Value::none);
    Vm::future(async move {
        if is_exact(&vm, &this) {
            return inherited(&vm, "setdefault", vec![this, key, default]).await;
        }
        if vm.contains(&this, &key).await? {
            return vm.get_item(&this, &key).await;
        }
        vm.set_item(&this, &key, default.clone()).await?;
        Ok(default)
    })
}

fn pop(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, this, key) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    let default = args.opt(2).cloned();
    Vm::future(async move {
        let found = vm.dict_remove(&payload(&this), &key).await?;
        found.or(default).ok_or_else(|| vm.key_error(&key))
    })
}

fn pop_item(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, this) = (vm.clone(), args.get(0).clone());
    let last = args.opt(1).cloned();
    Vm::future(async move {
        let last = match last {
            Some(last) => vm.truth(&last).await?,
            None => true,
        };
        let dict = payload(&this);
        let end = match last {
            true => dict.previous_entry(usize::MAX),
            false => dict.next_entry(0),
        };
        let Some((place, key, value)) = end else {
            return Err(vm.key_error(&vm.new_str("dictionary is empty")));
        };
        match last {
            true => drop(dict.remove_last()),
            false => drop(dict.remove(place)),
        }
        Ok(vm.new_pair(key, value))
    })
}

fn copy(vm: &Vm, args: Args<'_>) -> NativeResult {
    let this = args.get(0);
    if is_exact(vm, this) {
        let copy = payload(this).copied();
        return Ok(Ref::new(copy, &class(vm)).into_value().into());
    }
    let (vm, this) = (vm.clone(), this.clone());
    Vm::future(async move {
        let new = vm.call(&vm.class_of(&this).to_value(), []).await?;
        let dict = payload(&this);
        let version = dict.version();
        let mut place = 0;
        while let Some((at, key, _)) = dict.next_entry(place) {
            place = at + 1;
            let value = vm.get_item(&this, &key).await?;
            vm.set_item(&new, &key, value).await?;
            if dict.version() != version {
                return Err(mutated(&vm));
            }
        }
        Ok(new)
    })
}

fn move_to_end(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, this, key) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    let last = args.opt(2).cloned();
    Vm::future(async move {
        let last = match last {
            Some(last) => vm.truth(&last).await?,
            None => true,
        };
        let dict = payload(&this);
        let hash = vm.hash_key(&key).await?;
        let Some(place) = vm.find_key(&dict, hash, &key).await? else {
            return Err(vm.key_error(&key));
        };
        dict.move_to_end(place, last);
        Ok(Value::none())
    })
}
