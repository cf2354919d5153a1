//! `bytearray`: payload, and the methods that change it. What it shares with `bytes` is in `bytes_like`.

use std::cell::{Cell, RefCell};

use crate::object::{Kind, Ref, Trace, Value};
use crate::types::arguments::{IndexKind, convert_indices, saturating, size};
use crate::types::buffer;
use crate::types::bytes_like::{SHARED_COUNT, concat_tables, shared};
use crate::types::def::TypeDef;
use crate::types::native::{Args, NativeDef};
use crate::types::sequence::new_class;
use crate::types::slice::PySlice;
use crate::types::slice_methods::quick_indices;
use crate::types::type_object::TypeFlags;
use crate::vm::{NativeResult, PyResult, Raised, Vm};

#[derive(Default)]
pub struct PyByteArray {
    pub data: RefCell<Vec<u8>>,
    /// Views of it that are not released: its length may not change meanwhile.
    pub exports: Cell<usize>,
}

impl PyByteArray {
    #[must_use]
    pub fn new(data: Vec<u8>) -> Self {
        Self {
            data: RefCell::new(data),
            exports: Cell::new(0),
        }
    }
}

impl Trace for PyByteArray {
    fn trace(&self, _visit: &mut dyn FnMut(&Value)) {}
}

pub static TYPE: TypeDef = TypeDef {
    name: "bytearray",
    kind: Kind::ByteArray,
    flags: TypeFlags::MATCH_SELF,
    methods: METHODS,
    doc: "A mutable sequence of bytes.",
    ..TypeDef::EMPTY
};

static METHODS: &[NativeDef] = &concat_tables::<{ SHARED_COUNT + OWN.len() }>(shared(), OWN);

const OWN: &[NativeDef] = &[
    NativeDef::new("($type, *args, **kwargs)", new),
    NativeDef::method(
        "__init__",
        "($self, source=b'', encoding='utf-8', errors='strict')",
        init,
    ),
    NativeDef::method("__repr__", "($self, /)", repr),
    NativeDef::method("__str__", "($self, /)", repr),
    NativeDef::method("__setitem__", "($self, key, value, /)", setitem),
    NativeDef::method("__delitem__", "($self, key, /)", delitem),
    NativeDef::method("__iadd__", "($self, value, /)", iadd),
    NativeDef::method("__imul__", "($self, value, /)", imul),
    NativeDef::method("__alloc__", "($self, /)", alloc),
    NativeDef::method(
        "__release_buffer__",
        "($self, buffer, /)",
        crate::types::memoryview::release_buffer,
    ),
    NativeDef::method("__reduce__", "($self, /)", reduce),
    NativeDef::method("__reduce_ex__", "($self, proto=0, /)", reduce_ex),
    NativeDef::method("append", "($self, item, /)", append),
    NativeDef::method("clear", "($self, /)", clear),
    NativeDef::method("copy", "($self, /)", copy),
    NativeDef::method("extend", "($self, iterable_of_ints, /)", extend),
    NativeDef::method("insert", "($self, index, item, /)", insert),
    NativeDef::method("pop", "($self, index=-1, /)", pop),
    NativeDef::method("remove", "($self, value, /)", remove),
    NativeDef::method("resize", "($self, size, /)", resize),
    NativeDef::method("reverse", "($self, /)", reverse),
];

fn own(args: Args<'_>) -> &PyByteArray {
    args.get(0)
        .get::<PyByteArray>()
        .expect("the receiver is a bytearray")
}

/// An array that is viewed cannot change its length.
fn check_resizable(vm: &Vm, array: &PyByteArray) -> PyResult<()> {
    if array.exports.get() > 0 {
        return Err(vm.buffer_error("Existing exports of data: object cannot be re-sized"));
    }
    Ok(())
}

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = new_class(vm, args.get(0), &vm.types.bytearray)?;
    Ok(Ref::new(PyByteArray::default(), &class).into_value().into())
}

fn init(vm: &Vm, args: Args<'_>) -> NativeResult {
    let array: Ref<PyByteArray> = args.get(0).to_ref().expect("a bytearray");
    check_resizable(vm, &array)?;
    array.data.borrow_mut().clear();
    let (source, encoding, errors) = (
        args.opt(1).cloned(),
        args.opt(2).cloned(),
        args.opt(3).cloned(),
    );
    let vm = vm.clone();
    Vm::future(async move {
        let data = crate::types::bytes_methods::source_bytes(
            &vm,
            source.as_ref(),
            encoding.as_ref(),
            errors.as_ref(),
            "bytearray",
        )
        .await?;
        *array.data.borrow_mut() = data;
        Ok(Value::none())
    })
}

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    // Unlike `bytes`, an apostrophe is escaped between double quotes too.
    let text = buffer::repr(&own(args).data.borrow());
    let text = if text.starts_with("b\"") {
        text.replace('\'', "\\'")
    } else {
        text
    };
    let name = vm.class_name(args.get(0));
    Ok(vm.new_str(format!("{name}({text})")).into())
}

