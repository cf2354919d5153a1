//! A process that runs beside the others, as the broker knows it.
//!
//! Here: what it holds, and which of its questions wait. Not here: answering them (`broker`).

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::rc::{Rc, Weak};

use super::messages::{Birth, HandleNumber, Open, Opening, Reply, ToProcess};
use super::segment::Segment;
use super::semaphore::Semaphore;
use super::waiters::Waiters;
use super::wire::{Bytes, Wire as _};
use super::{Pid, System};
use crate::embed::Host;
use crate::files::socket::Socket;
use crate::files::table::{Description, Target};

/// One thing that a process holds.
#[derive(Clone)]
pub enum Held {
    Open(Rc<Description>),
    Semaphore(Rc<Semaphore>),
    Segment(Rc<Segment>),
}

pub struct Peer {
    pub pid: Pid,
    host: Rc<dyn Host>,
    held: RefCell<HashMap<HandleNumber, Held>>,
    made: Cell<HandleNumber>,
    /// Questions that are answered when something changes.
    asleep: RefCell<HashSet<u64>>,
    sent: Cell<u64>,
    /// What its threads wait for, when none of them can run; and how many of our messages it knew of then.
    idle: RefCell<Option<(u64, String)>>,
    pub wants_input: Cell<bool>,
}

impl Peer {
    #[must_use]
    pub fn new(pid: Pid, host: Rc<dyn Host>) -> Rc<Self> {
        Rc::new(Self {
            pid,
            host,
            held: RefCell::default(),
            made: Cell::new(0),
            asleep: RefCell::default(),
            sent: Cell::new(0),
            idle: RefCell::default(),
            wants_input: Cell::new(false),
        })
    }

    pub fn send(&self, message: &ToProcess) {
        self.sent.set(self.sent.get() + 1);
        self.host.send(self.pid, message.to_bytes());
    }

    pub fn answer(&self, ticket: u64, reply: Reply) {
        // Nobody waits for the answer to ticket 0.
        if ticket != 0 {
            self.send(&ToProcess::Answer { ticket, reply });
        }
    }

    pub fn hold(&self, held: Held) -> HandleNumber {
        let handle = self.made.get() + 1;
        self.made.set(handle);
        self.held.borrow_mut().insert(handle, held);
        handle
    }

    #[must_use]
    pub fn held(&self, handle: HandleNumber) -> Option<Held> {
        self.held.borrow().get(&handle).cloned()
    }

    #[must_use]
    pub fn open(&self, handle: HandleNumber) -> Option<Rc<Description>> {
        match self.held(handle)? {
            Held::Open(description) => Some(description),
            _ => None,
        }
    }

    #[must_use]
    pub fn semaphore(&self, handle: HandleNumber) -> Option<Rc<Semaphore>> {
        match self.held(handle)? {
            Held::Semaphore(semaphore) => Some(semaphore),
            _ => None,
        }
    }

    #[must_use]
    pub fn segment(&self, handle: HandleNumber) -> Option<Rc<Segment>> {
        match self.held(handle)? {
            Held::Segment(segment) => Some(segment),
            _ => None,
        }
    }

    pub fn close(&self, handle: HandleNumber) {
        // Closing wakes others, and may answer a question of this process: nothing is borrowed then.
        let closed = self.held.borrow_mut().remove(&handle);
        drop(closed);
    }

    /// It is over: everything that it held goes.
    pub fn close_all(&self) {
        self.asleep.borrow_mut().clear();
        let all = std::mem::take(&mut *self.held.borrow_mut());
        for held in all.values() {
            // It may have been woken for one, and ended before it took it.
            if let Held::Semaphore(semaphore) = held
                && semaphore.is_free()
            {
                semaphore.waiters().wake_one();
            }
        }
        drop(all);
    }

    /// Has a question answered with "ask again" when one of these wakes.
    pub fn sleep(self: &Rc<Self>, ticket: u64, places: &[&Waiters]) {
        self.asleep.borrow_mut().insert(ticket);
        for waiters in places {
            waiters.add_peer(Rc::downgrade(self), ticket);
        }
    }

