//! Answers what processes that run beside this one ask.
//!
//! Here: every request, done at once or put to sleep until asking again may help. Not here: what a process holds
//! (`peer`), and what the things themselves do (`semaphore`, `segment`, `files`).

use std::cell::Cell;
use std::rc::Rc;

use super::messages::{FromProcess, HandleNumber, Open, Opening, Reply, Request, ToProcess};
use super::peer::{Held, Peer};
use super::segment::Segment;
use super::wire::{Bytes, Wire as _};
use super::{End, Pid, Reaped, System, Which};
use crate::embed::{Input, Stream};
use crate::files::pipe;
use crate::files::socket::{Connection, Socket};
use crate::files::table::{Description, Target};
use crate::files::{Errno, FileResult, errno, flags};

const ESRCH: Errno = 3;
const ECHILD: Errno = 10;
const SIGKILL: u32 = 9;

/// What a request came to.
type Served = Result<Reply, Refused>;

enum Refused {
    /// An error for the one who asked.
    Error(Errno),
    /// It sleeps; the answer comes later.
    Later,
}

impl From<Errno> for Refused {
    fn from(number: Errno) -> Self {
        Self::Error(number)
    }
}

impl System {
    /// Takes a message: from the broker when this is a process beside it (0), else from one of those.
    pub fn receive(&self, from: Pid, message: &[u8]) {
        if self.link.is_some() {
            if let Some(message) = ToProcess::from_bytes(message) {
                self.told(message);
            }
            return;
        }
        let process = self.find(from);
        let peer = process.as_ref().and_then(|process| process.peer.as_ref());
        let (Some(process), Some(peer)) = (&process, peer) else {
            return;
        };
        // What one says that was killed meanwhile is not heard.
        if process.end().is_some() {
            return;
        }
        let Some(message) = FromProcess::from_bytes(message) else {
            return self.end(process, End::Killed(SIGKILL as i32));
        };
        peer.set_idle(None);
        match message {
            FromProcess::Ask { ticket, request } => self.asked(peer, ticket, request),
            FromProcess::Cancel { ticket } => peer.cancel(ticket),
            FromProcess::Close { handle } => peer.close(handle),
            FromProcess::InputWanted => peer.wants_input.set(true),
            FromProcess::Output { error, data } => {
                let stream = if error {
                    Stream::Stderr
                } else {
                    Stream::Stdout
                };
                let _ = self.host.write(stream, &data.0);
            }
            FromProcess::Changed { change } => {
                if let Some(files) = self.host.files() {
                    files.apply(&change.0);
                }
                self.tell_of_change(from, &change.0);
            }
            FromProcess::Idle { received, report } => peer.set_idle(Some((received, report))),
            FromProcess::Ended { killed, number } => self.end(
                process,
                match killed {
                    true => End::Killed(number),
                    false => End::Exited(number),
                },
            ),
        }
    }

    /// What the broker says to this process.
    fn told(&self, message: ToProcess) {
        let (Some(link), Some(process)) = (&self.link, self.find(self.first)) else {
            return;
        };
        link.count();
        match message {
            ToProcess::Answer { ticket, reply } => {
                process.with_vm(|vm| link.answered(vm, ticket, reply));
            }
            ToProcess::Signal { number } => process.signal(number),
            ToProcess::Input { data } => {
                link.told_input.set(false);
                let input = data.map_or(Input::Eof, |data| Input::Bytes(data.0));
                process.with_vm(|vm| vm.provide_input(input));
            }
            ToProcess::Parent { pid } => self.adopted_by.set(Some(pid)),
            ToProcess::Changed { change } => {
                if let Some(files) = self.host.files() {
                    files.apply(&change.0);
                }
            }
        }
    }

    fn asked(&self, peer: &Rc<Peer>, ticket: u64, request: Request) {
        let reply = match self.serve(peer, ticket, request) {
            Ok(reply) => reply,
            Err(Refused::Error(number)) => Reply::Error { number },
            Err(Refused::Later) => return,
        };
        peer.answer(ticket, reply);
    }

