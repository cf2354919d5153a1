//! `range`: methods.
//!
//! All work with integers of any size; [`PyRange::small`] only makes iterating fast.

use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{ToPrimitive, Zero};

use crate::object::{Kind, Ref, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::iterators::{numbers, range_length};
use crate::types::native::{Args, NativeDef};
use crate::types::number::int_of;
use crate::types::range::PyRange;
use crate::types::slice::PySlice;
use crate::types::type_object::TypeFlags;
use crate::vm::mapping::tuple_hash;
use crate::vm::{NativeResult, PyResult, Vm};

pub static TYPE: TypeDef = TypeDef {
    name: "range",
    kind: Kind::Range,
    flags: TypeFlags::FINAL | TypeFlags::SEQUENCE,
    methods: METHODS,
    attributes: &[
        GetSetDef::field(
            "start",
            |vm, value| Ok(vm.new_int(own(value).start.clone())),
        ),
        GetSetDef::field("stop", |vm, value| Ok(vm.new_int(own(value).stop.clone()))),
        GetSetDef::field("step", |vm, value| Ok(vm.new_int(own(value).step.clone()))),
    ],
    doc: "The integers from start up to, but not with, stop, by step.",
    ..TypeDef::EMPTY
};

static METHODS: &[NativeDef] = &[
    NativeDef::new("($type, /, *args)", new),
    NativeDef::method("__iter__", "($self, /)", iter),
    NativeDef::method("__reversed__", "($self, /)", reversed),
    NativeDef::method("__repr__", "($self, /)", repr),
    NativeDef::method("__len__", "($self, /)", len),
    NativeDef::method("__bool__", "($self, /)", bool),
    NativeDef::method("__getitem__", "($self, key, /)", getitem),
    NativeDef::method("__contains__", "($self, key, /)", contains),
    NativeDef::method("__eq__", "($self, value, /)", eq),
    NativeDef::method("__ne__", "($self, value, /)", ne),
    NativeDef::method("__hash__", "($self, /)", hash),
    NativeDef::method("__reduce__", "($self, /)", reduce),
    NativeDef::method("count", "($self, value, /)", count),
    NativeDef::method("index", "($self, value, /)", index),
];

fn own(value: &Value) -> &PyRange {
    value.get::<PyRange>().expect("the receiver is a range")
}

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let given = args.rest(1);
    match given.len() {
        1..=3 => {}
        0 => return Err(vm.type_error("range expected at least 1 argument, got 0")),
        n => return Err(vm.type_error(format!("range expected at most 3 arguments, got {n}"))),
    }
    if let Some((start, stop, step)) = small_bounds(given) {
        return make(vm, start.into(), stop.into(), step.into()).map(Into::into);
    }
    let (vm, given) = (vm.clone(), given.to_vec());
    Vm::future(async move {
        let mut numbers = Vec::new();
        for value in &given {
            numbers.push(vm.index(value).await?);
        }
        let mut numbers = numbers.into_iter();
        let first = numbers.next().unwrap_or_default();
        let (start, stop) = match numbers.next() {
            Some(stop) => (first, stop),
            None => (BigInt::ZERO, first),
        };
        let step = numbers.next().unwrap_or_else(|| 1.into());
        make(&vm, start, stop, step)
    })
}

fn small_bounds(given: &[Value]) -> Option<(i64, i64, i64)> {
    Some(match given {
        [stop] => (0, stop.as_small_int()?, 1),
        [start, stop] => (start.as_small_int()?, stop.as_small_int()?, 1),
        [start, stop, step] => (
            start.as_small_int()?,
            stop.as_small_int()?,
            step.as_small_int()?,
        ),
        _ => return None,
    })
}

fn make(vm: &Vm, start: BigInt, stop: BigInt, step: BigInt) -> PyResult {
    if step.is_zero() {
        return Err(vm.value_error("range() arg 3 must not be zero"));
    }
    let small = start
        .to_i64()
        .zip(stop.to_i64())
        .zip(step.to_i64())
        .map(|((start, stop), step)| (start, stop, step));
    let range = PyRange {
        start,
        stop,
        step,
        small,
    };
    Ok(Ref::new(range, &vm.types.range).into_value())
}

fn count_of(range: &PyRange) -> BigInt {
    range_length(&range.start, &range.stop, &range.step)
}

fn iter(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(super::iterators::range_iterator(vm, args.get(0)).into())
}

fn reversed(vm: &Vm, args: Args<'_>) -> NativeResult {
    let range = own(args.get(0));
    let length = count_of(range);
    let last = &range.start + (&length - 1) * &range.step;
    Ok(numbers(vm, last, -&range.step, length).into())
}

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let range = own(args.get(0));
    let text = if range.step == 1.into() {
        format!("range({}, {})", range.start, range.stop)
    } else {
        format!("range({}, {}, {})", range.start, range.stop, range.step)
    };
    Ok(vm.new_str(text).into())
}

fn len(vm: &Vm, args: Args<'_>) -> NativeResult {
    match count_of(own(args.get(0))).to_i64() {
        Some(length) => Ok(Value::int(length).into()),
        None => Err(vm.overflow_error("Python int too large to convert to C ssize_t")),
    }
}

fn bool(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::bool(!count_of(own(args.get(0))).is_zero()).into())
}

/// The item at an index, negative ones counted from the end.
fn at(vm: &Vm, range: &PyRange, index: &BigInt) -> PyResult {
    let length = count_of(range);
    let index = if index.sign() == Sign::Minus {
        index + &length
    } else {
        index.clone()
    };
    if index.sign() == Sign::Minus || index >= length {
        return Err(vm.index_error("range object index out of range"));
    }
    Ok(vm.new_int(&range.start + index * &range.step))
}

