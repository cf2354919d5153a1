//! What `asyncio.sleep(0)` awaits: one bare yield, after which everything else that is ready has run once.

use std::cell::Cell;

use super::Asyncio;
use crate::object::{Ref, Value};
use crate::types::awaiter::{NativeAwaiter, PyAwaiter, Sent};
use crate::types::def::TypeDef;
use crate::types::native::{Args, NativeDef};
use crate::vm::{NativeResult, PyResult, Vm};

pub static TYPE: TypeDef = crate::types::awaiter::definition("_GiveWay", "_asyncio");

pub static FUNCTIONS: &[NativeDef] = &[NativeDef::function("_give_way", "()", give_way)];

struct GiveWay {
    yielded: Cell<bool>,
}

impl NativeAwaiter for GiveWay {
    fn send(&self, _vm: &Vm, _value: Value) -> PyResult<Sent> {
        Ok(if self.yielded.replace(true) {
            Sent::Return(Value::none())
        } else {
            Sent::Yield(Value::none())
        })
    }

    fn trace(&self, _visit: &mut dyn FnMut(&Value)) {}
}

fn give_way(vm: &Vm, _args: Args<'_>) -> NativeResult {
    let state = Box::new(GiveWay {
        yielded: Cell::new(false),
    });
    let class = &Asyncio::of(vm).classes().give_way.clone();
    Ok(Ref::new(PyAwaiter { state }, class).into_value().into())
}
