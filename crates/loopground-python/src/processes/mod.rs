//! Processes: interpreters that share nothing but descriptors, semaphores and segments of memory.
//!
//! Here: the table of processes, how they start and end, who waits for whom, and running them in turn on one host
//! thread ([`System`]). Not here: what Python programs see of it (`modules::posix`, `modules::multiprocessing`).
//!
//! Invariants:
//! - Each process has a heap of its own, entered whenever something of its interpreter is touched.
//! - Virtual time is one time for all of them: it moves on only when none can run.

#[macro_use]
pub mod wire;
mod broker;
mod drive;
pub mod link;
pub mod messages;
pub mod peer;
pub mod segment;
pub mod semaphore;
pub mod waiters;

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::{Rc, Weak};
use std::time::Duration;

use crate::embed::{Config, Diagnostic, Host, Program};
use crate::files::socket::Listeners;
use crate::files::{FileResult, errno};
use crate::object::heap::Heap;
use crate::options::Options;
use crate::vm::Vm;
use crate::vm::program::{self, Run, Started};
use crate::watch::{self, Observed};
use link::Link;
use loopground_core::event::{Event, WorkerId};
use messages::{Birth, Open, ToProcess};
use peer::Peer;
use segment::Segments;
use semaphore::Semaphores;
use waiters::Waiters;

/// Process identifiers, as `os.getpid()` gives them.
pub type Pid = u32;

/// How a process ends whose host broke.
const ABORTED: i32 = 6;
/// A child has ended.
const SIGCHLD: u32 = 17;
/// The parent of the first process, and of those whose parent is gone.
pub const INIT: Pid = 1;
/// Inodes of pipes that the broker makes, apart from those that interpreters count themselves.
const FIRST_PIPE: u64 = 1 << 32;
/// How many processes may live at once.
pub const MAX_PROCESSES: usize = 256;

/// How a process ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// It came to its end, or called `exit`; the status is what `waitpid` reports.
    Exited(i32),
    /// A signal ended it.
    Killed(i32),
}

impl End {
    /// The number that `waitpid` gives, as `os.waitstatus_to_exitcode` reads it.
    #[must_use]
    pub fn wait_status(self) -> i32 {
        match self {
            Self::Exited(status) => (status & 0xFF) << 8,
            Self::Killed(signal) => signal & 0x7F,
        }
    }

    /// What a shell shows for it.
    #[must_use]
    pub fn shell_status(self) -> i32 {
        match self {
            Self::Exited(status) => status,
            Self::Killed(signal) => 128 + signal,
        }
    }
}

/// One process.
pub struct Process {
    pub pid: Pid,
    parent: Cell<Pid>,
    heap: RefCell<Heap>,
    /// Gone when the process has ended.
    vm: RefCell<Option<Vm>>,
    /// When it runs beside this host thread: then it has no interpreter here.
    peer: Option<Rc<Peer>>,
    run: Rc<Run>,
    end: Cell<Option<End>>,
    /// Threads that wait for a child of this process to end.
    pub waiting_for_children: Waiters,
}

impl Process {
    #[must_use]
    pub fn end(&self) -> Option<End> {
        self.end.get()
    }

    /// Why its program did not compile, for an editor.
    #[must_use]
    pub fn diagnostic(&self) -> Option<Diagnostic> {
        self.run.diagnostic.borrow().clone()
    }

    #[must_use]
    pub fn parent(&self) -> Pid {
        self.parent.get()
    }

    /// Sends a signal to another process than the one that runs.
    pub fn signal(&self, signal: u32) {
        if let Some(vm) = &*self.vm.borrow() {
            vm.signals.send(signal);
        }
        if let Some(peer) = &self.peer
            && self.end.get().is_none()
        {
            peer.send(&ToProcess::Signal { number: signal });
        }
    }

