//! Protocols that builtins and modules use: `repr`, `str`, `len`, subscripts, `in`, `format`, `__index__`.

use num_bigint::BigInt;
use num_traits::ToPrimitive;

use super::call::text;
use super::operators::Comparison;
use super::{Flow, NativeResult, PyResult, Vm};
use crate::object::{Kind, Ref, Value, View};
use crate::types::dict::PyDict;
use crate::types::int::PyInt;
use crate::types::list::PyList;
use crate::types::native::{Args, PyNative};
use crate::types::slice::PySlice;
use crate::types::str::PyStr;
use crate::types::tuple::PyTuple;
use crate::types::type_object::PyType;

impl Vm {
    /// `repr(value)` as a `str` object.
    pub async fn repr(&self, value: &Value) -> PyResult {
        if let Some(text) = crate::types::quick_repr(self, value) {
            return Ok(self.new_str(text));
        }
        let class = self.class_of(value).clone();
        let method = class
            .lookup(&self.names.__repr__)
            .expect("object has __repr__");
        let result = self
            .run_flow(self.call_special(value, method, vec![]))
            .await?;
        self.must_be_str(result, "__repr__")
    }

    /// `str(value)` as a `str` object.
    pub async fn str(&self, value: &Value) -> PyResult {
        if self.is_exactly(value, &self.types.str) {
            return Ok(value.clone());
        }
        if let Some(text) = crate::types::quick_repr(self, value) {
            return Ok(self.new_str(text));
        }
        let class = self.class_of(value).clone();
        let method = class
            .lookup(&self.names.__str__)
            .expect("object has __str__");
        let result = self
            .run_flow(self.call_special(value, method, vec![]))
            .await?;
        self.must_be_str(result, "__str__")
    }

    fn must_be_str(&self, result: Value, method: &str) -> PyResult {
        if result.get::<PyStr>().is_some() {
            return Ok(result);
        }
        Err(self.type_error(format!(
            "{method} returned non-string (type {})",
            self.type_name(&result)
        )))
    }

    /// `repr(value)` as text, lone surrogates replaced: for messages of ours.
    pub async fn repr_text(&self, value: &Value) -> PyResult<String> {
        Ok(text(&self.repr(value).await?))
    }

    /// `str(value)` as text, lone surrogates replaced.
    pub async fn str_text(&self, value: &Value) -> PyResult<String> {
        Ok(text(&self.str(value).await?))
    }

    /// `len(value)`.
    pub async fn length(&self, value: &Value) -> PyResult<usize> {
        if let Some(length) = self.quick_length(value) {
            return Ok(length);
        }
        let class = self.class_of(value).clone();
        let Some(method) = class.lookup(&self.names.__len__) else {
            return Err(self.type_error(format!(
                "object of type '{}' has no len()",
                self.message_name(&class)
            )));
        };
        let result = self
            .run_flow(self.call_special(value, method, vec![]))
            .await?;
        let length = self.index(&result).await?;
        if length.sign() == num_bigint::Sign::Minus {
            return Err(self.value_error("__len__() should return >= 0"));
        }
        length
            .to_usize()
            .filter(|&length| length <= i64::MAX as usize)
            .ok_or_else(|| self.overflow_error("cannot fit 'int' into an index-sized integer"))
    }

    /// `len` of exact builtin containers.
    #[must_use]
    pub fn quick_length(&self, value: &Value) -> Option<usize> {
        let object = value.as_object()?;
        let class = object.class();
        if class.has_flag(crate::types::type_object::TypeFlags::HEAP) {
            return None;
        }
        match object.kind() {
            Kind::Str => object.payload::<PyStr>().map(PyStr::len),
            Kind::List => object.payload::<PyList>().map(PyList::len),
            Kind::Tuple => object.payload::<PyTuple>().map(|tuple| tuple.items().len()),
            Kind::Dict if class.ptr_eq(&self.types.dict) => {
                object.payload::<PyDict>().map(PyDict::len)
            }
            _ => None,
        }
    }

