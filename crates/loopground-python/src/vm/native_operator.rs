//! Operators of builtin classes: the left operand's method is asked at once, without a list of who may be asked.
//!
//! Not here: what is asked when it declines (`operators`), and methods that are Python code (`operator_call`).

use super::call::is_native_of;
use super::operators::{BinaryOperator, Comparison};
use super::{Flow, NativeResult, Vm};
use crate::object::{Ref, Value};
use crate::types::native::{Args, PyNative};
use crate::types::type_object::PyType;

impl Vm {
    /// `a op b` where `a`'s method comes first and is native; `None` for everything else.
    pub(super) fn native_binary(
        &self,
        op: BinaryOperator,
        in_place: bool,
        a: &Value,
        b: &Value,
    ) -> Option<NativeResult> {
        let left = self.class_of(a);
        if self.right_comes_first(&left, b) {
            return None;
        }
        let (name, _, augmented) = self.binary_names(op);
        let method = match in_place {
            true => left.lookup(augmented).or_else(|| left.lookup(name)),
            false => left.lookup(name),
        }?;
        let answer = self.ask_native(&method, a, b)?;
        Some(self.unless_declined(answer, a, b, move |vm, a, b| {
            vm.binary_after_first(op, in_place, a, b)
        }))
    }

    /// The same for a comparison.
    pub(super) fn native_comparison(
        &self,
        op: Comparison,
        a: &Value,
        b: &Value,
    ) -> Option<NativeResult> {
        let left = self.class_of(a);
        if self.right_comes_first(&left, b) {
            return None;
        }
        let method = left.lookup(self.comparison_name(op))?;
        if self.compares_by_identity(op, &left, &method) && self.class_of(b).ptr_eq(&left) {
            return Some(Ok(Value::bool(a.is(b) == (op == Comparison::Eq)).into()));
        }
        let answer = self.ask_native(&method, a, b)?;
        Some(self.unless_declined(answer, a, b, move |vm, a, b| {
            vm.comparison_after_first(op, a, b)
        }))
    }

    /// The first method's answer; when it declines, what `rest` answers.
    fn unless_declined(
        &self,
        answer: NativeResult,
        a: &Value,
        b: &Value,
        rest: impl FnOnce(&Self, &Value, &Value) -> NativeResult + 'static,
    ) -> NativeResult {
        match answer {
            Ok(Flow::Value(value)) if value.is(&self.types.not_implemented) => rest(self, a, b),
            Ok(flow @ (Flow::Call(_) | Flow::Frame(_) | Flow::Future(_))) => {
                let (vm, a, b) = (self.clone(), a.clone(), b.clone());
                Self::future(async move {
                    let value = vm.run_flow(flow).await?;
                    if !value.is(&vm.types.not_implemented) {
                        return Ok(value);
                    }
                    let flow = rest(&vm, &a, &b)?;
                    vm.run_flow(flow).await
                })
            }
            answer => answer,
        }
    }

    /// Whether instances of a class, compared by this method of it, are equal only to themselves.
    fn compares_by_identity(&self, op: Comparison, class: &PyType, method: &Value) -> bool {
        let objects = |method: &Value| is_native_of(method, &self.types.object);
        match op {
            Comparison::Eq => objects(method),
            Comparison::Ne => {
                objects(method)
                    && class
                        .lookup(&self.names.__eq__)
                        .is_some_and(|equal| objects(&equal))
            }
            _ => false,
        }
    }

    /// Whether the right operand's method is asked first: that of a subclass is.
    fn right_comes_first(&self, left: &Ref<PyType>, b: &Value) -> bool {
        let right = self.class_of(b);
        !right.ptr_eq(left) && right.is_subclass_of(left)
    }

    /// `len(value)` of what counts itself without Python code; `None` for everything else, errors included.
    #[must_use]
    pub fn native_length(&self, value: &Value) -> Option<usize> {
        if let Some(length) = self.quick_length(value) {
            return Some(length);
        }
        self.counted(&self.class_of(value).lookup(&self.names.__len__)?, value)
    }

    /// `bool(value)` of what needs no Python code for that; `None` for everything else, errors included.
    pub(super) fn native_truth(&self, value: &Value) -> Option<bool> {
        let class = self.class_of(value);
        if let Some(method) = class.lookup(&self.names.__bool__) {
            return self.answer_of_native(&method, value)?.as_bool();
        }
        match class.lookup(&self.names.__len__) {
            Some(method) => self.counted(&method, value).map(|length| length != 0),
            None => Some(true),
        }
    }

    /// What a native `__len__` answers.
    fn counted(&self, method: &Value, value: &Value) -> Option<usize> {
        usize::try_from(self.answer_of_native(method, value)?.as_small_int()?).ok()
    }

    /// What a native method without arguments answers at once.
    fn answer_of_native(&self, method: &Value, value: &Value) -> Option<Value> {
        let native = method.get::<PyNative>()?;
        if native.signature().exact != 1 || !self.fits(native, value) {
            return None;
        }
        let slots = [Some(value.clone())];
        match (native.def.function)(self, Args(&slots)) {
            Ok(Flow::Value(answer)) => Some(answer),
            // Asked again by whoever can wait for it, or raise what it raised.
            _ => None,
        }
    }

    /// `None` when the method is not native, or wants to be bound or refused first.
    fn ask_native(&self, method: &Value, a: &Value, b: &Value) -> Option<NativeResult> {
        let native = method.get::<PyNative>()?;
        if native.signature().exact != 2 || !self.fits(native, a) {
            return None;
        }
        let slots = [Some(a.clone()), Some(b.clone())];
        Some((native.def.function)(self, Args(&slots)))
    }
}
