//! `enumerate`, `zip`, `map`, `filter`, `reversed`.
//!
//! A step over builtin iterators needs no Python code and is done at once; where one does, the step is
//! [`Step::Slow`] and `__next__` runs it as a future.

use crate::object::{Kind, Ref, Value};
use crate::types::counter::BigOrSmall;
use crate::types::def::TypeDef;
use crate::types::iterator::{NativeIterator, Pair, PyIterator, Step};
use crate::types::iterators::{SELF_ITER, iterator};
use crate::types::native::{Args, NativeDef};
use crate::types::sequence;
use crate::types::type_object::{PyType, TypeFlags};
use crate::vm::{Flow, NativeResult, PyResult, Vm};

pub static ENUMERATE: TypeDef = TypeDef {
    name: "enumerate",
    kind: Kind::Iterator,
    methods: &[
        NativeDef::new("($type, iterable, start=0)", new_enumerate),
        SELF_ITER,
        NativeDef::method("__next__", "($self, /)", next_enumerate),
        NativeDef::method("__reduce__", "($self, /)", reduce_enumerate),
        NativeDef::class_method(
            "__class_getitem__",
            "($type, object, /)",
            super::list_methods::class_get_item,
        ),
    ],
    doc: "Return an enumerate object.",
    ..TypeDef::EMPTY
};

struct Enumerate {
    inner: Value,
    count: BigOrSmall,
}

macro_rules! boilerplate {
    ($($field:ident),*) => {
        fn trace(&self, visit: &mut dyn FnMut(&Value)) {
            $(self.$field.visit(&mut *visit);)*
        }

        fn as_any(&mut self) -> &mut dyn std::any::Any {
            self
        }
    };
}

/// What the states hold, for the collector.
trait Visit {
    fn visit(&self, visit: &mut dyn FnMut(&Value));
}

impl Visit for Value {
    fn visit(&self, visit: &mut dyn FnMut(&Value)) {
        visit(self);
    }
}

impl<T: Visit> Visit for Vec<T> {
    fn visit(&self, visit: &mut dyn FnMut(&Value)) {
        self.iter().for_each(|each| each.visit(&mut *visit));
    }
}

impl<T: Visit> Visit for Option<T> {
    fn visit(&self, visit: &mut dyn FnMut(&Value)) {
        self.iter().for_each(|each| each.visit(&mut *visit));
    }
}

impl NativeIterator for Enumerate {
    fn step(&mut self, vm: &Vm) -> PyResult<Step> {
        Ok(match vm.next_quick(&self.inner)? {
            Step::Item(item) => {
                let number = self.count.take(vm);
                Step::Item(vm.new_pair(number, item))
            }
            other => other,
        })
    }

    fn step_pair(&mut self, vm: &Vm) -> PyResult<Pair> {
        Ok(match vm.next_quick(&self.inner)? {
            Step::Item(item) => Pair::Items(self.count.take(vm), item),
            Step::Done => Pair::Done,
            Step::Slow => Pair::No,
        })
    }

    boilerplate!(inner);
}

/// Copies something out of the receiver's state, which must not stay borrowed while Python code runs.
fn with<T: 'static, R>(this: &Value, look: impl FnOnce(&mut T) -> R) -> R {
    this.get::<PyIterator>()
        .and_then(|iterator| iterator.with(look))
        .expect("the receiver's state is that of its class")
}

/// A step without Python code, or the future that takes it.
fn step_or(
    vm: &Vm,
    args: Args<'_>,
    slow: impl AsyncFnOnce(&Vm, &Value) -> PyResult<Option<Value>> + 'static,
) -> NativeResult {
    match iterator(args).step(vm)? {
        Step::Item(value) => Ok(value.into()),
        Step::Done => Err(vm.stop_iteration(Value::none())),
        Step::Slow => {
            let (vm, this) = (vm.clone(), args.get(0).clone());
            Vm::future(async move {
                slow(&vm, &this)
                    .await?
                    .ok_or_else(|| vm.stop_iteration(Value::none()))
            })
        }
    }
}

fn new_enumerate(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = sequence::new_class(vm, args.get(0), &vm.types.enumerate)?;
    let start = args.opt(2).cloned().unwrap_or(Value::int(0));
    let (vm, iterable) = (vm.clone(), args.get(1).clone());
    Vm::future(async move {
        let count = match start.as_small_int() {
            Some(start) => BigOrSmall::Small(start),
            None => BigOrSmall::Big(vm.index(&start).await?),
        };
        let inner = vm.iter(&iterable).await?;
        Ok(vm.new_iterator(Enumerate { inner, count }, &class))
    })
}

