//! Writing the items of containers, in batches.

use super::class_words;
use super::opcodes as op;
use super::reduce::Reduced;
use super::writer::{Next, Open, Writer};
use crate::object::Value;
use crate::types::dict::PyDict;
use crate::types::list::PyList;
use crate::types::set::PySet;
use crate::types::tuple::PyTuple;
use crate::vm::{PyResult, Vm};

/// How many items one operation adds.
const BATCH: usize = 1000;

/// A container whose items are being written.
pub(super) enum Container {
    Tuple {
        object: Value,
        next: usize,
    },
    List(Counted),
    Dict(Members),
    /// What an iterator gives, as items of a list.
    Items(Streamed),
    /// What an iterator gives, as members of a mapping.
    Pairs(Streamed),
    Set(Counted),
    FrozenSet {
        object: Value,
        rest: Vec<Value>,
    },
}

/// A list or a set.
pub(super) struct Counted {
    object: Value,
    /// Where the next item is.
    next: usize,
    in_batch: usize,
    /// How many there were at first.
    count: usize,
}

/// A dictionary.
pub(super) struct Members {
    object: Value,
    next: usize,
    in_batch: usize,
    count: usize,
    key: Value,
    /// The key's value, while the key is being written.
    value: Option<Value>,
    begun: bool,
}

/// An iterator's items.
pub(super) struct Streamed {
    object: Value,
    iterator: Value,
    index: usize,
    in_batch: usize,
    /// Fetched already.
    ahead: Option<Value>,
    phase: Phase,
    key: Value,
    /// The key's value, while the key is being written.
    value: Option<Value>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    Start,
    /// There is only one item, which is added by itself.
    Single,
    Batch,
}

impl Streamed {
    pub fn new(object: &Value, iterator: Value) -> Self {
        Self {
            object: object.clone(),
            iterator,
            index: 0,
            in_batch: 0,
            ahead: None,
            phase: Phase::Start,
            key: Value::none(),
            value: None,
        }
    }

    /// The next item; `None` when there is none left, with what ends the last batch written. `one` and `many` are
    /// the operations that add one and many.
    async fn next(
        &mut self,
        writer: &mut Writer<'_>,
        one: u8,
        many: u8,
    ) -> PyResult<Option<Value>> {
        let vm = writer.vm;
        if !writer.binary {
            if self.phase == Phase::Single {
                writer.out.op(one);
            }
            self.phase = Phase::Single;
            return vm.next(&self.iterator).await;
        }
        loop {
            match self.phase {
                Phase::Start => {
                    let Some(first) = vm.next(&self.iterator).await? else {
                        return Ok(None);
                    };
                    self.ahead = vm.next(&self.iterator).await?;
                    self.in_batch = 0;
                    self.phase = match self.ahead {
                        Some(_) => Phase::Batch,
                        None => Phase::Single,
                    };
                    if self.phase == Phase::Batch {
                        writer.out.op(op::MARK);
                    }
                    return Ok(Some(first));
                }
                Phase::Single => {
                    writer.out.op(one);
                    return Ok(None);
                }
                Phase::Batch => {
                    self.in_batch += 1;
                    if self.in_batch == BATCH {
                        writer.out.op(many);
                        self.phase = Phase::Start;
                        continue;
                    }
                    let next = match self.ahead.take() {
                        Some(next) => Some(next),
                        None => vm.next(&self.iterator).await?,
                    };
                    if next.is_none() {
                        writer.out.op(many);
                    }
                    return Ok(next);
                }
            }
        }
    }
}

impl Container {
    pub fn items(object: &Value, iterator: Value) -> Self {
        Self::Items(Streamed::new(object, iterator))
    }

    pub fn pairs(object: &Value, iterator: Value) -> Self {
        Self::Pairs(Streamed::new(object, iterator))
    }

