//! Text over a buffered stream: what `TextIOWrapper` keeps, and writing.
//!
//! Reading is in `text_read`, the methods that programs call in `text_methods`.

use std::cell::{Cell, RefCell};

use rustpython_wtf8::Wtf8Buf;

use super::base::is_plain;
use super::buffered::PyBuffered;
use super::file::{self, PyFileIO};
use super::newlines::Translator;
use crate::object::{Ref, Trace, Value};
use crate::types::bytes::PyBytes;
use crate::types::codecs::{self, Codec, Order};
use crate::types::str::PyStr;
use crate::vm::attribute::Loaded;
use crate::vm::{PyResult, Vm};

/// How much is encoded before it is passed on, and read at a time.
pub const CHUNK: usize = 8192;

/// Text to bytes or back.
#[derive(Clone)]
pub enum Coder {
    /// Not looked for yet.
    Missing,
    Native(Codec),
    /// A codec of Python code: an incremental encoder or decoder.
    Object(Value),
}

pub struct PyTextIO {
    /// `None` before `__init__` and after `detach`.
    pub buffer: RefCell<Option<Value>>,
    pub detached: Cell<bool>,
    pub encoding: RefCell<String>,
    pub errors: RefCell<String>,
    pub line_buffering: Cell<bool>,
    pub write_through: Cell<bool>,
    pub seekable: Cell<bool>,
    /// `newline`: `None`, or one of the four strings.
    pub newline: RefCell<Option<String>>,
    /// Encoded, not passed on yet.
    pub pending: RefCell<Vec<u8>>,
    pub encoder: RefCell<Coder>,
    pub decoder: RefCell<Coder>,
    /// The start of a character that is not complete yet.
    pub partial: RefCell<Vec<u8>>,
    /// Follows ends of lines when reading makes them all `\n`, or must know them all.
    pub translator: Cell<Option<Translator>>,
    /// Decoded text, and how many of its bytes were given out.
    pub text: RefCell<Wtf8Buf>,
    pub given: Cell<usize>,
    /// The bytes that `text` came from, and where in the stream they start.
    pub origin: RefCell<(i64, Vec<u8>)>,
    /// `next()` is in the middle of lines.
    pub iterating: Cell<bool>,
    /// Something was written already, or is not at the start: no mark is written.
    pub started: Cell<bool>,
    pub chunk: Cell<usize>,
}

impl Default for PyTextIO {
    fn default() -> Self {
        Self {
            buffer: RefCell::default(),
            detached: Cell::new(false),
            encoding: RefCell::default(),
            errors: RefCell::new("strict".to_owned()),
            line_buffering: Cell::new(false),
            write_through: Cell::new(false),
            seekable: Cell::new(false),
            newline: RefCell::default(),
            pending: RefCell::default(),
            encoder: RefCell::new(Coder::Missing),
            decoder: RefCell::new(Coder::Missing),
            partial: RefCell::default(),
            translator: Cell::new(None),
            text: RefCell::default(),
            given: Cell::new(0),
            origin: RefCell::default(),
            iterating: Cell::new(false),
            started: Cell::new(false),
            chunk: Cell::new(CHUNK),
        }
    }
}

impl Trace for PyTextIO {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        self.buffer.borrow().iter().for_each(&mut *visit);
        for coder in [&self.encoder, &self.decoder] {
            if let Coder::Object(object) = &*coder.borrow() {
                visit(object);
            }
        }
    }

    fn clear(&self) {
        let buffer = self.buffer.take();
        drop(buffer);
    }
}

/// An attribute that takes no Python code.
pub fn quick_attribute(vm: &Vm, object: &Value, name: &str) -> PyResult {
    match vm.load_attribute(object, &vm.intern(name))? {
        Loaded::Value(value) => Ok(value),
        Loaded::Method(function) => Ok(vm.new_bound_method(function, object.clone())),
        Loaded::Flow(_) => Err(vm.attribute_error(name)),
    }
}

/// The incremental codec of a name.
pub async fn coder(vm: &Vm, encoding: &str, errors: &str, which: &str) -> PyResult<Coder> {
    if let Some(codec) = codecs::find(encoding) {
        return Ok(Coder::Native(codec));
    }
    let info = codecs::registry::lookup(vm, encoding).await?;
    let flag = vm
        .get_attribute_opt(&info, &vm.intern("_is_text_encoding"))
        .await?;
    if let Some(flag) = flag
        && !vm.truth(&flag).await?
    {
        return Err(vm.lookup_error(format!(
            "'{encoding}' is not a text encoding; use codecs.open() to handle arbitrary codecs"
        )));
    }
    let make = vm.get_attribute(&info, &vm.intern(which)).await?;
    Ok(Coder::Object(vm.call(&make, [vm.new_str(errors)]).await?))
}

