//! Operators: arithmetic, comparison, truth, subscripts.
//!
//! Here: the protocol (which method of which operand is asked in which order) and fast paths for unboxed
//! numbers. What `int.__add__` computes is in `types`.

use std::cmp::Ordering;

use super::{Flow, NativeResult, PyResult, Vm};
use crate::object::{Kind, Value, View};
use crate::types::native::{Args, PyNative};
use crate::types::str::PyStr;
use crate::types::type_object::TypeFlags;

/// The binary operators, numbered as in `BINARY_OP`; the in-place forms follow at +13.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum BinaryOperator {
    Add,
    And,
    FloorDivide,
    Lshift,
    MatrixMultiply,
    Multiply,
    Remainder,
    Or,
    Power,
    Rshift,
    Subtract,
    TrueDivide,
    Xor,
}

impl BinaryOperator {
    const ALL: [Self; 13] = [
        Self::Add,
        Self::And,
        Self::FloorDivide,
        Self::Lshift,
        Self::MatrixMultiply,
        Self::Multiply,
        Self::Remainder,
        Self::Or,
        Self::Power,
        Self::Rshift,
        Self::Subtract,
        Self::TrueDivide,
        Self::Xor,
    ];

    /// From the operand of `BINARY_OP`: the operator, and whether it is the in-place form.
    #[must_use]
    pub fn from_oparg(arg: u8) -> (Self, bool) {
        (Self::ALL[usize::from(arg % 13)], arg >= 13)
    }

    fn symbol(self, in_place: bool) -> &'static str {
        match (self, in_place) {
            (Self::Add, false) => "+",
            (Self::Add, true) => "+=",
            (Self::And, false) => "&",
            (Self::And, true) => "&=",
            (Self::FloorDivide, false) => "//",
            (Self::FloorDivide, true) => "//=",
            (Self::Lshift, false) => "<<",
            (Self::Lshift, true) => "<<=",
            (Self::MatrixMultiply, false) => "@",
            (Self::MatrixMultiply, true) => "@=",
            (Self::Multiply, false) => "*",
            (Self::Multiply, true) => "*=",
            (Self::Remainder, false) => "%",
            (Self::Remainder, true) => "%=",
            (Self::Or, false) => "|",
            (Self::Or, true) => "|=",
            (Self::Power, false) => "** or pow()",
            (Self::Power, true) => "**=",
            (Self::Rshift, false) => ">>",
            (Self::Rshift, true) => ">>=",
            (Self::Subtract, false) => "-",
            (Self::Subtract, true) => "-=",
            (Self::TrueDivide, false) => "/",
            (Self::TrueDivide, true) => "/=",
            (Self::Xor, false) => "^",
            (Self::Xor, true) => "^=",
        }
    }
}

/// `<`, `<=`, …, numbered as in `COMPARE_OP`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Comparison {
    Lt,
    Le,
    Eq,
    Ne,
    Gt,
    Ge,
}

impl Comparison {
    #[inline(always)]
    #[must_use]
    pub fn from_oparg(arg: u8) -> Self {
        match arg {
            0 => Self::Lt,
            1 => Self::Le,
            2 => Self::Eq,
            3 => Self::Ne,
            4 => Self::Gt,
            _ => Self::Ge,
        }
    }

    /// Whether an ordering satisfies it; `None` stands for unordered (NaN).
    #[inline(always)]
    #[must_use]
    pub fn holds(self, ordering: Option<Ordering>) -> bool {
        match ordering {
            None => self == Self::Ne,
            Some(ordering) => match self {
                Self::Lt => ordering.is_lt(),
                Self::Le => ordering.is_le(),
                Self::Eq => ordering.is_eq(),
                Self::Ne => ordering.is_ne(),
                Self::Gt => ordering.is_gt(),
                Self::Ge => ordering.is_ge(),
            },
        }
    }

