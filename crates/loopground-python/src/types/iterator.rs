//! Builtin iterators: one payload for all of them, with a step that cannot call Python code.
//!
//! An iterator over things that may be Python code (`map`, `enumerate` of a generator, …) answers
//! [`Step::Slow`] and is then stepped by its class's `__next__`, which can.

use std::cell::RefCell;

use crate::object::{Trace, Value};
use crate::vm::{PyResult, Vm};

/// What a step gave.
pub enum Step {
    Item(Value),
    /// Exhausted; asking again gives the same.
    Done,
    /// The next item takes Python code: call `__next__` of the class.
    Slow,
}

/// What a step that gives two values gave.
pub enum Pair {
    Items(Value, Value),
    Done,
    /// Not this iterator, or not this time: take a step.
    No,
}

/// A builtin iterator's state.
pub trait NativeIterator {
    /// The next item. When the answer is [`Step::Slow`] nothing has been consumed.
    fn step(&mut self, vm: &Vm) -> PyResult<Step>;

    /// The next item as its two parts, where the iterator would make a tuple just to have it taken apart. When the
    /// answer is [`Pair::No`] nothing has been consumed.
    fn step_pair(&mut self, _vm: &Vm) -> PyResult<Pair> {
        Ok(Pair::No)
    }

    /// `__length_hint__`, where it is known.
    fn length_hint(&self) -> Option<usize> {
        None
    }

    fn trace(&self, visit: &mut dyn FnMut(&Value));

    /// Gives access to the concrete type, for the class's own methods (`__reduce__`, `__next__`, …).
    fn as_any(&mut self) -> &mut dyn std::any::Any;
}

pub struct PyIterator {
    pub state: RefCell<Box<dyn NativeIterator>>,
}

impl PyIterator {
    pub fn step(&self, vm: &Vm) -> PyResult<Step> {
        match self.state.try_borrow_mut() {
            Ok(mut state) => state.step(vm),
            // It is being stepped already: an iterator that gets at itself.
            Err(_) => Ok(Step::Slow),
        }
    }

    pub fn step_pair(&self, vm: &Vm) -> PyResult<Pair> {
        match self.state.try_borrow_mut() {
            Ok(mut state) => state.step_pair(vm),
            Err(_) => Ok(Pair::No),
        }
    }

    /// Runs `f` on the state when it is a `T`.
    pub fn with<T: 'static, R>(&self, f: impl FnOnce(&mut T) -> R) -> Option<R> {
        self.state.borrow_mut().as_any().downcast_mut::<T>().map(f)
    }
}

impl Trace for PyIterator {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        // Borrowed only while an iterator that steps another one is being stepped; the collector runs at
        // safe points, never inside a step.
        if let Ok(state) = self.state.try_borrow() {
            state.trace(visit);
        }
    }
}
