//! `list`: methods, except sorting (`list_sort`) and what it shares with `tuple` (`sequence`).

use crate::object::{Kind, Ref, Value};
use crate::types::def::TypeDef;
use crate::types::list::{PyList, release};
use crate::types::native::{Args, NativeDef};
use crate::types::sequence::{self, Bounds};
use crate::types::slice::PySlice;
use crate::types::tuple::PyTuple;
use crate::types::type_object::TypeFlags;
use crate::vm::{NativeResult, PyResult, Vm};

pub static TYPE: TypeDef = TypeDef {
    name: "list",
    kind: Kind::List,
    flags: TypeFlags::SEQUENCE | TypeFlags::MATCH_SELF,
    methods: &[
        NativeDef::new("($type, /, *args, **kwargs)", new),
        NativeDef::method("__init__", "($self, iterable=(), /)", init),
        NativeDef::method("__repr__", "($self, /)", sequence::repr),
        NativeDef::method("__len__", "($self, /)", sequence::len),
        NativeDef::method("__getitem__", "($self, index, /)", get_item),
        NativeDef::method("__setitem__", "($self, key, value, /)", set_item),
        NativeDef::method("__delitem__", "($self, key, /)", del_item),
        NativeDef::method("__contains__", "($self, key, /)", sequence::contains),
        NativeDef::method("__iter__", "($self, /)", iter),
        NativeDef::method("__reversed__", "($self, /)", reversed),
        NativeDef::method("__add__", "($self, value, /)", add),
        NativeDef::method("__iadd__", "($self, value, /)", in_place_add),
        NativeDef::method("__mul__", "($self, value, /)", mul),
        NativeDef::method("__rmul__", "($self, value, /)", mul),
        NativeDef::method("__imul__", "($self, value, /)", in_place_mul),
        NativeDef::method("__lt__", "($self, value, /)", sequence::lt),
        NativeDef::method("__le__", "($self, value, /)", sequence::le),
        NativeDef::method("__eq__", "($self, value, /)", sequence::eq),
        NativeDef::method("__ne__", "($self, value, /)", sequence::ne),
        NativeDef::method("__gt__", "($self, value, /)", sequence::gt),
        NativeDef::method("__ge__", "($self, value, /)", sequence::ge),
        NativeDef::method("__sizeof__", "($self, /)", super::object::sizeof)
            .doc("Return the size of the list in memory, in bytes."),
        NativeDef::method("clear", "($self, /)", clear).doc("Remove all items from list."),
        NativeDef::method("copy", "($self, /)", copy).doc("Return a shallow copy of the list."),
        NativeDef::method("append", "($self, object, /)", append)
            .doc("Append object to the end of the list."),
        NativeDef::method("insert", "($self, index, object, /)", insert)
            .doc("Insert object before index."),
        NativeDef::method("extend", "($self, iterable, /)", extend)
            .doc("Extend list by appending elements from the iterable."),
        NativeDef::method("pop", "($self, index=-1, /)", pop)
            .doc("Remove and return item at index (default last)."),
        NativeDef::method("remove", "($self, value, /)", remove)
            .doc("Remove first occurrence of value."),
        NativeDef::method(
            "index",
            "($self, value, start=0, stop=sys.maxsize, /)",
            index,
        )
        .doc("Return first index of value."),
        NativeDef::method("count", "($self, value, /)", sequence::count)
            .doc("Return number of occurrences of value."),
        NativeDef::method("reverse", "($self, /)", reverse).doc("Reverse *IN PLACE*."),
        NativeDef::method(
            "sort",
            "($self, /, *, key=None, reverse=False)",
            super::list_sort::sort,
        )
        .doc("Sort the list in ascending order and return None."),
        NativeDef::class_method("__class_getitem__", "($type, object, /)", class_get_item),
    ],
    doc: "Built-in mutable sequence.",
    ..TypeDef::EMPTY
};

