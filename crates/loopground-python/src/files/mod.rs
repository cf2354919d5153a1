//! Files: what an operating system's calls on files mean, without an operating system.
//!
//! Here: the seam to whoever keeps the files ([`FileSystem`], [`OpenFile`]), files in memory ([`memory`]), pipes
//! ([`pipe`]), sockets ([`socket`]), and the table of open descriptors with the current folder ([`table`]). Not here: Python's view of
//! it (`modules::posix`, `modules::io`).
//!
//! Paths are bytes, absolute and without a descriptor when they reach a [`FileSystem`]; numbers (errors, flags, mode
//! bits) are Linux's, everywhere.

pub mod memory;
mod memory_copies;
mod memory_node;
pub mod names;
pub mod pipe;
pub mod readiness;
pub mod remote;
pub mod socket;
pub mod table;

use std::rc::Rc;
use std::time::Duration;

/// A number as in `errno`.
pub type Errno = i32;
pub type FileResult<T> = Result<T, Errno>;

/// The numbers that are given here.
pub mod errno {
    use super::Errno;

    pub const EPERM: Errno = 1;
    pub const ENOENT: Errno = 2;
    pub const EIO: Errno = 5;
    pub const EBADF: Errno = 9;
    pub const EAGAIN: Errno = 11;
    pub const EACCES: Errno = 13;
    pub const EBUSY: Errno = 16;
    pub const EEXIST: Errno = 17;
    pub const ENOTDIR: Errno = 20;
    pub const EISDIR: Errno = 21;
    pub const EINVAL: Errno = 22;
    pub const EMFILE: Errno = 24;
    pub const ENOTTY: Errno = 25;
    pub const EFBIG: Errno = 27;
    pub const ESPIPE: Errno = 29;
    pub const EPIPE: Errno = 32;
    pub const ENAMETOOLONG: Errno = 36;
    pub const ENOSYS: Errno = 38;
    pub const ENOTEMPTY: Errno = 39;
    pub const ELOOP: Errno = 40;
    pub const EOPNOTSUPP: Errno = 95;
}

/// Flags of `open`.
pub mod flags {
    pub const ACCESS: i32 = 3;
    pub const READ_ONLY: i32 = 0;
    pub const WRITE_ONLY: i32 = 1;
    pub const READ_WRITE: i32 = 2;
    pub const CREATE: i32 = 0o100;
    pub const EXCLUSIVE: i32 = 0o200;
    pub const TRUNCATE: i32 = 0o1000;
    pub const APPEND: i32 = 0o2000;
    pub const NONBLOCK: i32 = 0o4000;
    pub const DIRECTORY: i32 = 0o200_000;
    pub const NO_FOLLOW: i32 = 0o400_000;
    pub const CLOSE_ON_EXEC: i32 = 0o2_000_000;
    pub const TEMPORARY: i32 = 0o20_200_000;
}

/// The kind of a file, in its mode.
pub mod kind {
    pub const MASK: u32 = 0o170_000;
    pub const FIFO: u32 = 0o010_000;
    pub const CHARACTERS: u32 = 0o020_000;
    pub const DIRECTORY: u32 = 0o040_000;
    pub const FILE: u32 = 0o100_000;
    pub const SOCKET: u32 = 0o140_000;
    pub const LINK: u32 = 0o120_000;
}

/// What `stat` tells; times in nanoseconds since the epoch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stat {
    pub mode: u32,
    pub inode: u64,
    pub device: u64,
    pub links: u64,
    pub user: u32,
    pub group: u32,
    pub size: u64,
    pub accessed: i64,
    pub modified: i64,
    pub changed: i64,
    pub block_size: u64,
    pub blocks: u64,
    pub raw_device: u64,
}

impl Stat {
    #[must_use]
    pub fn kind(&self) -> u32 {
        self.mode & kind::MASK
    }
}

/// What a folder says of one of its entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub name: Vec<u8>,
    pub inode: u64,
    /// Of [`kind`]; a link is a link.
    pub kind: u32,
}