    #[must_use]
    pub fn reflected(self) -> Self {
        match self {
            Self::Lt => Self::Gt,
            Self::Le => Self::Ge,
            Self::Gt => Self::Lt,
            Self::Ge => Self::Le,
            same => same,
        }
    }

    #[must_use]
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Lt => "<",
            Self::Le => "<=",
            Self::Eq => "==",
            Self::Ne => "!=",
            Self::Gt => ">",
            Self::Ge => ">=",
        }
    }
}

/// Floor division and remainder of machine integers; `None` on overflow. The divisor is not zero.
#[inline(always)]
fn floor_div_mod(a: i64, b: i64) -> Option<(i64, i64)> {
    let quotient = a.checked_div(b)?;
    let remainder = a - quotient * b;
    if remainder != 0 && (remainder < 0) != (b < 0) {
        Some((quotient - 1, remainder + b))
    } else {
        Some((quotient, remainder))
    }
}

/// The result for unboxed integers, where it is an unboxed number and no error.
#[inline(always)]
#[must_use]
pub fn int_op(op: BinaryOperator, a: i64, b: i64) -> Option<Value> {
    use BinaryOperator as Op;
    Some(match op {
        Op::Add => Value::int(a.checked_add(b)?),
        Op::Subtract => Value::int(a.checked_sub(b)?),
        Op::Multiply => Value::int(a.checked_mul(b)?),
        Op::And => Value::int(a & b),
        Op::Or => Value::int(a | b),
        Op::Xor => Value::int(a ^ b),
        Op::FloorDivide if b != 0 => Value::int(floor_div_mod(a, b)?.0),
        Op::Remainder if b != 0 => Value::int(floor_div_mod(a, b)?.1),
        Op::TrueDivide if b != 0 && a.unsigned_abs() < 1 << 53 && b.unsigned_abs() < 1 << 53 => {
            Value::float(a as f64 / b as f64)
        }
        Op::Rshift if b >= 0 => Value::int(a >> b.min(63)),
        Op::Lshift if (0..63).contains(&b) => {
            let shifted = a << b;
            if shifted >> b != a {
                return None;
            }
            Value::int(shifted)
        }
        Op::Power if (0..64).contains(&b) => Value::int(a.checked_pow(b as u32)?),
        _ => return None,
    })
}

/// The result for floats, where it is no error.
#[inline(always)]
#[must_use]
pub fn float_op(op: BinaryOperator, a: f64, b: f64) -> Option<Value> {
    use BinaryOperator as Op;
    Some(Value::float(match op {
        Op::Add => a + b,
        Op::Subtract => a - b,
        Op::Multiply => a * b,
        Op::TrueDivide if b != 0.0 => a / b,
        _ => return None,
    }))
}

/// Operands as floats when both are unboxed numbers and one is a float.
#[inline(always)]
fn as_floats(a: &Value, b: &Value) -> Option<(f64, f64)> {
    match (a.view(), b.view()) {
        (View::Float(a), View::Float(b)) => Some((a, b)),
        (View::Float(a), View::Int(b)) if b.unsigned_abs() < 1 << 53 => Some((a, b as f64)),
        (View::Int(a), View::Float(b)) if a.unsigned_abs() < 1 << 53 => Some((a as f64, b)),
        _ => None,
    }
}

impl Vm {
    /// A binary operation on numbers that needs neither methods nor errors.
    #[inline(always)]
    #[must_use]
    pub fn quick_binary(op: BinaryOperator, a: &Value, b: &Value) -> Option<Value> {
        if let Some((a, b)) = Value::both_ints(a, b) {
            return int_op(op, a, b);
        }
        let (a, b) = as_floats(a, b)?;
        float_op(op, a, b)
    }

