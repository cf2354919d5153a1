//! The iterators that filter, cut or join others: `chain`, `islice`, `takewhile`, `dropwhile`, `filterfalse`,
//! `starmap`, `compress`, `pairwise`, `batched`, `zip_longest`, `accumulate`.

use super::machine::{Answer, Machine, Want, class_of, make};
use crate::object::Value;
use crate::types::native::Args;
use crate::vm::{NativeResult, PyResult, Vm};

/// `chain(a, b)`.
pub struct Chain {
    /// Gives the iterables.
    source: Option<Value>,
    active: Option<Value>,
    waiting: Wait,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Wait {
    Nothing,
    Item,
    Iterable,
    Iterator,
}

impl Machine for Chain {
    fn resume(&mut self, _vm: &Vm, answer: Answer) -> PyResult<Want> {
        match (answer, self.waiting) {
            (Answer::Item(Some(item)), Wait::Item) => return Ok(Want::Yield(item)),
            (Answer::Item(None), Wait::Item) => self.active = None,
            (Answer::Item(Some(iterable)), Wait::Iterable) => {
                self.waiting = Wait::Iterator;
                return Ok(Want::Iter(iterable));
            }
            (Answer::Item(None), Wait::Iterable) => self.source = None,
            (Answer::Value(iterator), _) => self.active = Some(iterator),
            _ => {}
        }
        if let Some(active) = &self.active {
            self.waiting = Wait::Item;
            return Ok(Want::Next(active.clone()));
        }
        Ok(match &self.source {
            Some(source) => {
                self.waiting = Wait::Iterable;
                Want::Next(source.clone())
            }
            None => Want::Done,
        })
    }

    fn failed(&mut self) {
        // A source that fails or gives what cannot be iterated over ends the chain, as in CPython.
        if matches!(self.waiting, Wait::Iterable | Wait::Iterator) {
            self.source = None;
        }
        self.waiting = Wait::Nothing;
    }

    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        self.source.iter().chain(&self.active).for_each(visit);
    }
}

pub fn new_chain(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = class_of(vm, args)?;
    let source = crate::types::iterators::tuple_iterator(vm, args.get(1));
    Ok(make(
        vm,
        Chain {
            source: Some(source),
            active: None,
            waiting: Wait::Nothing,
        },
        &class,
    )
    .into())
}

pub fn chain_from_iterable(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = class_of(vm, args)?;
    let (vm, iterable) = (vm.clone(), args.get(1).clone());
    Vm::future(async move {
        let source = vm.iter(&iterable).await?;
        Ok(make(
            &vm,
            Chain {
                source: Some(source),
                active: None,
                waiting: Wait::Nothing,
            },
            &class,
        ))
    })
}

/// `islice(iterable, start, stop, step)`.
pub struct Slice {
    inner: Option<Value>,
    /// The place of the next item to give.
    next: u64,
    stop: Option<u64>,
    step: u64,
    /// How many items were taken.
    count: u64,
}

impl Machine for Slice {
    fn resume(&mut self, _vm: &Vm, answer: Answer) -> PyResult<Want> {
        match answer {
            Answer::Item(None) => self.inner = None,
            Answer::Item(Some(item)) => {
                self.count += 1;
                if self.count > self.next {
                    let next = self.next.saturating_add(self.step);
                    self.next = self.stop.map_or(next, |stop| next.min(stop));
                    return Ok(Want::Yield(item));
                }
            }
            _ => {}
        }
        if self.count >= self.next && self.stop.is_some_and(|stop| self.count >= stop) {
            self.inner = None;
        }
        Ok(match &self.inner {
            Some(inner) => Want::Next(inner.clone()),
            None => Want::Done,
        })
    }

    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        self.inner.iter().for_each(visit);
    }
}

async fn slice_place(vm: &Vm, value: Option<&Value>) -> Option<Option<u64>> {
    let Some(value) = value.filter(|value| !value.is_none()) else {
        return Some(None);
    };
    let number = match value.as_small_int() {
        Some(number) => number,
        None => i64::try_from(vm.index(value).await.ok()?).ok()?,
    };
    u64::try_from(number).ok().map(Some)
}

