//! Iterators over sequences, callables and ranges, and the methods that all builtin iterators share.
//!
//! Not here: iterators over dicts (`dict_iterators`), sets (`set_methods`), strings (`str_iterator`) and bytes
//! (`bytes_like`), and the
//! lazy builtins (`lazy`).

use num_bigint::{BigInt, Sign};
use num_traits::{ToPrimitive, Zero};

use crate::object::{Kind, Ref, Value};
use crate::types::def::TypeDef;
use crate::types::iterator::{NativeIterator, PyIterator, Step};
use crate::types::list::PyList;
use crate::types::native::{Args, NativeDef};
use crate::types::range::PyRange;
use crate::types::sequence;
use crate::types::tuple::PyTuple;
use crate::types::type_object::{PyType, TypeFlags};
use crate::vm::{NativeResult, PyResult, Vm};

/// `__iter__` of every iterator.
pub const SELF_ITER: NativeDef = NativeDef::method("__iter__", "($self, /)", self_iter);
/// `__next__` of iterators that never need Python code.
pub const NEXT: NativeDef = NativeDef::method("__next__", "($self, /)", next);
/// `__length_hint__` by the iterator's state.
pub const LENGTH_HINT: NativeDef = NativeDef::method("__length_hint__", "($self, /)", length_hint);

pub fn self_iter(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(args.get(0).clone().into())
}

fn next(vm: &Vm, args: Args<'_>) -> NativeResult {
    match iterator(args).step(vm)? {
        Step::Item(value) => Ok(value.into()),
        Step::Done => Err(vm.stop_iteration(Value::none())),
        Step::Slow => Err(vm.system_error("this iterator has a __next__ of its own")),
    }
}

fn length_hint(vm: &Vm, args: Args<'_>) -> NativeResult {
    let hint = iterator(args).state.borrow().length_hint();
    Ok(match hint {
        Some(hint) => vm.new_int(hint).into(),
        None => vm.types.not_implemented.clone().into(),
    })
}

/// The receiver's state holder.
pub fn iterator<'a>(args: Args<'a>) -> &'a PyIterator {
    args.get(0).get().expect("the receiver is an iterator")
}

/// `(iter, (what,), state)`, or `(iter, (what,))` without a state.
pub fn reduced(vm: &Vm, function: &str, what: Value, state: Option<Value>) -> NativeResult {
    let function = vm.builtin(&vm.intern(function))?;
    let mut parts = vec![function, vm.new_tuple(vec![what])];
    parts.extend(state);
    Ok(vm.new_tuple(parts).into())
}

macro_rules! sequence_class {
    ($name:ident, $text:literal) => {
        pub static $name: TypeDef = TypeDef {
            name: $text,
            kind: Kind::Iterator,
            flags: TypeFlags::NO_NEW,
            methods: &[
                SELF_ITER,
                NEXT,
                LENGTH_HINT,
                NativeDef::method("__reduce__", "($self, /)", reduce_sequence),
                NativeDef::method("__setstate__", "($self, object, /)", set_sequence_state),
            ],
            ..TypeDef::EMPTY
        };
    };
}

sequence_class!(LIST, "list_iterator");
sequence_class!(LIST_REVERSE, "list_reverseiterator");
sequence_class!(TUPLE, "tuple_iterator");

/// Over a list or a tuple.
struct SequenceIterator {
    /// `None` once exhausted.
    sequence: Option<Value>,
    /// Forward: the next place. Backward: one past it.
    place: usize,
    backward: bool,
}

impl SequenceIterator {
    #[inline]
    fn item(&self, place: usize) -> Option<Value> {
        let object = self.sequence.as_ref()?.as_object()?;
        match object.kind() {
            Kind::List => object.payload::<PyList>()?.get(place),
            _ => object.payload::<PyTuple>()?.items().get(place).cloned(),
        }
    }
}

impl NativeIterator for SequenceIterator {
    #[inline]
    fn step(&mut self, _vm: &Vm) -> PyResult<Step> {
        let next = if self.backward {
            self.place.checked_sub(1)
        } else {
            Some(self.place)
        };
        match next.and_then(|place| self.item(place)) {
            Some(value) => {
                if self.backward {
                    self.place -= 1;
                } else {
                    self.place += 1;
                }
                Ok(Step::Item(value))
            }
            None => {
                self.sequence = None;
                Ok(Step::Done)
            }
        }
    }

    fn length_hint(&self) -> Option<usize> {
        let Some(sequence) = &self.sequence else {
            return Some(0);
        };
        let length = sequence::length(sequence);
        Some(if self.backward {
            if self.place <= length { self.place } else { 0 }
        } else {
            length.saturating_sub(self.place)
        })
    }

    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        self.sequence.iter().for_each(visit);
    }

    fn as_any(&mut self) -> &mut dyn std::any::Any {
        self
    }
}

