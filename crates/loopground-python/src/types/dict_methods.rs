//! `dict`: methods. Views are in `dict_views`, iterators in `dict_iterators`.

use crate::object::{Kind, Ref, Value};
use crate::types::def::TypeDef;
use crate::types::dict::{Found, PyDict};
use crate::types::dict_iterators::{self, What};
use crate::types::dict_views;
use crate::types::native::{Args, NativeDef};
use crate::types::quick::{quick_equal, quick_repr_into};
use crate::types::sequence::{self, ReprGuard, push_repr};
use crate::types::type_object::TypeFlags;
use crate::vm::{Flow, NativeResult, PyResult, Vm};

pub static TYPE: TypeDef = TypeDef {
    name: "dict",
    kind: Kind::Dict,
    flags: TypeFlags::MAPPING | TypeFlags::MATCH_SELF,
    methods: &[
        NativeDef::new("($type, /, *args, **kwargs)", new),
        NativeDef::method("__init__", "($self, /, *args, **kwargs)", init),
        NativeDef::method("__repr__", "($self, /)", repr),
        NativeDef::method("__len__", "($self, /)", len),
        NativeDef::method("__getitem__", "($self, key, /)", get_item),
        NativeDef::method("__setitem__", "($self, key, value, /)", set_item),
        NativeDef::method("__delitem__", "($self, key, /)", del_item),
        NativeDef::method("__contains__", "($self, key, /)", contains)
            .doc("True if the dictionary has the specified key, else False."),
        NativeDef::method("__iter__", "($self, /)", iter),
        NativeDef::method("__reversed__", "($self, /)", reversed)
            .doc("Return a reverse iterator over the dict keys."),
        NativeDef::method("__eq__", "($self, value, /)", eq),
        NativeDef::method("__ne__", "($self, value, /)", ne),
        NativeDef::method("__or__", "($self, value, /)", or),
        NativeDef::method("__ror__", "($self, value, /)", ror),
        NativeDef::method("__ior__", "($self, value, /)", ior),
        NativeDef::method("__sizeof__", "($self, /)", super::object::sizeof)
            .doc("Return the size of the dict in memory."),
        NativeDef::method("get", "($self, key, default=None, /)", get)
            .doc("Return the value for key if key is in the dictionary, else default."),
        NativeDef::method("setdefault", "($self, key, default=None, /)", set_default)
            .doc("Insert key with a value of default if key is not in the dictionary."),
        NativeDef::method("pop", "($self, key, default=<unrepresentable>, /)", pop)
            .doc("Remove the key and return its value; the default when it is missing."),
        NativeDef::method("popitem", "($self, /)", pop_item)
            .doc("Remove and return the (key, value) pair inserted last."),
        NativeDef::method("keys", "($self, /)", dict_views::keys)
            .doc("Return a set-like object providing a view on the dict's keys."),
        NativeDef::method("items", "($self, /)", dict_views::items)
            .doc("Return a set-like object providing a view on the dict's items."),
        NativeDef::method("values", "($self, /)", dict_views::values)
            .doc("Return an object providing a view on the dict's values."),
        NativeDef::method("update", "($self, /, *args, **kwargs)", update)
            .doc("Update the dictionary from a mapping, an iterable of pairs, and keywords."),
        NativeDef::class_method("fromkeys", "($type, iterable, value=None, /)", from_keys)
            .doc("Create a new dictionary with keys from iterable and values set to value."),
        NativeDef::method("clear", "($self, /)", clear).doc("Remove all items from the dict."),
        NativeDef::method("copy", "($self, /)", copy).doc("Return a shallow copy of the dict."),
        NativeDef::class_method(
            "__class_getitem__",
            "($type, object, /)",
            super::list_methods::class_get_item,
        ),
    ],
    doc: "A mapping of keys to values that keeps the order of insertion.",
    ..TypeDef::EMPTY
};

fn dict(value: &Value) -> Ref<PyDict> {
    value.to_ref().expect("the receiver is a dict")
}