    /// `operator.index(value)`.
    pub async fn index(&self, value: &Value) -> PyResult<BigInt> {
        if let Some(int) = as_int(value) {
            return Ok(int);
        }
        let class = self.class_of(value).clone();
        let Some(method) = class.lookup(&self.names.__index__) else {
            return Err(self.type_error(format!(
                "'{}' object cannot be interpreted as an integer",
                self.message_name(&class)
            )));
        };
        let result = self
            .run_flow(self.call_special(value, method, vec![]))
            .await?;
        let index = as_int(&result).ok_or_else(|| {
            self.type_error(format!(
                "__index__ returned non-int (type {})",
                self.type_name(&result)
            ))
        })?;
        if !self.is_exactly(&result, &self.types.int) {
            self.warn_of_strict_subclass("__index__", "int", &result)
                .await?;
        }
        Ok(index)
    }

    /// Warns that a conversion answered with an instance of a subclass of what it should answer with.
    pub async fn warn_of_strict_subclass(
        &self,
        method: &str,
        wanted: &str,
        result: &Value,
    ) -> PyResult<()> {
        let message = format!(
            "{method} returned non-{wanted} (type {}).  The ability to return an instance of a strict subclass of \
             {wanted} is deprecated, and may be removed in a future version of Python.",
            self.type_name(result)
        );
        self.warn(&self.types.exceptions.deprecation_warning, &message)
            .await
    }

    /// An index as a machine integer; out of range is an `IndexError`.
    pub async fn index_i64(&self, value: &Value) -> PyResult<i64> {
        if let Some(small) = value.as_small_int() {
            return Ok(small);
        }
        let index = self.index(value).await?;
        index.to_i64().ok_or_else(|| {
            self.index_error(format!(
                "cannot fit '{}' into an index-sized integer",
                self.type_name(value)
            ))
        })
    }

    /// Bounds of a slice over a sequence of `length`, as `slice.indices` gives them: start, stop, step.
    pub async fn slice_indices(&self, slice: &PySlice, length: usize) -> PyResult<(i64, i64, i64)> {
        let length = length as i64;
        let clamp = |index: &BigInt, low: i64, high: i64| -> i64 {
            let index = if index.sign() == num_bigint::Sign::Minus {
                index + length
            } else {
                index.clone()
            };
            match index.to_i64() {
                Some(index) => index.clamp(low, high),
                None if index.sign() == num_bigint::Sign::Minus => low,
                None => high,
            }
        };
        let step = if slice.step.is_none() {
            1
        } else {
            let step = self.slice_index(&slice.step).await?;
            match step.to_i64() {
                Some(0) => return Err(self.value_error("slice step cannot be zero")),
                Some(step) => step.max(-i64::MAX),
                None if step.sign() == num_bigint::Sign::Minus => -i64::MAX,
                None => i64::MAX,
            }
        };
        let (low, high) = if step > 0 {
            (0, length)
        } else {
            (-1, length - 1)
        };
        let start = if slice.start.is_none() {
            if step > 0 { low } else { high }
        } else {
            clamp(&self.slice_index(&slice.start).await?, low, high)
        };
        let stop = if slice.stop.is_none() {
            if step > 0 { high } else { low }
        } else {
            clamp(&self.slice_index(&slice.stop).await?, low, high)
        };
        Ok((start, stop, step))
    }

    async fn slice_index(&self, value: &Value) -> PyResult<BigInt> {
        if as_int(value).is_none() && self.class_of(value).lookup(&self.names.__index__).is_none() {
            return Err(self
                .type_error("slice indices must be integers or None or have an __index__ method"));
        }
        self.index(value).await
    }

