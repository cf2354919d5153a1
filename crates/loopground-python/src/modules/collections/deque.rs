//! `deque`: its payload, construction, ends and single items.
//!
//! Not here: comparison, searching, arithmetic and iterators (`deque_more`).

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

use super::deque_more as more;
use crate::object::{Kind, Ref, Trace, Value};
use crate::types::arguments::size;
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::list_methods::class_get_item;
use crate::types::native::{Args, NativeDef};
use crate::types::sequence::absolute;
use crate::types::type_object::{PyType, TypeFlags};
use crate::vm::{NativeResult, PyResult, Vm};

#[derive(Default)]
pub struct PyDeque {
    pub items: RefCell<VecDeque<Value>>,
    pub limit: Cell<Option<usize>>,
    /// Counts changes of what is where: iterators notice.
    pub changes: Cell<u64>,
}

impl Trace for PyDeque {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        self.items.borrow().iter().for_each(visit);
    }

    fn clear(&self) {
        self.touch();
        let taken = std::mem::take(&mut *self.items.borrow_mut());
        drop(taken);
    }
}

impl PyDeque {
    pub fn touch(&self) {
        self.changes.set(self.changes.get() + 1);
    }

    #[allow(
        clippy::len_without_is_empty,
        reason = "a payload, not a collection of ours"
    )]
    pub fn len(&self) -> usize {
        self.items.borrow().len()
    }

    pub fn snapshot(&self) -> Vec<Value> {
        self.items.borrow().iter().cloned().collect()
    }

    /// Puts a value at an end; what falls off the other is dropped.
    pub fn push(&self, vm: &Vm, value: Value, left: bool) -> PyResult<()> {
        vm.check_growth(self.len(), size_of::<Value>())?;
        self.touch();
        let mut items = self.items.borrow_mut();
        if left {
            items.push_front(value);
        } else {
            items.push_back(value);
        }
        let gone = match self.limit.get() {
            Some(limit) if items.len() > limit => {
                if left {
                    items.pop_back()
                } else {
                    items.pop_front()
                }
            }
            _ => None,
        };
        drop(items);
        drop(gone);
        Ok(())
    }
}

#[derive(Default)]
pub struct Classes(pub std::cell::OnceCell<[Ref<PyType>; 3]>);

/// `deque` and its two iterators.
pub fn classes(vm: &Vm) -> [Ref<PyType>; 3] {
    vm.extension::<Classes>()
        .0
        .get_or_init(|| {
            [&TYPE, &more::ITERATOR, &more::REVERSE].map(|def| vm.new_native_type(def, &[]))
        })
        .clone()
}

/// The receiver.
pub fn own<'a>(args: Args<'a>) -> &'a PyDeque {
    args.get(0).get().expect("the receiver is a deque")
}

pub fn payload(value: &Value) -> &PyDeque {
    value.get().expect("it is a deque")
}

pub static TYPE: TypeDef = TypeDef {
    name: "deque",
    module: "collections",
    kind: Kind::Deque,
    flags: TypeFlags::SEQUENCE | TypeFlags::WEAKREF,
    methods: &[
        NativeDef::new("($type, /, *args, **kwargs)", new),
        NativeDef::method(
            "__init__",
            "($self, iterable=<unrepresentable>, maxlen=None)",
            init,
        ),
        NativeDef::method("__repr__", "($self, /)", more::repr),
        NativeDef::method("__len__", "($self, /)", len),
        NativeDef::method("__getitem__", "($self, key, /)", get_item),
        NativeDef::method("__setitem__", "($self, key, value, /)", set_item),
        NativeDef::method("__delitem__", "($self, key, /)", del_item),
        NativeDef::method("__contains__", "($self, key, /)", more::contains),
        NativeDef::method("__iter__", "($self, /)", more::iter),
        NativeDef::method("__reversed__", "($self, /)", more::reversed),
        NativeDef::method("__lt__", "($self, value, /)", more::lt),
        NativeDef::method("__le__", "($self, value, /)", more::le),
        NativeDef::method("__eq__", "($self, value, /)", more::eq),
        NativeDef::method("__ne__", "($self, value, /)", more::ne),
        NativeDef::method("__gt__", "($self, value, /)", more::gt),
        NativeDef::method("__ge__", "($self, value, /)", more::ge),
        NativeDef::method("__add__", "($self, value, /)", more::add),
        NativeDef::method("__iadd__", "($self, value, /)", more::in_place_add),
        NativeDef::method("__mul__", "($self, value, /)", more::mul),
        NativeDef::method("__rmul__", "($self, value, /)", more::mul),
        NativeDef::method("__imul__", "($self, value, /)", more::in_place_mul),
        NativeDef::method("__copy__", "($self, /)", more::copy),
        NativeDef::method("__reduce__", "($self, /)", more::reduce),
        NativeDef::method("append", "($self, item, /)", append),
        NativeDef::method("appendleft", "($self, item, /)", append_left),
        NativeDef::method("clear", "($self, /)", clear),
        NativeDef::method("copy", "($self, /)", more::copy),
        NativeDef::method("count", "($self, value, /)", more::count),
        NativeDef::method("extend", "($self, iterable, /)", extend),
        NativeDef::method("extendleft", "($self, iterable, /)", extend_left),
        NativeDef::method(
            "index",
            "($self, value, start=0, stop=sys.maxsize, /)",
            more::index,
        ),
        NativeDef::method("insert", "($self, index, value, /)", insert),
        NativeDef::method("pop", "($self, /)", pop),
        NativeDef::method("popleft", "($self, /)", pop_left),
        NativeDef::method("remove", "($self, value, /)", more::remove),
        NativeDef::method("reverse", "($self, /)", reverse),
        NativeDef::method("rotate", "($self, n=1, /)", rotate),
        NativeDef::class_method("__class_getitem__", "($type, object, /)", class_get_item),
    ],
    attributes: &[GetSetDef::read_only("maxlen", limit)],
    doc: "A list-like sequence optimized for data accesses near its endpoints.",
};

