//! `StringIO`: a stream over text in memory.

use std::cell::{Cell, RefCell};

use rustpython_wtf8::{CodePoint, Wtf8Buf};

use super::newlines::{Seen, Translator};
use super::{classes, size};
use crate::object::{Kind, Ref, Trace, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::native::{Args, NativeDef};
use crate::types::sequence::new_class;
use crate::types::str::PyStr;
use crate::types::tuple::PyTuple;
use crate::types::type_object::TypeFlags;
use crate::vm::{NativeResult, PyResult, Raised, Vm};

pub struct PyStringIO {
    text: RefCell<Vec<u32>>,
    place: Cell<usize>,
    closed: Cell<bool>,
    newline: RefCell<Newline>,
    seen: Cell<Seen>,
}

/// What `newline` asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Newline {
    /// `None`: all ends become `\n`.
    Translated,
    /// `''`: all ends are ends.
    Universal,
    Line,
    Return,
    Both,
}

impl Trace for PyStringIO {
    fn trace(&self, _visit: &mut dyn FnMut(&Value)) {}
}

pub static TYPE: TypeDef = TypeDef {
    name: "StringIO",
    module: "_io",
    kind: Kind::StringIO,
    flags: TypeFlags::HAS_DICT | TypeFlags::WEAKREF,
    methods: &[
        NativeDef::new("($type, *args, **kwargs)", new),
        NativeDef::method("__init__", "($self, initial_value='', newline='\\n')", init),
        NativeDef::method("readable", "($self, /)", yes),
        NativeDef::method("seekable", "($self, /)", yes),
        NativeDef::method("writable", "($self, /)", yes),
        NativeDef::method("close", "($self, /)", close),
        NativeDef::method("tell", "($self, /)", |vm, args| {
            open(vm, args.get(0)).map(|own| Value::int(own.place.get() as i64).into())
        }),
        NativeDef::method("read", "($self, size=-1, /)", read),
        NativeDef::method("readline", "($self, size=-1, /)", readline),
        NativeDef::method("write", "($self, s, /)", write),
        NativeDef::method("seek", "($self, pos, whence=0, /)", seek),
        NativeDef::method("truncate", "($self, pos=None, /)", truncate),
        NativeDef::method("getvalue", "($self, /)", getvalue),
        NativeDef::method("__next__", "($self, /)", next),
        NativeDef::method("__reduce__", "($self, /)", super::reduce),
        NativeDef::method("__reduce_ex__", "($self, proto=0, /)", super::reduce),
        NativeDef::method("__getstate__", "($self, /)", getstate),
        NativeDef::method("__setstate__", "($self, state, /)", setstate),
    ],
    attributes: &[
        GetSetDef::read_only("closed", |_, value| {
            Ok(Value::bool(this(value).closed.get()))
        }),
        GetSetDef::read_only("line_buffering", |vm, value| {
            open(vm, value).map(|_| Value::bool(false))
        }),
        GetSetDef::read_only("newlines", |vm, value| {
            open(vm, value).map(|own| own.seen.get().value(vm))
        }),
    ],
    ..TypeDef::EMPTY
};

fn this(value: &Value) -> &PyStringIO {
    value.get().expect("the receiver was checked")
}

fn open<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a PyStringIO> {
    let own = this(value);
    if own.closed.get() {
        return Err(vm.value_error("I/O operation on closed file"));
    }
    Ok(own)
}

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = new_class(vm, args.get(0), &classes(vm).string)?;
    let new = PyStringIO {
        text: RefCell::default(),
        place: Cell::new(0),
        closed: Cell::new(false),
        newline: RefCell::new(Newline::Line),
        seen: Cell::default(),
    };
    Ok(Ref::new(new, &class).into_value().into())
}

/// Complains of a `newline` that is none.
fn illegal_newline(vm: &Vm, given: &PyStr) -> Raised {
    vm.value_error(format!(
        "illegal newline value: {}",
        crate::types::quick_repr(vm, &vm.new_str(given.lossy())).unwrap_or_default()
    ))
}

fn newline_of(vm: &Vm, value: Option<&Value>) -> PyResult<Newline> {
    let Some(value) = value else {
        return Ok(Newline::Line);
    };
    if value.is_none() {
        return Ok(Newline::Translated);
    }
    let Some(text) = value.get::<PyStr>() else {
        return Err(vm.type_error(format!(
            "newline must be str or None, not {}",
            vm.class_name(value)
        )));
    };
    Ok(match text.as_str() {
        Some("") => Newline::Universal,
        Some("\n") => Newline::Line,
        Some("\r") => Newline::Return,
        Some("\r\n") => Newline::Both,
        _ => return Err(illegal_newline(vm, text)),
    })
}