    /// Does something with the interpreter, in its heap; `None` when the process has ended.
    fn with_vm<T>(&self, act: impl FnOnce(&Vm) -> T) -> Option<T> {
        let vm = self.vm.borrow().clone()?;
        let mut heap = self.heap.borrow_mut();
        let entered = heap.enter();
        let result = act(&vm);
        drop(vm);
        drop(entered);
        Some(result)
    }
}

/// Why no process could be started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooMany;

/// Which child `waitpid` waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    Any,
    One(Pid),
}

/// What asking for an ended child gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reaped {
    /// This one had ended; it is forgotten now.
    Ended(Pid, End),
    /// There are such children, and all of them run.
    NotYet,
    /// There is no such child.
    NoChild,
}

/// All processes of a session.
pub struct System {
    host: Rc<dyn Host>,
    config: Config,
    /// In the order in which they were started; those that ended stay until their parent has asked for them.
    processes: RefCell<Vec<Rc<Process>>>,
    next: Cell<Pid>,
    /// The process that the session was started for; the others count on from it.
    first: Pid,
    /// Whether the first process ended without flushing anything.
    abrupt: Cell<bool>,
    /// How far virtual time is ahead.
    virtual_now: Rc<Cell<Duration>>,
    pub semaphores: Semaphores,
    pub segments: Segments,
    pub listeners: Listeners,
    /// Parts of the standard library that the host has fetched, for all of them.
    library: Library,
    /// When this process runs beside those of the session: the way to the broker, which owns what they share.
    link: Option<Rc<Link>>,
    /// Who took the place of this process's parent.
    adopted_by: Cell<Option<Pid>>,
    /// Pipes that were made for processes beside this one.
    pipes: Cell<u64>,
    /// Whether those hear of changes of the files.
    watches_files: Cell<bool>,
    /// Where each interpreter finds its system.
    own: Weak<System>,
}

impl System {
    #[must_use]
    pub fn new(host: Rc<dyn Host>, config: Config) -> Rc<Self> {
        Self::with_link(host, config, None)
    }

    /// The only process of this host thread, when there is a way to others.
    #[must_use]
    pub fn with_link(host: Rc<dyn Host>, config: Config, link: Option<Rc<Link>>) -> Rc<Self> {
        let (first, _) = host.process();
        Rc::new_cyclic(|own| Self {
            host,
            config,
            processes: RefCell::default(),
            next: Cell::new(first),
            first,
            abrupt: Cell::new(false),
            virtual_now: Rc::default(),
            semaphores: Semaphores::default(),
            segments: Segments::default(),
            listeners: Listeners::default(),
            library: Library::default(),
            link,
            adopted_by: Cell::new(None),
            pipes: Cell::new(FIRST_PIPE),
            watches_files: Cell::new(false),
            own: own.clone(),
        })
    }

    /// A new process with an interpreter in which nothing runs yet; `prepare` gets it ready.
    ///
    /// # Errors
    /// When [`MAX_PROCESSES`] live already.
    pub fn start(&self, parent: Pid, prepare: impl FnOnce(&Vm, &Rc<Run>)) -> Result<Pid, TooMany> {
        if self.living() >= MAX_PROCESSES {
            return Err(TooMany);
        }
        let pid = self.next.get();
        self.next.set(pid + 1);
        let mut config = self.config.clone();
        // Each process draws numbers of its own, and the same ones in every run with the same seed.
        config.seed = config
            .seed
            .map(|seed| seed.wrapping_add(u64::from(pid - self.first) << 32));
        let mut heap = Heap::default();
        let entered = heap.enter();
        let vm = Vm::new(
            Rc::clone(&self.host),
            config,
            &crate::modules::TABLE,
            Seat {
                system: self.own.clone(),
                pid,
                virtual_now: Rc::clone(&self.virtual_now),
                library: Rc::clone(&self.library),
            },
        );
        let run = Rc::default();
        prepare(&vm, &run);
        drop(entered);
        self.processes.borrow_mut().push(Rc::new(Process {
            pid,
            parent: Cell::new(parent),
            heap: RefCell::new(heap),
            vm: RefCell::new(Some(vm)),
            peer: None,
            run,
            end: Cell::new(None),
            waiting_for_children: Waiters::default(),
        }));
        self.tell(pid, |worker| Event::WorkerStarted { worker });
        Ok(pid)
    }

