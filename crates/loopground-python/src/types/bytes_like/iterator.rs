//! Iterating over `bytes` and `bytearray`.

use crate::object::{Kind, Value};
use crate::types::arguments::saturating;
use crate::types::buffer::view;
use crate::types::bytearray::PyByteArray;
use crate::types::def::TypeDef;
use crate::types::iterator::{NativeIterator, PyIterator, Step};
use crate::types::iterators::{LENGTH_HINT, NEXT, SELF_ITER};
use crate::types::native::{Args, NativeDef};
use crate::types::type_object::TypeFlags;
use crate::vm::{NativeResult, PyResult, Vm};

static METHODS: &[NativeDef] = &[
    SELF_ITER,
    NEXT,
    LENGTH_HINT,
    NativeDef::method("__reduce__", "($self, /)", reduce),
    NativeDef::method("__setstate__", "($self, state, /)", set_state),
];

pub static BYTES_ITERATOR: TypeDef = TypeDef {
    name: "bytes_iterator",
    kind: Kind::Iterator,
    flags: TypeFlags::NO_NEW,
    methods: METHODS,
    ..TypeDef::EMPTY
};

pub static BYTEARRAY_ITERATOR: TypeDef = TypeDef {
    name: "bytearray_iterator",
    kind: Kind::Iterator,
    flags: TypeFlags::NO_NEW,
    methods: METHODS,
    ..TypeDef::EMPTY
};

struct BytesIterator {
    /// `None` once exhausted.
    data: Option<Value>,
    next: usize,
}

impl NativeIterator for BytesIterator {
    fn step(&mut self, _vm: &Vm) -> PyResult<Step> {
        let byte = self
            .data
            .as_ref()
            .and_then(view)
            .and_then(|data| data.get(self.next).copied());
        match byte {
            Some(byte) => {
                self.next += 1;
                Ok(Step::Item(Value::int(i64::from(byte))))
            }
            None => {
                self.data = None;
                Ok(Step::Done)
            }
        }
    }

    fn length_hint(&self) -> Option<usize> {
        let length = self
            .data
            .as_ref()
            .and_then(view)
            .map_or(0, |data| data.len());
        Some(length.saturating_sub(self.next))
    }

    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        self.data.iter().for_each(visit);
    }

    fn as_any(&mut self) -> &mut dyn std::any::Any {
        self
    }
}

pub fn iter(vm: &Vm, args: Args<'_>) -> NativeResult {
    let data = args.get(0).clone();
    let class = if data.get::<PyByteArray>().is_some() {
        &vm.types.bytearray_iterator
    } else {
        &vm.types.bytes_iterator
    };
    let state = BytesIterator {
        data: Some(data.clone()),
        next: 0,
    };
    Ok(vm.new_iterator(state, class).into())
}

fn reduce(vm: &Vm, args: Args<'_>) -> NativeResult {
    let state = args.get(0).get::<PyIterator>().and_then(|iterator| {
        iterator.with(|state: &mut BytesIterator| (state.data.clone(), state.next))
    });
    let function = vm.builtins.get_name(&vm.intern("iter"));
    let function = function.unwrap_or_else(Value::none);
    let parts = match state {
        Some((Some(data), next)) => {
            vec![function, vm.new_tuple(vec![data]), Value::int(next as i64)]
        }
        _ => vec![function, vm.new_tuple(vec![vm.types.empty_tuple.clone()])],
    };
    Ok(vm.new_tuple(parts).into())
}

fn set_state(_vm: &Vm, args: Args<'_>) -> NativeResult {
    let index = saturating(args.get(1)).max(0) as usize;
    if let Some(iterator) = args.get(0).get::<PyIterator>() {
        iterator.with(|state: &mut BytesIterator| state.next = index);
    }
    Ok(Value::none().into())
}