fn next_enumerate(vm: &Vm, args: Args<'_>) -> NativeResult {
    step_or(vm, args, async |vm, this| {
        let inner = with(this, |state: &mut Enumerate| state.inner.clone());
        let Some(item) = vm.next(&inner).await? else {
            return Ok(None);
        };
        let number = with(this, |state: &mut Enumerate| state.count.take(vm));
        Ok(Some(vm.new_pair(number, item)))
    })
}

fn reduce_enumerate(vm: &Vm, args: Args<'_>) -> NativeResult {
    let this = args.get(0);
    let parts = with(this, |state: &mut Enumerate| {
        vec![state.inner.clone(), state.count.value(vm)]
    });
    let parts = vec![vm.class_of(this).to_value(), vm.new_tuple(parts)];
    Ok(vm.new_tuple(parts).into())
}

pub static ZIP: TypeDef = TypeDef {
    name: "zip",
    kind: Kind::Iterator,
    methods: &[
        NativeDef::new("($type, /, *iterables, strict=False)", new_zip),
        SELF_ITER,
        NativeDef::method("__next__", "($self, /)", next_zip),
        NativeDef::method("__reduce__", "($self, /)", reduce_zip),
        NativeDef::method("__setstate__", "($self, object, /)", set_zip_state),
    ],
    doc: "Yield tuples of one item of each iterable until the shortest ends.",
    ..TypeDef::EMPTY
};

struct Zip {
    inner: Vec<Value>,
    strict: bool,
    /// All lists, tuples or ranges: their steps never need Python code, so a round cannot stop half-way.
    plain: bool,
    done: bool,
}

impl NativeIterator for Zip {
    fn step(&mut self, vm: &Vm) -> PyResult<Step> {
        if self.done || self.inner.is_empty() {
            return Ok(Step::Done);
        }
        if !self.plain || self.strict {
            return Ok(Step::Slow);
        }
        let mut items = Vec::with_capacity(self.inner.len());
        for iterator in &self.inner {
            match vm.next_quick(iterator)? {
                Step::Item(item) => items.push(item),
                _ => return Ok(Step::Done),
            }
        }
        Ok(Step::Item(vm.new_tuple(items)))
    }

    fn step_pair(&mut self, vm: &Vm) -> PyResult<Pair> {
        let (true, [first, second]) = (self.plain && !self.strict && !self.done, &self.inner[..])
        else {
            return Ok(Pair::No);
        };
        if let Step::Item(first) = vm.next_quick(first)?
            && let Step::Item(second) = vm.next_quick(second)?
        {
            return Ok(Pair::Items(first, second));
        }
        Ok(Pair::Done)
    }

    boilerplate!(inner);
}

/// Whether an iterator is of a class that never needs Python code.
fn is_plain_iterator(vm: &Vm, iterator: &Value) -> bool {
    let Some(object) = iterator.as_object() else {
        return false;
    };
    let (class, types) = (object.class(), &vm.types);
    [
        &types.list_iterator,
        &types.tuple_iterator,
        &types.range_iterator,
        &types.str_iterator,
        &types.str_ascii_iterator,
        &types.dict_keyiterator,
        &types.dict_valueiterator,
        &types.dict_itemiterator,
        &types.set_iterator,
        &types.list_reverseiterator,
    ]
    .iter()
    .any(|plain| class.ptr_eq(plain))
}

/// Iterators of all arguments of `zip` or `map`.
async fn iterators(vm: &Vm, iterables: &[Value]) -> PyResult<Vec<Value>> {
    let mut all = Vec::with_capacity(iterables.len());
    for iterable in iterables {
        all.push(vm.iter(iterable).await?);
    }
    Ok(all)
}

async fn is_strict(vm: &Vm, strict: Option<&Value>) -> PyResult<bool> {
    match strict {
        Some(strict) => vm.truth(strict).await,
        None => Ok(false),
    }
}

fn new_zip(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = sequence::new_class(vm, args.get(0), &vm.types.zip)?;
    let (iterables, strict) = (args.rest(1).to_vec(), args.opt(2).cloned());
    let vm = vm.clone();
    Vm::future(async move {
        let strict = is_strict(&vm, strict.as_ref()).await?;
        let inner = iterators(&vm, &iterables).await?;
        let plain = inner
            .iter()
            .all(|iterator| is_plain_iterator(&vm, iterator));
        let state = Zip {
            inner,
            strict,
            plain,
            done: false,
        };
        Ok(vm.new_iterator(state, &class))
    })
}

