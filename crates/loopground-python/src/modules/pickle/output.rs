//! The bytes of a pickle that is being written, cut into frames.

use super::opcodes::FRAME;
use crate::object::Value;
use crate::vm::{PyResult, Vm};

/// Smaller frames are not worth their header.
const SMALLEST_FRAME: usize = 4;
/// A frame that is longer ends with the object in it.
pub const FRAME_TARGET: usize = 64 * 1024;
const HEADER: usize = 9;

#[derive(Default)]
pub struct Output {
    pub bytes: Vec<u8>,
    pub framing: bool,
    /// Where the frame begins that is being written: at its header, which is filled in at its end.
    frame: Option<usize>,
    /// `file.write`; nothing when all is kept for the caller.
    pub file: Option<Value>,
}

impl Output {
    #[must_use]
    pub fn new(file: Option<Value>) -> Self {
        Self {
            file,
            ..Self::default()
        }
    }

    #[inline]
    fn open_frame(&mut self) {
        if self.framing && self.frame.is_none() {
            self.frame = Some(self.bytes.len());
            self.bytes.extend_from_slice(&[0; HEADER]);
        }
    }

    #[inline]
    pub fn op(&mut self, op: u8) {
        self.open_frame();
        self.bytes.push(op);
    }

    #[inline]
    pub fn put(&mut self, bytes: &[u8]) {
        self.open_frame();
        self.bytes.extend_from_slice(bytes);
    }

    /// An operation with a number of a few bytes.
    #[inline]
    pub fn op_with(&mut self, op: u8, bytes: &[u8]) {
        self.op(op);
        self.bytes.extend_from_slice(bytes);
    }

    pub fn close_frame(&mut self) {
        let Some(start) = self.frame.take() else {
            return;
        };
        let length = self.bytes.len() - start - HEADER;
        if length >= SMALLEST_FRAME {
            self.bytes[start] = FRAME;
            self.bytes[start + 1..start + HEADER].copy_from_slice(&(length as u64).to_le_bytes());
        } else {
            self.bytes.drain(start..start + HEADER);
        }
    }

    /// Between two objects: ends a frame that is long enough. Whether there is something for the file now.
    #[inline]
    pub fn boundary(&mut self) -> bool {
        let long_enough = self
            .frame
            .is_some_and(|start| self.bytes.len() - start - HEADER >= FRAME_TARGET);
        if long_enough {
            self.close_frame();
        }
        long_enough && self.file.is_some()
    }

    /// Hands what is there to the file.
    pub async fn flush(&mut self, vm: &Vm) -> PyResult<()> {
        let Some(write) = self.file.clone() else {
            return Ok(());
        };
        let bytes = std::mem::take(&mut self.bytes);
        if !bytes.is_empty() {
            vm.call(&write, [vm.new_bytes(bytes)]).await?;
        }
        Ok(())
    }

    /// An operation with much data. `whole` is an object with the same bytes, to be given to the file as it is.
    pub async fn large(
        &mut self,
        vm: &Vm,
        header: &[u8],
        data: &[u8],
        whole: Option<Value>,
    ) -> PyResult<()> {
        vm.check_growth(self.bytes.len() + data.len(), 1)?;
        if data.len() < FRAME_TARGET {
            self.put(header);
            self.bytes.extend_from_slice(data);
            return Ok(());
        }
        self.close_frame();
        let framing = std::mem::replace(&mut self.framing, false);
        self.put(header);
        match self.file.clone() {
            Some(write) => {
                self.flush(vm).await?;
                let whole = whole.unwrap_or_else(|| vm.new_bytes(data.to_vec()));
                vm.call(&write, [whole]).await?;
            }
            None => self.put(data),
        }
        self.framing = framing;
        Ok(())
    }
}
