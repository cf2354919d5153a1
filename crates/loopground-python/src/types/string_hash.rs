//! Hashes of text and bytes: SipHash-1-3, as CPython has them when `PYTHONHASHSEED` is 0.
//!
//! CPython hashes the code units it stores (one, two or four bytes for each code point, by the widest one), so that
//! is what is hashed here too. With equal hashes, sets of strings come out in CPython's order.

use super::str::PyStr;

/// The hash of a string, kept in it. Deterministic: the same in every run.
#[inline]
#[must_use]
pub fn str_hash(text: &PyStr) -> i64 {
    let known = text.hash.get();
    if known != -1 {
        return known;
    }
    let hash = if text.is_ascii() {
        bytes_hash(text.bytes())
    } else {
        bytes_hash(&code_units(text))
    };
    text.hash.set(hash);
    hash
}

/// The code points as little-endian units of the width that the widest one needs.
fn code_units(text: &PyStr) -> Vec<u8> {
    let points = || text.as_wtf8().code_points().map(|point| point.to_u32());
    let widest = points().max().unwrap_or(0);
    let width = match widest {
        0..=0xFF => 1,
        0x100..=0xFFFF => 2,
        _ => 4,
    };
    let mut units = Vec::with_capacity(text.len() * width);
    for point in points() {
        units.extend_from_slice(&point.to_le_bytes()[..width]);
    }
    units
}

/// The hash of bytes: never -1.
#[must_use]
pub fn bytes_hash(bytes: &[u8]) -> i64 {
    if bytes.is_empty() {
        return 0;
    }
    match siphash13(bytes) as i64 {
        -1 => -2,
        hash => hash,
    }
}

/// SipHash with one round for each word and three at the end, its key all zero.
fn siphash13(bytes: &[u8]) -> u64 {
    let mut state = Sip([
        0x736f_6d65_7073_6575,
        0x646f_7261_6e64_6f6d,
        0x6c79_6765_6e65_7261,
        0x7465_6462_7974_6573,
    ]);
    let mut words = bytes.chunks_exact(8);
    for word in &mut words {
        state.take(u64::from_le_bytes(word.try_into().expect("eight bytes")));
    }
    let mut last = [0; 8];
    let rest = words.remainder();
    last[..rest.len()].copy_from_slice(rest);
    state.take(u64::from_le_bytes(last) | (bytes.len() as u64) << 56);
    state.0[2] ^= 0xFF;
    for _ in 0..3 {
        state.round();
    }
    state.0.iter().fold(0, |all, part| all ^ part)
}

struct Sip([u64; 4]);

impl Sip {
    #[inline(always)]
    fn take(&mut self, word: u64) {
        self.0[3] ^= word;
        self.round();
        self.0[0] ^= word;
    }

    #[inline(always)]
    fn round(&mut self) {
        let [mut a, mut b, mut c, mut d] = self.0;
        a = a.wrapping_add(b);
        c = c.wrapping_add(d);
        b = b.rotate_left(13) ^ a;
        d = d.rotate_left(16) ^ c;
        a = a.rotate_left(32).wrapping_add(d);
        c = c.wrapping_add(b);
        b = b.rotate_left(17) ^ c;
        d = d.rotate_left(21) ^ a;
        c = c.rotate_left(32);
        self.0 = [a, b, c, d];
    }
}