    /// Wakes a question; false when it sleeps no more.
    pub fn wake(&self, ticket: u64) -> bool {
        let slept = self.asleep.borrow_mut().remove(&ticket);
        if slept {
            self.answer(ticket, Reply::Again);
        }
        slept
    }

    pub fn cancel(&self, ticket: u64) {
        self.asleep.borrow_mut().remove(&ticket);
    }

    pub fn set_idle(&self, idle: Option<(u64, String)>) {
        *self.idle.borrow_mut() = idle;
    }

    /// What its threads wait for, when it is sure that none of them can run.
    #[must_use]
    pub fn stuck(&self) -> Option<String> {
        let idle = self.idle.borrow();
        let (received, report) = idle.as_ref()?;
        (*received == self.sent.get()).then(|| report.clone())
    }

    /// How a pipe or socket of another one is known by this one.
    pub fn opening(&self, description: &Rc<Description>) -> Opening {
        let handle = || self.hold(Held::Open(Rc::clone(description)));
        match &description.target {
            Target::Pipe(end) => Opening::Pipe {
                handle: handle(),
                writes: end.writes,
            },
            Target::Socket(socket) => Opening::Socket {
                handle: handle(),
                listens: matches!(socket, Socket::Listening(_)),
            },
            Target::Output(stream) => Opening::Output {
                error: *stream == crate::embed::Stream::Stderr,
            },
            Target::File(_) => Opening::File {
                path: Bytes(description.path.clone()),
            },
            Target::Input | Target::Remote(_) => Opening::Input,
        }
    }

    /// A descriptor for this process.
    pub fn sent(&self, description: &Rc<Description>) -> Open {
        Open {
            place: 0,
            flags: description.flags.get(),
            inheritable: false,
            opening: self.opening(description),
        }
    }
}

/// Why no process runs beside the others.
pub struct NotBeside;

impl System {
    /// Whether new processes may run beside this one: not when what happens has to be the same every time, nor when all
    /// that happens is to be counted or told in its order.
    #[must_use]
    pub fn may_run_beside(&self) -> bool {
        let counts = self.config.max_steps.is_some() || self.host.watches();
        !self.config.virtual_time && self.config.seed.is_none() && !counts
    }

    /// All files, when a process beside this one cannot see them; from then on it hears of every change.
    fn copy_of_files(&self) -> Option<Bytes> {
        let files = self.host.files()?;
        let copy = files.copy()?;
        if !self.watches_files.replace(true) {
            let own = Weak::clone(&self.own);
            files.watch(Box::new(move |change| {
                if let Some(system) = own.upgrade() {
                    system.tell_of_change(0, change);
                }
            }));
        }
        Some(Bytes(copy))
    }

    /// Tells all processes beside this one, but not the one that did it.
    pub(super) fn tell_of_change(&self, who: Pid, change: &[u8]) {
        for process in self.processes.borrow().iter() {
            if let Some(peer) = &process.peer
                && process.pid != who
                && process.end().is_none()
            {
                let change = Bytes(change.to_vec());
                peer.send(&ToProcess::Changed { change });
            }
        }
    }

    /// Gives a new process to the host, with what it has open made known to it by `fill`.
    ///
    /// # Errors
    /// When the host runs none beside this one, or something that it has open cannot travel.
    pub(super) fn start_beside(
        &self,
        pid: Pid,
        mut birth: Birth,
        fill: impl FnOnce(&Rc<Peer>) -> Option<Vec<Open>>,
    ) -> Result<Rc<Peer>, NotBeside> {
        if !self.may_run_beside() {
            return Err(NotBeside);
        }
        let peer = Peer::new(pid, Rc::clone(&self.host));
        birth.open = fill(&peer).ok_or(NotBeside)?;
        birth.pid = pid;
        birth.max_memory = self.config.max_memory;
        birth.files = self.copy_of_files();
        match self.host.start_process(pid, &birth.to_bytes()) {
            true => Ok(peer),
            false => Err(NotBeside),
        }
    }
}