    /// `container[key]` for exact lists, tuples and dicts with plain keys.
    #[inline(always)]
    #[must_use]
    pub fn quick_subscript(&self, container: &Value, key: &Value) -> Option<Value> {
        let object = container.as_object()?;
        match object.kind() {
            Kind::List => {
                let index = key.as_small_int()?;
                if !object.class().ptr_eq(&self.types.list) {
                    return None;
                }
                let list = object.payload::<PyList>()?;
                let index = if index < 0 {
                    index + list.len() as i64
                } else {
                    index
                };
                list.get(usize::try_from(index).ok()?)
            }
            Kind::Tuple => {
                let index = key.as_small_int()?;
                if !object.class().ptr_eq(&self.types.tuple) {
                    return None;
                }
                let items = object.payload::<PyTuple>()?.items();
                let index = if index < 0 {
                    index + items.len() as i64
                } else {
                    index
                };
                items.get(usize::try_from(index).ok()?).cloned()
            }
            Kind::Dict => {
                if !self.has_method_of_dict(&object.class(), &self.names.__getitem__) {
                    return None;
                }
                self.quick_dict_get(object.payload::<PyDict>()?, key)?
            }
            Kind::Str => {
                let index = key.as_small_int()?;
                let text = object.payload::<PyStr>()?;
                if !text.is_ascii() || !object.class().ptr_eq(&self.types.str) {
                    return None;
                }
                let index = if index < 0 {
                    index + text.len() as i64
                } else {
                    index
                };
                let byte = text.bytes().get(usize::try_from(index).ok()?)?;
                Some(self.character(*byte))
            }
            _ => None,
        }
    }

    /// Whether a class of dictionaries has `dict`'s own method of this name.
    #[inline]
    pub(super) fn has_method_of_dict(&self, class: &Ref<PyType>, name: &Value) -> bool {
        class.ptr_eq(&self.types.dict)
            || class
                .lookup(name)
                .zip(self.types.dict.lookup(name))
                .is_some_and(|(found, own)| found.is(&own))
    }

    /// Calls a native method that takes just these arguments; `None` for any other.
    fn call_native_with<const N: usize>(
        &self,
        method: &Value,
        arguments: impl FnOnce() -> [Value; N],
    ) -> Option<NativeResult> {
        let native = method.get::<PyNative>()?;
        if native.signature().exact != N {
            return None;
        }
        let slots = arguments().map(Some);
        if !self.fits(native, slots[0].as_ref()?) {
            return None;
        }
        Some((native.def.function)(self, Args(&slots)))
    }

    /// `container[key]`.
    pub fn subscript(&self, container: &Value, key: &Value) -> NativeResult {
        if let Some(value) = self.quick_subscript(container, key) {
            return Ok(value.into());
        }
        let class = self.class_of(container);
        if let Some(method) = class.lookup(&self.names.__getitem__) {
            let arguments = || [container.clone(), key.clone()];
            if let Some(result) = self.call_native_with(&method, arguments) {
                return result;
            }
            return Ok(self.call_special(container, method, vec![key.clone()]));
        }
        if let Some(class) = container.to_ref::<PyType>() {
            let (vm, key) = (self.clone(), key.clone());
            return Self::future(async move {
                if class.ptr_eq(&vm.types.type_) {
                    return Ok(crate::types::generic_alias::make(
                        &vm,
                        &class.to_value(),
                        &key,
                    ));
                }
                let name = vm.names.__class_getitem__.clone();
                match vm.get_attribute_opt(&class.to_value(), &name).await? {
                    Some(method) => vm.call(&method, [key]).await,
                    None => {
                        Err(vm.type_error(format!("type '{}' is not subscriptable", class.name())))
                    }
                }
            });
        }
        Err(self.type_error(format!(
            "'{}' object is not subscriptable",
            self.message_name(&class)
        )))
    }

    /// `container[key]` inside a future.
    pub async fn get_item(&self, container: &Value, key: &Value) -> PyResult {
        let flow = self.subscript(container, key)?;
        self.run_flow(flow).await
    }

