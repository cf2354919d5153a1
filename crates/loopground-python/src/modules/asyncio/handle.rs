//! Handles: what `call_soon` and its kin answer with.
//!
//! Not here: the queue they stand in (`event_loop`).

use super::event_loop::PyEventLoop;
use super::turns::describe_callback;
use crate::object::{Kind, Ref, Trace, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::native::{Args, NativeDef};
use crate::types::type_object::TypeFlags;
use crate::vm::{NativeResult, PyResult, Vm};
use loopground_core::{HandleId, TimerId};
use std::cell::{Cell, RefCell};

/// Where a handle's job is queued.
#[derive(Clone, Copy)]
pub enum Place {
    Ready(HandleId),
    Timer(TimerId),
}

/// `asyncio.Handle` or `asyncio.TimerHandle`.
pub struct PyHandle {
    pub callback: RefCell<Option<Value>>,
    pub args: RefCell<Vec<Value>>,
    pub context: RefCell<Option<Value>>,
    pub event_loop: Ref<PyEventLoop>,
    pub cancelled: Cell<bool>,
    /// When a timer is due, in the loop's time.
    pub when: Option<f64>,
    pub place: Cell<Option<Place>>,
}

impl Trace for PyHandle {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        self.callback.borrow().iter().for_each(&mut *visit);
        self.args.borrow().iter().for_each(&mut *visit);
        self.context.borrow().iter().for_each(&mut *visit);
        visit(&self.event_loop.to_value());
    }

    fn clear(&self) {
        let old = (self.callback.take(), self.args.take(), self.context.take());
        drop(old);
    }
}

static HANDLE_METHODS: &[NativeDef] = &[
    NativeDef::method("cancel", "($self, /)", handle_cancel),
    NativeDef::method("cancelled", "($self, /)", handle_cancelled),
    NativeDef::method("get_context", "($self, /)", handle_context),
    NativeDef::method("when", "($self, /)", handle_when),
    NativeDef::method("__repr__", "($self, /)", handle_repr),
];

static HANDLE_ATTRIBUTES: &[GetSetDef] = &[
    GetSetDef::read_only("_callback", handle_callback),
    GetSetDef::read_only("_args", handle_args),
    GetSetDef::read_only("_cancelled", handle_cancelled_attribute),
];

pub static HANDLE: TypeDef = TypeDef {
    name: "Handle",
    module: "asyncio.events",
    kind: Kind::Handle,
    flags: TypeFlags::WEAKREF | TypeFlags::NO_NEW,
    methods: HANDLE_METHODS,
    attributes: HANDLE_ATTRIBUTES,
    ..TypeDef::EMPTY
};

pub static TIMER_HANDLE: TypeDef = TypeDef {
    name: "TimerHandle",
    ..HANDLE
};

fn handle(value: &Value) -> &PyHandle {
    value.get().expect("the receiver was checked")
}

fn handle_cancel(_vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = handle(args.get(0));
    if !own.cancelled.replace(true) {
        // What it held is let go now, not when its time comes.
        let old = (own.callback.take(), own.args.take());
        let job = match own.place.take() {
            Some(Place::Ready(id)) => own.event_loop.queue.borrow_mut().cancel(id),
            Some(Place::Timer(id)) => own.event_loop.queue.borrow_mut().cancel_timer(id),
            None => None,
        };
        drop((old, job));
    }
    Ok(Value::none().into())
}

fn handle_cancelled(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::bool(handle(args.get(0)).cancelled.get()).into())
}

fn handle_context(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(handle(args.get(0))
        .context
        .borrow()
        .clone()
        .unwrap_or_else(Value::none)
        .into())
}

fn handle_when(vm: &Vm, args: Args<'_>) -> NativeResult {
    match handle(args.get(0)).when {
        Some(when) => Ok(Value::float(when).into()),
        None => Err(vm.no_attribute(args.get(0), &vm.intern("when"))),
    }
}

fn handle_repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, value) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let own = handle(&value);
        let mut parts = vec![vm.class_of(&value).name().to_string()];
        if own.cancelled.get() {
            parts.push("cancelled".to_owned());
        }
        if let Some(when) = own.when {
            parts.push(format!("when={}", vm.repr_text(&Value::float(when)).await?));
        }
        let callback = own.callback.borrow().clone();
        if let Some(callback) = callback {
            let args = own.args.borrow().clone();
            parts.push(describe_callback(&vm, &callback, Some(&args)).await?);
        }
        Ok(vm.new_str(format!("<{}>", parts.join(" "))))
    })
}

fn handle_callback(_vm: &Vm, value: &Value) -> PyResult {
    Ok(handle(value)
        .callback
        .borrow()
        .clone()
        .unwrap_or_else(Value::none))
}

fn handle_args(vm: &Vm, value: &Value) -> PyResult {
    Ok(vm.new_tuple(handle(value).args.borrow().clone()))
}

fn handle_cancelled_attribute(_vm: &Vm, value: &Value) -> PyResult {
    Ok(Value::bool(handle(value).cancelled.get()))
}
