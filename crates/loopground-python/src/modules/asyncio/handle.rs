//! Handles: what `call_soon` and its kin answer with.
//!
//! The classes are those of `asyncio.events`; here is what is under them: their fields, and cancelling. Not here: the
//! queue they stand in (`event_loop`), running them (`turns`).

use super::Asyncio;
use super::event_loop::PyEventLoop;
use crate::object::{Kind, Ref, Trace, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::native::{Args, NativeDef};
use crate::types::tuple::PyTuple;
use crate::types::type_object::{PyType, TypeFlags};
use crate::vm::{NativeResult, PyResult, Vm};
use loopground_core::{HandleId, TimerId};
use std::cell::{Cell, RefCell};

/// Where a handle's job is queued.
#[derive(Clone, Copy)]
pub enum Place {
    Ready(HandleId),
    Timer(TimerId),
}

/// The Python classes of handles.
pub struct HandleClasses {
    pub handle: Ref<PyType>,
    pub thread_safe: Ref<PyType>,
    pub timer: Ref<PyType>,
}

/// `asyncio.Handle` or `asyncio.TimerHandle`.
pub struct PyHandle {
    pub callback: RefCell<Value>,
    /// `None` when it was cancelled.
    pub args: RefCell<Option<Vec<Value>>>,
    pub context: RefCell<Option<Value>>,
    pub event_loop: RefCell<Value>,
    pub cancelled: Cell<bool>,
    /// When a timer is due, in the loop's time.
    pub when: RefCell<Value>,
    /// Whether a timer is in `_scheduled`, for a loop that Python runs.
    pub scheduled: Cell<bool>,
    pub place: Cell<Option<Place>>,
    repr: RefCell<Value>,
    source_traceback: RefCell<Value>,
}

impl PyHandle {
    /// A handle that is queued nowhere.
    #[must_use]
    pub fn new(
        event_loop: Value,
        callback: Value,
        args: Vec<Value>,
        context: Option<Value>,
    ) -> Self {
        Self {
            callback: RefCell::new(callback),
            args: RefCell::new(Some(args)),
            context: RefCell::new(context),
            event_loop: RefCell::new(event_loop),
            cancelled: Cell::new(false),
            when: RefCell::new(Value::none()),
            scheduled: Cell::new(false),
            place: Cell::new(None),
            repr: RefCell::new(Value::none()),
            source_traceback: RefCell::new(Value::none()),
        }
    }

    fn fields(&self) -> [&RefCell<Value>; 5] {
        [
            &self.callback,
            &self.event_loop,
            &self.when,
            &self.repr,
            &self.source_traceback,
        ]
    }
}

impl Trace for PyHandle {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        self.args.borrow().iter().flatten().for_each(&mut *visit);
        self.context.borrow().iter().for_each(&mut *visit);
        for field in self.fields() {
            visit(&field.borrow());
        }
    }

    fn clear(&self) {
        let old = (self.args.take(), self.context.take());
        drop(old);
        for field in self.fields() {
            let old = field.replace(Value::none());
            drop(old);
        }
    }
}

pub static TYPE: TypeDef = TypeDef {
    name: "_HandleBase",
    module: "_asyncio",
    kind: Kind::Handle,
    flags: TypeFlags::WEAKREF,
    methods: &[
        NativeDef::new("($type, /, *args, **kwargs)", new),
        NativeDef::method("cancel", "($self)", cancel),
    ],
    attributes: &[
        GetSetDef::writable("_callback", callback, set_callback),
        GetSetDef::writable("_args", args, set_args),
        GetSetDef::writable("_cancelled", cancelled, set_cancelled),
        GetSetDef::writable("_loop", event_loop, set_event_loop),
        GetSetDef::writable("_source_traceback", source_traceback, set_source_traceback),
        GetSetDef::writable("_repr", repr, set_repr),
        GetSetDef::writable("_context", context, set_context),
        GetSetDef::writable("_when", when, set_when),
        GetSetDef::writable("_scheduled", scheduled, set_scheduled),
    ],
    ..TypeDef::EMPTY
};

pub static FUNCTIONS: &[NativeDef] = &[NativeDef::function(
    "_adopt_handles",
    "(handle, thread_safe, timer, /)",
    adopt,
)];

fn this(value: &Value) -> &PyHandle {
    value.get().expect("the receiver was checked")
}

fn new(_vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = args
        .get(0)
        .to_ref::<PyType>()
        .expect("__new__ takes a class");
    let handle = PyHandle::new(Value::none(), Value::none(), vec![], None);
    Ok(Ref::new(handle, &class).into_value().into())
}