    /// `container[key] = value`, or `del container[key]`.
    pub fn store_subscript(
        &self,
        container: &Value,
        key: &Value,
        value: Option<Value>,
    ) -> NativeResult {
        let class = self.class_of(container);
        let (name, doing) = match value {
            Some(_) => (&self.names.__setitem__, "assignment"),
            None => (&self.names.__delitem__, "deletion"),
        };
        let Some(method) = class.lookup(name) else {
            return Err(self.type_error(format!(
                "'{}' object does{} support item {doing}",
                self.message_name(&class),
                if value.is_some() { " not" } else { "n't" }
            )));
        };
        if let Some(value) = &value {
            let arguments = || [container.clone(), key.clone(), value.clone()];
            if let Some(result) = self.call_native_with(&method, arguments) {
                return result;
            }
        }
        let args = std::iter::once(key.clone()).chain(value).collect();
        Ok(self.call_special(container, method, args))
    }

    /// `container[key] = value` inside a future.
    pub async fn set_item(&self, container: &Value, key: &Value, value: Value) -> PyResult<()> {
        let flow = self.store_subscript(container, key, Some(value))?;
        self.run_flow(flow).await.map(drop)
    }

    /// `item in container` (`not in` when inverted), at once where no Python code is needed.
    pub fn contains_flow(&self, container: &Value, item: &Value, invert: bool) -> NativeResult {
        if let Some(method) = self.class_of(container).lookup(&self.names.__contains__)
            && let Some(native) = method.get::<crate::types::native::PyNative>()
            && self.fits(native, container)
        {
            let slots = [Some(container.clone()), Some(item.clone())];
            let flow = (native.def.function)(self, crate::types::native::Args(&slots))?;
            if let Flow::Value(found) = &flow
                && let Some(found) = found.as_bool()
            {
                return Ok(Value::bool(found != invert).into());
            }
            let vm = self.clone();
            return Self::future(async move {
                let found = vm.run_flow(flow).await?;
                Ok(Value::bool(vm.truth(&found).await? != invert))
            });
        }
        let (vm, container, item) = (self.clone(), container.clone(), item.clone());
        Self::future(async move {
            let found = vm.contains(&container, &item).await?;
            Ok(Value::bool(found != invert))
        })
    }

