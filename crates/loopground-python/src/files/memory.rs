//! Files in memory: what a program in a page has.
//!
//! Here: folders, links, permission bits of the owner, times. Not here: other users, devices, limits of room (the
//! memory of the program is the limit).

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use super::memory_copies::{self, Change};
use super::memory_node::{Body, Common, Node, Opened, Times, set_mode};
use super::{Entry, FileResult, FileSystem, OpenFile, Space, Stat, errno, flags, kind, names};
use crate::processes::wire::{Bytes, Wire as _};

/// Links on the way of one path.
const MAX_LINKS: u32 = 40;
const MAX_NAME: usize = 255;
const MAX_PATH: usize = 4096;
/// What `statvfs` claims there is; the real limit is the program's memory.
const CLAIMED_BLOCKS: u64 = 1 << 16;

pub struct MemoryFiles {
    root: Rc<Node>,
    start: Vec<u8>,
    next: Cell<u64>,
    common: Rc<Common>,
}

/// Where a path leads: the folder, the last name, and what is there now.
struct Place {
    folder: Rc<Node>,
    name: Vec<u8>,
    node: Option<Rc<Node>>,
    /// The path ended in a slash.
    slash: bool,
}

impl Place {
    fn found(self) -> FileResult<Rc<Node>> {
        let node = self.node.ok_or(errno::ENOENT)?;
        if self.slash && !node.is_directory() {
            return Err(errno::ENOTDIR);
        }
        Ok(node)
    }
}

impl MemoryFiles {
    /// Empty but for `/tmp`, `/dev/null` and the folder to start in.
    ///
    /// # Panics
    /// When `start` is no absolute path.
    #[must_use]
    pub fn new(start: &str) -> Self {
        let common = Common {
            now: Cell::new(0),
            owner: (1000, 1000),
            watcher: RefCell::default(),
            quiet: Cell::new(false),
        };
        let new = Self {
            root: Node::directory(1, 0o755, None, 0),
            start: start.as_bytes().to_vec(),
            next: Cell::new(2),
            common: Rc::new(common),
        };
        new.provide_folder(b"/tmp");
        new.provide_folder(start.as_bytes());
        let devices = new.provide_folder(b"/dev");
        if let Ok(entries) = devices.entries() {
            let null = Node::new(new.inode(), 0o666, Body::Null, 0);
            entries.borrow_mut().insert(b"null".to_vec(), null);
        }
        new
    }

    /// Puts a file where the program will find it, with the folders above.
    pub fn provide(&self, path: &str, data: Vec<u8>) {
        let path = names::simplified(&names::join(&self.start, path.as_bytes()));
        let Some(cut) = path.iter().rposition(|&byte| byte == b'/') else {
            return;
        };
        let folder = self.provide_folder(&path[..cut]);
        if let Ok(entries) = folder.entries() {
            let node = Node::new(
                self.inode(),
                0o644,
                Body::File(RefCell::new(data)),
                self.now(),
            );
            entries.borrow_mut().insert(path[cut + 1..].to_vec(), node);
        }
    }

    fn provide_folder(&self, path: &[u8]) -> Rc<Node> {
        let mut folder = self.root.clone();
        for name in path
            .split(|&byte| byte == b'/')
            .filter(|name| !name.is_empty())
        {
            let next = {
                let Ok(entries) = folder.entries() else {
                    return folder;
                };
                let mut entries = entries.borrow_mut();
                let new = || Node::directory(self.inode(), 0o755, Some(&folder), self.now());
                entries.entry(name.to_vec()).or_insert_with(new).clone()
            };
            folder = next;
        }
        folder
    }

    fn inode(&self) -> u64 {
        self.next.replace(self.next.get() + 1)
    }

    pub(super) fn root(&self) -> &Rc<Node> {
        &self.root
    }

    /// Does something that may make a file, which gets this number.
    pub(super) fn numbered<T>(&self, inode: u64, make: impl FnOnce() -> T) -> T {
        let next = self.next.replace(inode);
        let made = make();
        self.next.set(next);
        made
    }

    pub(super) fn now(&self) -> i64 {
        self.common.now.get()
    }

    /// Walks a path. `follow`: a link at its end is followed too.
    fn walk(&self, path: &[u8], follow: bool) -> FileResult<Place> {
        if path.is_empty() {
            return Err(errno::ENOENT);
        }
        let mut links = 0;
        self.walk_from(&self.root, path, follow, &mut links)
    }

