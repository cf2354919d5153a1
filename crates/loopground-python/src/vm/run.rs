//! Starting an interpreter and driving its threads.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use std::time::Duration;

use super::driver::{self, Stop};
use super::frame::Deliver;
use super::names::Names;
use super::switching::Switching;
use super::thread::{Activation, Blocked, NativeActivation, Thread, ThreadId};
use super::threads::wake;
use super::{ModuleTable, NativeFuture, Outcome, PyResult, Trap, Types, Vm, VmState};
use crate::embed::{Config, Host, Input};
use crate::object::quick_hash::QuickHash;
use crate::object::{Ref, Value, flags};
use crate::processes::{End, Seat};
use crate::types::dict::PyDict;
use crate::types::str::PyStr;
use crate::watch::Watch;
use loopground_core::event::{self, Event};

/// What driving the threads came to.
pub enum Progress {
    /// The main thread is over (its result was given to `main_done`) and no other is left.
    Finished,
    /// The fuel of this drive is used up.
    Runnable,
    Sleeping(Duration),
    Input(Option<Duration>),
    Library(&'static str, Option<Duration>),
    /// Only another process can make anything go on, and they run beside this host thread.
    Waiting,
    Deadlock(String),
    /// The process ended itself at once ([`Trap::Exit`]): no other thread of it runs any more.
    Exit(End),
}

impl Vm {
    /// A new interpreter with its builtin types and modules.
    #[must_use]
    pub fn new(
        host: Rc<dyn Host>,
        config: Config,
        table: &'static ModuleTable,
        seat: Seat,
    ) -> Self {
        crate::object::pointer::pool::keep();
        let types = Types::new();
        let interned: RefCell<HashMap<Box<str>, Value, QuickHash>> = RefCell::default();
        let names = Names::new(|text| {
            let value = Ref::new(PyStr::new(text.to_owned()), &types.str);
            value.object().set_flag(flags::INTERNED);
            let value = value.into_value();
            interned.borrow_mut().insert(text.into(), value.clone());
            value
        });
        let builtins = Ref::new(PyDict::new(), &types.dict);
        let modules = Ref::new(PyDict::new(), &types.dict);
        let switching = Switching::new(&config);
        let vm = Self::from_state(VmState {
            types,
            names,
            interned,
            builtins,
            modules,
            module_table: table,
            clock_reads: Cell::default(),
            watch: Watch::new(host.watches()),
            native_modules: RefCell::new(table.native.iter().copied().collect()),
            host,
            config,
            request: RefCell::default(),
            response: RefCell::default(),
            recursion_limit: Cell::new(1000),
            frame_pool: RefCell::default(),
            next_frame_id: Cell::new(1),
            threads: RefCell::default(),
            imports: super::import_lock::Imports::default(),
            switching,
            signals: super::signals::Signals::default(),
            busy: Busy::default(),
            seat,
            ended: Cell::new(None),
            finalizing: Cell::new(false),
            context: RefCell::default(),
            origin_depth: Cell::new(0),
            unchecked_bytes: Cell::new(0),
            fuel: Cell::new(0),
            extensions: RefCell::default(),
            sources: RefCell::default(),
        });
        vm.fill_types();
        (table.fill_builtins)(&vm);
        crate::object::gc::freeze();
        vm
    }

    /// Starts a thread that drives `future` and ends with it.
    pub fn spawn_thread(&self, future: NativeFuture) -> ThreadId {
        let mut threads = self.threads.borrow_mut();
        threads.next_id += 1;
        let mut thread = Thread::new(threads.next_id);
        thread.stack.push(Activation::Native(NativeActivation::new(
            future,
            Deliver::Push,
        )));
        let id = thread.id;
        let by = threads.current.map(event::ThreadId);
        threads.ready.push_back(thread);
        drop(threads);
        let thread = event::ThreadId(id);
        self.observe(|| Event::ThreadStarted { thread, by });
        id
    }

    /// A key nobody else parks on.
    #[must_use]
    pub fn new_key(&self) -> u64 {
        self.threads.borrow_mut().new_key()
    }

    /// Wakes the thread parked on `key`, or lets the next one that parks on it go through at once.
    pub fn unpark(&self, key: u64) {
        let mut threads = self.threads.borrow_mut();
        if !threads.unpark(key) {
            threads.note_woken(key);
        }
    }

    /// Wakes every thread parked on `key`: each looks itself whether it can go on.
    pub fn unpark_all(&self, key: u64) {
        let mut threads = self.threads.borrow_mut();
        while threads.unpark(key) {}
    }

