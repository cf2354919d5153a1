//! What `list` and `tuple` share: bounds of slices, comparison, search, `repr`, and argument checks of `__new__`.
//!
//! Here: code that works on either through [`item`] and [`length`]. Not here: anything that changes a list.
//!
//! Each operation first runs without Python code; when an element needs some, it goes on in a future from the
//! place where it stopped.

use num_traits::ToPrimitive;
use rustpython_wtf8::Wtf8Buf;

use crate::object::{Ref, Value, View};
use crate::types::list::PyList;
use crate::types::native::Args;
use crate::types::quick::{quick_equal, quick_repr_into};
pub use crate::types::repr_guard::ReprGuard;
use crate::types::slice::PySlice;
use crate::types::str::PyStr;
use crate::types::tuple::PyTuple;
use crate::types::type_object::PyType;
use crate::vm::operators::Comparison;
use crate::vm::{NativeResult, PyResult, Vm};

/// The element at an index, of a list as it is now or a tuple.
#[inline]
#[must_use]
pub fn item(sequence: &Value, index: usize) -> Option<Value> {
    match sequence.get::<PyList>() {
        Some(list) => list.get(index),
        None => sequence.get::<PyTuple>()?.items().get(index).cloned(),
    }
}

#[inline]
#[must_use]
pub fn length(sequence: &Value) -> usize {
    match sequence.get::<PyList>() {
        Some(list) => list.len(),
        None => sequence.get::<PyTuple>().map_or(0, |t| t.items().len()),
    }
}

/// Runs `look` on the elements; `look` must not call back into the VM's running of code.
pub fn with_items<R>(sequence: &Value, look: impl FnOnce(&[Value]) -> R) -> R {
    match sequence.get::<PyList>() {
        Some(list) => look(&list.items()),
        None => look(sequence.get::<PyTuple>().map_or(&[], |t| t.items())),
    }
}

/// The class given to a `__new__`, checked as CPython does.
pub fn new_class(vm: &Vm, class: &Value, base: &Ref<PyType>) -> PyResult<Ref<PyType>> {
    let name = base.name();
    let Some(class) = class.to_ref::<PyType>() else {
        return Err(vm.type_error(format!(
            "{name}.__new__(X): X is not a type object ({})",
            vm.class_name(class)
        )));
    };
    if !class.is_subclass_of(base) {
        let own = class.name();
        return Err(vm.type_error(format!(
            "{name}.__new__({own}): {own} is not a subtype of {name}"
        )));
    }
    if base.ptr_eq(&vm.types.int) && class.ptr_eq(&vm.types.bool) {
        return Err(vm.type_error("int.__new__(bool) is not safe, use bool.__new__()"));
    }
    Ok(class)
}

/// A slice's fields as machine integers, not yet fitted to a length.
#[derive(Clone, Copy)]
pub struct Bounds {
    pub start: i64,
    pub stop: i64,
    pub step: i64,
}

impl Bounds {
    fn from_fields(vm: &Vm, fields: [Option<i64>; 3]) -> PyResult<Self> {
        let [start, stop, step] = fields;
        let step = step.unwrap_or(1);
        if step == 0 {
            return Err(vm.value_error("slice step cannot be zero"));
        }
        let step = step.max(-i64::MAX);
        let down = step < 0;
        Ok(Self {
            start: start.unwrap_or(if down { i64::MAX } else { 0 }),
            stop: stop.unwrap_or(if down { i64::MIN } else { i64::MAX }),
            step,
        })
    }

    /// Where no Python code is needed: fields that are `None` or integers.
    pub fn quick(vm: &Vm, slice: &PySlice) -> PyResult<Option<Self>> {
        let mut fields = [None; 3];
        for (field, value) in fields
            .iter_mut()
            .zip([&slice.start, &slice.stop, &slice.step])
        {
            *field = match value.view() {
                View::None => None,
                View::Int(value) => Some(value),
                View::Bool(value) => Some(i64::from(value)),
                _ => return Ok(None),
            };
        }
        Self::from_fields(vm, fields).map(Some)
    }