/// One item of each; `None` when one is exhausted, an error when they must be equally long and are not.
async fn round(vm: &Vm, name: &str, inner: &[Value], strict: bool) -> PyResult<Option<Vec<Value>>> {
    let mut items = Vec::with_capacity(inner.len());
    for (place, iterator) in inner.iter().enumerate() {
        if let Some(item) = vm.next(iterator).await? {
            items.push(item);
            continue;
        }
        if !strict {
            return Ok(None);
        }
        let range = |count: usize| {
            if count == 1 {
                " ".to_owned()
            } else {
                format!("s 1-{count}")
            }
        };
        let named = |count: usize| {
            if count == 1 {
                " 1".to_owned()
            } else {
                range(count)
            }
        };
        if place > 0 {
            return Err(vm.value_error(format!(
                "{name}() argument {} is shorter than argument{}",
                place + 1,
                named(place)
            )));
        }
        for (later, iterator) in inner.iter().enumerate().skip(1) {
            if vm.next(iterator).await?.is_some() {
                return Err(vm.value_error(format!(
                    "{name}() argument {} is longer than argument{}",
                    later + 1,
                    named(later)
                )));
            }
        }
        return Ok(None);
    }
    Ok(Some(items))
}

fn next_zip(vm: &Vm, args: Args<'_>) -> NativeResult {
    step_or(vm, args, async |vm, this| {
        let (inner, strict) = with(this, |state: &mut Zip| (state.inner.clone(), state.strict));
        match round(vm, "zip", &inner, strict).await {
            Ok(items) => Ok(items.map(|items| vm.new_tuple(items))),
            Err(raised) => Err(raised),
        }
    })
}

/// `(class, arguments)`, with `True` as state when strict.
fn reduce_with(vm: &Vm, this: &Value, arguments: Vec<Value>, strict: bool) -> NativeResult {
    let mut parts = vec![vm.class_of(this).to_value(), vm.new_tuple(arguments)];
    if strict {
        parts.push(Value::bool(true));
    }
    Ok(vm.new_tuple(parts).into())
}

fn reduce_zip(vm: &Vm, args: Args<'_>) -> NativeResult {
    let this = args.get(0);
    let (inner, strict) = with(this, |state: &mut Zip| (state.inner.clone(), state.strict));
    reduce_with(vm, this, inner, strict)
}

fn set_zip_state(vm: &Vm, args: Args<'_>) -> NativeResult {
    let strict = vm.quick_truth(args.get(1)).unwrap_or(true);
    with(args.get(0), |state: &mut Zip| state.strict = strict);
    Ok(Value::none().into())
}

pub static MAP: TypeDef = TypeDef {
    name: "map",
    kind: Kind::Iterator,
    methods: &[
        NativeDef::new("($type, /, *args, strict=False)", new_map),
        SELF_ITER,
        NativeDef::method("__next__", "($self, /)", next_map),
        NativeDef::method("__reduce__", "($self, /)", reduce_map),
        NativeDef::method("__setstate__", "($self, object, /)", set_map_state),
    ],
    doc: "Yield what the function gives for the items of each iterable, until the shortest ends.",
    ..TypeDef::EMPTY
};

struct Map {
    function: Value,
    inner: Vec<Value>,
    strict: bool,
    /// The call for an item that a step took and could not finish; `__next__` does.
    pending: Option<Flow>,
}

impl NativeIterator for Map {
    fn step(&mut self, vm: &Vm) -> PyResult<Step> {
        let [inner] = self.inner.as_slice() else {
            return Ok(Step::Slow);
        };
        if self.pending.is_some() {
            return Ok(Step::Slow);
        }
        let item = match vm.next_quick(inner)? {
            Step::Item(item) => item,
            other => return Ok(other),
        };
        match vm.call_flow(&self.function, [item].into())? {
            Flow::Value(value) => Ok(Step::Item(value)),
            flow => {
                self.pending = Some(flow);
                Ok(Step::Slow)
            }
        }
    }

    boilerplate!(function, inner);
}

fn new_map(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = sequence::new_class(vm, args.get(0), &vm.types.map)?;
    let [function, iterables @ ..] = args.rest(1) else {
        return Err(vm.type_error("map() must have at least two arguments."));
    };
    if iterables.is_empty() {
        return Err(vm.type_error("map() must have at least two arguments."));
    }
    let (function, iterables) = (function.clone(), iterables.to_vec());
    let (vm, strict) = (vm.clone(), args.opt(2).cloned());
    Vm::future(async move {
        let strict = is_strict(&vm, strict.as_ref()).await?;
        let inner = iterators(&vm, &iterables).await?;
        let state = Map {
            function,
            inner,
            strict,
            pending: None,
        };
        Ok(vm.new_iterator(state, &class))
    })
}

