//! The open descriptors of a program, its current folder, and the calls that are made through them.
//!
//! Reading and writing may have to wait: standard input for its host, a pipe for another thread. That waiting is here
//! ([`read`], [`write`]); calls that cannot wait go to the file straight.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::pipe::End;
use super::remote::Remote;
use super::socket::{self, Socket};
use super::{FileResult, FileSystem, OpenFile, Stat, errno, flags, kind, memory, names};
use crate::embed::Stream;
use crate::processes::waiters::Waiters;
use crate::types::bytes::PyBytes;
use crate::types::str::PyStr;
use crate::vm::{PyResult, Trap, Vm};

/// What a descriptor stands for.
pub enum Target {
    File(Rc<dyn OpenFile>),
    Pipe(End),
    Socket(Socket),
    /// A pipe or a socket that the broker holds for this process.
    Remote(Remote),
    Input,
    Output(Stream),
}

/// An open file; several descriptors may share it.
pub struct Description {
    pub target: Target,
    pub flags: Cell<i32>,
    /// Where it was opened, for what is found relative to it.
    pub path: Vec<u8>,
}

#[derive(Clone)]
pub(super) struct Slot {
    pub description: Rc<Description>,
    pub inheritable: bool,
}

/// How many descriptors there may be.
const MOST: usize = 1024;

pub struct Files {
    pub system: Rc<dyn FileSystem>,
    slots: RefCell<Vec<Option<Slot>>>,
    folder: RefCell<Vec<u8>>,
    pub umask: Cell<u32>,
    /// What standard input gave and nobody has taken yet.
    waiting: RefCell<Vec<u8>>,
}

impl Default for Files {
    fn default() -> Self {
        Self::new(Rc::new(memory::MemoryFiles::new("/playground")))
    }
}

/// The files of an interpreter.
#[derive(Default)]
struct Kept(std::cell::OnceCell<Rc<Files>>);

/// The files that a program sees.
#[must_use]
pub fn of(vm: &Vm) -> Rc<Files> {
    let kept = vm.extension::<Kept>();
    let files = kept.0.get_or_init(|| {
        Rc::new(match vm.host.files() {
            Some(system) => Files::new(system),
            None => Files::default(),
        })
    });
    files.system.at(vm.wall_clock());
    files.clone()
}

/// Gives a process that is being started its files.
pub fn install(vm: &Vm, files: Rc<Files>) {
    // Nothing of it has run yet, so nothing has asked for them.
    let _ = vm.extension::<Kept>().0.set(files);
}

impl Files {
    fn new(system: Rc<dyn FileSystem>) -> Self {
        let standard = |target, flags| {
            let path = Vec::new();
            let description = Rc::new(Description {
                target,
                flags: Cell::new(flags),
                path,
            });
            Some(Slot {
                description,
                inheritable: true,
            })
        };
        let slots = vec![
            standard(Target::Input, flags::READ_ONLY),
            standard(Target::Output(Stream::Stdout), flags::WRITE_ONLY),
            standard(Target::Output(Stream::Stderr), flags::WRITE_ONLY),
        ];
        Self {
            slots: RefCell::new(slots),
            folder: RefCell::new(system.start()),
            umask: Cell::new(system.umask()),
            waiting: RefCell::default(),
            system,
        }
    }

    /// The descriptors that a child gets: its standard ones from these where given, those that are kept, and without
    /// `close_others` all that are inheritable. Folder and umask are the same.
    pub fn for_child(
        &self,
        standard: [Option<i32>; 3],
        kept: &[i32],
        close_others: bool,
    ) -> FileResult<Self> {
        let own = self.slots.borrow();
        let mut slots: Vec<Option<Slot>> = vec![None; own.len().max(3)];
        for (place, slot) in own.iter().enumerate() {
            let Some(slot) = slot else { continue };
            let keeps =
                kept.contains(&(place as i32)) || slot.inheritable && (place < 3 || !close_others);
            if keeps {
                slots[place] = Some(slot.clone());
            }
        }
        for (place, from) in standard.into_iter().enumerate() {
            if let Some(from) = from {
                let description = self.get(from)?;
                slots[place] = Some(Slot {
                    description,
                    inheritable: true,
                });
            }
        }
        Ok(Self {
            slots: RefCell::new(slots),
            folder: RefCell::new(self.folder()),
            umask: Cell::new(self.umask.get()),
            waiting: RefCell::default(),
            system: Rc::clone(&self.system),
        })
    }

