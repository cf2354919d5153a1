//! Writing what has no parts: numbers, text, bytes.

use num_bigint::BigInt;

use super::opcodes as op;
use super::pickling_error;
use super::reduce::Reduced;
use super::writer::Writer;
use crate::object::Value;
use crate::types::bytes::PyBytes;
use crate::types::str::PyStr;
use crate::vm::PyResult;

impl Writer<'_> {
    pub(super) fn save_bool(&mut self, truth: bool) {
        match (self.protocol >= 2, truth) {
            (true, true) => self.out.op(op::NEWTRUE),
            (true, false) => self.out.op(op::NEWFALSE),
            (false, true) => self.out.put(b"I01\n"),
            (false, false) => self.out.put(b"I00\n"),
        }
    }

    #[inline]
    pub(super) fn save_int(&mut self, number: i64) {
        let Ok(small) = i32::try_from(number) else {
            return self.save_long(&number.to_le_bytes(), || number.to_string());
        };
        if !self.binary {
            self.out.put(format!("I{small}\n").as_bytes());
        } else if let Ok(byte) = u8::try_from(small) {
            self.out.put(&[op::BININT1, byte]);
        } else if let Ok(word) = u16::try_from(small) {
            self.out.op_with(op::BININT2, &word.to_le_bytes());
        } else {
            self.out.op_with(op::BININT, &small.to_le_bytes());
        }
    }

    pub(super) async fn save_big(&mut self, number: &BigInt) -> PyResult<()> {
        if self.protocol < 2 {
            // Long texts are refused as `repr()` refuses them.
            let text = self.vm.repr_text(&self.vm.new_int(number.clone())).await?;
            self.save_long(&[], || text);
            return Ok(());
        }
        self.save_long(&number.to_signed_bytes_le(), String::new);
        Ok(())
    }

    /// An integer of more than 32 bits, from its bytes, the lowest first.
    fn save_long(&mut self, bytes: &[u8], text: impl FnOnce() -> String) {
        if self.protocol < 2 {
            self.out.put(format!("L{}L\n", text()).as_bytes());
            return;
        }
        let mut bytes = bytes;
        // Bytes that only repeat the sign are left out.
        while let [.., before, last] = bytes
            && (*last == 0 && *before < 0x80 || *last == 0xFF && *before >= 0x80)
        {
            bytes = &bytes[..bytes.len() - 1];
        }
        match u8::try_from(bytes.len()) {
            Ok(length) => self.out.put(&[op::LONG1, length]),
            Err(_) => self
                .out
                .op_with(op::LONG4, &(bytes.len() as u32).to_le_bytes()),
        }
        self.out.put(bytes);
    }

    pub(super) fn save_float(&mut self, number: f64) {
        if self.binary {
            self.out.op_with(op::BINFLOAT, &number.to_be_bytes());
            return;
        }
        let shown = crate::types::quick_repr(self.vm, &Value::float(number)).unwrap_or_default();
        self.out.put(format!("F{shown}\n").as_bytes());
    }

    pub(super) async fn save_str(&mut self, value: &Value) -> PyResult<()> {
        let text = value.get::<PyStr>().expect("a string's payload");
        let bytes = text.bytes();
        if !self.binary {
            self.out.op(op::UNICODE);
            self.out.put(&escaped(text));
            self.out.op(b'\n');
        } else {
            let length = bytes.len() as u64;
            let (mut header, size) = ([0; 9], length.to_le_bytes());
            header[1..9].copy_from_slice(&size);
            let header = if length <= 0xFF && self.protocol >= 4 {
                header[0] = op::SHORT_BINUNICODE;
                &header[..2]
            } else if length <= 0xFFFF_FFFF {
                header[0] = op::BINUNICODE;
                &header[..5]
            } else if self.protocol >= 4 {
                header[0] = op::BINUNICODE8;
                &header[..9]
            } else {
                return Err(self.vm.overflow_error(
                    "serializing a string larger than 4 GiB requires pickle protocol 4 or higher",
                ));
            };
            self.out.large(self.vm, header, bytes, None).await?;
        }
        self.memoize(value);
        Ok(())
    }

    pub(super) async fn save_bytes(&mut self, value: &Value) -> PyResult<()> {
        let data = value.get::<PyBytes>().expect("the payload of bytes").data();
        if self.protocol < 3 {
            // Older protocols have text only.
            let reduced = if data.is_empty() {
                Reduced::call(self.vm, self.vm.types.bytes.to_value(), vec![])
            } else {
                let text: String = data.iter().map(|&byte| char::from(byte)).collect();
                let args = vec![self.vm.new_str(text), self.vm.new_str("latin1")];
                Reduced::call(self.vm, self.library.encode.clone(), args)
            };
            return self.save_call(value, reduced, false).await;
        }
        self.put_bytes(data, Some(value)).await?;
        self.memoize(value);
        Ok(())
    }

    async fn put_bytes(&mut self, data: &[u8], whole: Option<&Value>) -> PyResult<()> {
        let length = data.len() as u64;
        let mut header = [0; 9];
        header[1..9].copy_from_slice(&length.to_le_bytes());
        let header = if length <= 0xFF {
            header[0] = op::SHORT_BINBYTES;
            &header[..2]
        } else if length <= 0xFFFF_FFFF {
            header[0] = op::BINBYTES;
            &header[..5]
        } else if self.protocol >= 4 {
            header[0] = op::BINBYTES8;
            &header[..9]
        } else {
            return Err(self.vm.overflow_error(
                "serializing a bytes object larger than 4 GiB requires pickle protocol 4 or higher",
            ));
        };
        self.out.large(self.vm, header, data, whole.cloned()).await
    }

    async fn put_bytearray(&mut self, data: &[u8]) -> PyResult<()> {
        let mut header = [op::BYTEARRAY8; 9];
        header[1..].copy_from_slice(&(data.len() as u64).to_le_bytes());
        self.out.large(self.vm, &header, data, None).await
    }

    pub(super) async fn save_bytearray(&mut self, value: &Value) -> PyResult<()> {
        let data = crate::types::buffer::snapshot(self.vm, value).unwrap_or_default();
        if self.protocol < 5 {
            let args = match data.is_empty() {
                true => vec![],
                false => vec![self.vm.new_bytes(data)],
            };
            let reduced = Reduced::call(self.vm, self.vm.types.bytearray.to_value(), args);
            return self.save_call(value, reduced, false).await;
        }
        self.put_bytearray(&data).await?;
        self.memoize(value);
        Ok(())
    }

    pub(super) async fn save_buffer(&mut self, value: &Value) -> PyResult<()> {
        let vm = self.vm;
        if self.protocol < 5 {
            let message = "PickleBuffer can only be pickled with protocol >= 5";
            return Err(pickling_error(vm, message));
        }
        let view = super::buffer::view(vm, value)?;
        let contiguous = vm.get_attribute(&view, &vm.intern("contiguous")).await?;
        if !vm.truth(&contiguous).await? {
            let message =
                "PickleBuffer can not be pickled when pointing to a non-contiguous buffer";
            return Err(pickling_error(vm, message));
        }
        let read_only = vm.get_attribute(&view, &vm.intern("readonly")).await?;
        let read_only = vm.truth(&read_only).await?;
        // The callback may release the buffer.
        let data = crate::types::buffer::snapshot(vm, &view).unwrap_or_default();
        let callback = self.pickler.buffer_callback.borrow().clone();
        if let Some(callback) = callback {
            let inside = vm.call(&callback, [value.clone()]).await?;
            if !vm.truth(&inside).await? {
                self.out.op(op::NEXT_BUFFER);
                if read_only {
                    self.out.op(op::READONLY_BUFFER);
                }
                return Ok(());
            }
        }
        match read_only {
            true => self.put_bytes(&data, None).await?,
            false => self.put_bytearray(&data).await?,
        }
        self.memoize(value);
        Ok(())
    }
}

/// Text as protocol 0 has it: what is not Latin-1, or would end the line, as escapes.
fn escaped(text: &PyStr) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for point in text.as_wtf8().code_points() {
        let number = point.to_u32();
        match number {
            0x5C | 0 | 0x0A | 0x0D | 0x1A | 0x100..=0xFFFF => {
                out.extend_from_slice(format!("\\u{number:04x}").as_bytes());
            }
            0x1_0000.. => out.extend_from_slice(format!("\\U{number:08x}").as_bytes()),
            _ => out.push(number as u8),
        }
    }
    out
}