    /// `item in container`.
    pub async fn contains(&self, container: &Value, item: &Value) -> PyResult<bool> {
        let class = self.class_of(container).clone();
        match class.lookup(&self.names.__contains__) {
            Some(method) if method.is_none() => Err(self.type_error(format!(
                "'{}' object is not a container",
                self.message_name(&class)
            ))),
            Some(method) => {
                let result = self
                    .run_flow(self.call_special(container, method, vec![item.clone()]))
                    .await?;
                self.truth(&result).await
            }
            None => {
                let iterator = self.iter(container).await;
                let type_error = &self.types.exceptions.type_error;
                let Some(iterator) = self.catch(iterator, type_error)? else {
                    return Err(self.type_error(format!(
                        "argument of type '{}' is not a container or iterable",
                        self.message_name(&class)
                    )));
                };
                while let Some(candidate) = self.next(&iterator).await? {
                    if self.equal(&candidate, item).await? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
        }
    }

    /// `format(value, spec)` as a `str` object.
    pub async fn format(&self, value: &Value, spec: &Value) -> PyResult {
        let empty = spec.get::<PyStr>().is_some_and(PyStr::is_empty);
        if empty
            && (self.is_exactly(value, &self.types.str)
                || crate::types::quick_repr(self, value).is_some())
        {
            return self.str(value).await;
        }
        if let Some(text) = crate::types::format_spec::quick(self, value, spec)? {
            return Ok(text);
        }
        let class = self.class_of(value).clone();
        let method = class
            .lookup(&self.names.__format__)
            .expect("object has __format__");
        let result = self
            .run_flow(self.call_special(value, method, vec![spec.clone()]))
            .await?;
        if result.get::<PyStr>().is_none() {
            return Err(self.type_error(format!(
                "__format__ must return a str, not {}",
                self.type_name(&result)
            )));
        }
        Ok(result)
    }

    /// The flow of `a op b`, its result turned into a bool when the next instruction tests it.
    pub fn comparison_flow(
        &self,
        op: Comparison,
        to_bool: bool,
        a: &Value,
        b: &Value,
    ) -> NativeResult {
        let flow = self.comparison(op, a, b)?;
        if !to_bool {
            return Ok(flow);
        }
        self.truth_flow(flow)
    }

    /// A unary operator by its special method.
    pub fn unary(&self, value: &Value, name: &Value, symbol: &str) -> NativeResult {
        match self.class_of(value).lookup(name) {
            Some(method) => Ok(self.call_special(value, method, vec![])),
            None => Err(self.type_error(format!(
                "bad operand type for unary {symbol}: '{}'",
                self.type_name(value)
            ))),
        }
    }

    /// `isinstance(value, class)` with hooks; `class` may be a tuple or a union.
    pub async fn instance_check(&self, value: &Value, class: &Value) -> PyResult<bool> {
        crate::types::type_methods::instance_check(self, value, class).await
    }

    /// The keyword arguments of a mapping: interned names with values.
    pub async fn mapping_items(&self, mapping: &Value) -> PyResult<Vec<(Value, Value)>> {
        if let Some(dict) = mapping.get::<PyDict>()
            && crate::types::dict_methods::iterates_plainly(self, mapping)
        {
            return Ok(dict.snapshot());
        }
        let name = self.names.keys.clone();
        let keys = self.call_method(mapping, &name, []).await?;
        let mut items = Vec::new();
        for key in self.collect(&keys).await? {
            let value = self.get_item(mapping, &key).await?;
            items.push((key, value));
        }
        Ok(items)
    }

    /// A dict object from pairs.
    pub async fn dict_from(&self, items: Vec<(Value, Value)>) -> PyResult<Ref<PyDict>> {
        let dict = self.new_dict();
        for (key, value) in items {
            self.dict_set(&dict, &key, value).await?;
        }
        Ok(dict)
    }
}

/// The number in an `int`, `bool` or instance of a subclass; `None` for anything else.
#[must_use]
pub fn as_int(value: &Value) -> Option<BigInt> {
    match value.view() {
        View::Int(small) => Some(BigInt::from(small)),
        View::Bool(bool) => Some(BigInt::from(u8::from(bool))),
        View::Object(object) => object.payload::<PyInt>().map(|big| big.value.clone()),
        _ => None,
    }
}

/// The closest of `candidates` to a misspelt name, by CPython's measure (`Python/suggestions.c`): the smallest
/// edit distance, moves costing 2 and changes of case 1, at most a third of the letters.
pub fn closest_name<'a>(wrong: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates.filter(|candidate| *candidate != wrong) {
        let most = (wrong.len() + candidate.len() + 3) * 2 / 6;
        let distance = edit_distance(wrong, candidate);
        if distance <= most && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, name)| name)
}

fn edit_distance(a: &str, b: &str) -> usize {
    const MOVE: usize = 2;
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut row: Vec<usize> = (0..=b.len()).map(|place| place * MOVE).collect();
    for (i, &x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = (i + 1) * MOVE;
        for (j, &y) in b.iter().enumerate() {
            let substitution = if x == y {
                0
            } else if x.eq_ignore_ascii_case(&y) {
                1
            } else {
                MOVE
            };
            let cost = (diagonal + substitution)
                .min(row[j] + MOVE)
                .min(row[j + 1] + MOVE);
            diagonal = row[j + 1];
            row[j + 1] = cost;
        }
    }
    row[b.len()]
}
