//! `dict`: an insertion-ordered hash table.
//!
//! Here: the table, looked up by a hash and an equality that cannot call Python code. Keys whose `__eq__` is
//! Python code are compared by the VM (`vm::mapping`), which asks for the candidates.
//!
//! Entries stand in a vector in insertion order; up to [`SMALL`] of them are searched linearly, more through an
//! open-addressed table of their places. A deleted entry leaves a hole until the next rebuild.

use std::cell::{Cell, RefCell};

use crate::object::{Trace, Value};

/// Up to this many entries there is no table.
const SMALL: usize = 8;
const EMPTY: u32 = u32::MAX;
const DELETED: u32 = u32::MAX - 1;

/// How many entries CPython's smallest table takes.
const LEAST_USABLE: usize = 5;

/// How many entries CPython's table takes after one with so many live ones was full.
fn usable_after_growth(used: usize) -> usize {
    (used * 3).next_power_of_two().max(8) * 2 / 3
}

struct Entry {
    hash: i64,
    /// `None`: deleted.
    key: Option<Value>,
    value: Value,
}

#[derive(Default)]
struct Table {
    entries: Vec<Entry>,
    /// Places in `entries`, or `EMPTY`/`DELETED`; length a power of two, or zero while small.
    places: Vec<u32>,
    /// Live entries.
    used: usize,
    /// Before this place there are only holes: taking from the front stays quick.
    first: usize,
    /// Slots of `places` that are not `EMPTY`.
    filled: usize,
    /// So many entries, holes counted, fill CPython's table: then it drops the holes. 0 for a new one.
    usable: usize,
    /// Live keys that are not interned strings: while zero, pointers decide equality of interned keys.
    foreign: usize,
}

/// The payload of a `dict`.
#[derive(Default)]
pub struct PyDict {
    table: RefCell<Table>,
    /// Changes when a key is added or removed (not when a value is replaced). Never the same for two states.
    version: Cell<u64>,
}

/// How a lookup ended.
pub enum Found {
    /// At this place.
    At(usize),
    Missing,
    /// These places have the same hash, but only Python code can say whether the keys are equal.
    Ask(Vec<usize>),
}

/// Whether two keys with equal hashes are equal.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Equality {
    Equal,
    Different,
    /// Only Python code can tell.
    Unknown,
}

thread_local! {
    static NEXT_VERSION: Cell<u64> = const { Cell::new(1) };
}

fn next_version() -> u64 {
    let version = NEXT_VERSION.get();
    NEXT_VERSION.set(version + 1);
    version
}

fn is_interned(value: &Value) -> bool {
    value
        .as_object()
        .is_some_and(|object| object.has_flag(crate::object::flags::INTERNED))
}

impl Table {
    #[inline]
    fn start(&self, hash: i64) -> usize {
        (hash as u64)
            .wrapping_mul(0x9E37_79B9_7F4A_7C15)
            .rotate_left(20) as usize
            & (self.places.len() - 1)
    }

    /// Calls `visit` with the place of every live entry of this hash until it says stop.
    #[inline]
    fn probe(&self, hash: i64, mut stop: impl FnMut(usize, &Value) -> bool) -> Option<usize> {
        if self.places.is_empty() {
            for (place, entry) in self.entries.iter().enumerate() {
                if entry.hash == hash
                    && let Some(key) = &entry.key
                    && stop(place, key)
                {
                    return Some(place);
                }
            }
            return None;
        }
        let mask = self.places.len() - 1;
        let mut slot = self.start(hash);
        loop {
            match self.places[slot] {
                EMPTY => return None,
                DELETED => {}
                place => {
                    let entry = &self.entries[place as usize];
                    if entry.hash == hash
                        && let Some(key) = &entry.key
                        && stop(place as usize, key)
                    {
                        return Some(place as usize);
                    }
                }
            }
            slot = (slot + 1) & mask;
        }
    }

