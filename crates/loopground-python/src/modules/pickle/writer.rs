//! Writing a pickle: what is open, and what comes next. Nothing here recurses, however deep an object is.
//!
//! Scalars are written in [`super::scalars`], items of containers in [`super::containers`], objects by what their
//! `__reduce__` says in [`super::reduce`], classes and functions in [`super::globals`].

use std::collections::VecDeque;
use std::rc::Rc;

use super::containers::Container;
use super::opcodes as op;
use super::output::Output;
use super::pickler::PyPickler;
use super::{Library, class_words, library, pickling_error};
use crate::object::{Value, View};
use crate::types::int::PyInt;
use crate::types::str::PyStr;
use crate::types::tuple::PyTuple;
use crate::types::type_object::TypeFlags;
use crate::vm::{PyResult, Raised, Vm};

/// How deep an object may be.
const DEEPEST: usize = 100_000;

/// Something that is not complete yet.
pub(super) enum Open {
    Container(Container),
    Steps(Steps),
}

/// A list of things to do for an object.
pub(super) struct Steps {
    pub object: Value,
    pub rest: VecDeque<Step>,
    /// What of the object is being written, for a note on an error.
    pub part: &'static str,
    /// Whether an error gets a note about the whole object.
    pub noted: bool,
}

impl Steps {
    pub fn new(object: &Value, noted: bool) -> Self {
        Self {
            object: object.clone(),
            rest: VecDeque::new(),
            part: "",
            noted,
        }
    }

    pub fn save(&mut self, value: Value, part: &'static str) {
        self.rest.push_back(Step::Save(value, part));
    }

    pub fn put(&mut self, bytes: &[u8]) {
        self.rest.push_back(Step::Put(bytes.to_vec()));
    }
}

pub(super) enum Step {
    /// Writes a value, which is this part of the object.
    Save(Value, &'static str),
    /// Writes a persistent identifier, for which none is asked again.
    Identifier(Value),
    Put(Vec<u8>),
    /// The object is complete as far as others can refer to it.
    Memoize,
    Open(Container),
}

/// What an open thing wants.
pub(super) enum Next {
    Save(Value),
    Identifier(Value),
    Open(Container),
    Done,
}

pub(super) struct Writer<'a> {
    pub vm: &'a Vm,
    pub pickler: &'a PyPickler,
    pub library: Rc<Library>,
    pub protocol: i64,
    pub binary: bool,
    pub out: Output,
    pub open: Vec<Open>,
    persistent_id: Option<Value>,
    reducer_override: Option<Value>,
    pub dispatch_table: Value,
}

/// Pickles a value: to the pickler's file, or to the bytes that it gives.
pub async fn dump(
    vm: &Vm,
    pickler: &PyPickler,
    own: Option<&Value>,
    value: &Value,
) -> PyResult<Vec<u8>> {
    let library = library(vm).await?;
    let mut writer = Writer {
        vm,
        pickler,
        protocol: pickler.protocol.get(),
        binary: pickler.binary.get() != 0,
        out: Output::new(pickler.file.borrow().clone()),
        open: Vec::new(),
        persistent_id: pickler.persistent_id.borrow().clone(),
        reducer_override: None,
        dispatch_table: match &*pickler.dispatch_table.borrow() {
            Some(table) => table.clone(),
            None => library.dispatch_table.clone(),
        },
        library,
    };
    if let Some(own) = own {
        writer.ask_subclass(own).await?;
    }
    if writer.protocol >= 2 {
        writer.out.put(&[op::PROTO, writer.protocol as u8]);
    }
    writer.out.framing = writer.protocol >= 4;
    writer.run(value.clone()).await?;
    writer.out.op(op::STOP);
    writer.out.close_frame();
    writer.out.flush(vm).await?;
    Ok(writer.out.bytes)
}

