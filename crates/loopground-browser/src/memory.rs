//! How large this module's memory is.

/// Bytes of linear memory. It only ever grows: this is the most that was in use at any time, not what is in use now.
/// 0 outside of wasm.
#[must_use]
pub fn size() -> u64 {
    #[cfg(target_arch = "wasm32")]
    {
        const PAGE: u64 = 65_536;
        core::arch::wasm32::memory_size(0) as u64 * PAGE
    }
    #[cfg(not(target_arch = "wasm32"))]
    0
}
