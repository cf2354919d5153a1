//! `BytesIO`: a stream over bytes in memory.

use std::cell::{Cell, RefCell};

use super::{classes, closed_error, size};
use crate::modules::posix::{fill, room};
use crate::object::{Kind, Ref, Trace, Value};
use crate::types::buffer;
use crate::types::bytearray::PyByteArray;
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::memoryview::PyMemoryView;
use crate::types::native::{Args, NativeDef};
use crate::types::sequence::new_class;
use crate::types::tuple::PyTuple;
use crate::types::type_object::TypeFlags;
use crate::vm::{NativeResult, PyResult, Vm};

pub struct PyBytesIO {
    /// What is in it: a `bytearray`, so that `getbuffer` is a view of one. `None` when closed.
    data: RefCell<Option<Ref<PyByteArray>>>,
    place: Cell<usize>,
}

impl Trace for PyBytesIO {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        if let Some(data) = &*self.data.borrow() {
            visit(&data.to_value());
        }
    }
}

pub static TYPE: TypeDef = TypeDef {
    name: "BytesIO",
    module: "_io",
    kind: Kind::BytesIO,
    flags: TypeFlags::HAS_DICT | TypeFlags::WEAKREF,
    methods: &[
        NativeDef::new("($type, *args, **kwargs)", new),
        NativeDef::method("__init__", "($self, initial_bytes=b'')", init),
        NativeDef::method("readable", "($self, /)", yes),
        NativeDef::method("seekable", "($self, /)", yes),
        NativeDef::method("writable", "($self, /)", yes),
        NativeDef::method("isatty", "($self, /)", |vm, args| {
            open(vm, args.get(0)).map(|_| Value::bool(false).into())
        }),
        NativeDef::method("flush", "($self, /)", |vm, args| {
            open(vm, args.get(0)).map(|_| Value::none().into())
        }),
        NativeDef::method("close", "($self, /)", close),
        NativeDef::method("tell", "($self, /)", |vm, args| {
            open(vm, args.get(0)).map(|_| Value::int(this(args.get(0)).place.get() as i64).into())
        }),
        NativeDef::method("read", "($self, size=-1, /)", read),
        NativeDef::method("read1", "($self, size=-1, /)", read),
        NativeDef::method("readline", "($self, size=-1, /)", readline),
        NativeDef::method("readlines", "($self, size=None, /)", readlines),
        NativeDef::method("readinto", "($self, buffer, /)", readinto),
        NativeDef::method("readinto1", "($self, buffer, /)", readinto),
        NativeDef::method("write", "($self, b, /)", write),
        NativeDef::method("writelines", "($self, lines, /)", writelines),
        NativeDef::method("seek", "($self, pos, whence=0, /)", seek),
        NativeDef::method("truncate", "($self, size=None, /)", truncate),
        NativeDef::method("getvalue", "($self, /)", getvalue),
        NativeDef::method("getbuffer", "($self, /)", getbuffer),
        NativeDef::method("__next__", "($self, /)", next),
        NativeDef::method("__reduce__", "($self, /)", super::reduce),
        NativeDef::method("__reduce_ex__", "($self, proto=0, /)", super::reduce),
        NativeDef::method("__getstate__", "($self, /)", getstate),
        NativeDef::method("__setstate__", "($self, state, /)", setstate),
    ],
    attributes: &[GetSetDef::read_only("closed", |_, value| {
        Ok(Value::bool(this(value).data.borrow().is_none()))
    })],
    ..TypeDef::EMPTY
};

fn this(value: &Value) -> &PyBytesIO {
    value.get().expect("the receiver was checked")
}

fn open(vm: &Vm, value: &Value) -> PyResult<Ref<PyByteArray>> {
    this(value)
        .data
        .borrow()
        .clone()
        .ok_or_else(|| closed_error(vm))
}

/// The array, when its length may change.
fn resizable(vm: &Vm, value: &Value) -> PyResult<Ref<PyByteArray>> {
    let data = open(vm, value)?;
    if data.exports.get() > 0 {
        return Err(vm.buffer_error("Existing exports of data: object cannot be re-sized"));
    }
    Ok(data)
}

fn array(vm: &Vm, data: Vec<u8>) -> Ref<PyByteArray> {
    Ref::new(PyByteArray::new(data), &vm.types.bytearray)
}

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = new_class(vm, args.get(0), &classes(vm).bytes)?;
    let new = PyBytesIO {
        data: RefCell::new(Some(array(vm, Vec::new()))),
        place: Cell::new(0),
    };
    Ok(Ref::new(new, &class).into_value().into())
}