    fn serve(&self, peer: &Rc<Peer>, ticket: u64, request: Request) -> Served {
        let open = |handle| peer.open(handle).ok_or(errno::EBADF);
        let semaphore = |handle| peer.semaphore(handle).ok_or(errno::EINVAL);
        match request {
            Request::Read {
                handle,
                count,
                wait,
            } => {
                let open = open(handle)?;
                // More than a pipe holds never comes at once.
                let mut data = vec![0; (count as usize).min(pipe::CAPACITY)];
                match open.read_now(&mut data) {
                    Ok(used) => {
                        data.truncate(used);
                        Ok(Reply::Data { data: Bytes(data) })
                    }
                    Err(error) => not_now(peer, ticket, &open, error, wait),
                }
            }
            Request::Write { handle, data, wait } => {
                let open = open(handle)?;
                match written(&open, &data.0) {
                    Ok(count) => Ok(number(count as i64)),
                    Err(error) => not_now(peer, ticket, &open, error, wait),
                }
            }
            Request::Pipe => {
                self.pipes.set(self.pipes.get() + 1);
                let (reader, writer) = pipe::End::pair(self.pipes.get());
                Ok(Reply::Pair {
                    first: hold(peer, Target::Pipe(reader), flags::READ_ONLY),
                    second: hold(peer, Target::Pipe(writer), flags::WRITE_ONLY),
                })
            }
            Request::SocketPair => {
                let (first, second) = self.listeners.pair("", "");
                Ok(Reply::Pair {
                    first: hold_socket(peer, Socket::Connected(first)),
                    second: hold_socket(peer, Socket::Connected(second)),
                })
            }
            Request::IsTaken { address } => {
                Ok(number(i64::from(self.listeners.is_taken(&address))))
            }
            Request::Listen { address, backlog } => {
                let listener = self.listeners.listen(&address, backlog as usize)?;
                Ok(held(
                    hold_socket(peer, Socket::Listening(listener)),
                    0,
                    String::new(),
                ))
            }
            Request::Connect { address, own } => {
                let connection = self.listeners.connect(&address, &own)?;
                Ok(held(
                    hold_socket(peer, Socket::Connected(connection)),
                    0,
                    String::new(),
                ))
            }
            Request::Accept { handle } => {
                let open = open(handle)?;
                let Target::Socket(Socket::Listening(listener)) = &open.target else {
                    return Err(errno::EINVAL.into());
                };
                let connection = listener.accept()?;
                let address = connection.peer.clone();
                let handle = hold_socket(peer, Socket::Connected(connection));
                Ok(held(handle, 0, address))
            }
            Request::Give { handle, given } => {
                let (through, given) = (open(handle)?, open(given)?);
                connection(&through)?.give(given);
                Ok(Reply::Done)
            }
            Request::Take { handle } => {
                let through = open(handle)?;
                match connection(&through)?.take() {
                    Some(taken) => Ok(Reply::Opened {
                        open: peer.sent(&taken),
                    }),
                    None => Ok(Reply::Done),
                }
            }
            Request::Shutdown {
                handle,
                reading,
                writing,
            } => {
                let open = open(handle)?;
                let Target::Socket(socket) = &open.target else {
                    return Err(errno::EINVAL.into());
                };
                socket.shut_down(reading, writing)?;
                socket.waiters().wake_all();
                Ok(Reply::Done)
            }
            Request::Poll { wanted, wait } => poll(peer, ticket, &wanted, wait),
            Request::NewSemaphore {
                name,
                value,
                unlink,
            } => {
                let new = self.semaphores.create(&name, value).ok_or(errno::EEXIST)?;
                if unlink {
                    self.semaphores.unlink(&name);
                }
                let id = new.id();
                Ok(held(peer.hold(Held::Semaphore(new)), id, String::new()))
            }
            Request::FindSemaphore { name } => {
                let found = self.semaphores.find(&name).ok_or(errno::ENOENT)?;
                let id = found.id();
                Ok(held(peer.hold(Held::Semaphore(found)), id, String::new()))
            }
            Request::UnlinkSemaphore { name } => match self.semaphores.unlink(&name) {
                true => Ok(Reply::Done),
                false => Err(errno::ENOENT.into()),
            },
            Request::Acquire { handle, wait } => {
                let semaphore = semaphore(handle)?;
                if semaphore.try_acquire() {
                    return Ok(Reply::Done);
                }
                if !wait {
                    return Ok(Reply::Again);
                }
                peer.sleep(ticket, &[semaphore.waiters()]);
                Err(Refused::Later)
            }
            Request::Release { handle, most } => {
                let semaphore = semaphore(handle)?;
                if semaphore.value() >= most {
                    return Err(errno::EINVAL.into());
                }
                semaphore.release();
                Ok(Reply::Done)
            }
            Request::SemaphoreValue { handle } => Ok(number(semaphore(handle)?.value())),
            Request::Nudge { handle } => {
                let semaphore = semaphore(handle)?;
                if semaphore.is_free() {
                    semaphore.waiters().wake_one();
                }
                Ok(Reply::Done)
            }
            Request::NewSegment { size } => {
                let new = self.segments.create(size as usize);
                Ok(held_segment(peer, new))
            }
            Request::FindSegment { number } => {
                let found = self.segments.find(number).ok_or(errno::ENOENT)?;
                Ok(held_segment(peer, found))
            }
            Request::ReadSegment {
                handle,
                start,
                length,
            } => {
                let segment = peer.segment(handle).ok_or(errno::EINVAL)?;
                let data = segment.read(start as usize, length as usize);
                let data = Bytes(data.ok_or(errno::EINVAL)?);
                Ok(Reply::Data { data })
            }
            Request::WriteSegment {
                handle,
                start,
                data,
            } => {
                let segment = peer.segment(handle).ok_or(errno::EINVAL)?;
                match segment.write(start as usize, &data.0) {
                    true => Ok(Reply::Done),
                    false => Err(errno::EINVAL.into()),
                }
            }
            Request::Reap { pid, wait } => {
                let which = pid.map_or(Which::Any, Which::One);
                match self.reap(peer.pid, which) {
                    Reaped::Ended(pid, end) => Ok(Reply::Reaped {
                        pid,
                        status: end.wait_status(),
                    }),
                    Reaped::NoChild => Err(ECHILD.into()),
                    Reaped::NotYet if !wait => Ok(Reply::Again),
                    Reaped::NotYet => {
                        let own = self.find(peer.pid).ok_or(ECHILD)?;
                        peer.sleep(ticket, &[&own.waiting_for_children]);
                        Err(Refused::Later)
                    }
                }
            }
            Request::Kill { pid, signal } => {
                self.kill(pid, signal)?;
                Ok(Reply::Done)
            }
            Request::Start { birth } => {
                let parent = peer;
                let started = self.start_for(peer.pid, *birth, |child, open| {
                    translated(parent, child, open)
                });
                Ok(number(i64::from(started?)))
            }
            Request::Stillborn { status } => {
                let pid = self.stillborn(peer.pid, End::Exited(status));
                Ok(number(i64::from(pid.map_err(|_| errno::EAGAIN)?)))
            }
        }
    }

