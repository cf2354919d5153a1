//! How every iterator of this module is written: once, as a machine that says what it needs next.
//!
//! The driver does what needs no Python code at once (a step of a `for` loop over lists costs no future) and
//! leaves the rest to an asynchronous driver. Not here: any iterator itself.

use std::any::Any;
use std::cell::Cell;

use crate::object::{Kind, Ref, Value};
use crate::types::iterator::{NativeIterator, PyIterator, Step};
use crate::types::native::Args;
use crate::types::quick::quick_equal;
use crate::types::type_object::PyType;
use crate::vm::operators::BinaryOperator;
use crate::vm::{Flow, NativeResult, PyResult, Vm};

/// What a machine needs before it can go on, or what it gives.
pub enum Want {
    /// The next item of an iterator.
    Next(Value),
    /// `iter(value)`.
    Iter(Value),
    /// A call with positional arguments.
    Call(Value, Vec<Value>),
    /// Everything of an iterable.
    Collect(Value),
    Truth(Value),
    Equal(Value, Value),
    Add(Value, Value),
    Yield(Value),
    Done,
}

/// The answer to what was wanted.
pub enum Answer {
    /// A new item is asked for; whatever was under way before is forgotten.
    Start,
    Item(Option<Value>),
    Value(Value),
    Values(Vec<Value>),
    Flag(bool),
}

/// An iterator's logic.
pub trait Machine: 'static {
    /// Goes on from an answer. [`Answer::Start`] must be understood in any state.
    fn resume(&mut self, vm: &Vm, answer: Answer) -> PyResult<Want>;

    /// What was wanted raised an exception.
    fn failed(&mut self) {}

    fn length_hint(&self) -> Option<usize> {
        None
    }

    fn trace(&self, visit: &mut dyn FnMut(&Value));
}

/// A machine as an iterator's state.
pub struct Driven<M> {
    pub machine: M,
    /// What is to be done with Python code.
    pending: Option<Pending>,
}

/// Where the slow driver takes over.
enum Pending {
    Want(Want),
    Answer(Answer),
}

impl Want {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        match self {
            Self::Next(a) | Self::Iter(a) | Self::Collect(a) | Self::Truth(a) | Self::Yield(a) => {
                visit(a)
            }
            Self::Equal(a, b) | Self::Add(a, b) => {
                visit(a);
                visit(b);
            }
            Self::Call(function, args) => {
                visit(function);
                args.iter().for_each(visit);
            }
            Self::Done => {}
        }
    }
}

thread_local! {
    static DEPTH: Cell<u32> = const { Cell::new(0) };
}

/// Iterators over iterators step each other on the host's stack only so deep, and a step loops only so long
/// before it lets others run.
const DEEPEST: u32 = 40;
const LONGEST: u32 = 256;

fn quick(vm: &Vm, want: &Want) -> PyResult<Option<Answer>> {
    Ok(match want {
        Want::Next(iterator) => {
            if DEPTH.get() >= DEEPEST {
                return Ok(None);
            }
            DEPTH.set(DEPTH.get() + 1);
            let step = vm.next_quick(iterator);
            DEPTH.set(DEPTH.get() - 1);
            match step? {
                Step::Item(item) => Some(Answer::Item(Some(item))),
                Step::Done => Some(Answer::Item(None)),
                Step::Slow => None,
            }
        }
        Want::Iter(iterable) => match vm.iter_flow(iterable)? {
            Flow::Value(iterator) => Some(Answer::Value(iterator)),
            _ => None,
        },
        Want::Collect(iterable) => vm.quick_items(iterable).map(Answer::Values),
        Want::Truth(value) => vm.quick_truth(value).map(Answer::Flag),
        Want::Equal(a, b) => quick_equal(vm, a, b).map(Answer::Flag),
        Want::Add(a, b) => Vm::quick_binary(BinaryOperator::Add, a, b).map(Answer::Value),
        Want::Call(..) | Want::Yield(_) | Want::Done => None,
    })
}

async fn slow(vm: &Vm, want: Want) -> PyResult<Answer> {
    Ok(match want {
        Want::Next(iterator) => Answer::Item(vm.next(&iterator).await?),
        Want::Iter(iterable) => Answer::Value(vm.iter(&iterable).await?),
        Want::Collect(iterable) => Answer::Values(vm.collect(&iterable).await?),
        Want::Call(function, args) => Answer::Value(vm.call(&function, args).await?),
        Want::Truth(value) => Answer::Flag(vm.truth(&value).await?),
        Want::Equal(a, b) => Answer::Flag(vm.equal(&a, &b).await?),
        Want::Add(a, b) => Answer::Value(vm.binary(BinaryOperator::Add, &a, &b).await?),
        Want::Yield(_) | Want::Done => Answer::Start,
    })
}

