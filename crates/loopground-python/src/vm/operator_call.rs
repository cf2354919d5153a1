//! Operators whose method is Python code: called as any function, without a native in between.
//!
//! The first method that is asked gets a frame of its own; only when it answers `NotImplemented` does the whole
//! protocol (`operators`) take over for the rest.

use super::operators::{BinaryOperator, Comparison};
use super::{Flow, NativeResult, Vm};
use crate::object::{Ref, Value};
use crate::types::function::PyFunction;
use crate::types::type_object::TypeFlags;

/// Which operator is being computed.
#[derive(Clone, Copy)]
pub enum Operator {
    Binary {
        op: BinaryOperator,
        in_place: bool,
    },
    Compare {
        op: Comparison,
        /// The next instruction tests the result.
        to_bool: bool,
    },
}

/// An operation whose first method runs as a frame.
pub struct Operation {
    pub operator: Operator,
    pub a: Value,
    pub b: Value,
}

impl Operation {
    /// Whether the method's answer is the operation's result as it is.
    #[inline(always)]
    #[must_use]
    pub fn settled(&self, vm: &Vm, answer: &Value) -> bool {
        match self.operator {
            Operator::Compare { to_bool: true, .. } => answer.as_bool().is_some(),
            _ => !answer.is(&vm.types.not_implemented),
        }
    }

    /// What is left to do after an answer that does not settle it.
    pub fn go_on(self, vm: &Vm, answer: Value) -> NativeResult {
        let declined = answer.is(&vm.types.not_implemented);
        match self.operator {
            Operator::Binary { op, in_place } if declined => {
                vm.binary_after_first(op, in_place, &self.a, &self.b)
            }
            Operator::Compare { op, to_bool } => {
                let flow = if declined {
                    vm.comparison_after_first(op, &self.a, &self.b)?
                } else {
                    answer.into()
                };
                if to_bool {
                    vm.truth_flow(flow)
                } else {
                    Ok(flow)
                }
            }
            Operator::Binary { .. } => Ok(answer.into()),
        }
    }
}

impl Vm {
    /// The Python function that is asked first for `a op b`, when it takes two arguments.
    #[inline]
    pub(super) fn operator_function(
        &self,
        operator: Operator,
        a: &Value,
        b: &Value,
    ) -> Option<Ref<PyFunction>> {
        let left = self.class_of(a);
        if !left.has_flag(TypeFlags::HEAP) {
            return None;
        }
        let found = match operator {
            Operator::Binary { op, in_place } => {
                let (name, _, augmented) = self.binary_names(op);
                let augmented = if in_place {
                    left.lookup(augmented)
                } else {
                    None
                };
                match augmented {
                    Some(augmented) => Some(augmented),
                    None if self.right_may_come_first(&left, b) => return None,
                    None => left.lookup(name),
                }
            }
            Operator::Compare { .. } if self.right_may_come_first(&left, b) => return None,
            Operator::Compare { op, .. } => left.lookup(self.comparison_name(op)),
        };
        found?
            .into_ref::<PyFunction>()
            .ok()
            .filter(|function| function.accepts(2))
    }

    /// `__getitem__` that is Python code.
    #[inline]
    pub(super) fn subscript_function(&self, container: &Value) -> Option<Ref<PyFunction>> {
        self.special_function(container, &self.names.__getitem__, 2)
    }

    /// `__next__` that is Python code.
    #[inline]
    pub(super) fn next_function(&self, iterator: &Value) -> Option<Ref<PyFunction>> {
        self.special_function(iterator, &self.names.__next__, 1)
    }

    /// A special method of an instance of a program's class, when it is a function that takes this many arguments.
    #[inline]
    fn special_function(
        &self,
        value: &Value,
        name: &Value,
        arguments: usize,
    ) -> Option<Ref<PyFunction>> {
        let class = self.class_of(value);
        if !class.has_flag(TypeFlags::HEAP) {
            return None;
        }
        let function = class.lookup(name)?.into_ref::<PyFunction>().ok()?;
        function.accepts(arguments).then_some(function)
    }

    #[inline]
    fn right_may_come_first(
        &self,
        left: &Ref<crate::types::type_object::PyType>,
        b: &Value,
    ) -> bool {
        let right = self.class_of(b);
        !right.ptr_eq(left) && right.is_subclass_of(left)
    }

    /// A flow whose value is made a bool.
    pub(super) fn truth_flow(&self, flow: Flow) -> NativeResult {
        if let Flow::Value(value) = &flow
            && let Some(truth) = self.quick_truth(value).or_else(|| self.native_truth(value))
        {
            return Ok(Value::bool(truth).into());
        }
        let vm = self.clone();
        Self::future(async move {
            let value = vm.run_flow(flow).await?;
            vm.truth(&value).await.map(Value::bool)
        })
    }
}
