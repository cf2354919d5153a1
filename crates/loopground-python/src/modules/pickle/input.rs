//! The bytes of a pickle that is being read: all at once, or as a file gives them.

use super::unpickling_error;
use crate::object::{Trace, Value};
use crate::types::bytes::PyBytes;
use crate::vm::{PyResult, Vm};

/// How much a file is asked to show ahead.
const AHEAD: i64 = 128 * 1024;

#[derive(Default)]
pub struct Input {
    data: Vec<u8>,
    /// What of the data is used.
    at: usize,
    /// What of the data the file itself is past.
    taken: usize,
    /// Where in the data the frame ends that is being read.
    frame: Option<usize>,
    file: Option<File>,
}

/// A file's methods.
struct File {
    read: Value,
    readline: Value,
    readinto: Option<Value>,
    peek: Option<Value>,
}

impl Trace for Input {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        if let Some(file) = &self.file {
            visit(&file.read);
            visit(&file.readline);
            file.readinto.iter().for_each(&mut *visit);
            file.peek.iter().for_each(visit);
        }
    }
}

impl Input {
    #[must_use]
    pub fn of_bytes(data: Vec<u8>) -> Self {
        Self {
            data,
            ..Self::default()
        }
    }

    pub async fn of_file(vm: &Vm, file: &Value) -> PyResult<Self> {
        let peek = vm.get_attribute_opt(file, &vm.intern("peek")).await?;
        let readinto = vm.get_attribute_opt(file, &vm.intern("readinto")).await?;
        let read = vm.get_attribute_opt(file, &vm.names.read).await?;
        let readline = vm.get_attribute_opt(file, &vm.names.readline).await?;
        let (Some(read), Some(readline)) = (read, readline) else {
            return Err(vm.type_error("file must have 'read' and 'readline' attributes"));
        };
        Ok(Self {
            file: Some(File {
                read,
                readline,
                readinto,
                peek,
            }),
            ..Self::default()
        })
    }

    /// The next bytes, when they are there already.
    #[inline]
    fn at_hand(&mut self, count: usize) -> Option<&[u8]> {
        let end = self.at.checked_add(count)?;
        let found = self.data.get(self.at..end)?;
        self.at = end;
        Some(found)
    }

    /// The next bytes.
    #[inline]
    pub async fn read(&mut self, vm: &Vm, count: usize) -> PyResult<&[u8]> {
        if self.frame.is_some() {
            self.check_frame(vm, count)?;
        }
        let ready = self
            .at
            .checked_add(count)
            .is_some_and(|end| end <= self.data.len());
        if !ready {
            self.fetch(vm, count).await?;
        }
        self.at_hand(count).ok_or_else(|| truncated(vm))
    }

    /// What is read may not go past the end of its frame.
    fn check_frame(&mut self, vm: &Vm, count: usize) -> PyResult<()> {
        if self.frame == Some(self.at) {
            self.frame = None;
        }
        match (self.frame, self.at.checked_add(count)) {
            (Some(end), Some(wanted)) if wanted <= end => Ok(()),
            (None, _) => Ok(()),
            _ => Err(out_of_frame(vm)),
        }
    }

    /// The next byte; `None` at the end.
    #[inline]
    pub async fn next(&mut self, vm: &Vm) -> PyResult<Option<u8>> {
        if self.frame == Some(self.at) {
            self.frame = None;
        }
        if self.at == self.data.len() {
            if self.file.is_none() {
                return Ok(None);
            }
            self.fetch(vm, 1).await?;
        }
        Ok(self.at_hand(1).map(|byte| byte[0]))
    }

    /// Bytes in an array of a known size.
    #[inline]
    pub async fn array<const N: usize>(&mut self, vm: &Vm) -> PyResult<[u8; N]> {
        let bytes = self.read(vm, N).await?;
        Ok(bytes.try_into().expect("as many as asked for"))
    }

    /// The next line, with its end.
    pub async fn line(&mut self, vm: &Vm) -> PyResult<Vec<u8>> {
        if self.frame == Some(self.at) {
            self.frame = None;
        }
        let rest = &self.data[self.at..];
        if let Some(length) = rest.iter().position(|&byte| byte == b'\n') {
            let line = rest[..=length].to_vec();
            self.check_frame(vm, length + 1)?;
            self.at += length + 1;
            return Ok(line);
        }
        if self.frame.is_some() {
            return Err(out_of_frame(vm));
        }
        let Some(readline) = self.file.as_ref().map(|file| file.readline.clone()) else {
            return Err(truncated(vm));
        };
        self.catch_up(vm).await?;
        let line = vm.call(&readline, []).await?;
        let line = bytes_of(vm, &line, "readline")?;
        self.taken = line.len();
        self.at = line.len();
        self.data.clone_from(&line);
        match line.last() {
            Some(b'\n') => Ok(line),
            _ => Err(truncated(vm)),
        }
    }

