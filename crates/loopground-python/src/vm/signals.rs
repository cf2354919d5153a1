//! Signals: who handles which, which wait, and how a handler gets to run in the main thread.
//!
//! Here: the state behind `signal`, timers that end in a signal, delivery. Not here: the module (`modules::signal`),
//! and how the host hears of a signal.
//!
//! Invariant: handlers run in the main thread only, between two instructions or while it waits; then it waits on.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::time::Duration;

use super::frame::Deliver;
use super::thread::{Activation, Blocked, NativeActivation, Thread, ThreadId};
use super::{NativeFuture, Outcome, PyResult, Trap, Vm};
use crate::files::table;
use crate::object::Value;

pub const SIGINT: u32 = 2;
pub const SIGALRM: u32 = 14;
pub const SIGKILL: u32 = 9;
pub const SIGSTOP: u32 = 19;
/// One above the last signal.
pub const COUNT: u32 = 65;

/// The thread that `start` made first.
pub const MAIN_THREAD: ThreadId = 1;

/// What a signal does.
#[derive(Clone)]
pub enum Handler {
    /// Ends the program, or nothing, as the system has it.
    Default,
    Ignore,
    /// `default_int_handler`: raises `KeyboardInterrupt` where the program is.
    Interrupt,
    Call(Value),
}

/// `setitimer`: when it strikes next, and then how often. By its own clock.
#[derive(Clone, Copy, Debug)]
pub struct Timer {
    pub next: Duration,
    pub interval: Duration,
}

/// The signals that `setitimer`'s three clocks send: real time, time used, time used again.
const TIMER_SIGNALS: [u32; 3] = [SIGALRM, 26, 27];

#[derive(Default)]
pub struct Signals {
    /// One bit for each signal that arrived.
    pending: Cell<u64>,
    /// `pthread_sigmask`: these stay pending.
    pub blocked: Cell<u64>,
    handlers: RefCell<BTreeMap<u32, Handler>>,
    /// `set_wakeup_fd`: a descriptor that gets a signal's number before its handler runs.
    pub wakeup: Cell<Option<i32>>,
    pub timers: [Cell<Option<Timer>>; 3],
    /// The key on which the main thread waits for any signal, or for one of a set.
    pub waiting: Cell<Option<u64>>,
    /// The set that `sigwait` takes signals of.
    pub wanted: Cell<u64>,
    /// The signal that ended the program.
    pub killed_by: Cell<Option<u32>>,
}

impl Signals {
    #[must_use]
    pub const fn bit(signal: u32) -> u64 {
        1 << (signal - 1)
    }

    #[must_use]
    pub fn handler(&self, signal: u32) -> Handler {
        match self.handlers.borrow().get(&signal) {
            Some(handler) => handler.clone(),
            None if signal == SIGINT => Handler::Interrupt,
            // CPython ignores a broken pipe and a file that grew too large: the call says so.
            None if matches!(signal, 13 | 25) => Handler::Ignore,
            None => Handler::Default,
        }
    }

    pub fn set_handler(&self, signal: u32, handler: Handler) -> Handler {
        let old = self.handler(signal);
        let replaced = self.handlers.borrow_mut().insert(signal, handler);
        drop(replaced);
        old
    }

    pub fn send(&self, signal: u32) {
        self.pending.set(self.pending.get() | Self::bit(signal));
    }

    #[must_use]
    pub fn pending(&self) -> u64 {
        self.pending.get()
    }

    /// Takes the lowest pending signal of a set.
    pub fn take(&self, set: u64) -> Option<u32> {
        let found = self.pending.get() & set;
        if found == 0 {
            return None;
        }
        let signal = found.trailing_zeros() + 1;
        self.pending.set(self.pending.get() & !Self::bit(signal));
        Some(signal)
    }

    /// Whether something has to be done about a signal.
    pub(super) fn any(&self) -> bool {
        self.pending.get() & !self.blocked.get() != 0 || self.pending.get() & self.wanted.get() != 0
    }
}

/// Whether a signal that nobody handles leaves the program alone. There is nobody to stop it or let it go on.
const fn harmless(signal: u32) -> bool {
    matches!(signal, 17..=23 | 28)
}

impl Vm {
    /// The clock of a timer: real time, or time used.
    #[must_use]
    pub fn timer_clock(&self, which: usize) -> Duration {
        if which == 0 {
            self.monotonic()
        } else {
            self.process_time()
        }
    }

    /// Sends the signals of timers that are due.
    pub(super) fn strike_timers(&self) {
        for (which, timer) in self.signals.timers.iter().enumerate() {
            let Some(Timer { next, interval }) = timer.get() else {
                continue;
            };
            let now = self.timer_clock(which);
            if next > now {
                continue;
            }
            self.signals.send(TIMER_SIGNALS[which]);
            timer.set((!interval.is_zero()).then(|| Timer {
                next: now + interval,
                interval,
            }));
        }
    }