/// How much room there is, in blocks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Space {
    pub block_size: u64,
    pub blocks: u64,
    pub free: u64,
    pub available: u64,
    pub files: u64,
    pub files_free: u64,
    pub name_length: u64,
}

/// An open file with its place in it.
pub trait OpenFile {
    /// Reads up to `buffer.len()` bytes; 0 at the end.
    fn read(&self, buffer: &mut [u8]) -> FileResult<usize>;
    fn write(&self, data: &[u8]) -> FileResult<usize>;
    /// Moves; `whence` is 0, 1 or 2 as in `lseek`.
    fn seek(&self, offset: i64, whence: i32) -> FileResult<u64>;
    fn stat(&self) -> FileResult<Stat>;
    fn truncate(&self, length: u64) -> FileResult<()>;
    fn sync(&self) -> FileResult<()> {
        Ok(())
    }
    fn set_mode(&self, mode: u32) -> FileResult<()>;
    fn set_times(&self, accessed: i64, modified: i64) -> FileResult<()>;
    fn is_terminal(&self) -> bool {
        false
    }
}

/// Is told of each change to a copy of the files.
pub type Watcher = Box<dyn Fn(&[u8])>;

/// Who keeps the files: memory, or an operating system.
pub trait FileSystem {
    /// Opens; `mode` is already without the bits of the umask.
    fn open(&self, path: &[u8], flags: i32, mode: u32) -> FileResult<Rc<dyn OpenFile>>;
    fn stat(&self, path: &[u8], follow: bool) -> FileResult<Stat>;
    fn list(&self, path: &[u8]) -> FileResult<Vec<Entry>>;
    fn make_directory(&self, path: &[u8], mode: u32) -> FileResult<()>;
    fn remove_directory(&self, path: &[u8]) -> FileResult<()>;
    fn remove(&self, path: &[u8]) -> FileResult<()>;
    fn rename(&self, from: &[u8], to: &[u8]) -> FileResult<()>;
    fn link(&self, from: &[u8], to: &[u8]) -> FileResult<()>;
    fn symlink(&self, target: &[u8], path: &[u8]) -> FileResult<()>;
    fn read_link(&self, path: &[u8]) -> FileResult<Vec<u8>>;
    fn set_mode(&self, path: &[u8], mode: u32) -> FileResult<()>;
    fn set_times(&self, path: &[u8], accessed: i64, modified: i64, follow: bool) -> FileResult<()>;
    /// Gives a file to another user or group; `None` leaves that one.
    fn set_owner(
        &self,
        _path: &[u8],
        _user: Option<u32>,
        _group: Option<u32>,
        _follow: bool,
    ) -> FileResult<()> {
        Err(errno::EPERM)
    }
    fn space(&self, path: &[u8]) -> FileResult<Space>;
    /// Whether the program may do this (4 read, 2 write, 1 execute).
    fn may(&self, path: &[u8], access: u32, follow: bool) -> bool;
    /// Told before each call what time it is, for those that keep no clock.
    fn at(&self, _time: Duration) {}
    /// Everything, for a process beside this one that cannot see these files; `None` when it can.
    fn copy(&self) -> Option<Vec<u8>> {
        None
    }
    /// Takes what [`FileSystem::copy`] gave; new files are numbered from `first` on. False when it cannot.
    fn fill(&self, _copy: &[u8], _first: u64) -> bool {
        false
    }
    /// Tells of each change from now on, but not of those that are applied.
    fn watch(&self, _tell: Watcher) {}
    /// Does what was done to another copy.
    fn apply(&self, _change: &[u8]) {}
    /// The folder to start in.
    fn start(&self) -> Vec<u8>;
    /// The bits that new files do not get, at the start.
    fn umask(&self) -> u32 {
        0o022
    }
    /// The numbers of user and group.
    fn identity(&self) -> (u32, u32) {
        (1000, 1000)
    }
}
