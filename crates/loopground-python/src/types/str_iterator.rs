//! Iterating over a `str`.

use crate::object::{Kind, Ref, Value};
use crate::types::arguments::saturating;
use crate::types::def::TypeDef;
use crate::types::iterator::{NativeIterator, PyIterator, Step};
use crate::types::iterators::{LENGTH_HINT, NEXT, SELF_ITER};
use crate::types::native::{Args, NativeDef};
use crate::types::str::PyStr;
use crate::types::type_object::TypeFlags;
use crate::vm::{NativeResult, PyResult, Vm};

static METHODS: &[NativeDef] = &[
    SELF_ITER,
    NEXT,
    LENGTH_HINT,
    NativeDef::method("__reduce__", "($self, /)", reduce),
    NativeDef::method("__setstate__", "($self, state, /)", set_state),
];

pub static ASCII: TypeDef = TypeDef {
    name: "str_ascii_iterator",
    kind: Kind::Iterator,
    flags: TypeFlags::NO_NEW,
    methods: METHODS,
    ..TypeDef::EMPTY
};

pub static UNICODE: TypeDef = TypeDef {
    name: "str_iterator",
    kind: Kind::Iterator,
    flags: TypeFlags::NO_NEW,
    methods: METHODS,
    ..TypeDef::EMPTY
};

struct StrIterator {
    /// `None` once exhausted.
    text: Option<Ref<PyStr>>,
    /// Byte offset of the next code point.
    offset: usize,
    /// Code points given so far.
    given: usize,
}

impl NativeIterator for StrIterator {
    fn step(&mut self, vm: &Vm) -> PyResult<Step> {
        let Some(text) = &self.text else {
            return Ok(Step::Done);
        };
        let bytes = text.bytes();
        let Some(&first) = bytes.get(self.offset) else {
            self.text = None;
            return Ok(Step::Done);
        };
        self.given += 1;
        if first < 0x80 {
            self.offset += 1;
            return Ok(Step::Item(vm.character(first)));
        }
        let width = match first {
            0xF0.. => 4,
            0xE0.. => 3,
            _ => 2,
        };
        let end = self.offset + width;
        let point = text.as_wtf8()[self.offset..end].to_owned();
        self.offset = end;
        Ok(Step::Item(vm.new_wtf8(point)))
    }

    fn length_hint(&self) -> Option<usize> {
        Some(self.text.as_ref().map_or(0, |text| text.len() - self.given))
    }

    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        if let Some(text) = &self.text {
            visit(&text.to_value());
        }
    }

    fn as_any(&mut self) -> &mut dyn std::any::Any {
        self
    }
}

/// `iter(text)`.
#[must_use]
pub fn make(vm: &Vm, text: &Ref<PyStr>) -> Value {
    let class = if text.is_ascii() {
        &vm.types.str_ascii_iterator
    } else {
        &vm.types.str_iterator
    };
    let state = StrIterator {
        text: Some(text.clone()),
        offset: 0,
        given: 0,
    };
    vm.new_iterator(state, class)
}

fn reduce(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (text, given) = args
        .get(0)
        .get::<PyIterator>()
        .and_then(|iterator| {
            iterator.with(|state: &mut StrIterator| (state.text.clone(), state.given))
        })
        .unwrap_or((None, 0));
    let function = vm.builtins.get_name(&vm.intern("iter"));
    let function = function.unwrap_or_else(Value::none);
    let parts = match text {
        Some(text) => vec![
            function,
            vm.new_tuple(vec![text.into_value()]),
            Value::int(given as i64),
        ],
        None => vec![function, vm.new_tuple(vec![vm.types.empty_string.clone()])],
    };
    Ok(vm.new_tuple(parts).into())
}

fn set_state(_vm: &Vm, args: Args<'_>) -> NativeResult {
    let index = saturating(args.get(1)).max(0) as usize;
    if let Some(iterator) = args.get(0).get::<PyIterator>() {
        iterator.with(|state: &mut StrIterator| {
            if let Some(text) = &state.text {
                state.given = index.min(text.len());
                state.offset = super::str_methods::text::byte_offset(text, state.given);
            }
        });
    }
    Ok(Value::none().into())
}
