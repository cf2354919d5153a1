//! Buffers over raw streams: what `BufferedReader`, `BufferedWriter` and `BufferedRandom` have in common.
//!
//! Here: reading ahead and writing behind. Over a plain file, which needs no Python code, it is done without a future
//! where possible. The methods that programs call are in `buffered_methods`.

use std::cell::{Cell, RefCell};

use super::base::is_plain;
use super::file::{self, PyFileIO};
use crate::files::errno;
use crate::modules::posix::os_error;
use crate::object::{Ref, Trace, Value};
use crate::types::bytearray::PyByteArray;
use crate::types::bytes::PyBytes;
use crate::vm::{PyResult, Vm};

#[derive(Default)]
pub struct PyBuffered {
    /// `None` before `__init__`.
    pub raw: RefCell<Option<Value>>,
    pub detached: Cell<bool>,
    pub size: Cell<usize>,
    /// Read ahead; what is before `taken` was given out.
    pub ahead: RefCell<Vec<u8>>,
    pub taken: Cell<usize>,
    /// Not written yet.
    pub behind: RefCell<Vec<u8>>,
}

impl Trace for PyBuffered {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        self.raw.borrow().iter().for_each(visit);
    }

    fn clear(&self) {
        let raw = self.raw.take();
        drop(raw);
    }
}

/// The raw stream as a plain file.
fn plain_file(vm: &Vm, raw: &Value) -> Option<Ref<PyFileIO>> {
    is_plain(vm, raw, |classes| &classes.file)
        .then(|| raw.to_ref())
        .flatten()
}

impl PyBuffered {
    pub fn raw(&self, vm: &Vm) -> PyResult {
        match &*self.raw.borrow() {
            Some(raw) => Ok(raw.clone()),
            None if self.detached.get() => Err(vm.value_error("raw stream has been detached")),
            None => Err(vm.value_error("I/O operation on uninitialized object")),
        }
    }

    /// How many bytes were read ahead and not given out.
    pub fn left(&self) -> usize {
        self.ahead.borrow().len() - self.taken.get()
    }

    pub fn forget_ahead(&self) {
        self.ahead.borrow_mut().clear();
        self.taken.set(0);
    }

    /// Gives out up to `count` of the bytes read ahead.
    pub fn take(&self, count: usize) -> Vec<u8> {
        let ahead = self.ahead.borrow();
        let start = self.taken.get();
        let end = start.saturating_add(count).min(ahead.len());
        self.taken.set(end);
        ahead[start..end].to_vec()
    }

    /// Refuses when the raw stream is closed.
    pub async fn ensure_open(&self, vm: &Vm, message: &str) -> PyResult {
        let raw = self.raw(vm)?;
        let closed = match raw.get::<PyFileIO>() {
            Some(file) => file.descriptor.get() < 0,
            None => super::is(vm, &raw, "closed").await?,
        };
        if closed {
            return Err(vm.value_error(message));
        }
        Ok(raw)
    }

    /// Fills what is read ahead with up to `count` bytes, at once, over a file that never waits. `None`: it takes a
    /// future.
    pub fn fill_now(&self, vm: &Vm, count: usize) -> Option<PyResult<usize>> {
        let raw = self.raw.borrow().clone()?;
        let file = plain_file(vm, &raw)?;
        if !file.mode.get().reads || !self.behind.borrow().is_empty() {
            return None;
        }
        let open = file::description(vm, &file).ok()?;
        if !open.is_quick() {
            return None;
        }
        let mut ahead = self.ahead.borrow_mut();
        if self.taken.get() > 0 {
            ahead.drain(..self.taken.get());
            self.taken.set(0);
        }
        let start = ahead.len();
        ahead.resize(start + count, 0);
        let result = open.read_now(&mut ahead[start..]);
        ahead.truncate(start + result.as_ref().map_or(0, |count| *count));
        Some(result.map_err(|errno| os_error(vm, i64::from(errno), None)))
    }

