//! `list.sort` and `sorted`: a stable merge sort that asks only `<`.
//!
//! Keys that are all small integers, all floats or all strings are sorted by Rust. Otherwise the sort is CPython's
//! in what a program can see: natural runs, binary insertion for short ones, balanced merges
//! (Tim Peters, `Objects/listsort.txt`). Merging is in `merge`.

mod merge;

use crate::object::{Value, View};
use crate::types::list_methods::list;
use crate::types::native::Args;
use crate::types::str::PyStr;
use crate::types::tuple::PyTuple;
use crate::vm::operators::Comparison;
use crate::vm::{NativeResult, PyResult, Vm};

/// A key and the element it stands for.
struct Entry {
    key: Value,
    /// `None` when the key is the element.
    element: Option<Value>,
}

pub fn sort(vm: &Vm, args: Args<'_>) -> NativeResult {
    let receiver = args.get(0);
    let key = args.opt(1).filter(|key| !key.is_none());
    let reverse = match args.opt(2) {
        None => Some(false),
        Some(reverse) => vm.quick_truth(reverse),
    };
    if let (None, Some(reverse)) = (key, reverse) {
        let mut items = list(receiver).items_mut();
        if sort_plain(vm, &mut items, reverse) {
            return Ok(Value::none().into());
        }
    }
    let (vm, receiver, key) = (vm.clone(), receiver.clone(), key.cloned());
    let reverse = args.opt(2).cloned();
    Vm::future(async move {
        let reverse = match reverse {
            Some(reverse) => vm.truth(&reverse).await?,
            None => false,
        };
        // The list is empty while it is sorted; what the program puts into it meanwhile is an error.
        let items = std::mem::take(&mut *list(&receiver).items_mut());
        let (items, result) = sort_values(&vm, items, key.as_ref(), reverse).await;
        let strange = std::mem::replace(&mut *list(&receiver).items_mut(), items);
        result?;
        // Even what was put in and taken out again leaves room behind.
        if strange.capacity() > 0 {
            return Err(vm.value_error("list modified during sort"));
        }
        Ok(Value::none())
    })
}

/// Sorts values; they all come back, in whatever order they are when an exception ended it.
pub async fn sort_values(
    vm: &Vm,
    mut items: Vec<Value>,
    key: Option<&Value>,
    reverse: bool,
) -> (Vec<Value>, PyResult<()>) {
    let Some(key) = key else {
        if sort_plain(vm, &mut items, reverse) {
            return (items, Ok(()));
        }
        let entries = items.into_iter().map(|key| Entry { key, element: None });
        let (entries, result) = merge_sort(vm, entries.collect(), reverse).await;
        return (entries.into_iter().map(|entry| entry.key).collect(), result);
    };
    let mut keys = Vec::with_capacity(items.len());
    for item in &items {
        match vm.call(key, [item.clone()]).await {
            Ok(key) => keys.push(key),
            Err(raised) => return (items, Err(raised)),
        }
    }
    let entries: Vec<Entry> = keys
        .into_iter()
        .zip(items)
        .map(|(key, item)| Entry {
            key,
            element: Some(item),
        })
        .collect();
    let (entries, result) = sort_entries(vm, entries, reverse).await;
    let items = entries
        .into_iter()
        .map(|entry| entry.element.unwrap_or(entry.key));
    (items.collect(), result)
}

async fn sort_entries(
    vm: &Vm,
    mut entries: Vec<Entry>,
    reverse: bool,
) -> (Vec<Entry>, PyResult<()>) {
    let kind = plain_kind(vm, entries.iter().map(|entry| &entry.key));
    match kind {
        Some(kind) => {
            sort_by_kind(&mut entries, kind, reverse, |entry| &entry.key);
            (entries, Ok(()))
        }
        None => merge_sort(vm, entries, reverse).await,
    }
}

/// What all keys are, where Rust can order them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Plain {
    Int,
    Float,
    Str,
    /// Tuples of one length with plain elements, of the same kind place by place.
    Tuple,
}

fn plain_kind<'a>(vm: &Vm, mut keys: impl Iterator<Item = &'a Value>) -> Option<Plain> {
    let Some(first) = keys.next() else {
        return Some(Plain::Int);
    };
    let string = |key: &Value| vm.is_exactly(key, &vm.types.str);
    // A NaN has no place in an order: the merge sort must see it as CPython's does.
    let number = |key: &Value| key.as_small_float().is_some_and(|float| !float.is_nan());
    if first.as_small_int().is_some() {
        keys.all(|key| key.as_small_int().is_some())
            .then_some(Plain::Int)
    } else if number(first) {
        keys.all(number).then_some(Plain::Float)
    } else if string(first) {
        keys.all(string).then_some(Plain::Str)
    } else {
        let shape = tuple_shape(vm, first)?;
        keys.all(|key| tuple_shape(vm, key).as_ref() == Some(&shape))
            .then_some(Plain::Tuple)
    }
}

