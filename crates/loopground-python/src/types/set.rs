//! `set` and `frozenset`: the table, and what the VM and other types use of sets. Methods are in `set_methods`.
//!
//! The table is CPython's (`Objects/setobject.c`): open addressing with short linear runs, grown by its rule, so
//! that a program sees the elements in the order it sees with CPython wherever hashes are the same (numbers,
//! tuples of numbers).

use std::cell::{Cell, RefCell};

use crate::object::{Ref, Trace, Value};
use crate::types::dict::{Equality, Found, PyDict};
use crate::vm::{PyResult, Vm};

pub use super::set_methods::{FROZEN, TYPE};
pub use super::set_operations::{Operation, apply, update};

/// Slots of the smallest table.
const LEAST: usize = 8;
/// How many further slots are tried next to the first before jumping.
const LINEAR_PROBES: usize = 9;
const PERTURB_SHIFT: u32 = 5;

#[derive(Clone)]
struct Slot {
    /// 0 in a slot never used, -1 in one whose element is gone.
    hash: i64,
    key: Option<Value>,
}

const UNUSED: Slot = Slot { hash: 0, key: None };
const GONE: i64 = -1;

struct Table {
    slots: Vec<Slot>,
    /// Slots that are not unused.
    filled: usize,
    used: usize,
    /// Where `pop` goes on.
    finger: usize,
}

impl Default for Table {
    fn default() -> Self {
        Self {
            slots: vec![UNUSED; LEAST],
            filled: 0,
            used: 0,
            finger: 0,
        }
    }
}

/// The order in which slots are tried for a hash.
struct Probes {
    place: usize,
    left: usize,
    base: usize,
    perturb: u64,
    mask: usize,
}

impl Probes {
    fn new(hash: i64, mask: usize) -> Self {
        let mut probes = Self {
            place: 0,
            left: 0,
            base: hash as usize & mask,
            perturb: hash as u64,
            mask,
        };
        probes.start_run();
        probes
    }

    fn start_run(&mut self) {
        self.place = self.base;
        self.left = if self.base + LINEAR_PROBES <= self.mask {
            LINEAR_PROBES
        } else {
            0
        };
    }

    #[inline]
    fn advance(&mut self) {
        if self.left > 0 {
            self.left -= 1;
            self.place += 1;
            return;
        }
        self.perturb >>= PERTURB_SHIFT;
        self.base = (self.base as u64)
            .wrapping_mul(5)
            .wrapping_add(1)
            .wrapping_add(self.perturb) as usize
            & self.mask;
        self.start_run();
    }
}

impl Table {
    fn mask(&self) -> usize {
        self.slots.len() - 1
    }

    /// Whether `more` filled slots would make the table too full.
    fn too_full(&self, more: usize) -> bool {
        (self.filled + more) * 5 >= self.mask() * 3
    }

    fn insert_clean(&mut self, slot: Slot) {
        let mut probes = Probes::new(slot.hash, self.mask());
        while self.slots[probes.place].key.is_some() {
            probes.advance();
        }
        self.slots[probes.place] = slot;
    }

    /// Rebuilds with room for more than `least` elements.
    fn resize(&mut self, least: usize) {
        let mut size = LEAST;
        while size <= least {
            size *= 2;
        }
        let old = std::mem::replace(&mut self.slots, vec![UNUSED; size]);
        for slot in old {
            if slot.key.is_some() {
                self.insert_clean(slot);
            }
        }
        self.filled = self.used;
    }

    fn grow(&mut self) {
        let factor = if self.used > 50_000 { 2 } else { 4 };
        self.resize(self.used * factor);
    }

    /// Adds an element known to be missing.
    fn insert_new(&mut self, hash: i64, key: Value) {
        let mut probes = Probes::new(hash, self.mask());
        let mut gone = None;
        loop {
            let slot = &self.slots[probes.place];
            if slot.key.is_none() {
                if slot.hash == GONE {
                    gone = Some(probes.place);
                } else {
                    break;
                }
            }
            probes.advance();
        }
        let slot = Slot {
            hash,
            key: Some(key),
        };
        self.used += 1;
        if let Some(place) = gone {
            self.slots[place] = slot;
            return;
        }
        self.slots[probes.place] = slot;
        self.filled += 1;
        if self.too_full(0) {
            self.grow();
        }
    }
}

/// The payload of both.
#[derive(Default)]
pub struct PySet {
    table: RefCell<Table>,
    /// Changes with every element that comes or goes.
    version: Cell<u64>,
    /// The hash of a frozenset once computed; -1 before.
    pub hash: Cell<Option<i64>>,
}