    /// Writes behind, at once, over a file that never waits. `None`: it takes a future, and nothing was done.
    pub fn write_now(&self, vm: &Vm, data: &[u8]) -> Option<PyResult<()>> {
        if self.left() > 0 || self.size.get() == 0 {
            return None;
        }
        let raw = self.raw.borrow().clone()?;
        let file = plain_file(vm, &raw)?;
        if !file.mode.get().writes || file.descriptor.get() < 0 {
            return None;
        }
        if self.behind.borrow().len() + data.len() <= self.size.get() {
            self.behind.borrow_mut().extend_from_slice(data);
            return Some(Ok(()));
        }
        let result = self.flush_now(vm)?;
        if result.is_err() || data.len() <= self.size.get() {
            if result.is_ok() {
                self.behind.borrow_mut().extend_from_slice(data);
            }
            return Some(result);
        }
        Some(write_all_now(vm, &file, data)?.map_err(|(raised, _)| raised))
    }

    /// Passes on what waits to be written, at once. `None`: it takes a future, and nothing was done.
    pub fn flush_now(&self, vm: &Vm) -> Option<PyResult<()>> {
        let raw = self.raw.borrow().clone()?;
        let file = plain_file(vm, &raw)?;
        if file.descriptor.get() < 0 {
            return None;
        }
        let behind = self.behind.take();
        if behind.is_empty() {
            return Some(Ok(()));
        }
        let Some(result) = write_all_now(vm, &file, &behind) else {
            self.behind.replace(behind);
            return None;
        };
        Some(match result {
            Ok(()) => Ok(()),
            Err((raised, written)) => {
                self.behind.replace(behind[written..].to_vec());
                return Some(Err(raised));
            }
        })
    }

    /// Passes on what waits to be written.
    pub async fn flush_behind(&self, vm: &Vm) -> PyResult<()> {
        if let Some(result) = self.flush_now(vm) {
            return result;
        }
        let raw = self.raw(vm)?;
        while !self.behind.borrow().is_empty() {
            let data = self.behind.borrow().clone();
            let Some(written) = write_raw(vm, &raw, &data).await? else {
                let args = vec![
                    Value::int(i64::from(errno::EAGAIN)),
                    vm.new_str("write could not complete without blocking"),
                    Value::int(0),
                ];
                return Err(vm.raise_with(&vm.types.exceptions.blocking_io_error, args));
            };
            self.behind.borrow_mut().drain(..written);
        }
        Ok(())
    }

    /// Makes raw stream and buffer agree before writing: what was read ahead is given back.
    pub async fn leave_reading(&self, vm: &Vm) -> PyResult<()> {
        let left = self.left();
        if left > 0 {
            let raw = self.raw(vm)?;
            self.forget_ahead();
            seek_raw(vm, &raw, -(left as i64), 1).await?;
        }
        Ok(())
    }

    /// Gives back what was read ahead where that is possible: a stream that cannot seek keeps it.
    pub async fn leave_reading_if_possible(&self, vm: &Vm) -> PyResult<()> {
        if self.left() == 0 {
            return Ok(());
        }
        let raw = self.raw(vm)?;
        let random =
            super::is_writable(vm, &raw).await && super::says(vm, &raw, "seekable").await?;
        if random {
            self.leave_reading(vm).await
        } else {
            Ok(())
        }
    }

    /// Writes behind.
    pub async fn write(&self, vm: &Vm, data: &[u8]) -> PyResult<()> {
        self.leave_reading(vm).await?;
        if let Some(result) = self.write_now(vm, data) {
            return result;
        }
        let raw = self.raw(vm)?;
        if self.behind.borrow().len() + data.len() <= self.size.get() {
            self.behind.borrow_mut().extend_from_slice(data);
            return Ok(());
        }
        let blocked = self.flush_behind(vm).await;
        if let Err(raised) = blocked {
            return Err(self.keep_what_fits(vm, raised, data));
        }
        let mut rest = data;
        while rest.len() > self.size.get() {
            match write_raw(vm, &raw, rest).await? {
                Some(written) => rest = &rest[written..],
                None => {
                    let fits = rest.len().min(self.size.get());
                    self.behind.borrow_mut().extend_from_slice(&rest[..fits]);
                    let taken = data.len() - rest.len() + fits;
                    return Err(would_block(vm, taken));
                }
            }
        }
        self.behind.borrow_mut().extend_from_slice(rest);
        Ok(())
    }