/// The kinds of a short tuple's elements, when all are plain.
fn tuple_shape(vm: &Vm, key: &Value) -> Option<[Option<Plain>; 4]> {
    let tuple = key.get::<PyTuple>()?;
    if tuple.items().len() > 4 || !vm.is_exactly(key, &vm.types.tuple) {
        return None;
    }
    let mut shape = [None; 4];
    for (place, item) in shape.iter_mut().zip(tuple.items()) {
        *place = Some(match item.view() {
            View::Int(_) => Plain::Int,
            View::Float(float) if !float.is_nan() => Plain::Float,
            View::Object(_) if vm.is_exactly(item, &vm.types.str) => Plain::Str,
            _ => return None,
        });
    }
    Some(shape)
}

/// The order of two plain values of the same kind.
fn plain_order(a: &Value, b: &Value) -> std::cmp::Ordering {
    match (a.view(), b.view()) {
        (View::Int(a), View::Int(b)) => a.cmp(&b),
        (View::Float(a), View::Float(b)) => a.partial_cmp(&b).unwrap_or(std::cmp::Ordering::Equal),
        _ => match (a.get::<PyStr>(), b.get::<PyStr>()) {
            (Some(a), Some(b)) => a.bytes().cmp(b.bytes()),
            _ => std::cmp::Ordering::Equal,
        },
    }
}

fn sort_by_kind<T>(items: &mut [T], kind: Plain, reverse: bool, key: impl Fn(&T) -> &Value) {
    let order = |a: &T, b: &T| match kind {
        Plain::Int => key(a).as_small_int().cmp(&key(b).as_small_int()),
        Plain::Float => {
            let (a, b) = (key(a).as_small_float(), key(b).as_small_float());
            a.partial_cmp(&b).unwrap_or(std::cmp::Ordering::Equal)
        }
        Plain::Tuple => match (key(a).get::<PyTuple>(), key(b).get::<PyTuple>()) {
            (Some(a), Some(b)) => {
                let pairs = a.items().iter().zip(b.items());
                pairs.fold(std::cmp::Ordering::Equal, |order, (a, b)| {
                    order.then_with(|| plain_order(a, b))
                })
            }
            _ => std::cmp::Ordering::Equal,
        },
        Plain::Str => {
            let bytes = |item| key(item).get::<PyStr>().map(PyStr::bytes);
            bytes(a).cmp(&bytes(b))
        }
    };
    if reverse {
        items.sort_by(|a, b| order(b, a));
    } else {
        items.sort_by(order);
    }
}

/// Sorts values of one plain kind; `false`: they are not.
fn sort_plain(vm: &Vm, items: &mut [Value], reverse: bool) -> bool {
    match plain_kind(vm, items.iter()) {
        Some(kind) => {
            sort_by_kind(items, kind, reverse, |value| value);
            true
        }
        None => false,
    }
}

async fn less(vm: &Vm, a: &Value, b: &Value) -> PyResult<bool> {
    let fuel = vm.fuel.get();
    if fuel == 0 {
        vm.charge(1).await?;
    } else {
        vm.fuel.set(fuel - 1);
    }
    if let (View::Object(x), View::Object(y)) = (a.view(), b.view())
        && x.class().ptr_eq(&vm.types.tuple)
        && y.class().ptr_eq(&vm.types.tuple)
        && let Some(less) = quick_tuple_less(vm, a, b)
    {
        return Ok(less);
    }
    vm.compare(Comparison::Lt, a, b).await
}

/// `a < b` of tuples whose first difference is plain.
fn quick_tuple_less(vm: &Vm, a: &Value, b: &Value) -> Option<bool> {
    let tuple = |value: &Value| value.to_ref::<PyTuple>();
    let (a, b) = (tuple(a)?, tuple(b)?);
    for (x, y) in a.items().iter().zip(b.items()) {
        if !crate::types::quick::quick_equal(vm, x, y)? {
            return vm.quick_compare(Comparison::Lt, x, y);
        }
    }
    Some(a.items().len() < b.items().len())
}