fn init(vm: &Vm, args: Args<'_>) -> NativeResult {
    let initial = match args.opt(1).filter(|initial| !initial.is_none()) {
        Some(initial) => buffer::argument(vm, initial)?.to_vec(),
        None => Vec::new(),
    };
    if this(args.get(0)).data.borrow().is_some() {
        resizable(vm, args.get(0))?;
    }
    *this(args.get(0)).data.borrow_mut() = Some(array(vm, initial));
    this(args.get(0)).place.set(0);
    Ok(Value::none().into())
}

fn yes(vm: &Vm, args: Args<'_>) -> NativeResult {
    open(vm, args.get(0)).map(|_| Value::bool(true).into())
}

fn close(vm: &Vm, args: Args<'_>) -> NativeResult {
    if this(args.get(0)).data.borrow().is_some() {
        resizable(vm, args.get(0))?;
    }
    let gone = this(args.get(0)).data.take();
    drop(gone);
    Ok(Value::none().into())
}

/// Takes up to `count` bytes from where it is; all when negative.
fn take(vm: &Vm, own: &Value, count: i64) -> PyResult<Vec<u8>> {
    let data = open(vm, own)?;
    let data = data.data.borrow();
    let place = &this(own).place;
    let start = place.get().min(data.len());
    let end = usize::try_from(count).map_or(data.len(), |count| {
        start.saturating_add(count).min(data.len())
    });
    place.set(place.get().max(end));
    Ok(data[start..end].to_vec())
}

fn take_line(vm: &Vm, own: &Value, limit: i64) -> PyResult<Vec<u8>> {
    let data = open(vm, own)?;
    let length = {
        let data = data.data.borrow();
        let rest = data.get(this(own).place.get()..).unwrap_or_default();
        memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1)
    };
    let length = length as i64;
    take(vm, own, if limit < 0 { length } else { length.min(limit) })
}

/// A call with one optional size.
fn sized(vm: &Vm, args: Args<'_>, work: fn(&Vm, &Value, i64) -> PyResult<Value>) -> NativeResult {
    let quick = match args.opt(1) {
        None => Some(-1),
        Some(value) if value.is_none() => Some(-1),
        Some(value) => value.as_small_int(),
    };
    if let Some(count) = quick {
        return work(vm, args.get(0), count).map(Into::into);
    }
    let (vm, slots) = (vm.clone(), args.0.to_vec());
    Vm::future(async move {
        let count = size(&vm, Args(&slots).opt(1)).await?;
        work(&vm, Args(&slots).get(0), count)
    })
}

fn read(vm: &Vm, args: Args<'_>) -> NativeResult {
    sized(vm, args, |vm, own, count| {
        Ok(vm.new_bytes(take(vm, own, count)?))
    })
}

fn readline(vm: &Vm, args: Args<'_>) -> NativeResult {
    sized(vm, args, |vm, own, limit| {
        Ok(vm.new_bytes(take_line(vm, own, limit)?))
    })
}

fn readlines(vm: &Vm, args: Args<'_>) -> NativeResult {
    sized(vm, args, |vm, own, hint| {
        let (mut lines, mut total) = (Vec::new(), 0);
        loop {
            let line = take_line(vm, own, -1)?;
            if line.is_empty() {
                break;
            }
            total += line.len() as i64;
            lines.push(vm.new_bytes(line));
            if hint > 0 && total >= hint {
                break;
            }
        }
        Ok(vm.new_list(lines))
    })
}

fn next(vm: &Vm, args: Args<'_>) -> NativeResult {
    let line = take_line(vm, args.get(0), -1)?;
    if line.is_empty() {
        return Err(vm.stop_iteration(Value::none()));
    }
    Ok(vm.new_bytes(line).into())
}

fn readinto(vm: &Vm, args: Args<'_>) -> NativeResult {
    open(vm, args.get(0))?;
    let count = room(vm, args.get(1), "readinto() argument")?;
    let data = take(vm, args.get(0), count as i64)?;
    fill(vm, args.get(1), &data)?;
    Ok(Value::int(data.len() as i64).into())
}

