//! Preemptive threads of a machine that runs one of them at a time.
//!
//! Here: who holds the global lock (the GIL), who wants it, who is blocked on what, and when the holder's slice is over.
//! Not here: frames and instructions (the machine's), and anything of an operating system: all threads run in one.
//!
//! The lock is given in the order in which threads came to want it. A holder whose slice is over gives it up only when
//! another thread wants it.

use alloc::collections::{BTreeMap, VecDeque};

use crate::event::ThreadId;

/// What a thread is doing. `B` says what a thread is blocked on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThreadState<B> {
    /// It holds the GIL.
    Running,
    /// It wants the GIL.
    Ready,
    /// It waits for something else.
    Blocked(B),
}

/// The threads of a machine.
///
/// ```
/// use loopground_core::event::ThreadId;
/// use loopground_core::thread::Threads;
///
/// // A slice is 100 units long; what a unit is, the machine says.
/// let mut threads: Threads<&str> = Threads::new(100);
/// let main = threads.start();
/// let other = threads.start();
/// assert_eq!(threads.schedule(), Some(main));
/// assert!(!threads.charge(60));
/// assert!(threads.charge(60), "the slice is over, and another thread is ready");
/// threads.preempt();
/// assert_eq!(threads.schedule(), Some(other));
/// threads.block("a lock");
/// assert_eq!(threads.schedule(), Some(main));
/// assert!(!threads.charge(1000), "nobody else wants to run");
/// assert_eq!(threads.wake(other), Some("a lock"));
/// threads.end();
/// assert_eq!(threads.schedule(), Some(other));
/// ```
#[derive(Clone, Debug)]
pub struct Threads<B> {
    threads: BTreeMap<ThreadId, ThreadState<B>>,
    /// Who is ready, first come first.
    ready: VecDeque<ThreadId>,
    running: Option<ThreadId>,
    interval: u64,
    /// Units left of the slice.
    left: u64,
    started: u64,
}

impl<B> Threads<B> {
    /// No threads; slices are `interval` units long, and at least one.
    #[must_use]
    pub fn new(interval: u64) -> Self {
        Self {
            threads: BTreeMap::new(),
            ready: VecDeque::new(),
            running: None,
            interval: interval.max(1),
            left: 0,
            started: 0,
        }
    }

    /// The length of a slice.
    #[must_use]
    pub fn interval(&self) -> u64 {
        self.interval
    }

    /// Changes the length of a slice, from the next one on.
    pub fn set_interval(&mut self, interval: u64) {
        self.interval = interval.max(1);
    }

    /// A new thread, which wants the GIL.
    pub fn start(&mut self) -> ThreadId {
        self.started += 1;
        let thread = ThreadId(self.started);
        self.threads.insert(thread, ThreadState::Ready);
        self.ready.push_back(thread);
        thread
    }

    /// Threads that are not over.
    #[must_use]
    pub fn len(&self) -> usize {
        self.threads.len()
    }

    /// Whether all threads are over.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.threads.is_empty()
    }

    /// What a thread is doing; `None` when it is over.
    #[must_use]
    pub fn state(&self, thread: ThreadId) -> Option<&ThreadState<B>> {
        self.threads.get(&thread)
    }

    /// All threads, oldest first.
    pub fn iter(&self) -> impl Iterator<Item = (ThreadId, &ThreadState<B>)> {
        self.threads.iter().map(|(thread, state)| (*thread, state))
    }

    /// Who holds the GIL.
    #[must_use]
    pub fn running(&self) -> Option<ThreadId> {
        self.running
    }

    /// Whether another thread wants the GIL.
    #[must_use]
    pub fn is_contended(&self) -> bool {
        !self.ready.is_empty()
    }

    /// Whether no thread can ever run again unless it is woken from outside.
    #[must_use]
    pub fn is_stuck(&self) -> bool {
        self.running.is_none() && self.ready.is_empty() && !self.threads.is_empty()
    }

    /// Says who runs next: the holder goes on; without one, the first who is ready takes the GIL for a new slice.
    pub fn schedule(&mut self) -> Option<ThreadId> {
        if self.running.is_none()
            && let Some(thread) = self.ready.pop_front()
        {
            self.threads.insert(thread, ThreadState::Running);
            self.running = Some(thread);
            self.left = self.interval;
        }
        self.running
    }

    /// How many units the holder may run before it is worth asking again.
    #[must_use]
    pub fn slice_left(&self) -> u64 {
        self.left
    }

    /// The holder has run for so many units. `true` when it is to give the GIL up: [`Threads::preempt`].
    pub fn charge(&mut self, units: u64) -> bool {
        self.left = self.left.saturating_sub(units);
        if self.left > 0 {
            return false;
        }
        if self.ready.is_empty() {
            self.left = self.interval;
            return false;
        }
        true
    }

    /// The holder gives the GIL up and wants it back, behind all who want it now.
    pub fn preempt(&mut self) {
        if let Some(thread) = self.running.take() {
            self.threads.insert(thread, ThreadState::Ready);
            self.ready.push_back(thread);
        }
    }

    /// The holder gives the GIL up because it waits for something.
    pub fn block(&mut self, on: B) {
        if let Some(thread) = self.running.take() {
            self.threads.insert(thread, ThreadState::Blocked(on));
        }
    }

    /// What a blocked thread waits for has happened: it wants the GIL. Answers what it was; `None` when the thread was not
    /// blocked.
    pub fn wake(&mut self, thread: ThreadId) -> Option<B> {
        let state = self.threads.get_mut(&thread)?;
        if !matches!(state, ThreadState::Blocked(_)) {
            return None;
        }
        let ThreadState::Blocked(on) = core::mem::replace(state, ThreadState::Ready) else {
            return None;
        };
        self.ready.push_back(thread);
        Some(on)
    }

    /// Changes what a blocked thread waits for; answers what it was.
    pub fn block_otherwise(&mut self, thread: ThreadId, on: B) -> Option<B> {
        match self.threads.get_mut(&thread)? {
            ThreadState::Blocked(current) => Some(core::mem::replace(current, on)),
            ThreadState::Running | ThreadState::Ready => None,
        }
    }

    /// The holder is over.
    pub fn end(&mut self) {
        if let Some(thread) = self.running.take() {
            self.threads.remove(&thread);
        }
    }

    /// A thread is over, whatever it was doing: a daemon at the end of the program.
    pub fn kill(&mut self, thread: ThreadId) {
        self.threads.remove(&thread);
        self.ready.retain(|other| *other != thread);
        if self.running == Some(thread) {
            self.running = None;
        }
    }
}