    /// Sends a signal to a process that is not the one that asks.
    ///
    /// # Errors
    /// When there is no such process.
    pub fn kill(&self, pid: Pid, signal: u32) -> FileResult<()> {
        let target = self.find(pid).ok_or(ESRCH)?;
        match signal {
            0 => {}
            SIGKILL => self.end(&target, End::Killed(SIGKILL as i32)),
            _ => target.signal(signal),
        }
        Ok(())
    }
}

/// What one process has open, as another will know it.
fn translated(parent: &Rc<Peer>, child: &Rc<Peer>, open: Vec<Open>) -> Vec<Open> {
    let mut known: Vec<(HandleNumber, Opening)> = Vec::new();
    let mut translated = Vec::new();
    for mut own in open {
        if let Opening::Pipe { handle, .. } | Opening::Socket { handle, .. } = own.opening {
            let found = known.iter().find(|(number, _)| *number == handle);
            own.opening = match (found, parent.open(handle)) {
                (Some((_, opening)), _) => opening.clone(),
                (None, Some(description)) => child.opening(&description),
                (None, None) => continue,
            };
            known.push((handle, own.opening.clone()));
        }
        translated.push(own);
    }
    translated
}

fn number(number: i64) -> Reply {
    Reply::Number { number }
}

fn held(handle: HandleNumber, number: u64, peer: String) -> Reply {
    Reply::Held {
        handle,
        number,
        peer,
    }
}

fn held_segment(peer: &Peer, segment: Rc<Segment>) -> Reply {
    let (number, size) = (segment.number, segment.size() as u64);
    Reply::Segment {
        handle: peer.hold(Held::Segment(segment)),
        number,
        size,
    }
}

fn hold(peer: &Peer, target: Target, flags: i32) -> HandleNumber {
    peer.hold(Held::Open(Rc::new(Description {
        target,
        flags: Cell::new(flags),
        path: Vec::new(),
    })))
}

fn hold_socket(peer: &Peer, socket: Socket) -> HandleNumber {
    hold(peer, Target::Socket(socket), flags::READ_WRITE)
}

fn connection(open: &Description) -> FileResult<&Connection> {
    match &open.target {
        Target::Socket(Socket::Connected(connection)) => Ok(connection),
        _ => Err(errno::EINVAL),
    }
}

fn written(open: &Description, data: &[u8]) -> FileResult<usize> {
    match &open.target {
        Target::Pipe(end) => crate::files::OpenFile::write(end, data),
        Target::Socket(socket) => socket.write(data),
        _ => Err(errno::EBADF),
    }
}

/// A call that would have to wait waits, or says so.
fn not_now(peer: &Rc<Peer>, ticket: u64, open: &Description, error: Errno, wait: bool) -> Served {
    match open.waiters() {
        Some(waiters) if wait && error == errno::EAGAIN => {
            peer.sleep(ticket, &[waiters]);
            Err(Refused::Later)
        }
        _ => Err(error.into()),
    }
}

fn poll(peer: &Rc<Peer>, ticket: u64, wanted: &[(HandleNumber, i64)], wait: bool) -> Served {
    let opened: Vec<_> = wanted
        .iter()
        .map(|(handle, mask)| (peer.open(*handle), *mask))
        .collect();
    let states: Vec<i64> = opened
        .iter()
        .map(|(open, mask)| open.as_ref().map_or(0, |open| open.state(*mask)))
        .collect();
    if !wait || states.iter().any(|state| *state != 0) {
        return Ok(Reply::States { states });
    }
    let places: Vec<_> = opened
        .iter()
        .filter_map(|(open, _)| open.as_ref()?.waiters())
        .collect();
    peer.sleep(ticket, &places);
    Err(Refused::Later)
}
