//! What a pickler has written already and an unpickler has made already, and how programs see it: the attribute `memo`.

use std::collections::HashMap;

use super::{classes, pickler, unpickler};
use crate::object::quick_hash::QuickHash;
use crate::object::{Kind, Ref, Trace, Value};
use crate::types::def::TypeDef;
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::types::number::{Int, int_of};
use crate::types::tuple::PyTuple;
use crate::types::type_object::TypeFlags;
use crate::vm::{NativeResult, PyResult, Vm};

/// Of a pickler: places by identity. The objects are kept alive, so that no other gets the identity.
pub type Written = HashMap<u64, (usize, Value), QuickHash>;
/// Of an unpickler: objects by place. A pickle chooses the places, so they need not be dense.
pub type Made = HashMap<usize, Value, QuickHash>;

/// The attribute `memo` of a pickler or an unpickler.
pub struct PyMemo {
    owner: Value,
}

impl Trace for PyMemo {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.owner);
    }
}

const METHODS: &[NativeDef] = &[
    NativeDef::method("clear", "($self, /)", clear),
    NativeDef::method("copy", "($self, /)", copy),
    NativeDef::method("__reduce__", "($self, /)", reduce),
];

pub static PICKLER: TypeDef = TypeDef {
    name: "PicklerMemoProxy",
    module: "_pickle",
    kind: Kind::PickleMemo,
    flags: TypeFlags::FINAL | TypeFlags::NO_NEW,
    methods: METHODS,
    attributes: &[],
    doc: "",
};

pub static UNPICKLER: TypeDef = TypeDef {
    name: "UnpicklerMemoProxy",
    ..PICKLER
};

/// The memo of a pickler or unpickler as an object.
pub fn proxy(vm: &Vm, owner: &Value) -> Value {
    let classes = classes(vm);
    let class = match owner.get::<pickler::PyPickler>() {
        Some(_) => &classes.pickler_memo,
        None => &classes.unpickler_memo,
    };
    let owner = owner.clone();
    Ref::new(PyMemo { owner }, class).into_value()
}

fn own(args: Args<'_>) -> &Value {
    let memo: &PyMemo = args.get(0).get().expect("the receiver was checked");
    &memo.owner
}

fn clear(_vm: &Vm, args: Args<'_>) -> NativeResult {
    let owner = own(args);
    if let Some(pickler) = owner.get::<pickler::PyPickler>() {
        drop(pickler.memo.take());
    } else if let Some(unpickler) = owner.get::<unpickler::PyUnpickler>() {
        drop(unpickler.memo.take());
    }
    Ok(Value::none().into())
}

fn contents(vm: &Vm, owner: &Value) -> Ref<PyDict> {
    let dict = vm.new_dict();
    let mut entries: Vec<(Value, Value)> = Vec::new();
    if let Some(pickler) = owner.get::<pickler::PyPickler>() {
        let memo = pickler.memo.borrow();
        let mut all: Vec<_> = memo.iter().collect();
        all.sort_by_key(|(_, (place, _))| *place);
        entries.extend(all.into_iter().map(|(identity, (place, value))| {
            let pair = vec![Value::int(*place as i64), value.clone()];
            (vm.new_int(*identity), vm.new_tuple(pair))
        }));
    } else if let Some(unpickler) = owner.get::<unpickler::PyUnpickler>() {
        let memo = unpickler.memo.borrow();
        let mut all: Vec<_> = memo.iter().collect();
        all.sort_by_key(|(place, _)| **place);
        entries.extend(
            all.into_iter()
                .map(|(place, value)| (Value::int(*place as i64), value.clone())),
        );
    }
    for (key, value) in entries {
        // Integers are plain keys.
        let _ = vm.quick_dict_set(&dict, &key, value);
    }
    dict
}

fn copy(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(contents(vm, own(args)).into_value().into())
}

fn reduce(vm: &Vm, args: Args<'_>) -> NativeResult {
    let made = vm.new_tuple(vec![contents(vm, own(args)).into_value()]);
    Ok(vm.new_tuple(vec![vm.types.dict.to_value(), made]).into())
}

/// A pickler's memo from what a program assigns.
pub fn written(vm: &Vm, given: &Value) -> PyResult<Written> {
    if let Some(memo) = given.get::<PyMemo>()
        && let Some(pickler) = memo.owner.get::<pickler::PyPickler>()
    {
        return Ok(pickler.memo.borrow().clone());
    }
    let Some(dict) = given.get::<PyDict>() else {
        return Err(vm.type_error(format!(
            "'memo' attribute must be a PicklerMemoProxy object or dict, not {}",
            vm.class_name(given)
        )));
    };
    let mut memo = Written::default();
    for (_, entry) in dict.snapshot() {
        let Some([place, value]) = entry.get::<PyTuple>().map(PyTuple::items) else {
            return Err(vm.type_error("'memo' values must be 2-item tuples"));
        };
        let Some(Int::Small(place)) = int_of(place) else {
            return Err(vm.type_error("'memo' values must be 2-item tuples"));
        };
        memo.insert(value.identity(), (place.max(0) as usize, value.clone()));
    }
    Ok(memo)
}

/// An unpickler's memo from what a program assigns.
pub fn made(vm: &Vm, given: &Value) -> PyResult<Made> {
    if let Some(memo) = given.get::<PyMemo>()
        && let Some(unpickler) = memo.owner.get::<unpickler::PyUnpickler>()
    {
        return Ok(unpickler.memo.borrow().clone());
    }
    let Some(dict) = given.get::<PyDict>() else {
        return Err(vm.type_error(format!(
            "'memo' attribute must be an UnpicklerMemoProxy object or dict, not {}",
            vm.class_name(given)
        )));
    };
    let mut memo = Made::default();
    for (key, value) in dict.snapshot() {
        let Some(Int::Small(place)) = int_of(&key) else {
            return Err(vm.type_error("memo key must be integers"));
        };
        let place = usize::try_from(place)
            .map_err(|_| vm.value_error("memo key must be positive integers."))?;
        memo.insert(place, value);
    }
    Ok(memo)
}