    /// What comes next.
    pub async fn step(&mut self, writer: &mut Writer<'_>) -> PyResult<Next> {
        match self {
            Self::Tuple { object, next } => Ok(writer.tuple_step(object, next)),
            Self::List(list) => Ok(list.list_step(writer)),
            Self::Dict(dict) => dict.step(writer),
            Self::Set(set) => set.set_step(writer),
            Self::FrozenSet { object, rest } => Ok(match rest.pop() {
                Some(item) => Next::Save(item),
                None => {
                    writer.end_frozen_set(object);
                    Next::Done
                }
            }),
            Self::Items(items) => {
                let next = items.next(writer, op::APPEND, op::APPENDS).await?;
                items.index += 1;
                Ok(next.map_or(Next::Done, Next::Save))
            }
            Self::Pairs(pairs) => {
                if let Some(value) = pairs.value.take() {
                    return Ok(Next::Save(value));
                }
                let next = pairs.next(writer, op::SETITEM, op::SETITEMS).await?;
                let Some(pair) = next else {
                    return Ok(Next::Done);
                };
                let Some([key, value]) = pair.get::<PyTuple>().map(PyTuple::items) else {
                    let message = "dict items iterator must return 2-tuples";
                    return Err(writer.vm.type_error(message));
                };
                pairs.key = key.clone();
                pairs.value = Some(value.clone());
                Ok(Next::Save(key.clone()))
            }
        }
    }

    /// What a note on an error says about the item that was being written; a name and a key when that has to be
    /// shown by Python code.
    pub fn note(&self, vm: &Vm) -> Option<Result<String, (String, Value)>> {
        let item = |object: &Value, index: usize| {
            let name = class_words(vm, object);
            Some(Ok(format!("when serializing {name} item {index}")))
        };
        let element = |object: &Value| {
            let name = class_words(vm, object);
            Some(Ok(format!("when serializing {name} element")))
        };
        let member =
            |object: &Value, key: &Value| Some(Err((class_words(vm, object), key.clone())));
        match self {
            Self::Tuple { object, next } => item(object, next.saturating_sub(1)),
            Self::List(list) => item(&list.object, list.next.saturating_sub(1)),
            Self::Items(items) => item(&items.object, items.index.saturating_sub(1)),
            Self::Set(set) => element(&set.object),
            Self::FrozenSet { object, .. } => element(object),
            Self::Dict(dict) if dict.value.is_none() => member(&dict.object, &dict.key),
            Self::Pairs(pairs) if pairs.value.is_none() => member(&pairs.object, &pairs.key),
            Self::Dict(_) | Self::Pairs(_) => None,
        }
    }
}

impl Counted {
    fn new(object: Value, count: usize) -> Self {
        Self {
            object,
            next: 0,
            in_batch: 0,
            count,
        }
    }

    fn list_step(&mut self, writer: &mut Writer<'_>) -> Next {
        let list: &PyList = self.object.get().expect("the payload of a list");
        if self.count == 1 && self.next == 1 {
            writer.out.op(op::APPEND);
            return Next::Done;
        }
        if self.in_batch == BATCH {
            writer.out.op(op::APPENDS);
            if self.next >= list.len() {
                return Next::Done;
            }
            writer.out.op(op::MARK);
            self.in_batch = 0;
        }
        let Some(item) = list.get(self.next) else {
            writer.out.op(op::APPENDS);
            return Next::Done;
        };
        self.next += 1;
        self.in_batch += 1;
        Next::Save(item)
    }

    fn set_step(&mut self, writer: &mut Writer<'_>) -> PyResult<Next> {
        let set: &PySet = self.object.get().expect("the payload of a set");
        loop {
            let entry = match self.in_batch == BATCH {
                true => None,
                false => set.next_entry(self.next),
            };
            if let Some((place, _, item)) = entry {
                self.next = place + 1;
                self.in_batch += 1;
                return Ok(Next::Save(item));
            }
            writer.out.op(op::ADDITEMS);
            if set.len() != self.count {
                let message = "set changed size during iteration";
                return Err(writer.vm.runtime_error(message));
            }
            if self.in_batch < BATCH {
                return Ok(Next::Done);
            }
            writer.out.op(op::MARK);
            self.in_batch = 0;
        }
    }
}

impl Members {
    fn step(&mut self, writer: &mut Writer<'_>) -> PyResult<Next> {
        if let Some(value) = self.value.take() {
            return Ok(Next::Save(value));
        }
        let dict: &PyDict = self.object.get().expect("the payload of a dictionary");
        if self.begun {
            self.in_batch += 1;
            if self.count == 1 {
                writer.out.op(op::SETITEM);
                return Ok(Next::Done);
            }
        }
        self.begun = true;
        loop {
            let entry = match self.in_batch == BATCH {
                true => None,
                false => dict.next_entry(self.next),
            };
            if let Some((place, key, value)) = entry {
                self.next = place + 1;
                self.value = Some(value);
                self.key = key.clone();
                return Ok(Next::Save(key));
            }
            writer.out.op(op::SETITEMS);
            if dict.len() != self.count {
                let message = "dictionary changed size during iteration";
                return Err(writer.vm.runtime_error(message));
            }
            if self.in_batch < BATCH {
                return Ok(Next::Done);
            }
            writer.out.op(op::MARK);
            self.in_batch = 0;
        }
    }
}

