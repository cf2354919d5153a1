//! What a process that runs beside the others says to the broker, and what it is answered.
//!
//! The broker is the host thread (or worker) of the session's first process. It owns what processes share; a handle is
//! the number by which one process knows one such thing. Not here: doing it (`broker`), waiting for it (`link`).

use super::wire::{Bytes, Wire as _};
use crate::embed::{Entry, Program};
use crate::options::Options;

/// Names one thing that a process holds at the broker.
pub type HandleNumber = u64;

wire! {
    /// From a process to the broker.
    pub enum FromProcess {
        /// Asks for something; the answer bears the same ticket.
        Ask { ticket: u64, request: Request },
        /// Nobody waits for that answer any more.
        Cancel { ticket: u64 },
        /// Lets go of something.
        Close { handle: HandleNumber },
        /// A thread waits for a line of standard input.
        InputWanted,
        /// It wrote to standard output or standard error, where it cannot do so itself.
        Output { error: bool, data: Bytes },
        /// None of its threads can run before a message comes; so many have come so far.
        Idle { received: u64, report: String },
        /// It changed the files, of which each process has a copy.
        Changed { change: Bytes },
        /// It is over: the exit status, or the signal that ended it.
        Ended { killed: bool, number: i32 },
    }
}

wire! {
    /// From the broker to a process.
    pub enum ToProcess {
        Answer { ticket: u64, reply: Reply },
        Signal { number: u32 },
        /// Input for the thread that waits for it; none: its end.
        Input { data: Option<Bytes> },
        /// Its parent is gone, and this one took its place.
        Parent { pid: u32 },
        /// Another process changed the files.
        Changed { change: Bytes },
    }
}

wire! {
    /// What can be asked. With `wait` the answer comes when asking again may help, instead of at once.
    pub enum Request {
        Read { handle: HandleNumber, count: u64, wait: bool },
        Write { handle: HandleNumber, data: Bytes, wait: bool },
        Pipe,
        SocketPair,
        IsTaken { address: String },
        Listen { address: String, backlog: u32 },
        Connect { address: String, own: String },
        Accept { handle: HandleNumber },
        Give { handle: HandleNumber, given: HandleNumber },
        Take { handle: HandleNumber },
        Shutdown { handle: HandleNumber, reading: bool, writing: bool },
        /// Pairs of a handle and the events that are wanted.
        Poll { wanted: Vec<(HandleNumber, i64)>, wait: bool },
        NewSemaphore { name: String, value: i64, unlink: bool },
        FindSemaphore { name: String },
        UnlinkSemaphore { name: String },
        Acquire { handle: HandleNumber, wait: bool },
        /// Refused when there would be more than `most`.
        Release { handle: HandleNumber, most: i64 },
        SemaphoreValue { handle: HandleNumber },
        /// Somebody gave up waiting: another one may have to be woken.
        Nudge { handle: HandleNumber },
        NewSegment { size: u64 },
        FindSegment { number: u64 },
        ReadSegment { handle: HandleNumber, start: u64, length: u64 },
        /// Within its bounds: nobody waits for the answer.
        WriteSegment { handle: HandleNumber, start: u64, data: Bytes },
        Reap { pid: Option<u32>, wait: bool },
        Kill { pid: u32, signal: u32 },
        Start { birth: Box<Birth> },
        /// A child that never became a program.
        Stillborn { status: i32 },
    }
}

impl Request {
    /// Whether the answer may come much later.
    #[must_use]
    pub fn waits(&self) -> bool {
        match self {
            Self::Read { wait, .. }
            | Self::Write { wait, .. }
            | Self::Poll { wait, .. }
            | Self::Acquire { wait, .. }
            | Self::Reap { wait, .. } => *wait,
            _ => false,
        }
    }
}

wire! {
    /// The answers.
    pub enum Reply {
        Done,
        /// Not now; ask again.
        Again,
        /// A number as in `errno`.
        Error { number: i32 },
        Number { number: i64 },
        Data { data: Bytes },
        /// Something new to hold, with the number that all processes know it by, or the address of the other end.
        Held { handle: HandleNumber, number: u64, peer: String },
        /// A segment to hold, with the number that all know it by and its size.
        Segment { handle: HandleNumber, number: u64, size: u64 },
        Pair { first: HandleNumber, second: HandleNumber },
        /// A descriptor that was sent along.
        Opened { open: Open },
        States { states: Vec<i64> },
        /// A child that has ended, with what `waitpid` says.
        Reaped { pid: u32, status: i32 },
    }
}

wire! {
    /// An open descriptor on its way to another process.
    pub enum Opening {
        Input,
        Output { error: bool },
        Pipe { handle: HandleNumber, writes: bool },
        Socket { handle: HandleNumber, listens: bool },
        /// To be opened once more.
        File { path: Bytes },
    }
}

wire! {
    pub struct Open {
        pub place: u32,
        pub flags: i32,
        pub inheritable: bool,
        pub opening: Opening,
    }
}

wire! {
    /// Everything that a process begins with.
    pub struct Birth {
        pub pid: u32,
        pub parent: u32,
        /// 0 a file, 1 a command, 2 standard input, 3 a module.
        pub kind: u8,
        pub path: String,
        pub argv0: String,
        pub text: Bytes,
        pub args: Vec<String>,
        pub directory: String,
        pub environment: Vec<(Bytes, Bytes)>,
        pub folder: Bytes,
        pub umask: u32,
        pub options: Options,
        /// What it may use.
        pub max_memory: Option<u64>,
        /// The files, when it cannot see those of the others.
        pub files: Option<Bytes>,
        pub open: Vec<Open>,
    }
}

impl Birth {
    /// One for a program; who it is and what it has open come later.
    #[must_use]
    pub fn of(program: Program) -> Self {
        let (kind, path, argv0, text) = match program.entry {
            Entry::File {
                path,
                argv0,
                source,
            } => (0, path, argv0, source),
            Entry::Command(text) => (1, String::new(), String::new(), text.into_bytes()),
            Entry::Stdin(source) => (2, String::new(), String::new(), source),
            Entry::Module(name) => (3, name, String::new(), Vec::new()),
        };
        Self {
            pid: 0,
            parent: 0,
            kind,
            path,
            argv0,
            text: Bytes(text),
            args: program.args,
            directory: program.directory,
            environment: Vec::new(),
            folder: Bytes::default(),
            umask: 0,
            options: Options::default(),
            max_memory: None,
            files: None,
            open: Vec::new(),
        }
    }

    #[must_use]
    pub fn program(&self) -> Program {
        let text = || self.text.0.clone();
        let entry = match self.kind {
            0 => Entry::File {
                path: self.path.clone(),
                argv0: self.argv0.clone(),
                source: text(),
            },
            1 => Entry::Command(String::from_utf8_lossy(&self.text.0).into_owned()),
            2 => Entry::Stdin(text()),
            _ => Entry::Module(self.path.clone()),
        };
        Program {
            entry,
            args: self.args.clone(),
            directory: self.directory.clone(),
        }
    }

    /// Reads what [`Host::start_process`](crate::embed::Host::start_process) was given.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        Self::from_bytes(bytes)
    }
}