    /// Drops holes and makes room for `extra` more entries.
    fn rebuild(&mut self, extra: usize) {
        self.entries.retain(|entry| entry.key.is_some());
        self.used = self.entries.len();
        self.first = 0;
        let wanted = self.used + extra;
        if wanted <= SMALL {
            self.places = Vec::new();
            self.filled = 0;
            return;
        }
        self.index(wanted);
    }

    /// Makes the table of places anew, for so many entries.
    fn index(&mut self, wanted: usize) {
        let size = (wanted * 2).next_power_of_two().max(16);
        self.places.clear();
        self.places.resize(size, EMPTY);
        self.filled = 0;
        for place in self.first..self.entries.len() {
            if self.entries[place].key.is_some() {
                self.note(place);
            }
        }
    }

    /// Enters the place of an entry into the table of places, if there is one.
    #[inline]
    fn note(&mut self, place: usize) {
        if self.places.is_empty() {
            return;
        }
        let mask = self.places.len() - 1;
        let mut slot = self.start(self.entries[place].hash);
        while self.places[slot] != EMPTY {
            slot = (slot + 1) & mask;
        }
        self.places[slot] = place as u32;
        self.filled += 1;
    }

    /// Adds an entry before all others.
    fn prepend(&mut self, hash: i64, key: Value, value: Value) {
        let full = (self.filled + 1) * 3 > self.places.len() * 2;
        if self.first == 0 || (full && !self.places.is_empty()) {
            self.entries.retain(|entry| entry.key.is_some());
            let gap = self.used.max(SMALL);
            let hole = || Entry {
                hash: 0,
                key: None,
                value: Value::none(),
            };
            self.entries
                .splice(0..0, std::iter::repeat_with(hole).take(gap));
            self.first = gap;
            self.index(self.entries.len());
        }
        self.first -= 1;
        self.foreign += usize::from(!is_interned(&key));
        self.entries[self.first] = Entry {
            hash,
            key: Some(key),
            value,
        };
        self.used += 1;
        self.note(self.first);
    }

    fn append(&mut self, hash: i64, key: Value, value: Value) -> usize {
        if self.entries.len() >= self.usable.max(LEAST_USABLE) {
            if self.used < self.entries.len() {
                self.rebuild(self.used.max(SMALL));
            }
            self.usable = usable_after_growth(self.used);
        }
        if self.places.is_empty() {
            if self.entries.len() == SMALL {
                self.rebuild(1);
            }
        } else if (self.filled + 1) * 3 > self.places.len() * 2 {
            self.rebuild(self.used.max(SMALL));
        }
        let place = self.entries.len();
        self.foreign += usize::from(!is_interned(&key));
        self.entries.push(Entry {
            hash,
            key: Some(key),
            value,
        });
        self.note(place);
        self.used += 1;
        place
    }

    fn remove(&mut self, place: usize) -> (Value, Value) {
        if !self.places.is_empty() {
            let mask = self.places.len() - 1;
            let mut slot = self.start(self.entries[place].hash);
            while self.places[slot] != place as u32 {
                slot = (slot + 1) & mask;
            }
            self.places[slot] = DELETED;
        }
        let entry = &mut self.entries[place];
        let key = entry.key.take().expect("a live entry");
        let value = std::mem::replace(&mut entry.value, Value::none());
        self.foreign -= usize::from(!is_interned(&key));
        self.used -= 1;
        if place == self.first {
            let rest = &self.entries[place..];
            let holes = rest.iter().take_while(|entry| entry.key.is_none());
            self.first += holes.count();
        }
        (key, value)
    }

    /// Drops the holes at the end.
    fn trim(&mut self) {
        while self.entries.last().is_some_and(|entry| entry.key.is_none()) {
            self.entries.pop();
        }
        self.first = self.first.min(self.entries.len());
    }
}

