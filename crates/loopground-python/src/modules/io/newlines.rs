//! Ends of lines: which were seen, turning them into `\n`, and `IncrementalNewlineDecoder`.

use std::cell::{Cell, RefCell};

use rustpython_wtf8::{CodePoint, Wtf8Buf};

use super::classes;
use crate::object::{Kind, Ref, Trace, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::native::{Args, NativeDef};
use crate::types::sequence::new_class;
use crate::types::str::PyStr;
use crate::types::tuple::PyTuple;
use crate::types::type_object::TypeFlags;
use crate::vm::{NativeResult, PyResult, Vm};

/// Which ends of lines were seen: bits 1 for `\r`, 2 for `\n`, 4 for `\r\n`.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Seen(u8);

impl Seen {
    /// What `newlines` shows.
    pub fn value(self, vm: &Vm) -> Value {
        let mut found: Vec<Value> = [(1, "\r"), (2, "\n"), (4, "\r\n")]
            .into_iter()
            .filter(|(bit, _)| self.0 & bit != 0)
            .map(|(_, end)| vm.new_str(end))
            .collect();
        match found.len() {
            0 => Value::none(),
            1 => found.remove(0),
            _ => vm.new_tuple(found),
        }
    }
}

/// Follows the ends of lines through pieces of text.
#[derive(Clone, Copy, Default)]
pub struct Translator {
    /// `\r` and `\r\n` become `\n`.
    pub translates: bool,
    pub seen: Seen,
    /// A `\r` came last and waits for what follows.
    pub pending: bool,
}

impl Translator {
    /// The next piece of text as code points.
    pub fn points(&mut self, points: &[u32], last: bool) -> Vec<u32> {
        let mut out = Vec::with_capacity(points.len() + 1);
        let mut pending = std::mem::take(&mut self.pending);
        let mut note = |bit: u8, out: &mut Vec<u32>, translates: bool| {
            self.seen.0 |= bit;
            match (bit, translates) {
                (1, false) => out.push(13),
                (4, false) => out.extend([13, 10]),
                _ => out.push(10),
            }
        };
        for &point in points {
            match (pending, point) {
                (true, 10) => {
                    pending = false;
                    note(4, &mut out, self.translates);
                    continue;
                }
                (true, _) => {
                    pending = false;
                    note(1, &mut out, self.translates);
                }
                _ => {}
            }
            match point {
                13 => pending = true,
                10 => note(2, &mut out, self.translates),
                _ => out.push(point),
            }
        }
        if pending && last {
            note(1, &mut out, self.translates);
            pending = false;
        }
        self.pending = pending;
        out
    }

    /// The next piece of text.
    pub fn text(&mut self, text: Wtf8Buf, last: bool) -> Wtf8Buf {
        let bytes = text.as_bytes();
        if !self.pending && memchr::memchr(b'\r', bytes).is_none() {
            if self.seen.0 & 2 == 0 && memchr::memchr(b'\n', bytes).is_some() {
                self.seen.0 |= 2;
            }
            return text;
        }
        let points: Vec<u32> = text.code_points().map(|point| point.to_u32()).collect();
        let mut out = Wtf8Buf::with_capacity(text.len() + 1);
        for point in self.points(&points, last) {
            out.push(CodePoint::from_u32(point).expect("from a code point"));
        }
        out
    }
}

pub struct PyNewlineDecoder {
    /// The decoder before it; `None`: text comes in.
    decoder: RefCell<Value>,
    state: Cell<Translator>,
}

impl Trace for PyNewlineDecoder {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.decoder.borrow());
    }
}

pub static TYPE: TypeDef = TypeDef {
    name: "IncrementalNewlineDecoder",
    module: "_io",
    kind: Kind::NewlineDecoder,
    flags: TypeFlags::HAS_DICT | TypeFlags::WEAKREF,
    methods: &[
        NativeDef::new("($type, *args, **kwargs)", new),
        NativeDef::method(
            "__init__",
            "($self, decoder, translate, errors='strict')",
            init,
        ),
        NativeDef::method("decode", "($self, /, input, final=False)", decode),
        NativeDef::method("getstate", "($self, /)", getstate),
        NativeDef::method("setstate", "($self, state, /)", setstate),
        NativeDef::method("reset", "($self, /)", reset),
    ],
    attributes: &[GetSetDef::read_only("newlines", |vm, value| {
        Ok(this(value).state.get().seen.value(vm))
    })],
    ..TypeDef::EMPTY
};

