//! Functions and bound methods.

use std::cell::{Cell, RefCell};

use crate::code::PyCode;
use crate::object::{Ref, Trace, Value};
use crate::types::cell::PyCell;
use crate::types::dict::PyDict;

/// A function defined by `def` or `lambda`.
pub struct PyFunction {
    pub code: RefCell<Ref<PyCode>>,
    pub globals: Ref<PyDict>,
    pub builtins: Ref<PyDict>,
    pub name: RefCell<Value>,
    pub qualname: RefCell<Value>,
    pub module: RefCell<Value>,
    pub doc: RefCell<Value>,
    /// A tuple or `None`.
    pub defaults: RefCell<Option<Value>>,
    /// A dict or `None`.
    pub kw_defaults: RefCell<Option<Value>>,
    pub closure: RefCell<Vec<Ref<PyCell>>>,
    /// `__annotations__` once made, and the function that makes them (PEP 649).
    pub annotations: RefCell<Option<Value>>,
    pub annotate: RefCell<Option<Value>>,
    pub type_params: RefCell<Option<Value>>,
    /// Positional arguments when exactly that many bind without looking further: no defaults missing, no
    /// `*args`, no keyword-only parameters. `u32::MAX` when binding must look.
    pub simple_arity: Cell<u32>,
    /// The fewest that bind so when defaults fill the rest; `u32::MAX` as above.
    pub least_arity: Cell<u32>,
}

impl PyFunction {
    /// Whether this many positional arguments bind by position and defaults alone.
    #[inline(always)]
    #[must_use]
    pub fn accepts(&self, given: usize) -> bool {
        let arity = self.simple_arity.get();
        arity != u32::MAX && given <= arity as usize && given >= self.least_arity.get() as usize
    }
}

impl Trace for PyFunction {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.code.borrow().to_value());
        visit(&self.globals.to_value());
        visit(&self.builtins.to_value());
        for field in [&self.name, &self.qualname, &self.module, &self.doc] {
            visit(&field.borrow());
        }
        for field in [
            &self.defaults,
            &self.kw_defaults,
            &self.annotations,
            &self.annotate,
            &self.type_params,
        ] {
            field.borrow().iter().for_each(&mut *visit);
        }
        for cell in self.closure.borrow().iter() {
            visit(&cell.to_value());
        }
    }

    fn clear(&self) {
        let closure = std::mem::take(&mut *self.closure.borrow_mut());
        let fields = [
            &self.defaults,
            &self.kw_defaults,
            &self.annotations,
            &self.annotate,
        ]
        .map(|field| field.borrow_mut().take());
        drop((closure, fields));
    }
}

/// A function with its first argument: `instance.method`.
pub struct PyBoundMethod {
    pub function: Value,
    pub receiver: Value,
}

impl Trace for PyBoundMethod {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.function);
        visit(&self.receiver);
    }
}