    /// A comparison of numbers or strings that needs no methods.
    #[inline(always)]
    #[must_use]
    pub fn quick_compare(&self, op: Comparison, a: &Value, b: &Value) -> Option<bool> {
        if let Some((a, b)) = Value::both_ints(a, b) {
            return Some(op.holds(Some(a.cmp(&b))));
        }
        if let Some((a, b)) = as_floats(a, b) {
            return Some(op.holds(a.partial_cmp(&b)));
        }
        let (x, y) = (a.get::<PyStr>()?, b.get::<PyStr>()?);
        if !self.is_exactly(a, &self.types.str) || !self.is_exactly(b, &self.types.str) {
            return None;
        }
        // The order of UTF-8 (and WTF-8) is the order of code points.
        Some(match op {
            Comparison::Eq => x.bytes() == y.bytes(),
            Comparison::Ne => x.bytes() != y.bytes(),
            _ => op.holds(Some(x.bytes().cmp(y.bytes()))),
        })
    }

    pub(super) fn binary_names(&self, op: BinaryOperator) -> (&Value, &Value, &Value) {
        let n = &self.names;
        match op {
            BinaryOperator::Add => (&n.__add__, &n.__radd__, &n.__iadd__),
            BinaryOperator::And => (&n.__and__, &n.__rand__, &n.__iand__),
            BinaryOperator::FloorDivide => (&n.__floordiv__, &n.__rfloordiv__, &n.__ifloordiv__),
            BinaryOperator::Lshift => (&n.__lshift__, &n.__rlshift__, &n.__ilshift__),
            BinaryOperator::MatrixMultiply => (&n.__matmul__, &n.__rmatmul__, &n.__imatmul__),
            BinaryOperator::Multiply => (&n.__mul__, &n.__rmul__, &n.__imul__),
            BinaryOperator::Remainder => (&n.__mod__, &n.__rmod__, &n.__imod__),
            BinaryOperator::Or => (&n.__or__, &n.__ror__, &n.__ior__),
            BinaryOperator::Power => (&n.__pow__, &n.__rpow__, &n.__ipow__),
            BinaryOperator::Rshift => (&n.__rshift__, &n.__rrshift__, &n.__irshift__),
            BinaryOperator::Subtract => (&n.__sub__, &n.__rsub__, &n.__isub__),
            BinaryOperator::TrueDivide => (&n.__truediv__, &n.__rtruediv__, &n.__itruediv__),
            BinaryOperator::Xor => (&n.__xor__, &n.__rxor__, &n.__ixor__),
        }
    }

    /// `a op b` (or `a op= b`), the whole protocol.
    pub fn binary_operation(
        &self,
        op: BinaryOperator,
        in_place: bool,
        a: &Value,
        b: &Value,
    ) -> NativeResult {
        if let Some(value) = Self::quick_binary(op, a, b) {
            return Ok(value.into());
        }
        if let Some(answer) = self.native_binary(op, in_place, a, b) {
            return answer;
        }
        let attempts = self.binary_attempts(op, in_place, a, b);
        self.try_binary(op, in_place, a, b, attempts)
    }

    /// As [`Self::binary_operation`], after the method that is asked first has declined.
    pub(super) fn binary_after_first(
        &self,
        op: BinaryOperator,
        in_place: bool,
        a: &Value,
        b: &Value,
    ) -> NativeResult {
        let mut attempts = self.binary_attempts(op, in_place, a, b);
        attempts.remove(0);
        self.try_binary(op, in_place, a, b, attempts)
    }

    /// The methods of a binary operation in the order in which they are asked.
    fn binary_attempts(
        &self,
        op: BinaryOperator,
        in_place: bool,
        a: &Value,
        b: &Value,
    ) -> Vec<(Value, Value, Value)> {
        let (name, reflected, augmented) = self.binary_names(op);
        let (left, right) = (self.class_of(a), self.class_of(b));
        let mut attempts: Vec<(Value, Value, Value)> = Vec::with_capacity(3);
        if in_place && let Some(method) = left.lookup(augmented) {
            attempts.push((method, a.clone(), b.clone()));
        }
        let forward = left.lookup(name);
        let same_class = left.ptr_eq(&right);
        let backward = if same_class {
            None
        } else {
            right.lookup(reflected)
        };
        let right_first = backward.is_some()
            && right.is_subclass_of(&left)
            && left.lookup(reflected).is_none_or(|inherited| {
                !backward
                    .as_ref()
                    .is_some_and(|backward| backward.is(&inherited))
            });
        let forward = forward.map(|method| (method, a.clone(), b.clone()));
        let backward = backward.map(|method| (method, b.clone(), a.clone()));
        if right_first {
            attempts.extend(backward);
            attempts.extend(forward);
        } else {
            attempts.extend(forward);
            attempts.extend(backward);
        }
        attempts
    }