impl PyDict {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        self.table.borrow().used
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A number that is equal only while no key came or went.
    #[inline(always)]
    #[must_use]
    pub fn version(&self) -> u64 {
        let version = self.version.get();
        if version == 0 { self.touch() } else { version }
    }

    fn touch(&self) -> u64 {
        let version = next_version();
        self.version.set(version);
        version
    }

    /// Finds a key by hash, with `equal` deciding where the pointers differ.
    pub fn find(
        &self,
        hash: i64,
        key: &Value,
        mut equal: impl FnMut(&Value, &Value) -> Equality,
    ) -> Found {
        let table = self.table.borrow();
        let mut ask = Vec::new();
        let found = table.probe(hash, |place, candidate| {
            candidate.is(key)
                || match equal(candidate, key) {
                    Equality::Equal => true,
                    Equality::Different => false,
                    Equality::Unknown => {
                        ask.push(place);
                        false
                    }
                }
        });
        match found {
            Some(place) => Found::At(place),
            None if ask.is_empty() => Found::Missing,
            None => Found::Ask(ask),
        }
    }

    /// The place of an interned string.
    #[inline]
    #[must_use]
    pub fn find_name(&self, name: &Value) -> Option<usize> {
        let table = self.table.borrow();
        if table.foreign == 0 && table.places.is_empty() {
            return table
                .entries
                .iter()
                .position(|entry| entry.key.as_ref().is_some_and(|key| key.is(name)));
        }
        let text = name.get::<super::str::PyStr>().expect("names are strings");
        let hash = super::str_hash(text);
        table.probe(hash, |_, key| {
            key.is(name)
                || key
                    .get::<super::str::PyStr>()
                    .is_some_and(|other| other.bytes() == text.bytes())
        })
    }

    #[inline]
    #[must_use]
    pub fn get_name(&self, name: &Value) -> Option<Value> {
        self.find_name(name).map(|place| self.value_at(place))
    }

    /// Sets a variable or attribute; `name` must be interned.
    pub fn set_name(&self, name: &Value, value: Value) {
        match self.find_name(name) {
            Some(place) => drop(self.replace(place, value)),
            None => {
                let hash = super::str_hash(name.get().expect("names are strings"));
                self.insert_new(hash, name.clone(), value);
            }
        }
    }

    /// Removes a variable or attribute and returns its value.
    pub fn remove_name(&self, name: &Value) -> Option<Value> {
        self.find_name(name).map(|place| self.remove(place).1)
    }

    /// The value at a place where `find` found something.
    #[inline(always)]
    #[must_use]
    pub fn value_at(&self, place: usize) -> Value {
        self.table.borrow().entries[place].value.clone()
    }

    /// The value at `place` if the key there is this very object: the check of an inline cache.
    #[inline(always)]
    #[must_use]
    pub fn value_if_key(&self, place: usize, key: &Value) -> Option<Value> {
        let table = self.table.borrow();
        let entry = table.entries.get(place)?;
        if entry.key.as_ref()?.is(key) {
            Some(entry.value.clone())
        } else {
            None
        }
    }

    /// Exchanges a value for the one at `place` if the key there is this very object.
    #[inline(always)]
    pub fn exchange_if_key(&self, place: usize, key: &Value, with: &mut Option<Value>) -> bool {
        let mut table = self.table.borrow_mut();
        match (table.entries.get_mut(place), with) {
            (Some(entry), Some(with)) if entry.key.as_ref().is_some_and(|found| found.is(key)) => {
                std::mem::swap(&mut entry.value, with);
                true
            }
            _ => false,
        }
    }

    /// Key and value at a place, if it is live.
    #[must_use]
    pub fn entry_at(&self, place: usize) -> Option<(Value, Value)> {
        let table = self.table.borrow();
        let entry = table.entries.get(place)?;
        entry.key.clone().map(|key| (key, entry.value.clone()))
    }

    /// One past the last place.
    #[inline]
    #[must_use]
    pub fn places(&self) -> usize {
        self.table.borrow().entries.len()
    }

