//! Processes beside the first one: each is a thread of the operating system with an interpreter of its own.
//!
//! Here: starting such a thread, carrying messages, driving its interpreter, ending it. Not here: what the messages
//! mean; the first process's interpreter answers them.
//!
//! Invariant: threads share nothing but two channels. One that is told to end does so between two slices.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, TryRecvError};
use std::thread;

use loopground_python::embed::{Config, Drive, Host, Interpreter};

use crate::crash;
use crate::events::Event;
use crate::host::{NativeHost, Seat};

/// Fuel between two looks at messages: a millisecond or so of bytecode.
const FUEL: u64 = 50_000;
/// As large as the main thread's: the compiler recurses.
const STACK: usize = 16 << 20;

/// What the first process's host knows of the others.
pub struct Others {
    events: Sender<Event>,
    config: Config,
    inboxes: RefCell<HashMap<u32, Sender<Vec<u8>>>>,
}

impl Others {
    pub fn new(events: Sender<Event>, config: Config) -> Self {
        Self {
            events,
            config,
            inboxes: RefCell::default(),
        }
    }

    /// False when the operating system gives no thread.
    pub fn start(&self, pid: u32, birth: &[u8]) -> bool {
        let (inbox, messages) = mpsc::channel();
        let process = Process {
            pid,
            birth: birth.to_vec(),
            messages,
            events: self.events.clone(),
            config: self.config.clone(),
        };
        let started = thread::Builder::new()
            .name(format!("process {pid}"))
            .stack_size(STACK)
            .spawn(move || process.run());
        if started.is_ok() {
            self.inboxes.borrow_mut().insert(pid, inbox);
        }
        started.is_ok()
    }

    /// Its thread sees that nobody talks to it any more.
    pub fn end(&self, pid: u32) {
        self.inboxes.borrow_mut().remove(&pid);
    }

    pub fn send(&self, pid: u32, message: Vec<u8>) {
        if let Some(inbox) = self.inboxes.borrow().get(&pid) {
            // A thread that is over has said so, or is about to.
            let _ = inbox.send(message);
        }
    }
}

/// Everything that a thread begins with.
struct Process {
    pid: u32,
    birth: Vec<u8>,
    messages: Receiver<Vec<u8>>,
    events: Sender<Event>,
    config: Config,
}

impl Process {
    fn run(self) {
        let parent = Interpreter::parent_in(&self.birth).unwrap_or_default();
        let seat = Seat::Beside {
            pid: self.pid,
            parent,
            events: self.events.clone(),
        };
        let host = Rc::new(NativeHost::new(None, seat));
        let given = Rc::clone(&host) as Rc<dyn Host>;
        if let Some(mut interpreter) = Interpreter::join(given, self.config, &self.birth)
            && drive(&mut interpreter, &host, &self.messages)
        {
            return;
        }
        // Nobody listens when the session is over.
        let _ = self.events.send(Event::Lost(self.pid));
    }
}

/// Until the program is over, or nobody talks to it any more. False when it is we who broke.
fn drive(interpreter: &mut Interpreter, host: &NativeHost, messages: &Receiver<Vec<u8>>) -> bool {
    loop {
        let message = match interpreter.drive(FUEL) {
            Drive::Finished { .. } => return true,
            Drive::Runnable => match messages.try_recv() {
                Ok(message) => Some(message),
                Err(TryRecvError::Empty) => None,
                Err(TryRecvError::Disconnected) => return true,
            },
            Drive::Sleeping { until } => {
                let limit = until.saturating_sub(host.monotonic());
                match messages.recv_timeout(limit) {
                    Ok(message) => Some(message),
                    Err(RecvTimeoutError::Timeout) => None,
                    Err(RecvTimeoutError::Disconnected) => return true,
                }
            }
            Drive::Library { part, .. } => {
                let problem = "this build carries all of the library".to_owned();
                interpreter.provide_library(part, Err(problem));
                None
            }
            Drive::Waiting | Drive::Input { .. } | Drive::Deadlock(_) => match messages.recv() {
                Ok(message) => Some(message),
                Err(_) => return true,
            },
            Drive::InternalError(what) => {
                eprint!("{}", crash::explain(&what));
                return false;
            }
        };
        if let Some(message) = message {
            interpreter.receive(0, &message);
            while let Ok(message) = messages.try_recv() {
                interpreter.receive(0, &message);
            }
        }
    }
}