fn init(vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = this(args.get(0));
    *own.newline.borrow_mut() = newline_of(vm, args.opt(2))?;
    own.text.borrow_mut().clear();
    own.place.set(0);
    own.closed.set(false);
    own.seen.set(Seen::default());
    if let Some(initial) = args.opt(1).filter(|initial| !initial.is_none()) {
        let Some(text) = initial.get::<PyStr>() else {
            return Err(vm.type_error(format!(
                "initial_value must be str or None, not {}",
                vm.class_name(initial)
            )));
        };
        put(vm, own, text)?;
        own.place.set(0);
    }
    Ok(Value::none().into())
}

fn yes(vm: &Vm, args: Args<'_>) -> NativeResult {
    open(vm, args.get(0)).map(|_| Value::bool(true).into())
}

fn close(_vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = this(args.get(0));
    own.closed.set(true);
    own.text.take();
    Ok(Value::none().into())
}

/// Adds text where it is, over what is there.
fn put(vm: &Vm, own: &PyStringIO, text: &PyStr) -> PyResult<()> {
    vm.check_memory(text.len() as u64 * 4)?;
    let start = own.place.get();
    let mut all = own.text.borrow_mut();
    let newline = *own.newline.borrow();
    let has_end = || memchr::memchr2(b'\n', b'\r', text.bytes()).is_some();
    if start == all.len() && text.is_ascii() && (newline == Newline::Line || !has_end()) {
        all.extend(text.bytes().iter().map(|&byte| u32::from(byte)));
        own.place.set(all.len());
        return Ok(());
    }
    let mut new: Vec<u32> = text
        .as_wtf8()
        .code_points()
        .map(|point| point.to_u32())
        .collect();
    match newline {
        Newline::Line => {}
        Newline::Translated | Newline::Universal => {
            let mut translator = Translator {
                translates: newline == Newline::Translated,
                seen: own.seen.get(),
                pending: false,
            };
            new = translator.points(&new, true);
            own.seen.set(translator.seen);
        }
        Newline::Return | Newline::Both => {
            let end: &[u32] = if newline == Newline::Return {
                &[13]
            } else {
                &[13, 10]
            };
            new = new
                .iter()
                .flat_map(|point| {
                    if *point == 10 {
                        end
                    } else {
                        std::slice::from_ref(point)
                    }
                })
                .copied()
                .collect();
        }
    }
    if new.is_empty() {
        return Ok(());
    }
    let end = start + new.len();
    if all.len() < end {
        all.resize(end, 0);
    }
    all[start..end].copy_from_slice(&new);
    own.place.set(end);
    Ok(())
}

fn value_of(vm: &Vm, points: &[u32]) -> Value {
    let mut text = Wtf8Buf::with_capacity(points.len());
    for &point in points {
        text.push(CodePoint::from_u32(point).expect("stored from a code point"));
    }
    vm.new_wtf8(text)
}

fn take(vm: &Vm, own: &PyStringIO, count: i64) -> Value {
    let text = own.text.borrow();
    let start = own.place.get().min(text.len());
    let end = usize::try_from(count).map_or(text.len(), |count| {
        start.saturating_add(count).min(text.len())
    });
    own.place.set(own.place.get().max(end));
    value_of(vm, &text[start..end])
}

fn take_line(vm: &Vm, own: &PyStringIO, limit: i64) -> Value {
    let length = {
        let text = own.text.borrow();
        let rest = text.get(own.place.get()..).unwrap_or_default();
        let end = match *own.newline.borrow() {
            Newline::Translated | Newline::Line => {
                rest.iter().position(|&point| point == 10).map(|at| at + 1)
            }
            Newline::Return => rest.iter().position(|&point| point == 13).map(|at| at + 1),
            Newline::Both => rest
                .windows(2)
                .position(|pair| pair == [13, 10])
                .map(|at| at + 2),
            Newline::Universal => rest
                .iter()
                .position(|&point| point == 10 || point == 13)
                .map(|at| at + 1 + usize::from(rest[at..].starts_with(&[13, 10]))),
        };
        end.unwrap_or(rest.len()) as i64
    };
    take(vm, own, if limit < 0 { length } else { length.min(limit) })
}

fn sized(vm: &Vm, args: Args<'_>, work: fn(&Vm, &PyStringIO, i64) -> Value) -> NativeResult {
    let own = open(vm, args.get(0))?;
    let quick = match args.opt(1) {
        None => Some(-1),
        Some(value) if value.is_none() => Some(-1),
        Some(value) => value.as_small_int(),
    };
    if let Some(count) = quick {
        return Ok(work(vm, own, count).into());
    }
    let (vm, slots) = (vm.clone(), args.0.to_vec());
    Vm::future(async move {
        let count = size(&vm, Args(&slots).opt(1)).await?;
        Ok(work(&vm, this(Args(&slots).get(0)), count))
    })
}