pub(super) fn list(value: &Value) -> &PyList {
    value.get().expect("the receiver is a list")
}

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = sequence::new_class(vm, args.get(0), &vm.types.list)?;
    Ok(Ref::new(PyList::default(), &class).into_value().into())
}

fn init(vm: &Vm, args: Args<'_>) -> NativeResult {
    let receiver = args.get(0);
    let old = std::mem::take(&mut *list(receiver).items_mut());
    drop(old);
    match args.opt(1) {
        Some(iterable) => fill(vm, receiver, iterable),
        None => Ok(Value::none().into()),
    }
}

/// Appends everything of an iterable; `None` is the result.
fn fill(vm: &Vm, receiver: &Value, iterable: &Value) -> NativeResult {
    if let Some(items) = vm.quick_items(iterable) {
        list(receiver).extend(items);
        return Ok(Value::none().into());
    }
    let (vm, receiver, iterable) = (vm.clone(), receiver.clone(), iterable.clone());
    Vm::future(async move {
        let iterator = vm.iter(&iterable).await?;
        let hint = vm.length_hint(&iterable, 8).await?;
        // A hint that would overflow is taken for a lie.
        if (hint as u64).saturating_add(list(&receiver).len() as u64) <= i64::MAX as u64 {
            vm.check_memory((hint as u64).saturating_mul(size_of::<Value>() as u64))?;
            list(&receiver).expect(hint);
        }
        while let Some(value) = vm.next(&iterator).await? {
            vm.check_growth(list(&receiver).len(), size_of::<Value>())?;
            list(&receiver).push(value);
        }
        Ok(Value::none())
    })
}

fn make(vm: &Vm, items: Vec<Value>) -> Value {
    vm.new_list(items)
}

fn get_item(vm: &Vm, args: Args<'_>) -> NativeResult {
    sequence::get_item(vm, args.get(0), args.get(1), "list", make)
}

fn set_item(vm: &Vm, args: Args<'_>) -> NativeResult {
    store(vm, args.get(0), args.get(1), Some(args.get(2)))
}

fn del_item(vm: &Vm, args: Args<'_>) -> NativeResult {
    store(vm, args.get(0), args.get(1), None)
}

/// Assigns to or deletes a subscript.
fn store(vm: &Vm, receiver: &Value, key: &Value, value: Option<&Value>) -> NativeResult {
    if let Some(index) = key.as_small_int() {
        return store_at(vm, receiver, index, value).map(Into::into);
    }
    let slice = key.to_ref::<PySlice>();
    if slice.is_none() {
        sequence::check_index(vm, key, "list")?;
    }
    let (vm, receiver, key, value) = (vm.clone(), receiver.clone(), key.clone(), value.cloned());
    Vm::future(async move {
        let Some(slice) = slice else {
            let index = vm.index_i64(&key).await?;
            return store_at(&vm, &receiver, index, value.as_ref());
        };
        let bounds = Bounds::of(&vm, &slice).await?;
        match value {
            None => delete_slice(&receiver, bounds),
            Some(value) => store_slice(&vm, &receiver, bounds, &value).await?,
        }
        Ok(Value::none())
    })
}

fn store_at(vm: &Vm, receiver: &Value, index: i64, value: Option<&Value>) -> PyResult {
    let mut items = list(receiver).items_mut();
    let Some(place) = sequence::absolute(index, items.len()) else {
        return Err(vm.index_error("list assignment index out of range"));
    };
    let old = match value {
        Some(value) => std::mem::replace(&mut items[place], value.clone()),
        None => items.remove(place),
    };
    drop(items);
    drop(old);
    Ok(Value::none())
}