fn payload(value: &Value) -> &PyDict {
    value.get().expect("the receiver is a dict")
}

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = sequence::new_class(vm, args.get(0), &vm.types.dict)?;
    Ok(Ref::new(PyDict::new(), &class).into_value().into())
}

fn init(vm: &Vm, args: Args<'_>) -> NativeResult {
    update_from_args(vm, args, "dict")
}

fn update(vm: &Vm, args: Args<'_>) -> NativeResult {
    update_from_args(vm, args, "update")
}

fn update_from_args(vm: &Vm, args: Args<'_>, name: &str) -> NativeResult {
    let given = args.rest(1);
    if given.len() > 1 {
        return Err(vm.type_error(format!(
            "{name} expected at most 1 argument, got {}",
            given.len()
        )));
    }
    let keywords = args.keywords(2).snapshot();
    if given.is_empty() {
        let target = payload(args.get(0));
        for (key, value) in keywords {
            target.set_name(&key, value);
        }
        return Ok(Value::none().into());
    }
    let (vm, target, source) = (vm.clone(), dict(args.get(0)), given[0].clone());
    if keywords.is_empty() && merge_at_once(&vm, &target, &source) {
        return Ok(Value::none().into());
    }
    Vm::future(async move {
        update_dict(&vm, &target, &source).await?;
        for (key, value) in keywords {
            target.set_name(&key, value);
        }
        Ok(Value::none())
    })
}

/// `dict.update` with one argument: a mapping, or pairs.
pub async fn update_dict(vm: &Vm, target: &Ref<PyDict>, source: &Value) -> PyResult<()> {
    if let Some(other) = source.to_ref::<PyDict>()
        && iterates_plainly(vm, source)
    {
        return merge_dict(vm, target, &other).await;
    }
    let keys = vm.names.keys.clone();
    match vm.get_attribute_opt(source, &keys).await? {
        Some(method) => {
            let keys = vm.call(&method, []).await?;
            let keys = vm.iter(&keys).await?;
            while let Some(key) = vm.next(&keys).await? {
                let value = vm.get_item(source, &key).await?;
                set(vm, target, &key, value).await?;
            }
            Ok(())
        }
        None => update_from_pairs(vm, target, source).await,
    }
}

/// Whether a dict's class has left `dict.__iter__` alone: then its table is read, whatever `keys` does.
#[must_use]
pub fn iterates_plainly(vm: &Vm, dict: &Value) -> bool {
    if vm.is_exactly(dict, &vm.types.dict) {
        return true;
    }
    let method = vm.class_of(dict).lookup(&vm.names.__iter__);
    let own = vm.types.dict.dict.get_name(&vm.names.__iter__);
    own.zip(method).is_some_and(|(own, method)| own.is(&method))
}

/// With more entries than this the work is done in steps, so that it can be interrupted.
const AT_ONCE: usize = 4096;

/// `update` from a dict whose keys compare without Python code; `false` when it takes more, and then doing it again
/// does no harm.
fn merge_at_once(vm: &Vm, target: &Ref<PyDict>, source: &Value) -> bool {
    let Some(other) = source
        .get::<PyDict>()
        .filter(|other| other.len() <= AT_ONCE && iterates_plainly(vm, source))
    else {
        return false;
    };
    if std::ptr::eq(&**target, other) {
        return true;
    }
    vm.fuel
        .set(vm.fuel.get().saturating_sub(other.len() as u64));
    let mut place = 0;
    while let Some((at, key, value)) = other.next_entry(place) {
        place = at + 1;
        let hash = other.hash_at(at);
        if vm.quick_dict_set_hashed(target, hash, &key, value).is_err() {
            return false;
        }
    }
    true
}

