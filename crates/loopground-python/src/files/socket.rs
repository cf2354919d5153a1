//! Sockets between threads and processes of one session: connected pairs, and addresses to connect to.
//!
//! Here: streams of bytes both ways. Not here: any network; an address is a name that only this session knows.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, VecDeque};
use std::rc::{Rc, Weak};

use super::pipe::End;
use super::table::Description;
use super::{FileResult, OpenFile, Stat, errno, kind};
use crate::processes::waiters::Waiters;

/// What `fstat` says of a socket.
pub const STAT: Stat = Stat {
    mode: kind::SOCKET | 0o777,
    inode: 1,
    device: 8,
    links: 1,
    user: 0,
    group: 0,
    size: 0,
    accessed: 0,
    modified: 0,
    changed: 0,
    block_size: 4096,
    blocks: 0,
    raw_device: 0,
};

pub const ECONNREFUSED: i32 = 111;
pub const EADDRINUSE: i32 = 98;
pub const ENOTCONN: i32 = 107;

/// One end of a connection, or a place where connections arrive.
pub enum Socket {
    Connected(Connection),
    Listening(Rc<Listener>),
}

type Rights = Rc<RefCell<VecDeque<Rc<Description>>>>;

/// Both directions of one end. Threads that wait for either end of it wait at the same place.
pub struct Connection {
    incoming: RefCell<Option<End>>,
    outgoing: RefCell<Option<End>>,
    waiters: Rc<Waiters>,
    /// Descriptors that were sent along with the bytes, and where those for the other end go.
    received: Rights,
    sent: Rights,
    /// The address of the other end.
    pub peer: String,
}

impl Connection {
    /// Two ends that are connected, with the addresses of both.
    #[must_use]
    pub fn pair(number: u64, first: &str, second: &str) -> (Self, Self) {
        let waiters = Rc::new(Waiters::default());
        let (first_reads, second_writes) = End::pair_at(number, Rc::clone(&waiters));
        let (second_reads, first_writes) = End::pair_at(number, Rc::clone(&waiters));
        let (to_first, to_second) = (Rights::default(), Rights::default());
        let end = |incoming, outgoing, received: &Rights, sent: &Rights, peer: &str| Self {
            received: Rc::clone(received),
            sent: Rc::clone(sent),
            incoming: RefCell::new(Some(incoming)),
            outgoing: RefCell::new(Some(outgoing)),
            waiters: Rc::clone(&waiters),
            peer: peer.to_owned(),
        };
        (
            end(first_reads, first_writes, &to_first, &to_second, second),
            end(second_reads, second_writes, &to_second, &to_first, first),
        )
    }
}

impl Connection {
    /// Sends a descriptor to the other end.
    pub fn give(&self, description: Rc<Description>) {
        self.sent.borrow_mut().push_back(description);
    }

    /// The descriptor that the other end sent first.
    pub fn take(&self) -> Option<Rc<Description>> {
        self.received.borrow_mut().pop_front()
    }
}

/// Connections that nobody has accepted yet.
pub struct Listener {
    backlog: usize,
    waiting: RefCell<VecDeque<Connection>>,
    waiters: Waiters,
}

impl Listener {
    /// The oldest; `EAGAIN` when there is none.
    pub fn accept(&self) -> FileResult<Connection> {
        self.waiting.borrow_mut().pop_front().ok_or(errno::EAGAIN)
    }
}

/// Who listens where.
#[derive(Default)]
pub struct Listeners {
    named: RefCell<HashMap<String, Weak<Listener>>>,
    connections: Cell<u64>,
}

impl Listeners {
    fn find(&self, address: &str) -> Option<Rc<Listener>> {
        self.named.borrow().get(address).and_then(Weak::upgrade)
    }

    /// Whether somebody listens there.
    #[must_use]
    pub fn is_taken(&self, address: &str) -> bool {
        self.find(address).is_some()
    }

    pub fn listen(&self, address: &str, backlog: usize) -> FileResult<Rc<Listener>> {
        if self.is_taken(address) {
            return Err(EADDRINUSE);
        }
        let new = Rc::new(Listener {
            backlog: backlog.max(1),
            waiting: RefCell::default(),
            waiters: Waiters::default(),
        });
        let mut named = self.named.borrow_mut();
        named.retain(|_, own| own.strong_count() > 0);
        named.insert(address.to_owned(), Rc::downgrade(&new));
        Ok(new)
    }

    /// A connection to whoever listens there. `own` is the address of this end.
    pub fn connect(&self, address: &str, own: &str) -> FileResult<Connection> {
        let listener = self.find(address).ok_or(ECONNREFUSED)?;
        let mut waiting = listener.waiting.borrow_mut();
        if waiting.len() > listener.backlog {
            return Err(errno::EAGAIN);
        }
        let (here, there) = self.pair(own, address);
        waiting.push_back(there);
        drop(waiting);
        listener.waiters.wake_all();
        Ok(here)
    }

    #[must_use]
    pub fn pair(&self, first: &str, second: &str) -> (Connection, Connection) {
        self.connections.set(self.connections.get() + 1);
        Connection::pair(self.connections.get(), first, second)
    }
}

impl Socket {
    #[must_use]
    pub fn waiters(&self) -> &Waiters {
        match self {
            Self::Connected(connection) => &connection.waiters,
            Self::Listening(listener) => &listener.waiters,
        }
    }

    pub fn read(&self, buffer: &mut [u8]) -> FileResult<usize> {
        match self {
            Self::Connected(connection) => match &*connection.incoming.borrow() {
                Some(end) => end.read(buffer),
                None => Ok(0),
            },
            Self::Listening(_) => Err(ENOTCONN),
        }
    }

    pub fn write(&self, data: &[u8]) -> FileResult<usize> {
        match self {
            Self::Connected(connection) => match &*connection.outgoing.borrow() {
                Some(end) => end.write(data),
                None => Err(errno::EPIPE),
            },
            Self::Listening(_) => Err(ENOTCONN),
        }
    }

    /// Whether reading, or accepting, would not have to wait.
    #[must_use]
    pub fn can_read(&self) -> bool {
        match self {
            Self::Connected(own) => own.incoming.borrow().as_ref().is_none_or(End::is_ready),
            Self::Listening(own) => !own.waiting.borrow().is_empty(),
        }
    }

    #[must_use]
    pub fn can_write(&self) -> bool {
        match self {
            Self::Connected(own) => own.outgoing.borrow().as_ref().is_none_or(End::is_ready),
            Self::Listening(_) => false,
        }
    }

    /// Whether the other end is gone.
    #[must_use]
    pub fn is_alone(&self) -> bool {
        match self {
            Self::Connected(own) => own.incoming.borrow().as_ref().is_none_or(End::is_alone),
            Self::Listening(_) => false,
        }
    }

    /// Closes one direction or both.
    pub fn shut_down(&self, reading: bool, writing: bool) -> FileResult<()> {
        let Self::Connected(connection) = self else {
            return Err(ENOTCONN);
        };
        if reading {
            connection.incoming.take();
        }
        if writing {
            connection.outgoing.take();
        }
        Ok(())
    }
}