fn limit(_vm: &Vm, this: &Value) -> PyResult {
    Ok(payload(this)
        .limit
        .get()
        .map_or_else(Value::none, |limit| Value::int(limit as i64)))
}

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = crate::types::sequence::new_class(vm, args.get(0), &classes(vm)[0])?;
    Ok(Ref::new(PyDeque::default(), &class).into_value().into())
}

/// A deque of these items, the last of which fit the limit.
pub fn make(vm: &Vm, items: impl IntoIterator<Item = Value>, limit: Option<usize>) -> Value {
    let mut items: VecDeque<Value> = items.into_iter().collect();
    if let Some(limit) = limit
        && items.len() > limit
    {
        items.drain(..items.len() - limit);
    }
    let deque = PyDeque {
        items: RefCell::new(items),
        limit: Cell::new(limit),
        changes: Cell::new(0),
    };
    Ref::new(deque, &classes(vm)[0]).into_value()
}

fn init(vm: &Vm, args: Args<'_>) -> NativeResult {
    let deque = own(args);
    let limit = match args.opt(2).filter(|limit| !limit.is_none()) {
        None => None,
        Some(limit) => {
            if crate::types::number::int_of(limit).is_none() {
                return Err(vm.type_error("an integer is required"));
            }
            let limit = size(vm, limit)?;
            if limit < 0 {
                return Err(vm.value_error("maxlen must be non-negative"));
            }
            Some(limit as usize)
        }
    };
    deque.limit.set(limit);
    Trace::clear(deque);
    match args.opt(1) {
        Some(iterable) => fill(vm, args.get(0), iterable, false),
        None => Ok(Value::none().into()),
    }
}

/// Appends everything of an iterable.
pub fn fill(vm: &Vm, this: &Value, iterable: &Value, left: bool) -> NativeResult {
    let items = match iterable.get::<PyDeque>() {
        Some(other) if this.is(iterable) => Some(other.snapshot()),
        _ => vm.quick_items(iterable),
    };
    if let Some(items) = items {
        for item in items {
            payload(this).push(vm, item, left)?;
        }
        return Ok(Value::none().into());
    }
    let (vm, this, iterable) = (vm.clone(), this.clone(), iterable.clone());
    Vm::future(async move {
        let iterator = vm.iter(&iterable).await?;
        while let Some(item) = vm.next(&iterator).await? {
            payload(&this).push(&vm, item, left)?;
        }
        Ok(Value::none())
    })
}

fn extend(vm: &Vm, args: Args<'_>) -> NativeResult {
    fill(vm, args.get(0), args.get(1), false)
}

fn extend_left(vm: &Vm, args: Args<'_>) -> NativeResult {
    fill(vm, args.get(0), args.get(1), true)
}

fn len(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::int(own(args).len() as i64).into())
}

fn append(vm: &Vm, args: Args<'_>) -> NativeResult {
    own(args).push(vm, args.get(1).clone(), false)?;
    Ok(Value::none().into())
}