impl PyTextIO {
    pub fn buffer(&self, vm: &Vm) -> PyResult {
        match &*self.buffer.borrow() {
            Some(buffer) => Ok(buffer.clone()),
            None if self.detached.get() => {
                Err(vm.value_error("underlying buffer has been detached"))
            }
            None => Err(vm.value_error("I/O operation on uninitialized object")),
        }
    }

    /// The buffer, when it is one of ours and nobody changed what its class does.
    pub fn plain_buffer(&self, vm: &Vm) -> Option<Ref<PyBuffered>> {
        let buffer = self.buffer.borrow();
        let buffer = buffer.as_ref()?;
        buffer.get::<PyBuffered>()?;
        let classes = super::classes(vm);
        let own = vm.class_of(buffer);
        let plain = [&classes.reader, &classes.writer, &classes.random];
        plain
            .iter()
            .any(|class| own.ptr_eq(class))
            .then(|| buffer.to_ref())
            .flatten()
    }

    /// The raw file below, when all is plain.
    pub fn plain_file(&self, vm: &Vm) -> Option<Ref<PyFileIO>> {
        let raw = match self.plain_buffer(vm) {
            Some(buffer) => buffer.raw.borrow().clone()?,
            None => self.buffer.borrow().clone()?,
        };
        is_plain(vm, &raw, |classes| &classes.file)
            .then(|| raw.to_ref())
            .flatten()
    }

    pub async fn ensure_open(&self, vm: &Vm) -> PyResult {
        let buffer = self.buffer(vm)?;
        let closed = match self.plain_file(vm) {
            Some(file) => file.descriptor.get() < 0,
            None => super::is(vm, &buffer, "closed").await?,
        };
        if closed {
            return Err(super::closed_error(vm));
        }
        Ok(buffer)
    }

