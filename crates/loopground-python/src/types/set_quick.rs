//! Set algebra at once: between sets whose elements compare without Python code, and that are of moderate size.
//!
//! The order of the results is that of `set_operations`, which does the rest.

use super::set::{PySet, payload, quick_find_hashed as find};
use super::set_operations::{Operation, base_class};
use crate::object::{Ref, Value};
use crate::vm::Vm;

/// With more elements than this the work is done in steps, so that it can be interrupted.
const MOST: usize = 4096;

fn copied(vm: &Vm, set: &Value) -> Value {
    let copy = PySet::default();
    if !payload(set).is_empty() {
        copy.reserve(payload(set).len());
        let _ = copy.copy_into_empty(payload(set));
    }
    Ref::new(copy, &base_class(vm, set)).into_value()
}

/// Adds elements until one needs Python code.
fn add_all(vm: &Vm, target: &PySet, entries: Vec<(i64, Value)>) -> Option<()> {
    for (hash, key) in entries {
        if find(vm, target, hash, &key)?.is_none() {
            target.insert_new(hash, key);
        }
    }
    Some(())
}

/// Removes elements until one needs Python code.
fn remove_all(vm: &Vm, target: &PySet, entries: &[(i64, Value)]) -> Option<()> {
    for (hash, key) in entries {
        if let Some(place) = find(vm, target, *hash, key)? {
            drop(target.remove_at(place));
        }
    }
    target.drop_gone();
    Some(())
}

/// The elements of `walked` that `asked` has, or those that it does not have, in the class of `like`.
fn filtered(vm: &Vm, like: &Value, walked: &PySet, asked: &PySet, has: bool) -> Option<Value> {
    let result = PySet::default();
    for (hash, key) in walked.entries() {
        if find(vm, asked, hash, &key)?.is_some() == has {
            result.insert_new(hash, key);
        }
    }
    Some(Ref::new(result, &base_class(vm, like)).into_value())
}

/// Both sets, when they are few enough elements; what they cost is charged.
fn both<'a>(vm: &Vm, set: &'a Value, other: &'a Value) -> Option<(&'a PySet, &'a PySet)> {
    let (first, second) = (set.get::<PySet>()?, other.get::<PySet>()?);
    let elements = first.len() + second.len();
    if elements > MOST {
        return None;
    }
    vm.fuel.set(vm.fuel.get().saturating_sub(elements as u64));
    Some((first, second))
}

/// A new set from two; `None` when it takes more than this.
pub fn combined(vm: &Vm, set: &Value, op: Operation, other: &Value) -> Option<Value> {
    let (first, second) = both(vm, set, other)?;
    match op {
        Operation::Union => {
            let result = copied(vm, set);
            // An empty one takes over the other's slots as they stand.
            if first.is_empty() && !second.is_empty() {
                payload(&result).reserve(second.len());
                let _ = payload(&result).copy_into_empty(second);
            } else if !set.is(other) && !second.is_empty() {
                payload(&result).reserve(second.len());
                add_all(vm, payload(&result), second.entries())?;
            }
            Some(result)
        }
        Operation::Intersection if set.is(other) => Some(copied(vm, set)),
        Operation::Intersection => {
            let (walked, asked) = if second.len() > first.len() {
                (first, second)
            } else {
                (second, first)
            };
            filtered(vm, set, walked, asked, true)
        }
        Operation::Difference if first.len() >> 2 > second.len() => {
            let result = copied(vm, set);
            remove_all(vm, payload(&result), &second.entries())?;
            Some(result)
        }
        Operation::Difference => filtered(vm, set, first, second, false),
        Operation::SymmetricDifference => {
            let result = Ref::new(PySet::default(), &base_class(vm, set)).into_value();
            let target = payload(&result);
            if !second.is_empty() {
                target.reserve(second.len());
                let _ = target.copy_into_empty(second);
            }
            for (hash, key) in first.entries() {
                match find(vm, target, hash, &key)? {
                    Some(place) => drop(target.remove_at(place)),
                    None => target.insert_new(hash, key),
                }
            }
            Some(result)
        }
    }
}

/// Changes a set in place; `false` when it takes more than this, and then doing it again does no harm.
pub fn apply(vm: &Vm, target: &Value, op: Operation, other: &Value) -> bool {
    let Some((first, second)) = both(vm, target, other) else {
        return false;
    };
    if target.is(other) || first.is_empty() || second.is_empty() {
        return false;
    }
    let done = match op {
        Operation::Union => {
            first.reserve(second.len());
            add_all(vm, first, second.entries())
        }
        Operation::Difference if second.len() >> 3 <= first.len() => {
            remove_all(vm, first, &second.entries())
        }
        Operation::Intersection => combined(vm, target, op, other).map(|result| {
            first.swap(payload(&result));
        }),
        Operation::Difference | Operation::SymmetricDifference => None,
    };
    done.is_some()
}