fn over(vm: &Vm, sequence: &Value, backward: bool, class: &Ref<PyType>) -> Value {
    let state = SequenceIterator {
        sequence: Some(sequence.clone()),
        place: if backward {
            sequence::length(sequence)
        } else {
            0
        },
        backward,
    };
    vm.new_iterator(state, class)
}

pub fn list_iterator(vm: &Vm, list: &Value) -> Value {
    over(vm, list, false, &vm.types.list_iterator)
}

pub fn list_reverse_iterator(vm: &Vm, list: &Value) -> Value {
    over(vm, list, true, &vm.types.list_reverseiterator)
}

pub fn tuple_iterator(vm: &Vm, tuple: &Value) -> Value {
    over(vm, tuple, false, &vm.types.tuple_iterator)
}

fn reduce_sequence(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (sequence, place, backward) = iterator(args)
        .with(|state: &mut SequenceIterator| (state.sequence.clone(), state.place, state.backward))
        .expect("the receiver iterates over a sequence");
    let Some(sequence) = sequence else {
        let empty = vm.new_list(vec![]);
        return reduced(vm, "iter", empty, None);
    };
    if backward {
        let state = Value::int(place as i64 - 1);
        return reduced(vm, "reversed", sequence, Some(state));
    }
    reduced(vm, "iter", sequence, Some(Value::int(place as i64)))
}

fn set_sequence_state(vm: &Vm, args: Args<'_>) -> NativeResult {
    let Some(place) = args.get(1).as_small_int() else {
        return Err(vm.type_error("an integer is required"));
    };
    iterator(args).with(|state: &mut SequenceIterator| {
        if let Some(sequence) = &state.sequence {
            let length = sequence::length(sequence) as i64;
            state.place = if state.backward {
                (place.clamp(-1, length - 1) + 1) as usize
            } else {
                place.clamp(0, length) as usize
            };
        }
    });
    Ok(Value::none().into())
}

pub static RANGE: TypeDef = TypeDef {
    name: "range_iterator",
    kind: Kind::Iterator,
    flags: TypeFlags::NO_NEW,
    methods: RANGE_METHODS,
    ..TypeDef::EMPTY
};

pub static LONGRANGE: TypeDef = TypeDef {
    name: "longrange_iterator",
    kind: Kind::Iterator,
    flags: TypeFlags::NO_NEW,
    methods: RANGE_METHODS,
    ..TypeDef::EMPTY
};

const RANGE_METHODS: &[NativeDef] = &[
    SELF_ITER,
    NEXT,
    LENGTH_HINT,
    NativeDef::method("__reduce__", "($self, /)", reduce_range),
    NativeDef::method("__setstate__", "($self, object, /)", set_range_state),
];

struct RangeIterator {
    next: i64,
    step: i64,
    left: u64,
}

impl NativeIterator for RangeIterator {
    #[inline]
    fn step(&mut self, _vm: &Vm) -> PyResult<Step> {
        if self.left == 0 {
            return Ok(Step::Done);
        }
        self.left -= 1;
        let value = self.next;
        self.next = self.next.wrapping_add(self.step);
        Ok(Step::Item(Value::int(value)))
    }

    fn length_hint(&self) -> Option<usize> {
        usize::try_from(self.left).ok()
    }

    fn trace(&self, _visit: &mut dyn FnMut(&Value)) {}

    fn as_any(&mut self) -> &mut dyn std::any::Any {
        self
    }
}

struct LongRangeIterator {
    next: BigInt,
    step: BigInt,
    left: BigInt,
}

impl NativeIterator for LongRangeIterator {
    fn step(&mut self, vm: &Vm) -> PyResult<Step> {
        if self.left.is_zero() {
            return Ok(Step::Done);
        }
        self.left -= 1;
        let value = self.next.clone();
        self.next += &self.step;
        Ok(Step::Item(vm.new_int(value)))
    }

    fn length_hint(&self) -> Option<usize> {
        Some(self.left.to_usize().unwrap_or(usize::MAX))
    }

    fn trace(&self, _visit: &mut dyn FnMut(&Value)) {}

    fn as_any(&mut self) -> &mut dyn std::any::Any {
        self
    }
}

/// How many numbers a range has.
#[must_use]
pub fn range_length(start: &BigInt, stop: &BigInt, step: &BigInt) -> BigInt {
    let up = step.sign() != Sign::Minus;
    let distance = if up { stop - start } else { start - stop };
    if distance.sign() != Sign::Plus {
        return BigInt::ZERO;
    }
    let step = if up { step.clone() } else { -step };
    (distance - 1) / step + 1
}