    /// The raw stream is full: as much as fits is kept, and the error says how much that was.
    fn keep_what_fits(&self, vm: &Vm, raised: crate::vm::Raised, data: &[u8]) -> crate::vm::Raised {
        if !vm.matches(&raised, &vm.types.exceptions.blocking_io_error) {
            return raised;
        }
        let mut behind = self.behind.borrow_mut();
        let fits = self.size.get().saturating_sub(behind.len()).min(data.len());
        behind.extend_from_slice(&data[..fits]);
        drop(behind);
        if fits == data.len() {
            return raised;
        }
        would_block(vm, fits)
    }

    /// Reads ahead once. Gives how many bytes came; `None` when that would take waiting that was not wanted.
    pub async fn fill(&self, vm: &Vm, count: usize) -> PyResult<Option<usize>> {
        self.flush_behind(vm).await?;
        if let Some(result) = self.fill_now(vm, count) {
            return result.map(Some);
        }
        let raw = self.raw(vm)?;
        let Some(data) = read_raw(vm, &raw, count).await? else {
            return Ok(None);
        };
        let mut ahead = self.ahead.borrow_mut();
        if self.taken.get() == ahead.len() {
            ahead.clear();
            self.taken.set(0);
        }
        ahead.extend_from_slice(&data);
        Ok(Some(data.len()))
    }

    /// Reads until `count` bytes are there, or the end. `None`: nothing now.
    pub async fn read_exactly(&self, vm: &Vm, count: usize) -> PyResult<Option<Vec<u8>>> {
        vm.check_memory(count as u64)?;
        while self.left() < count {
            let wanted = (count - self.left()).max(self.size.get());
            match self.fill(vm, wanted).await? {
                Some(0) => break,
                None if self.left() == 0 => return Ok(None),
                None => break,
                Some(_) => {}
            }
        }
        Ok(Some(self.take(count)))
    }

    /// Reads all that is left.
    pub async fn read_rest(&self, vm: &Vm) -> PyResult {
        self.flush_behind(vm).await?;
        let mut all = self.take(usize::MAX);
        self.forget_ahead();
        let raw = self.raw(vm)?;
        if let Some(file) = plain_file(vm, &raw) {
            let rest = file::read_rest(vm, &file).await?;
            return Ok(match rest {
                None if all.is_empty() => Value::none(),
                None => vm.new_bytes(all),
                Some(rest) if all.is_empty() => vm.new_bytes(rest),
                Some(rest) => {
                    all.extend_from_slice(&rest);
                    vm.new_bytes(all)
                }
            });
        }
        if let Some(readall) = vm.get_attribute_opt(&raw, &vm.intern("readall")).await? {
            let rest = vm.call(&readall, []).await?;
            if rest.is_none() {
                return Ok(if all.is_empty() {
                    rest
                } else {
                    vm.new_bytes(all)
                });
            }
            let Some(rest) = rest.get::<PyBytes>() else {
                return Err(vm.type_error("readall() should return bytes"));
            };
            all.extend_from_slice(rest.data());
            return Ok(vm.new_bytes(all));
        }
        loop {
            let part = vm.call_method(&raw, &vm.intern("read"), []).await?;
            match part.get::<PyBytes>() {
                Some(bytes) if bytes.data().is_empty() => return Ok(vm.new_bytes(all)),
                Some(bytes) => all.extend_from_slice(bytes.data()),
                None if part.is_none() && all.is_empty() => return Ok(part),
                None if part.is_none() => return Ok(vm.new_bytes(all)),
                None => return Err(vm.type_error("read() should return bytes")),
            }
        }
    }

    /// A line that is read ahead whole.
    pub fn line_now(&self) -> Option<Vec<u8>> {
        let end = {
            let ahead = self.ahead.borrow();
            memchr::memchr(b'\n', &ahead[self.taken.get()..])? + 1
        };
        Some(self.take(end))
    }

    pub async fn read_line(&self, vm: &Vm, limit: i64) -> PyResult<Vec<u8>> {
        let mut line = Vec::new();
        loop {
            let room = usize::try_from(limit).map_or(usize::MAX, |limit| limit - line.len());
            let (end, found) = {
                let ahead = self.ahead.borrow();
                let rest = &ahead[self.taken.get()..];
                let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
                (end.min(room), memchr::memchr(b'\n', rest).is_some())
            };
            vm.check_growth(line.len(), end)?;
            line.extend(self.take(end));
            if found
                || end == room
                || matches!(self.fill(vm, self.size.get()).await?, Some(0) | None)
            {
                return Ok(line);
            }
        }
    }

