//! Frames: one running activation of a code object.

use super::Vm;
use super::operator_call::Operation;
use crate::code::{PyCode, flags};
use crate::object::{Ref, Value};
use crate::types::dict::PyDict;
use crate::types::frame::PyFrame;
use crate::types::function::PyFunction;
use crate::types::generator::PyGenerator;

/// What is done with the outcome of an activation; decided by whoever started it.
pub enum Deliver {
    /// The value is pushed on the frame below, or answers the native below.
    Push,
    /// As `Push`, followed by a NULL: an attribute loaded to be called.
    PushWithNull,
    /// The value is thrown away (`__setitem__`, finalisers).
    Discard,
    /// A signal's handler ran before the frame's next instruction: an exception strikes that one.
    Signal,
    /// A trace function ran before the frame's instruction, which runs now.
    Again,
    /// `__init__` ended: it must have returned `None`, and the instance is the result.
    Construct(Value),
    /// The first method of an operator ended: unless it declined, its answer is pushed.
    Operator(Box<Operation>),
    /// `FOR_ITER`: a value is pushed; the end jumps there.
    ForIter(u32),
    /// `SEND`: what is yielded is pushed and yielded on; the result is pushed, and it jumps there.
    Send(u32),
    /// `SEND` to a step of an asynchronous generator, which stands on the stack: as `Send`, but what the generator
    /// itself yields is the result.
    AsyncSend(u32),
    /// `FOR_ITER` called `__next__`: as `ForIter`, but what is returned is an item.
    NextItem(u32),
    /// `SEND` called `send` or `__next__`: as `Send`, but what is returned is an item.
    SentItem(u32),
    /// A native wants to know how the generator stopped.
    Step,
}

/// How a generator's frame tells that it returned.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum ReturnStyle {
    /// To `FOR_ITER`, `SEND` or a native that resumes: as it is.
    Plain,
    /// To a caller of `__next__`, `send` or `throw`: raises `StopIteration`.
    StopIteration,
}

pub struct Frame {
    pub code: Ref<PyCode>,
    /// The next instruction.
    pub next: u32,
    /// Locals, cells and free variables; then the stack.
    pub slots: Vec<Option<Value>>,
    pub globals: Ref<PyDict>,
    pub function: Option<Ref<PyFunction>>,
    /// The namespace of a module, a class body or `exec`: a dict or any mapping.
    pub namespace: Option<Value>,
    /// Set in a generator's frame while it runs.
    pub generator: Option<Ref<PyGenerator>>,
    pub style: ReturnStyle,
    pub deliver: Deliver,
    /// The frame object, once somebody asked for it.
    pub object: Option<Ref<PyFrame>>,
}

impl Frame {
    /// A frame with unbound variables.
    #[must_use]
    pub fn new(code: Ref<PyCode>, globals: Ref<PyDict>) -> Box<Self> {
        let variables = code.variables.len();
        let mut slots = Vec::with_capacity(variables + code.stack_size + 1);
        slots.resize_with(variables, || None);
        Box::new(Self {
            code,
            next: 0,
            slots,
            globals,
            function: None,
            namespace: None,
            generator: None,
            style: ReturnStyle::Plain,
            deliver: Deliver::Push,
            object: None,
        })
    }

    /// Where names are looked up that are neither local nor global.
    #[must_use]
    pub fn builtins<'a>(&'a self, vm: &'a Vm) -> &'a Ref<PyDict> {
        match &self.function {
            Some(function) => &function.builtins,
            None => &vm.builtins,
        }
    }

    #[inline(always)]
    pub fn push(&mut self, value: Value) {
        self.slots.push(Some(value));
    }

    /// Pops a value; the verified bytecode has one there.
    #[inline(always)]
    pub fn pop(&mut self) -> Value {
        self.slots.pop().flatten().expect("a value on the stack")
    }

    #[inline(always)]
    pub fn pop_or_null(&mut self) -> Option<Value> {
        self.slots.pop().expect("an entry on the stack")
    }

    /// The value `depth` below the top (1: the top).
    #[inline(always)]
    #[must_use]
    pub fn peek(&self, depth: usize) -> &Value {
        self.slots[self.slots.len() - depth]
            .as_ref()
            .expect("a value on the stack")
    }

    /// Pushes the entry `depth` below the top once more.
    #[inline(always)]
    pub fn copy(&mut self, depth: usize) {
        let entry = self.slots[self.slots.len() - depth].clone();
        self.slots.push(entry);
    }

    /// Exchanges the top and the entry `depth` below it (1: the top).
    #[inline(always)]
    pub fn swap(&mut self, depth: usize) {
        let top = self.slots.len() - 1;
        self.slots.swap(top, top + 1 - depth);
    }

    /// Pops `count` values, in the order they were pushed.
    pub fn pop_many(&mut self, count: usize) -> Vec<Value> {
        let from = self.slots.len() - count;
        self.slots
            .drain(from..)
            .map(|value| value.expect("a value on the stack"))
            .collect()
    }

    /// The instruction being executed.
    #[inline(always)]
    #[must_use]
    pub fn current(&self) -> u32 {
        self.next.saturating_sub(1)
    }

    #[must_use]
    pub fn variables(&self) -> &[Option<Value>] {
        &self.slots[..self.code.variables.len()]
    }

    #[must_use]
    pub fn is_generator(&self) -> bool {
        self.code.flags & (flags::GENERATOR | flags::COROUTINE | flags::ASYNC_GENERATOR) != 0
    }

    /// Visits what a suspended frame owns, for the cycle collector.
    pub fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.code.to_value());
        visit(&self.globals.to_value());
        if let Some(function) = &self.function {
            visit(&function.to_value());
        }
        self.namespace.iter().for_each(&mut *visit);
        if let Some(object) = &self.object {
            visit(&object.to_value());
        }
        self.slots.iter().flatten().for_each(visit);
    }

    /// Lets go of the variables: the last goes first, as in CPython.
    fn release_slots(&mut self) {
        while self.slots.pop().is_some() {}
    }

    /// The frame is over: gives the variables to the frame object if anybody still has it.
    #[inline]
    pub fn finish(&mut self) {
        if let Some(object) = self.object.take() {
            self.give_up_variables(&object);
        }
        self.release_slots();
        self.function = None;
        self.namespace = None;
    }

    #[cold]
    fn give_up_variables(&mut self, object: &Ref<PyFrame>) {
        object.instruction.set(self.current());
        if object.object().reference_count() > 1 {
            self.slots.truncate(self.code.variables.len());
            *object.variables.borrow_mut() = Some(std::mem::take(&mut self.slots));
        }
    }
}

impl Drop for Frame {
    fn drop(&mut self) {
        self.release_slots();
    }
}