async fn merge_dict(vm: &Vm, target: &Ref<PyDict>, other: &Ref<PyDict>) -> PyResult<()> {
    if target.ptr_eq(other) {
        return Ok(());
    }
    let length = other.len();
    let mut place = 0;
    while let Some((at, key, value)) = other.next_entry(place) {
        place = at + 1;
        let hash = other.hash_at(at);
        vm.charge(1).await?;
        set_hashed(vm, target, hash, &key, value).await?;
        if other.len() != length {
            return Err(vm.runtime_error("dict mutated during update"));
        }
    }
    Ok(())
}

async fn update_from_pairs(vm: &Vm, target: &Ref<PyDict>, source: &Value) -> PyResult<()> {
    let iterator = vm.iter(source).await?;
    let mut number = 0;
    while let Some(pair) = vm.next(&iterator).await? {
        let items = match super::list_methods::elements(&pair) {
            Some(items) if vm.quick_items(&pair).is_some() => items,
            _ => {
                if !vm.can_iterate(&pair) {
                    let raised = vm.type_error("object is not iterable");
                    super::exception_methods::add_note(
                        vm,
                        &raised,
                        &format!(
                            "Cannot convert dictionary update sequence element #{number} to a sequence"
                        ),
                    );
                    return Err(raised);
                }
                vm.collect(&pair).await?
            }
        };
        let [key, value] = items.as_slice() else {
            return Err(vm.value_error(format!(
                "dictionary update sequence element #{number} has length {}; 2 is required",
                items.len()
            )));
        };
        set(vm, target, key, value.clone()).await?;
        number += 1;
    }
    Ok(())
}

/// `dict[key] = value` within the memory limit.
async fn set(vm: &Vm, target: &Ref<PyDict>, key: &Value, value: Value) -> PyResult<()> {
    vm.check_growth(target.len(), 48)?;
    vm.dict_set(target, key, value).await
}

async fn set_hashed(
    vm: &Vm,
    target: &Ref<PyDict>,
    hash: i64,
    key: &Value,
    value: Value,
) -> PyResult<()> {
    vm.check_growth(target.len(), 48)?;
    match vm.find_key(target, hash, key).await? {
        Some(place) => drop(target.replace(place, value)),
        None => {
            target.insert_new(hash, key.clone(), value);
        }
    }
    Ok(())
}

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let this = args.get(0);
    if vm.is_exactly(this, &vm.types.dict) {
        let mut quick = String::new();
        if quick_repr_into(vm, this, &mut quick) {
            return Ok(vm.new_str(quick).into());
        }
    }
    let (vm, this) = (vm.clone(), this.clone());
    Vm::future(async move {
        let Some(_guard) = ReprGuard::enter(&vm, &this) else {
            return Ok(vm.new_str("{...}"));
        };
        let dict = payload(&this);
        let mut text = rustpython_wtf8::Wtf8Buf::new();
        text.push_str("{");
        let (mut place, mut first) = (0, true);
        while let Some((at, key, value)) = dict.next_entry(place) {
            place = at + 1;
            if !std::mem::take(&mut first) {
                text.push_str(", ");
            }
            push_repr(&vm, &mut text, &key).await?;
            text.push_str(": ");
            push_repr(&vm, &mut text, &value).await?;
        }
        text.push_str("}");
        Ok(vm.new_wtf8(text))
    })
}

fn len(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::int(payload(args.get(0)).len() as i64).into())
}

fn get_item(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (this, key) = (args.get(0), args.get(1));
    if let Some(Some(value)) = vm.quick_dict_get(payload(this), key) {
        return Ok(value.into());
    }
    let (vm, this, key) = (vm.clone(), this.clone(), key.clone());
    Vm::future(async move {
        if let Some(value) = vm.dict_get(&dict(&this), &key).await? {
            return Ok(value);
        }
        if !vm.is_exactly(&this, &vm.types.dict) {
            let class = vm.class_of(&this).clone();
            let missing = class.lookup(&vm.names.__missing__);
            if let Some(missing) = missing {
                let flow = vm.call_special(&this, missing, vec![key]);
                return vm.run_flow(flow).await;
            }
        }
        Err(vm.key_error(&key))
    })
}

