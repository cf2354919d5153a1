//! Set algebra: what the methods and operators of sets, and of dict views, do to a set.
//!
//! Which operand is walked, and so the order of the result, is as in CPython's `Objects/setobject.c`.

use crate::object::{Ref, Value};
use crate::types::dict::PyDict;
use crate::types::set::{self, PySet, add, add_hashed, dict_entries, find, payload};
use crate::types::type_object::PyType;
use crate::vm::{PyResult, Vm};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Operation {
    Union,
    Intersection,
    Difference,
    SymmetricDifference,
}

/// Hashes an element with the message for sets.
pub async fn hash_element(vm: &Vm, key: &Value) -> PyResult<i64> {
    vm.hash_as(key, "a set element").await
}

/// A new set of a class with the elements of an iterable.
pub async fn of_class(vm: &Vm, class: &Ref<PyType>, iterable: &Value) -> PyResult {
    let set = Ref::new(PySet::default(), class).into_value();
    update(vm, &set, iterable).await?;
    Ok(set)
}

/// `set`, or `frozenset` for frozensets: the class of a result.
#[must_use]
pub fn base_class(vm: &Vm, set: &Value) -> Ref<PyType> {
    if vm.is_instance(set, &vm.types.frozenset) {
        vm.types.frozenset.clone()
    } else {
        vm.types.set.clone()
    }
}

/// A plain copy.
pub async fn copied(vm: &Vm, set: &Value) -> PyResult {
    of_class(vm, &base_class(vm, set), set).await
}

fn exact_dict(vm: &Vm, value: &Value) -> Option<Ref<PyDict>> {
    value
        .to_ref::<PyDict>()
        .filter(|_| vm.is_exactly(value, &vm.types.dict))
}

/// `set.update` with one iterable.
pub async fn update(vm: &Vm, target: &Value, other: &Value) -> PyResult<()> {
    if let Some(source) = other.to_ref::<PySet>() {
        if target.is(other) || source.is_empty() {
            return Ok(());
        }
        vm.check_memory(source.len() as u64 * 48)?;
        payload(target).reserve(source.len());
        if payload(target).copy_into_empty(&source) {
            return Ok(());
        }
        return add_entries(vm, target, source.entries()).await;
    }
    if let Some(dict) = exact_dict(vm, other) {
        payload(target).reserve(dict.len());
        return add_entries(vm, target, dict_entries(&dict)).await;
    }
    if let Some(items) = vm.quick_items(other) {
        for item in items {
            vm.charge(1).await?;
            add(vm, target, item).await?;
        }
        return Ok(());
    }
    let iterator = vm.iter(other).await?;
    while let Some(item) = vm.next(&iterator).await? {
        add(vm, target, item).await?;
    }
    Ok(())
}

async fn add_entries(vm: &Vm, target: &Value, entries: Vec<(i64, Value)>) -> PyResult<()> {
    for (hash, key) in entries {
        vm.charge(1).await?;
        add_hashed(vm, target, hash, key).await?;
    }
    Ok(())
}

/// A new set with what is in both.
pub async fn intersection(vm: &Vm, set: &Value, other: &Value) -> PyResult {
    if set.is(other) {
        return copied(vm, set).await;
    }
    let result = Ref::new(PySet::default(), &base_class(vm, set)).into_value();
    if let Some(second) = other.get::<PySet>() {
        let (walked, asked) = if second.len() > payload(set).len() {
            (payload(set), second)
        } else {
            (second, payload(set))
        };
        for (hash, key) in walked.entries() {
            vm.charge(1).await?;
            if find(vm, asked, hash, &key).await?.is_some() {
                add_hashed(vm, &result, hash, key).await?;
            }
        }
        return Ok(result);
    }
    let iterator = vm.iter(other).await?;
    while let Some(key) = vm.next(&iterator).await? {
        let hash = hash_element(vm, &key).await?;
        if find(vm, payload(set), hash, &key).await?.is_some() {
            add_hashed(vm, &result, hash, key).await?;
        }
    }
    Ok(result)
}

/// A new set with what is not in the other.
pub async fn difference(vm: &Vm, set: &Value, other: &Value) -> PyResult {
    let dict = exact_dict(vm, other);
    let size = match (other.get::<PySet>(), &dict) {
        (Some(other), _) => Some(other.len()),
        (None, Some(dict)) => Some(dict.len()),
        _ => None,
    };
    if size.is_none_or(|size| payload(set).len() >> 2 > size) {
        let result = copied(vm, set).await?;
        subtract(vm, &result, other).await?;
        return Ok(result);
    }
    let result = Ref::new(PySet::default(), &base_class(vm, set)).into_value();
    for (hash, key) in payload(set).entries() {
        vm.charge(1).await?;
        let found = match (other.get::<PySet>(), &dict) {
            (Some(other), _) => find(vm, other, hash, &key).await?.is_some(),
            (None, Some(dict)) => vm.find_key(dict, hash, &key).await?.is_some(),
            _ => false,
        };
        if !found {
            add_hashed(vm, &result, hash, key).await?;
        }
    }
    Ok(result)
}

