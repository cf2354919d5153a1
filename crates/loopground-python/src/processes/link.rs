//! A process that runs beside the others, seen from inside: how it asks the broker and waits for the answer.
//!
//! Invariant: only a park waits. A thread that asks is suspended as by any other trap.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use std::time::Duration;

use super::messages::{Birth, FromProcess, HandleNumber, Reply, Request};
use super::wire::{Bytes, Wire as _};
use super::{Pid, System, TooMany};
use crate::embed::Host;
use crate::files::FileSystem;
use crate::files::table::{self, Files};
use crate::modules::posix::process;
use crate::vm::program::{self, Started};
use crate::vm::{PyResult, Trap, Vm};

/// What a thread asked.
struct Question {
    /// The answer comes at once, and not when something else has happened.
    at_once: bool,
    answer: Option<Reply>,
}

/// The way to the broker.
pub struct Link {
    host: Rc<dyn Host>,
    /// Tickets of threads that wait, which are the keys they are parked on, and the answers that came.
    waiting: RefCell<HashMap<u64, Question>>,
    /// Semaphores that may yet be acquired for a thread that was interrupted meanwhile.
    given_up: RefCell<HashMap<u64, HandleNumber>>,
    /// Messages that came so far.
    received: Cell<u64>,
    /// The process is over: the broker lets go of all that it held when it hears of that, and not before. So whoever
    /// sees a pipe close by the end of a process also finds that it has ended.
    pub(super) over: Cell<bool>,
    /// Whether the broker knows that nothing can run here, and that a line of input is wanted.
    pub(super) told_idle: Cell<bool>,
    pub(super) told_input: Cell<bool>,
}

impl Link {
    pub fn new(host: Rc<dyn Host>) -> Rc<Self> {
        Rc::new(Self {
            host,
            waiting: RefCell::default(),
            given_up: RefCell::default(),
            received: Cell::new(0),
            over: Cell::new(false),
            told_idle: Cell::new(false),
            told_input: Cell::new(false),
        })
    }

    pub fn tell(&self, message: &FromProcess) {
        self.host.send(0, message.to_bytes());
    }

    /// Asks for something that is answered at once.
    ///
    /// # Errors
    /// What was raised in the thread meanwhile.
    pub async fn ask(&self, vm: &Vm, request: Request) -> PyResult<Reply> {
        let answer = self.ask_until(vm, request, None, "the broker").await?;
        Ok(answer.unwrap_or(Reply::Again))
    }

    /// Asks, and waits for the answer until the deadline (`None`).
    ///
    /// # Errors
    /// What was raised in the thread meanwhile.
    pub async fn ask_until(
        &self,
        vm: &Vm,
        request: Request,
        deadline: Option<Duration>,
        waits_for: &str,
    ) -> PyResult<Option<Reply>> {
        let ticket = vm.new_key();
        let semaphore = match &request {
            Request::Acquire { handle, .. } => Some(*handle),
            _ => None,
        };
        let question = Question {
            at_once: !request.waits(),
            answer: None,
        };
        self.waiting.borrow_mut().insert(ticket, question);
        self.tell(&FromProcess::Ask { ticket, request });
        let woken = vm
            .trap(Trap::Park {
                key: ticket,
                deadline,
                waits_for: waits_for.to_owned(),
            })
            .await;
        let question = self.waiting.borrow_mut().remove(&ticket);
        let answer = question.and_then(|question| question.answer);
        vm.forget_key(ticket);
        match (answer, semaphore) {
            (Some(Reply::Done), Some(handle)) if woken.is_err() => self.give_back(handle),
            (None, Some(handle)) => {
                self.given_up.borrow_mut().insert(ticket, handle);
                self.tell(&FromProcess::Cancel { ticket });
                self.request(Request::Nudge { handle });
            }
            (None, None) => self.tell(&FromProcess::Cancel { ticket }),
            (answer, _) => return woken.map(|_| answer),
        }
        woken.map(|_| None)
    }

    /// Asks for something that goes well, so nobody waits for the answer. It is done before what is asked next.
    pub fn request(&self, request: Request) {
        self.tell(&FromProcess::Ask { ticket: 0, request });
    }

    fn give_back(&self, handle: HandleNumber) {
        let most = i64::MAX;
        self.request(Request::Release { handle, most });
    }

    /// A message came.
    pub(super) fn count(&self) {
        self.received.set(self.received.get() + 1);
        self.told_idle.set(false);
    }

    /// Hands an answer to the thread that waits for it.
    pub(super) fn answered(&self, vm: &Vm, ticket: u64, reply: Reply) {
        if let Some(question) = self.waiting.borrow_mut().get_mut(&ticket) {
            question.answer = Some(reply);
            vm.unpark(ticket);
            return;
        }
        let given_up = self.given_up.borrow_mut().remove(&ticket);
        if let (Some(handle), Reply::Done) = (given_up, reply) {
            self.give_back(handle);
        }
    }

    /// Nothing can run here until a message comes.
    pub(super) fn idle(&self, report: String) {
        let waiting = self.waiting.borrow();
        let soon = |question: &Question| question.at_once && question.answer.is_none();
        if !waiting.values().any(soon) && !self.told_idle.replace(true) {
            let received = self.received.get();
            self.tell(&FromProcess::Idle { received, report });
        }
    }
}

/// Something that this process holds at the broker; dropping it lets go.
pub struct Handle {
    pub link: Rc<Link>,
    pub number: HandleNumber,
}

impl Drop for Handle {
    fn drop(&mut self) {
        if self.link.over.get() {
            return;
        }
        let handle = self.number;
        self.link.tell(&FromProcess::Close { handle });
    }
}

/// Something that processes share: in this host thread, or at the broker.
pub enum Shared<T> {
    Here(Rc<T>),
    There(Handle),
}

impl System {
    /// Starts the process of this host thread, as another one asked for it.
    ///
    /// # Errors
    /// Never: nothing else lives here.
    pub fn begin(&self, birth: &Birth, link: &Rc<Link>) -> Result<Pid, TooMany> {
        self.start(birth.parent, |vm, run| {
            let system = vm.host.files().unwrap_or_else(|| Files::default().system);
            if let Some(copy) = &birth.files {
                fill(&system, &copy.0, birth.pid, link);
            }
            let files = Files::of_birth(birth, link, system);
            *vm.extension::<Started>().options.borrow_mut() = birth.options.clone();
            table::install(vm, Rc::new(files));
            let environment = birth.environment.iter();
            let pair = |(name, value): &(_, _)| (bytes(name), bytes(value));
            process::set_environment(vm, environment.map(pair).collect());
            program::start(vm, birth.program(), run);
        })
    }
}

/// Gives this process its copy of the files; what it does to them is told.
fn fill(files: &Rc<dyn FileSystem>, copy: &[u8], pid: Pid, link: &Rc<Link>) {
    // Nobody else gives new files these numbers.
    files.fill(copy, u64::from(pid) << 32);
    let link = Rc::downgrade(link);
    files.watch(Box::new(move |change| {
        if let Some(link) = link.upgrade() {
            let change = Bytes(change.to_vec());
            link.tell(&FromProcess::Changed { change });
        }
    }));
}

fn bytes(own: &Bytes) -> Vec<u8> {
    own.0.clone()
}