    /// The fields, with `__index__` asked in CPython's order: step, start, stop.
    pub async fn of(vm: &Vm, slice: &PySlice) -> PyResult<Self> {
        let step = field(vm, &slice.step).await?;
        if step == Some(0) {
            return Err(vm.value_error("slice step cannot be zero"));
        }
        let start = field(vm, &slice.start).await?;
        let stop = field(vm, &slice.stop).await?;
        Self::from_fields(vm, [start, stop, step])
    }

    /// Fitted to a sequence: the first index, how many, and the step. With a step of 1 and nothing selected,
    /// the first index is where an assignment inserts.
    #[must_use]
    pub fn fit(self, length: usize) -> (usize, usize, i64) {
        let length = length as i64;
        let (low, high) = if self.step < 0 {
            (-1, length - 1)
        } else {
            (0, length)
        };
        let clamp = |index: i64| {
            if index < 0 {
                index.saturating_add(length).max(low)
            } else {
                index.min(high)
            }
        };
        let (start, stop) = (clamp(self.start), clamp(self.stop));
        let count = if self.step < 0 {
            if stop < start {
                (start - stop - 1) / -self.step + 1
            } else {
                0
            }
        } else if start < stop {
            (stop - start - 1) / self.step + 1
        } else {
            0
        };
        (start.max(0) as usize, count as usize, self.step)
    }
}

async fn field(vm: &Vm, value: &Value) -> PyResult<Option<i64>> {
    if value.is_none() {
        return Ok(None);
    }
    let has_index = crate::vm::protocol::as_int(value).is_some()
        || vm.class_of(value).lookup(&vm.names.__index__).is_some();
    if !has_index {
        return Err(
            vm.type_error("slice indices must be integers or None or have an __index__ method")
        );
    }
    let index = vm.index(value).await?;
    let limit = if index.sign() == num_bigint::Sign::Minus {
        i64::MIN
    } else {
        i64::MAX
    };
    Ok(Some(index.to_i64().unwrap_or(limit)))
}

/// The places a fitted slice names, in its order.
pub fn places(start: usize, count: usize, step: i64) -> impl Iterator<Item = usize> {
    (0..count as i64).map(move |turn| (start as i64 + turn * step) as usize)
}

/// The elements a slice selects.
#[must_use]
pub fn select(items: &[Value], bounds: Bounds) -> Vec<Value> {
    let (start, count, step) = bounds.fit(items.len());
    if step == 1 {
        return items[start..start + count].to_vec();
    }
    places(start, count, step)
        .map(|place| items[place].clone())
        .collect()
}

/// An index counted from the end when negative; `None` when it is out of range.
#[inline]
#[must_use]
pub fn absolute(index: i64, length: usize) -> Option<usize> {
    let index = if index < 0 {
        index + length as i64
    } else {
        index
    };
    usize::try_from(index).ok().filter(|&index| index < length)
}

/// `sequence[index]` for an index of any kind; `make` makes the result of a slice.
pub fn get_item(
    vm: &Vm,
    sequence: &Value,
    key: &Value,
    name: &'static str,
    make: fn(&Vm, Vec<Value>) -> Value,
) -> NativeResult {
    let out_of_range = move |vm: &Vm| vm.index_error(format!("{name} index out of range"));
    if let Some(index) = key.as_small_int() {
        return match absolute(index, length(sequence)).and_then(|place| item(sequence, place)) {
            Some(value) => Ok(value.into()),
            None => Err(out_of_range(vm)),
        };
    }
    if let Some(slice) = key.to_ref::<PySlice>() {
        if let Some(bounds) = Bounds::quick(vm, &slice)? {
            return Ok(make(vm, with_items(sequence, |items| select(items, bounds))).into());
        }
        let (vm, sequence) = (vm.clone(), sequence.clone());
        return Vm::future(async move {
            let bounds = Bounds::of(&vm, &slice).await?;
            Ok(make(
                &vm,
                with_items(&sequence, |items| select(items, bounds)),
            ))
        });
    }
    check_index(vm, key, name)?;
    let (vm, sequence, key) = (vm.clone(), sequence.clone(), key.clone());
    Vm::future(async move {
        let index = vm.index_i64(&key).await?;
        absolute(index, length(&sequence))
            .and_then(|place| item(&sequence, place))
            .ok_or_else(|| out_of_range(&vm))
    })
}