    fn try_binary(
        &self,
        op: BinaryOperator,
        in_place: bool,
        a: &Value,
        b: &Value,
        attempts: Vec<(Value, Value, Value)>,
    ) -> NativeResult {
        let sequence_add = matches!(op, BinaryOperator::Add);
        self.try_methods(
            attempts,
            move |vm, a, b| {
                if sequence_add && let Some(message) = vm.concatenation_error(a, b) {
                    return vm.type_error(message);
                }
                if op == BinaryOperator::Multiply
                    && let Some(message) = vm.repetition_error(a, b)
                {
                    return vm.type_error(message);
                }
                let symbol = op.symbol(in_place);
                let hint = if op == BinaryOperator::Rshift
                    && a.get::<PyNative>()
                        .is_some_and(|native| native.def.name == "print")
                {
                    ". Did you mean \"print(<message>, file=<output_stream>)\"?"
                } else {
                    ""
                };
                vm.type_error(format!(
                    "unsupported operand type(s) for {symbol}: '{}' and '{}'{hint}",
                    vm.operand_name(a),
                    vm.operand_name(b)
                ))
            },
            a,
            b,
        )
    }

    fn operand_name(&self, value: &Value) -> String {
        if value.get::<PyNative>().is_some() {
            return "builtin_function_or_method".to_owned();
        }
        self.type_name(value)
    }

    /// CPython words `+` between a sequence and something else by the sequence.
    fn concatenation_error(&self, a: &Value, b: &Value) -> Option<String> {
        let name = match a.as_object()?.kind() {
            Kind::Str => {
                return Some(format!(
                    "can only concatenate str (not \"{}\") to str",
                    self.type_name(b)
                ));
            }
            Kind::List => "list",
            Kind::Tuple => "tuple",
            Kind::Bytes => return Some(format!("can't concat {} to bytes", self.type_name(b))),
            _ => return None,
        };
        Some(format!(
            "can only concatenate {name} (not \"{}\") to {name}",
            self.type_name(b)
        ))
    }

    /// A sequence times something that is no integer.
    fn repetition_error(&self, a: &Value, b: &Value) -> Option<String> {
        let repeats = |value: &Value| {
            let kind = value.as_object().map(crate::object::Object::kind);
            matches!(
                kind,
                Some(Kind::Str | Kind::List | Kind::Tuple | Kind::Bytes | Kind::ByteArray)
            )
        };
        let count = match (repeats(a), repeats(b)) {
            (true, _) => b,
            (false, true) => a,
            _ => return None,
        };
        Some(format!(
            "can't multiply sequence by non-int of type '{}'",
            self.type_name(count)
        ))
    }