    /// Where the program is in the stream.
    pub async fn tell(&self, vm: &Vm) -> PyResult<i64> {
        let raw = self.raw(vm)?;
        let place = seek_raw(vm, &raw, 0, 1).await?;
        Ok(place - self.left() as i64 + self.behind.borrow().len() as i64)
    }

    pub async fn seek(&self, vm: &Vm, target: i64, whence: i64) -> PyResult<i64> {
        self.flush_behind(vm).await?;
        let raw = self.raw(vm)?;
        let target = if whence == 1 {
            target - self.left() as i64
        } else {
            target
        };
        let place = seek_raw(vm, &raw, target, whence).await?;
        self.forget_ahead();
        Ok(place)
    }
}

fn would_block(vm: &Vm, taken: usize) -> crate::vm::Raised {
    let args = vec![
        Value::int(i64::from(errno::EAGAIN)),
        vm.new_str("write could not complete without blocking"),
        Value::int(taken as i64),
    ];
    vm.raise_with(&vm.types.exceptions.blocking_io_error, args)
}

/// Writes all of it to a file that never waits; an error comes with how much was written before it.
fn write_all_now(
    vm: &Vm,
    file: &PyFileIO,
    data: &[u8],
) -> Option<Result<(), (crate::vm::Raised, usize)>> {
    let open = file::description(vm, file).ok()?;
    if !open.is_quick() || vm.check_memory(data.len() as u64).is_err() {
        return None;
    }
    let mut written = 0;
    while written < data.len() {
        match open.write_now(vm, &data[written..]) {
            Ok(count) => written += count,
            Err(errno) => return Some(Err((os_error(vm, i64::from(errno), None), written))),
        }
    }
    Some(Ok(()))
}

async fn write_raw(vm: &Vm, raw: &Value, data: &[u8]) -> PyResult<Option<usize>> {
    if let Some(file) = plain_file(vm, raw) {
        return file::write_some(vm, &file, data).await;
    }
    let given = vm.new_bytes(data.to_vec());
    let written = vm
        .call_method(raw, &vm.names.write.clone(), [given])
        .await?;
    if written.is_none() {
        return Ok(None);
    }
    let count = vm.index_i64(&written).await?;
    match usize::try_from(count)
        .ok()
        .filter(|&count| count <= data.len())
    {
        Some(count) => Ok(Some(count)),
        None => Err(vm.os_error(format!(
            "raw write() returned invalid length {count} (should have been between 0 and {})",
            data.len()
        ))),
    }
}

async fn read_raw(vm: &Vm, raw: &Value, count: usize) -> PyResult<Option<Vec<u8>>> {
    if let Some(file) = plain_file(vm, raw) {
        return file::read_some(vm, &file, count).await;
    }
    let target = Ref::new(PyByteArray::new(vec![0; count]), &vm.types.bytearray);
    let used = vm
        .call_method(raw, &vm.intern("readinto"), [target.to_value()])
        .await?;
    if used.is_none() {
        return Ok(None);
    }
    let used = vm.index_i64(&used).await?;
    let data = target.data.borrow();
    match usize::try_from(used)
        .ok()
        .filter(|&used| used <= data.len())
    {
        Some(used) => Ok(Some(data[..used].to_vec())),
        None => Err(vm.os_error(format!(
            "raw readinto() returned invalid length {used} (should have been between 0 and {count})"
        ))),
    }
}

async fn seek_raw(vm: &Vm, raw: &Value, target: i64, whence: i64) -> PyResult<i64> {
    if let Some(file) = plain_file(vm, raw) {
        return file::seek_to(vm, &file, target, whence as i32);
    }
    let place = if target == 0 && whence == 1 {
        vm.call_method(raw, &vm.intern("tell"), []).await?
    } else {
        let args = [Value::int(target), Value::int(whence)];
        vm.call_method(raw, &vm.intern("seek"), args).await?
    };
    let place = vm.index_i64(&place).await?;
    if place < 0 {
        return Err(vm.os_error(format!("Raw stream returned invalid position {place}")));
    }
    Ok(place)
}
