//! One file, folder or link of the files in memory.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::{Rc, Weak};

use super::memory_copies::Change;
use super::{Errno, FileResult, OpenFile, Stat, errno, flags, kind};
use crate::processes::wire::{Bytes, Wire as _};

pub(super) enum Body {
    File(RefCell<Vec<u8>>),
    Directory {
        entries: RefCell<BTreeMap<Vec<u8>, Rc<Node>>>,
        parent: RefCell<Weak<Node>>,
    },
    Link(Vec<u8>),
    /// `/dev/null`: nothing comes out of it, and what goes in is gone.
    Null,
}

#[derive(Clone, Copy)]
pub(super) struct Times {
    pub(super) accessed: i64,
    pub(super) modified: i64,
    pub(super) changed: i64,
}

pub(super) struct Node {
    pub(super) inode: u64,
    pub(super) mode: Cell<u32>,
    pub(super) links: Cell<u64>,
    pub(super) times: Cell<Times>,
    pub(super) body: Body,
}

impl Node {
    pub(super) fn new(inode: u64, mode: u32, body: Body, now: i64) -> Rc<Self> {
        let kind = match &body {
            Body::File(_) => kind::FILE,
            Body::Directory { .. } => kind::DIRECTORY,
            Body::Link(_) => kind::LINK,
            Body::Null => kind::CHARACTERS,
        };
        let links = if kind == kind::DIRECTORY { 2 } else { 1 };
        Rc::new(Self {
            inode,
            mode: Cell::new(kind | mode & 0o7777),
            links: Cell::new(links),
            times: Cell::new(Times {
                accessed: now,
                modified: now,
                changed: now,
            }),
            body,
        })
    }

    pub(super) fn directory(
        inode: u64,
        mode: u32,
        parent: Option<&Rc<Self>>,
        now: i64,
    ) -> Rc<Self> {
        let parent = parent.map(Rc::downgrade).unwrap_or_default();
        let body = Body::Directory {
            entries: RefCell::default(),
            parent: RefCell::new(parent),
        };
        Self::new(inode, mode, body, now)
    }

    pub(super) fn entries(&self) -> FileResult<&RefCell<BTreeMap<Vec<u8>, Rc<Self>>>> {
        match &self.body {
            Body::Directory { entries, .. } => Ok(entries),
            _ => Err(errno::ENOTDIR),
        }
    }

    pub(super) fn is_directory(&self) -> bool {
        matches!(self.body, Body::Directory { .. })
    }

    /// Whether the owner may do this.
    pub(super) fn may(&self, access: u32) -> FileResult<()> {
        if (self.mode.get() >> 6) & 7 & access == access {
            Ok(())
        } else {
            Err(errno::EACCES)
        }
    }

    pub(super) fn touch(&self, now: i64) {
        let times = self.times.get();
        self.times.set(Times {
            accessed: times.accessed,
            modified: now,
            changed: now,
        });
    }

    pub(super) fn stat(&self, owner: (u32, u32)) -> Stat {
        let size = match &self.body {
            Body::File(data) => data.borrow().len() as u64,
            Body::Directory { .. } => 4096,
            Body::Link(target) => target.len() as u64,
            Body::Null => 0,
        };
        let times = self.times.get();
        Stat {
            mode: self.mode.get(),
            inode: self.inode,
            device: 1,
            links: self.links.get(),
            user: owner.0,
            group: owner.1,
            size,
            accessed: times.accessed,
            modified: times.modified,
            changed: times.changed,
            block_size: 4096,
            blocks: size.div_ceil(512),
            raw_device: 0,
        }
    }
}

/// What all open files and the file system know together.
pub(super) struct Common {
    pub(super) now: Cell<i64>,
    pub(super) owner: (u32, u32),
    /// Who hears of changes, for other copies of the files.
    pub(super) watcher: RefCell<Option<super::Watcher>>,
    /// A change of another copy is made here too: nobody is told.
    pub(super) quiet: Cell<bool>,
}

impl Common {
    pub(super) fn tell(&self, change: impl FnOnce() -> Change) {
        if let Some(watcher) = &*self.watcher.borrow()
            && !self.quiet.get()
        {
            watcher(&change().to_bytes());
        }
    }
}

