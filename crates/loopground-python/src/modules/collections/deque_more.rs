//! `deque`: comparison, searching, arithmetic, copies and iterators.

use super::deque::{PyDeque, classes, fill, make, own, payload};
use crate::object::{Kind, Value};
use crate::types::arguments::{bounds, size};
use crate::types::def::TypeDef;
use crate::types::iterator::{NativeIterator, PyIterator, Step};
use crate::types::iterators::{LENGTH_HINT, NEXT, SELF_ITER};
use crate::types::native::{Args, NativeDef};
use crate::types::repr_guard::ReprGuard;
use crate::types::sequence;
use crate::vm::operators::Comparison;
use crate::vm::{Flow, NativeResult, PyResult, Vm};

pub fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, this) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let Some(_guard) = ReprGuard::enter(&vm, &this) else {
            return Ok(vm.new_str("[...]"));
        };
        let mut text = rustpython_wtf8::Wtf8Buf::new();
        text.push_str(&format!("{}([", vm.class_of(&this).name()));
        let items = payload(&this).snapshot();
        for (place, item) in items.iter().enumerate() {
            if place > 0 {
                text.push_str(", ");
            }
            sequence::push_repr(&vm, &mut text, item).await?;
        }
        match payload(&this).limit.get() {
            Some(limit) => text.push_str(&format!("], maxlen={limit})")),
            None => text.push_str("])"),
        }
        Ok(vm.new_wtf8(text))
    })
}

fn compare(vm: &Vm, op: Comparison, args: Args<'_>) -> NativeResult {
    let (a, b) = (own(args), args.get(1).get::<PyDeque>());
    let Some(b) = b else {
        return Ok(vm.types.not_implemented.clone().into());
    };
    if matches!(op, Comparison::Eq | Comparison::Ne) && a.len() != b.len() {
        return Ok(Value::bool(op == Comparison::Ne).into());
    }
    let both = [
        Some(vm.new_tuple(a.snapshot())),
        Some(vm.new_tuple(b.snapshot())),
    ];
    sequence::compare(vm, op, Args(&both))
}

macro_rules! comparisons {
    ($($name:ident $op:ident;)*) => {
        $(pub fn $name(vm: &Vm, args: Args<'_>) -> NativeResult {
            compare(vm, Comparison::$op, args)
        })*
    };
}

comparisons! {
    lt Lt;
    le Le;
    eq Eq;
    ne Ne;
    gt Gt;
    ge Ge;
}

/// The first place of `wanted` in `from..to`; a change meanwhile gives `changed`.
async fn find(
    vm: &Vm,
    this: &Value,
    wanted: &Value,
    from: usize,
    to: usize,
    changed: impl Fn(&Vm) -> crate::vm::Raised,
) -> PyResult<Option<usize>> {
    let deque = payload(this);
    let before = deque.changes.get();
    let mut place = from;
    while place < to.min(deque.len()) {
        let item = deque.items.borrow()[place].clone();
        vm.charge(1).await?;
        let equal = vm.equal(&item, wanted).await?;
        if deque.changes.get() != before {
            return Err(changed(vm));
        }
        if equal {
            return Ok(Some(place));
        }
        place += 1;
    }
    Ok(None)
}

fn mutated(vm: &Vm) -> crate::vm::Raised {
    vm.runtime_error("deque mutated during iteration")
}

/// As far as searching goes without Python code; `None`: some is needed.
fn find_quick(vm: &Vm, deque: &PyDeque, wanted: &Value) -> Option<Option<usize>> {
    for (place, item) in deque.items.borrow().iter().enumerate() {
        if item.is(wanted) || crate::types::quick::quick_equal(vm, item, wanted)? {
            return Some(Some(place));
        }
    }
    Some(None)
}

pub fn contains(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(found) = find_quick(vm, own(args), args.get(1)) {
        return Ok(Value::bool(found.is_some()).into());
    }
    let (vm, this, wanted) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move {
        let found = find(&vm, &this, &wanted, 0, usize::MAX, mutated).await?;
        Ok(Value::bool(found.is_some()))
    })
}

pub fn count(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, this, wanted) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move {
        let (mut total, mut from) = (0, 0);
        while let Some(place) = find(&vm, &this, &wanted, from, usize::MAX, mutated).await? {
            total += 1;
            from = place + 1;
        }
        Ok(Value::int(total))
    })
}