pub fn new_islice(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = class_of(vm, args)?;
    let given = args.rest(1).to_vec();
    if given.len() < 2 {
        return Err(vm.type_error(format!(
            "islice expected at least 2 arguments, got {}",
            given.len()
        )));
    }
    if given.len() > 4 {
        return Err(vm.type_error(format!(
            "islice expected at most 4 arguments, got {}",
            given.len()
        )));
    }
    let vm = vm.clone();
    Vm::future(async move {
        let (start, stop) = if given.len() == 2 {
            (None, &given[1])
        } else {
            (Some(&given[1]), &given[2])
        };
        let start = slice_place(&vm, start).await;
        let Some(stop) = slice_place(&vm, Some(stop)).await else {
            let text = if given.len() == 2 {
                "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize."
            } else {
                "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize."
            };
            return Err(vm.value_error(text));
        };
        let Some(start) = start else {
            return Err(vm.value_error(
                "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.",
            ));
        };
        let step = match slice_place(&vm, given.get(3)).await {
            Some(None) => 1,
            Some(Some(step)) if step > 0 => step,
            _ => {
                return Err(vm.value_error("Step for islice() must be a positive integer or None."));
            }
        };
        let inner = Some(vm.iter(&given[0]).await?);
        let next = start.unwrap_or(0);
        Ok(make(
            &vm,
            Slice {
                inner,
                next,
                stop,
                step,
                count: 0,
            },
            &class,
        ))
    })
}

/// What a predicate iterator does with the verdict.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    Take,
    Drop,
    False,
}

/// `takewhile`, `dropwhile`, `filterfalse`.
pub struct Predicate {
    rule: Rule,
    predicate: Value,
    inner: Value,
    item: Option<Value>,
    /// `takewhile` is over; `dropwhile` has begun to give.
    decided: bool,
}

impl Machine for Predicate {
    fn resume(&mut self, vm: &Vm, answer: Answer) -> PyResult<Want> {
        match answer {
            Answer::Start => {
                if self.decided && self.rule == Rule::Take {
                    return Ok(Want::Done);
                }
                Ok(Want::Next(self.inner.clone()))
            }
            Answer::Item(None) => Ok(Want::Done),
            Answer::Item(Some(item)) => {
                if self.decided {
                    return Ok(Want::Yield(item));
                }
                self.item = Some(item.clone());
                let plain =
                    self.predicate.is_none() || self.predicate.is(&vm.types.bool.to_value());
                Ok(if self.rule == Rule::False && plain {
                    Want::Truth(item)
                } else {
                    Want::Call(self.predicate.clone(), vec![item])
                })
            }
            Answer::Value(verdict) => Ok(Want::Truth(verdict)),
            Answer::Flag(verdict) => {
                let item = self.item.take();
                match (self.rule, verdict) {
                    (Rule::Take, false) => {
                        self.decided = true;
                        return Ok(Want::Done);
                    }
                    (Rule::Drop, true) | (Rule::False, true) => {
                        return Ok(Want::Next(self.inner.clone()));
                    }
                    (Rule::Drop, false) => self.decided = true,
                    (Rule::Take, true) | (Rule::False, false) => {}
                }
                Ok(item.map_or(Want::Done, Want::Yield))
            }
            Answer::Values(_) => Ok(Want::Done),
        }
    }

    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.predicate);
        visit(&self.inner);
        self.item.iter().for_each(visit);
    }
}

fn new_predicate(vm: &Vm, args: Args<'_>, rule: Rule) -> NativeResult {
    let class = class_of(vm, args)?;
    let (vm, predicate, iterable) = (vm.clone(), args.get(1).clone(), args.get(2).clone());
    Vm::future(async move {
        let inner = vm.iter(&iterable).await?;
        Ok(make(
            &vm,
            Predicate {
                rule,
                predicate,
                inner,
                item: None,
                decided: false,
            },
            &class,
        ))
    })
}

pub fn new_takewhile(vm: &Vm, args: Args<'_>) -> NativeResult {
    new_predicate(vm, args, Rule::Take)
}

pub fn new_dropwhile(vm: &Vm, args: Args<'_>) -> NativeResult {
    new_predicate(vm, args, Rule::Drop)
}

pub fn new_filterfalse(vm: &Vm, args: Args<'_>) -> NativeResult {
    new_predicate(vm, args, Rule::False)
}

/// `starmap(function, iterable)`.
pub struct Starmap {
    function: Value,
    inner: Value,
}

