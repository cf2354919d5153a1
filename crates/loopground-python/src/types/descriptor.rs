//! Descriptors: `property`, `staticmethod`, `classmethod`, slots' members, native attributes, `super`.
//!
//! Here: their payloads. What `obj.name` does with them is in `vm::attribute`.

use std::cell::RefCell;

use crate::object::{Ref, Trace, Value};
use crate::types::type_object::PyType;
use crate::vm::{PyResult, Vm};

/// `property(fget, fset, fdel, doc)`.
pub struct PyProperty {
    pub getter: RefCell<Option<Value>>,
    pub setter: RefCell<Option<Value>>,
    pub deleter: RefCell<Option<Value>>,
    pub doc: RefCell<Option<Value>>,
    /// The documentation is the getter's.
    pub getter_doc: std::cell::Cell<bool>,
    pub name: RefCell<Option<Value>>,
}

impl Trace for PyProperty {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        for field in [
            &self.getter,
            &self.setter,
            &self.deleter,
            &self.doc,
            &self.name,
        ] {
            field.borrow().iter().for_each(&mut *visit);
        }
    }

    fn clear(&self) {
        let fields =
            [&self.getter, &self.setter, &self.deleter].map(|field| field.borrow_mut().take());
        drop(fields);
    }
}

pub struct PyStaticMethod {
    pub callable: RefCell<Value>,
}

impl Trace for PyStaticMethod {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.callable.borrow());
    }
}

pub struct PyClassMethod {
    pub callable: RefCell<Value>,
}

impl Trace for PyClassMethod {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.callable.borrow());
    }
}

/// A named tuple's field: its place in the tuple.
pub struct PyTupleGetter {
    pub index: usize,
    pub doc: RefCell<Value>,
}

impl Trace for PyTupleGetter {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.doc.borrow());
    }
}

/// A slot made by `__slots__`.
pub struct PyMember {
    pub name: Value,
    pub owner: Ref<PyType>,
    pub index: usize,
}

impl Trace for PyMember {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.name);
        visit(&self.owner.to_value());
    }
}

/// Reads a native attribute.
pub type Getter = fn(&Vm, &Value) -> PyResult;
/// Writes (`Some`) or deletes (`None`) a native attribute.
pub type Setter = fn(&Vm, &Value, Option<Value>) -> PyResult<()>;

/// A native attribute: computed in Rust, without calling Python code.
pub struct PyGetSet {
    pub name: &'static str,
    pub owner: Ref<PyType>,
    pub getter: Getter,
    /// Absent: the attribute is read-only.
    pub setter: Option<Setter>,
    pub doc: &'static str,
    /// Gives the object whose attribute of the same name is meant.
    pub inner: Option<Getter>,
}

impl Trace for PyGetSet {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.owner.to_value());
    }
}

/// `super(start, receiver)`.
pub struct PySuper {
    /// Attributes are looked up after this class in the order of `class`.
    pub start: Ref<PyType>,
    /// `None` for an unbound `super(T)`.
    pub receiver: Option<Value>,
    /// The class whose method resolution order is walked.
    pub class: Option<Ref<PyType>>,
}

impl Trace for PySuper {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.start.to_value());
        self.receiver.iter().for_each(&mut *visit);
        if let Some(class) = &self.class {
            visit(&class.to_value());
        }
    }
}
