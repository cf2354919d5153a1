//! Reading text: chunks, lines, and where in the bytes the program is.

use rustpython_wtf8::{Wtf8, Wtf8Buf};

use super::newlines::Translator;
use super::text::{Coder, PyTextIO};
use crate::object::Value;
use crate::types::bytes::PyBytes;
use crate::types::codecs::{self, Codec};
use crate::types::str::PyStr;
use crate::vm::{PyResult, Vm};

impl PyTextIO {
    /// Text that is decoded and not given out.
    fn rest_len(&self) -> usize {
        self.text.borrow().len() - self.given.get()
    }

    /// Gives out the next `bytes` of the text.
    fn give(&self, vm: &Vm, bytes: usize) -> Value {
        let text = self.text.borrow();
        let start = self.given.get();
        self.given.set(start + bytes);
        let part = &text.as_bytes()[start..start + bytes];
        match std::str::from_utf8(part) {
            Ok(part) => vm.new_str(part),
            Err(_) => vm.new_wtf8(slice(&text, start, start + bytes)),
        }
    }

    /// How many bytes the next `count` characters of the text take, and how many characters that is.
    fn measure(&self, count: usize) -> (usize, usize) {
        let text = self.text.borrow();
        let bytes = &text.as_bytes()[self.given.get()..];
        if bytes.len() <= count && bytes.is_ascii() {
            return (bytes.len(), bytes.len());
        }
        let starts = bytes
            .iter()
            .enumerate()
            .filter(|(_, byte)| **byte & 0xC0 != 0x80);
        let mut characters = 0;
        for (at, _) in starts {
            if characters == count {
                return (at, count);
            }
            characters += 1;
        }
        (bytes.len(), characters)
    }

    /// Where the next line ends in the text that is there; `None` when it is not there.
    fn line_end(&self, from: usize) -> Option<usize> {
        let text = self.text.borrow();
        let rest = &text.as_bytes()[self.given.get() + from..];
        let end = match (self.translator.get(), self.newline.borrow().as_deref()) {
            (
                Some(Translator {
                    translates: false, ..
                }),
                _,
            ) => {
                let at = memchr::memchr2(b'\n', b'\r', rest)?;
                at + 1 + usize::from(rest[at..].starts_with(b"\r\n"))
            }
            (_, Some("\r")) => memchr::memchr(b'\r', rest)? + 1,
            (_, Some("\r\n")) => memchr::memmem::find(rest, b"\r\n")? + 2,
            _ => memchr::memchr(b'\n', rest)? + 1,
        };
        Some(from + end)
    }

    /// Takes in decoded text, after what was not given out.
    fn take_in(&self, new: Wtf8Buf, last: bool) {
        let new = match self.translator.get() {
            Some(mut translator) => {
                let new = translator.text(new, last);
                self.translator.set(Some(translator));
                new
            }
            None => new,
        };
        let mut text = self.text.borrow_mut();
        if self.given.get() == text.len() {
            *text = new;
        } else {
            let mut all = slice(&text, self.given.get(), text.len());
            all.push_wtf8(&new);
            *text = all;
        }
        self.given.set(0);
    }

    /// One chunk over plain files and UTF-8 without errors. `None`: it takes a future, and nothing was done.
    fn chunk_now(&self, vm: &Vm) -> Option<PyResult<bool>> {
        let Coder::Native(Codec::Utf8) = &*self.decoder.borrow() else {
            return None;
        };
        if self.rest_len() > 0 || !self.pending.borrow().is_empty() {
            return None;
        }
        let buffer = self.plain_buffer(vm)?;
        if buffer.left() == 0 {
            match buffer.fill_now(vm, buffer.size.get())? {
                Ok(_) => {}
                Err(raised) => return Some(Err(raised)),
            }
        }
        let before = self.plain_place(vm)?;
        let start = buffer.taken.get();
        let data = buffer.take(self.chunk.get());
        let mut all = self.partial.borrow().clone();
        let partial = all.len();
        all.extend_from_slice(&data);
        let good = match std::str::from_utf8(&all) {
            Ok(_) => all.len(),
            Err(error) if error.error_len().is_none() && !data.is_empty() => error.valid_up_to(),
            Err(_) => {
                buffer.taken.set(start);
                return None;
            }
        };
        self.partial.replace(all[good..].to_vec());
        all.truncate(good);
        self.origin.replace((before - partial as i64, all.clone()));
        let new = Wtf8Buf::from_string(String::from_utf8(all).expect("checked"));
        self.take_in(new, data.is_empty());
        Some(Ok(!data.is_empty()))
    }