fn index_error(vm: &Vm) -> Raised {
    vm.index_error("bytearray index out of range")
}

/// An index, resolved; parameter 1 is converted already.
fn place(vm: &Vm, key: &Value, length: usize) -> PyResult<usize> {
    let index = saturating(key);
    let index = if index < 0 {
        index.saturating_add(length as i64)
    } else {
        index
    };
    usize::try_from(index)
        .ok()
        .filter(|&index| index < length)
        .ok_or_else(|| index_error(vm))
}

/// Index keys as integers, or the error for what is neither an index nor a slice.
fn prepare_key(
    vm: &Vm,
    args: Args<'_>,
    again: crate::types::native::NativeFn,
) -> Option<NativeResult> {
    let key = args.get(1);
    if key.get::<PySlice>().is_some() {
        return None;
    }
    if saturating(key) == 0
        && crate::types::number::int_of(key).is_none()
        && vm.class_of(key).lookup(&vm.names.__index__).is_none()
    {
        return Some(Err(vm.type_error(format!(
            "bytearray indices must be integers or slices, not {}",
            vm.class_name(key)
        ))));
    }
    convert_indices(vm, args, &[1], IndexKind::Plain, again)
}

fn setitem(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(flow) = prepare_key(vm, args, setitem) {
        return flow;
    }
    let (key, value) = (args.get(1).clone(), args.get(2).clone());
    let array: Ref<PyByteArray> = args.get(0).to_ref().expect("a bytearray");
    if key.get::<PySlice>().is_none()
        && let Some(byte) = value
            .as_small_int()
            .and_then(|byte| u8::try_from(byte).ok())
    {
        let mut data = array.data.borrow_mut();
        let place = place(vm, &key, data.len())?;
        data[place] = byte;
        return Ok(Value::none().into());
    }
    let vm = vm.clone();
    Vm::future(async move {
        if let Some(slice) = key.to_ref::<PySlice>() {
            let number =
                crate::types::number::real(&vm, &value).is_ok_and(|number| number.is_some());
            if number || value.get::<crate::types::str::PyStr>().is_some() {
                return Err(vm.type_error(
                    "can assign only bytes, buffers, or iterables of ints in range(0, 256)",
                ));
            }
            let new = buffer::from_iterable(&vm, &value, "bytearray").await?;
            let length = array.data.borrow().len();
            let (start, stop, step) = vm.slice_indices(&slice, length).await?;
            assign_slice(&vm, &array, start, stop, step, &new)?;
            return Ok(Value::none());
        }
        let byte = buffer::byte_of(&vm, &value, "byte").await?;
        let mut data = array.data.borrow_mut();
        let place = place(&vm, &key, data.len())?;
        data[place] = byte;
        Ok(Value::none())
    })
}

/// The places of an extended slice.
fn places(start: i64, stop: i64, step: i64) -> Vec<usize> {
    let mut places = Vec::new();
    let mut index = start;
    while if step > 0 { index < stop } else { index > stop } {
        places.push(index as usize);
        match index.checked_add(step) {
            Some(next) => index = next,
            None => break,
        }
    }
    places
}

fn assign_slice(
    vm: &Vm,
    array: &PyByteArray,
    start: i64,
    stop: i64,
    step: i64,
    new: &[u8],
) -> PyResult<()> {
    if step == 1 {
        let (start, stop) = (start as usize, stop.max(start) as usize);
        if new.len() != stop - start {
            check_resizable(vm, array)?;
        }
        array
            .data
            .borrow_mut()
            .splice(start..stop, new.iter().copied());
        return Ok(());
    }
    let places = places(start, stop, step);
    if places.len() != new.len() {
        return Err(vm.value_error(format!(
            "attempt to assign bytes of size {} to extended slice of size {}",
            new.len(),
            places.len()
        )));
    }
    let mut data = array.data.borrow_mut();
    for (place, byte) in places.into_iter().zip(new) {
        data[place] = *byte;
    }
    Ok(())
}

