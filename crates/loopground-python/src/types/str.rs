//! `str`.
//!
//! Text is kept as WTF-8 (UTF-8 that may also hold lone surrogates, which Python strings can), with the number
//! of code points beside it; ASCII text is indexed directly, other text through a table made on first use.

use std::cell::{Cell, OnceCell};

use rustpython_wtf8::{CodePoint, Wtf8, Wtf8Buf};

use crate::object::{Trace, Value};

pub struct PyStr {
    text: Wtf8Buf,
    /// Number of code points.
    length: usize,
    /// The hash once computed; -1 before.
    pub hash: Cell<i64>,
    points: OnceCell<Box<[u32]>>,
}

impl PyStr {
    #[must_use]
    pub fn new(text: String) -> Self {
        let length = if text.is_ascii() {
            text.len()
        } else {
            text.chars().count()
        };
        Self {
            text: Wtf8Buf::from_string(text),
            length,
            hash: Cell::new(-1),
            points: OnceCell::new(),
        }
    }

    #[must_use]
    pub fn from_wtf8(text: Wtf8Buf) -> Self {
        let length = if text.as_bytes().is_ascii() {
            text.len()
        } else {
            text.code_points().count()
        };
        Self {
            text,
            length,
            hash: Cell::new(-1),
            points: OnceCell::new(),
        }
    }

    /// Number of code points: `len()`.
    #[inline(always)]
    #[must_use]
    pub fn len(&self) -> usize {
        self.length
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    #[inline(always)]
    #[must_use]
    pub fn is_ascii(&self) -> bool {
        self.length == self.text.len()
    }

    /// The text, whatever it holds.
    #[inline(always)]
    #[must_use]
    pub fn as_wtf8(&self) -> &Wtf8 {
        &self.text
    }

    /// The text as Rust's `str`; `None` when it holds a lone surrogate.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        self.text.as_str().ok()
    }

    /// The text with lone surrogates replaced by U+FFFD: for messages of ours, never for the program's data.
    #[must_use]
    pub fn lossy(&self) -> std::borrow::Cow<'_, str> {
        self.text.to_string_lossy()
    }

    #[inline(always)]
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.text.as_bytes()
    }

    /// Code point at an index below `len()`.
    #[must_use]
    pub fn code_point(&self, index: usize) -> CodePoint {
        if self.is_ascii() {
            CodePoint::from_char(char::from(self.bytes()[index]))
        } else {
            CodePoint::from_u32(self.points()[index]).expect("stored from a code point")
        }
    }

    /// All code points, for random access; made on first use.
    #[must_use]
    pub fn points(&self) -> &[u32] {
        self.points.get_or_init(|| {
            self.text
                .code_points()
                .map(|point| point.to_u32())
                .collect()
        })
    }

    /// This text with another one after it.
    #[must_use]
    pub fn followed_by(&self, other: &Self) -> Wtf8Buf {
        let mut all = Wtf8Buf::with_capacity(self.text.len() + other.text.len());
        all.push_wtf8(&self.text);
        all.push_wtf8(&other.text);
        all
    }

    /// Grows the text in place. Only for strings that no program can see: what is kept about the text is
    /// brought up to date, but who holds it would see it change.
    pub fn push(&mut self, other: &Self) {
        self.text.push_wtf8(&other.text);
        self.length += other.length;
        self.hash.set(-1);
        self.points.take();
    }

    /// The code points `start..end`.
    #[must_use]
    pub fn substring(&self, start: usize, end: usize) -> Wtf8Buf {
        if start >= end {
            return Wtf8Buf::new();
        }
        if self.is_ascii() {
            let text = self.text.as_str().expect("ASCII");
            return Wtf8Buf::from_str_slice(&text[start..end]);
        }
        self.points()[start..end]
            .iter()
            .map(|&point| CodePoint::from_u32(point).expect("stored from a code point"))
            .collect()
    }
}

trait FromStrSlice {
    fn from_str_slice(text: &str) -> Self;
}

impl FromStrSlice for Wtf8Buf {
    fn from_str_slice(text: &str) -> Self {
        Self::from_string(text.to_owned())
    }
}

impl Trace for PyStr {
    fn trace(&self, _visit: &mut dyn FnMut(&Value)) {}
}