    fn walk_from(
        &self,
        base: &Rc<Node>,
        path: &[u8],
        follow: bool,
        links: &mut u32,
    ) -> FileResult<Place> {
        if path.len() >= MAX_PATH {
            return Err(errno::ENAMETOOLONG);
        }
        let mut folder = if path.starts_with(b"/") {
            self.root.clone()
        } else {
            base.clone()
        };
        // What is still to be walked, the next name last.
        let mut names: Vec<Vec<u8>> = path
            .split(|&byte| byte == b'/')
            .filter(|name| !name.is_empty())
            .map(<[u8]>::to_vec)
            .rev()
            .collect();
        let slash = path.ends_with(b"/");
        while let Some(name) = names.pop() {
            if name.len() > MAX_NAME {
                return Err(errno::ENAMETOOLONG);
            }
            let entries = folder.entries()?;
            folder.may(1)?;
            let node = match name.as_slice() {
                b"." => Some(folder.clone()),
                b".." => Some(match &folder.body {
                    Body::Directory { parent, .. } => parent
                        .borrow()
                        .upgrade()
                        .unwrap_or_else(|| self.root.clone()),
                    _ => folder.clone(),
                }),
                _ => entries.borrow().get(&name).cloned(),
            };
            let last = names.is_empty();
            if let Some(node) = &node
                && let Body::Link(target) = &node.body
                && (!last || follow || slash)
            {
                *links += 1;
                if *links > MAX_LINKS {
                    return Err(errno::ELOOP);
                }
                if target.starts_with(b"/") {
                    folder = self.root.clone();
                }
                let parts = target.split(|&byte| byte == b'/').rev();
                names.extend(parts.filter(|name| !name.is_empty()).map(<[u8]>::to_vec));
                if names.is_empty() {
                    names.push(b".".to_vec());
                }
                continue;
            }
            if last {
                return Ok(Place {
                    folder,
                    name,
                    node,
                    slash,
                });
            }
            folder = node.ok_or(errno::ENOENT)?;
        }
        Ok(Place {
            folder: folder.clone(),
            name: b".".to_vec(),
            node: Some(folder),
            slash,
        })
    }

    fn find(&self, path: &[u8], follow: bool) -> FileResult<Rc<Node>> {
        self.walk(path, follow)?.found()
    }

    /// A place where something new may be made.
    fn vacant(&self, path: &[u8], directory: bool) -> FileResult<Place> {
        let place = self.walk(path, false)?;
        if place.node.is_some() {
            return Err(errno::EEXIST);
        }
        if place.slash && !directory {
            return Err(errno::ENOENT);
        }
        place.folder.may(3)?;
        Ok(place)
    }

    fn add(&self, place: Place, node: Rc<Node>) -> FileResult<()> {
        if node.is_directory() {
            place.folder.links.set(place.folder.links.get() + 1);
        }
        place
            .folder
            .entries()?
            .borrow_mut()
            .insert(place.name, node);
        place.folder.touch(self.now());
        Ok(())
    }

    fn take(&self, place: &Place) -> FileResult<()> {
        place.folder.may(3)?;
        if matches!(place.name.as_slice(), b"." | b"..") {
            return Err(errno::EINVAL);
        }
        let taken = place.folder.entries()?.borrow_mut().remove(&place.name);
        if let Some(node) = taken {
            if node.is_directory() {
                place.folder.links.set(place.folder.links.get() - 1);
                node.links.set(0);
            } else {
                node.links.set(node.links.get().saturating_sub(1));
            }
        }
        place.folder.touch(self.now());
        Ok(())
    }
}