    /// The first live entry at or after `place`: its place, key and value. The step of every iterator.
    #[inline]
    #[must_use]
    pub fn next_entry(&self, mut place: usize) -> Option<(usize, Value, Value)> {
        let table = self.table.borrow();
        place = place.max(table.first);
        while let Some(entry) = table.entries.get(place) {
            if let Some(key) = &entry.key {
                return Some((place, key.clone(), entry.value.clone()));
            }
            place += 1;
        }
        None
    }

    /// The last live entry before `end`: its place, key and value. The step of reversed iterators.
    #[must_use]
    pub fn previous_entry(&self, end: usize) -> Option<(usize, Value, Value)> {
        let table = self.table.borrow();
        let end = end.min(table.entries.len());
        table.entries[..end]
            .iter()
            .enumerate()
            .rev()
            .find_map(|(place, entry)| {
                let key = entry.key.clone()?;
                Some((place, key, entry.value.clone()))
            })
    }

    /// The place of the entry added last.
    fn last_place(&self) -> Option<usize> {
        self.previous_entry(usize::MAX).map(|(place, _, _)| place)
    }

    /// Adds a key that is known to be missing.
    pub fn insert_new(&self, hash: i64, key: Value, value: Value) -> usize {
        self.touch();
        self.table.borrow_mut().append(hash, key, value)
    }

    /// Replaces the value at a place; returns the old one.
    pub fn replace(&self, place: usize, value: Value) -> Value {
        std::mem::replace(&mut self.table.borrow_mut().entries[place].value, value)
    }

    pub fn remove(&self, place: usize) -> (Value, Value) {
        self.touch();
        self.table.borrow_mut().remove(place)
    }

    /// Removes the entry added last. Unlike `remove` it leaves no hole: taking one after the other stays quick.
    pub fn remove_last(&self) -> Option<(Value, Value)> {
        let place = self.last_place()?;
        self.touch();
        let mut table = self.table.borrow_mut();
        let entry = table.remove(place);
        table.trim();
        Some(entry)
    }

    /// Moves an entry behind all others, or before them.
    pub fn move_to_end(&self, place: usize, last: bool) {
        let is_there = match last {
            true => self.last_place() == Some(place),
            false => self.table.borrow().first == place,
        };
        if is_there {
            return;
        }
        self.touch();
        let mut table = self.table.borrow_mut();
        let hash = table.entries[place].hash;
        let (key, value) = table.remove(place);
        if last {
            table.append(hash, key, value);
        } else {
            table.prepend(hash, key, value);
        }
    }

    /// The hash stored with the key at a place.
    #[must_use]
    pub fn hash_at(&self, place: usize) -> i64 {
        self.table.borrow().entries[place].hash
    }

    pub fn clear_all(&self) {
        self.touch();
        let old = std::mem::take(&mut *self.table.borrow_mut());
        drop(old);
    }

    /// Live entries in order.
    #[must_use]
    pub fn snapshot(&self) -> Vec<(Value, Value)> {
        let table = self.table.borrow();
        table
            .entries
            .iter()
            .filter_map(|entry| entry.key.clone().map(|key| (key, entry.value.clone())))
            .collect()
    }

    /// A copy with the same order.
    #[must_use]
    pub fn copied(&self) -> Self {
        let table = self.table.borrow();
        let mut copy = Table::default();
        copy.rebuild(table.used);
        for entry in &table.entries {
            if let Some(key) = &entry.key {
                copy.append(entry.hash, key.clone(), entry.value.clone());
            }
        }
        Self {
            table: RefCell::new(copy),
            version: Cell::new(0),
        }
    }
}

impl Trace for PyDict {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        for entry in &self.table.borrow().entries {
            entry.key.iter().for_each(&mut *visit);
            visit(&entry.value);
        }
    }

    fn clear(&self) {
        self.clear_all();
    }
}