    /// Tells a host that watches of a process that begins or ends.
    fn tell(&self, process: Pid, event: impl FnOnce(WorkerId) -> Event) {
        if self.host.watches() {
            let at = match self.config.virtual_time {
                true => self.virtual_now.get(),
                false => self.host.monotonic(),
            };
            let process = watch::number(process, self.first);
            self.host.observe(&Observed {
                at,
                process,
                event: event(WorkerId(u64::from(process))),
                name: String::new(),
            });
        }
    }

    /// A process that never became a program.
    ///
    /// # Errors
    /// As [`System::start`].
    pub fn stillborn(&self, parent: Pid, end: End) -> Result<Pid, TooMany> {
        if self.living() >= MAX_PROCESSES {
            return Err(TooMany);
        }
        Ok(self.add_elsewhere(parent, None, Some(end)))
    }

    /// A process without an interpreter on this host thread, under the next number.
    fn add_elsewhere(&self, parent: Pid, peer: Option<Rc<Peer>>, end: Option<End>) -> Pid {
        let pid = self.next.get();
        self.next.set(pid + 1);
        self.processes.borrow_mut().push(Rc::new(Process {
            pid,
            parent: Cell::new(parent),
            heap: RefCell::default(),
            vm: RefCell::default(),
            peer,
            run: Rc::default(),
            end: Cell::new(end),
            waiting_for_children: Waiters::default(),
        }));
        pid
    }

    /// A child that runs beside this host thread, when the host and what the child has open allow it (`Ok(None)`: they
    /// do not).
    ///
    /// # Errors
    /// As [`System::start`].
    pub fn try_beside(
        &self,
        parent: Pid,
        birth: Birth,
        open: impl FnOnce(&Rc<Peer>) -> Option<Vec<Open>>,
    ) -> Result<Option<Pid>, TooMany> {
        if self.living() >= MAX_PROCESSES {
            return Err(TooMany);
        }
        let pid = self.next.get();
        let mut birth = birth;
        birth.parent = parent;
        let Ok(peer) = self.start_beside(pid, birth, open) else {
            return Ok(None);
        };
        Ok(Some(self.add_elsewhere(parent, Some(peer), None)))
    }

    /// A child of a process beside this one; it runs beside both.
    fn start_for(
        &self,
        parent: Pid,
        mut birth: Birth,
        translate: impl FnOnce(&Rc<Peer>, Vec<Open>) -> Vec<Open>,
    ) -> FileResult<Pid> {
        let open = std::mem::take(&mut birth.open);
        let started = self.try_beside(parent, birth, |child| Some(translate(child, open)));
        started.ok().flatten().ok_or(errno::EAGAIN)
    }

    /// The way to the broker, when this process runs beside it.
    #[must_use]
    pub fn link(&self) -> Option<Rc<Link>> {
        self.link.clone()
    }

    /// A process beside this one broke.
    pub fn lost(&self, pid: Pid) {
        if let Some(process) = self.find(pid) {
            self.end(&process, End::Killed(ABORTED));
        }
    }

    /// Has a process that was just started run a program.
    pub fn launch(&self, parent: Pid, program: Program, options: Options) -> Result<Pid, TooMany> {
        self.start(parent, |vm, run| {
            *vm.extension::<Started>().options.borrow_mut() = options;
            program::start(vm, program, run);
        })
    }

    /// Passes on output that processes hold back, when they cannot do it themselves any more.
    pub fn rescue_output(&self) {
        let processes = self.processes.borrow().clone();
        for process in processes {
            process.with_vm(|vm| (vm.module_table.rescue_output)(vm));
        }
    }