fn set_item(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (this, key, value) = (args.get(0), args.get(1), args.get(2));
    vm.check_growth(payload(this).len(), 48)?;
    match vm.quick_dict_set(payload(this), key, value.clone()) {
        Ok(()) => Ok(Value::none().into()),
        Err(value) => {
            let (vm, this, key) = (vm.clone(), dict(this), key.clone());
            Vm::future(async move {
                vm.dict_set(&this, &key, value).await?;
                Ok(Value::none())
            })
        }
    }
}

/// Removes a key without Python code; the outer `None`: some is needed.
fn quick_remove(vm: &Vm, dict: &PyDict, key: &Value) -> Option<Option<Value>> {
    let hash = vm.plain_hash(key)?;
    match vm.find_plain(dict, hash, key) {
        Found::At(place) => Some(Some(dict.remove(place).1)),
        Found::Missing => Some(None),
        Found::Ask(_) => None,
    }
}

fn del_item(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (this, key) = (args.get(0), args.get(1));
    match quick_remove(vm, payload(this), key) {
        Some(Some(_)) => Ok(Value::none().into()),
        Some(None) => Err(vm.key_error(key)),
        None => {
            let (vm, this, key) = (vm.clone(), dict(this), key.clone());
            Vm::future(async move {
                match vm.dict_remove(&this, &key).await? {
                    Some(_) => Ok(Value::none()),
                    None => Err(vm.key_error(&key)),
                }
            })
        }
    }
}

fn contains(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (this, key) = (args.get(0), args.get(1));
    if let Some(found) = vm.quick_dict_get(payload(this), key) {
        return Ok(Value::bool(found.is_some()).into());
    }
    let (vm, this, key) = (vm.clone(), dict(this), key.clone());
    Vm::future(async move { Ok(Value::bool(vm.dict_get(&this, &key).await?.is_some())) })
}

fn iter(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(dict_iterators::forward(vm, &dict(args.get(0)), What::Keys).into())
}

fn reversed(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(dict_iterators::backward(vm, &dict(args.get(0)), What::Keys).into())
}

fn eq(vm: &Vm, args: Args<'_>) -> NativeResult {
    equality(vm, args, true)
}

fn ne(vm: &Vm, args: Args<'_>) -> NativeResult {
    equality(vm, args, false)
}

fn equality(vm: &Vm, args: Args<'_>, equal: bool) -> NativeResult {
    let Some(other) = args.get(1).to_ref::<PyDict>() else {
        return Ok(vm.types.not_implemented.clone().into());
    };
    let this = dict(args.get(0));
    if this.len() != other.len() {
        return Ok(Value::bool(!equal).into());
    }
    if vm.is_exactly(args.get(0), &vm.types.dict)
        && let Some(same) = quick_equal(vm, args.get(0), args.get(1))
    {
        return Ok(Value::bool(same == equal).into());
    }
    let vm = vm.clone();
    Vm::future(async move {
        let mut place = 0;
        while let Some((at, key, value)) = this.next_entry(place) {
            place = at + 1;
            vm.charge(1).await?;
            let hash = this.hash_at(at);
            let same = match vm.find_key(&other, hash, &key).await? {
                Some(found) => vm.equal(&value, &other.value_at(found)).await?,
                None => false,
            };
            if !same {
                return Ok(Value::bool(!equal));
            }
        }
        Ok(Value::bool(equal))
    })
}

/// `a | b`: a copy of `a`, updated.
fn union(vm: &Vm, a: &Value, b: &Value) -> NativeResult {
    let (Some(left), Some(_)) = (a.get::<PyDict>(), b.get::<PyDict>()) else {
        return Ok(vm.types.not_implemented.clone().into());
    };
    let copy = Ref::new(left.copied(), &vm.types.dict);
    if merge_at_once(vm, &copy, b) {
        return Ok(copy.into_value().into());
    }
    let (vm, b) = (vm.clone(), b.clone());
    Vm::future(async move {
        update_dict(&vm, &copy, &b).await?;
        Ok(copy.into_value())
    })
}