    /// Calls methods `(method, receiver, argument)` in turn until one does not answer `NotImplemented`.
    fn try_methods(
        &self,
        attempts: Vec<(Value, Value, Value)>,
        error: impl FnOnce(&Self, &Value, &Value) -> super::Raised + 'static,
        a: &Value,
        b: &Value,
    ) -> NativeResult {
        let mut attempts = attempts.into_iter();
        let mut first = None;
        for (method, receiver, argument) in attempts.by_ref() {
            // Natives answer at once; the first method that is Python code needs a future.
            let own = method.to_ref::<PyNative>();
            let Some(native) = own.filter(|native| self.fits(native, &receiver)) else {
                first = Some((self.call_special(&receiver, method, vec![argument]), ()));
                break;
            };
            let slots = [Some(receiver), Some(argument)];
            let flow = if native.signature().exact == 2 {
                (native.def.function)(self, Args(&slots))?
            } else {
                let [receiver, argument] = slots;
                self.call_native(
                    &native,
                    vec![receiver, argument]
                        .into_iter()
                        .flatten()
                        .collect::<Vec<_>>()
                        .into(),
                )?
            };
            match flow {
                Flow::Value(value) if value.is(&self.types.not_implemented) => {}
                Flow::Value(value) => return Ok(value.into()),
                flow => {
                    first = Some((flow, ()));
                    break;
                }
            }
        }
        let Some((flow, ())) = first else {
            return Err(error(self, a, b));
        };
        let (vm, a, b) = (self.clone(), a.clone(), b.clone());
        let rest: Vec<_> = attempts.collect();
        Self::future(async move {
            let value = vm.run_flow(flow).await?;
            if !value.is(&vm.types.not_implemented) {
                return Ok(value);
            }
            for (method, receiver, argument) in rest {
                let value = vm
                    .run_flow(vm.call_special(&receiver, method, vec![argument]))
                    .await?;
                if !value.is(&vm.types.not_implemented) {
                    return Ok(value);
                }
            }
            Err(error(&vm, &a, &b))
        })
    }

    #[must_use]
    pub fn comparison_name(&self, op: Comparison) -> &Value {
        match op {
            Comparison::Lt => &self.names.__lt__,
            Comparison::Le => &self.names.__le__,
            Comparison::Eq => &self.names.__eq__,
            Comparison::Ne => &self.names.__ne__,
            Comparison::Gt => &self.names.__gt__,
            Comparison::Ge => &self.names.__ge__,
        }
    }

    /// `a op b`; the result may be any object.
    pub fn comparison(&self, op: Comparison, a: &Value, b: &Value) -> NativeResult {
        if let Some(result) = self.quick_compare(op, a, b) {
            return Ok(Value::bool(result).into());
        }
        if let Some(answer) = self.native_comparison(op, a, b) {
            return answer;
        }
        let attempts = self.comparison_attempts(op, a, b);
        self.try_comparison(op, a, b, attempts)
    }

    /// As [`Self::comparison`], after the method that is asked first has declined.
    pub(super) fn comparison_after_first(
        &self,
        op: Comparison,
        a: &Value,
        b: &Value,
    ) -> NativeResult {
        let mut attempts = self.comparison_attempts(op, a, b);
        attempts.remove(0);
        self.try_comparison(op, a, b, attempts)
    }

    fn comparison_attempts(
        &self,
        op: Comparison,
        a: &Value,
        b: &Value,
    ) -> Vec<(Value, Value, Value)> {
        let (left, right) = (self.class_of(a), self.class_of(b));
        let forward = left
            .lookup(self.comparison_name(op))
            .map(|method| (method, a.clone(), b.clone()));
        let backward = right
            .lookup(self.comparison_name(op.reflected()))
            .map(|method| (method, b.clone(), a.clone()));
        if !left.ptr_eq(&right) && right.is_subclass_of(&left) {
            backward.into_iter().chain(forward).collect()
        } else {
            forward.into_iter().chain(backward).collect()
        }
    }

    fn try_comparison(
        &self,
        op: Comparison,
        a: &Value,
        b: &Value,
        attempts: Vec<(Value, Value, Value)>,
    ) -> NativeResult {
        let identical = a.is(b);
        if matches!(op, Comparison::Eq | Comparison::Ne) {
            return match self.try_methods(
                attempts,
                move |vm, _, _| super::Raised(vm.default_equality_marker()),
                a,
                b,
            ) {
                Err(raised) if raised.0.ptr_eq(&self.default_equality_marker()) => {
                    Ok(Value::bool(identical == (op == Comparison::Eq)).into())
                }
                Ok(Flow::Future(future)) => {
                    let vm = self.clone();
                    Self::future(async move {
                        match future.await {
                            Err(raised) if raised.0.ptr_eq(&vm.default_equality_marker()) => {
                                Ok(Value::bool(identical == (op == Comparison::Eq)))
                            }
                            other => other,
                        }
                    })
                }
                other => other,
            };
        }
        self.try_methods(
            attempts,
            move |vm, a, b| {
                vm.type_error(format!(
                    "'{}' not supported between instances of '{}' and '{}'",
                    op.symbol(),
                    vm.type_name(a),
                    vm.type_name(b)
                ))
            },
            a,
            b,
        )
    }

