//! `str`.
//!
//! Text is kept as UTF-8, or as WTF-8 when it holds lone surrogates, which Python strings can, with the number of
//! code points beside it; ASCII text is indexed directly, other text through a table made on first use.

use std::cell::{Cell, OnceCell};

use rustpython_wtf8::{CodePoint, Wtf8, Wtf8Buf};

use crate::object::{Trace, Value};

/// The text itself. Which of the two it is was found out once: looking for surrogates takes as long as the text is.
enum Text {
    Plain(String),
    Surrogates(Wtf8Buf),
}

impl Text {
    fn new(text: Wtf8Buf) -> Self {
        if text.as_str().is_err() {
            return Self::Surrogates(text);
        }
        Self::Plain(String::from_utf8(text.into_bytes()).expect("it was looked at"))
    }

    #[inline(always)]
    fn as_wtf8(&self) -> &Wtf8 {
        match self {
            Self::Plain(text) => Wtf8::new(text.as_str()),
            Self::Surrogates(text) => text,
        }
    }

    #[inline(always)]
    fn bytes(&self) -> &[u8] {
        match self {
            Self::Plain(text) => text.as_bytes(),
            Self::Surrogates(text) => text.as_bytes(),
        }
    }
}

pub struct PyStr {
    text: Text,
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
            text: Text::Plain(text),
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
            text: Text::new(text),
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
        self.length == self.bytes().len()
    }

    /// The text, whatever it holds.
    #[inline(always)]
    #[must_use]
    pub fn as_wtf8(&self) -> &Wtf8 {
        self.text.as_wtf8()
    }

    /// The text as Rust's `str`; `None` when it holds a lone surrogate.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match &self.text {
            Text::Plain(text) => Some(text),
            Text::Surrogates(_) => None,
        }
    }

    /// The text with lone surrogates replaced by U+FFFD: for messages of ours, never for the program's data.
    #[must_use]
    pub fn lossy(&self) -> std::borrow::Cow<'_, str> {
        match &self.text {
            Text::Plain(text) => std::borrow::Cow::Borrowed(text),
            Text::Surrogates(text) => text.to_string_lossy(),
        }
    }

    #[inline(always)]
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.text.bytes()
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
            self.as_wtf8()
                .code_points()
                .map(|point| point.to_u32())
                .collect()
        })
    }

    /// This text with another one after it.
    #[must_use]
    pub fn followed_by(&self, other: &Self) -> Wtf8Buf {
        let mut all = Wtf8Buf::with_capacity(self.bytes().len() + other.bytes().len());
        all.push_wtf8(self.as_wtf8());
        all.push_wtf8(other.as_wtf8());
        all
    }

    /// Grows the text in place. Only for strings that no program can see: what is kept about the text is
    /// brought up to date, but who holds it would see it change.
    pub fn push(&mut self, other: &Self) {
        match (&mut self.text, &other.text) {
            (Text::Plain(text), Text::Plain(more)) => text.push_str(more),
            (Text::Surrogates(text), more) => text.push_wtf8(more.as_wtf8()),
            (Text::Plain(text), Text::Surrogates(more)) => {
                let mut all = Wtf8Buf::from_string(std::mem::take(text));
                all.push_wtf8(more);
                self.text = Text::Surrogates(all);
            }
        }
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
            let text = self.as_str().expect("ASCII");
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
