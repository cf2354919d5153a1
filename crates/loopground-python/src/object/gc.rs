//! The cycle collector: finds groups of objects that only refer to each other, and clears them.
//!
//! Trial deletion as in CPython's `Python/gc.c`: a tracked object whose count is larger than the number of
//! references from other tracked objects is held from outside; what cannot be reached from such objects is
//! garbage. Not here: prompt destruction (`pointer`), running finalisers (the VM).
//!
//! Invariant: a value that no payload's `trace` visits (a thread's stack, a native's local) only ever makes
//! the collector keep more.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet, VecDeque};

use super::heap;
use super::pointer::kinds::{Trace, dispatch_clear, dispatch_trace};
use super::pointer::{Object, Uncounted, Value, flags};
use crate::object::Kind;
use crate::types::function::PyFunction;
use crate::types::list::PyList;
use crate::types::tuple::PyTuple;
use crate::types::type_object::PyType;
use crate::types::weakref::PyWeakref;

/// The container objects of an interpreter.
#[derive(Default)]
pub(super) struct Registry {
    pub entries: Vec<Uncounted>,
    /// So many at the front are there for good, the builtin classes and what they are made of: collections count them
    /// among what holds objects from outside, and do not look at them.
    frozen: usize,
}

thread_local! {
    static REGISTRY: RefCell<Registry> = const {
        RefCell::new(Registry {
            entries: Vec::new(),
            frozen: 0,
        })
    };
    /// How many tracked objects make the next collection due, unless it is switched off.
    static NEXT: Cell<usize> = const { Cell::new(SMALLEST) };
    static ENABLED: Cell<bool> = const { Cell::new(true) };
    static DUE: Cell<bool> = const { Cell::new(false) };
    /// In which order finalisers run at the end: places by address.
    static ORDER: RefCell<HashMap<usize, usize>> = RefCell::default();
}

/// Below this many tracked objects nothing is collected by itself. Above, a collection is due when their number has
/// grown by half, so that all collections together cost no more than a few visits per object made.
const SMALLEST: usize = 10_000;

/// Whether collections happen by themselves (`gc.enable`, `gc.disable`).
pub fn set_enabled(on: bool) {
    ENABLED.set(on);
}

/// Whether so many objects were made that it is time to collect; asked once.
pub fn take_due() -> bool {
    DUE.take()
}

pub(super) fn track(object: &Object) {
    REGISTRY.with_borrow_mut(|registry| {
        let entries = &mut registry.entries;
        entries.push(Uncounted::new(object));
        object.set_gc_place(u32::try_from(entries.len()).expect("more than four billion objects"));
        if entries.len() >= NEXT.get() && ENABLED.get() {
            NEXT.set(entries.len() + entries.len() / 2);
            DUE.set(true);
            heap::note_pending();
        }
    });
}

pub(super) fn untrack(object: &Object) {
    let place = object.gc_place();
    if place == 0 {
        return;
    }
    let _ = REGISTRY.try_with(|registry| {
        let mut registry = registry.borrow_mut();
        let Registry { entries, frozen } = &mut *registry;
        let mut index = place as usize - 1;
        // Under another interpreter's books the place would be another object's, whose entry then outlived it.
        assert!(
            entries.get(index) == Some(&Uncounted::new(object)),
            "an object is destroyed while another interpreter's heap is in use"
        );
        if index < *frozen {
            // The last of the frozen ones takes its place, so that they stay together.
            *frozen -= 1;
            entries.swap(index, *frozen);
            entries[index].object().set_gc_place(place);
            index = *frozen;
        }
        entries.swap_remove(index);
        if let Some(moved) = entries.get(index) {
            moved.object().set_gc_place(index as u32 + 1);
        }
    });
    object.set_gc_place(0);
}

/// Takes what lives now out of later collections: the interpreter is made, and the program has not begun.
pub fn freeze() {
    REGISTRY.with_borrow_mut(|registry| registry.frozen = registry.entries.len());
}

/// Collections look at everything again: the interpreter ends.
pub fn thaw() {
    REGISTRY.with_borrow_mut(|registry| registry.frozen = 0);
}

/// Exchanges the container objects known here for those of another interpreter.
pub(super) fn swap_registry(other: &mut Registry) {
    REGISTRY.with_borrow_mut(|registry| std::mem::swap(registry, other));
}

