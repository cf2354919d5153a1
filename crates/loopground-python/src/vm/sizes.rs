//! Lengths and sizes: length hints, indices that must fit a machine word, whether something can be iterated.

use num_traits::ToPrimitive;

use super::{PyResult, Vm};
use crate::object::Value;
use crate::types::iterator::PyIterator;

impl Vm {
    /// Whether `iter(value)` has something to ask: `__iter__` or `__getitem__`.
    #[must_use]
    pub fn can_iterate(&self, value: &Value) -> bool {
        let class = self.class_of(value);
        match class.lookup(&self.names.__iter__) {
            Some(method) => !method.is_none(),
            None => class.lookup(&self.names.__getitem__).is_some(),
        }
    }

    /// An index for an argument of machine size; too large is an `OverflowError`.
    pub async fn index_size(&self, value: &Value) -> PyResult<i64> {
        if let Some(small) = value.as_small_int() {
            return Ok(small);
        }
        let index = self.index(value).await?;
        index
            .to_i64()
            .ok_or_else(|| self.overflow_error("Python int too large to convert to C ssize_t"))
    }

    /// `operator.length_hint(value, default)`: how many items may come.
    pub async fn length_hint(&self, value: &Value, default: usize) -> PyResult<usize> {
        if let Some(length) = self.quick_length(value) {
            return Ok(length);
        }
        let class = self.class_of(value).clone();
        if class.lookup(&self.names.__len__).is_some() {
            let length = self.length(value).await;
            if let Some(length) = self.catch(length, &self.types.exceptions.type_error)? {
                return Ok(length);
            }
        }
        if !class.has_flag(crate::types::type_object::TypeFlags::HEAP)
            && let Some(iterator) = value.get::<PyIterator>()
            && let Some(hint) = iterator.state.borrow().length_hint()
        {
            return Ok(hint);
        }
        let Some(method) = class.lookup(&self.names.__length_hint__) else {
            return Ok(default);
        };
        let result = self
            .run_flow(self.call_special(value, method, vec![]))
            .await;
        let Some(hint) = self.catch(result, &self.types.exceptions.type_error)? else {
            return Ok(default);
        };
        if hint.is(&self.types.not_implemented) {
            return Ok(default);
        }
        let Some(number) = super::protocol::as_int(&hint) else {
            return Err(self.type_error(format!(
                "__length_hint__ must be an integer, not {}",
                self.type_name(&hint)
            )));
        };
        if number.sign() == num_bigint::Sign::Minus {
            return Err(self.value_error("__length_hint__() should return >= 0"));
        }
        number
            .to_usize()
            .filter(|&n| n <= i64::MAX as usize)
            .ok_or_else(|| self.overflow_error("Python int too large to convert to C ssize_t"))
    }
}
