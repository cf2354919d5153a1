//! Pipes between threads of one program.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use super::{Errno, FileResult, OpenFile, Stat, errno, kind};

/// How much a pipe holds.
pub const CAPACITY: usize = 64 * 1024;

/// What both ends share.
pub struct Shared {
    key: u64,
    data: RefCell<VecDeque<u8>>,
    readers: Cell<usize>,
    writers: Cell<usize>,
}

/// One end of a pipe. Reading an empty one says `EAGAIN` while somebody could still write: who waits and how is the
/// caller's matter.
pub struct End {
    pub shared: Rc<Shared>,
    pub writes: bool,
}

impl End {
    /// A new pipe: where to read, where to write. Threads that wait for it park on `key`.
    #[must_use]
    pub fn pair(key: u64) -> (Self, Self) {
        let shared = Rc::new(Shared {
            key,
            data: RefCell::default(),
            readers: Cell::new(1),
            writers: Cell::new(1),
        });
        let reader = Self {
            shared: shared.clone(),
            writes: false,
        };
        (
            reader,
            Self {
                shared,
                writes: true,
            },
        )
    }

    /// By what waiting threads are woken.
    #[must_use]
    pub fn key(&self) -> u64 {
        self.shared.key
    }
}

impl Drop for End {
    fn drop(&mut self) {
        let count = if self.writes {
            &self.shared.writers
        } else {
            &self.shared.readers
        };
        count.set(count.get() - 1);
    }
}

const REFUSED: Errno = errno::EINVAL;

impl OpenFile for End {
    fn read(&self, buffer: &mut [u8]) -> FileResult<usize> {
        if self.writes {
            return Err(errno::EBADF);
        }
        let mut data = self.shared.data.borrow_mut();
        if data.is_empty() && self.shared.writers.get() > 0 && !buffer.is_empty() {
            return Err(errno::EAGAIN);
        }
        let count = buffer.len().min(data.len());
        for (to, from) in buffer.iter_mut().zip(data.drain(..count)) {
            *to = from;
        }
        Ok(count)
    }

    fn write(&self, new: &[u8]) -> FileResult<usize> {
        if !self.writes {
            return Err(errno::EBADF);
        }
        if self.shared.readers.get() == 0 {
            return Err(errno::EPIPE);
        }
        let mut data = self.shared.data.borrow_mut();
        let room = CAPACITY.saturating_sub(data.len());
        if room == 0 && !new.is_empty() {
            return Err(errno::EAGAIN);
        }
        let count = new.len().min(room);
        data.extend(&new[..count]);
        Ok(count)
    }

    fn seek(&self, _offset: i64, _whence: i32) -> FileResult<u64> {
        Err(errno::ESPIPE)
    }

    fn stat(&self) -> FileResult<Stat> {
        Ok(Stat {
            mode: kind::FIFO | 0o600,
            inode: self.key(),
            device: 14,
            links: 1,
            block_size: 4096,
            ..Stat::default()
        })
    }

    fn truncate(&self, _length: u64) -> FileResult<()> {
        Err(REFUSED)
    }

    fn set_mode(&self, _mode: u32) -> FileResult<()> {
        Err(REFUSED)
    }

    fn set_times(&self, _accessed: i64, _modified: i64) -> FileResult<()> {
        Err(REFUSED)
    }
}