pub fn index(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, this, wanted) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    let limits = [args.opt(2).cloned(), args.opt(3).cloned()];
    Vm::future(async move {
        let mut numbers = [None, None];
        for (number, limit) in numbers.iter_mut().zip(&limits) {
            if let Some(limit) = limit {
                *number = Some(vm.new_int(vm.index(limit).await?));
            }
        }
        let length = payload(&this).len();
        let (start, stop) = bounds(numbers[0].as_ref(), numbers[1].as_ref(), length);
        match find(&vm, &this, &wanted, start, stop, mutated).await? {
            Some(place) => Ok(Value::int(place as i64)),
            None => Err(vm.value_error("deque.index(x): x not in deque")),
        }
    })
}

pub fn remove(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, this, wanted) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move {
        let changed = |vm: &Vm| vm.index_error("deque mutated during remove().");
        match find(&vm, &this, &wanted, 0, usize::MAX, changed).await? {
            Some(place) => {
                payload(&this).touch();
                let gone = payload(&this).items.borrow_mut().remove(place);
                drop(gone);
                Ok(Value::none())
            }
            None => Err(vm.value_error("deque.remove(x): x not in deque")),
        }
    })
}

pub fn add(vm: &Vm, args: Args<'_>) -> NativeResult {
    let Some(other) = args.get(1).get::<PyDeque>() else {
        return Err(vm.type_error(format!(
            "can only concatenate deque (not \"{}\") to deque",
            vm.class_name(args.get(1))
        )));
    };
    let (a, b) = (own(args).snapshot(), other.snapshot());
    vm.check_memory(((a.len() + b.len()) * size_of::<Value>()) as u64)?;
    Ok(make(vm, a.into_iter().chain(b), own(args).limit.get()).into())
}

pub fn in_place_add(vm: &Vm, args: Args<'_>) -> NativeResult {
    let this = args.get(0).clone();
    match fill(vm, &this, args.get(1), false)? {
        Flow::Future(future) => Vm::future(async move { future.await.map(|_| this) }),
        _ => Ok(this.into()),
    }
}

fn repeated(vm: &Vm, this: &Value, times: i64) -> PyResult {
    let deque = payload(this);
    let items = deque.snapshot();
    let mut times = times.max(0) as usize;
    if let Some(limit) = deque.limit.get()
        && !items.is_empty()
    {
        times = times.min(limit.div_ceil(items.len()) + 1);
    }
    let all = sequence::repeated(vm, &items, if items.is_empty() { 0 } else { times })?;
    Ok(make(vm, all, deque.limit.get()))
}

fn times(
    vm: &Vm,
    args: Args<'_>,
    finish: impl FnOnce(&Value, Value) -> Value + 'static,
) -> NativeResult {
    let (this, count) = (args.get(0), args.get(1));
    if let Some(count) = count.as_small_int() {
        return repeated(vm, this, count).map(|new| finish(this, new).into());
    }
    if vm.class_of(count).lookup(&vm.names.__index__).is_none() {
        return Ok(vm.types.not_implemented.clone().into());
    }
    let (vm, this, count) = (vm.clone(), this.clone(), count.clone());
    Vm::future(async move {
        let count = vm.index_size(&count).await?;
        repeated(&vm, &this, count).map(|new| finish(&this, new))
    })
}

pub fn mul(vm: &Vm, args: Args<'_>) -> NativeResult {
    times(vm, args, |_, new| new)
}

pub fn in_place_mul(vm: &Vm, args: Args<'_>) -> NativeResult {
    times(vm, args, |this, new| {
        payload(this).touch();
        payload(this).items.swap(&payload(&new).items);
        this.clone()
    })
}

pub fn copy(vm: &Vm, args: Args<'_>) -> NativeResult {
    let this = args.get(0);
    let limit = own(args).limit.get();
    if vm.is_exactly(this, &classes(vm)[0]) {
        return Ok(make(vm, own(args).snapshot(), limit).into());
    }
    let mut given = vec![this.clone()];
    given.extend(limit.map(|limit| Value::int(limit as i64)));
    Ok(Flow::call(vm.class_of(this).to_value(), given.into()))
}

