//! `range`: methods.

use crate::object::{Kind, Ref, Value};
use crate::types::def::TypeDef;
use crate::types::native::{Args, NativeDef};
use crate::types::range::PyRange;
use crate::vm::{NativeResult, PyResult, Vm};

pub static TYPE: TypeDef = TypeDef {
    name: "range",
    kind: Kind::Range,
    methods: &[
        NativeDef::new("($type, /, *args)", new),
        NativeDef::method("__iter__", "($self, /)", iter),
    ],
    ..TypeDef::EMPTY
};

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let given = args.rest(1);
    match given.len() {
        1..=3 => {}
        0 => return Err(vm.type_error("range expected at least 1 argument, got 0")),
        n => return Err(vm.type_error(format!("range expected at most 3 arguments, got {n}"))),
    }
    if let Some(small) = small_bounds(given) {
        return make(vm, small).map(Into::into);
    }
    let (vm, given) = (vm.clone(), given.to_vec());
    Vm::future(async move {
        let mut numbers = Vec::new();
        for value in &given {
            numbers.push(vm.index(value).await?);
        }
        let step = numbers.get(2).cloned().unwrap_or_else(|| 1.into());
        if step == num_bigint::BigInt::ZERO {
            return Err(vm.value_error("range() arg 3 must not be zero"));
        }
        let (start, stop) = match numbers.as_slice() {
            [stop] => (num_bigint::BigInt::ZERO, stop.clone()),
            [start, stop, ..] => (start.clone(), stop.clone()),
            [] => (num_bigint::BigInt::ZERO, num_bigint::BigInt::ZERO),
        };
        use num_traits::ToPrimitive;
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

fn make(vm: &Vm, (start, stop, step): (i64, i64, i64)) -> PyResult {
    if step == 0 {
        return Err(vm.value_error("range() arg 3 must not be zero"));
    }
    let range = PyRange {
        start: start.into(),
        stop: stop.into(),
        step: step.into(),
        small: Some((start, stop, step)),
    };
    Ok(Ref::new(range, &vm.types.range).into_value())
}

fn iter(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(super::iterators::range_iterator(vm, args.get(0)).into())
}