/// How many container objects live.
#[must_use]
pub fn tracked() -> usize {
    REGISTRY.with_borrow(|registry| registry.entries.len())
}

/// Every tracked object, for `gc.get_objects`.
#[must_use]
pub fn objects() -> Vec<Value> {
    REGISTRY.with_borrow(|registry| {
        let entries = registry.entries.iter();
        entries.map(|entry| entry.object().to_value()).collect()
    })
}

/// Visits what `object` refers to: payload, instance dictionary and class.
pub fn referents(object: &Object, visit: &mut dyn FnMut(&Value)) {
    dispatch_trace(object, visit);
    if let Some(dict) = object.dict() {
        visit(&dict.into_value());
    }
    visit(&object.class().to_value());
}

/// The tracked objects that nothing outside refers to.
fn unreachable() -> Vec<Value> {
    REGISTRY.with_borrow(|registry| {
        let frozen = registry.frozen;
        let registry = &registry.entries[frozen..];
        // Where an object stands among those that are looked at.
        let index_of = |object: &Object| (object.gc_place() as usize).checked_sub(frozen + 1);
        let mut external: Vec<i64> = registry
            .iter()
            .map(|entry| i64::from(entry.object().reference_count()))
            .collect();
        for entry in registry {
            referents(entry.object(), &mut |value| {
                if let Some(index) = value.as_object().and_then(index_of) {
                    external[index] -= 1;
                }
            });
        }
        let mut reachable = vec![false; registry.len()];
        // Fewer than none: somebody visited what it does not own. Such an object is kept.
        let mut work: Vec<usize> = (0..registry.len()).filter(|&i| external[i] != 0).collect();
        for &index in &work {
            reachable[index] = true;
        }
        while let Some(index) = work.pop() {
            referents(registry[index].object(), &mut |value| {
                if let Some(index) = value.as_object().and_then(index_of)
                    && !reachable[index]
                {
                    reachable[index] = true;
                    work.push(index);
                }
            });
        }
        (0..registry.len())
            .filter(|&index| !reachable[index])
            .map(|index| registry[index].object().to_value())
            .collect()
    })
}

/// Remembers in which order a search from `root`, breadth first, comes to the objects with finalisers: CPython's
/// collection before it takes the modules apart leaves its lists in this order, and the next one finalises in it.
pub fn note_order(root: &Object) {
    let order = REGISTRY.with_borrow(|registry| {
        let registry = &registry.entries;
        let wanted = |entry: &Uncounted| heap::wants_finalizer(entry.object());
        if root.gc_place() == 0 || !registry.iter().any(wanted) {
            return HashMap::new();
        }
        let mut order = HashMap::new();
        let mut seen = vec![false; registry.len()];
        let mut queue = VecDeque::from([root.gc_place() as usize - 1]);
        while let Some(place) = queue.pop_front() {
            if wanted(&registry[place]) {
                order.insert(registry[place].object().address(), order.len());
            }
            for_each_child(registry[place].object(), &mut |value| {
                if let Some(child) = value.as_object()
                    && child.gc_place() != 0
                {
                    let place = child.gc_place() as usize - 1;
                    if !std::mem::replace(&mut seen[place], true) {
                        queue.push_back(place);
                    }
                }
            });
        }
        order
    });
    ORDER.set(order);
}

/// Forgets what [`note_order`] found.
pub fn forget_order() {
    ORDER.take();
}

/// What an object refers to in the order in which CPython's collector visits it.
fn for_each_child(object: &Object, visit: &mut dyn FnMut(&Value)) {
    if let Some(list) = object.payload::<PyList>() {
        list.snapshot().iter().rev().for_each(&mut *visit);
    } else if let Some(tuple) = object.payload::<PyTuple>() {
        tuple.items().iter().rev().for_each(&mut *visit);
    } else if let Some(class) = object.payload::<PyType>() {
        visit(&class.dict.to_value());
        for base in class.mro.borrow().iter() {
            visit(&base.to_value());
        }
        return;
    } else {
        dispatch_trace(object, visit);
    }
    match object.dict() {
        // CPython keeps these attributes in the instance itself.
        Some(dict) if !dict.object().has_flag(flags::SHOWN) => {
            for (_, value) in dict.snapshot() {
                visit(&value);
            }
        }
        Some(dict) => visit(&dict.into_value()),
        None => {}
    }
    visit(&object.class().to_value());
}