fn getitem(vm: &Vm, args: Args<'_>) -> NativeResult {
    let key = args.get(1);
    let range: Ref<PyRange> = args.get(0).to_ref().expect("a range");
    if let Some(index) = int_of(key) {
        return at(vm, &range, &index.big()).map(Into::into);
    }
    let vm = vm.clone();
    if let Some(slice) = key.to_ref::<PySlice>() {
        return Vm::future(async move {
            let length = count_of(&range);
            let (start, stop, step) =
                super::slice_methods::big_indices(&vm, &slice, &length).await?;
            let place = |index: BigInt| &range.start + index * &range.step;
            make(&vm, place(start), place(stop), &range.step * step)
        });
    }
    if vm.class_of(key).lookup(&vm.names.__index__).is_none() {
        return Err(vm.type_error(format!(
            "range indices must be integers or slices, not {}",
            vm.class_name(key)
        )));
    }
    let key = key.clone();
    Vm::future(async move {
        let index = vm.index(&key).await?;
        at(&vm, &range, &index)
    })
}

/// The place of a number, if it is in the range.
fn position(range: &PyRange, number: &BigInt) -> Option<BigInt> {
    let (inside, offset) = (
        if range.step.sign() == Sign::Minus {
            *number <= range.start && *number > range.stop
        } else {
            *number >= range.start && *number < range.stop
        },
        number - &range.start,
    );
    if !inside {
        return None;
    }
    let (place, rest) = offset.div_mod_floor(&range.step);
    rest.is_zero().then_some(place)
}

/// Whether membership is arithmetic: exact integers and bools.
fn plain_int(vm: &Vm, value: &Value) -> Option<BigInt> {
    let plain = value.as_bool().is_some() || vm.is_exactly(value, &vm.types.int);
    if plain {
        int_of(value).map(|int| int.big().into_owned())
    } else {
        None
    }
}

fn contains(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(number) = plain_int(vm, args.get(1)) {
        return Ok(Value::bool(position(own(args.get(0)), &number).is_some()).into());
    }
    search(vm, args, Search::Contains)
}

/// What to do with items equal to a value that is no plain integer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Search {
    Contains,
    Count,
    Index,
}

/// Compares every item, as any sequence would.
fn search(vm: &Vm, args: Args<'_>, what: Search) -> NativeResult {
    let iterator = super::iterators::range_iterator(vm, args.get(0));
    let (vm, wanted) = (vm.clone(), args.get(1).clone());
    Vm::future(async move {
        let (mut place, mut found) = (0_i64, 0_i64);
        while let Some(item) = vm.next(&iterator).await? {
            if vm.equal(&item, &wanted).await? {
                match what {
                    Search::Contains => return Ok(Value::bool(true)),
                    Search::Index => return Ok(Value::int(place)),
                    Search::Count => found += 1,
                }
            }
            place += 1;
        }
        match what {
            Search::Contains => Ok(Value::bool(false)),
            Search::Count => Ok(Value::int(found)),
            Search::Index => Err(vm.value_error("sequence.index(x): x not in sequence")),
        }
    })
}

fn count(vm: &Vm, args: Args<'_>) -> NativeResult {
    match plain_int(vm, args.get(1)) {
        Some(number) => {
            let found = position(own(args.get(0)), &number).is_some();
            Ok(Value::int(i64::from(found)).into())
        }
        None => search(vm, args, Search::Count),
    }
}

fn index(vm: &Vm, args: Args<'_>) -> NativeResult {
    match plain_int(vm, args.get(1)) {
        Some(number) => match position(own(args.get(0)), &number) {
            Some(place) => Ok(vm.new_int(place).into()),
            None => Err(vm.value_error("range.index(x): x not in range")),
        },
        None => search(vm, args, Search::Index),
    }
}

/// Whether both give the same numbers.
fn equal(a: &PyRange, b: &PyRange) -> bool {
    let length = count_of(a);
    if length != count_of(b) {
        return false;
    }
    length.is_zero() || a.start == b.start && (length == 1.into() || a.step == b.step)
}

fn eq(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(match args.get(1).get::<PyRange>() {
        Some(other) => Value::bool(equal(own(args.get(0)), other)).into(),
        None => vm.types.not_implemented.clone().into(),
    })
}

fn ne(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(match args.get(1).get::<PyRange>() {
        Some(other) => Value::bool(!equal(own(args.get(0)), other)).into(),
        None => vm.types.not_implemented.clone().into(),
    })
}

fn hash(vm: &Vm, args: Args<'_>) -> NativeResult {
    let range = own(args.get(0));
    let length = count_of(range);
    let mut items = [vm.new_int(length.clone()), Value::none(), Value::none()];
    if !length.is_zero() {
        items[1] = vm.new_int(range.start.clone());
    }
    if length > 1.into() {
        items[2] = vm.new_int(range.step.clone());
    }
    let hashes = items.map(|item| match int_of(&item) {
        Some(int) => super::int_methods::big_hash(&int.big()),
        None => vm.plain_hash(&item).unwrap_or_default(),
    });
    Ok(Value::int(tuple_hash(&hashes)).into())
}

fn reduce(vm: &Vm, args: Args<'_>) -> NativeResult {
    let range = own(args.get(0));
    let bounds = [&range.start, &range.stop, &range.step]
        .map(|bound| vm.new_int(bound.clone()))
        .to_vec();
    let parts = vec![vm.types.range.to_value(), vm.new_tuple(bounds)];
    Ok(vm.new_tuple(parts).into())
}