pub fn reduce(vm: &Vm, args: Args<'_>) -> NativeResult {
    let this = args.get(0);
    let class = vm.class_of(this).to_value();
    let given = match own(args).limit.get() {
        Some(limit) => vec![vm.types.empty_tuple.clone(), Value::int(limit as i64)],
        None => Vec::new(),
    };
    let state = this
        .as_object()
        .and_then(|object| object.dict())
        .map_or_else(Value::none, |dict| dict.into_value());
    let items = over(vm, this, false);
    Ok(vm
        .new_tuple(vec![class, vm.new_tuple(given), state, items])
        .into())
}

macro_rules! iterator_class {
    ($name:ident $text:literal $backward:literal) => {
        pub static $name: TypeDef = TypeDef {
            name: $text,
            module: "_collections",
            kind: Kind::Iterator,
            methods: &[
                NativeDef::new("($type, deque, index=0, /)", |vm, args| {
                    new_iterator(vm, args, $backward)
                }),
                SELF_ITER,
                NEXT,
                LENGTH_HINT,
                NativeDef::method("__reduce__", "($self, /)", reduce_iterator),
            ],
            ..TypeDef::EMPTY
        };
    };
}

iterator_class!(ITERATOR "_deque_iterator" false);
iterator_class!(REVERSE "_deque_reverse_iterator" true);

/// An iterator as pickles make it: over a deque, some items of which were given before.
fn new_iterator(vm: &Vm, args: Args<'_>, backward: bool) -> NativeResult {
    let deque = args.get(1);
    if deque.get::<PyDeque>().is_none() {
        return Err(vm.type_error(format!(
            "argument 1 must be collections.deque, not {}",
            vm.class_name(deque)
        )));
    }
    let given = args.opt(2).map_or(Ok(0), |given| size(vm, given))?;
    let iterator = over(vm, deque, backward);
    if let Some(own) = iterator.get::<PyIterator>() {
        own.with(|own: &mut DequeIterator| {
            own.left = own.left.saturating_sub(given.max(0) as usize);
        });
    }
    Ok(iterator.into())
}

fn reduce_iterator(vm: &Vm, args: Args<'_>) -> NativeResult {
    let this = args.get(0);
    let state = this
        .get::<PyIterator>()
        .and_then(|own| own.with(|own: &mut DequeIterator| (own.deque.clone(), own.left)));
    let (deque, left) = state.expect("the receiver was checked");
    let given = payload(&deque).len().saturating_sub(left);
    let given = vm.new_tuple(vec![deque, Value::int(given as i64)]);
    Ok(vm
        .new_tuple(vec![vm.class_of(this).to_value(), given])
        .into())
}

struct DequeIterator {
    deque: Value,
    changes: u64,
    /// How many are left.
    left: usize,
    backward: bool,
}

impl NativeIterator for DequeIterator {
    fn step(&mut self, vm: &Vm) -> PyResult<Step> {
        let deque = payload(&self.deque);
        // An exhausted iterator notices a change only in the direction of the deque.
        if self.backward && self.left == 0 {
            return Ok(Step::Done);
        }
        if deque.changes.get() != self.changes {
            self.left = 0;
            return Err(mutated(vm));
        }
        if self.left == 0 {
            return Ok(Step::Done);
        }
        let place = if self.backward {
            self.left - 1
        } else {
            deque.len() - self.left
        };
        self.left -= 1;
        Ok(deque
            .items
            .borrow()
            .get(place)
            .cloned()
            .map_or(Step::Done, Step::Item))
    }

    fn length_hint(&self) -> Option<usize> {
        Some(self.left)
    }

    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.deque);
    }

    fn as_any(&mut self) -> &mut dyn std::any::Any {
        self
    }
}

fn over(vm: &Vm, this: &Value, backward: bool) -> Value {
    let deque = payload(this);
    let state = DequeIterator {
        deque: this.clone(),
        changes: deque.changes.get(),
        left: deque.len(),
        backward,
    };
    vm.new_iterator(state, &classes(vm)[if backward { 2 } else { 1 }])
}

pub fn iter(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(over(vm, args.get(0), false).into())
}

pub fn reversed(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(over(vm, args.get(0), true).into())
}