    /// Where in the file what comes next from the buffer starts.
    fn plain_place(&self, vm: &Vm) -> Option<i64> {
        let buffer = self.plain_buffer(vm)?;
        if !self.seekable.get() {
            return Some(0);
        }
        let file = self.plain_file(vm)?;
        let place = super::file::seek_to(vm, &file, 0, 1).ok()?;
        Some(place - buffer.left() as i64)
    }

    /// Decodes one more chunk. Whether there was one.
    async fn chunk(&self, vm: &Vm) -> PyResult<bool> {
        if let Some(result) = self.chunk_now(vm) {
            return result;
        }
        self.pass_on(vm).await?;
        let buffer = self.buffer(vm)?;
        let whole = self.rest_len() == 0;
        let before = if self.seekable.get() && whole {
            let place = vm.call_method(&buffer, &vm.intern("tell"), []).await?;
            place.as_small_int().unwrap_or(0)
        } else {
            0
        };
        let data = match self.plain_buffer(vm) {
            Some(buffer) => {
                super::buffered_methods::read_once(vm, &buffer, self.chunk.get() as i64).await?
            }
            None => {
                let name = if vm
                    .get_attribute_opt(&buffer, &vm.intern("read1"))
                    .await?
                    .is_some()
                {
                    "read1"
                } else {
                    "read"
                };
                let count = Value::int(self.chunk.get() as i64);
                let data = vm.call_method(&buffer, &vm.intern(name), [count]).await?;
                match crate::types::buffer::snapshot(vm, &data) {
                    Some(data) => data,
                    None => {
                        return Err(vm.type_error(format!(
                            "underlying {name}() should have returned a bytes-like object, not '{}'",
                            vm.class_name(&data)
                        )));
                    }
                }
            }
        };
        let last = data.is_empty();
        let partial = self.partial.borrow().clone();
        if whole {
            let mut bytes = partial.clone();
            bytes.extend_from_slice(&data);
            self.origin.replace((before - partial.len() as i64, bytes));
        } else {
            self.origin.borrow_mut().1.extend_from_slice(&data);
        }
        let new = self.decode(vm, &data, last).await?;
        self.take_in(new, last);
        Ok(!last)
    }

    /// Decodes bytes that follow those before.
    async fn decode(&self, vm: &Vm, data: &[u8], last: bool) -> PyResult<Wtf8Buf> {
        let decoder = self.decoder.borrow().clone();
        match decoder {
            Coder::Missing => Err(super::unsupported(vm, "not readable")),
            Coder::Native(codec) => {
                let mut all = self.partial.take();
                all.extend_from_slice(data);
                let errors = self.errors.borrow().clone();
                // A mark is decided on when enough is there to see it.
                let marked = codec.resolved(&all);
                if marked.is_none() && !last {
                    self.partial.replace(all);
                    return Ok(Wtf8Buf::new());
                }
                let (text, used) = codecs::decode_part(vm, &all, codec, &errors, last).await?;
                if let Some(marked) = marked.filter(|_| !all.is_empty()) {
                    self.decoder.replace(Coder::Native(marked));
                }
                self.partial.replace(all[used.min(all.len())..].to_vec());
                Ok(text)
            }
            Coder::Object(decoder) => {
                let args = [vm.new_bytes(data.to_vec()), Value::bool(last)];
                let text = vm.call_method(&decoder, &vm.intern("decode"), args).await?;
                match text.get::<PyStr>() {
                    Some(text) => Ok(text.as_wtf8().to_owned()),
                    None => Err(vm.type_error(format!(
                        "decoder should return a string result, not '{}'",
                        vm.class_name(&text)
                    ))),
                }
            }
        }
    }

    /// A line that is there whole, or comes with the next chunk at once. `None`: it takes a future.
    pub fn line_now(&self, vm: &Vm) -> Option<Value> {
        if let Some(end) = self.line_end(0) {
            return Some(self.give(vm, end));
        }
        if self.rest_len() == 0 && matches!(self.chunk_now(vm), Some(Ok(true))) {
            let end = self.line_end(0)?;
            return Some(self.give(vm, end));
        }
        None
    }