    /// What ends of lines become when written; `None`: they stay.
    fn written_end(&self) -> Option<&'static str> {
        match self.newline.borrow().as_deref() {
            Some("\r") => Some("\r"),
            Some("\r\n") => Some("\r\n"),
            _ => None,
        }
    }

    pub fn forget_text(&self) {
        self.text.replace(Wtf8Buf::new());
        self.given.set(0);
        self.origin.replace((0, Vec::new()));
    }

    /// Bytes of text that needs no care: no errors, no ends to change. `None`: it does.
    fn encode_now(&self, text: &PyStr) -> Option<Vec<u8>> {
        let Coder::Native(codec) = &*self.encoder.borrow() else {
            return None;
        };
        if self.written_end().is_some() && memchr::memchr(b'\n', text.bytes()).is_some() {
            return None;
        }
        codecs::quick_encode(text, *codec)
    }

    async fn encode(&self, vm: &Vm, value: &Value) -> PyResult<Vec<u8>> {
        let text = value.get::<PyStr>().expect("a str");
        if let Some(bytes) = self.encode_now(text) {
            self.started.set(true);
            return Ok(bytes);
        }
        let mut value = value.clone();
        if let Some(end) = self.written_end()
            && memchr::memchr(b'\n', text.bytes()).is_some()
        {
            let args = [vm.new_str("\n"), vm.new_str(end)];
            value = vm.call_method(&value, &vm.intern("replace"), args).await?;
            if value.get::<PyStr>().is_none() {
                return Err(vm.type_error(format!(
                    "string.replace() should return a string, not '{}'",
                    vm.class_name(&value)
                )));
            }
        }
        let coder = self.encoder.borrow().clone();
        match coder {
            Coder::Native(codec) => {
                let codec = match codec {
                    Codec::Utf16(Order::Marked) if self.started.get() => {
                        Codec::Utf16(Order::Little)
                    }
                    Codec::Utf32(Order::Marked) if self.started.get() => {
                        Codec::Utf32(Order::Little)
                    }
                    Codec::Utf8Sig if self.started.get() => Codec::Utf8,
                    codec => codec,
                };
                self.started.set(true);
                let errors = self.errors.borrow().clone();
                codecs::encode(vm, &value, codec, &errors).await
            }
            Coder::Object(encoder) => {
                let bytes = vm
                    .call_method(&encoder, &vm.intern("encode"), [value])
                    .await?;
                match bytes.get::<PyBytes>() {
                    Some(bytes) => Ok(bytes.data().to_vec()),
                    None => Err(vm.type_error(format!(
                        "encoder should return a bytes object, not '{}'",
                        vm.class_name(&bytes)
                    ))),
                }
            }
            Coder::Missing => Err(super::unsupported(vm, "not writable")),
        }
    }

    /// Whether this text makes what waits go out.
    fn flushes(&self, text: &PyStr) -> bool {
        self.line_buffering.get() && memchr::memchr2(b'\n', b'\r', text.bytes()).is_some()
    }

    /// Writes plain text over plain files, at once. `None`: it takes a future, and nothing was done.
    pub fn write_now(&self, vm: &Vm, text: &PyStr) -> Option<PyResult<()>> {
        let buffer = self.plain_buffer(vm)?;
        let file = self.plain_file(vm)?;
        if file.descriptor.get() < 0
            || !file.mode.get().writes
            || self.given.get() > 0
            || !self.text.borrow().is_empty()
            || buffer.left() > 0
        {
            return None;
        }
        let open = file::description(vm, &file).ok()?;
        if !open.is_quick() {
            return None;
        }
        let bytes = self.encode_now(text)?;
        self.started.set(true);
        let flushes = self.flushes(text);
        if !self.pending.borrow().is_empty()
            && self.pending.borrow().len() + bytes.len() > self.chunk.get()
            && let Err(raised) = self.pass_on_now(vm, &buffer)?
        {
            return Some(Err(raised));
        }
        self.pending.borrow_mut().extend_from_slice(&bytes);
        if flushes || self.write_through.get() || self.pending.borrow().len() >= self.chunk.get() {
            if let Err(raised) = self.pass_on_now(vm, &buffer)? {
                return Some(Err(raised));
            }
            if flushes {
                return buffer.flush_now(vm);
            }
        }
        Some(Ok(()))
    }

    fn pass_on_now(&self, vm: &Vm, buffer: &PyBuffered) -> Option<PyResult<()>> {
        let pending = self.pending.take();
        let result = buffer.write_now(vm, &pending);
        if result.is_none() {
            self.pending.replace(pending);
        }
        result
    }

    /// Passes on what is encoded.
    pub async fn pass_on(&self, vm: &Vm) -> PyResult<()> {
        if self.pending.borrow().is_empty() {
            return Ok(());
        }
        let pending = self.pending.take();
        if let Some(buffer) = self.plain_buffer(vm) {
            return buffer.write(vm, &pending).await;
        }
        let buffer = self.buffer(vm)?;
        let given = vm.new_bytes(pending);
        vm.call_method(&buffer, &vm.names.write.clone(), [given])
            .await
            .map(drop)
    }

    /// Writes text.
    pub async fn write(&self, vm: &Vm, value: &Value) -> PyResult<()> {
        let text = super::base::text_argument(vm, value, "write() argument")?;
        if let Some(result) = self.write_now(vm, text) {
            return result;
        }
        self.ensure_open(vm).await?;
        let bytes = self.encode(vm, value).await?;
        let flushes = self.flushes(text);
        if !self.pending.borrow().is_empty()
            && self.pending.borrow().len() + bytes.len() > self.chunk.get()
        {
            self.pass_on(vm).await?;
        }
        self.pending.borrow_mut().extend_from_slice(&bytes);
        if flushes || self.write_through.get() || self.pending.borrow().len() >= self.chunk.get() {
            self.pass_on(vm).await?;
        }
        if flushes {
            let buffer = self.buffer(vm)?;
            vm.call_method(&buffer, &vm.names.flush.clone(), []).await?;
        }
        if !self.text.borrow().is_empty() {
            self.forget_text();
        }
        Ok(())
    }

    /// Passes on everything, down to the file.
    pub async fn flush(&self, vm: &Vm) -> PyResult<()> {
        self.ensure_open(vm).await?;
        self.iterating.set(false);
        self.pass_on(vm).await?;
        if let Some(buffer) = self.plain_buffer(vm)
            && buffer.left() == 0
            && let Some(result) = buffer.flush_now(vm)
        {
            return result;
        }
        let buffer = self.buffer(vm)?;
        vm.call_method(&buffer, &vm.names.flush.clone(), [])
            .await
            .map(drop)
    }

    /// Passes on what can be, when nothing runs any more.
    pub fn rescue(&self, vm: &Vm) {
        if let Some(buffer) = self.plain_buffer(vm)
            && let Some(Ok(())) = self.pass_on_now(vm, &buffer)
        {
            let _ = buffer.flush_now(vm);
        }
    }
}