impl Machine for Starmap {
    fn resume(&mut self, _vm: &Vm, answer: Answer) -> PyResult<Want> {
        Ok(match answer {
            Answer::Start | Answer::Flag(_) => Want::Next(self.inner.clone()),
            Answer::Item(Some(args)) => Want::Collect(args),
            Answer::Item(None) => Want::Done,
            Answer::Values(args) => Want::Call(self.function.clone(), args),
            Answer::Value(result) => Want::Yield(result),
        })
    }

    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.function);
        visit(&self.inner);
    }
}

pub fn new_starmap(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = class_of(vm, args)?;
    let (vm, function, iterable) = (vm.clone(), args.get(1).clone(), args.get(2).clone());
    Vm::future(async move {
        let inner = vm.iter(&iterable).await?;
        Ok(make(&vm, Starmap { function, inner }, &class))
    })
}

/// `compress(data, selectors)`.
pub struct Compress {
    data: Value,
    selectors: Value,
    item: Option<Value>,
}

impl Machine for Compress {
    fn resume(&mut self, _vm: &Vm, answer: Answer) -> PyResult<Want> {
        Ok(match answer {
            Answer::Item(None) => Want::Done,
            Answer::Item(Some(value)) => match self.item {
                None => {
                    self.item = Some(value);
                    Want::Next(self.selectors.clone())
                }
                Some(_) => Want::Truth(value),
            },
            Answer::Flag(true) => self.item.take().map_or(Want::Done, Want::Yield),
            _ => {
                self.item = None;
                Want::Next(self.data.clone())
            }
        })
    }

    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.data);
        visit(&self.selectors);
        self.item.iter().for_each(visit);
    }
}

pub fn new_compress(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = class_of(vm, args)?;
    let (vm, data, selectors) = (vm.clone(), args.get(1).clone(), args.get(2).clone());
    Vm::future(async move {
        let data = vm.iter(&data).await?;
        let selectors = vm.iter(&selectors).await?;
        Ok(make(
            &vm,
            Compress {
                data,
                selectors,
                item: None,
            },
            &class,
        ))
    })
}

/// `pairwise(iterable)`.
pub struct Pairwise {
    inner: Option<Value>,
    old: Option<Value>,
}

impl Machine for Pairwise {
    fn resume(&mut self, vm: &Vm, answer: Answer) -> PyResult<Want> {
        match answer {
            Answer::Item(None) => {
                self.inner = None;
                self.old = None;
            }
            Answer::Item(Some(item)) => {
                if let Some(old) = self.old.replace(item.clone()) {
                    return Ok(Want::Yield(vm.new_tuple(vec![old, item])));
                }
            }
            _ => {}
        }
        Ok(self.inner.clone().map_or(Want::Done, Want::Next))
    }

    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        self.inner.iter().chain(&self.old).for_each(visit);
    }
}

pub fn new_pairwise(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = class_of(vm, args)?;
    let (vm, iterable) = (vm.clone(), args.get(1).clone());
    Vm::future(async move {
        let inner = Some(vm.iter(&iterable).await?);
        Ok(make(&vm, Pairwise { inner, old: None }, &class))
    })
}

/// `batched(iterable, n, strict=False)`.
pub struct Batched {
    inner: Option<Value>,
    size: usize,
    strict: bool,
    batch: Vec<Value>,
}

impl Machine for Batched {
    fn resume(&mut self, vm: &Vm, answer: Answer) -> PyResult<Want> {
        match answer {
            Answer::Item(Some(item)) => {
                vm.check_growth(self.batch.len(), size_of::<Value>())?;
                self.batch.push(item);
                if self.batch.len() == self.size {
                    return Ok(Want::Yield(vm.new_tuple(std::mem::take(&mut self.batch))));
                }
            }
            Answer::Item(None) => {
                self.inner = None;
                let batch = std::mem::take(&mut self.batch);
                if batch.is_empty() {
                    return Ok(Want::Done);
                }
                if self.strict {
                    return Err(vm.value_error("batched(): incomplete batch"));
                }
                return Ok(Want::Yield(vm.new_tuple(batch)));
            }
            _ => self.batch = Vec::new(),
        }
        Ok(self.inner.clone().map_or(Want::Done, Want::Next))
    }

    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        self.inner.iter().chain(&self.batch).for_each(visit);
    }
}

