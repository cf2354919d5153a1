//! Native awaiters: what `await` iterates over when it waits for something native, such as a future.
//!
//! A step never calls Python code, so `SEND` steps them without a call.

use crate::object::{Kind, Trace, Value};
use crate::types::def::TypeDef;
use crate::types::generator_methods as common;
use crate::types::native::{Args, NativeDef};
use crate::vm::{NativeResult, PyResult, Vm};

/// How a step ended.
pub enum Sent {
    /// Still waiting: this goes to whoever drives the coroutine.
    Yield(Value),
    /// The value of the `await`.
    Return(Value),
}

/// The state of a native awaiter.
pub trait NativeAwaiter {
    fn send(&self, vm: &Vm, value: Value) -> PyResult<Sent>;

    /// It was closed or thrown into: it waits for nothing any more.
    fn end(&self);

    fn trace(&self, visit: &mut dyn FnMut(&Value));
}

pub struct PyAwaiter {
    pub state: Box<dyn NativeAwaiter>,
}

impl Trace for PyAwaiter {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        self.state.trace(visit);
    }
}

/// The methods of every awaiter class.
pub static METHODS: &[NativeDef] = &[
    NativeDef::method("__iter__", "($self, /)", itself),
    NativeDef::method("__await__", "($self, /)", itself),
    NativeDef::method("__next__", "($self, /)", next),
    NativeDef::method("send", "($self, value, /)", send),
    NativeDef::method(
        "throw",
        "($self, type, value=None, traceback=None, /)",
        throw,
    ),
    NativeDef::method("close", "($self, /)", close),
];

/// A class of awaiters.
#[must_use]
pub const fn definition(name: &'static str, module: &'static str) -> TypeDef {
    TypeDef {
        name,
        module,
        kind: Kind::Awaiter,
        flags: 0,
        methods: METHODS,
        attributes: &[],
        doc: "",
    }
}

fn step(vm: &Vm, awaiter: &Value, value: Value) -> NativeResult {
    match awaiter
        .get::<PyAwaiter>()
        .expect("the receiver was checked")
        .state
        .send(vm, value)?
    {
        Sent::Yield(value) => Ok(value.into()),
        Sent::Return(value) => Err(vm.stop_iteration(value)),
    }
}

fn itself(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(args.get(0).clone().into())
}

fn next(vm: &Vm, args: Args<'_>) -> NativeResult {
    step(vm, args.get(0), Value::none())
}

fn send(vm: &Vm, args: Args<'_>) -> NativeResult {
    step(vm, args.get(0), args.get(1).clone())
}

fn throw(vm: &Vm, args: Args<'_>) -> NativeResult {
    let optional = |index| args.opt(index).cloned().unwrap_or_else(Value::none);
    let (vm, kind, value, traceback) = (vm.clone(), args.get(1).clone(), optional(2), optional(3));
    let (awaiter, old_style) = (args.get(0).clone(), args.opt(2).is_some());
    Vm::future(async move {
        if old_style {
            common::warn_of_three_arguments(&vm, "throw").await?;
        }
        let raised = common::thrown(&vm, kind, value, traceback).await?;
        end(&awaiter);
        Err(raised)
    })
}

fn end(awaiter: &Value) {
    if let Some(awaiter) = awaiter.get::<PyAwaiter>() {
        awaiter.state.end();
    }
}

fn close(_vm: &Vm, args: Args<'_>) -> NativeResult {
    end(args.get(0));
    Ok(Value::none().into())
}