/// An iterator over `count` numbers from `start`.
pub fn numbers(vm: &Vm, start: BigInt, step: BigInt, count: BigInt) -> Value {
    let last = &start + &step * &count;
    if let (Some(next), Some(step), Some(left), Some(_)) =
        (start.to_i64(), step.to_i64(), count.to_u64(), last.to_i64())
    {
        let state = RangeIterator { next, step, left };
        return vm.new_iterator(state, &vm.types.range_iterator);
    }
    let state = LongRangeIterator {
        next: start,
        step,
        left: count,
    };
    vm.new_iterator(state, &vm.types.longrange_iterator)
}

pub fn range_iterator(vm: &Vm, range: &Value) -> Value {
    let range = range.get::<PyRange>().expect("a range");
    if let Some((start, stop, step)) = range.small {
        let distance = if step > 0 {
            stop as i128 - start as i128
        } else {
            start as i128 - stop as i128
        };
        let left = if distance > 0 {
            (distance - 1) / step.unsigned_abs() as i128 + 1
        } else {
            0
        };
        let end = start as i128 + left * step as i128;
        if i64::try_from(end).is_ok() {
            let state = RangeIterator {
                next: start,
                step,
                left: left as u64,
            };
            return vm.new_iterator(state, &vm.types.range_iterator);
        }
    }
    let count = range_length(&range.start, &range.stop, &range.step);
    numbers(vm, range.start.clone(), range.step.clone(), count)
}

fn reduce_range(vm: &Vm, args: Args<'_>) -> NativeResult {
    let small = iterator(args).with(|state: &mut RangeIterator| {
        let stop = BigInt::from(state.next) + BigInt::from(state.left) * state.step;
        (BigInt::from(state.next), stop, BigInt::from(state.step))
    });
    let (start, stop, step) = match small {
        Some(parts) => parts,
        None => iterator(args)
            .with(|state: &mut LongRangeIterator| {
                let stop = &state.next + &state.left * &state.step;
                (state.next.clone(), stop, state.step.clone())
            })
            .expect("the receiver iterates over a range"),
    };
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
    let range = Ref::new(range, &vm.types.range).into_value();
    reduced(vm, "iter", range, Some(Value::none()))
}

fn set_range_state(vm: &Vm, args: Args<'_>) -> NativeResult {
    let Some(count) = crate::vm::protocol::as_int(args.get(1)) else {
        return Err(vm.type_error("an integer is required"));
    };
    let count = count.max(BigInt::ZERO);
    iterator(args).with(|state: &mut RangeIterator| {
        let count = count.to_u64().unwrap_or(u64::MAX).min(state.left);
        state.next += count as i64 * state.step;
        state.left -= count;
    });
    iterator(args).with(|state: &mut LongRangeIterator| {
        let count = count.clone().min(state.left.clone());
        state.next += &count * &state.step;
        state.left -= count;
    });
    Ok(Value::none().into())
}

pub static SEQUENCE: TypeDef = TypeDef {
    name: "iterator",
    kind: Kind::Iterator,
    flags: TypeFlags::NO_NEW,
    methods: &[
        SELF_ITER,
        NativeDef::method("__next__", "($self, /)", next_by_index),
        NativeDef::method("__length_hint__", "($self, /)", length_hint_by_index),
        NativeDef::method("__reduce__", "($self, /)", reduce_by_index),
        NativeDef::method("__setstate__", "($self, object, /)", set_index_state),
    ],
    ..TypeDef::EMPTY
};

/// Over an object with `__getitem__` only.
struct ByIndex {
    /// `None` once exhausted.
    sequence: Option<Value>,
    index: i64,
}

impl NativeIterator for ByIndex {
    fn step(&mut self, _vm: &Vm) -> PyResult<Step> {
        Ok(match self.sequence {
            Some(_) => Step::Slow,
            None => Step::Done,
        })
    }

    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        self.sequence.iter().for_each(visit);
    }

    fn as_any(&mut self) -> &mut dyn std::any::Any {
        self
    }
}

pub fn sequence_iterator(vm: &Vm, sequence: &Value) -> Value {
    let state = ByIndex {
        sequence: Some(sequence.clone()),
        index: 0,
    };
    vm.new_iterator(state, &vm.types.iterator)
}

fn by_index(value: &Value) -> (Option<Value>, i64) {
    value
        .get::<PyIterator>()
        .and_then(|it| it.with(|state: &mut ByIndex| (state.sequence.clone(), state.index)))
        .expect("the receiver iterates by index")
}