/// Takes the classes of `asyncio.events` over: their cancelling is native from now on. Handles that threads share keep
/// their own methods around it, which hold their lock.
fn adopt(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = |index: usize| {
        args.get(index)
            .to_ref::<PyType>()
            .ok_or_else(|| vm.type_error("a class was expected"))
    };
    let (handle, thread_safe, timer) = (class(0)?, class(1)?, class(2)?);
    let vm = vm.clone();
    Vm::future(async move {
        for class in [&handle, &timer] {
            vm.set_attribute(&class.to_value(), &vm.intern("cancel"), None)
                .await?;
        }
        let classes = HandleClasses {
            handle,
            thread_safe,
            timer,
        };
        // A second import of the module keeps the classes of the first.
        drop(Asyncio::of(&vm).handles.set(classes));
        Ok(Value::none())
    })
}

fn let_go(handle: &PyHandle) {
    let old = (handle.callback.replace(Value::none()), handle.args.take());
    drop(old);
}

fn cancel(vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = this(args.get(0));
    if own.cancelled.get() {
        return Ok(Value::none().into());
    }
    let event_loop = own.event_loop.borrow().clone();
    if let Some(event_loop) = event_loop.get::<PyEventLoop>()
        && event_loop.native.get()
    {
        own.cancelled.set(true);
        let job = match own.place.take() {
            Some(Place::Ready(id)) => event_loop.queue.borrow_mut().cancel(id),
            Some(Place::Timer(id)) => event_loop.queue.borrow_mut().cancel_timer(id),
            None => None,
        };
        // What it held is let go now, not when its time comes.
        let_go(own);
        drop(job);
        return Ok(Value::none().into());
    }
    let (vm, handle) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let own = this(&handle);
        if !own.when.borrow().is_none() {
            let noted = vm.intern("_timer_handle_cancelled");
            vm.call_method(&event_loop, &noted, [handle.clone()])
                .await?;
        }
        own.cancelled.set(true);
        let debug = vm
            .call_method(&event_loop, &vm.intern("get_debug"), [])
            .await?;
        if vm.truth(&debug).await? {
            let shown = vm.repr(&handle).await?;
            let old = own.repr.replace(shown);
            drop(old);
        }
        let_go(own);
        Ok(Value::none())
    })
}

macro_rules! fields {
    ($($getter:ident, $setter:ident, $field:ident;)*) => {$(
        fn $getter(_vm: &Vm, value: &Value) -> PyResult {
            Ok(this(value).$field.borrow().clone())
        }

        fn $setter(_vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
            let old = this(value).$field.replace(new.unwrap_or_else(Value::none));
            drop(old);
            Ok(())
        }
    )*};
}

fields! {
    callback, set_callback, callback;
    event_loop, set_event_loop, event_loop;
    source_traceback, set_source_traceback, source_traceback;
    repr, set_repr, repr;
    when, set_when, when;
}

fn args(vm: &Vm, value: &Value) -> PyResult {
    Ok(match &*this(value).args.borrow() {
        Some(args) => vm.new_tuple(args.clone()),
        None => Value::none(),
    })
}

fn set_args(_vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    let items = new
        .as_ref()
        .and_then(Value::get::<PyTuple>)
        .map(|tuple| tuple.items().to_vec());
    let old = this(value).args.replace(items);
    drop(old);
    Ok(())
}

fn context(vm: &Vm, value: &Value) -> PyResult {
    let own = this(value);
    let known = own.context.borrow().clone();
    Ok(known.unwrap_or_else(|| {
        let empty = crate::modules::contextvars::empty(vm);
        *own.context.borrow_mut() = Some(empty.clone());
        empty
    }))
}

fn set_context(_vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    let old = this(value).context.replace(new);
    drop(old);
    Ok(())
}

fn cancelled(_vm: &Vm, value: &Value) -> PyResult {
    Ok(Value::bool(this(value).cancelled.get()))
}

fn set_cancelled(vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    let on = new.and_then(|new| vm.quick_truth(&new)).unwrap_or(true);
    this(value).cancelled.set(on);
    Ok(())
}

/// Of a loop that runs natively: whether the timer waits for its time.
fn scheduled(_vm: &Vm, value: &Value) -> PyResult {
    let own = this(value);
    let waits = match (
        own.place.get(),
        own.event_loop.borrow().get::<PyEventLoop>(),
    ) {
        (Some(Place::Timer(id)), Some(event_loop)) if event_loop.native.get() => {
            event_loop.queue.borrow().get_timer(id).is_some()
        }
        _ => own.scheduled.get(),
    };
    Ok(Value::bool(waits))
}

fn set_scheduled(vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    let on = new.and_then(|new| vm.quick_truth(&new)).unwrap_or(true);
    this(value).scheduled.set(on);
    Ok(())
}