impl FileSystem for MemoryFiles {
    fn open(&self, path: &[u8], wanted: i32, mode: u32) -> FileResult<Rc<dyn OpenFile>> {
        let access = wanted & flags::ACCESS;
        let exclusive = wanted & flags::CREATE != 0 && wanted & flags::EXCLUSIVE != 0;
        let follow = wanted & flags::NO_FOLLOW == 0 && !exclusive;
        let place = self.walk(path, follow)?;
        let node = match place.node.clone() {
            Some(_) if exclusive => return Err(errno::EEXIST),
            Some(node) => {
                if matches!(node.body, Body::Link(_)) {
                    return Err(errno::ELOOP);
                }
                if node.is_directory()
                    && (access != flags::READ_ONLY || wanted & flags::CREATE != 0)
                {
                    return Err(errno::EISDIR);
                }
                let only_directory = place.slash || wanted & flags::DIRECTORY != 0;
                if !node.is_directory() && only_directory {
                    return Err(errno::ENOTDIR);
                }
                node.may(match access {
                    flags::READ_ONLY => 4,
                    flags::WRITE_ONLY => 2,
                    _ => 6,
                })?;
                node
            }
            None if wanted & flags::CREATE == 0 => return Err(errno::ENOENT),
            None => {
                if place.slash {
                    return Err(errno::EISDIR);
                }
                place.folder.may(3)?;
                let body = Body::File(RefCell::default());
                let node = Node::new(self.inode(), mode, body, self.now());
                self.add(place, node.clone())?;
                self.common.tell(|| Change::Create {
                    path: Bytes(path.to_vec()),
                    mode,
                    inode: node.inode,
                });
                node
            }
        };
        if wanted & flags::TRUNCATE != 0
            && access != flags::READ_ONLY
            && let Body::File(data) = &node.body
        {
            data.borrow_mut().clear();
            node.touch(self.now());
            let (inode, length) = (node.inode, 0);
            self.common.tell(|| Change::Truncate { inode, length });
        }
        Ok(Rc::new(Opened {
            node,
            flags: wanted,
            place: Cell::new(0),
            common: self.common.clone(),
        }))
    }

    fn stat(&self, path: &[u8], follow: bool) -> FileResult<Stat> {
        Ok(self.find(path, follow)?.stat(self.common.owner))
    }

    fn list(&self, path: &[u8]) -> FileResult<Vec<Entry>> {
        let node = self.find(path, true)?;
        let entries = node.entries()?.borrow();
        node.may(4)?;
        let entry = |(name, node): (&Vec<u8>, &Rc<Node>)| Entry {
            name: name.clone(),
            inode: node.inode,
            kind: node.mode.get() & kind::MASK,
        };
        Ok(entries.iter().map(entry).collect())
    }

    fn make_directory(&self, path: &[u8], mode: u32) -> FileResult<()> {
        let place = self.vacant(path, true)?;
        let node = Node::directory(self.inode(), mode, Some(&place.folder), self.now());
        let inode = node.inode;
        self.add(place, node)?;
        self.common.tell(|| Change::MakeDirectory {
            path: Bytes(path.to_vec()),
            mode,
            inode,
        });
        Ok(())
    }

    fn remove_directory(&self, path: &[u8]) -> FileResult<()> {
        let place = self.walk(path, false)?;
        let node = place.node.clone().ok_or(errno::ENOENT)?;
        if place.name == b"." {
            return Err(errno::EINVAL);
        }
        if place.name == b".." || !node.entries()?.borrow().is_empty() {
            return Err(errno::ENOTEMPTY);
        }
        self.take(&place)?;
        let path = || Bytes(path.to_vec());
        self.common
            .tell(|| Change::RemoveDirectory { path: path() });
        Ok(())
    }

    fn remove(&self, path: &[u8]) -> FileResult<()> {
        let place = self.walk(path, false)?;
        let node = place.node.clone().ok_or(errno::ENOENT)?;
        if node.is_directory() {
            return Err(errno::EISDIR);
        }
        if place.slash {
            return Err(errno::ENOTDIR);
        }
        self.take(&place)?;
        let path = || Bytes(path.to_vec());
        self.common.tell(|| Change::Remove { path: path() });
        Ok(())
    }