/// A node that is open.
pub(super) struct Opened {
    pub(super) node: Rc<Node>,
    pub(super) flags: i32,
    pub(super) place: Cell<u64>,
    pub(super) common: Rc<Common>,
}

impl Opened {
    fn data(&self) -> FileResult<&RefCell<Vec<u8>>> {
        match &self.node.body {
            Body::File(data) => Ok(data),
            _ => Err(errno::EISDIR),
        }
    }

    fn writable(&self) -> Result<(), Errno> {
        if self.flags & flags::ACCESS == flags::READ_ONLY {
            return Err(errno::EBADF);
        }
        Ok(())
    }
}

/// The largest file.
const LARGEST: u64 = 1 << 31;

impl OpenFile for Opened {
    fn read(&self, buffer: &mut [u8]) -> FileResult<usize> {
        if self.flags & flags::ACCESS == flags::WRITE_ONLY {
            return Err(errno::EBADF);
        }
        if matches!(self.node.body, Body::Null) {
            return Ok(0);
        }
        let data = self.data()?.borrow();
        let start = usize::try_from(self.place.get()).map_or(data.len(), |at| at.min(data.len()));
        let count = buffer.len().min(data.len() - start);
        buffer[..count].copy_from_slice(&data[start..start + count]);
        self.place.set(self.place.get() + count as u64);
        Ok(count)
    }

    fn write(&self, new: &[u8]) -> FileResult<usize> {
        self.writable()?;
        if matches!(self.node.body, Body::Null) {
            return Ok(new.len());
        }
        let mut data = self.data()?.borrow_mut();
        if self.flags & flags::APPEND != 0 {
            self.place.set(data.len() as u64);
        }
        if new.is_empty() {
            return Ok(0);
        }
        let end = self.place.get().saturating_add(new.len() as u64);
        if end > LARGEST {
            return Err(errno::EFBIG);
        }
        let (start, end) = (self.place.get() as usize, end as usize);
        if data.len() < end {
            data.resize(end, 0);
        }
        data[start..end].copy_from_slice(new);
        self.place.set(end as u64);
        drop(data);
        self.node.touch(self.common.now.get());
        self.common.tell(|| Change::Write {
            inode: self.node.inode,
            place: (self.flags & flags::APPEND == 0).then_some(start as u64),
            data: Bytes(new.to_vec()),
        });
        Ok(new.len())
    }

    fn seek(&self, offset: i64, whence: i32) -> FileResult<u64> {
        let base = match whence {
            0 => 0,
            1 => self.place.get() as i64,
            2 => self.stat()?.size as i64,
            _ => return Err(errno::EINVAL),
        };
        let place = base
            .checked_add(offset)
            .and_then(|place| u64::try_from(place).ok());
        let place = place.ok_or(errno::EINVAL)?;
        self.place.set(place);
        Ok(place)
    }

    fn stat(&self) -> FileResult<Stat> {
        Ok(self.node.stat(self.common.owner))
    }

    fn truncate(&self, length: u64) -> FileResult<()> {
        self.writable().map_err(|_| errno::EINVAL)?;
        if length > LARGEST {
            return Err(errno::EFBIG);
        }
        if matches!(self.node.body, Body::Null) {
            return Err(errno::EINVAL);
        }
        self.data()?.borrow_mut().resize(length as usize, 0);
        self.node.touch(self.common.now.get());
        let inode = self.node.inode;
        self.common.tell(|| Change::Truncate { inode, length });
        Ok(())
    }

    fn set_mode(&self, mode: u32) -> FileResult<()> {
        set_mode(&self.node, mode, self.common.now.get());
        let inode = self.node.inode;
        self.common.tell(|| Change::SetMode { inode, mode });
        Ok(())
    }

    fn set_times(&self, accessed: i64, modified: i64) -> FileResult<()> {
        let changed = self.common.now.get();
        self.node.times.set(Times {
            accessed,
            modified,
            changed,
        });
        self.common.tell(|| Change::SetTimes {
            inode: self.node.inode,
            accessed,
            modified,
        });
        Ok(())
    }
}

pub(super) fn set_mode(node: &Node, mode: u32, now: i64) {
    node.mode.set(node.mode.get() & kind::MASK | mode & 0o7777);
    let times = node.times.get();
    node.times.set(Times {
        changed: now,
        ..times
    });
}
