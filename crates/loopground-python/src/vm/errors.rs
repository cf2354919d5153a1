//! Raising builtin exceptions from Rust.

use super::{PyResult, Raised, Vm};
use crate::object::{Ref, Value};
use crate::types::exception::PyException;
use crate::types::tuple::PyTuple;
use crate::types::type_object::PyType;

macro_rules! raisers {
    ($($(#[$doc:meta])* $name:ident: $class:ident;)*) => {
        impl Vm {
            $($(#[$doc])* #[cold] #[must_use] pub fn $name(&self, message: impl Into<String>) -> Raised {
                self.raise(&self.types.exceptions.$class, message)
            })*
        }
    };
}

raisers! {
    type_error: type_error;
    value_error: value_error;
    index_error: index_error;
    attribute_error: attribute_error;
    name_error: name_error;
    runtime_error: runtime_error;
    recursion_error: recursion_error;
    overflow_error: overflow_error;
    zero_division_error: zero_division_error;
    memory_error: memory_error;
    not_implemented_error: not_implemented_error;
    os_error: os_error;
    import_error: import_error;
    lookup_error: lookup_error;
    buffer_error: buffer_error;
    eof_error: eof_error;
    reference_error: reference_error;
    system_error: system_error;
    assertion_error: assertion_error;
    syntax_error: syntax_error;
}

impl Vm {
    /// A new exception of a builtin class with one message argument (none when the message is empty).
    #[must_use]
    pub fn raise(&self, class: &Ref<PyType>, message: impl Into<String>) -> Raised {
        let message = message.into();
        let args = if message.is_empty() {
            vec![]
        } else {
            vec![self.new_str(message)]
        };
        self.raise_with(class, args)
    }

    /// A new exception of a class with the layout of its builtin base, with these `args`. Does not run a Python
    /// `__init__`: for builtin classes only.
    #[must_use]
    pub fn raise_with(&self, class: &Ref<PyType>, args: Vec<Value>) -> Raised {
        let args = self.new_tuple(args);
        let exception = PyException::new(args.clone());
        let items = args.get::<PyTuple>().map_or(&[][..], PyTuple::items);
        crate::types::exception_methods::initialize(self, class, &exception, items);
        Raised(Ref::new(exception, class))
    }

    /// `KeyError(key)`.
    #[must_use]
    pub fn key_error(&self, key: &Value) -> Raised {
        self.raise_with(&self.types.exceptions.key_error, vec![key.clone()])
    }

    /// `StopIteration(value)`; without arguments when the value is `None`.
    #[must_use]
    pub fn stop_iteration(&self, value: Value) -> Raised {
        let args = if value.is_none() { vec![] } else { vec![value] };
        self.raise_with(&self.types.exceptions.stop_iteration, args)
    }

    /// `StopIteration(value)` whose one argument is the value whatever it is, also `None`.
    #[must_use]
    pub fn stop_iteration_exact(&self, value: Value) -> Raised {
        self.raise_with(&self.types.exceptions.stop_iteration, vec![value])
    }

    /// `AttributeError` for a missing attribute, with `name` and `obj` set (they make suggestions possible).
    #[must_use]
    pub fn no_attribute(&self, object: &Value, name: &Value) -> Raised {
        let text = name
            .get::<crate::types::str::PyStr>()
            .map_or_else(String::new, |n| n.lossy().into_owned());
        let message = if let Some(class) = object.to_ref::<PyType>() {
            format!(
                "type object '{}' has no attribute '{text}'",
                self.message_name(&class)
            )
        } else if let Some(module) = object.get::<crate::types::module::PyModule>() {
            let own = module.dict.get_name(&self.names.__name__);
            let own = own
                .as_ref()
                .and_then(Value::get::<crate::types::str::PyStr>);
            match own {
                Some(own) => format!("module '{}' has no attribute '{text}'", own.lossy()),
                None => format!("module has no attribute '{text}'"),
            }
        } else {
            format!(
                "'{}' object has no attribute '{text}'",
                self.type_name(object)
            )
        };
        let raised = self.attribute_error(message);
        raised.0.set_field("name", name.clone());
        raised.0.set_field("obj", object.clone());
        raised
    }

    /// `NameError: name 'x' is not defined`.
    #[must_use]
    pub fn undefined_name(&self, name: &Value) -> Raised {
        let text = name
            .get::<crate::types::str::PyStr>()
            .map_or_else(String::new, |n| n.lossy().into_owned());
        let raised = self.name_error(format!("name '{text}' is not defined"));
        raised.0.set_field("name", name.clone());
        raised
    }

    /// Whether the exception is an instance of a class.
    #[must_use]
    pub fn matches(&self, raised: &Raised, class: &Ref<PyType>) -> bool {
        let own = raised.0.object().class();
        own.ptr_eq(class) || own.is_subclass_of(class)
    }

    /// Turns `Err` of this class into `Ok(None)`.
    pub fn catch<T>(&self, result: PyResult<T>, class: &Ref<PyType>) -> PyResult<Option<T>> {
        match result {
            Ok(value) => Ok(Some(value)),
            Err(raised) if self.matches(&raised, class) => Ok(None),
            Err(raised) => Err(raised),
        }
    }
}

impl Raised {
    #[must_use]
    pub fn value(&self) -> Value {
        self.0.to_value()
    }

    #[must_use]
    pub fn class(&self) -> Ref<PyType> {
        self.0.object().class().clone()
    }
}