    fn rename(&self, from: &[u8], to: &[u8]) -> FileResult<()> {
        let source = self.walk(from, false)?;
        let node = source.node.clone().ok_or(errno::ENOENT)?;
        let target = self.walk(to, false)?;
        if [&source.name, &target.name]
            .iter()
            .any(|name| matches!(name.as_slice(), b"." | b".."))
        {
            return Err(errno::EBUSY);
        }
        if (source.slash || target.slash) && !node.is_directory() {
            return Err(errno::ENOTDIR);
        }
        if let Some(old) = &target.node {
            if Rc::ptr_eq(old, &node) {
                return Ok(());
            }
            match (node.is_directory(), old.is_directory()) {
                (true, false) => return Err(errno::ENOTDIR),
                (false, true) => return Err(errno::EISDIR),
                (true, true) if !old.entries()?.borrow().is_empty() => {
                    return Err(errno::ENOTEMPTY);
                }
                _ => {}
            }
        }
        // A folder cannot be moved into itself.
        let mut above = Some(target.folder.clone());
        while let Some(folder) = above {
            if Rc::ptr_eq(&folder, &node) {
                return Err(errno::EINVAL);
            }
            above = match &folder.body {
                Body::Directory { parent, .. } => parent.borrow().upgrade(),
                _ => None,
            };
        }
        source.folder.may(3)?;
        target.folder.may(3)?;
        if target.node.is_some() {
            self.take(&target)?;
        }
        let links = node.links.get();
        self.take(&source)?;
        node.links.set(links);
        if let Body::Directory { parent, .. } = &node.body {
            *parent.borrow_mut() = Rc::downgrade(&target.folder);
        }
        self.add(target, node)?;
        let bytes = |path: &[u8]| Bytes(path.to_vec());
        self.common.tell(|| Change::Rename {
            from: bytes(from),
            to: bytes(to),
        });
        Ok(())
    }

    fn link(&self, from: &[u8], to: &[u8]) -> FileResult<()> {
        let node = self.find(from, false)?;
        let place = self.vacant(to, false)?;
        if node.is_directory() {
            return Err(errno::EPERM);
        }
        node.links.set(node.links.get() + 1);
        self.add(place, node)?;
        let bytes = |path: &[u8]| Bytes(path.to_vec());
        self.common.tell(|| Change::Link {
            from: bytes(from),
            to: bytes(to),
        });
        Ok(())
    }

    fn symlink(&self, target: &[u8], path: &[u8]) -> FileResult<()> {
        if target.is_empty() {
            return Err(errno::ENOENT);
        }
        let place = self.vacant(path, false)?;
        let node = Node::new(self.inode(), 0o777, Body::Link(target.to_vec()), self.now());
        let inode = node.inode;
        self.add(place, node)?;
        self.common.tell(|| Change::Symlink {
            target: Bytes(target.to_vec()),
            path: Bytes(path.to_vec()),
            inode,
        });
        Ok(())
    }

    fn read_link(&self, path: &[u8]) -> FileResult<Vec<u8>> {
        match &self.find(path, false)?.body {
            Body::Link(target) => Ok(target.clone()),
            _ => Err(errno::EINVAL),
        }
    }

    fn set_mode(&self, path: &[u8], mode: u32) -> FileResult<()> {
        let node = self.find(path, true)?;
        set_mode(&node, mode, self.now());
        let inode = node.inode;
        self.common.tell(|| Change::SetMode { inode, mode });
        Ok(())
    }

    fn set_times(&self, path: &[u8], accessed: i64, modified: i64, follow: bool) -> FileResult<()> {
        let changed = self.now();
        let node = self.find(path, follow)?;
        node.times.set(Times {
            accessed,
            modified,
            changed,
        });
        let inode = node.inode;
        self.common.tell(|| Change::SetTimes {
            inode,
            accessed,
            modified,
        });
        Ok(())
    }

    fn space(&self, path: &[u8]) -> FileResult<Space> {
        self.find(path, true)?;
        Ok(Space {
            block_size: 4096,
            blocks: CLAIMED_BLOCKS,
            free: CLAIMED_BLOCKS,
            available: CLAIMED_BLOCKS,
            files: CLAIMED_BLOCKS,
            files_free: CLAIMED_BLOCKS - self.next.get().min(CLAIMED_BLOCKS),
            name_length: MAX_NAME as u64,
        })
    }

    fn may(&self, path: &[u8], access: u32, follow: bool) -> bool {
        self.find(path, follow)
            .is_ok_and(|node| node.may(access).is_ok())
    }

    fn at(&self, time: Duration) {
        self.common.now.set(time.as_nanos() as i64);
    }

    fn copy(&self) -> Option<Vec<u8>> {
        Some(memory_copies::copy(self))
    }

    fn fill(&self, copy: &[u8], first: u64) -> bool {
        self.next.set(first);
        memory_copies::fill(self, copy)
    }

    fn watch(&self, tell: super::Watcher) {
        *self.common.watcher.borrow_mut() = Some(tell);
    }

    fn apply(&self, change: &[u8]) {
        if let Some(change) = Change::from_bytes(change) {
            self.common.quiet.set(true);
            memory_copies::apply(self, change);
            self.common.quiet.set(false);
        }
    }

    fn start(&self) -> Vec<u8> {
        self.start.clone()
    }
}