fn next_map(vm: &Vm, args: Args<'_>) -> NativeResult {
    let pending = |this: &Value| with(this, |state: &mut Map| state.pending.take());
    if let Some(flow) = pending(args.get(0)) {
        return Ok(flow);
    }
    match iterator(args).step(vm)? {
        Step::Item(value) => return Ok(value.into()),
        Step::Done => return Err(vm.stop_iteration(Value::none())),
        Step::Slow => {}
    }
    if let Some(flow) = pending(args.get(0)) {
        return Ok(flow);
    }
    let (vm, this) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let (function, inner, strict) = with(&this, |state: &mut Map| {
            (state.function.clone(), state.inner.clone(), state.strict)
        });
        let items = match inner.as_slice() {
            [one] => vm.next(one).await?.map(|item| vec![item]),
            _ => round(&vm, "map", &inner, strict).await?,
        };
        match items {
            Some(items) => vm.call(&function, items).await,
            None => Err(vm.stop_iteration(Value::none())),
        }
    })
}

fn reduce_map(vm: &Vm, args: Args<'_>) -> NativeResult {
    let this = args.get(0);
    let (parts, strict) = with(this, |state: &mut Map| {
        let function = std::iter::once(state.function.clone());
        let parts: Vec<_> = function.chain(state.inner.iter().cloned()).collect();
        (parts, state.strict)
    });
    reduce_with(vm, this, parts, strict)
}

fn set_map_state(vm: &Vm, args: Args<'_>) -> NativeResult {
    let strict = vm.quick_truth(args.get(1)).unwrap_or(true);
    with(args.get(0), |state: &mut Map| state.strict = strict);
    Ok(Value::none().into())
}

pub static FILTER: TypeDef = TypeDef {
    name: "filter",
    kind: Kind::Iterator,
    methods: &[
        NativeDef::new("($type, function, iterable, /)", new_filter),
        SELF_ITER,
        NativeDef::method("__next__", "($self, /)", next_filter),
        NativeDef::method("__reduce__", "($self, /)", reduce_filter),
    ],
    doc: "Yield the items of an iterable for which a function is true.",
    ..TypeDef::EMPTY
};

struct Filter {
    function: Value,
    inner: Value,
}

impl NativeIterator for Filter {
    fn step(&mut self, _vm: &Vm) -> PyResult<Step> {
        Ok(Step::Slow)
    }

    boilerplate!(function, inner);
}

fn new_filter(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = sequence::new_class(vm, args.get(0), &vm.types.filter)?;
    let (vm, function, iterable) = (vm.clone(), args.get(1).clone(), args.get(2).clone());
    Vm::future(async move {
        let inner = vm.iter(&iterable).await?;
        Ok(vm.new_iterator(Filter { function, inner }, &class))
    })
}

fn next_filter(vm: &Vm, args: Args<'_>) -> NativeResult {
    step_or(vm, args, async |vm, this| {
        let (function, inner) = with(this, |state: &mut Filter| {
            (state.function.clone(), state.inner.clone())
        });
        let by_truth = function.is_none() || function.is(&vm.types.bool.to_value());
        while let Some(item) = vm.next(&inner).await? {
            let keep = if by_truth {
                vm.truth(&item).await?
            } else {
                let answer = vm.call(&function, [item.clone()]).await?;
                vm.truth(&answer).await?
            };
            if keep {
                return Ok(Some(item));
            }
        }
        Ok(None)
    })
}

fn reduce_filter(vm: &Vm, args: Args<'_>) -> NativeResult {
    let this = args.get(0);
    let parts = with(this, |state: &mut Filter| {
        vec![state.function.clone(), state.inner.clone()]
    });
    reduce_with(vm, this, parts, false)
}

pub static REVERSED: TypeDef = TypeDef {
    name: "reversed",
    kind: Kind::Iterator,
    methods: &[
        NativeDef::new("($type, object, /)", new_reversed),
        SELF_ITER,
        NativeDef::method("__next__", "($self, /)", next_reversed),
        NativeDef::method("__length_hint__", "($self, /)", hint_reversed),
        NativeDef::method("__reduce__", "($self, /)", reduce_reversed),
        NativeDef::method("__setstate__", "($self, object, /)", set_reversed_state),
    ],
    doc: "Return a reverse iterator over the values of the given sequence.",
    ..TypeDef::EMPTY
};