fn set_by_index(value: &Value, change: impl FnOnce(&mut ByIndex)) {
    let dropped = value.get::<PyIterator>().and_then(|it| {
        it.with(|state: &mut ByIndex| {
            let old = state.sequence.clone();
            change(state);
            old
        })
    });
    drop(dropped);
}

fn next_by_index(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, this) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let (Some(sequence), index) = by_index(&this) else {
            return Err(vm.stop_iteration(Value::none()));
        };
        if index == i64::MAX {
            return Err(vm.overflow_error("iter index too large"));
        }
        match vm.get_item(&sequence, &Value::int(index)).await {
            Ok(value) => {
                set_by_index(&this, |state| state.index = index + 1);
                Ok(value)
            }
            Err(raised)
                if vm.matches(&raised, &vm.types.exceptions.index_error)
                    || vm.matches(&raised, &vm.types.exceptions.stop_iteration) =>
            {
                set_by_index(&this, |state| state.sequence = None);
                Err(vm.stop_iteration(Value::none()))
            }
            Err(raised) => Err(raised),
        }
    })
}

fn length_hint_by_index(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, this) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let (Some(sequence), index) = by_index(&this) else {
            return Ok(Value::int(0));
        };
        if vm.class_of(&sequence).lookup(&vm.names.__len__).is_none() {
            return Ok(vm.types.not_implemented.clone());
        }
        let length = vm.length(&sequence).await? as i64;
        Ok(Value::int((length - index).max(0)))
    })
}

fn reduce_by_index(vm: &Vm, args: Args<'_>) -> NativeResult {
    match by_index(args.get(0)) {
        (Some(sequence), index) => reduced(vm, "iter", sequence, Some(Value::int(index))),
        (None, _) => reduced(vm, "iter", vm.new_tuple(vec![]), None),
    }
}

fn set_index_state(vm: &Vm, args: Args<'_>) -> NativeResult {
    let Some(index) = args.get(1).as_small_int() else {
        return Err(vm.type_error("an integer is required"));
    };
    set_by_index(args.get(0), |state| state.index = index.max(0));
    Ok(Value::none().into())
}

pub static CALLABLE: TypeDef = TypeDef {
    name: "callable_iterator",
    kind: Kind::Iterator,
    flags: TypeFlags::NO_NEW,
    methods: &[
        SELF_ITER,
        NativeDef::method("__next__", "($self, /)", next_call),
        NativeDef::method("__reduce__", "($self, /)", reduce_callable),
    ],
    ..TypeDef::EMPTY
};

/// `iter(callable, sentinel)`.
struct Calls {
    /// `None` once exhausted.
    parts: Option<(Value, Value)>,
}

impl NativeIterator for Calls {
    fn step(&mut self, _vm: &Vm) -> PyResult<Step> {
        Ok(match self.parts {
            Some(_) => Step::Slow,
            None => Step::Done,
        })
    }

    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        if let Some((callable, sentinel)) = &self.parts {
            visit(callable);
            visit(sentinel);
        }
    }

    fn as_any(&mut self) -> &mut dyn std::any::Any {
        self
    }
}

pub fn callable_iterator(vm: &Vm, callable: Value, sentinel: Value) -> Value {
    let state = Calls {
        parts: Some((callable, sentinel)),
    };
    vm.new_iterator(state, &vm.types.callable_iterator)
}

fn calls(value: &Value) -> Option<(Value, Value)> {
    let iterator = value.get::<PyIterator>()?;
    iterator.with(|state: &mut Calls| state.parts.clone())?
}

fn end_calls(value: &Value) {
    let iterator = value.get::<PyIterator>();
    drop(iterator.and_then(|it| it.with(|state: &mut Calls| state.parts.take())));
}

fn next_call(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, this) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let Some((callable, sentinel)) = calls(&this) else {
            return Err(vm.stop_iteration(Value::none()));
        };
        match vm.call(&callable, []).await {
            Ok(value) => {
                // The call may have exhausted this iterator itself.
                if calls(&this).is_none() || vm.equal(&value, &sentinel).await? {
                    end_calls(&this);
                    return Err(vm.stop_iteration(Value::none()));
                }
                Ok(value)
            }
            Err(raised) => {
                if vm.matches(&raised, &vm.types.exceptions.stop_iteration) {
                    end_calls(&this);
                }
                Err(raised)
            }
        }
    })
}

fn reduce_callable(vm: &Vm, args: Args<'_>) -> NativeResult {
    match calls(args.get(0)) {
        Some((callable, sentinel)) => {
            let function = vm.builtin(&vm.intern("iter"))?;
            let arguments = vm.new_tuple(vec![callable, sentinel]);
            Ok(vm.new_tuple(vec![function, arguments]).into())
        }
        None => reduced(vm, "iter", vm.new_tuple(vec![]), None),
    }
}