fn this(value: &Value) -> &PyNewlineDecoder {
    value.get().expect("the receiver was checked")
}

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = new_class(vm, args.get(0), &classes(vm).newlines)?;
    let new = PyNewlineDecoder {
        decoder: RefCell::new(Value::none()),
        state: Cell::default(),
    };
    Ok(Ref::new(new, &class).into_value().into())
}

fn init(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = (vm.clone(), args.0.to_vec());
    Vm::future(async move {
        let args = Args(&slots);
        let translates = vm.truth(args.get(2)).await?;
        let own = this(args.get(0));
        let old = own.decoder.replace(args.get(1).clone());
        drop(old);
        own.state.set(Translator {
            translates,
            ..Translator::default()
        });
        Ok(Value::none())
    })
}

fn decode(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = (vm.clone(), args.0.to_vec());
    Vm::future(async move {
        let args = Args(&slots);
        let last = match args.opt(2) {
            Some(last) => vm.truth(last).await?,
            None => false,
        };
        let own = this(args.get(0));
        let decoder = own.decoder.borrow().clone();
        let input = if decoder.is_none() {
            args.get(1).clone()
        } else {
            let given = [args.get(1).clone(), Value::bool(last)];
            vm.call_method(&decoder, &vm.intern("decode"), given)
                .await?
        };
        let Some(text) = input.get::<PyStr>() else {
            return Err(vm.type_error(format!(
                "decoder should return a string result, not '{}'",
                vm.class_name(&input)
            )));
        };
        let mut state = own.state.get();
        let out = state.text(text.as_wtf8().to_owned(), last);
        own.state.set(state);
        Ok(vm.new_wtf8(out))
    })
}

/// The two items of a decoder's state.
fn pair(vm: &Vm, state: &Value) -> PyResult<(Value, i64)> {
    match state.get::<PyTuple>().map(PyTuple::items) {
        Some([data, flags]) => Ok((data.clone(), flags.as_small_int().unwrap_or(0))),
        _ => Err(vm.type_error("illegal decoder state")),
    }
}

fn getstate(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, own) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let decoder = this(&own).decoder.borrow().clone();
        let (data, flags) = if decoder.is_none() {
            (vm.new_bytes(Vec::new()), 0)
        } else {
            let state = vm.call_method(&decoder, &vm.intern("getstate"), []).await?;
            pair(&vm, &state)?
        };
        let flags = flags << 1 | i64::from(this(&own).state.get().pending);
        Ok(vm.new_tuple(vec![data, Value::int(flags)]))
    })
}

fn setstate(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = (vm.clone(), args.0.to_vec());
    Vm::future(async move {
        let own = this(Args(&slots).get(0));
        let state = Args(&slots).get(1);
        if state.get::<PyTuple>().is_none() {
            return Err(vm.type_error("state argument must be a tuple"));
        }
        let (data, flags) = pair(&vm, state)?;
        let mut kept = own.state.get();
        kept.pending = flags & 1 != 0;
        own.state.set(kept);
        let decoder = own.decoder.borrow().clone();
        if decoder.is_none() {
            return Ok(Value::none());
        }
        let state = vm.new_tuple(vec![data, Value::int(flags >> 1)]);
        vm.call_method(&decoder, &vm.intern("setstate"), [state])
            .await
    })
}

fn reset(vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = this(args.get(0));
    let mut state = own.state.get();
    state.pending = false;
    state.seen = Seen::default();
    own.state.set(state);
    let decoder = own.decoder.borrow().clone();
    let vm = vm.clone();
    Vm::future(async move {
        if decoder.is_none() {
            return Ok(Value::none());
        }
        vm.call_method(&decoder, &vm.intern("reset"), []).await
    })
}
