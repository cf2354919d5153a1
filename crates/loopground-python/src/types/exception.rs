//! Exceptions: what every instance of `BaseException` carries.
//!
//! Fields that only some classes have (`StopIteration.value`, `OSError.errno`, …) are kept by name in
//! `fields` and read through native attributes of those classes.

use std::cell::{Cell, RefCell};

use crate::object::{Ref, Trace, Value};
use crate::types::traceback::PyTraceback;
use crate::types::tuple::PyTuple;
use crate::types::type_object::{PyType, TypeFlags};
use crate::vm::Vm;

pub struct PyException {
    /// Always a tuple.
    pub args: RefCell<Value>,
    pub cause: RefCell<Option<Value>>,
    pub context: RefCell<Option<Value>>,
    pub suppress_context: Cell<bool>,
    pub traceback: RefCell<Option<Ref<PyTraceback>>>,
    pub fields: RefCell<Vec<(&'static str, Value)>>,
}

impl PyException {
    #[must_use]
    pub fn new(args: Value) -> Self {
        Self {
            args: RefCell::new(args),
            cause: RefCell::new(None),
            context: RefCell::new(None),
            suppress_context: Cell::new(false),
            traceback: RefCell::new(None),
            fields: RefCell::new(Vec::new()),
        }
    }

    #[must_use]
    pub fn field(&self, name: &str) -> Option<Value> {
        self.fields
            .borrow()
            .iter()
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value.clone())
    }

    pub fn set_field(&self, name: &'static str, value: Value) {
        let mut fields = self.fields.borrow_mut();
        let old = match fields.iter_mut().find(|(key, _)| *key == name) {
            Some((_, slot)) => Some(std::mem::replace(slot, value)),
            None => {
                fields.push((name, value));
                None
            }
        };
        drop(fields);
        drop(old);
    }
}

/// An exception of a class that neither makes nor fills its instances itself, from positional arguments; `None` for
/// groups and those that look at their arguments.
#[must_use]
pub fn plain(vm: &Vm, class: &Ref<PyType>, given: Vec<Value>) -> Option<Value> {
    let exceptions = &vm.types.exceptions;
    if class.has_flag(TypeFlags::FIELDS)
        && (class.is_subclass_of(&exceptions.base_exception_group)
            || class.is_subclass_of(&exceptions.syntax_error)
            || class.is_subclass_of(&exceptions.unicode_error))
    {
        return None;
    }
    let args = vm.new_tuple(given);
    let exception = PyException::new(args.clone());
    let given = args.get::<PyTuple>().map_or(&[][..], PyTuple::items);
    super::exception_methods::initialize(vm, class, &exception, given);
    Some(Ref::new(exception, class).into_value())
}

impl Trace for PyException {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.args.borrow());
        self.cause.borrow().iter().for_each(&mut *visit);
        self.context.borrow().iter().for_each(&mut *visit);
        if let Some(traceback) = &*self.traceback.borrow() {
            visit(&traceback.to_value());
        }
        for (_, value) in self.fields.borrow().iter() {
            visit(value);
        }
    }

    fn clear(&self) {
        let links = (
            self.cause.take(),
            self.context.take(),
            self.traceback.take(),
            self.fields.take(),
        );
        drop(links);
    }
}
