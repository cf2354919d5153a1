//! The iterators that share a source: `groupby` with its groups, and `tee`.

use std::cell::RefCell;
use std::collections::{HashMap, VecDeque};
use std::rc::Rc;

use super::Classes;
use super::machine::{Answer, Machine, Want, class_of, make, with};
use crate::object::Value;
use crate::types::native::Args;
use crate::vm::{NativeResult, PyResult, Vm};

/// What a `groupby` and its groups have in common.
struct Groups {
    inner: Value,
    key_function: Option<Value>,
    key: Option<Value>,
    value: Option<Value>,
    /// The key of the group given last.
    target: Option<Value>,
    /// Which group is the current one: the others are over.
    serial: u64,
    /// An item whose key is being asked for.
    fresh: Option<Value>,
}

impl Groups {
    /// An item was read: asks for its key, or has it.
    fn take(&mut self, item: Value) -> Option<Want> {
        match &self.key_function {
            Some(function) => {
                let want = Want::Call(function.clone(), vec![item.clone()]);
                self.fresh = Some(item);
                Some(want)
            }
            None => {
                self.key = Some(item.clone());
                self.value = Some(item);
                None
            }
        }
    }

    fn keyed(&mut self, key: Value) {
        self.key = Some(key);
        self.value = self.fresh.take();
    }
}

/// `groupby(iterable, key=None)`.
pub struct GroupBy {
    groups: Rc<RefCell<Groups>>,
}

impl GroupBy {
    /// Finds out whether the item at hand starts a group.
    fn decide(&self) -> Want {
        let groups = self.groups.borrow();
        match (&groups.key, &groups.target) {
            (None, _) => Want::Next(groups.inner.clone()),
            (Some(key), Some(target)) => Want::Equal(target.clone(), key.clone()),
            // Keyed and no group before: the driver's answer "different" is what is wanted.
            (Some(_), None) => Want::Truth(Value::bool(false)),
        }
    }
}

impl Machine for GroupBy {
    fn resume(&mut self, vm: &Vm, answer: Answer) -> PyResult<Want> {
        match answer {
            Answer::Item(None) => return Ok(Want::Done),
            Answer::Item(Some(item)) => {
                if let Some(want) = self.groups.borrow_mut().take(item) {
                    return Ok(want);
                }
            }
            Answer::Value(key) => self.groups.borrow_mut().keyed(key),
            Answer::Flag(true) => {
                let mut groups = self.groups.borrow_mut();
                groups.key = None;
                return Ok(Want::Next(groups.inner.clone()));
            }
            Answer::Flag(false) => {
                let mut groups = self.groups.borrow_mut();
                groups.serial += 1;
                groups.target = groups.key.clone();
                let key = groups.key.clone().unwrap_or_else(Value::none);
                let group = Group {
                    groups: self.groups.clone(),
                    key: key.clone(),
                    serial: groups.serial,
                };
                drop(groups);
                let group = make(vm, group, &vm.extension::<Classes>().get("_grouper"));
                return Ok(Want::Yield(vm.new_tuple(vec![key, group])));
            }
            _ => self.groups.borrow_mut().serial += 1,
        }
        Ok(self.decide())
    }

    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        // What is shared is owned once: by this iterator, or by the group that outlives it.
        let Ok(groups) = self.groups.try_borrow() else {
            return;
        };
        visit(&groups.inner);
        for value in [
            &groups.key_function,
            &groups.key,
            &groups.value,
            &groups.target,
            &groups.fresh,
        ] {
            value.iter().for_each(&mut *visit);
        }
    }
}

pub fn new_groupby(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = class_of(vm, args)?;
    let key_function = args.opt(2).filter(|key| !key.is_none()).cloned();
    let (vm, iterable) = (vm.clone(), args.get(1).clone());
    Vm::future(async move {
        let inner = vm.iter(&iterable).await?;
        let groups = Groups {
            inner,
            key_function,
            key: None,
            value: None,
            target: None,
            serial: 0,
            fresh: None,
        };
        Ok(make(
            &vm,
            GroupBy {
                groups: Rc::new(RefCell::new(groups)),
            },
            &class,
        ))
    })
}

/// One group's items.
pub struct Group {
    groups: Rc<RefCell<Groups>>,
    key: Value,
    serial: u64,
}

impl Machine for Group {
    fn resume(&mut self, _vm: &Vm, answer: Answer) -> PyResult<Want> {
        let mut groups = self.groups.borrow_mut();
        if groups.serial != self.serial {
            return Ok(Want::Done);
        }
        match answer {
            Answer::Item(None) => return Ok(Want::Done),
            Answer::Item(Some(item)) => {
                if let Some(want) = groups.take(item) {
                    return Ok(want);
                }
            }
            Answer::Value(key) => groups.keyed(key),
            Answer::Flag(true) => {
                groups.key = None;
                return Ok(groups.value.take().map_or(Want::Done, Want::Yield));
            }
            Answer::Flag(false) => return Ok(Want::Done),
            _ => {}
        }
        Ok(match (&groups.value, &groups.key) {
            (Some(_), Some(key)) => Want::Equal(self.key.clone(), key.clone()),
            _ => Want::Next(groups.inner.clone()),
        })
    }

    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.key);
    }
}

/// What the iterators of one `tee` share.
struct Source {
    inner: Value,
    /// Items that not every iterator has seen.
    kept: VecDeque<Value>,
    /// The number of the first of them.
    first: u64,
    /// How far each iterator is.
    readers: HashMap<u64, u64>,
    next_reader: u64,
    running: bool,
}

