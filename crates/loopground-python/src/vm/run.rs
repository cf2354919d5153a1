//! Starting an interpreter and driving its threads.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use std::time::Duration;

use super::driver::{self, Stop};
use super::frame::Deliver;
use super::names::Names;
use super::thread::{Activation, Blocked, NativeActivation, Thread, ThreadId};
use super::{ModuleTable, NativeFuture, Outcome, PyResult, Trap, Types, Vm, VmState};
use crate::embed::{Config, Host, Input};
use crate::object::quick_hash::QuickHash;
use crate::object::{Ref, Value, flags};
use crate::processes::{End, Seat};
use crate::types::dict::PyDict;
use crate::types::str::PyStr;
use crate::watch::Watch;
use loopground_core::event::{self, Event};

/// Fuel of one thread's slice before another may run: with `sys.getswitchinterval()` of 5 ms CPython executes
/// about this many calls and backward jumps.
pub const SLICE: u64 = 20_000;

/// What driving the threads came to.
pub enum Progress {
    /// The main thread is over (its result was given to `main_done`) and no other is left.
    Finished,
    /// The fuel of this drive is used up.
    Runnable,
    Sleeping(Duration),
    Input(Option<Duration>),
    Library(&'static str, Option<Duration>),
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
        let vm = Self::from_state(VmState {
            types,
            names,
            interned,
            builtins,
            modules,
            module_table: table,
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
            signals: super::signals::Signals::default(),
            busy: Busy::default(),
            seat,
            ended: Cell::new(None),
            context: RefCell::default(),
            unchecked_bytes: Cell::new(0),
            fuel: Cell::new(0),
            extensions: RefCell::default(),
            sources: RefCell::default(),
        });
        vm.fill_types();
        (table.fill_builtins)(&vm);
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
        threads.all.push_back(thread);
        drop(threads);
        let thread = event::ThreadId(id);
        self.observe(|| Event::ThreadStarted { thread, by });
        id
    }

    /// A key nobody else parks on.
    #[must_use]
    pub fn new_key(&self) -> u64 {
        let mut threads = self.threads.borrow_mut();
        threads.next_key += 1;
        threads.next_key
    }

    /// Wakes the thread parked on `key`, or lets the next one that parks on it go through at once.
    pub fn unpark(&self, key: u64) {
        let mut threads = self.threads.borrow_mut();
        let parked = threads.all.iter_mut().find(
            |thread| matches!(&thread.blocked, Blocked::Park { key: own, .. } if *own == key),
        );
        match parked {
            Some(thread) => wake(thread, Outcome::Return(Value::bool(true))),
            None => {
                if !threads.woken.contains(&key) {
                    threads.woken.push(key);
                }
            }
        }
    }

    /// Wakes every thread parked on `key`: each looks itself whether it can go on.
    pub fn unpark_all(&self, key: u64) {
        let mut threads = self.threads.borrow_mut();
        for thread in &mut threads.all {
            if matches!(&thread.blocked, Blocked::Park { key: own, .. } if *own == key) {
                wake(thread, Outcome::Return(Value::bool(true)));
            }
        }
    }

    /// Forgets that a key was unparked while nobody waited: nobody will.
    pub fn forget_key(&self, key: u64) {
        self.threads
            .borrow_mut()
            .woken
            .retain(|woken| *woken != key);
    }

    /// Whether a thread could run at once.
    #[must_use]
    pub fn can_run(&self) -> bool {
        let threads = self.threads.borrow();
        self.signals.any()
            || threads
                .all
                .iter()
                .any(|thread| matches!(thread.blocked, Blocked::No))
    }