    pub(super) fn slots(&self) -> std::cell::Ref<'_, Vec<Option<Slot>>> {
        self.slots.borrow()
    }

    pub(super) fn with(
        system: Rc<dyn FileSystem>,
        slots: Vec<Option<Slot>>,
        folder: Vec<u8>,
        umask: u32,
    ) -> Self {
        Self {
            slots: RefCell::new(slots),
            folder: RefCell::new(folder),
            umask: Cell::new(umask),
            waiting: RefCell::default(),
            system,
        }
    }

    /// An absolute path, seen from the current folder.
    #[must_use]
    pub fn absolute(&self, path: &[u8]) -> Vec<u8> {
        if path.is_empty() {
            return Vec::new();
        }
        names::join(&self.folder.borrow(), path)
    }

    /// An absolute path, seen from an open folder.
    pub fn absolute_at(&self, folder: Option<i32>, path: &[u8]) -> FileResult<Vec<u8>> {
        match folder {
            Some(descriptor) if !path.starts_with(b"/") && !path.is_empty() => {
                let base = self.get(descriptor)?;
                if base.stat()?.kind() != kind::DIRECTORY {
                    return Err(errno::ENOTDIR);
                }
                Ok(names::join(&base.path, path))
            }
            _ => Ok(self.absolute(path)),
        }
    }

    #[must_use]
    pub fn folder(&self) -> Vec<u8> {
        self.folder.borrow().clone()
    }

    /// `chdir`, to an absolute path.
    pub fn enter(&self, path: &[u8]) -> FileResult<()> {
        if path.is_empty() {
            return Err(errno::ENOENT);
        }
        if self.system.stat(path, true)?.kind() != kind::DIRECTORY {
            return Err(errno::ENOTDIR);
        }
        if !self.system.may(path, 1, true) {
            return Err(errno::EACCES);
        }
        *self.folder.borrow_mut() = self.real(path, 0)?;
        Ok(())
    }

    /// The path without links and dots; all of it exists.
    fn real(&self, path: &[u8], depth: u32) -> FileResult<Vec<u8>> {
        if depth > 40 {
            return Err(errno::ELOOP);
        }
        let mut real = b"/".to_vec();
        for part in path.split(|&byte| byte == b'/') {
            match part {
                b"" | b"." => continue,
                b".." => {
                    let cut = real.iter().rposition(|&byte| byte == b'/').unwrap_or(0);
                    real.truncate(cut.max(1));
                    continue;
                }
                _ => {}
            }
            let next = names::join(&real, part);
            real = match self.system.read_link(&next) {
                Ok(target) => self.real(&names::join(&real, &target), depth + 1)?,
                Err(_) => next,
            };
        }
        Ok(real)
    }

    pub fn get(&self, descriptor: i32) -> FileResult<Rc<Description>> {
        let slots = self.slots.borrow();
        let slot = usize::try_from(descriptor)
            .ok()
            .and_then(|at| slots.get(at));
        match slot {
            Some(Some(slot)) => Ok(slot.description.clone()),
            _ => Err(errno::EBADF),
        }
    }

    pub fn inheritable(&self, descriptor: i32) -> FileResult<bool> {
        self.get(descriptor)?;
        Ok(self.slots.borrow()[descriptor as usize]
            .as_ref()
            .is_some_and(|slot| slot.inheritable))
    }

    pub fn set_inheritable(&self, descriptor: i32, inheritable: bool) -> FileResult<()> {
        self.get(descriptor)?;
        if let Some(slot) = &mut self.slots.borrow_mut()[descriptor as usize] {
            slot.inheritable = inheritable;
        }
        Ok(())
    }

    /// A new descriptor: the lowest number that is free.
    pub fn add(&self, description: Rc<Description>) -> FileResult<i32> {
        let mut slots = self.slots.borrow_mut();
        let place = slots
            .iter()
            .position(Option::is_none)
            .unwrap_or(slots.len());
        if place >= MOST {
            return Err(errno::EMFILE);
        }
        if place == slots.len() {
            slots.push(None);
        }
        slots[place] = Some(Slot {
            description,
            inheritable: false,
        });
        Ok(place as i32)
    }

    pub fn close(&self, descriptor: i32) -> FileResult<Rc<Description>> {
        let description = self.get(descriptor)?;
        self.slots.borrow_mut()[descriptor as usize] = None;
        Ok(description)
    }

    pub fn duplicate_to(&self, from: i32, to: i32, inheritable: bool) -> FileResult<()> {
        let description = self.get(from)?;
        let place = usize::try_from(to).ok().filter(|&place| place < MOST);
        let place = place.ok_or(errno::EBADF)?;
        let mut slots = self.slots.borrow_mut();
        if slots.len() <= place {
            slots.resize(place + 1, None);
        }
        let old = slots[place].replace(Slot {
            description,
            inheritable,
        });
        drop(slots);
        drop(old);
        Ok(())
    }

    /// Opens an absolute path.
    pub fn open(&self, path: &[u8], wanted: i32, mode: u32) -> FileResult<i32> {
        let file = self.system.open(path, wanted, mode & !self.umask.get())?;
        self.add(Rc::new(Description {
            target: Target::File(file),
            flags: Cell::new(wanted),
            path: path.to_vec(),
        }))
    }

    /// A pipe: where to read, where to write; `number` is its inode.
    pub fn pipe(&self, number: u64) -> FileResult<(i32, i32)> {
        let (reader, writer) = End::pair(number);
        let add = |end, flags| {
            let path = Vec::new();
            self.add(Rc::new(Description {
                target: Target::Pipe(end),
                flags: Cell::new(flags),
                path,
            }))
        };
        let read = add(reader, flags::READ_ONLY)?;
        let write = add(writer, flags::WRITE_ONLY).inspect_err(|_| drop(self.close(read)))?;
        Ok((read, write))
    }
}

