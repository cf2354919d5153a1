//! Random bytes fit for keys.

use js_sys::Uint8Array;

use crate::global;

/// `crypto.getRandomValues` refuses more than this at once.
const AT_ONCE: usize = 65_536;

/// Fills `buffer` with random bytes.
pub fn fill(buffer: &mut [u8]) {
    for part in buffer.chunks_mut(AT_ONCE) {
        let bytes = Uint8Array::new_with_length(part.len() as u32);
        global::get_random_values(&bytes);
        bytes.copy_to(part);
    }
}
