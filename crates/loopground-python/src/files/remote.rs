//! Pipes and sockets that the broker holds for this process.
//!
//! Here: what is known of one without asking, and how a list of descriptors travels. Not here: pipes themselves
//! (`files::pipe`), the broker (`processes::broker`).

use std::cell::Cell;
use std::collections::HashMap;
use std::rc::Rc;

use super::socket;
use super::table::{Description, Files, Slot, Target};
use super::{FileResult, FileSystem, Stat, errno, flags, kind};
use crate::embed::Stream;
use crate::processes::link::{Handle, Link};
use crate::processes::messages::{Birth, Open, Opening, Reply, Request};
use crate::processes::wire::Bytes;
use crate::vm::{PyResult, Vm};

/// What it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RemoteKind {
    Reader,
    Writer,
    Connected,
    Listening,
}

pub struct Remote {
    pub handle: Handle,
    pub kind: RemoteKind,
}

impl Remote {
    #[must_use]
    pub fn stat(&self) -> Stat {
        match self.kind {
            RemoteKind::Connected | RemoteKind::Listening => socket::STAT,
            RemoteKind::Reader | RemoteKind::Writer => Stat {
                mode: kind::FIFO | 0o600,
                inode: self.handle.number,
                device: 14,
                links: 1,
                block_size: 4096,
                ..Stat::default()
            },
        }
    }

    /// How another process is told of it.
    #[must_use]
    pub fn opening(&self) -> Opening {
        let handle = self.handle.number;
        match self.kind {
            RemoteKind::Reader | RemoteKind::Writer => Opening::Pipe {
                handle,
                writes: self.kind == RemoteKind::Writer,
            },
            RemoteKind::Connected | RemoteKind::Listening => Opening::Socket {
                handle,
                listens: self.kind == RemoteKind::Listening,
            },
        }
    }

    /// Reads up to `count` bytes; waits for the first if it is told to.
    pub async fn read(&self, vm: &Vm, count: usize, wait: bool) -> PyResult<FileResult<Vec<u8>>> {
        loop {
            let request = Request::Read {
                handle: self.handle.number,
                count: count as u64,
                wait,
            };
            let link = &self.handle.link;
            match link.ask_until(vm, request, None, "data in a pipe").await? {
                Some(Reply::Data { data }) => return Ok(Ok(data.0)),
                Some(Reply::Error { number }) => return Ok(Err(number)),
                _ if wait => {}
                _ => return Ok(Err(errno::EAGAIN)),
            }
        }
    }

    /// Writes some of it, at least one byte when it waits.
    pub async fn write(&self, vm: &Vm, data: &[u8], wait: bool) -> PyResult<FileResult<usize>> {
        let data = &data[..data.len().min(super::pipe::CAPACITY)];
        loop {
            let request = Request::Write {
                handle: self.handle.number,
                data: Bytes(data.to_vec()),
                wait,
            };
            let link = &self.handle.link;
            match link.ask_until(vm, request, None, "room in a pipe").await? {
                Some(Reply::Number { number }) => return Ok(Ok(number as usize)),
                Some(Reply::Error { number }) => return Ok(Err(number)),
                _ if wait => {}
                _ => return Ok(Err(errno::EAGAIN)),
            }
        }
    }
}

/// A descriptor for something that the broker holds.
#[must_use]
pub fn held(link: &Rc<Link>, number: u64, kind: RemoteKind) -> Rc<Description> {
    let link = Rc::clone(link);
    let handle = Handle { link, number };
    Rc::new(Description {
        target: Target::Remote(Remote { handle, kind }),
        flags: Cell::new(match kind {
            RemoteKind::Reader => flags::READ_ONLY,
            RemoteKind::Writer => flags::WRITE_ONLY,
            RemoteKind::Connected | RemoteKind::Listening => flags::READ_WRITE,
        }),
        path: Vec::new(),
    })
}

/// Opens what came from another process.
///
/// # Errors
/// When it is a file that cannot be opened here.
pub fn opened(
    link: &Rc<Link>,
    system: &Rc<dyn FileSystem>,
    open: &Open,
) -> FileResult<Rc<Description>> {
    let plain = |target| {
        Rc::new(Description {
            target,
            flags: Cell::new(open.flags),
            path: Vec::new(),
        })
    };
    Ok(match &open.opening {
        Opening::Input => plain(Target::Input),
        Opening::Output { error: false } => plain(Target::Output(Stream::Stdout)),
        Opening::Output { error: true } => plain(Target::Output(Stream::Stderr)),
        Opening::Pipe { handle, writes } => {
            let kind = match writes {
                true => RemoteKind::Writer,
                false => RemoteKind::Reader,
            };
            held(link, *handle, kind)
        }
        Opening::Socket { handle, listens } => {
            let kind = match listens {
                true => RemoteKind::Listening,
                false => RemoteKind::Connected,
            };
            held(link, *handle, kind)
        }
        Opening::File { path } => {
            let again = open.flags & !(flags::CREATE | flags::EXCLUSIVE | flags::TRUNCATE);
            Rc::new(Description {
                target: Target::File(system.open(&path.0, again, 0)?),
                flags: Cell::new(open.flags),
                path: path.0.clone(),
            })
        }
    })
}

/// The file that has nothing to share: opened again it is the same.
const NULL: &[u8] = b"/dev/null";

impl Files {
    /// What a child that runs beside has open. `None` when something cannot travel: an open file, whose place would
    /// not be shared. `hold` has the broker hold a pipe or socket for the child.
    pub fn to_send(
        &self,
        any_file: bool,
        hold: &mut dyn FnMut(&Rc<Description>) -> Opening,
    ) -> Option<Vec<Open>> {
        let mut all = Vec::new();
        for (place, slot) in self.slots().iter().enumerate() {
            let Some(slot) = slot else { continue };
            let opening = match &slot.description.target {
                Target::Input => Opening::Input,
                Target::Output(stream) => Opening::Output {
                    error: *stream == Stream::Stderr,
                },
                Target::Remote(remote) => remote.opening(),
                Target::Pipe(_) | Target::Socket(_) => hold(&slot.description),
                Target::File(_) if any_file || slot.description.path == NULL => {
                    let path = Bytes(slot.description.path.clone());
                    Opening::File { path }
                }
                Target::File(_) => return None,
            };
            all.push(Open {
                place: place as u32,
                flags: slot.description.flags.get(),
                inheritable: slot.inheritable,
                opening,
            });
        }
        Some(all)
    }

    /// The descriptors that a process begins with.
    #[must_use]
    pub fn of_birth(birth: &Birth, link: &Rc<Link>, system: Rc<dyn FileSystem>) -> Self {
        let mut known: HashMap<u64, Rc<Description>> = HashMap::new();
        let mut slots = Vec::new();
        for open in &birth.open {
            let place = open.place as usize;
            if slots.len() <= place {
                slots.resize(place + 1, None);
            }
            let handle = match &open.opening {
                Opening::Pipe { handle, .. } | Opening::Socket { handle, .. } => Some(*handle),
                _ => None,
            };
            let found = handle.and_then(|handle| known.get(&handle).cloned());
            let description = match found {
                Some(description) => description,
                None => match opened(link, &system, open) {
                    Ok(description) => description,
                    // As if it had been closed: using it says so.
                    Err(_) => continue,
                },
            };
            if let Some(handle) = handle {
                known.insert(handle, Rc::clone(&description));
            }
            slots[place] = Some(Slot {
                description,
                inheritable: open.inheritable,
            });
        }
        Self::with(system, slots, birth.folder.0.clone(), birth.umask)
    }
}