/// Everything of a file, by its path; `None` when it cannot be read.
#[must_use]
pub fn read_file(vm: &Vm, path: &str) -> Option<Vec<u8>> {
    let files = of(vm);
    let file = files
        .system
        .open(&files.absolute(path.as_bytes()), flags::READ_ONLY, 0)
        .ok()?;
    if file.stat().ok()?.kind() == kind::DIRECTORY {
        return None;
    }
    let (mut all, mut chunk) = (Vec::new(), vec![0; 64 * 1024]);
    loop {
        match file.read(&mut chunk).ok()? {
            0 => return Some(all),
            count => all.extend_from_slice(&chunk[..count]),
        }
    }
}

impl Description {
    pub fn stat(&self) -> FileResult<Stat> {
        match &self.target {
            Target::File(file) => file.stat(),
            Target::Pipe(end) => end.stat(),
            Target::Socket(_) => Ok(socket::STAT),
            Target::Remote(remote) => Ok(remote.stat()),
            Target::Input | Target::Output(_) => Ok(Stat {
                mode: kind::FIFO | 0o600,
                inode: 1,
                device: 14,
                links: 1,
                block_size: 4096,
                ..Stat::default()
            }),
        }
    }

    pub fn seek(&self, offset: i64, whence: i32) -> FileResult<u64> {
        match &self.target {
            Target::File(file) => file.seek(offset, whence),
            _ => Err(errno::ESPIPE),
        }
    }

    /// The file, for what only files can do.
    pub fn file(&self) -> FileResult<&Rc<dyn OpenFile>> {
        match &self.target {
            Target::File(file) => Ok(file),
            _ => Err(errno::EINVAL),
        }
    }

    #[must_use]
    pub fn is_terminal(&self, vm: &Vm) -> bool {
        match &self.target {
            Target::File(file) => file.is_terminal(),
            Target::Pipe(_) | Target::Socket(_) | Target::Remote(_) => false,
            Target::Input => vm.host.input_is_terminal(),
            Target::Output(stream) => vm.host.is_terminal(*stream),
        }
    }

    /// Whether reading and writing never wait.
    #[must_use]
    pub fn is_quick(&self) -> bool {
        matches!(self.target, Target::File(_) | Target::Output(_))
    }

    /// Reads without waiting.
    pub fn read_now(&self, buffer: &mut [u8]) -> FileResult<usize> {
        match &self.target {
            Target::File(file) => file.read(buffer),
            Target::Pipe(end) => end.read(buffer),
            Target::Socket(socket) => socket.read(buffer),
            Target::Input | Target::Remote(_) => Err(errno::EAGAIN),
            Target::Output(_) => Err(errno::EBADF),
        }
    }

