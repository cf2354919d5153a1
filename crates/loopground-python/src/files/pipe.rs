//! Pipes between threads and processes.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use crate::processes::waiters::Waiters;

use super::{Errno, FileResult, OpenFile, Stat, errno, kind};

/// How much a pipe holds.
pub const CAPACITY: usize = 64 * 1024;

/// What both ends share.
pub struct Shared {
    number: u64,
    /// Threads that wait for data, for room, or for the other end to close.
    pub waiters: Rc<Waiters>,
    data: RefCell<VecDeque<u8>>,
    readers: Cell<usize>,
    writers: Cell<usize>,
}

/// One end of a pipe. Reading an empty one says `EAGAIN` while somebody could still write: how to wait is the
/// caller's matter, whoever waits is woken here.
pub struct End {
    pub shared: Rc<Shared>,
    pub writes: bool,
}

impl End {
    /// A new pipe: where to read, where to write. `number` is its inode.
    #[must_use]
    pub fn pair(number: u64) -> (Self, Self) {
        Self::pair_at(number, Rc::default())
    }

    /// One whose waiting threads wait where others do.
    #[must_use]
    pub fn pair_at(number: u64, waiters: Rc<Waiters>) -> (Self, Self) {
        let shared = Rc::new(Shared {
            number,
            waiters,
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

    /// Whether reading, or writing, would not have to wait.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        let data = self.shared.data.borrow();
        match self.writes {
            true => data.len() < CAPACITY || self.is_alone(),
            false => !data.is_empty() || self.is_alone(),
        }
    }

    /// Whether there is nothing to read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.shared.data.borrow().is_empty()
    }

    /// Whether the other end is closed.
    #[must_use]
    pub fn is_alone(&self) -> bool {
        match self.writes {
            true => self.shared.readers.get() == 0,
            false => self.shared.writers.get() == 0,
        }
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
        self.shared.waiters.wake_all();
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
        drop(data);
        self.shared.waiters.wake_all();
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
        drop(data);
        self.shared.waiters.wake_all();
        Ok(count)
    }

    fn seek(&self, _offset: i64, _whence: i32) -> FileResult<u64> {
        Err(errno::ESPIPE)
    }

    fn stat(&self) -> FileResult<Stat> {
        Ok(Stat {
            mode: kind::FIFO | 0o600,
            inode: self.shared.number,
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