impl Writer<'_> {
    fn tuple_step(&mut self, object: &Value, next: &mut usize) -> Next {
        let items = object.get::<PyTuple>().expect("a tuple's payload").items();
        if let Some(item) = items.get(*next) {
            *next += 1;
            return Next::Save(item.clone());
        }
        let short = items.len() <= 3 && self.protocol >= 2;
        // Its own items may refer to it: then they have made it already.
        if let Some(place) = self.place_of(object) {
            if short {
                self.out.put(&vec![op::POP; items.len()]);
            } else if self.binary {
                self.out.op(op::POP_MARK);
            } else {
                self.out.put(&vec![op::POP; items.len() + 1]);
            }
            self.refer(place);
            return Next::Done;
        }
        self.out.op(match (short, items.len()) {
            (false, _) => op::TUPLE,
            (true, 1) => op::TUPLE1,
            (true, 2) => op::TUPLE2,
            (true, _) => op::TUPLE3,
        });
        self.memoize(object);
        Next::Done
    }

    pub(super) async fn save_list(&mut self, value: Value) -> PyResult<()> {
        match self.binary {
            true => self.out.op(op::EMPTY_LIST),
            false => self.out.put(&[op::MARK, op::LIST]),
        }
        self.memoize(&value);
        let count = value.get::<PyList>().map_or(0, PyList::len);
        if count == 0 {
            return Ok(());
        }
        if !self.binary {
            let iterator = self.vm.iter(&value).await?;
            return self.enter(Open::Container(Container::items(&value, iterator)));
        }
        if count > 1 {
            self.out.op(op::MARK);
        }
        let list = Counted::new(value, count);
        self.enter(Open::Container(Container::List(list)))
    }

    pub(super) async fn save_dict(&mut self, value: Value) -> PyResult<()> {
        match self.binary {
            true => self.out.op(op::EMPTY_DICT),
            false => self.out.put(&[op::MARK, op::DICT]),
        }
        self.memoize(&value);
        let count = value.get::<PyDict>().map_or(0, PyDict::len);
        if count == 0 {
            return Ok(());
        }
        if !self.binary {
            let vm = self.vm;
            let items = vm.call_method(&value, &vm.names.items, []).await?;
            let iterator = vm.iter(&items).await?;
            return self.enter(Open::Container(Container::pairs(&value, iterator)));
        }
        if count > 1 {
            self.out.op(op::MARK);
        }
        self.enter(Open::Container(Container::Dict(Members {
            object: value,
            next: 0,
            in_batch: 0,
            count,
            key: Value::none(),
            value: None,
            begun: false,
        })))
    }

    pub(super) async fn save_set(&mut self, value: Value) -> PyResult<()> {
        let set: &PySet = value.get().expect("the payload of a set");
        let frozen = self.vm.is_exactly(&value, &self.vm.types.frozenset);
        if self.protocol < 4 {
            let class = self.vm.class_of(&value).to_value();
            let items = self.vm.new_list(set.keys());
            let reduced = Reduced::call(self.vm, class, vec![items]);
            return self.save_call(&value, reduced, false).await;
        }
        if frozen {
            self.out.op(op::MARK);
            let mut rest = set.keys();
            rest.reverse();
            let object = value;
            return self.enter(Open::Container(Container::FrozenSet { object, rest }));
        }
        self.out.op(op::EMPTY_SET);
        self.memoize(&value);
        let count = set.len();
        if count == 0 {
            return Ok(());
        }
        self.out.op(op::MARK);
        let set = Counted::new(value, count);
        self.enter(Open::Container(Container::Set(set)))
    }

    fn end_frozen_set(&mut self, object: &Value) {
        match self.place_of(object) {
            Some(place) => {
                self.out.op(op::POP_MARK);
                self.refer(place);
            }
            None => {
                self.out.op(op::FROZENSET);
                self.memoize(object);
            }
        }
    }
}