    /// Stands for "nobody answered" inside [`Self::comparison`]; never escapes it.
    fn default_equality_marker(&self) -> crate::object::Ref<crate::types::exception::PyException> {
        #[derive(Default)]
        struct Marker(
            std::cell::OnceCell<crate::object::Ref<crate::types::exception::PyException>>,
        );
        let marker = self.extension::<Marker>();
        marker
            .0
            .get_or_init(|| self.system_error("no comparison method answered").0)
            .clone()
    }

    /// `bool(value)` where no Python code is needed.
    #[inline(always)]
    #[must_use]
    pub fn quick_truth(&self, value: &Value) -> Option<bool> {
        match value.as_object() {
            None => value.as_small_truth(),
            Some(object) => {
                if object.class().has_flag(TypeFlags::HEAP) {
                    return None;
                }
                match object.kind() {
                    Kind::Str => object.payload::<PyStr>().map(|text| !text.is_empty()),
                    Kind::List => object
                        .payload::<crate::types::list::PyList>()
                        .map(|list| !list.is_empty()),
                    Kind::Tuple => object
                        .payload::<crate::types::tuple::PyTuple>()
                        .map(|tuple| !tuple.items().is_empty()),
                    Kind::Dict if object.class().ptr_eq(&self.types.dict) => object
                        .payload::<crate::types::dict::PyDict>()
                        .map(|dict| !dict.is_empty()),
                    Kind::Function | Kind::BoundMethod | Kind::Native | Kind::Generator => {
                        Some(true)
                    }
                    _ => None,
                }
            }
        }
    }

    /// `bool(value)`.
    pub async fn truth(&self, value: &Value) -> PyResult<bool> {
        if let Some(known) = self.quick_truth(value) {
            return Ok(known);
        }
        let class = self.class_of(value).clone();
        if let Some(method) = class.lookup(&self.names.__bool__) {
            let result = self
                .run_flow(self.call_special(value, method, vec![]))
                .await?;
            return result.as_bool().ok_or_else(|| {
                self.type_error(format!(
                    "__bool__ should return bool, returned {}",
                    self.type_name(&result)
                ))
            });
        }
        if class.lookup(&self.names.__len__).is_some() {
            return Ok(self.length(value).await? != 0);
        }
        Ok(true)
    }

    /// `a op b` as a bool.
    pub async fn compare(&self, op: Comparison, a: &Value, b: &Value) -> PyResult<bool> {
        if let Some(result) = self.quick_compare(op, a, b) {
            return Ok(result);
        }
        let flow = self.comparison(op, a, b)?;
        let result = self.run_flow(flow).await?;
        self.truth(&result).await
    }

    /// `a is b or a == b`: how containers compare elements.
    pub async fn equal(&self, a: &Value, b: &Value) -> PyResult<bool> {
        if a.is(b) {
            return Ok(true);
        }
        match self.plain_equal(a, b) {
            crate::types::dict::Equality::Equal => Ok(true),
            crate::types::dict::Equality::Different => Ok(false),
            crate::types::dict::Equality::Unknown => self.compare(Comparison::Eq, a, b).await,
        }
    }

    /// `a op b` inside a future.
    pub async fn binary(&self, op: BinaryOperator, a: &Value, b: &Value) -> PyResult {
        let flow = self.binary_operation(op, false, a, b)?;
        self.run_flow(flow).await
    }
}