fn read(vm: &Vm, args: Args<'_>) -> NativeResult {
    sized(vm, args, take)
}

fn readline(vm: &Vm, args: Args<'_>) -> NativeResult {
    sized(vm, args, take_line)
}

fn next(vm: &Vm, args: Args<'_>) -> NativeResult {
    let line = take_line(vm, open(vm, args.get(0))?, -1);
    if line.get::<PyStr>().is_some_and(PyStr::is_empty) {
        return Err(vm.stop_iteration(Value::none()));
    }
    Ok(line.into())
}

/// Writes plain text when the stream is open: `print`'s shortcut.
pub fn quick_write(vm: &Vm, own: &PyStringIO, text: &str) -> Option<PyResult<()>> {
    if own.closed.get() || *own.newline.borrow() != Newline::Line {
        return None;
    }
    Some(put(vm, own, &PyStr::new(text.to_owned())))
}

fn write(vm: &Vm, args: Args<'_>) -> NativeResult {
    let Some(text) = args.get(1).get::<PyStr>() else {
        return Err(vm.type_error(format!(
            "string argument expected, got '{}'",
            vm.class_name(args.get(1))
        )));
    };
    put(vm, open(vm, args.get(0))?, text)?;
    Ok(Value::int(text.len() as i64).into())
}

fn seek(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = (vm.clone(), args.0.to_vec());
    Vm::future(async move {
        let args = Args(&slots);
        let own = open(&vm, args.get(0))?;
        let offset = vm.index_i64(args.get(1)).await?;
        let whence = match args.opt(2) {
            Some(whence) => vm.index_i64(whence).await?,
            None => 0,
        };
        match whence {
            0 if offset < 0 => {
                return Err(vm.value_error(format!("Negative seek position {offset}")));
            }
            0 => own.place.set(offset as usize),
            1 | 2 if offset != 0 => {
                return Err(vm.os_error("Can't do nonzero cur-relative seeks"));
            }
            1 => {}
            2 => own.place.set(own.text.borrow().len()),
            _ => {
                return Err(
                    vm.value_error(format!("Invalid whence ({whence}, should be 0, 1 or 2)"))
                );
            }
        }
        Ok(Value::int(own.place.get() as i64))
    })
}

fn truncate(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = (vm.clone(), args.0.to_vec());
    Vm::future(async move {
        let args = Args(&slots);
        let own = open(&vm, args.get(0))?;
        let length = match args.opt(1).filter(|size| !size.is_none()) {
            Some(size) => vm.index_i64(size).await?,
            None => own.place.get() as i64,
        };
        let Ok(wanted) = usize::try_from(length) else {
            return Err(vm.value_error(format!("Negative size value {length}")));
        };
        own.text.borrow_mut().truncate(wanted);
        Ok(Value::int(length))
    })
}

fn getvalue(vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = open(vm, args.get(0))?;
    let value = value_of(vm, &own.text.borrow());
    Ok(value.into())
}

fn getstate(vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = open(vm, args.get(0))?;
    let text = value_of(vm, &own.text.borrow());
    let newline = match *own.newline.borrow() {
        Newline::Translated => Value::none(),
        Newline::Universal => vm.new_str(""),
        Newline::Line => vm.new_str("\n"),
        Newline::Return => vm.new_str("\r"),
        Newline::Both => vm.new_str("\r\n"),
    };
    let object = args.get(0).as_object().expect("an object");
    let dict = vm.instance_dict(object).map(|dict| dict.to_value());
    let place = Value::int(own.place.get() as i64);
    Ok(vm
        .new_tuple(vec![text, newline, place, dict.unwrap_or_else(Value::none)])
        .into())
}

fn setstate(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = (vm.clone(), args.0.to_vec());
    Vm::future(async move {
        let (object, state) = (Args(&slots).get(0), Args(&slots).get(1));
        let items = state.get::<PyTuple>().map(PyTuple::items);
        let Some([text, newline, place, dict]) = items else {
            return Err(vm.type_error(format!(
                "{}.__setstate__ argument should be 4-tuple, got {}",
                vm.class_name(object),
                vm.class_name(state)
            )));
        };
        let own = this(object);
        *own.newline.borrow_mut() = newline_of(&vm, Some(newline))?;
        let text = super::base::text_argument(&vm, text, "initial value")?;
        *own.text.borrow_mut() = text.points().to_vec();
        let place = vm.index_i64(place).await?;
        let place = usize::try_from(place)
            .map_err(|_| vm.value_error("position value cannot be negative"))?;
        own.place.set(place);
        super::restore_attributes(&vm, object, dict, "fourth").await?;
        Ok(Value::none())
    })
}
