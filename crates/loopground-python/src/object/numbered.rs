//! Objects that are known by a number of their own instead of by their address.
//!
//! Not here: who gives out the numbers.

use super::Value;
use crate::modules::asyncio::future::PyFuture;

impl Value {
    /// The number that stands for the identity of this object in hashes; `None`: its address does.
    ///
    /// The order of a set of futures decides what is cancelled first, and must not differ from run to run.
    #[must_use]
    #[inline]
    pub fn number(&self) -> Option<i64> {
        self.get::<PyFuture>().map(PyFuture::hash)
    }
}
