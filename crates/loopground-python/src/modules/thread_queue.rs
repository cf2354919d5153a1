//! `_queue`: `SimpleQueue` and `Empty`. The other queues are the standard library's own.

use super::thread_locks::Waiters;
use crate::object::{Kind, Ref, Trace, Value, View};
use crate::types::def::TypeDef;
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::types::type_object::{PyType, TypeFlags};
use crate::vm::{NativeResult, PyResult, Raised, Vm};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::time::Duration;

/// An unbounded queue; a `get` that finds nothing waits.
#[derive(Default)]
pub struct PySimpleQueue {
    items: RefCell<VecDeque<Value>>,
    waiters: Waiters,
}

impl Trace for PySimpleQueue {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        self.items.borrow().iter().for_each(visit);
    }

    fn clear(&self) {
        let taken = std::mem::take(&mut *self.items.borrow_mut());
        drop(taken);
    }
}

#[derive(Default)]
struct Classes(std::cell::OnceCell<[Ref<PyType>; 2]>);

fn classes(vm: &Vm) -> [Ref<PyType>; 2] {
    vm.extension::<Classes>()
        .0
        .get_or_init(|| {
            [
                vm.new_native_type(&QUEUE, &[]),
                vm.new_native_type(&EMPTY, &[&vm.types.exceptions.exception]),
            ]
        })
        .clone()
}

static EMPTY: TypeDef = TypeDef {
    name: "Empty",
    module: "_queue",
    kind: Kind::Exception,
    flags: TypeFlags::EXCEPTION,
    doc: "Exception raised by Queue.get(block=0)/get_nowait().",
    ..TypeDef::EMPTY
};

static QUEUE: TypeDef = TypeDef {
    name: "SimpleQueue",
    module: "_queue",
    kind: Kind::SimpleQueue,
    flags: TypeFlags::WEAKREF,
    methods: &[
        NativeDef::new("($type, /)", new),
        NativeDef::method("put", "($self, /, item, block=True, timeout=None)", put),
        NativeDef::method("put_nowait", "($self, /, item)", put),
        NativeDef::method("get", "($self, /, block=True, timeout=None)", get),
        NativeDef::method("get_nowait", "($self, /)", get_nowait),
        NativeDef::method("empty", "($self, /)", empty),
        NativeDef::method("qsize", "($self, /)", size),
        NativeDef::class_method("__class_getitem__", "($type, object, /)", class_getitem),
    ],
    doc: "Simple, unbounded, reentrant FIFO queue.",
    ..TypeDef::EMPTY
};

pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    let [queue, empty] = classes(vm);
    dict.set_name(&vm.intern("SimpleQueue"), queue.into_value());
    dict.set_name(&vm.intern("Empty"), empty.into_value());
    Ok(())
}

fn this(value: &Value) -> &PySimpleQueue {
    value.get().expect("the receiver was checked")
}

fn new(_vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = args
        .get(0)
        .to_ref::<PyType>()
        .expect("__new__ takes a class");
    Ok(Ref::new(PySimpleQueue::default(), &class)
        .into_value()
        .into())
}

fn put(vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = this(args.get(0));
    vm.check_growth(own.items.borrow().len(), size_of::<Value>())?;
    own.items.borrow_mut().push_back(args.get(1).clone());
    own.waiters.wake_one(vm);
    Ok(Value::none().into())
}

fn nothing_there(vm: &Vm) -> Raised {
    let [_, empty] = classes(vm);
    vm.raise(&empty, "")
}

fn take(value: &Value) -> Option<Value> {
    this(value).items.borrow_mut().pop_front()
}

fn get_nowait(vm: &Vm, args: Args<'_>) -> NativeResult {
    match take(args.get(0)) {
        Some(item) => Ok(item.into()),
        None => Err(nothing_there(vm)),
    }
}

/// The longest timeout, in seconds.
const LONGEST: f64 = 9_223_372_036.0;

fn deadline(vm: &Vm, timeout: Option<&Value>) -> PyResult<Option<Duration>> {
    let seconds = match timeout.map(Value::view) {
        None | Some(View::None) => return Ok(None),
        Some(View::Int(seconds)) => seconds as f64,
        Some(View::Bool(seconds)) => f64::from(u8::from(seconds)),
        Some(View::Float(seconds)) if seconds.is_nan() => {
            return Err(vm.value_error("Invalid value NaN (not a number)"));
        }
        Some(View::Float(seconds)) => seconds,
        Some(_) => {
            return Err(vm.type_error(format!(
                "'{}' object cannot be interpreted as an integer or float",
                vm.class_name(timeout.unwrap_or(&Value::none()))
            )));
        }
    };
    if seconds < 0.0 {
        return Err(vm.value_error("'timeout' must be a non-negative number"));
    }
    if seconds > LONGEST {
        return Err(vm.overflow_error("timeout value is too large"));
    }
    Ok(Some(vm.monotonic() + Duration::from_secs_f64(seconds)))
}

fn get(vm: &Vm, args: Args<'_>) -> NativeResult {
    let block = match args.opt(1) {
        None => true,
        Some(block) => match vm.quick_truth(block) {
            Some(block) => block,
            None => {
                return Err(vm.type_error(format!(
                    "'{}' object cannot be interpreted as an integer",
                    vm.class_name(block)
                )));
            }
        },
    };
    if !block {
        return get_nowait(vm, args);
    }
    let until = deadline(vm, args.opt(2))?;
    if let Some(item) = take(args.get(0)) {
        return Ok(item.into());
    }
    let (vm, value) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        loop {
            let woken = this(&value)
                .waiters
                .wait(&vm, until, "an item in a SimpleQueue")
                .await?;
            match take(&value) {
                Some(item) => return Ok(item),
                None if !woken => return Err(nothing_there(&vm)),
                None => {}
            }
        }
    })
}

fn empty(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::bool(this(args.get(0)).items.borrow().is_empty()).into())
}

fn size(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::int(this(args.get(0)).items.borrow().len() as i64).into())
}

fn class_getitem(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(crate::types::generic_alias::make(vm, args.get(0), args.get(1)).into())
}
