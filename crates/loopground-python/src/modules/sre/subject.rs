//! What is searched, and running the engine over it.
//!
//! Positions are code points of a `str`, bytes of a bytes-like object. Bytes are given to the engine as the
//! code points of the same numbers.

use rustpython_sre_engine::{Request, State, StrDrive, StringCursor};

use super::PyPattern;
use crate::object::Value;
use crate::types::buffer;
use crate::types::bytes::PyBytes;
use crate::types::str::PyStr;
use crate::vm::{PyResult, Vm};

pub struct Subject {
    pub value: Value,
    /// The bytes of an object whose bytes may change.
    copied: Option<Vec<u8>>,
    pub length: usize,
}

/// A subject of one byte per code point, any place of which is found at once.
#[derive(Clone, Copy)]
struct Narrow<'a>(&'a [u8]);

impl StrDrive for Narrow<'_> {
    #[inline]
    fn count(&self) -> usize {
        self.0.len()
    }

    #[inline]
    fn create_cursor(&self, n: usize) -> StringCursor {
        self.0.create_cursor(n)
    }

    #[inline]
    fn adjust_cursor(&self, cursor: &mut StringCursor, n: usize) {
        self.0.adjust_cursor(cursor, n);
    }

    /// That of plain bytes gives the character behind the one it should.
    #[inline]
    fn advance(cursor: &mut StringCursor) -> u32 {
        let own = <&[u8]>::peek(cursor);
        <&[u8]>::skip(cursor, 1);
        own
    }

    #[inline]
    fn peek(cursor: &StringCursor) -> u32 {
        <&[u8]>::peek(cursor)
    }

    #[inline]
    fn skip(cursor: &mut StringCursor, n: usize) {
        <&[u8]>::skip(cursor, n);
    }

    #[inline]
    fn back_advance(cursor: &mut StringCursor) -> u32 {
        <&[u8]>::back_advance(cursor)
    }

    #[inline]
    fn back_peek(cursor: &StringCursor) -> u32 {
        <&[u8]>::back_peek(cursor)
    }

    #[inline]
    fn back_skip(cursor: &mut StringCursor, n: usize) {
        <&[u8]>::back_skip(cursor, n);
    }
}

/// How the engine is asked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum How {
    Match,
    FullMatch,
    Search { must_advance: bool },
}

/// Where a match and its groups are; -1 for a group that took no part.
#[derive(Clone)]
pub struct Span {
    pub start: usize,
    pub end: usize,
    pub groups: Vec<(i64, i64)>,
    pub last: i64,
}

impl Subject {
    pub fn new(vm: &Vm, pattern: &PyPattern, value: &Value) -> PyResult<Self> {
        if let Some(text) = value.get::<PyStr>() {
            if pattern.of_bytes == Some(true) {
                return Err(vm.type_error("cannot use a bytes pattern on a string-like object"));
            }
            return Ok(Self {
                value: value.clone(),
                copied: None,
                length: text.len(),
            });
        }
        let Some(data) = buffer::view(value) else {
            return Err(vm.type_error(format!(
                "expected string or bytes-like object, got '{}'",
                vm.class_name(value)
            )));
        };
        if pattern.of_bytes == Some(false) {
            return Err(vm.type_error("cannot use a string pattern on a bytes-like object"));
        }
        let lasting = value.get::<PyBytes>().is_some();
        Ok(Self {
            value: value.clone(),
            length: data.len(),
            copied: (!lasting).then(|| data.to_vec()),
        })
    }

    /// Asks the engine. `state` may be kept from one call to the next on the same subject: it remembers where
    /// its place is in memory.
    pub fn find(
        &self,
        vm: &Vm,
        state: &mut State,
        pattern: &PyPattern,
        start: usize,
        end: usize,
        how: How,
    ) -> Option<Span> {
        let used = 1 + (end.saturating_sub(start) / 64) as u64;
        vm.fuel.set(vm.fuel.get().saturating_sub(used));
        if let Some(copied) = &self.copied {
            return run(Narrow(copied), state, pattern, start, end, how);
        }
        if let Some(bytes) = self.value.get::<PyBytes>() {
            return run(Narrow(bytes.data()), state, pattern, start, end, how);
        }
        let text = self.value.get::<PyStr>()?;
        match text.as_str() {
            Some(text) if text.len() == self.length => {
                run(Narrow(text.as_bytes()), state, pattern, start, end, how)
            }
            Some(text) => run(text, state, pattern, start, end, how),
            None => run(text.as_wtf8(), state, pattern, start, end, how),
        }
    }

    /// `subject[start:end]`.
    pub fn slice(&self, vm: &Vm, start: usize, end: usize) -> Value {
        let end = end.max(start);
        if let Some(text) = self.value.get::<PyStr>() {
            if start == 0 && end == text.len() && vm.is_exactly(&self.value, &vm.types.str) {
                return self.value.clone();
            }
            return vm.new_wtf8(text.substring(start, end));
        }
        if start == 0 && end == self.length && vm.is_exactly(&self.value, &vm.types.bytes) {
            return self.value.clone();
        }
        match self.value.get::<PyBytes>() {
            Some(bytes) => vm.new_bytes(bytes.data()[start..end].to_vec()),
            None => {
                let data = buffer::snapshot(vm, &self.value).unwrap_or_default();
                let end = end.min(data.len());
                vm.new_bytes(data[start.min(end)..end].to_vec())
            }
        }
    }

    /// A group's text, or a default.
    pub fn group(&self, vm: &Vm, place: (i64, i64), default: &Value) -> Value {
        match place {
            (start, end) if start >= 0 && end >= start => {
                self.slice(vm, start as usize, end as usize)
            }
            _ => default.clone(),
        }
    }
}

fn run<S: StrDrive>(
    string: S,
    state: &mut State,
    pattern: &PyPattern,
    start: usize,
    end: usize,
    how: How,
) -> Option<Span> {
    let mut request = Request {
        string,
        start,
        end,
        pattern_codes: &pattern.code,
        match_all: how == How::FullMatch,
        must_advance: false,
    };
    if start > end {
        return None;
    }
    state.reset(&request, start);
    let found = match how {
        How::Search { must_advance } => {
            request.must_advance = must_advance;
            state.search(request)
        }
        How::Match | How::FullMatch => state.py_match(&request),
    };
    found.then(|| Span {
        start: state.start,
        end: state.cursor.position,
        groups: (0..pattern.groups)
            .map(|group| {
                let (from, to) = state.marks.get(group);
                if from.is_some() && to.is_some() {
                    (from.unwrap() as i64, to.unwrap() as i64)
                } else {
                    (-1, -1)
                }
            })
            .collect(),
        last: state.marks.last_index() as i64,
    })
}