impl PySet {
    #[must_use]
    pub fn len(&self) -> usize {
        self.table.borrow().used
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    #[must_use]
    pub fn version(&self) -> u64 {
        self.version.get()
    }

    fn touch(&self) {
        self.version.set(self.version.get() + 1);
    }

    /// Number of slots, for `__sizeof__`.
    #[must_use]
    pub fn slots(&self) -> usize {
        self.table.borrow().slots.len()
    }

    /// Finds an element by hash, with `equal` deciding where the pointers differ.
    pub fn find(
        &self,
        hash: i64,
        key: &Value,
        mut equal: impl FnMut(&Value, &Value) -> Equality,
    ) -> Found {
        let table = self.table.borrow();
        let mut ask = Vec::new();
        let mut probes = Probes::new(hash, table.mask());
        loop {
            let slot = &table.slots[probes.place];
            match &slot.key {
                None if slot.hash != GONE => {
                    return if ask.is_empty() {
                        Found::Missing
                    } else {
                        Found::Ask(ask)
                    };
                }
                Some(candidate) if slot.hash == hash => {
                    if candidate.is(key) {
                        return Found::At(probes.place);
                    }
                    match equal(candidate, key) {
                        Equality::Equal => return Found::At(probes.place),
                        Equality::Different => {}
                        Equality::Unknown => ask.push(probes.place),
                    }
                }
                _ => {}
            }
            probes.advance();
        }
    }

    #[must_use]
    pub fn key_at(&self, place: usize) -> Option<Value> {
        self.table.borrow().slots.get(place)?.key.clone()
    }

    /// The first element at or after a slot: the slot, the hash, the element. The step of every iterator.
    #[must_use]
    pub fn next_entry(&self, place: usize) -> Option<(usize, i64, Value)> {
        let table = self.table.borrow();
        let rest = table.slots.get(place..)?;
        rest.iter().enumerate().find_map(|(offset, slot)| {
            let key = slot.key.clone()?;
            Some((place + offset, slot.hash, key))
        })
    }

    /// Adds an element that is known to be missing.
    pub fn insert_new(&self, hash: i64, key: Value) {
        self.touch();
        self.table.borrow_mut().insert_new(hash, key);
    }

    pub fn remove_at(&self, place: usize) -> Option<Value> {
        self.touch();
        let mut table = self.table.borrow_mut();
        let slot = &mut table.slots[place];
        let key = slot.key.take()?;
        slot.hash = GONE;
        table.used -= 1;
        Some(key)
    }

    /// `set.pop`.
    pub fn pop(&self) -> Option<Value> {
        let place = {
            let table = self.table.borrow();
            if table.used == 0 {
                return None;
            }
            let mask = table.mask();
            let mut place = table.finger & mask;
            while table.slots[place].key.is_none() {
                place = (place + 1) & mask;
            }
            place
        };
        self.table.borrow_mut().finger = place + 1;
        self.remove_at(place)
    }

    pub fn clear_all(&self) {
        self.touch();
        let old = std::mem::take(&mut *self.table.borrow_mut());
        drop(old);
    }

    /// Exchanges the contents of two sets.
    pub fn swap(&self, other: &Self) {
        self.touch();
        other.touch();
        self.table.swap(&other.table);
    }

    /// The elements in order.
    #[must_use]
    pub fn keys(&self) -> Vec<Value> {
        let table = self.table.borrow();
        table
            .slots
            .iter()
            .filter_map(|slot| slot.key.clone())
            .collect()
    }

    /// The elements with their hashes, in order.
    #[must_use]
    pub fn entries(&self) -> Vec<(i64, Value)> {
        let table = self.table.borrow();
        let live = table.slots.iter();
        live.filter_map(|slot| slot.key.clone().map(|key| (slot.hash, key)))
            .collect()
    }

    /// Makes room before `count` elements are added at once.
    pub fn reserve(&self, count: usize) {
        let mut table = self.table.borrow_mut();
        if table.too_full(count) {
            let least = (table.used + count) * 2;
            table.resize(least);
        }
    }

    /// Takes over the elements of another set into this empty one; `false`: this one is not empty.
    #[must_use]
    pub fn copy_into_empty(&self, other: &Self) -> bool {
        if self.table.borrow().filled != 0 {
            return false;
        }
        self.touch();
        let source = other.table.borrow();
        let mut table = self.table.borrow_mut();
        if table.slots.len() == source.slots.len() && source.filled == source.used {
            table.slots.clone_from(&source.slots);
        } else {
            for slot in source.slots.iter().filter(|slot| slot.key.is_some()) {
                table.insert_clean(slot.clone());
            }
        }
        table.filled = source.used;
        table.used = source.used;
        true
    }

    /// After many removals: rebuilds when more than a quarter of the slots held what is gone.
    pub fn drop_gone(&self) {
        let mut table = self.table.borrow_mut();
        if table.filled - table.used > table.mask() / 4 {
            table.grow();
        }
    }
}

impl Trace for PySet {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        let table = self.table.borrow();
        table
            .slots
            .iter()
            .filter_map(|slot| slot.key.as_ref())
            .for_each(visit);
    }

    fn clear(&self) {
        self.clear_all();
    }
}

/// A new empty `set`.
#[must_use]
pub fn empty(vm: &Vm) -> Value {
    Ref::new(PySet::default(), &vm.types.set).into_value()
}