/// Sorts entries by `less` alone, stably. `reverse` keeps equal ones in their order, too.
async fn merge_sort(vm: &Vm, mut entries: Vec<Entry>, reverse: bool) -> (Vec<Entry>, PyResult<()>) {
    // As CPython: a reversed sort is a sort of the reversed list, reversed.
    if reverse {
        entries.reverse();
    }
    let mut sorter = Sorter {
        vm,
        entries: &entries,
        order: (0..entries.len()).collect(),
        least_wins: merge::MIN_GALLOP,
    };
    let result = sorter.sort().await;
    let order = sorter.order;
    let mut taken: Vec<Option<Entry>> = entries.into_iter().map(Some).collect();
    let mut entries: Vec<Entry> = order
        .into_iter()
        .filter_map(|place| taken[place].take())
        .collect();
    if reverse {
        entries.reverse();
    }
    (entries, result)
}

/// The least length of a run, chosen so that merges balance.
fn least_run(mut length: usize) -> usize {
    let mut odd = 0;
    while length >= 64 {
        odd |= length & 1;
        length >>= 1;
    }
    length + odd
}

/// The depth, in the ideal merge tree, of the node between two neighbouring runs (the rule of "powersort").
fn boundary_power(start: usize, first: usize, second: usize, total: usize) -> u32 {
    let mut a = 2 * start + first;
    let mut b = a + first + second;
    let mut power = 0;
    loop {
        power += 1;
        if a >= total {
            a -= total;
            b -= total;
        } else if b >= total {
            return power;
        }
        a <<= 1;
        b <<= 1;
    }
}

/// A run that waits for its merge.
#[derive(Clone, Copy)]
struct Run {
    start: usize,
    length: usize,
    /// Of the node between this run and the next.
    power: u32,
}

/// The order of the entries so far: always complete, whatever raises.
struct Sorter<'a> {
    vm: &'a Vm,
    entries: &'a [Entry],
    order: Vec<usize>,
    /// So many wins of one run in a row start galloping.
    least_wins: usize,
}

impl Sorter<'_> {
    /// Whether the entry at one place of the order is less than the one at another.
    async fn less(&self, a: usize, b: usize) -> PyResult<bool> {
        self.entry_less(self.order[a], self.order[b]).await
    }

    async fn entry_less(&self, a: usize, b: usize) -> PyResult<bool> {
        less(self.vm, &self.entries[a].key, &self.entries[b].key).await
    }

    async fn sort(&mut self) -> PyResult<()> {
        let total = self.order.len();
        let least = least_run(total);
        let mut runs: Vec<Run> = Vec::new();
        let mut start = 0;
        while start < total {
            let mut length = self.count_run(start).await?;
            if length < least {
                let wanted = least.min(total - start);
                self.insert_rest(start, start + length, start + wanted)
                    .await?;
                length = wanted;
            }
            if let Some(before) = runs.last().copied() {
                let power = boundary_power(before.start, before.length, length, total);
                while runs.len() > 1 && runs[runs.len() - 2].power > power {
                    let place = runs.len() - 2;
                    self.merge(&mut runs, place).await?;
                }
                if let Some(last) = runs.last_mut() {
                    last.power = power;
                }
            }
            runs.push(Run {
                start,
                length,
                power: 0,
            });
            start += length;
        }
        while runs.len() > 1 {
            let mut place = runs.len() - 2;
            if place > 0 && runs[place - 1].length < runs[place + 1].length {
                place -= 1;
            }
            self.merge(&mut runs, place).await?;
        }
        Ok(())
    }

    /// Length of the run that starts here; a descending one is turned round, equal entries keeping their order.
    async fn count_run(&mut self, start: usize) -> PyResult<usize> {
        let end = self.order.len();
        let mut next = start + 1;
        while next < end && !self.less(next, next - 1).await? {
            next += 1;
        }
        if next >= end {
            return Ok(end - start);
        }
        if next - start > 1 {
            if self.less(start, next - 1).await? {
                return Ok(next - start);
            }
            // All equal so far, and then less: they are turned twice.
            self.order[start..next].reverse();
        }
        next += 1;
        let mut equal = 0;
        while next < end {
            if self.less(next, next - 1).await? {
                self.order[next - 1 - equal..next].reverse();
                equal = 0;
            } else if self.less(next - 1, next).await? {
                break;
            } else {
                equal += 1;
            }
            next += 1;
        }
        self.order[next - 1 - equal..next].reverse();
        self.order[start..next].reverse();
        while next < end && !self.less(next, next - 1).await? {
            next += 1;
        }
        Ok(next - start)
    }

    /// Binary insertion of the entries `sorted..end` into the sorted ones before them.
    async fn insert_rest(&mut self, start: usize, sorted: usize, end: usize) -> PyResult<()> {
        for place in sorted..end {
            let pivot = self.order[place];
            let (mut low, mut high) = (start, place);
            while low < high {
                let middle = low + (high - low) / 2;
                if self.entry_less(pivot, self.order[middle]).await? {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            self.order[low..=place].rotate_right(1);
        }
        Ok(())
    }
}