    /// Bytes of which there may be many: read by the file at once.
    pub async fn read_large(&mut self, vm: &Vm, count: usize) -> PyResult<Vec<u8>> {
        let here = self.data.len() - self.at;
        if count > here && self.file.is_none() {
            return Err(truncated(vm));
        }
        Ok(self.read(vm, count).await?.to_vec())
    }

    /// Reads a frame whole, so that nothing in it has to be asked for again.
    pub async fn load_frame(&mut self, vm: &Vm, length: usize) -> PyResult<()> {
        if self.frame.is_some_and(|end| self.at < end) {
            let message = "beginning of a new frame before end of current frame";
            return Err(unpickling_error(vm, message));
        }
        self.frame = None;
        self.read(vm, length).await?;
        self.frame = Some(self.at);
        self.at -= length;
        Ok(())
    }

    /// Fills the data with at least `count` bytes, where the file has so many.
    async fn fetch(&mut self, vm: &Vm, count: usize) -> PyResult<()> {
        let Some(file) = &self.file else {
            return Err(truncated(vm));
        };
        let (read, peek) = (file.read.clone(), file.peek.clone());
        self.catch_up(vm).await?;
        if let Some(peek) = peek
            && (count as i64) < AHEAD
        {
            match vm.call(&peek, [Value::int(AHEAD)]).await {
                Ok(seen) => {
                    self.data = bytes_of(vm, &seen, "peek")?;
                    (self.at, self.taken) = (0, 0);
                    if self.data.len() >= count {
                        return Ok(());
                    }
                }
                Err(raised) if vm.matches(&raised, &vm.types.exceptions.not_implemented_error) => {
                    if let Some(file) = &mut self.file {
                        drop(file.peek.take());
                    }
                }
                Err(raised) => return Err(raised),
            }
        }
        let data = vm.call(&read, [Value::int(count as i64)]).await?;
        self.data = bytes_of(vm, &data, "read")?;
        self.at = 0;
        self.taken = self.data.len();
        Ok(())
    }

    /// Has the file go past what was used of it.
    pub async fn catch_up(&mut self, vm: &Vm) -> PyResult<()> {
        let behind = self.at.saturating_sub(self.taken);
        if behind > 0
            && let Some(file) = &self.file
        {
            let read = file.read.clone();
            vm.call(&read, [Value::int(behind as i64)]).await?;
            self.taken = self.at;
        }
        Ok(())
    }

    /// Fills a `bytearray` of the right size, by the file itself where it can.
    pub async fn read_into(&mut self, vm: &Vm, count: usize) -> PyResult<Value> {
        let class = vm.types.bytearray.to_value();
        let here = self.data.len() - self.at;
        let readinto = self.file.as_ref().and_then(|file| file.readinto.clone());
        let Some(readinto) = readinto.filter(|_| count > here) else {
            let data = self.read_large(vm, count).await?;
            let data = vm.new_bytes(data);
            return vm.call(&class, [data]).await;
        };
        vm.check_memory(count as u64)?;
        let begin = self.read(vm, here).await?.to_vec();
        self.catch_up(vm).await?;
        let array = vm.call(&class, [Value::int(count as i64)]).await?;
        let view = vm
            .call(&vm.types.memoryview.to_value(), [array.clone()])
            .await?;
        let whole = vm.new_slice(Value::none(), Value::int(here as i64), Value::none());
        vm.set_item(&view, &whole, vm.new_bytes(begin)).await?;
        let rest = vm.new_slice(Value::int(here as i64), Value::none(), Value::none());
        let rest = vm.get_item(&view, &rest).await?;
        let read = vm.call(&readinto, [rest]).await?;
        if vm.index_i64(&read).await? < (count - here) as i64 {
            return Err(truncated(vm));
        }
        Ok(array)
    }
}

#[cold]
fn out_of_frame(vm: &Vm) -> crate::vm::Raised {
    unpickling_error(vm, "pickle exhausted before end of frame")
}

#[cold]
fn truncated(vm: &Vm) -> crate::vm::Raised {
    unpickling_error(vm, "pickle data was truncated")
}

fn bytes_of(vm: &Vm, value: &Value, method: &str) -> PyResult<Vec<u8>> {
    if let Some(bytes) = value.get::<PyBytes>() {
        return Ok(bytes.data().to_vec());
    }
    let class = vm.class_name(value);
    Err(vm.type_error(format!("{method}() returned non-bytes object ({class})")))
}