/// "list indices must be integers or slices, not str".
pub fn check_index(vm: &Vm, key: &Value, name: &str) -> PyResult<()> {
    if crate::vm::protocol::as_int(key).is_some()
        || vm.class_of(key).lookup(&vm.names.__index__).is_some()
    {
        return Ok(());
    }
    Err(vm.type_error(format!(
        "{name} indices must be integers or slices, not {}",
        vm.class_name(key)
    )))
}

/// How often `sequence * count` repeats; `None`: the operand is no integer.
pub fn repeat_count(vm: &Vm, count: &Value) -> PyResult<Option<usize>> {
    match count.view() {
        View::Int(count) => Ok(Some(count.max(0) as usize)),
        View::Bool(count) => Ok(Some(usize::from(count))),
        _ => match crate::vm::protocol::as_int(count) {
            Some(count) if count.sign() == num_bigint::Sign::Minus => count
                .to_i64()
                .map(|_| Some(0))
                .ok_or_else(|| does_not_fit(vm, "int")),
            Some(count) => match count.to_i64() {
                Some(count) => Ok(Some(count as usize)),
                None => Err(does_not_fit(vm, "int")),
            },
            None => Ok(None),
        },
    }
}

/// "cannot fit 'int' into an index-sized integer".
pub fn does_not_fit(vm: &Vm, class: &str) -> crate::vm::Raised {
    vm.overflow_error(format!("cannot fit '{class}' into an index-sized integer"))
}

/// `items` `count` times over, within the memory limit.
pub fn repeated(vm: &Vm, items: &[Value], count: usize) -> PyResult<Vec<Value>> {
    let total = items.len().checked_mul(count);
    let bytes = total.and_then(|total| total.checked_mul(size_of::<Value>()));
    let Some((total, bytes)) = total.zip(bytes) else {
        return Err(vm.memory_error(""));
    };
    vm.check_memory(bytes as u64)?;
    let mut all = Vec::with_capacity(total);
    if let [one] = items {
        all.resize(total, one.clone());
    } else {
        for _ in 0..count {
            all.extend_from_slice(items);
        }
    }
    Ok(all)
}

/// `sequence * count`, with `__index__` of `count` asked when it has one.
pub fn repeat(
    vm: &Vm,
    sequence: &Value,
    count: &Value,
    make: fn(&Vm, Vec<Value>) -> Value,
) -> NativeResult {
    let build = move |vm: &Vm, sequence: &Value, count: usize| -> PyResult {
        let items = with_items(sequence, |items| repeated(vm, items, count))?;
        Ok(make(vm, items))
    };
    if let Some(count) = repeat_count(vm, count)? {
        return build(vm, sequence, count).map(Into::into);
    }
    if vm.class_of(count).lookup(&vm.names.__index__).is_none() {
        // The other operand's `__rmul__` may know; if not, the operator words the error.
        return Ok(vm.types.not_implemented.clone().into());
    }
    let (vm, sequence, count) = (vm.clone(), sequence.clone(), count.clone());
    Vm::future(async move {
        let number = vm.new_int(vm.index(&count).await?);
        let times = repeat_count(&vm, &number)?.unwrap_or(0);
        build(&vm, &sequence, times)
    })
}

/// Whether the operands of a comparison are both lists or both tuples.
fn same_kind(a: &Value, b: &Value) -> bool {
    match (a.as_object(), b.as_object()) {
        (Some(a), Some(b)) => a.kind() == b.kind(),
        _ => false,
    }
}