    pub async fn read_line(&self, vm: &Vm, limit: i64) -> PyResult {
        let mut from = 0;
        loop {
            let found = self.line_end(from);
            // A `\r` at the very end may be the first half of `\r\n`, which the translator holds back.
            let most = usize::try_from(limit).map(|limit| self.measure(limit));
            if let Ok((bytes, characters)) = most
                && characters as i64 == limit
                && found.is_none_or(|end| end >= bytes)
            {
                return Ok(self.give(vm, bytes));
            }
            if let Some(end) = found {
                return Ok(self.give(vm, end));
            }
            from = self.rest_len().saturating_sub(1);
            vm.check_memory(from as u64)?;
            if !self.chunk(vm).await? {
                let rest = self.rest_len();
                return Ok(self.give(vm, self.line_end(0).unwrap_or(rest)));
            }
        }
    }

    pub async fn read(&self, vm: &Vm, count: i64) -> PyResult {
        let Ok(count) = usize::try_from(count) else {
            return self.read_all(vm).await;
        };
        loop {
            let (bytes, characters) = self.measure(count);
            if characters == count || !self.chunk(vm).await? {
                let (bytes, _) = if characters == count {
                    (bytes, characters)
                } else {
                    self.measure(count)
                };
                return Ok(self.give(vm, bytes));
            }
        }
    }

    async fn read_all(&self, vm: &Vm) -> PyResult {
        self.pass_on(vm).await?;
        let buffer = self.buffer(vm)?;
        let data = match self.plain_buffer(vm) {
            Some(buffer) => buffer.read_rest(vm).await?,
            None => vm.call_method(&buffer, &vm.intern("read"), []).await?,
        };
        let bytes: &[u8] = match data.get::<PyBytes>() {
            Some(bytes) => bytes.data(),
            None if data.is_none() => &[],
            None => {
                return Err(vm.type_error(format!(
                    "underlying read() should have returned a bytes-like object, not '{}'",
                    vm.class_name(&data)
                )));
            }
        };
        let new = self.decode(vm, bytes, true).await?;
        self.take_in(new, true);
        let all = self.give(vm, self.rest_len());
        self.forget_text();
        Ok(all)
    }

    /// `tell`: where the next character starts.
    pub async fn tell(&self, vm: &Vm) -> PyResult<i64> {
        let buffer = self.buffer(vm)?;
        let place = vm.call_method(&buffer, &vm.intern("tell"), []).await?;
        let place = vm.index_i64(&place).await?;
        let held = self.partial.borrow().len() as i64
            + i64::from(
                self.translator
                    .get()
                    .is_some_and(|translator| translator.pending),
            );
        if self.rest_len() == 0 {
            return Ok(place - held);
        }
        let (start, bytes) = self.origin.borrow().clone();
        let consumed = {
            let text = self.text.borrow();
            let left = slice(&text, self.given.get(), text.len());
            left.code_points().count()
        };
        Ok(start + self.bytes_before(vm, &bytes, consumed).await? as i64)
    }

    /// How many of the bytes of a chunk come before its last `left` characters.
    async fn bytes_before(&self, vm: &Vm, bytes: &[u8], left: usize) -> PyResult<usize> {
        let translates = self
            .translator
            .get()
            .is_some_and(|translator| translator.translates);
        // From the end backwards, a character at a time.
        let width: fn(&[u8]) -> usize = match &*self.decoder.borrow() {
            Coder::Native(Codec::Utf8) => |bytes| {
                let tail = bytes
                    .iter()
                    .rev()
                    .take_while(|byte| **byte & 0xC0 == 0x80)
                    .count();
                (tail + 1).min(4)
            },
            Coder::Native(Codec::Utf16(_)) => |bytes| match bytes {
                [.., _, high] if (0xDC..0xE0).contains(high) => 4,
                _ => 2,
            },
            Coder::Native(Codec::Utf32(_)) => |_| 4,
            _ => |_| 1,
        };
        let held = usize::from(
            self.translator
                .get()
                .is_some_and(|translator| translator.pending),
        );
        let mut end = bytes.len() - self.partial.borrow().len().min(bytes.len());
        end -= held.min(end);
        for _ in 0..left {
            if translates && bytes[..end].ends_with(b"\r\n") {
                end -= 2;
            } else {
                end -= width(&bytes[..end]).min(end);
            }
        }
        let _ = vm;
        Ok(end)
    }
}

fn slice(text: &Wtf8, start: usize, end: usize) -> Wtf8Buf {
    let part = text.as_bytes()[start..end].to_vec();
    match String::from_utf8(part) {
        Ok(part) => Wtf8Buf::from_string(part),
        Err(_) => {
            let mut out = Wtf8Buf::with_capacity(end - start);
            let mut at = 0;
            for point in text.code_points() {
                let length = point.to_char().map_or(3, char::len_utf8);
                if at >= start && at < end {
                    out.push(point);
                }
                at += length;
            }
            out
        }
    }
}