    /// Forgets that a key was unparked while nobody waited: nobody will.
    pub fn forget_key(&self, key: u64) {
        self.threads.borrow_mut().take_woken(key);
    }

    /// Whether a thread could run at once.
    #[must_use]
    pub fn can_run(&self) -> bool {
        self.signals.any() || !self.threads.borrow().ready.is_empty()
    }

    /// Whether a thread waits for a line of input.
    #[must_use]
    pub fn waits_for_input(&self) -> bool {
        self.waits(|blocked| matches!(blocked, Blocked::Input))
    }

    fn waits(&self, wanted: impl Fn(&Blocked) -> bool) -> bool {
        let threads = self.threads.borrow();
        threads.waiting().any(|thread| wanted(&thread.blocked))
    }

    /// Runs threads until `fuel` is about used up.
    pub fn drive(&self, fuel: &mut u64) -> Progress {
        loop {
            self.wake_due();
            self.strike_timers();
            if self.signals.any() {
                self.deliver_signals();
            }
            let next = {
                let mut threads = self.threads.borrow_mut();
                if threads.ready.is_empty() {
                    drop(threads);
                    return self.idle();
                }
                if *fuel == 0 {
                    return Progress::Runnable;
                }
                let place = self.switching.choose(threads.ready.len());
                threads.ready.remove(place)
            };
            let Some(mut thread) = next else { continue };
            self.switching.begin();
            let slice = self.switching.slice().min(*fuel);
            self.fuel.set(slice);
            self.threads.borrow_mut().current = Some(thread.id);
            self.context.replace(thread.context.take());
            self.observe_holder(thread.id);
            let started = self.start_busy(thread.busy);
            let stop = driver::run(self, &mut thread);
            thread.busy = self.end_busy(started);
            thread.context = self.context.take();
            self.threads.borrow_mut().current = None;
            *fuel -= (slice - self.fuel.get().min(slice)).clamp(1, *fuel);
            match stop {
                Stop::Finished(_) => {
                    self.observe_release(thread.id);
                    let thread = event::ThreadId(thread.id);
                    self.observe(|| Event::ThreadEnded { thread });
                }
                Stop::OutOfFuel => {
                    if let Err(raised) = self.check_memory_use() {
                        thread.raise = Some(raised);
                    }
                    let wanted = !self.threads.borrow().ready.is_empty();
                    let over = wanted && self.switching.is_over(|| self.monotonic());
                    let mut threads = self.threads.borrow_mut();
                    if over {
                        threads.ready.push_back(thread);
                    } else {
                        threads.ready.push_front(thread);
                        self.switching.goes_on.set(wanted);
                    }
                }
                Stop::Trap(trap, deliver) => {
                    self.observe_release(thread.id);
                    self.block(thread, trap, deliver);
                }
            }
            if let Some(end) = self.ended.take() {
                return Progress::Exit(end);
            }
        }
    }

    /// Nothing can run: says what is waited for.
    fn idle(&self) -> Progress {
        let threads = self.threads.borrow();
        if threads.is_over() {
            return Progress::Finished;
        }
        let timer = self.signals.timers[0].get().map(|timer| timer.next);
        let deadline = match (threads.next_deadline(), timer) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        let input = threads
            .waiting()
            .any(|thread| matches!(thread.blocked, Blocked::Input));
        let part = threads.waiting().find_map(|thread| match &thread.blocked {
            Blocked::Library(part) => Some(*part),
            _ => None,
        });
        if let Some(part) = part {
            // Virtual time stands still: what is fetched takes none of it.
            let deadline = deadline.filter(|_| !self.config.virtual_time);
            return Progress::Library(part, deadline);
        }
        drop(threads);
        match deadline {
            _ if input => Progress::Input(deadline),
            Some(until) => Progress::Sleeping(until),
            None => Progress::Deadlock(self.deadlock_report()),
        }
    }

    fn wake_due(&self) {
        let now = self.monotonic();
        self.threads.borrow_mut().wake_due(now);
    }