/// What one collection found.
pub struct Collection {
    /// How many objects were found unreachable.
    pub unreachable: usize,
    /// Finalisers were queued instead of clearing: run them, then collect again.
    pub finalizers: bool,
}

/// Finds cyclic garbage. Objects with finalisers are queued for the VM first and nothing is cleared yet, since
/// a finaliser may bring any of them back; a second call then clears what is still unreachable.
#[must_use]
pub fn collect() -> Collection {
    let garbage = unreachable();
    let unreachable = count(&garbage);
    NEXT.set((tracked() + tracked() / 2).max(SMALLEST));
    // Weak references go before finalisers run, as in CPython; those that are garbage themselves call nobody.
    for value in &garbage {
        if let Some(reference) = value.get::<PyWeakref>() {
            reference.clear();
        }
    }
    for value in &garbage {
        if let Some(object) = value.as_object()
            && object.has_flag(flags::WEAKLY_REFERENCED)
            && value.get::<PyType>().is_none()
        {
            heap::clear_weak_references(object);
        }
    }
    let mut finalizers = queue_in_order(&garbage);
    // Coroutines first: they are older than the tasks that run them.
    for coroutines in [true, false] {
        for value in &garbage {
            if let Some(object) = value.as_object()
                && coroutines == (object.kind() == Kind::Generator)
                && heap::wants_finalizer(object)
            {
                object.set_flag(flags::FINALIZED);
                heap::queue_finalizer(value.clone());
                finalizers = true;
            }
        }
    }
    if !finalizers {
        clear(&garbage);
    }
    Collection {
        unreachable,
        finalizers,
    }
}

/// Queues the finalisers whose order is known; whether there were any.
fn queue_in_order(garbage: &[Value]) -> bool {
    ORDER.with_borrow(|order| {
        if order.is_empty() {
            return false;
        }
        let mut known: Vec<(usize, &Object)> = garbage
            .iter()
            .filter_map(Value::as_object)
            .filter(|object| heap::wants_finalizer(object))
            .filter_map(|object| Some((*order.get(&object.address())?, object)))
            .collect();
        known.sort_by_key(|(place, _)| *place);
        for (_, object) in &known {
            object.set_flag(flags::FINALIZED);
            heap::queue_finalizer(object.to_value());
        }
        !known.is_empty()
    })
}

/// How many objects these are in CPython, where attributes that nobody saw as a dictionary are part of the instance,
/// and where the cells of a function, and the bases and the order of a class, are tuples of their own.
fn count(garbage: &[Value]) -> usize {
    const SHARED_KEYS: usize = 30;
    let inline: HashSet<usize> = garbage
        .iter()
        .filter_map(Value::as_object)
        .filter(|object| object.kind() == Kind::Instance)
        .filter_map(Object::dict)
        .filter(|dict| !dict.object().has_flag(flags::SHOWN) && dict.len() <= SHARED_KEYS)
        .map(|dict| dict.object().address())
        .collect();
    let count = |value: &Value| {
        let object = value.as_object()?;
        Some(if inline.contains(&object.address()) {
            0
        } else if value.get::<PyType>().is_some() {
            3
        } else {
            let function = value.get::<PyFunction>();
            1 + usize::from(function.is_some_and(|own| !own.closure.borrow().is_empty()))
        })
    };
    garbage.iter().filter_map(count).sum()
}

/// Clears every tracked object, reachable or not: for when nobody is left who could reach one.
pub fn clear_all() {
    clear(&objects());
}

fn clear(garbage: &[Value]) {
    for value in garbage {
        if let Some(object) = value.as_object()
            && object.has_flag(flags::WEAKLY_REFERENCED)
        {
            heap::clear_weak_references(object);
        }
    }
    for value in garbage {
        if let Some(object) = value.as_object() {
            dispatch_clear(object);
            object.set_dict(None);
        }
    }
    // Classes last: whatever was let go of above has looked up what it needed.
    for value in garbage {
        if let Some(class) = value.get::<PyType>() {
            class.forget_bases();
        }
    }
}