struct Reversed {
    /// `None` once exhausted.
    sequence: Option<Value>,
    /// The next index; -1 at the end.
    index: i64,
}

impl NativeIterator for Reversed {
    fn step(&mut self, vm: &Vm) -> PyResult<Step> {
        let Some(sequence) = &self.sequence else {
            return Ok(Step::Done);
        };
        if self.index < 0 {
            self.sequence = None;
            return Ok(Step::Done);
        }
        Ok(
            match vm.quick_subscript(sequence, &Value::int(self.index)) {
                Some(value) => {
                    self.index -= 1;
                    Step::Item(value)
                }
                None => Step::Slow,
            },
        )
    }

    boilerplate!(sequence);
}

fn new_reversed(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = sequence::new_class(vm, args.get(0), &vm.types.reversed)?;
    let (vm, sequence) = (vm.clone(), args.get(1).clone());
    let own = vm.class_of(&sequence).clone();
    if let Some(method) = own.lookup(&vm.names.__reversed__)
        && class.ptr_eq(&vm.types.reversed)
    {
        if method.is_none() {
            return Err(not_reversible(&vm, &own));
        }
        return Ok(vm.call_special(&sequence, method, vec![]));
    }
    let is_dict_like = own.has_flag(TypeFlags::MAPPING);
    if is_dict_like || own.lookup(&vm.names.__getitem__).is_none() {
        return Err(not_reversible(&vm, &own));
    }
    if own.lookup(&vm.names.__len__).is_none() {
        return Err(vm.type_error(format!("object of type '{}' has no len()", own.name())));
    }
    Vm::future(async move {
        let length = vm.length(&sequence).await? as i64;
        let state = Reversed {
            sequence: Some(sequence),
            index: length - 1,
        };
        Ok(vm.new_iterator(state, &class))
    })
}

fn not_reversible(vm: &Vm, class: &Ref<PyType>) -> crate::vm::Raised {
    vm.type_error(format!("'{}' object is not reversible", class.name()))
}

fn next_reversed(vm: &Vm, args: Args<'_>) -> NativeResult {
    step_or(vm, args, async |vm, this| {
        let (sequence, index) = with(this, |state: &mut Reversed| {
            (state.sequence.clone(), state.index)
        });
        let Some(sequence) = sequence else {
            return Ok(None);
        };
        match vm.get_item(&sequence, &Value::int(index)).await {
            Ok(value) => {
                with(this, |state: &mut Reversed| state.index = index - 1);
                Ok(Some(value))
            }
            Err(raised) => {
                with(this, |state: &mut Reversed| state.index = -1);
                let exceptions = &vm.types.exceptions;
                if vm.matches(&raised, &exceptions.index_error)
                    || vm.matches(&raised, &exceptions.stop_iteration)
                {
                    return Ok(None);
                }
                Err(raised)
            }
        }
    })
}

fn hint_reversed(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (sequence, index) = with(args.get(0), |state: &mut Reversed| {
        (state.sequence.clone(), state.index)
    });
    let vm = vm.clone();
    Vm::future(async move {
        let Some(sequence) = sequence.filter(|_| index >= 0) else {
            return Ok(Value::int(0));
        };
        let length = vm.length(&sequence).await? as i64;
        Ok(Value::int(if length < index + 1 { 0 } else { index + 1 }))
    })
}

fn reduce_reversed(vm: &Vm, args: Args<'_>) -> NativeResult {
    let this = args.get(0);
    let (sequence, index) = with(this, |state: &mut Reversed| {
        (state.sequence.clone(), state.index)
    });
    let class = vm.class_of(this).to_value();
    let parts = match sequence {
        Some(sequence) => vec![class, vm.new_tuple(vec![sequence]), Value::int(index)],
        None => vec![class, vm.new_tuple(vec![vm.new_tuple(vec![])])],
    };
    Ok(vm.new_tuple(parts).into())
}

fn set_reversed_state(vm: &Vm, args: Args<'_>) -> NativeResult {
    let Some(index) = args.get(1).as_small_int() else {
        return Err(vm.type_error("an integer is required"));
    };
    let (vm, this) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let sequence = with(&this, |state: &mut Reversed| state.sequence.clone());
        if let Some(sequence) = sequence {
            let length = vm.length(&sequence).await? as i64;
            let index = index.clamp(-1, length - 1);
            with(&this, |state: &mut Reversed| state.index = index);
        }
        Ok(Value::none())
    })
}