    fn block(&self, mut thread: Thread, trap: Trap, deliver: Deliver) {
        let mut threads = self.threads.borrow_mut();
        thread.wake_with = Some((Outcome::Return(Value::none()), deliver));
        match trap {
            Trap::SleepUntil(until) => thread.blocked = Blocked::Sleep(until),
            Trap::Park {
                key,
                deadline,
                waits_for,
            } => {
                if threads.take_woken(key) {
                    wake(&mut thread, Outcome::Return(Value::bool(true)));
                } else {
                    thread.blocked = Blocked::Park {
                        key,
                        deadline,
                        waits_for,
                    };
                }
            }
            Trap::Input => match threads.input.pop_front() {
                Some(input) => {
                    drop(threads);
                    wake(&mut thread, Outcome::Return(self.input_value(input)));
                    self.threads.borrow_mut().ready.push_front(thread);
                    return;
                }
                None => thread.blocked = Blocked::Input,
            },
            Trap::Library(part) => {
                if !self.seat.library.borrow().contains_key(part) {
                    thread.blocked = Blocked::Library(part);
                }
            }
            Trap::Yield => {}
            Trap::Exit(end) => self.ended.set(Some(end)),
        }
        threads.put(thread);
    }

    fn input_value(&self, input: Input) -> Value {
        match input {
            Input::Line(line) => self.new_str(line),
            Input::Bytes(bytes) => self.new_bytes(bytes),
            Input::Eof => self.new_str(""),
        }
    }

    /// Gives a line to the thread that waits for one, or keeps it.
    pub fn provide_input(&self, input: Input) {
        let mut threads = self.threads.borrow_mut();
        let waiting = threads
            .waiting()
            .find(|thread| matches!(thread.blocked, Blocked::Input))
            .map(|thread| thread.id);
        let Some(id) = waiting else {
            threads.input.push_back(input);
            return;
        };
        drop(threads);
        let outcome = Outcome::Return(self.input_value(input));
        self.threads.borrow_mut().wake(id, outcome);
    }

    /// Takes a part of the library, or hears why it cannot be had, and wakes the threads that wait for it.
    pub fn provide_library(&self, part: &str, content: Result<Rc<[u8]>, String>) {
        let problem = match content {
            Ok(content) => {
                self.seat
                    .library
                    .borrow_mut()
                    .insert(part.to_owned(), content);
                None
            }
            Err(problem) => Some(format!(
                "the part '{part}' of the standard library cannot be had: {problem}"
            )),
        };
        let waiting: Vec<ThreadId> = self
            .threads
            .borrow()
            .waiting()
            .filter(|thread| matches!(&thread.blocked, Blocked::Library(wanted) if *wanted == part))
            .map(|thread| thread.id)
            .collect();
        for id in waiting {
            let outcome = match &problem {
                None => Outcome::Return(Value::none()),
                Some(problem) => Outcome::Raise(self.import_error(problem.clone())),
            };
            self.threads.borrow_mut().wake(id, outcome);
        }
    }

    /// `KeyboardInterrupt` in the main thread, also while it waits.
    pub(super) fn deliver_interrupt(&self) {
        let raised = self.raise(&self.types.exceptions.keyboard_interrupt, "");
        let mut threads = self.threads.borrow_mut();
        if let Some(mut main) = threads.oldest().and_then(|main| threads.take(main)) {
            main.blocked = Blocked::No;
            main.raise = Some(raised);
            threads.ready.push_front(main);
        }
    }

    fn check_memory_use(&self) -> PyResult<()> {
        match self.config.max_memory {
            Some(limit) if self.host.memory_used() > limit => Err(self.memory_error("")),
            _ => Ok(()),
        }
    }
}

/// Time spent running threads, as far as slices have ended, and where the running one started.
#[derive(Default)]
pub struct Busy {
    process: Cell<Duration>,
    thread: Cell<Duration>,
    since: Cell<Duration>,
}

impl Vm {
    /// In virtual time nothing takes any.
    fn busy_clock(&self) -> Duration {
        if self.config.virtual_time {
            Duration::ZERO
        } else {
            self.host.monotonic()
        }
    }

    fn start_busy(&self, thread: Duration) -> Duration {
        let now = self.busy_clock();
        self.busy.since.set(now);
        self.busy.thread.set(thread);
        now
    }

    /// Gives the time the thread has run altogether.
    fn end_busy(&self, started: Duration) -> Duration {
        let spent = self.busy_clock().saturating_sub(started);
        self.busy.process.set(self.busy.process.get() + spent);
        self.busy.since.set(started + spent);
        self.busy.thread.get() + spent
    }

    /// Processor time of the program.
    #[must_use]
    pub fn process_time(&self) -> Duration {
        let running = self.threads.borrow().current.is_some();
        let spent = self.busy_clock().saturating_sub(self.busy.since.get());
        self.busy.process.get() + if running { spent } else { Duration::ZERO }
    }

    /// Processor time of the thread that runs.
    #[must_use]
    pub fn thread_time(&self) -> Duration {
        self.busy.thread.get() + self.busy_clock().saturating_sub(self.busy.since.get())
    }
}
