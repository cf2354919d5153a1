//! Functions being made from code: defaults, closures, and how simple their calls are.
//!
//! Not here: calling them (`call`), the methods of function objects (`types`).

use super::Vm;
use super::frame::Frame;
use crate::code::{PyCode, flags};
use crate::object::{Ref, Value};
use crate::types::cell::PyCell;
use crate::types::dict::PyDict;
use crate::types::function::PyFunction;
use crate::types::module::PyModule;
use crate::types::tuple::PyTuple;
use std::cell::{Cell, RefCell};

/// `MAKE_FUNCTION`.
pub(super) fn make_function(vm: &Vm, frame: &mut Frame) -> Value {
    let code = frame.pop();
    let code = code.to_ref::<PyCode>().expect("MAKE_FUNCTION takes code");
    let builtins = frame.builtins(vm).clone();
    vm.new_function(&code, frame.globals.clone(), builtins)
        .into_value()
}

/// `SET_FUNCTION_ATTRIBUTE`: defaults, closure and the like.
pub(super) fn set_function_attribute(frame: &mut Frame, which: usize) {
    let function = frame.pop();
    let value = frame.pop();
    let target = function
        .get::<PyFunction>()
        .expect("SET_FUNCTION_ATTRIBUTE sets on a function");
    match which {
        1 => *target.defaults.borrow_mut() = Some(value),
        2 => *target.kw_defaults.borrow_mut() = Some(value),
        4 => *target.annotations.borrow_mut() = Some(value),
        8 => {
            let cells = value
                .get::<PyTuple>()
                .expect("a closure is a tuple")
                .items();
            *target.closure.borrow_mut() =
                cells.iter().filter_map(Value::to_ref::<PyCell>).collect();
        }
        16 => *target.annotate.borrow_mut() = Some(value),
        _ => *target.type_params.borrow_mut() = Some(value),
    }
    target.update_simple_arity();
    frame.push(function);
}

impl PyFunction {
    /// Recomputes whether calls bind by position alone; after `__code__` or `__defaults__` change.
    pub fn update_simple_arity(&self) {
        let code = self.code.borrow();
        let simple = code.keyword_only == 0
            && !code.has_flag(flags::VARARGS)
            && !code.has_flag(flags::VARKEYWORDS);
        self.simple_arity
            .set(if simple { code.arg_count } else { u32::MAX });
        let defaults = self.defaults.borrow();
        let defaulted = match defaults.as_ref() {
            Some(defaults) => defaults
                .get::<PyTuple>()
                .map_or(0, |defaults| defaults.items().len() as u32),
            None => 0,
        };
        self.least_arity.set(if simple {
            code.arg_count.saturating_sub(defaulted)
        } else {
            u32::MAX
        });
    }
}

impl Vm {
    /// The builtins that code with these globals sees: those of its `__builtins__`, or else `inherited`.
    #[must_use]
    pub fn builtins_of(&self, globals: &PyDict, inherited: &Ref<PyDict>) -> Ref<PyDict> {
        let given = globals.get_name(&self.names.__builtins__);
        given
            .and_then(|given| match given.get::<PyModule>() {
                Some(module) => Some(module.dict.clone()),
                None => given.to_ref(),
            })
            .unwrap_or_else(|| inherited.clone())
    }

    /// A function of a code object, without defaults or closure.
    #[must_use]
    pub fn new_function(
        &self,
        code: &Ref<PyCode>,
        globals: Ref<PyDict>,
        builtins: Ref<PyDict>,
    ) -> Ref<PyFunction> {
        let doc = if code.has_flag(flags::HAS_DOCSTRING) {
            code.constants.first().cloned().unwrap_or_else(Value::none)
        } else {
            Value::none()
        };
        let module = globals
            .get_name(&self.names.__name__)
            .unwrap_or_else(Value::none);
        let function = PyFunction {
            code: RefCell::new(code.clone()),
            globals,
            builtins,
            name: RefCell::new(code.name.clone()),
            qualname: RefCell::new(code.qualname.clone()),
            module: RefCell::new(module),
            doc: RefCell::new(doc),
            defaults: RefCell::default(),
            kw_defaults: RefCell::default(),
            closure: RefCell::default(),
            annotations: RefCell::default(),
            annotate: RefCell::default(),
            type_params: RefCell::default(),
            simple_arity: Cell::new(u32::MAX),
            least_arity: Cell::new(u32::MAX),
        };
        function.update_simple_arity();
        Ref::new(function, &self.types.function)
    }
}
