//! Reading the code objects that the build script compiled: from their bytes to [`Parts`], with nothing in between.
//!
//! The format is what `rustpython_compiler`'s `serialize_code` writes, which is a subset of CPython's `marshal`: no
//! references, tuples with four bytes of length. Not here: the module `marshal`, and code from anywhere else.

use num_bigint::{BigInt, Sign};
use rustpython_compiler::core::bytecode::{CO_FAST_CELL, CO_FAST_FREE, CO_FAST_LOCAL};
use rustpython_wtf8::Wtf8Buf;

use super::translate::{Parts, assemble};
use super::{PyCode, is_like_a_name};
use crate::object::{Ref, Value};
use crate::vm::Vm;

/// A code object from its bytes; `None` when they are not what the build script writes.
pub(super) fn code(vm: &Vm, bytes: &[u8]) -> Option<Ref<PyCode>> {
    Reader {
        vm,
        rest: bytes,
        file: None,
    }
    .code()
}

struct Reader<'a> {
    vm: &'a Vm,
    rest: &'a [u8],
    /// The file that the code around this one is in: one string for all of them.
    file: Option<(&'a str, Value)>,
}

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1).map(|bytes| bytes[0])
    }

    fn number(&mut self) -> Option<u32> {
        let bytes = self.take(4)?;
        Some(u32::from_le_bytes(bytes.try_into().ok()?))
    }

    fn float(&mut self) -> Option<f64> {
        let bytes = self.take(8)?;
        Some(f64::from_le_bytes(bytes.try_into().ok()?))
    }

    fn counted(&mut self) -> Option<&'a [u8]> {
        let length = self.number()? as usize;
        self.take(length)
    }

    /// A field that is bytes.
    fn bytes(&mut self) -> Option<&'a [u8]> {
        match self.byte()? {
            b's' => self.counted(),
            _ => None,
        }
    }

    /// A name.
    fn text(&mut self) -> Option<&'a str> {
        let bytes = match self.byte()? {
            b'z' => {
                let length = usize::from(self.byte()?);
                self.take(length)?
            }
            b'u' => self.counted()?,
            _ => return None,
        };
        std::str::from_utf8(bytes).ok()
    }

    /// The length of a field that is a tuple.
    fn tuple(&mut self) -> Option<usize> {
        match self.byte()? {
            b'(' => self.number().map(|length| length as usize),
            _ => None,
        }
    }

    fn names(&mut self) -> Option<Vec<Value>> {
        let length = self.tuple()?;
        (0..length)
            .map(|_| Some(self.vm.intern(self.text()?)))
            .collect()
    }

    fn values(&mut self, length: usize) -> Option<Vec<Value>> {
        (0..length).map(|_| self.value()).collect()
    }

    fn code(&mut self) -> Option<Ref<PyCode>> {
        let arg_count = self.number()?;
        let positional_only = self.number()?;
        let keyword_only = self.number()?;
        let stack_size = self.number()? as usize;
        let flags = self.number()?;
        let bytecode = self.bytes()?;
        let length = self.tuple()?;
        let constants = self.values(length)?.into_boxed_slice();
        let names = self.names()?;
        let variables = self.names()?;
        let kinds = self.bytes()?;
        if kinds.len() != variables.len() {
            return None;
        }
        let file = self.text()?;
        let filename = match &self.file {
            Some((known, value)) if *known == file => value.clone(),
            _ => {
                let value = self.vm.new_str(file);
                self.file = Some((file, value.clone()));
                value
            }
        };
        let name = self.vm.intern(self.text()?);
        let qualname = self.text()?;
        let first_line = self.number()?;
        let line_table = self.bytes()?;
        let exception_table = self.bytes()?;
        let of_kind = |flag: u8| kinds.iter().filter(|kind| *kind & flag != 0).count();
        let parts = Parts {
            bytecode: bytecode.into(),
            constants,
            names,
            locals: of_kind(CO_FAST_LOCAL),
            cells: of_kind(CO_FAST_CELL),
            free: of_kind(CO_FAST_FREE),
            variables,
            variable_kinds: kinds.into(),
            arg_count,
            positional_only,
            keyword_only,
            flags,
            stack_size,
            first_line: first_line.max(1),
            filename,
            name,
            qualname: self.vm.intern(qualname),
            line_table: line_table.into(),
            exception_table: exception_table.into(),
        };
        let mut made = assemble(parts).ok()?;
        made.hidden = (self.vm.module_table.stands_for_c)(file, qualname);
        Some(Ref::new(made, &self.vm.types.code))
    }

    fn value(&mut self) -> Option<Value> {
        let vm = self.vm;
        Some(match self.byte()? {
            b'N' => Value::none(),
            b'T' => Value::bool(true),
            b'F' => Value::bool(false),
            b'.' => vm.types.ellipsis.clone(),
            b'i' => Value::int(i64::from(self.number()? as i32)),
            b'l' => self.long()?,
            b'g' => Value::float(self.float()?),
            b'y' => vm.new_complex(self.float()?, self.float()?),
            b'u' => {
                let bytes = self.counted()?;
                match std::str::from_utf8(bytes) {
                    Ok(text) if is_like_a_name(text) => vm.intern(text),
                    Ok(text) => vm.new_str(text),
                    Err(_) => vm.new_wtf8(Wtf8Buf::from_bytes(bytes.to_vec()).ok()?),
                }
            }
            b's' => vm.new_bytes(self.counted()?.to_vec()),
            b'(' => {
                let length = self.number()? as usize;
                vm.new_tuple(self.values(length)?)
            }
            b'>' => {
                let length = self.number()? as usize;
                vm.new_frozenset(self.values(length)?)
            }
            b':' => {
                let (start, stop, step) = (self.value()?, self.value()?, self.value()?);
                vm.new_slice(start, stop, step)
            }
            b'c' => self.code()?.into_value(),
            _ => return None,
        })
    }

    /// An integer of more than 32 bits: so many digits of 15 bits, a negative number of them for a negative one.
    fn long(&mut self) -> Option<Value> {
        let count = self.number()? as i32;
        let digits = self.take(count.unsigned_abs() as usize * 2)?;
        let mut value = BigInt::from(0);
        for digit in digits.chunks_exact(2).rev() {
            value = (value << 15) + BigInt::from(u16::from_le_bytes([digit[0], digit[1]]));
        }
        if count < 0 && value.sign() != Sign::NoSign {
            value = -value;
        }
        Some(self.vm.new_int(value))
    }
}
