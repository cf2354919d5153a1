//! Copies of the files in memory: each process that runs beside the others where there is no computer's file system
//! has one.
//!
//! What a process does to its copy is told to the broker before anything that it says later, and from there to the
//! others; so whoever hears from a process also sees what it had written. Files that two change at the same moment
//! may differ between copies until they are written again. Not here: carrying the changes (`processes`).

use std::rc::Rc;

use super::FileSystem as _;
use super::memory::MemoryFiles;
use super::memory_node::{Body, Node, Times, set_mode};
use crate::processes::wire::{Bytes, Wire as _, wire};

wire! {
    /// One thing that was done to the files.
    pub enum Change {
        Create { path: Bytes, mode: u32, inode: u64 },
        MakeDirectory { path: Bytes, mode: u32, inode: u64 },
        RemoveDirectory { path: Bytes },
        Remove { path: Bytes },
        Rename { from: Bytes, to: Bytes },
        Link { from: Bytes, to: Bytes },
        Symlink { target: Bytes, path: Bytes, inode: u64 },
        SetMode { inode: u64, mode: u32 },
        SetTimes { inode: u64, accessed: i64, modified: i64 },
        /// Without a place: at the end, wherever that is.
        Write { inode: u64, place: Option<u64>, data: Bytes },
        Truncate { inode: u64, length: u64 },
    }
}

wire! {
    /// A file, a folder or a link, with what is in it.
    pub enum Kept {
        File { data: Bytes },
        Directory { entries: Vec<(Bytes, u64)> },
        Link { target: Bytes },
        /// `/dev/null`
        Null,
    }
}

wire! {
    pub struct KeptNode {
        pub inode: u64,
        pub mode: u32,
        pub links: u64,
        pub accessed: i64,
        pub modified: i64,
        pub changed: i64,
        pub kept: Kept,
    }
}

wire! {
    /// All files, the root first.
    pub struct AllFiles {
        pub nodes: Vec<KeptNode>,
    }
}

/// Everything that is there, as bytes.
pub(super) fn copy(files: &MemoryFiles) -> Vec<u8> {
    let mut nodes: Vec<KeptNode> = Vec::new();
    let mut rest = vec![Rc::clone(files.root())];
    while let Some(node) = rest.pop() {
        // A file with two names comes twice.
        if nodes.iter().any(|own| own.inode == node.inode) {
            continue;
        }
        let kept = match &node.body {
            Body::File(data) => Kept::File {
                data: Bytes(data.borrow().clone()),
            },
            Body::Link(target) => Kept::Link {
                target: Bytes(target.clone()),
            },
            Body::Null => Kept::Null,
            Body::Directory { entries, .. } => {
                let entries = entries.borrow();
                rest.extend(entries.values().cloned());
                let entry = |(name, node): (&Vec<u8>, &Rc<Node>)| (Bytes(name.clone()), node.inode);
                Kept::Directory {
                    entries: entries.iter().map(entry).collect(),
                }
            }
        };
        let times = node.times.get();
        nodes.push(KeptNode {
            inode: node.inode,
            mode: node.mode.get(),
            links: node.links.get(),
            accessed: times.accessed,
            modified: times.modified,
            changed: times.changed,
            kept,
        });
    }
    AllFiles { nodes }.to_bytes()
}

