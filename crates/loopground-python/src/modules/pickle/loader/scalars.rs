//! Operations that make numbers, text and bytes.

use num_bigint::BigInt;
use rustpython_wtf8::Wtf8Buf;

use super::super::opcodes as op;
use super::super::unpickling_error;
use super::Loader;
use crate::object::Value;
use crate::types::codecs::registry::decode_text;
use crate::types::memoryview::PyMemoryView;
use crate::vm::PyResult;

impl Loader<'_> {
    /// Does the operation, if it is one of these.
    pub async fn scalar(&mut self, code: u8) -> PyResult<bool> {
        let vm = self.vm;
        match code {
            op::SHORT_BINUNICODE => {
                let [length] = self.input.array(vm).await?;
                self.text(usize::from(length)).await?;
            }
            op::BINUNICODE => {
                let length = u32::from_le_bytes(self.input.array(vm).await?);
                self.text(length as usize).await?;
            }
            op::BINUNICODE8 => {
                let length = u64::from_le_bytes(self.input.array(vm).await?);
                let length = self.size(length, "BINUNICODE8")?;
                self.text(length).await?;
            }
            op::SHORT_BINBYTES => {
                let [length] = self.input.array(vm).await?;
                self.bytes(usize::from(length)).await?;
            }
            op::BINBYTES => {
                let length = u32::from_le_bytes(self.input.array(vm).await?);
                self.bytes(length as usize).await?;
            }
            op::BINBYTES8 => {
                let length = u64::from_le_bytes(self.input.array(vm).await?);
                let length = self.size(length, "BINBYTES8")?;
                self.bytes(length).await?;
            }
            op::BYTEARRAY8 => {
                let length = u64::from_le_bytes(self.input.array(vm).await?);
                let length = self.size(length, "BYTEARRAY8")?;
                let array = self.input.read_into(vm, length).await?;
                self.push(array);
            }
            op::LONG1 => {
                let [length] = self.input.array(vm).await?;
                self.long(usize::from(length)).await?;
            }
            op::LONG4 => {
                let length = i32::from_le_bytes(self.input.array(vm).await?);
                let length = usize::try_from(length)
                    .map_err(|_| unpickling_error(vm, "LONG pickle has negative byte count"))?;
                self.long(length).await?;
            }
            op::INT => self.int_line().await?,
            op::LONG => self.long_line().await?,
            op::FLOAT => self.float_line().await?,
            op::STRING => self.string_line().await?,
            op::UNICODE => self.unicode_line().await?,
            op::BINSTRING => {
                let length = i32::from_le_bytes(self.input.array(vm).await?);
                let length = usize::try_from(length).map_err(|_| {
                    unpickling_error(vm, "BINSTRING pickle has negative byte count")
                })?;
                let data = self.input.read_large(vm, length).await?;
                self.old_string(data).await?;
            }
            op::SHORT_BINSTRING => {
                let [length] = self.input.array(vm).await?;
                let data = self.input.read_large(vm, usize::from(length)).await?;
                self.old_string(data).await?;
            }
            op::NEXT_BUFFER => self.next_buffer().await?,
            op::READONLY_BUFFER => self.read_only_buffer().await?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn size(&self, length: u64, what: &str) -> PyResult<usize> {
        usize::try_from(length)
            .ok()
            .filter(|length| isize::try_from(*length).is_ok())
            .ok_or_else(|| {
                let most = isize::MAX;
                let message = format!("{what} exceeds system's maximum size of {most} bytes");
                unpickling_error(self.vm, message)
            })
    }

    async fn text(&mut self, length: usize) -> PyResult<()> {
        let vm = self.vm;
        let data = self.input.read_large(vm, length).await?;
        let text = match Wtf8Buf::from_bytes(data) {
            Ok(text) => vm.new_wtf8(text),
            Err(data) => decode_text(vm, &data, "utf-8", "surrogatepass").await?,
        };
        self.push(text);
        Ok(())
    }

    async fn bytes(&mut self, length: usize) -> PyResult<()> {
        let data = self.input.read_large(self.vm, length).await?;
        self.push(self.vm.new_bytes(data));
        Ok(())
    }

    async fn long(&mut self, length: usize) -> PyResult<()> {
        let data = self.input.read_large(self.vm, length).await?;
        let number = BigInt::from_signed_bytes_le(&data);
        self.push(self.vm.new_int(number));
        Ok(())
    }

    /// A line without its end.
    pub async fn line(&mut self) -> PyResult<Vec<u8>> {
        let mut line = self.input.line(self.vm).await?;
        line.pop();
        Ok(line)
    }

    /// A line on which something stands.
    pub async fn full_line(&mut self) -> PyResult<Vec<u8>> {
        let line = self.line().await?;
        if line.is_empty() {
            return Err(unpickling_error(self.vm, "pickle data was truncated"));
        }
        Ok(line)
    }

    async fn int_line(&mut self) -> PyResult<()> {
        let line = self.full_line().await?;
        let value = match &line[..] {
            b"00" => Value::bool(false),
            b"01" => Value::bool(true),
            line => {
                let shown = self.vm.new_bytes(line.to_vec());
                crate::types::int_methods::parse(self.vm, line, 10, &shown)
                    .map_err(|_| self.vm.value_error("could not convert string to int"))?
            }
        };
        self.push(value);
        Ok(())
    }

    async fn long_line(&mut self) -> PyResult<()> {
        let line = self.input.line(self.vm).await?;
        let shown = self.vm.new_str(String::from_utf8_lossy(&line).into_owned());
        let digits = line.strip_suffix(b"\n").unwrap_or(&line);
        let digits = digits.strip_suffix(b"L").unwrap_or(digits);
        let value = crate::types::int_methods::parse(self.vm, digits, 10, &shown)?;
        self.push(value);
        Ok(())
    }

    async fn float_line(&mut self) -> PyResult<()> {
        let line = self.full_line().await?;
        let number = crate::types::float_methods::construct::parse(&line);
        let number =
            number.ok_or_else(|| self.vm.value_error("could not convert string to float"))?;
        self.push(Value::float(number));
        Ok(())
    }

    async fn string_line(&mut self) -> PyResult<()> {
        let vm = self.vm;
        let line = self.line().await?;
        let inner = match &line[..] {
            [first @ (b'\'' | b'"'), inner @ .., last] if first == last => inner,
            _ => {
                let message = "the STRING opcode argument must be quoted";
                return Err(unpickling_error(vm, message));
            }
        };
        let codecs = crate::vm::import::import(vm, "codecs").await?;
        let inner = vm.new_bytes(inner.to_vec());
        let decoded = vm
            .call_method(&codecs, &vm.intern("escape_decode"), [inner])
            .await?;
        let decoded = vm.get_item(&decoded, &Value::int(0)).await?;
        let data = crate::types::buffer::snapshot(vm, &decoded).unwrap_or_default();
        self.old_string(data).await
    }

    async fn unicode_line(&mut self) -> PyResult<()> {
        let vm = self.vm;
        let line = self.line().await?;
        let text = if line.is_ascii() && !line.contains(&b'\\') {
            vm.new_str(String::from_utf8_lossy(&line).into_owned())
        } else {
            decode_text(vm, &line, "raw-unicode-escape", "strict").await?
        };
        self.push(text);
        Ok(())
    }

    /// A string of Python 2, which may have been text or bytes.
    async fn old_string(&mut self, data: Vec<u8>) -> PyResult<()> {
        let vm = self.vm;
        let encoding = self.unpickler.encoding.borrow().clone();
        let errors = self.unpickler.errors.borrow().clone();
        let value = match encoding.as_str() {
            "bytes" => vm.new_bytes(data),
            encoding => decode_text(vm, &data, encoding, &errors).await?,
        };
        self.push(value);
        Ok(())
    }

    async fn next_buffer(&mut self) -> PyResult<()> {
        let vm = self.vm;
        let buffers = self.unpickler.buffers.borrow().clone();
        let buffers = buffers.ok_or_else(|| {
            let message =
                "pickle stream refers to out-of-band data but no *buffers* argument was given";
            unpickling_error(vm, message)
        })?;
        let next = vm.next(&buffers).await?;
        let next = next.ok_or_else(|| unpickling_error(vm, "not enough out-of-band buffers"))?;
        self.push(next);
        Ok(())
    }

    async fn read_only_buffer(&mut self) -> PyResult<()> {
        let vm = self.vm;
        let top = self.top()?.clone();
        let view = vm.call(&vm.types.memoryview.to_value(), [top]).await?;
        debug_assert!(view.get::<PyMemoryView>().is_some());
        let read_only = vm.get_attribute(&view, &vm.intern("readonly")).await?;
        if vm.truth(&read_only).await? {
            return Ok(());
        }
        let view = vm.call_method(&view, &vm.intern("toreadonly"), []).await?;
        drop(self.pop()?);
        self.push(view);
        Ok(())
    }
}