/// One iterator of a `tee`.
pub struct Tee {
    source: Rc<RefCell<Source>>,
    reader: u64,
    place: u64,
    asking: bool,
}

impl Tee {
    fn another(&self) -> Self {
        let mut source = self.source.borrow_mut();
        let reader = source.next_reader;
        source.next_reader += 1;
        source.readers.insert(reader, self.place);
        drop(source);
        Self {
            source: self.source.clone(),
            reader,
            place: self.place,
            asking: false,
        }
    }

    fn over(inner: Value) -> Self {
        let source = Source {
            inner,
            kept: VecDeque::new(),
            first: 0,
            readers: HashMap::from([(0, 0)]),
            next_reader: 1,
            running: false,
        };
        Self {
            source: Rc::new(RefCell::new(source)),
            reader: 0,
            place: 0,
            asking: false,
        }
    }
}

impl Source {
    /// Forgets what everybody has seen.
    fn trim(&mut self) -> Vec<Value> {
        let seen = self.readers.values().copied().min().unwrap_or(u64::MAX);
        let count = seen.saturating_sub(self.first).min(self.kept.len() as u64);
        self.first += count;
        self.kept.drain(..count as usize).collect()
    }
}

impl Drop for Tee {
    fn drop(&mut self) {
        let gone = self.source.try_borrow_mut().map(|mut source| {
            source.readers.remove(&self.reader);
            if self.asking {
                source.running = false;
            }
            source.trim()
        });
        drop(gone);
    }
}

impl Machine for Tee {
    fn resume(&mut self, vm: &Vm, answer: Answer) -> PyResult<Want> {
        let mut source = self.source.borrow_mut();
        if self.asking {
            self.asking = false;
            source.running = false;
            match answer {
                Answer::Item(None) => return Ok(Want::Done),
                Answer::Item(Some(item)) => {
                    vm.check_growth(source.kept.len(), size_of::<Value>())?;
                    source.kept.push_back(item);
                }
                _ => {}
            }
        }
        let offset = (self.place - source.first) as usize;
        if let Some(item) = source.kept.get(offset).cloned() {
            self.place += 1;
            source.readers.insert(self.reader, self.place);
            if offset == 0 {
                let gone = source.trim();
                drop(source);
                drop(gone);
            }
            return Ok(Want::Yield(item));
        }
        if std::mem::replace(&mut source.running, true) {
            return Err(vm.runtime_error("cannot re-enter the tee iterator"));
        }
        self.asking = true;
        Ok(Want::Next(source.inner.clone()))
    }

    fn failed(&mut self) {
        self.asking = false;
        self.source.borrow_mut().running = false;
    }

    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        // Shared values are visited only where nobody shares them: a cycle through a shared source is kept.
        if Rc::strong_count(&self.source) == 1
            && let Ok(source) = self.source.try_borrow()
        {
            visit(&source.inner);
            source.kept.iter().for_each(visit);
        }
    }
}

pub fn tee(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, iterable, count) = (vm.clone(), args.get(0).clone(), args.opt(1).cloned());
    Vm::future(async move {
        let count = match count {
            Some(count) => i64::try_from(vm.index(&count).await?)
                .map_err(|_| vm.overflow_error("Python int too large to convert to C ssize_t"))?,
            None => 2,
        };
        if count < 0 {
            return Err(vm.value_error("n must be >= 0"));
        }
        vm.check_memory(count as u64 * 128)?;
        if count == 0 {
            return Ok(vm.types.empty_tuple.clone());
        }
        let class = vm.extension::<Classes>().get("_tee");
        let first = tee_over(&vm, &iterable).await?;
        let mut all = Vec::with_capacity(count as usize);
        for _ in 1..count {
            all.push(make(&vm, first.another(), &class));
        }
        all.insert(0, make(&vm, first, &class));
        Ok(vm.new_tuple(all))
    })
}

async fn tee_over(vm: &Vm, iterable: &Value) -> PyResult<Tee> {
    let class = vm.extension::<Classes>().get("_tee");
    if vm.is_exactly(iterable, &class) {
        return Ok(with(iterable, |own: &mut Tee| own.another()));
    }
    Ok(Tee::over(vm.iter(iterable).await?))
}

pub fn new_tee(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = class_of(vm, args)?;
    let (vm, iterable) = (vm.clone(), args.get(1).clone());
    Vm::future(async move {
        let own = tee_over(&vm, &iterable).await?;
        Ok(make(&vm, own, &class))
    })
}

pub fn copy_tee(vm: &Vm, args: Args<'_>) -> NativeResult {
    let this = args.get(0);
    let copy = with(this, |own: &mut Tee| own.another());
    Ok(make(vm, copy, &vm.class_of(this).clone()).into())
}

/// Groups are made by `groupby` alone; CPython's constructor takes the `groupby` and a key.
pub fn new_group(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = class_of(vm, args)?;
    let (groups, serial) = args
        .get(1)
        .get::<crate::types::iterator::PyIterator>()
        .and_then(|iterator| {
            iterator.with(|own: &mut super::machine::Driven<GroupBy>| {
                let mut groups = own.machine.groups.borrow_mut();
                groups.serial += 1;
                (own.machine.groups.clone(), groups.serial)
            })
        })
        .ok_or_else(|| vm.type_error("incorrect usage of internal _grouper"))?;
    Ok(make(
        vm,
        Group {
            groups,
            key: args.get(2).clone(),
            serial,
        },
        &class,
    )
    .into())
}
