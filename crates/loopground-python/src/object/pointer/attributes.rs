//! Attributes in an instance's own dictionary, without counting the dictionary.
//!
//! Not here: which attribute that is (`vm::attribute_cache`).

use super::{Object, Value};
use crate::types::dict::PyDict;

impl Object {
    /// The instance dictionary, looked at in passing.
    ///
    /// # Safety
    /// While the borrow lives nothing may set the dictionary: no value is dropped, no Python code runs.
    #[inline(always)]
    unsafe fn borrow_dict(&self) -> Option<&PyDict> {
        // SAFETY: promised by the caller; the object cannot be reached from another thread (invariant 3).
        unsafe { (*self.dict.as_ptr()).as_deref() }
    }

    /// The attribute that stands at `place` of the instance dictionary, if it is this one.
    #[inline(always)]
    #[must_use]
    pub fn dict_entry(&self, place: usize, name: &Value) -> Option<Value> {
        // SAFETY: it compares keys by identity and clones a value.
        unsafe { self.borrow_dict() }?.value_if_key(place, name)
    }

    /// Whether there is such an attribute in the instance dictionary.
    #[inline(always)]
    #[must_use]
    pub fn dict_has(&self, name: &Value) -> bool {
        // SAFETY: looking a name up compares texts and drops nothing.
        unsafe { self.borrow_dict() }.is_some_and(|dict| dict.find_name(name).is_some())
    }

    /// Exchanges a value for the attribute that stands at `place` of the instance dictionary, if it is this one.
    #[inline(always)]
    pub fn exchange_dict_entry(
        &self,
        place: usize,
        name: &Value,
        with: &mut Option<Value>,
    ) -> bool {
        // SAFETY: it compares keys by identity and swaps values.
        unsafe { self.borrow_dict() }.is_some_and(|dict| dict.exchange_if_key(place, name, with))
    }
}