#[must_use]
pub fn frozenset_of_plain(vm: &Vm, items: Vec<Value>) -> Value {
    let set = PySet::default();
    for item in items {
        if let Some(hash) = vm.plain_hash(&item)
            && matches!(
                set.find(hash, &item, |a, b| vm.plain_equal(a, b)),
                Found::Missing
            )
        {
            set.insert_new(hash, item);
        }
    }
    Ref::new(set, &vm.types.frozenset).into_value()
}

/// The elements of a set of either class.
#[must_use]
pub fn plain_items(value: &Value) -> Option<Vec<Value>> {
    value.get::<PySet>().map(PySet::keys)
}

/// A new set of these elements.
pub async fn set_from(vm: &Vm, items: Vec<Value>) -> PyResult {
    let set = empty(vm);
    for item in items {
        add(vm, &set, item).await?;
    }
    Ok(set)
}

/// The payload of what is known to be a set.
pub fn payload(set: &Value) -> &PySet {
    set.get().expect("it is a set")
}

/// Adds an element, where no Python code is needed; `false` when it is.
#[must_use]
pub fn quick_add(vm: &Vm, set: &PySet, item: &Value) -> bool {
    let Some(hash) = vm.plain_hash(item) else {
        return false;
    };
    match set.find(hash, item, |a, b| vm.plain_equal(a, b)) {
        Found::At(_) => true,
        Found::Missing => {
            set.insert_new(hash, item.clone());
            true
        }
        Found::Ask(_) => false,
    }
}

/// Adds elements until one needs Python code; gives back that one and all after it.
#[must_use]
pub fn quick_extend(vm: &Vm, set: &Value, items: Vec<Value>) -> Vec<Value> {
    let set = payload(set);
    let mut items = items.into_iter();
    while let Some(item) = items.as_slice().first() {
        if !quick_add(vm, set, item) {
            break;
        }
        items.next();
    }
    items.collect()
}

pub async fn add(vm: &Vm, set: &Value, item: Value) -> PyResult<()> {
    vm.check_growth(payload(set).len(), 48)?;
    if quick_add(vm, payload(set), &item) {
        return Ok(());
    }
    let hash = vm.hash_as(&item, "a set element").await?;
    add_hashed(vm, set, hash, item).await
}

pub async fn add_hashed(vm: &Vm, set: &Value, hash: i64, item: Value) -> PyResult<()> {
    if find(vm, payload(set), hash, &item).await?.is_none() {
        payload(set).insert_new(hash, item);
    }
    Ok(())
}

/// The slot of an element.
pub async fn find(vm: &Vm, set: &PySet, hash: i64, key: &Value) -> PyResult<Option<usize>> {
    'again: loop {
        match set.find(hash, key, |a, b| vm.plain_equal(a, b)) {
            Found::At(place) => return Ok(Some(place)),
            Found::Missing => return Ok(None),
            Found::Ask(places) => {
                let version = set.version();
                for place in places {
                    let Some(candidate) = set.key_at(place) else {
                        continue;
                    };
                    let equal = vm
                        .compare(crate::vm::operators::Comparison::Eq, &candidate, key)
                        .await?;
                    if set.version() != version {
                        continue 'again;
                    }
                    if equal {
                        return Ok(Some(place));
                    }
                }
                return Ok(None);
            }
        }
    }
}

/// Whether a set has an element; the outer `None`: only Python code can tell.
#[must_use]
pub fn quick_find(vm: &Vm, set: &PySet, key: &Value) -> Option<Option<usize>> {
    quick_find_hashed(vm, set, vm.plain_hash(key)?, key)
}

/// The same where the hash is known.
#[must_use]
pub fn quick_find_hashed(vm: &Vm, set: &PySet, hash: i64, key: &Value) -> Option<Option<usize>> {
    match set.find(hash, key, |a, b| vm.plain_equal(a, b)) {
        Found::At(place) => Some(Some(place)),
        Found::Missing => Some(None),
        Found::Ask(_) => None,
    }
}

/// The keys of a dict with their hashes.
pub(super) fn dict_entries(dict: &PyDict) -> Vec<(i64, Value)> {
    let mut entries = Vec::with_capacity(dict.len());
    let mut place = 0;
    while let Some((at, key, _)) = dict.next_entry(place) {
        entries.push((dict.hash_at(at), key));
        place = at + 1;
    }
    entries
}

/// The hash of a frozenset with these elements, CPython's.
#[must_use]
pub fn hash_of(set: &PySet) -> i64 {
    if let Some(hash) = set.hash.get() {
        return hash;
    }
    let shuffled = |hash: i64| {
        let hash = hash as u64;
        (hash ^ 89_869_747 ^ (hash << 16)).wrapping_mul(3_644_798_167)
    };
    let entries = set.entries();
    let mut hash = entries
        .iter()
        .fold(0, |all, (hash, _)| all ^ shuffled(*hash));
    hash ^= (entries.len() as u64 + 1).wrapping_mul(1_927_868_237);
    hash ^= (hash >> 11) ^ (hash >> 25);
    hash = hash.wrapping_mul(69_069).wrapping_add(907_133_923);
    if hash == u64::MAX {
        590_923_713
    } else {
        hash as i64
    }
}