impl<M: Machine> NativeIterator for Driven<M> {
    fn step(&mut self, vm: &Vm) -> PyResult<Step> {
        if self.pending.is_some() {
            return Ok(Step::Slow);
        }
        let mut answer = Answer::Start;
        for _ in 0..LONGEST {
            let want = match self.machine.resume(vm, answer)? {
                Want::Yield(value) => return Ok(Step::Item(value)),
                Want::Done => return Ok(Step::Done),
                want => want,
            };
            match quick(vm, &want) {
                Ok(Some(own)) => answer = own,
                Ok(None) => {
                    self.pending = Some(Pending::Want(want));
                    return Ok(Step::Slow);
                }
                Err(raised) => {
                    self.machine.failed();
                    return Err(raised);
                }
            }
        }
        self.pending = Some(Pending::Answer(answer));
        Ok(Step::Slow)
    }

    fn length_hint(&self) -> Option<usize> {
        self.machine.length_hint()
    }

    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        self.machine.trace(visit);
        match &self.pending {
            Some(Pending::Want(want)) => want.trace(visit),
            Some(Pending::Answer(Answer::Item(Some(value)) | Answer::Value(value))) => visit(value),
            Some(Pending::Answer(Answer::Values(values))) => values.iter().for_each(visit),
            Some(Pending::Answer(_)) | None => {}
        }
    }

    fn as_any(&mut self) -> &mut dyn Any {
        self
    }
}

/// Runs `look` on the machine of an iterator, which must not call back into the VM's running of code.
///
/// # Panics
/// When the iterator is of another class: receivers are checked before.
pub fn with<M: Machine, R>(this: &Value, look: impl FnOnce(&mut M) -> R) -> R {
    driven(this, |driven: &mut Driven<M>| look(&mut driven.machine))
}

fn driven<M: Machine, R>(this: &Value, look: impl FnOnce(&mut Driven<M>) -> R) -> R {
    this.get::<PyIterator>()
        .and_then(|iterator| iterator.with(look))
        .expect("the receiver's state is that of its class")
}

/// A machine as an iterator object.
pub fn make<M: Machine>(vm: &Vm, machine: M, class: &Ref<PyType>) -> Value {
    vm.new_iterator(
        Driven {
            machine,
            pending: None,
        },
        class,
    )
}

/// The class that a `__new__` was given.
pub fn class_of(vm: &Vm, args: Args<'_>) -> PyResult<Ref<PyType>> {
    args.get(0)
        .to_ref::<PyType>()
        .filter(|class| class.kind == Kind::Iterator)
        .ok_or_else(|| vm.type_error("the class is not one of itertools"))
}

/// `__next__` of every class here.
pub fn next<M: Machine>(vm: &Vm, args: Args<'_>) -> NativeResult {
    let this = args.get(0);
    let iterator = this
        .get::<PyIterator>()
        .expect("the receiver is an iterator");
    match iterator.step(vm)? {
        Step::Item(value) => return Ok(value.into()),
        Step::Done => return Err(vm.stop_iteration(Value::none())),
        Step::Slow => {}
    }
    let (vm, this) = (vm.clone(), this.clone());
    Vm::future(async move {
        let mut want = match driven(&this, |own: &mut Driven<M>| own.pending.take()) {
            Some(Pending::Want(want)) => want,
            Some(Pending::Answer(answer)) => {
                with(&this, |machine: &mut M| machine.resume(&vm, answer))?
            }
            None => with(&this, |machine: &mut M| machine.resume(&vm, Answer::Start))?,
        };
        loop {
            match want {
                Want::Yield(value) => return Ok(value),
                Want::Done => return Err(vm.stop_iteration(Value::none())),
                _ => {}
            }
            vm.charge(1).await?;
            let answer = match quick(&vm, &want) {
                Ok(Some(answer)) => Ok(answer),
                Ok(None) => slow(&vm, want).await,
                Err(raised) => Err(raised),
            };
            want = match answer {
                Ok(answer) => with(&this, |machine: &mut M| machine.resume(&vm, answer))?,
                Err(raised) => {
                    with(&this, M::failed);
                    return Err(raised);
                }
            };
        }
    })
}