fn delete_slice(receiver: &Value, bounds: Bounds) {
    let mut items = list(receiver).items_mut();
    let (start, count, step) = bounds.fit(items.len());
    let removed: Vec<Value> = if step == 1 {
        items.drain(start..start + count).collect()
    } else {
        let mut chosen = vec![false; items.len()];
        sequence::places(start, count, step).for_each(|place| chosen[place] = true);
        let all = std::mem::take(&mut *items);
        let (mut kept, mut removed) = (Vec::with_capacity(all.len() - count), Vec::new());
        for (value, chosen) in all.into_iter().zip(chosen) {
            if chosen { &mut removed } else { &mut kept }.push(value);
        }
        *items = kept;
        removed
    };
    drop(items);
    release(removed);
}

async fn store_slice(vm: &Vm, receiver: &Value, bounds: Bounds, value: &Value) -> PyResult<()> {
    if vm.quick_items(value).is_none() && !vm.can_iterate(value) {
        return Err(vm.type_error("must assign iterable to extended slice"));
    }
    let new = vm.collect(value).await?;
    let mut items = list(receiver).items_mut();
    let (start, count, step) = bounds.fit(items.len());
    let old: Vec<Value> = if step == 1 {
        items.splice(start..start + count, new).collect()
    } else {
        if new.len() != count {
            return Err(vm.value_error(format!(
                "attempt to assign sequence of size {} to extended slice of size {count}",
                new.len()
            )));
        }
        sequence::places(start, count, step)
            .zip(new)
            .map(|(place, value)| std::mem::replace(&mut items[place], value))
            .collect()
    };
    drop(items);
    release(old);
    Ok(())
}

fn iter(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(super::iterators::list_iterator(vm, args.get(0)).into())
}

fn reversed(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(super::iterators::list_reverse_iterator(vm, args.get(0)).into())
}

fn add(vm: &Vm, args: Args<'_>) -> NativeResult {
    let Some(other) = args.get(1).get::<PyList>() else {
        return Ok(vm.types.not_implemented.clone().into());
    };
    let (a, b) = (list(args.get(0)).items(), other.items());
    vm.check_memory(((a.len() + b.len()) * size_of::<Value>()) as u64)?;
    let mut all = Vec::with_capacity(a.len() + b.len());
    all.extend_from_slice(&a);
    all.extend_from_slice(&b);
    Ok(vm.new_list(all).into())
}

fn in_place_add(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (receiver, other) = (args.get(0), args.get(1));
    match fill(vm, receiver, other)? {
        crate::vm::Flow::Future(future) => {
            let receiver = receiver.clone();
            Vm::future(async move { future.await.map(|_| receiver) })
        }
        _ => Ok(receiver.clone().into()),
    }
}

fn mul(vm: &Vm, args: Args<'_>) -> NativeResult {
    sequence::repeat(vm, args.get(0), args.get(1), make)
}

fn in_place_mul(vm: &Vm, args: Args<'_>) -> NativeResult {
    let receiver = args.get(0);
    let replace = |receiver: &Value, new: Value| -> Value {
        let taken = std::mem::take(&mut *list(&new).items_mut());
        let old = std::mem::replace(&mut *list(receiver).items_mut(), taken);
        release(old);
        receiver.clone()
    };
    match sequence::repeat(vm, receiver, args.get(1), make)? {
        crate::vm::Flow::Value(new) if new.get::<PyList>().is_none() => Ok(new.into()),
        crate::vm::Flow::Value(new) => Ok(replace(receiver, new).into()),
        crate::vm::Flow::Future(future) => {
            let receiver = receiver.clone();
            Vm::future(async move { future.await.map(|new| replace(&receiver, new)) })
        }
        other => Ok(other),
    }
}

fn clear(_vm: &Vm, args: Args<'_>) -> NativeResult {
    let old = std::mem::take(&mut *list(args.get(0)).items_mut());
    release(old);
    Ok(Value::none().into())
}

fn copy(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(vm.new_list(list(args.get(0)).snapshot()).into())
}

fn append(vm: &Vm, args: Args<'_>) -> NativeResult {
    let receiver = list(args.get(0));
    vm.check_growth(receiver.len(), size_of::<Value>())?;
    receiver.push(args.get(1).clone());
    Ok(Value::none().into())
}