/// `set.difference_update` with one iterable.
async fn subtract(vm: &Vm, target: &Value, other: &Value) -> PyResult<()> {
    if target.is(other) {
        payload(target).clear_all();
        return Ok(());
    }
    if let Some(second) = other.get::<PySet>() {
        let common;
        let walked = if second.len() >> 3 > payload(target).len() {
            common = intersection(vm, target, other).await?;
            payload(&common)
        } else {
            second
        };
        for (hash, key) in walked.entries() {
            vm.charge(1).await?;
            discard_hashed(vm, target, hash, &key).await?;
        }
    } else {
        let iterator = vm.iter(other).await?;
        while let Some(key) = vm.next(&iterator).await? {
            let hash = hash_element(vm, &key).await?;
            discard_hashed(vm, target, hash, &key).await?;
        }
    }
    payload(target).drop_gone();
    Ok(())
}

/// Removes an element if it is there.
pub async fn discard_hashed(vm: &Vm, target: &Value, hash: i64, key: &Value) -> PyResult<bool> {
    match find(vm, payload(target), hash, key).await? {
        Some(place) => Ok(payload(target).remove_at(place).is_some()),
        None => Ok(false),
    }
}

async fn toggle(vm: &Vm, target: &Value, other: &Value) -> PyResult<()> {
    if target.is(other) {
        payload(target).clear_all();
        return Ok(());
    }
    let entries = if let Some(dict) = exact_dict(vm, other) {
        dict_entries(&dict)
    } else if let Some(second) = other.get::<PySet>() {
        second.entries()
    } else {
        let distinct = of_class(vm, &base_class(vm, target), other).await?;
        payload(&distinct).entries()
    };
    for (hash, key) in entries {
        vm.charge(1).await?;
        if !discard_hashed(vm, target, hash, &key).await? {
            add_hashed(vm, target, hash, key).await?;
        }
    }
    Ok(())
}

/// Changes a set in place.
pub async fn apply(vm: &Vm, target: &Value, op: Operation, other: &Value) -> PyResult<()> {
    match op {
        Operation::Union => update(vm, target, other).await,
        Operation::Intersection => {
            let result = intersection(vm, target, other).await?;
            payload(target).swap(payload(&result));
            Ok(())
        }
        Operation::Difference => subtract(vm, target, other).await,
        Operation::SymmetricDifference => toggle(vm, target, other).await,
    }
}

/// A new set from two operands.
pub async fn combined(vm: &Vm, set: &Value, op: Operation, other: &Value) -> PyResult {
    match op {
        Operation::Union => {
            let result = copied(vm, set).await?;
            if !set.is(other) {
                update(vm, &result, other).await?;
            }
            Ok(result)
        }
        Operation::Intersection => intersection(vm, set, other).await,
        Operation::Difference => difference(vm, set, other).await,
        Operation::SymmetricDifference => {
            let result = of_class(vm, &base_class(vm, set), other).await?;
            toggle(vm, &result, set).await?;
            Ok(result)
        }
    }
}

/// Whether every element of a set is in another one.
pub async fn is_subset(vm: &Vm, set: &Value, other: &Value) -> PyResult<bool> {
    let Some(second) = other.get::<PySet>() else {
        let common = intersection(vm, set, other).await?;
        return Ok(payload(&common).len() == payload(set).len());
    };
    if payload(set).len() > second.len() {
        return Ok(false);
    }
    for (hash, key) in payload(set).entries() {
        vm.charge(1).await?;
        if find(vm, second, hash, &key).await?.is_none() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether a set has every element of another one or an iterable.
pub async fn is_superset(vm: &Vm, set: &Value, other: &Value) -> PyResult<bool> {
    if other.get::<PySet>().is_some() {
        return is_subset(vm, other, set).await;
    }
    let iterator = vm.iter(other).await?;
    while let Some(key) = vm.next(&iterator).await? {
        let hash = hash_element(vm, &key).await?;
        if find(vm, payload(set), hash, &key).await?.is_none() {
            return Ok(false);
        }
    }
    Ok(true)
}

pub async fn is_disjoint(vm: &Vm, set: &Value, other: &Value) -> PyResult<bool> {
    if set.is(other) {
        return Ok(payload(set).is_empty());
    }
    let Some(second) = other.get::<PySet>() else {
        let iterator = vm.iter(other).await?;
        while let Some(key) = vm.next(&iterator).await? {
            let hash = hash_element(vm, &key).await?;
            if find(vm, payload(set), hash, &key).await?.is_some() {
                return Ok(false);
            }
        }
        return Ok(true);
    };
    let (walked, asked) = if second.len() > payload(set).len() {
        (payload(set), second)
    } else {
        (second, payload(set))
    };
    for (hash, key) in walked.entries() {
        vm.charge(1).await?;
        if find(vm, asked, hash, &key).await?.is_some() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// `set.__contains__` and its like: a set that is looked for stands for the equal frozenset.
pub async fn hash_wanted(vm: &Vm, wanted: &Value) -> PyResult<i64> {
    match wanted.get::<PySet>() {
        Some(inner) if vm.is_instance(wanted, &vm.types.set) => {
            let class = vm.class_of(wanted).clone();
            let own = class.lookup(&vm.names.__hash__);
            if own.is_none_or(|method| method.is_none()) {
                return Ok(set::hash_of(inner));
            }
            hash_element(vm, wanted).await
        }
        _ => hash_element(vm, wanted).await,
    }
}