pub fn new_batched(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = class_of(vm, args)?;
    let (vm, iterable, size, strict) = (
        vm.clone(),
        args.get(1).clone(),
        args.get(2).clone(),
        args.opt(3).cloned(),
    );
    Vm::future(async move {
        let size = vm.index(&size).await?;
        let strict = match strict {
            Some(strict) => vm.truth(&strict).await?,
            None => false,
        };
        let size = i64::try_from(size)
            .map_err(|_| vm.overflow_error("Python int too large to convert to C ssize_t"))?;
        if size < 1 {
            return Err(vm.value_error("n must be at least one"));
        }
        let inner = Some(vm.iter(&iterable).await?);
        Ok(make(
            &vm,
            Batched {
                inner,
                size: size as usize,
                strict,
                batch: Vec::new(),
            },
            &class,
        ))
    })
}

/// `zip_longest(*iterables, fillvalue=None)`.
pub struct ZipLongest {
    inner: Vec<Option<Value>>,
    fill: Value,
    row: Vec<Value>,
}

impl ZipLongest {
    fn go_on(&mut self, vm: &Vm) -> Want {
        while self.row.len() < self.inner.len() {
            match &self.inner[self.row.len()] {
                Some(iterator) => return Want::Next(iterator.clone()),
                None => self.row.push(self.fill.clone()),
            }
        }
        Want::Yield(vm.new_tuple(std::mem::take(&mut self.row)))
    }
}

impl Machine for ZipLongest {
    fn resume(&mut self, vm: &Vm, answer: Answer) -> PyResult<Want> {
        match answer {
            Answer::Item(Some(item)) if self.row.len() < self.inner.len() => self.row.push(item),
            Answer::Item(None) if self.row.len() < self.inner.len() => {
                let place = self.row.len();
                self.inner[place] = None;
            }
            _ => self.row = Vec::with_capacity(self.inner.len()),
        }
        if self.inner.iter().all(Option::is_none) {
            self.row = Vec::new();
            return Ok(Want::Done);
        }
        Ok(self.go_on(vm))
    }

    fn failed(&mut self) {
        self.inner.clear();
    }

    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.fill);
        self.inner.iter().flatten().chain(&self.row).for_each(visit);
    }
}

pub fn new_zip_longest(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = class_of(vm, args)?;
    let iterables = args.rest(1).to_vec();
    let mut fill = Value::none();
    for (name, value) in args.keywords(2).snapshot() {
        if crate::vm::call::text(&name) != "fillvalue" {
            return Err(vm.type_error("zip_longest() got an unexpected keyword argument"));
        }
        fill = value;
    }
    let vm = vm.clone();
    Vm::future(async move {
        let mut inner = Vec::with_capacity(iterables.len());
        for iterable in &iterables {
            inner.push(Some(vm.iter(iterable).await?));
        }
        Ok(make(
            &vm,
            ZipLongest {
                inner,
                fill,
                row: Vec::new(),
            },
            &class,
        ))
    })
}

/// `accumulate(iterable, func=None, *, initial=None)`.
pub struct Accumulate {
    inner: Value,
    function: Option<Value>,
    total: Option<Value>,
    initial: Option<Value>,
}

impl Machine for Accumulate {
    fn resume(&mut self, _vm: &Vm, answer: Answer) -> PyResult<Want> {
        Ok(match answer {
            Answer::Item(None) => Want::Done,
            Answer::Item(Some(item)) => match (&self.total, &self.function) {
                (None, _) => {
                    self.total = Some(item.clone());
                    Want::Yield(item)
                }
                (Some(total), None) => Want::Add(total.clone(), item),
                (Some(total), Some(function)) => {
                    Want::Call(function.clone(), vec![total.clone(), item])
                }
            },
            Answer::Value(total) => {
                self.total = Some(total.clone());
                Want::Yield(total)
            }
            _ => match self.initial.take() {
                Some(initial) => {
                    self.total = Some(initial.clone());
                    Want::Yield(initial)
                }
                None => Want::Next(self.inner.clone()),
            },
        })
    }

    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.inner);
        self.function
            .iter()
            .chain(&self.total)
            .chain(&self.initial)
            .for_each(visit);
    }
}

pub fn new_accumulate(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = class_of(vm, args)?;
    let given = |place: usize| args.opt(place).filter(|value| !value.is_none()).cloned();
    let (function, initial) = (given(2), given(3));
    let (vm, iterable) = (vm.clone(), args.get(1).clone());
    Vm::future(async move {
        let inner = vm.iter(&iterable).await?;
        Ok(make(
            &vm,
            Accumulate {
                inner,
                function,
                total: None,
                initial,
            },
            &class,
        ))
    })
}