fn put(vm: &Vm, own: &Value, value: &Value) -> PyResult<usize> {
    open(vm, own)?;
    let new = buffer::argument(vm, value)?.to_vec();
    let data = resizable(vm, own)?;
    if new.is_empty() {
        return Ok(0);
    }
    let start = this(own).place.get();
    let end = start.saturating_add(new.len());
    let length = data.data.borrow().len();
    if end > length {
        vm.check_memory((end - length) as u64)?;
        data.data.borrow_mut().resize(end, 0);
    }
    data.data.borrow_mut()[start..end].copy_from_slice(&new);
    this(own).place.set(end);
    Ok(new.len())
}

fn write(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::int(put(vm, args.get(0), args.get(1))? as i64).into())
}

fn writelines(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = (vm.clone(), args.0.to_vec());
    Vm::future(async move {
        let own = Args(&slots).get(0);
        open(&vm, own)?;
        let iterator = vm.iter(Args(&slots).get(1)).await?;
        while let Some(line) = vm.next(&iterator).await? {
            put(&vm, own, &line)?;
        }
        Ok(Value::none())
    })
}

fn seek(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = (vm.clone(), args.0.to_vec());
    Vm::future(async move {
        let args = Args(&slots);
        let data = open(&vm, args.get(0))?;
        let offset = vm.index_i64(args.get(1)).await?;
        let whence = match args.opt(2) {
            Some(whence) => vm.index_i64(whence).await?,
            None => 0,
        };
        let place = &this(args.get(0)).place;
        let target = match whence {
            0 if offset < 0 => {
                return Err(vm.value_error(format!("negative seek value {offset}")));
            }
            0 => offset,
            1 => (place.get() as i64).saturating_add(offset),
            2 => (data.data.borrow().len() as i64).saturating_add(offset),
            _ => {
                return Err(
                    vm.value_error(format!("invalid whence ({whence}, should be 0, 1 or 2)"))
                );
            }
        };
        place.set(usize::try_from(target).unwrap_or(0));
        Ok(Value::int(place.get() as i64))
    })
}

fn truncate(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = (vm.clone(), args.0.to_vec());
    Vm::future(async move {
        let args = Args(&slots);
        let data = resizable(&vm, args.get(0))?;
        let length = match args.opt(1).filter(|size| !size.is_none()) {
            Some(size) => vm.index_i64(size).await?,
            None => this(args.get(0)).place.get() as i64,
        };
        let Ok(wanted) = usize::try_from(length) else {
            return Err(vm.value_error(format!("negative size value {length}")));
        };
        data.data.borrow_mut().truncate(wanted);
        Ok(Value::int(length))
    })
}

fn getvalue(vm: &Vm, args: Args<'_>) -> NativeResult {
    let data = open(vm, args.get(0))?;
    let copy = data.data.borrow().clone();
    Ok(vm.new_bytes(copy).into())
}

fn getbuffer(vm: &Vm, args: Args<'_>) -> NativeResult {
    let data = open(vm, args.get(0))?;
    Ok(PyMemoryView::of_part(vm, &data, args.get(0)).into())
}

fn getstate(vm: &Vm, args: Args<'_>) -> NativeResult {
    let data = open(vm, args.get(0))?.data.borrow().clone();
    let place = Value::int(this(args.get(0)).place.get() as i64);
    let object = args.get(0).as_object().expect("an object");
    let dict = vm.instance_dict(object).map(|dict| dict.to_value());
    Ok(vm
        .new_tuple(vec![
            vm.new_bytes(data),
            place,
            dict.unwrap_or_else(Value::none),
        ])
        .into())
}

fn setstate(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = (vm.clone(), args.0.to_vec());
    Vm::future(async move {
        let (own, state) = (Args(&slots).get(0), Args(&slots).get(1));
        let Some([data, place, dict]) = state.get::<PyTuple>().map(PyTuple::items) else {
            return Err(vm.type_error(format!(
                "{}.__setstate__ argument should be 3-tuple, got {}",
                vm.class_name(own),
                vm.class_name(state)
            )));
        };
        let data = buffer::argument(&vm, data)?.to_vec();
        resizable(&vm, own)?;
        *this(own).data.borrow_mut() = Some(array(&vm, data));
        let place = vm.index_i64(place).await?;
        let place = usize::try_from(place)
            .map_err(|_| vm.value_error("position value cannot be negative"))?;
        this(own).place.set(place);
        super::restore_attributes(&vm, own, dict, "third").await?;
        Ok(Value::none())
    })
}