/// `a op b` of two lists or two tuples.
pub fn compare(vm: &Vm, op: Comparison, args: Args<'_>) -> NativeResult {
    let (a, b) = (args.get(0), args.get(1));
    if !same_kind(a, b) {
        return Ok(vm.types.not_implemented.clone().into());
    }
    let equality = matches!(op, Comparison::Eq | Comparison::Ne);
    if equality && length(a) != length(b) && a.get::<PyList>().is_some() {
        return Ok(Value::bool(op == Comparison::Ne).into());
    }
    // As far as it goes without Python code.
    let mut place = 0;
    let mut differs = false;
    with_items(a, |x| {
        with_items(b, |y| {
            for (x, y) in x.iter().zip(y) {
                match quick_equal(vm, x, y) {
                    Some(true) => place += 1,
                    Some(false) => {
                        differs = true;
                        break;
                    }
                    None => break,
                }
            }
        });
    });
    if !differs && place >= length(a).min(length(b)) {
        return Ok(Value::bool(op.holds(Some(length(a).cmp(&length(b))))).into());
    }
    if differs {
        if equality {
            return Ok(Value::bool(op == Comparison::Ne).into());
        }
        let pair = item(a, place).zip(item(b, place));
        let (x, y) = pair.expect("both were long enough");
        return vm.comparison(op, &x, &y);
    }
    let (vm, a, b) = (vm.clone(), a.clone(), b.clone());
    Vm::future(async move {
        while let Some((x, y)) = item(&a, place).zip(item(&b, place)) {
            if !vm.equal(&x, &y).await? {
                if equality {
                    return Ok(Value::bool(op == Comparison::Ne));
                }
                let flow = vm.comparison(op, &x, &y)?;
                return vm.run_flow(flow).await;
            }
            place += 1;
            vm.charge(1).await?;
        }
        Ok(Value::bool(op.holds(Some(length(&a).cmp(&length(&b))))))
    })
}

pub fn lt(vm: &Vm, args: Args<'_>) -> NativeResult {
    compare(vm, Comparison::Lt, args)
}

pub fn le(vm: &Vm, args: Args<'_>) -> NativeResult {
    compare(vm, Comparison::Le, args)
}

pub fn eq(vm: &Vm, args: Args<'_>) -> NativeResult {
    compare(vm, Comparison::Eq, args)
}

pub fn ne(vm: &Vm, args: Args<'_>) -> NativeResult {
    compare(vm, Comparison::Ne, args)
}

pub fn gt(vm: &Vm, args: Args<'_>) -> NativeResult {
    compare(vm, Comparison::Gt, args)
}

pub fn ge(vm: &Vm, args: Args<'_>) -> NativeResult {
    compare(vm, Comparison::Ge, args)
}

pub fn len(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::int(length(args.get(0)) as i64).into())
}

/// How a search through the elements went without Python code.
enum Search {
    At(usize),
    Missing,
    /// From this element on Python code decides.
    From(usize),
}

fn quick_search(vm: &Vm, sequence: &Value, wanted: &Value, from: usize, to: usize) -> Search {
    with_items(sequence, |items| {
        for (place, candidate) in items.iter().enumerate().take(to).skip(from) {
            match quick_equal(vm, candidate, wanted) {
                Some(true) => return Search::At(place),
                Some(false) => {}
                None => return Search::From(place),
            }
        }
        Search::Missing
    })
}

/// The first place of `wanted` in `from..to`.
pub async fn search(
    vm: &Vm,
    sequence: &Value,
    wanted: &Value,
    mut from: usize,
    to: usize,
) -> PyResult<Option<usize>> {
    loop {
        match quick_search(vm, sequence, wanted, from, to) {
            Search::At(place) => return Ok(Some(place)),
            Search::Missing => return Ok(None),
            Search::From(place) => {
                vm.charge(1).await?;
                let Some(candidate) = item(sequence, place) else {
                    return Ok(None);
                };
                if vm.equal(&candidate, wanted).await? {
                    return Ok(Some(place));
                }
                from = place + 1;
            }
        }
    }
}

/// What [`search`] finds when no Python code is needed; the outer `None` means it is.
pub fn search_quick(
    vm: &Vm,
    sequence: &Value,
    wanted: &Value,
    from: usize,
    to: usize,
) -> Option<Option<usize>> {
    match quick_search(vm, sequence, wanted, from, to) {
        Search::At(place) => Some(Some(place)),
        Search::Missing => Some(None),
        Search::From(_) => None,
    }
}

pub fn contains(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (sequence, wanted) = (args.get(0), args.get(1));
    if let Some(found) = search_quick(vm, sequence, wanted, 0, usize::MAX) {
        return Ok(Value::bool(found.is_some()).into());
    }
    let (vm, sequence, wanted) = (vm.clone(), sequence.clone(), wanted.clone());
    Vm::future(async move {
        let found = search(&vm, &sequence, &wanted, 0, usize::MAX).await?;
        Ok(Value::bool(found.is_some()))
    })
}