fn delitem(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(flow) = prepare_key(vm, args, delitem) {
        return flow;
    }
    let array: Ref<PyByteArray> = args.get(0).to_ref().expect("a bytearray");
    let key = args.get(1);
    let Some(slice) = key.to_ref::<PySlice>() else {
        let place = place(vm, key, array.data.borrow().len())?;
        check_resizable(vm, &array)?;
        array.data.borrow_mut().remove(place);
        return Ok(Value::none().into());
    };
    let length = array.data.borrow().len();
    if let Some(bounds) = quick_indices(&slice, length) {
        return Ok(delete_slice(vm, &array, bounds)?.into());
    }
    let vm = vm.clone();
    Vm::future(async move {
        let length = array.data.borrow().len();
        let bounds = vm.slice_indices(&slice, length).await?;
        delete_slice(&vm, &array, bounds)
    })
}

fn delete_slice(vm: &Vm, array: &PyByteArray, (start, stop, step): (i64, i64, i64)) -> PyResult {
    let mut gone = places(start, stop, step);
    if !gone.is_empty() {
        check_resizable(vm, array)?;
    }
    gone.sort_unstable();
    let mut index = 0;
    array.data.borrow_mut().retain(|_| {
        let delete = gone.binary_search(&index).is_ok();
        index += 1;
        !delete
    });
    Ok(Value::none())
}

fn iadd(vm: &Vm, args: Args<'_>) -> NativeResult {
    let Some(more) = buffer::snapshot(vm, args.get(1)) else {
        return Err(vm.type_error(format!(
            "can't concat {} to bytearray",
            vm.class_name(args.get(1))
        )));
    };
    let array = own(args);
    if !more.is_empty() {
        check_resizable(vm, array)?;
        vm.check_growth(array.data.borrow().len() | 0xFFFF, 2)?;
    }
    array.data.borrow_mut().extend_from_slice(&more);
    Ok(args.get(0).clone().into())
}

fn imul(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(flow) = convert_indices(vm, args, &[1], IndexKind::Plain, imul) {
        return flow;
    }
    let array = own(args);
    let count = usize::try_from(size(vm, args.get(1))?).unwrap_or(0);
    let length = array.data.borrow().len();
    vm.check_memory((length as u64).saturating_mul(count as u64))?;
    if count != 1 && length > 0 {
        check_resizable(vm, array)?;
    }
    let repeated = array.data.borrow().repeat(count);
    *array.data.borrow_mut() = repeated;
    Ok(args.get(0).clone().into())
}

fn alloc(_vm: &Vm, args: Args<'_>) -> NativeResult {
    let length = own(args).data.borrow().len();
    Ok(Value::int(if length == 0 { 0 } else { length as i64 + 1 }).into())
}

/// Runs `change` with one byte taken from parameter `which`.
fn with_byte(
    vm: &Vm,
    args: Args<'_>,
    which: usize,
    change: impl FnOnce(&Vm, &PyByteArray, u8) -> PyResult + 'static,
) -> NativeResult {
    let array: Ref<PyByteArray> = args.get(0).to_ref().expect("a bytearray");
    let value = args.get(which);
    if let Some(byte) = value
        .as_small_int()
        .and_then(|byte| u8::try_from(byte).ok())
    {
        return Ok(change(vm, &array, byte)?.into());
    }
    let (vm, value) = (vm.clone(), value.clone());
    Vm::future(async move {
        let byte = buffer::byte_of(&vm, &value, "byte").await?;
        change(&vm, &array, byte)
    })
}

fn append(vm: &Vm, args: Args<'_>) -> NativeResult {
    with_byte(vm, args, 1, |vm, array, byte| {
        check_resizable(vm, array)?;
        let length = array.data.borrow().len();
        vm.check_growth(length, 1)?;
        array.data.borrow_mut().push(byte);
        Ok(Value::none())
    })
}

fn clear(vm: &Vm, args: Args<'_>) -> NativeResult {
    check_resizable(vm, own(args))?;
    own(args).data.borrow_mut().clear();
    Ok(Value::none().into())
}

fn copy(vm: &Vm, args: Args<'_>) -> NativeResult {
    let data = own(args).data.borrow().clone();
    Ok(Ref::new(PyByteArray::new(data), &vm.types.bytearray)
        .into_value()
        .into())
}