    /// Does what the signals that arrived ask for; called between two slices.
    pub(super) fn deliver_signals(&self) {
        let signals = &self.signals;
        if signals.pending() & signals.wanted.get() != 0 {
            self.wake_waiting();
        }
        let mut calls = Vec::new();
        while let Some(signal) = signals.take(!signals.blocked.get() & !signals.wanted.get()) {
            match signals.handler(signal) {
                Handler::Ignore => {}
                Handler::Default if harmless(signal) => {}
                Handler::Default => return self.kill(signal),
                Handler::Interrupt => self.deliver_interrupt(),
                Handler::Call(handler) => calls.push((signal, handler)),
            }
        }
        if calls.is_empty() {
            return;
        }
        let main = self.threads.borrow_mut().take(MAIN_THREAD);
        if let Some(mut main) = main {
            interpose(self, &mut main, calls);
            self.threads.borrow_mut().ready.push_front(main);
        }
        self.wake_waiting();
    }

    /// The thread in `pause` or `sigwait` looks again.
    fn wake_waiting(&self) {
        if let Some(key) = self.signals.waiting.take() {
            self.unpark(key);
        }
    }

    /// The program ends here and now, as the system would end it.
    fn kill(&self, signal: u32) {
        self.signals.killed_by.set(Some(signal));
        self.threads.borrow_mut().hang();
    }

    /// Sends a signal from inside the program; in the main thread its handler has run when this is over.
    pub async fn send_signal(&self, signal: u32) -> PyResult<()> {
        let signals = &self.signals;
        let main = self.threads.borrow().current == Some(MAIN_THREAD);
        if !main || signals.blocked.get() & Signals::bit(signal) != 0 {
            signals.send(signal);
            return Ok(());
        }
        match signals.handler(signal) {
            Handler::Ignore => Ok(()),
            Handler::Default if harmless(signal) => Ok(()),
            Handler::Default => {
                signals.send(signal);
                // It is heard between two slices.
                self.trap(Trap::Yield).await.map(drop)
            }
            Handler::Interrupt => Err(self.raise(&self.types.exceptions.keyboard_interrupt, "")),
            Handler::Call(handler) => call_handler(self, signal, handler).await,
        }
    }
}

/// Writes the signal's number to the descriptor of `set_wakeup_fd`; one that takes nothing more is left as it is.
async fn write_wakeup(vm: &Vm, signal: u32) -> PyResult<()> {
    let descriptor = vm.signals.wakeup.get();
    let open = descriptor.and_then(|descriptor| table::of(vm).get(descriptor).ok());
    if let (Some(open), Ok(number)) = (open, u8::try_from(signal)) {
        let _ = table::write(vm, &open, &[number]).await?;
    }
    Ok(())
}

async fn call_handler(vm: &Vm, signal: u32, handler: Value) -> PyResult<()> {
    write_wakeup(vm, signal).await?;
    let frame = vm
        .with_frames(|vm, thread| {
            let objects: Vec<_> = thread
                .frames_mut()
                .map(|frame| super::unwind::frame_object(vm, frame))
                .collect();
            for pair in objects.windows(2) {
                *pair[0].back.borrow_mut() = Some(pair[1].clone());
            }
            Ok(objects
                .first()
                .map_or_else(Value::none, |frame| frame.to_value()))
        })
        .await?;
    let number = Value::int(i64::from(signal));
    vm.call(&handler, [number, frame]).await.map(drop)
}

/// Puts calls of handlers on top of a thread's stack. What the thread waited for is waited for again after them.
fn interpose(vm: &Vm, thread: &mut Thread, calls: Vec<(u32, Value)>) {
    let task = vm.clone();
    let handlers = async move {
        for (signal, handler) in calls {
            call_handler(&task, signal, handler).await?;
        }
        Ok(())
    };
    let (future, deliver): (NativeFuture, _) = match thread.wake_with.take() {
        None => {
            let future = async move {
                handlers.await?;
                Ok(Value::none())
            };
            (Box::pin(future), Deliver::Signal)
        }
        Some((outcome, deliver)) => {
            let trap = match std::mem::replace(&mut thread.blocked, Blocked::No) {
                Blocked::No => None,
                Blocked::Sleep(until) => Some(Trap::SleepUntil(until)),
                Blocked::Park {
                    key,
                    deadline,
                    waits_for,
                } => Some(Trap::Park {
                    key,
                    deadline,
                    waits_for,
                }),
                Blocked::Input => Some(Trap::Input),
                Blocked::Library(part) => Some(Trap::Library(part)),
            };
            let vm = vm.clone();
            let future = async move {
                handlers.await?;
                match (trap, outcome) {
                    (Some(trap), _) => vm.trap(trap).await,
                    (None, Outcome::Return(value) | Outcome::Yield(value)) => Ok(value),
                    (None, Outcome::Raise(raised)) => Err(raised),
                }
            };
            (Box::pin(future), deliver)
        }
    };
    thread
        .stack
        .push(Activation::Native(NativeActivation::new(future, deliver)));
}
