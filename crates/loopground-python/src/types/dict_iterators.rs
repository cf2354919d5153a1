//! Iterators over a dict's keys, values and items, in both directions.

use crate::object::{Kind, Ref, Value};
use crate::types::def::TypeDef;
use crate::types::dict::PyDict;
use crate::types::iterator::{NativeIterator, Pair, PyIterator, Step};
use crate::types::iterators::{LENGTH_HINT, NEXT, SELF_ITER};
use crate::types::native::{Args, NativeDef};
use crate::vm::{NativeResult, PyResult, Vm};

/// What an iterator or view shows of each entry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum What {
    Keys,
    Values,
    Items,
}

impl What {
    /// What is shown of an entry.
    pub fn of_entry(self, vm: &Vm, key: Value, value: Value) -> Value {
        match self {
            Self::Keys => key,
            Self::Values => value,
            Self::Items => vm.new_pair(key, value),
        }
    }
}

const METHODS: &[NativeDef] = &[
    SELF_ITER,
    NEXT,
    LENGTH_HINT,
    NativeDef::method("__reduce__", "($self, /)", reduce_left::<DictIterator>),
];

macro_rules! classes {
    ($($name:ident = $text:literal;)*) => {
        $(pub static $name: TypeDef = TypeDef {
            name: $text,
            kind: Kind::Iterator,
            methods: METHODS,
            flags: crate::types::type_object::TypeFlags::NO_NEW,
            ..TypeDef::EMPTY
        };)*
    };
}

classes! {
    KEY = "dict_keyiterator";
    VALUE = "dict_valueiterator";
    ITEM = "dict_itemiterator";
    REVERSE_KEY = "dict_reversekeyiterator";
    REVERSE_VALUE = "dict_reversevalueiterator";
    REVERSE_ITEM = "dict_reverseitemiterator";
}

#[derive(Clone)]
struct DictIterator {
    /// `None` once exhausted.
    dict: Option<Ref<PyDict>>,
    what: What,
    backward: bool,
    /// Forward: the next place. Backward: the end of what is left.
    place: usize,
    /// The dict's length at the start; any other is an error.
    length: usize,
    left: usize,
}

impl DictIterator {
    fn advance(&mut self, vm: &Vm) -> PyResult<Option<(Value, Value)>> {
        let Some(dict) = &self.dict else {
            return Ok(None);
        };
        if dict.len() != self.length {
            // It stays in this state: asking again raises again.
            self.length = usize::MAX;
            return Err(vm.runtime_error("dictionary changed size during iteration"));
        }
        let found = if self.backward && self.place > dict.places() {
            // It was emptied and filled again.
            None
        } else if self.backward {
            dict.previous_entry(self.place)
        } else {
            dict.next_entry(self.place)
        };
        let Some((at, key, value)) = found else {
            self.dict = None;
            return Ok(None);
        };
        if self.left == 0 {
            return Err(vm.runtime_error("dictionary keys changed during iteration"));
        }
        self.place = if self.backward { at } else { at + 1 };
        self.left -= 1;
        Ok(Some((key, value)))
    }
}

impl NativeIterator for DictIterator {
    fn step(&mut self, vm: &Vm) -> PyResult<Step> {
        let Some((key, value)) = self.advance(vm)? else {
            return Ok(Step::Done);
        };
        Ok(Step::Item(self.what.of_entry(vm, key, value)))
    }

    fn step_pair(&mut self, vm: &Vm) -> PyResult<Pair> {
        if self.what != What::Items {
            return Ok(Pair::No);
        }
        Ok(match self.advance(vm)? {
            Some((key, value)) => Pair::Items(key, value),
            None => Pair::Done,
        })
    }

    fn length_hint(&self) -> Option<usize> {
        let alive = self
            .dict
            .as_ref()
            .is_some_and(|dict| dict.len() == self.length);
        Some(if alive { self.left } else { 0 })
    }

    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        if let Some(dict) = &self.dict {
            visit(&dict.to_value());
        }
    }

    fn as_any(&mut self) -> &mut dyn std::any::Any {
        self
    }
}

pub fn forward(vm: &Vm, dict: &Ref<PyDict>, what: What) -> Value {
    let class = match what {
        What::Keys => &vm.types.dict_keyiterator,
        What::Values => &vm.types.dict_valueiterator,
        What::Items => &vm.types.dict_itemiterator,
    };
    make(vm, dict, what, false, class)
}

pub fn backward(vm: &Vm, dict: &Ref<PyDict>, what: What) -> Value {
    let class = match what {
        What::Keys => &vm.types.dict_reversekeyiterator,
        What::Values => &vm.types.dict_reversevalueiterator,
        What::Items => &vm.types.dict_reverseitemiterator,
    };
    make(vm, dict, what, true, class)
}

fn make(
    vm: &Vm,
    dict: &Ref<PyDict>,
    what: What,
    backward: bool,
    class: &Ref<crate::types::type_object::PyType>,
) -> Value {
    let state = DictIterator {
        dict: Some(dict.clone()),
        what,
        backward,
        place: if backward { dict.places() } else { 0 },
        length: dict.len(),
        left: dict.len(),
    };
    vm.new_iterator(state, class)
}

/// `__reduce__` of an iterator whose state is a `T`: `iter, (list of what is left,)`. The iterator itself stays where it
/// is.
pub fn reduce_left<T: NativeIterator + Clone + 'static>(vm: &Vm, args: Args<'_>) -> NativeResult {
    let iterator = args.get(0).get::<PyIterator>();
    let copy = iterator.and_then(|iterator| iterator.with(|state: &mut T| state.clone()));
    let mut copy = copy.expect("the receiver is such an iterator");
    let mut items = Vec::new();
    while let Step::Item(item) = copy.step(vm)? {
        items.push(item);
    }
    let iter = vm.builtin(&vm.intern("iter"))?;
    let arguments = vm.new_tuple(vec![vm.new_list(items)]);
    Ok(vm.new_tuple(vec![iter, arguments]).into())
}