fn extend(vm: &Vm, args: Args<'_>) -> NativeResult {
    let array: Ref<PyByteArray> = args.get(0).to_ref().expect("a bytearray");
    let (vm, source) = (vm.clone(), args.get(1).clone());
    Vm::future(async move {
        let class = vm.class_of(&source).clone();
        if class.lookup(&vm.names.__iter__).is_none()
            && class.lookup(&vm.names.__getitem__).is_none()
        {
            return Err(vm.type_error(format!("can't extend bytearray with {}", class.name())));
        }
        if source.get::<crate::types::str::PyStr>().is_some() {
            return Err(vm.type_error("expected iterable of integers; got: 'str'"));
        }
        let more = buffer::from_iterable(&vm, &source, "bytearray").await?;
        if !more.is_empty() {
            check_resizable(&vm, &array)?;
        }
        array.data.borrow_mut().extend_from_slice(&more);
        Ok(Value::none())
    })
}

fn insert(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(flow) = convert_indices(vm, args, &[1], IndexKind::Plain, insert) {
        return flow;
    }
    let index = size(vm, args.get(1))?;
    with_byte(vm, args, 2, move |vm, array, byte| {
        check_resizable(vm, array)?;
        let mut data = array.data.borrow_mut();
        let length = data.len() as i64;
        let place = if index < 0 { index + length } else { index };
        data.insert(place.clamp(0, length) as usize, byte);
        Ok(Value::none())
    })
}

fn pop(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(flow) = convert_indices(vm, args, &[1], IndexKind::Plain, pop) {
        return flow;
    }
    let array = own(args);
    let length = array.data.borrow().len();
    if length == 0 {
        return Err(vm.index_error("pop from empty bytearray"));
    }
    let index = args.opt(1).map_or(-1, saturating);
    let index = if index < 0 {
        index.saturating_add(length as i64)
    } else {
        index
    };
    let Some(place) = usize::try_from(index).ok().filter(|&place| place < length) else {
        return Err(vm.index_error("pop index out of range"));
    };
    check_resizable(vm, array)?;
    let byte = array.data.borrow_mut().remove(place);
    Ok(Value::int(i64::from(byte)).into())
}

fn remove(vm: &Vm, args: Args<'_>) -> NativeResult {
    with_byte(vm, args, 1, |vm, array, byte| {
        let place = memchr::memchr(byte, &array.data.borrow());
        let Some(place) = place else {
            return Err(vm.value_error("value not found in bytearray"));
        };
        check_resizable(vm, array)?;
        array.data.borrow_mut().remove(place);
        Ok(Value::none())
    })
}

fn resize(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(flow) = convert_indices(vm, args, &[1], IndexKind::Plain, resize) {
        return flow;
    }
    let Ok(length) = usize::try_from(size(vm, args.get(1))?) else {
        return Err(vm.value_error(format!(
            "bytearray.resize(): new size must be >= 0, got {}",
            saturating(args.get(1))
        )));
    };
    if length == own(args).data.borrow().len() {
        return Ok(Value::none().into());
    }
    check_resizable(vm, own(args))?;
    vm.check_memory(length as u64)?;
    own(args).data.borrow_mut().resize(length, 0);
    Ok(Value::none().into())
}

fn reverse(_vm: &Vm, args: Args<'_>) -> NativeResult {
    own(args).data.borrow_mut().reverse();
    Ok(Value::none().into())
}

/// The class, the bytes to call it with, and the attributes of an instance of a subclass.
/// Protocols before 3 have no bytes: the data goes as Latin-1 text.
fn reduce(vm: &Vm, args: Args<'_>) -> NativeResult {
    let data: String = own(args)
        .data
        .borrow()
        .iter()
        .copied()
        .map(char::from)
        .collect();
    let mut given = vec![vm.new_str(data)];
    if !own(args).data.borrow().is_empty() {
        given.push(vm.new_str("latin-1"));
    } else {
        given.clear();
    }
    reduced(vm, args, given)
}

fn reduce_ex(vm: &Vm, args: Args<'_>) -> NativeResult {
    if args.opt(1).and_then(Value::as_small_int).unwrap_or(0) < 3 {
        return reduce(vm, args);
    }
    let data = own(args).data.borrow().clone();
    let given = if data.is_empty() {
        vec![]
    } else {
        vec![vm.new_bytes(data)]
    };
    reduced(vm, args, given)
}

fn reduced(vm: &Vm, args: Args<'_>, given: Vec<Value>) -> NativeResult {
    let object = args.get(0).as_object();
    let attributes = object.and_then(|object| object.dict());
    let parts = vec![
        vm.class_of(args.get(0)).to_value(),
        vm.new_tuple(given),
        attributes.map_or_else(Value::none, |dict| dict.to_value()),
    ];
    Ok(vm.new_tuple(parts).into())
}