    /// Whether the first process ended at once (`os._exit`, a signal), so that what it had buffered is lost.
    #[must_use]
    pub fn ended_abruptly(&self) -> bool {
        self.abrupt.get()
    }

    fn living(&self) -> usize {
        let processes = self.processes.borrow();
        processes
            .iter()
            .filter(|own| own.end.get().is_none())
            .count()
    }

    /// The process that started this one, or the one that took its place.
    #[must_use]
    pub fn parent_of(&self, pid: Pid) -> Pid {
        if pid == self.first {
            let given = self.host.process().1;
            return self.adopted_by.get().unwrap_or(given);
        }
        self.find(pid).map_or(INIT, |own| own.parent.get())
    }

    /// A process that has not been forgotten.
    #[must_use]
    pub fn find(&self, pid: Pid) -> Option<Rc<Process>> {
        let processes = self.processes.borrow();
        processes.iter().find(|own| own.pid == pid).cloned()
    }

    /// Ends a process at once: nothing of it runs any more. Its descriptors close, and its parent is told.
    ///
    /// Must not be called for the process that runs: it ends itself with [`crate::vm::Trap::Exit`].
    pub fn end(&self, process: &Process, end: End) {
        if process.end.replace(Some(end)).is_some() {
            return;
        }
        let crashed = matches!(end, End::Killed(_));
        self.tell(process.pid, |worker| Event::WorkerEnded { worker, crashed });
        if let Some(peer) = &process.peer {
            self.host.end_process(process.pid);
            peer.close_all();
            return self.bury(process);
        }
        if let Some(link) = &self.link {
            link.over.set(true);
        }
        let Some(vm) = process.vm.take() else { return };
        let mut heap = process.heap.borrow_mut();
        let entered = heap.enter();
        vm.tear_down();
        drop(vm);
        crate::vm::end::clear_up();
        drop(entered);
        heap.give_up();
        drop(heap);
        self.bury(process);
    }

    /// Children of an ended process get another parent, or are forgotten; its own parent is told.
    fn bury(&self, process: &Process) {
        let mut processes = self.processes.borrow_mut();
        for child in processes
            .iter()
            .filter(|own| own.parent.get() == process.pid)
        {
            child.parent.set(INIT);
            if let Some(peer) = &child.peer
                && child.end.get().is_none()
            {
                peer.send(&ToProcess::Parent { pid: INIT });
            }
        }
        // Nobody will ask for these, unless the first process is the parent of all itself, as in a container. It is
        // kept: its end is the session's.
        processes.retain(|own| {
            let orphan = own.parent.get() == INIT && self.first != INIT;
            own.pid == self.first || own.end.get().is_none() || !orphan
        });
        let parent = processes
            .iter()
            .find(|own| own.pid == process.parent.get())
            .cloned();
        drop(processes);
        if let Some(parent) = parent {
            parent.signal(SIGCHLD);
            parent.waiting_for_children.wake_all();
        }
    }

    /// Asks for a child that has ended, and forgets it.
    pub fn reap(&self, parent: Pid, which: Which) -> Reaped {
        let mut processes = self.processes.borrow_mut();
        let is_meant = |own: &Process| {
            own.parent.get() == parent && (which == Which::Any || which == Which::One(own.pid))
        };
        let Some(place) = processes
            .iter()
            .position(|own| is_meant(own) && own.end.get().is_some())
        else {
            return match processes.iter().any(|own| is_meant(own)) {
                true => Reaped::NotYet,
                false => Reaped::NoChild,
            };
        };
        let found = processes.remove(place);
        Reaped::Ended(found.pid, found.end.get().expect("it was found ended"))
    }
}

/// Parts of the standard library, by name.
pub type Library = Rc<RefCell<HashMap<String, Rc<[u8]>>>>;

/// Where an interpreter belongs.
pub struct Seat {
    pub system: Weak<System>,
    pub pid: Pid,
    pub virtual_now: Rc<Cell<Duration>>,
    /// Parts of the standard library that the host has fetched.
    pub library: Library,
}