fn append_left(vm: &Vm, args: Args<'_>) -> NativeResult {
    own(args).push(vm, args.get(1).clone(), true)?;
    Ok(Value::none().into())
}

fn pop(vm: &Vm, args: Args<'_>) -> NativeResult {
    let popped = own(args).items.borrow_mut().pop_back();
    own(args).touch();
    popped
        .map(Into::into)
        .ok_or_else(|| vm.index_error("pop from an empty deque"))
}

fn pop_left(vm: &Vm, args: Args<'_>) -> NativeResult {
    let popped = own(args).items.borrow_mut().pop_front();
    own(args).touch();
    popped
        .map(Into::into)
        .ok_or_else(|| vm.index_error("pop from an empty deque"))
}

fn clear(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Trace::clear(own(args));
    Ok(Value::none().into())
}

fn reverse(_vm: &Vm, args: Args<'_>) -> NativeResult {
    own(args).items.borrow_mut().make_contiguous().reverse();
    Ok(Value::none().into())
}

/// Runs `act` with an integer argument, asking `__index__` where there is one.
fn with_index(
    vm: &Vm,
    args: Args<'_>,
    place: usize,
    act: impl FnOnce(&Vm, &Value, i64) -> PyResult + 'static,
) -> NativeResult {
    let (this, number) = (args.get(0), args.get(place));
    if let Some(number) = number.as_small_int() {
        return act(vm, this, number).map(Into::into);
    }
    let (vm, this, number) = (vm.clone(), this.clone(), number.clone());
    Vm::future(async move {
        let number = vm.index_size(&number).await?;
        act(&vm, &this, number)
    })
}

fn rotate(vm: &Vm, args: Args<'_>) -> NativeResult {
    fn by(_vm: &Vm, this: &Value, count: i64) -> PyResult {
        let deque = payload(this);
        deque.touch();
        let mut items = deque.items.borrow_mut();
        if !items.is_empty() {
            let count = count.rem_euclid(items.len() as i64) as usize;
            items.rotate_right(count);
        }
        Ok(Value::none())
    }
    match args.opt(1) {
        None => by(vm, args.get(0), 1).map(Into::into),
        Some(_) => with_index(vm, args, 1, by),
    }
}

fn insert(vm: &Vm, args: Args<'_>) -> NativeResult {
    let value = args.get(2).clone();
    with_index(vm, args, 1, move |vm, this, index| {
        let deque = payload(this);
        let length = deque.len();
        if deque.limit.get().is_some_and(|limit| length >= limit) {
            return Err(vm.index_error("deque already at its maximum size"));
        }
        vm.check_growth(length, size_of::<Value>())?;
        let length = length as i64;
        let place = if index < 0 {
            (index + length).max(0)
        } else {
            index.min(length)
        };
        deque.touch();
        deque.items.borrow_mut().insert(place as usize, value);
        Ok(Value::none())
    })
}

fn at_index(
    vm: &Vm,
    args: Args<'_>,
    act: impl FnOnce(&PyDeque, usize) -> Value + 'static,
) -> NativeResult {
    let key = args.get(1);
    if key.as_small_int().is_none() && vm.class_of(key).lookup(&vm.names.__index__).is_none() {
        return Err(vm.type_error(format!(
            "sequence index must be integer, not '{}'",
            vm.class_name(key)
        )));
    }
    let (vm2, key2) = (vm.clone(), key.clone());
    let found = move |vm: &Vm, this: &Value, index: i64| match absolute(index, payload(this).len())
    {
        Some(place) => Ok(act(payload(this), place)),
        None => Err(vm.index_error("deque index out of range")),
    };
    if let Some(index) = key.as_small_int() {
        return found(vm, args.get(0), index).map(Into::into);
    }
    let this = args.get(0).clone();
    Vm::future(async move {
        let index = vm2.index_i64(&key2).await?;
        found(&vm2, &this, index)
    })
}

fn get_item(vm: &Vm, args: Args<'_>) -> NativeResult {
    at_index(vm, args, |deque, place| deque.items.borrow()[place].clone())
}

fn set_item(vm: &Vm, args: Args<'_>) -> NativeResult {
    let value = args.get(2).clone();
    at_index(vm, args, |deque, place| {
        let old = std::mem::replace(&mut deque.items.borrow_mut()[place], value);
        drop(old);
        Value::none()
    })
}

fn del_item(vm: &Vm, args: Args<'_>) -> NativeResult {
    at_index(vm, args, |deque, place| {
        deque.touch();
        let old = deque.items.borrow_mut().remove(place);
        drop(old);
        Value::none()
    })
}