pub fn count(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, sequence, wanted) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    let mut total = 0;
    let mut from = 0;
    loop {
        match quick_search(&vm, &sequence, &wanted, from, usize::MAX) {
            Search::At(place) => {
                total += 1;
                from = place + 1;
            }
            Search::Missing => return Ok(Value::int(total).into()),
            Search::From(place) => {
                from = place;
                break;
            }
        }
    }
    Vm::future(async move {
        while let Some(place) = search(&vm, &sequence, &wanted, from, usize::MAX).await? {
            total += 1;
            from = place + 1;
        }
        Ok(Value::int(total))
    })
}

/// `start` and `stop` of `index()`: integers or things with `__index__`, clamped.
async fn position(vm: &Vm, value: &Value, length: usize) -> PyResult<usize> {
    let has_index = crate::vm::protocol::as_int(value).is_some()
        || vm.class_of(value).lookup(&vm.names.__index__).is_some();
    if !has_index {
        return Err(vm.type_error("slice indices must be integers or have an __index__ method"));
    }
    let index = vm.index(value).await?;
    let index = index
        .to_i64()
        .unwrap_or(if index.sign() == num_bigint::Sign::Minus {
            i64::MIN
        } else {
            i64::MAX
        });
    Ok(if index < 0 {
        index.saturating_add(length as i64).max(0) as usize
    } else {
        index as usize
    })
}

/// `index(value, start, stop)`; `missing` is the error's text.
pub fn index(vm: &Vm, args: Args<'_>, missing: &'static str) -> NativeResult {
    let (sequence, wanted) = (args.get(0), args.get(1));
    let plain = args.opt(2).is_none() && args.opt(3).is_none();
    if plain && let Some(Some(place)) = search_quick(vm, sequence, wanted, 0, usize::MAX) {
        return Ok(Value::int(place as i64).into());
    }
    let (vm, sequence, wanted) = (vm.clone(), sequence.clone(), wanted.clone());
    let (start, stop) = (args.opt(2).cloned(), args.opt(3).cloned());
    Vm::future(async move {
        let start = match start {
            Some(start) => position(&vm, &start, length(&sequence)).await?,
            None => 0,
        };
        let stop = match stop {
            Some(stop) => position(&vm, &stop, length(&sequence)).await?,
            None => usize::MAX,
        };
        match search(&vm, &sequence, &wanted, start, stop).await? {
            Some(place) => Ok(Value::int(place as i64)),
            None => Err(vm.value_error(missing)),
        }
    })
}

/// Appends the `repr` of a value.
pub async fn push_repr(vm: &Vm, text: &mut Wtf8Buf, value: &Value) -> PyResult<()> {
    let mut quick = String::new();
    if quick_repr_into(vm, value, &mut quick) {
        text.push_str(&quick);
        return vm.check_growth(text.len(), 1);
    }
    let repr = vm.repr(value).await?;
    if let Some(repr) = repr.get::<PyStr>() {
        text.push_wtf8(repr.as_wtf8());
    }
    vm.check_growth(text.len(), 1)
}

pub fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let sequence = args.get(0);
    let mut quick = String::new();
    if quick_repr_into(vm, sequence, &mut quick) {
        return Ok(vm.new_str(quick).into());
    }
    let list = sequence.get::<PyList>().is_some();
    let (vm, sequence) = (vm.clone(), sequence.clone());
    Vm::future(async move {
        let Some(_guard) = ReprGuard::enter(&vm, &sequence) else {
            return Ok(vm.new_str(if list { "[...]" } else { "(...)" }));
        };
        let mut text = Wtf8Buf::new();
        text.push_str(if list { "[" } else { "(" });
        let mut place = 0;
        while let Some(value) = item(&sequence, place) {
            if place > 0 {
                text.push_str(", ");
            }
            push_repr(&vm, &mut text, &value).await?;
            place += 1;
        }
        text.push_str(match (list, place) {
            (true, _) => "]",
            (false, 1) => ",)",
            (false, _) => ")",
        });
        Ok(vm.new_wtf8(text))
    })
}