fn insert(vm: &Vm, args: Args<'_>) -> NativeResult {
    fn insert_at(receiver: &Value, index: i64, value: Value) {
        let mut items = list(receiver).items_mut();
        let length = items.len() as i64;
        let place = if index < 0 {
            (index + length).max(0)
        } else {
            index.min(length)
        };
        items.insert(place as usize, value);
    }
    let (receiver, index, value) = (args.get(0), args.get(1), args.get(2).clone());
    vm.check_growth(list(receiver).len(), size_of::<Value>())?;
    if let Some(index) = index.as_small_int() {
        insert_at(receiver, index, value);
        return Ok(Value::none().into());
    }
    let (vm, receiver, index) = (vm.clone(), receiver.clone(), index.clone());
    Vm::future(async move {
        let index = vm.index_size(&index).await?;
        insert_at(&receiver, index, value);
        Ok(Value::none())
    })
}

fn extend(vm: &Vm, args: Args<'_>) -> NativeResult {
    fill(vm, args.get(0), args.get(1))
}

fn pop(vm: &Vm, args: Args<'_>) -> NativeResult {
    fn pop_at(vm: &Vm, receiver: &Value, index: i64) -> PyResult {
        let mut items = list(receiver).items_mut();
        if items.is_empty() {
            return Err(vm.index_error("pop from empty list"));
        }
        match sequence::absolute(index, items.len()) {
            Some(place) if place + 1 == items.len() => Ok(items.pop().expect("it is not empty")),
            Some(place) => Ok(items.remove(place)),
            None => Err(vm.index_error("pop index out of range")),
        }
    }
    let receiver = args.get(0);
    match args.opt(1) {
        None => pop_at(vm, receiver, -1).map(Into::into),
        Some(index) if index.as_small_int().is_some() => {
            pop_at(vm, receiver, index.as_small_int().unwrap_or(-1)).map(Into::into)
        }
        Some(index) => {
            let (vm, receiver, index) = (vm.clone(), receiver.clone(), index.clone());
            Vm::future(async move {
                let index = vm.index_size(&index).await?;
                pop_at(&vm, &receiver, index)
            })
        }
    }
}

fn remove(vm: &Vm, args: Args<'_>) -> NativeResult {
    fn remove_at(vm: &Vm, receiver: &Value, place: Option<usize>) -> PyResult {
        let mut items = list(receiver).items_mut();
        match place.filter(|&place| place < items.len()) {
            Some(place) => {
                let old = items.remove(place);
                drop(items);
                drop(old);
                Ok(Value::none())
            }
            None => Err(vm.value_error("list.remove(x): x not in list")),
        }
    }
    let (receiver, wanted) = (args.get(0), args.get(1));
    if let Some(place) = sequence::search_quick(vm, receiver, wanted, 0, usize::MAX) {
        return remove_at(vm, receiver, place).map(Into::into);
    }
    let (vm, receiver, wanted) = (vm.clone(), receiver.clone(), wanted.clone());
    Vm::future(async move {
        let place = sequence::search(&vm, &receiver, &wanted, 0, usize::MAX).await?;
        remove_at(&vm, &receiver, place)
    })
}

fn index(vm: &Vm, args: Args<'_>) -> NativeResult {
    sequence::index(vm, args, "list.index(x): x not in list")
}

fn reverse(_vm: &Vm, args: Args<'_>) -> NativeResult {
    list(args.get(0)).items_mut().reverse();
    Ok(Value::none().into())
}

/// `list[int]`, `tuple[int, ...]` and their like.
pub fn class_get_item(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(super::generic_alias::make(vm, args.get(0), args.get(1)).into())
}

/// The elements of a list or tuple, of whatever class.
#[must_use]
pub fn elements(value: &Value) -> Option<Vec<Value>> {
    match value.get::<PyList>() {
        Some(list) => Some(list.snapshot()),
        None => value.get::<PyTuple>().map(|tuple| tuple.items().to_vec()),
    }
}