impl Writer<'_> {
    /// A subclass can replace parts of the pickler.
    async fn ask_subclass(&mut self, own: &Value) -> PyResult<()> {
        let vm = self.vm;
        if vm.is_exactly(own, &super::classes(vm).pickler) {
            return Ok(());
        }
        let name = vm.intern("persistent_id");
        let method = vm.get_attribute(own, &name).await?;
        let base = super::pickler::is_plain(&method);
        self.persistent_id = (!base).then_some(method);
        let name = vm.intern("reducer_override");
        self.reducer_override = vm.get_attribute_opt(own, &name).await?;
        let name = vm.intern("dispatch_table");
        if let Some(table) = vm.get_attribute_opt(own, &name).await? {
            self.dispatch_table = table;
        }
        Ok(())
    }

    async fn run(&mut self, value: Value) -> PyResult<()> {
        let mut next = Next::Save(value);
        loop {
            let begun = match next {
                Next::Save(value) => self.save(value, true).await,
                Next::Identifier(value) => self.save(value, false).await,
                Next::Open(container) => self.enter(Open::Container(container)),
                Next::Done => {
                    drop(self.open.pop());
                    Ok(())
                }
            };
            if let Err(raised) = begun {
                self.annotate(&raised, true).await;
                return Err(raised);
            }
            let Some(open) = self.open.pop() else {
                return Ok(());
            };
            // Its steps may need all of the writer.
            let (open, result) = match open {
                Open::Container(mut container) => {
                    let result = container.step(self).await;
                    (Open::Container(container), result)
                }
                Open::Steps(mut steps) => {
                    let result = self.step(&mut steps);
                    (Open::Steps(steps), result)
                }
            };
            self.open.push(open);
            next = match result {
                Ok(next) => next,
                Err(raised) => {
                    self.annotate(&raised, false).await;
                    return Err(raised);
                }
            };
        }
    }

    fn step(&mut self, steps: &mut Steps) -> PyResult<Next> {
        steps.part = "";
        loop {
            match steps.rest.pop_front() {
                None => return Ok(Next::Done),
                Some(Step::Save(value, part)) => {
                    steps.part = part;
                    return Ok(Next::Save(value));
                }
                Some(Step::Identifier(value)) => return Ok(Next::Identifier(value)),
                Some(Step::Put(bytes)) => self.out.put(&bytes),
                Some(Step::Memoize) => match self.place_of(&steps.object) {
                    // Its own parts refer to it: they have made it already.
                    Some(place) => {
                        self.out.op(op::POP);
                        self.refer(place);
                    }
                    None => self.memoize(&steps.object),
                },
                Some(Step::Open(container)) => return Ok(Next::Open(container)),
            }
        }
    }

    /// Opens something.
    pub fn enter(&mut self, open: Open) -> PyResult<()> {
        if self.open.len() >= DEEPEST {
            let message = "maximum recursion depth exceeded while pickling an object";
            return Err(self.vm.recursion_error(message));
        }
        self.open.push(open);
        Ok(())
    }

    /// Says on an error where it happened; `inside` tells whether in a part of what is open innermost.
    async fn annotate(&mut self, raised: &Raised, inside: bool) {
        let mut inside = inside;
        while let Some(open) = self.open.pop() {
            let notes = match open {
                Open::Container(container) => {
                    [inside.then(|| container.note(self.vm)).flatten(), None]
                }
                Open::Steps(steps) => {
                    let name = || class_words(self.vm, &steps.object);
                    let part = (inside && !steps.part.is_empty())
                        .then(|| Ok(format!("when serializing {} {}", name(), steps.part)));
                    let whole = steps
                        .noted
                        .then(|| Ok(format!("when serializing {} object", name())));
                    [part, whole]
                }
            };
            inside = true;
            for note in notes.into_iter().flatten() {
                let text = match note {
                    Ok(text) => text,
                    // The key needs Python code to be shown.
                    Err((name, key)) => match self.vm.repr_text(&key).await {
                        Ok(key) => format!("when serializing {name} item {key}"),
                        Err(_) => continue,
                    },
                };
                crate::types::exception_methods::add_note(self.vm, raised, &text);
            }
        }
    }

    /// Where an object stands in the memo.
    #[inline]
    pub fn place_of(&self, value: &Value) -> Option<usize> {
        let memo = self.pickler.memo.borrow();
        memo.get(&value.identity()).map(|(place, _)| *place)
    }

    /// Writes a reference to what the memo has at a place.
    pub fn refer(&mut self, place: usize) {
        if !self.binary {
            self.out.put(format!("g{place}\n").as_bytes());
        } else if let Ok(place) = u8::try_from(place) {
            self.out.put(&[op::BINGET, place]);
        } else {
            self.out
                .op_with(op::LONG_BINGET, &(place as u32).to_le_bytes());
        }
    }

    /// Puts an object into the memo.
    pub fn memoize(&mut self, value: &Value) {
        if self.pickler.fast.get() != 0 {
            return;
        }
        let mut memo = self.pickler.memo.borrow_mut();
        let place = memo.len();
        let old = memo.insert(value.identity(), (place, value.clone()));
        drop(memo);
        drop(old);
        if self.protocol >= 4 {
            self.out.op(op::MEMOIZE);
        } else if !self.binary {
            self.out.put(format!("p{place}\n").as_bytes());
        } else if let Ok(place) = u8::try_from(place) {
            self.out.put(&[op::BINPUT, place]);
        } else {
            self.out
                .op_with(op::LONG_BINPUT, &(place as u32).to_le_bytes());
        }
    }

    /// Writes a value, or opens it.
    async fn save(&mut self, value: Value, persistent: bool) -> PyResult<()> {
        let vm = self.vm;
        vm.charge(1).await?;
        if self.out.boundary() {
            self.out.flush(vm).await?;
        }
        if persistent && let Some(method) = self.persistent_id.clone() {
            let identifier = vm.call(&method, [value.clone()]).await?;
            if !identifier.is_none() {
                return self.save_identifier(&value, identifier).await;
            }
        }
        match value.view() {
            View::None => self.out.op(op::NONE),
            View::Bool(truth) => self.save_bool(truth),
            View::Int(number) => self.save_int(number),
            View::Float(number) => self.save_float(number),
            View::Object(_) => return self.save_object(value).await,
        }
        Ok(())
    }

    async fn save_identifier(&mut self, value: &Value, identifier: Value) -> PyResult<()> {
        if self.binary {
            let mut steps = Steps::new(value, false);
            steps.rest.push_back(Step::Identifier(identifier));
            steps.put(&[op::BINPERSID]);
            return self.enter(Open::Steps(steps));
        }
        let text = self.vm.str(&identifier).await?;
        let text = text.get::<PyStr>().filter(|text| text.is_ascii());
        let text = text.ok_or_else(|| {
            let message = "persistent IDs in protocol 0 must be ASCII strings";
            pickling_error(self.vm, message)
        })?;
        self.out.op(op::PERSID);
        self.out.put(text.bytes());
        self.out.op(b'\n');
        Ok(())
    }

    async fn save_object(&mut self, value: Value) -> PyResult<()> {
        let vm = self.vm;
        let types = &vm.types;
        let class = vm.class_of(&value).clone();
        if class.ptr_eq(&types.int) {
            let big = value.get::<PyInt>().expect("an integer's payload");
            return self.save_big(&big.value).await;
        }
        if let Some(place) = self.place_of(&value) {
            self.refer(place);
            return Ok(());
        }
        if class.ptr_eq(&types.str) {
            return self.save_str(&value).await;
        } else if class.ptr_eq(&types.bytes) {
            return self.save_bytes(&value).await;
        } else if class.ptr_eq(&types.tuple) {
            return self.save_tuple(value);
        } else if class.ptr_eq(&types.list) {
            return self.save_list(value).await;
        } else if class.ptr_eq(&types.dict) {
            return self.save_dict(value).await;
        } else if class.ptr_eq(&types.float) {
            let float = crate::types::number::float_of(&value).unwrap_or_default();
            self.save_float(float);
            return Ok(());
        } else if class.ptr_eq(&types.set) || class.ptr_eq(&types.frozenset) {
            return self.save_set(value).await;
        } else if class.ptr_eq(&types.bytearray) {
            return self.save_bytearray(&value).await;
        } else if value.get::<super::buffer::PyPickleBuffer>().is_some() {
            return self.save_buffer(&value).await;
        }
        if let Some(method) = self.reducer_override.clone() {
            let reduced = vm.call(&method, [value.clone()]).await?;
            if !reduced.is(&types.not_implemented) {
                return self.save_reduced(&value, reduced).await;
            }
        }
        if class.ptr_eq(&types.type_) {
            return self.save_type(&value).await;
        } else if class.ptr_eq(&types.function) {
            return self.save_global(&value, None).await;
        }
        let by_class = super::entry(vm, &self.dispatch_table.clone(), &class.to_value()).await?;
        if let Some(reduce) = by_class {
            let reduced = vm.call(&reduce, [value.clone()]).await?;
            return self.save_reduced(&value, reduced).await;
        }
        if class.has_flag(TypeFlags::METATYPE) {
            return self.save_global(&value, None).await;
        }
        let reduce = vm
            .get_attribute_opt(&value, &vm.names.__reduce_ex__)
            .await?;
        let reduced = match reduce {
            Some(reduce) => vm.call(&reduce, [Value::int(self.protocol)]).await?,
            None => match vm.get_attribute_opt(&value, &vm.names.__reduce__).await? {
                Some(reduce) => vm.call(&reduce, []).await?,
                None => {
                    let shown = vm.repr_text(&value).await?;
                    let class = vm.class_name(&value);
                    let message = format!("can't pickle '{class}' object: {shown}");
                    return Err(pickling_error(vm, message));
                }
            },
        };
        self.save_reduced(&value, reduced).await
    }

    fn save_tuple(&mut self, value: Value) -> PyResult<()> {
        let count = value.get::<PyTuple>().map_or(0, |t| t.items().len());
        if count == 0 {
            match self.binary {
                true => self.out.op(op::EMPTY_TUPLE),
                false => self.out.put(&[op::MARK, op::TUPLE]),
            }
            return Ok(());
        }
        if count > 3 || self.protocol < 2 {
            self.out.op(op::MARK);
        }
        self.enter(Open::Container(Container::Tuple {
            object: value,
            next: 0,
        }))
    }
}