/// Puts everything of a copy in the place of what is there; false when the bytes are none.
pub(super) fn fill(files: &MemoryFiles, bytes: &[u8]) -> bool {
    let Some(AllFiles { nodes }) = AllFiles::from_bytes(bytes) else {
        return false;
    };
    let made: Vec<Rc<Node>> = nodes.iter().map(node_of).collect();
    let find = |inode: u64| made.iter().find(|node| node.inode == inode);
    for (kept, node) in nodes.iter().zip(&made) {
        let (Kept::Directory { entries: kept }, Ok(entries)) = (&kept.kept, node.entries()) else {
            continue;
        };
        for (name, inode) in kept {
            let Some(child) = find(*inode) else { continue };
            if let Body::Directory { parent, .. } = &child.body {
                *parent.borrow_mut() = Rc::downgrade(node);
            }
            entries
                .borrow_mut()
                .insert(name.0.clone(), Rc::clone(child));
        }
    }
    let root = made
        .first()
        .and_then(|root| Some((root.entries().ok()?, root)));
    let (Some((from, old)), Ok(to)) = (root, files.root().entries()) else {
        return false;
    };
    *to.borrow_mut() = std::mem::take(&mut *from.borrow_mut());
    files.root().links.set(old.links.get());
    files.root().mode.set(old.mode.get());
    files.root().times.set(old.times.get());
    for child in to.borrow().values() {
        if let Body::Directory { parent, .. } = &child.body {
            *parent.borrow_mut() = Rc::downgrade(files.root());
        }
    }
    true
}

/// One without entries, and without a name yet.
fn node_of(kept: &KeptNode) -> Rc<Node> {
    let body = match &kept.kept {
        Kept::File { data } => Body::File(data.0.clone().into()),
        Kept::Link { target } => Body::Link(target.0.clone()),
        Kept::Null => Body::Null,
        Kept::Directory { .. } => Body::Directory {
            entries: Default::default(),
            parent: Default::default(),
        },
    };
    let node = Node::new(kept.inode, kept.mode, body, 0);
    node.links.set(kept.links);
    node.times.set(Times {
        accessed: kept.accessed,
        modified: kept.modified,
        changed: kept.changed,
    });
    node
}

/// Does what was done to another copy. What cannot be done here any more is left.
pub(super) fn apply(files: &MemoryFiles, change: Change) {
    let _ = match change {
        Change::Create { path, mode, inode } => {
            let flags = super::flags::CREATE | super::flags::WRITE_ONLY;
            files.numbered(inode, || files.open(&path.0, flags, mode).map(drop))
        }
        Change::MakeDirectory { path, mode, inode } => {
            files.numbered(inode, || files.make_directory(&path.0, mode))
        }
        Change::Symlink {
            target,
            path,
            inode,
        } => files.numbered(inode, || files.symlink(&target.0, &path.0)),
        Change::RemoveDirectory { path } => files.remove_directory(&path.0),
        Change::Remove { path } => files.remove(&path.0),
        Change::Rename { from, to } => files.rename(&from.0, &to.0),
        Change::Link { from, to } => files.link(&from.0, &to.0),
        Change::SetMode { inode, mode } => {
            if let Some(node) = find(files.root(), inode) {
                set_mode(&node, mode, files.now());
            }
            Ok(())
        }
        Change::SetTimes {
            inode,
            accessed,
            modified,
        } => {
            if let Some(node) = find(files.root(), inode) {
                let changed = files.now();
                node.times.set(Times {
                    accessed,
                    modified,
                    changed,
                });
            }
            Ok(())
        }
        Change::Write { inode, place, data } => {
            write(files, inode, place, &data.0);
            Ok(())
        }
        Change::Truncate { inode, length } => {
            if let Some(node) = find(files.root(), inode)
                && let Body::File(own) = &node.body
            {
                own.borrow_mut().resize(length as usize, 0);
                node.touch(files.now());
            }
            Ok(())
        }
    };
}

fn write(files: &MemoryFiles, inode: u64, place: Option<u64>, data: &[u8]) {
    let Some(node) = find(files.root(), inode) else {
        return;
    };
    if let Body::File(own) = &node.body {
        let mut own = own.borrow_mut();
        let start = place.map_or(own.len(), |place| place as usize);
        let end = start + data.len();
        if own.len() < end {
            own.resize(end, 0);
        }
        own[start..end].copy_from_slice(data);
    }
    node.touch(files.now());
}

fn find(root: &Rc<Node>, inode: u64) -> Option<Rc<Node>> {
    let mut rest = vec![Rc::clone(root)];
    while let Some(node) = rest.pop() {
        if node.inode == inode {
            return Some(node);
        }
        if let Ok(entries) = node.entries() {
            rest.extend(entries.borrow().values().cloned());
        }
    }
    None
}