fn or(vm: &Vm, args: Args<'_>) -> NativeResult {
    union(vm, args.get(0), args.get(1))
}

fn ror(vm: &Vm, args: Args<'_>) -> NativeResult {
    union(vm, args.get(1), args.get(0))
}

fn ior(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, this, other) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move {
        update_dict(&vm, &dict(&this), &other).await?;
        Ok(this)
    })
}

fn get(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (this, key) = (args.get(0), args.get(1));
    let default = args.opt(2).cloned().unwrap_or_else(Value::none);
    if let Some(found) = vm.quick_dict_get(payload(this), key) {
        return Ok(found.unwrap_or(default).into());
    }
    let (vm, this, key) = (vm.clone(), dict(this), key.clone());
    Vm::future(async move { Ok(vm.dict_get(&this, &key).await?.unwrap_or(default)) })
}

fn set_default(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (this, key) = (args.get(0), args.get(1));
    let default = args.opt(2).cloned().unwrap_or_else(Value::none);
    if let Some(hash) = vm.plain_hash(key) {
        let dict = payload(this);
        match vm.find_plain(dict, hash, key) {
            Found::At(place) => return Ok(dict.value_at(place).into()),
            Found::Missing => {
                dict.insert_new(hash, key.clone(), default.clone());
                return Ok(default.into());
            }
            Found::Ask(_) => {}
        }
    }
    let (vm, this, key) = (vm.clone(), dict(this), key.clone());
    Vm::future(async move {
        let hash = vm.hash_key(&key).await?;
        match vm.find_key(&this, hash, &key).await? {
            Some(place) => Ok(this.value_at(place)),
            None => {
                this.insert_new(hash, key, default.clone());
                Ok(default)
            }
        }
    })
}

fn pop(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (this, key) = (args.get(0), args.get(1));
    let default = args.opt(2).cloned();
    let finish = |vm: &Vm, key: &Value, found: Option<Value>, default: Option<Value>| {
        found.or(default).ok_or_else(|| vm.key_error(key))
    };
    if let Some(found) = quick_remove(vm, payload(this), key) {
        return finish(vm, key, found, default).map(Into::into);
    }
    let (vm, this, key) = (vm.clone(), dict(this), key.clone());
    Vm::future(async move {
        if this.is_empty() {
            return finish(&vm, &key, None, default);
        }
        let found = vm.dict_remove(&this, &key).await?;
        finish(&vm, &key, found, default)
    })
}

fn pop_item(vm: &Vm, args: Args<'_>) -> NativeResult {
    let dict = payload(args.get(0));
    match dict.remove_last() {
        Some((key, value)) => Ok(vm.new_pair(key, value).into()),
        None => Err(vm.raise_with(
            &vm.types.exceptions.key_error,
            vec![vm.new_str("popitem(): dictionary is empty")],
        )),
    }
}

fn from_keys(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (class, iterable) = (args.get(0).clone(), args.get(1).clone());
    let value = args.opt(2).cloned().unwrap_or_else(Value::none);
    let vm = vm.clone();
    Vm::future(async move {
        let target = vm.call(&class, []).await?;
        let plain = vm.is_exactly(&target, &vm.types.dict);
        let iterator = vm.iter(&iterable).await?;
        while let Some(key) = vm.next(&iterator).await? {
            if plain {
                set(&vm, &dict(&target), &key, value.clone()).await?;
            } else {
                vm.set_item(&target, &key, value.clone()).await?;
            }
        }
        Ok(target)
    })
}

fn clear(_vm: &Vm, args: Args<'_>) -> NativeResult {
    payload(args.get(0)).clear_all();
    Ok(Value::none().into())
}

fn copy(vm: &Vm, args: Args<'_>) -> NativeResult {
    let copy = payload(args.get(0)).copied();
    Ok(Flow::Value(Ref::new(copy, &vm.types.dict).into_value()))
}