    /// Writes without waiting.
    pub fn write_now(&self, vm: &Vm, data: &[u8]) -> FileResult<usize> {
        match &self.target {
            Target::File(file) => file.write(data),
            Target::Pipe(end) => end.write(data),
            Target::Socket(socket) => socket.write(data),
            Target::Input => Err(errno::EBADF),
            Target::Remote(_) => Err(errno::EAGAIN),
            Target::Output(stream) => match vm.host.write(*stream, data) {
                Ok(()) => Ok(data.len()),
                Err(error) => Err(error.errno),
            },
        }
    }

    /// Who waits for it to become ready; `None`: it always is.
    #[must_use]
    pub fn waiters(&self) -> Option<&Waiters> {
        match &self.target {
            Target::Pipe(end) => Some(&end.shared.waiters),
            Target::Socket(socket) => Some(socket.waiters()),
            Target::File(_) | Target::Remote(_) | Target::Input | Target::Output(_) => None,
        }
    }

    async fn wait(&self, vm: &Vm, what: &str) -> PyResult<()> {
        match self.waiters() {
            Some(waiters) => waiters.wait(vm, None, what).await.map(drop),
            None => Ok(()),
        }
    }

    #[must_use]
    pub fn blocks(&self) -> bool {
        self.flags.get() & flags::NONBLOCK == 0
    }

    /// Whether reading and writing wait, from now on.
    pub fn set_blocking(&self, blocking: bool) {
        let others = self.flags.get() & !flags::NONBLOCK;
        self.flags.set(if blocking {
            others
        } else {
            others | flags::NONBLOCK
        });
    }
}

/// What standard input gives next: `None` at its end.
async fn next_input(vm: &Vm) -> PyResult<Vec<u8>> {
    let given = vm.trap(Trap::Input).await?;
    Ok(match (given.get::<PyStr>(), given.get::<PyBytes>()) {
        (Some(text), _) => text.bytes().to_vec(),
        (_, Some(bytes)) => bytes.data().to_vec(),
        _ => Vec::new(),
    })
}

/// Reads up to `count` bytes, waiting for the first one. `Ok(Err(number))` is an error of the file.
pub async fn read(
    vm: &Vm,
    description: &Rc<Description>,
    count: usize,
) -> PyResult<FileResult<Vec<u8>>> {
    let files = of(vm);
    if let Target::Input = description.target {
        if count == 0 {
            return Ok(Ok(Vec::new()));
        }
        if files.waiting.borrow().is_empty() {
            let new = next_input(vm).await?;
            files.waiting.borrow_mut().extend(new);
        }
        let mut waiting = files.waiting.borrow_mut();
        let count = count.min(waiting.len());
        return Ok(Ok(waiting.drain(..count).collect()));
    }
    if let Target::Remote(remote) = &description.target {
        return remote.read(vm, count, description.blocks()).await;
    }
    let mut buffer = vec![0; count];
    loop {
        match description.read_now(&mut buffer) {
            Err(errno::EAGAIN) if description.blocks() => {
                description.wait(vm, "data in a pipe").await?;
            }
            Ok(used) => {
                buffer.truncate(used);
                return Ok(Ok(buffer));
            }
            Err(error) => return Ok(Err(error)),
        }
    }
}

/// Writes `data`, waiting for room: all of it, as a blocking descriptor takes it, or what fits one that does not block.
pub async fn write(
    vm: &Vm,
    description: &Rc<Description>,
    data: &[u8],
) -> PyResult<FileResult<usize>> {
    let mut written = 0;
    loop {
        let rest = &data[written..];
        let result = match &description.target {
            Target::Remote(remote) => remote.write(vm, rest, description.blocks()).await?,
            _ => description.write_now(vm, rest),
        };
        match result {
            Err(errno::EAGAIN) if description.blocks() => {
                description.wait(vm, "room in a pipe").await?;
            }
            Ok(count) => {
                written += count;
                if count == 0 || written >= data.len() || !description.blocks() {
                    return Ok(Ok(written));
                }
            }
            // What went before the error counts; the next attempt meets it again.
            Err(_) if written > 0 => return Ok(Ok(written)),
            Err(error) => return Ok(Err(error)),
        }
    }
}