    /// Whether a thread waits for a line of input.
    #[must_use]
    pub fn waits_for_input(&self) -> bool {
        let threads = self.threads.borrow();
        threads
            .all
            .iter()
            .any(|thread| matches!(thread.blocked, Blocked::Input))
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
                let place = threads
                    .all
                    .iter()
                    .position(|thread| matches!(thread.blocked, Blocked::No));
                place.and_then(|place| threads.all.remove(place))
            };
            let Some(mut thread) = next else {
                return self.idle();
            };
            if *fuel == 0 {
                self.threads.borrow_mut().all.push_front(thread);
                return Progress::Runnable;
            }
            let slice = SLICE.min(*fuel);
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
                    self.observe_release(thread.id, false);
                    let thread = event::ThreadId(thread.id);
                    self.observe(|| Event::ThreadEnded { thread });
                }
                Stop::OutOfFuel => {
                    if !self.threads.borrow().all.is_empty() {
                        self.observe_release(thread.id, true);
                    }
                    if let Err(raised) = self.check_memory_use() {
                        thread.raise = Some(raised);
                    }
                    self.threads.borrow_mut().all.push_back(thread);
                }
                Stop::Trap(trap, deliver) => {
                    self.observe_release(thread.id, false);
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
        if threads.all.is_empty() {
            return Progress::Finished;
        }
        let deadline = threads
            .all
            .iter()
            .filter_map(|thread| match &thread.blocked {
                Blocked::Sleep(until) => Some(*until),
                Blocked::Park { deadline, .. } => *deadline,
                _ => None,
            })
            .chain(self.signals.timers[0].get().map(|timer| timer.next))
            .min();
        let input = threads
            .all
            .iter()
            .any(|thread| matches!(thread.blocked, Blocked::Input));
        let part = threads.all.iter().find_map(|thread| match &thread.blocked {
            Blocked::Library(part) => Some(*part),
            _ => None,
        });
        if let Some(part) = part {
            // Virtual time stands still: what is fetched takes none of it.
            let deadline = deadline.filter(|_| !self.config.virtual_time);
            return Progress::Library(part, deadline);
        }
        match deadline {
            _ if input => Progress::Input(deadline),
            Some(until) => Progress::Sleeping(until),
            None => {
                let lines: Vec<String> = threads
                    .all
                    .iter()
                    .map(|thread| match &thread.blocked {
                        Blocked::Park { waits_for, .. } => {
                            format!("thread {} waits for {waits_for}", thread.id)
                        }
                        _ => format!("thread {} waits", thread.id),
                    })
                    .collect();
                Progress::Deadlock(lines.join("\n"))
            }
        }
    }

    fn wake_due(&self) {
        let now = self.monotonic();
        for thread in &mut self.threads.borrow_mut().all {
            match &thread.blocked {
                Blocked::Sleep(until) if *until <= now => {
                    wake(thread, Outcome::Return(Value::none()))
                }
                Blocked::Park {
                    deadline: Some(until),
                    ..
                } if *until <= now => {
                    wake(thread, Outcome::Return(Value::bool(false)));
                }
                _ => {}
            }
        }
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
                if let Some(place) = threads.woken.iter().position(|woken| *woken == key) {
                    threads.woken.remove(place);
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
                    self.threads.borrow_mut().all.push_front(thread);
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
        threads.all.push_back(thread);
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
            .all
            .iter()
            .position(|thread| matches!(thread.blocked, Blocked::Input));
        match waiting {
            Some(place) => {
                let mut thread = threads.all.remove(place).expect("found");
                drop(threads);
                wake(&mut thread, Outcome::Return(self.input_value(input)));
                self.threads.borrow_mut().all.push_front(thread);
            }
            None => threads.input.push_back(input),
        }
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
        let waits = |thread: &Thread| matches!(&thread.blocked, Blocked::Library(wanted) if *wanted == part);
        let waiting = self
            .threads
            .borrow()
            .all
            .iter()
            .filter(|thread| waits(thread))
            .count();
        let outcomes: Vec<Outcome> = (0..waiting)
            .map(|_| match &problem {
                None => Outcome::Return(Value::none()),
                Some(problem) => Outcome::Raise(self.import_error(problem.clone())),
            })
            .collect();
        let mut threads = self.threads.borrow_mut();
        let threads = threads.all.iter_mut().filter(|thread| waits(thread));
        for (thread, outcome) in threads.zip(outcomes) {
            wake(thread, outcome);
        }
    }

    /// `KeyboardInterrupt` in the main thread, also while it waits.
    pub(super) fn deliver_interrupt(&self) {
        let raised = self.raise(&self.types.exceptions.keyboard_interrupt, "");
        let mut threads = self.threads.borrow_mut();
        if let Some(main) = threads.all.iter_mut().min_by_key(|thread| thread.id) {
            main.blocked = Blocked::No;
            main.raise = Some(raised);
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

fn wake(thread: &mut Thread, outcome: Outcome) {
    thread.blocked = Blocked::No;
    if let Some((result, _)) = &mut thread.wake_with {
        *result = outcome;
    }
}
