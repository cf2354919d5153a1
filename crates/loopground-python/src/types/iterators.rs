//! Builtin iterators over builtin containers.

use crate::object::Kind;
use crate::types::def::TypeDef;

pub static LIST: TypeDef = TypeDef {
    name: "list_iterator",
    kind: Kind::Iterator,
    ..TypeDef::EMPTY
};

pub static LIST_REVERSE: TypeDef = TypeDef {
    name: "list_reverseiterator",
    kind: Kind::Iterator,
    ..TypeDef::EMPTY
};

pub static TUPLE: TypeDef = TypeDef {
    name: "tuple_iterator",
    kind: Kind::Iterator,
    ..TypeDef::EMPTY
};

pub static BYTES: TypeDef = TypeDef {
    name: "bytes_iterator",
    kind: Kind::Iterator,
    ..TypeDef::EMPTY
};

pub static BYTEARRAY: TypeDef = TypeDef {
    name: "bytearray_iterator",
    kind: Kind::Iterator,
    ..TypeDef::EMPTY
};

pub static RANGE: TypeDef = TypeDef {
    name: "range_iterator",
    kind: Kind::Iterator,
    ..TypeDef::EMPTY
};

pub static LONGRANGE: TypeDef = TypeDef {
    name: "longrange_iterator",
    kind: Kind::Iterator,
    ..TypeDef::EMPTY
};

pub static SET: TypeDef = TypeDef {
    name: "set_iterator",
    kind: Kind::Iterator,
    ..TypeDef::EMPTY
};

pub static DICT_KEY: TypeDef = TypeDef {
    name: "dict_keyiterator",
    kind: Kind::Iterator,
    ..TypeDef::EMPTY
};

pub static DICT_VALUE: TypeDef = TypeDef {
    name: "dict_valueiterator",
    kind: Kind::Iterator,
    ..TypeDef::EMPTY
};

pub static DICT_ITEM: TypeDef = TypeDef {
    name: "dict_itemiterator",
    kind: Kind::Iterator,
    ..TypeDef::EMPTY
};

pub static DICT_REVERSE_KEY: TypeDef = TypeDef {
    name: "dict_reversekeyiterator",
    kind: Kind::Iterator,
    ..TypeDef::EMPTY
};

pub static DICT_REVERSE_VALUE: TypeDef = TypeDef {
    name: "dict_reversevalueiterator",
    kind: Kind::Iterator,
    ..TypeDef::EMPTY
};

pub static DICT_REVERSE_ITEM: TypeDef = TypeDef {
    name: "dict_reverseitemiterator",
    kind: Kind::Iterator,
    ..TypeDef::EMPTY
};

pub static CALLABLE: TypeDef = TypeDef {
    name: "callable_iterator",
    kind: Kind::Iterator,
    ..TypeDef::EMPTY
};

pub static SEQUENCE: TypeDef = TypeDef {
    name: "iterator",
    kind: Kind::Iterator,
    ..TypeDef::EMPTY
};

use crate::object::{Ref, Value};
use crate::types::iterator::{NativeIterator, Step};
use crate::types::list::PyList;
use crate::types::range::PyRange;
use crate::vm::{PyResult, Vm};

struct ListIterator {
    /// `None` once exhausted.
    list: Option<Ref<PyList>>,
    next: usize,
}

impl NativeIterator for ListIterator {
    fn step(&mut self, _vm: &Vm) -> PyResult<Step> {
        match self.list.as_ref().and_then(|list| list.get(self.next)) {
            Some(value) => {
                self.next += 1;
                Ok(Step::Item(value))
            }
            None => {
                self.list = None;
                Ok(Step::Done)
            }
        }
    }

    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        if let Some(list) = &self.list {
            visit(&list.to_value());
        }
    }

    fn as_any(&mut self) -> &mut dyn std::any::Any {
        self
    }
}

struct RangeIterator {
    next: i64,
    step: i64,
    left: u64,
}

impl NativeIterator for RangeIterator {
    fn step(&mut self, _vm: &Vm) -> PyResult<Step> {
        if self.left == 0 {
            return Ok(Step::Done);
        }
        self.left -= 1;
        let value = self.next;
        self.next = self.next.wrapping_add(self.step);
        Ok(Step::Item(Value::int(value)))
    }

    fn trace(&self, _visit: &mut dyn FnMut(&Value)) {}

    fn as_any(&mut self) -> &mut dyn std::any::Any {
        self
    }
}

pub fn list_iterator(vm: &Vm, list: &Value) -> Value {
    vm.new_iterator(
        ListIterator {
            list: list.to_ref(),
            next: 0,
        },
        &vm.types.list_iterator,
    )
}

pub fn range_iterator(vm: &Vm, range: &Value) -> Value {
    let range = range.get::<PyRange>().expect("a range");
    let (start, stop, step) = range.small.expect("large ranges are not supported yet");
    let left = if step > 0 && start < stop {
        ((stop as i128 - start as i128 - 1) / step as i128 + 1) as u64
    } else if step < 0 && start > stop {
        ((start as i128 - stop as i128 - 1) / -(step as i128) + 1) as u64
    } else {
        0
    };
    vm.new_iterator(
        RangeIterator {
            next: start,
            step,
            left,
        },
        &vm.types.range_iterator,
    )
}

pub fn sequence_iterator(vm: &Vm, sequence: &Value) -> Value {
    let _ = (vm, sequence);
    Value::none()
}
