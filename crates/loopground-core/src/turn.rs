//! The turn of the loop: what runs next, and when to look again.
//!
//! Here: [`EventLoop`], which holds the ready queue and the timers, and [`Wait`]. Not here: running anything. The
//! embedder asks for the next job, runs it, and asks again; the loop never calls out.
//!
//! One turn is asyncio's `_run_once`:
//!
//! 1. [`EventLoop::wait`] says whether to go on now, at a time, or only when something happens from outside.
//! 2. [`EventLoop::begin_turn`] appends the due timers to the ready queue, in order of time, and notes
//!    how long the queue is then.
//! 3. [`EventLoop::next_in_turn`] hands out that many entries. What is queued meanwhile runs in the next turn.
//!
//! Invariant: a job queued during a turn never runs in that turn.

use alloc::vec::Vec;

use crate::clock::LoopTime;
use crate::ready::{HandleId, Ready};
use crate::timers::{Ties, TimerId, Timers};

/// What has to happen before the next turn is worth beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait<T> {
    /// Something is ready (or the loop is asked to stop): begin a turn at once.
    Now,
    /// Nothing is ready before this time, unless something is queued from outside.
    Until(T),
    /// Nothing is scheduled at all: only something from outside can go on.
    Forever,
}

/// A ready queue and timers with the turn of asyncio's loop. `J` is whatever the embedder runs, `T` its time.
///
/// Jobs are only moved, never called, compared, cloned or (except when the loop itself is dropped) dropped: whoever
/// cancels a job gets it back.
///
/// ```
/// use loopground_core::turn::{EventLoop, Wait};
///
/// let mut events = EventLoop::new();
/// let mut log = Vec::new();
/// events.call_soon("a");
/// let timer = events.call_at(1.0, "timer");
/// let mut now = 0.0;
/// loop {
///     match events.wait() {
///         Wait::Now => {}
///         Wait::Until(when) => now = when, // a real host would sleep
///         Wait::Forever => break,
///     }
///     events.begin_turn(now);
///     log.push("turn");
///     while let Some(job) = events.next_in_turn() {
///         log.push(job);
///         if job == "a" {
///             events.call_soon("b"); // runs in the next turn
///         }
///     }
/// }
/// assert_eq!(log, ["turn", "a", "turn", "b", "turn", "timer"]);
/// assert_eq!(events.cancel_timer(timer), None, "too late");
/// ```
#[derive(Clone, Debug)]
pub struct EventLoop<J, T> {
    ready: Ready<Entry<J>>,
    timers: Timers<J, T>,
    /// Entries of `ready` that belong to the current turn.
    left: usize,
    stopping: bool,
}

#[derive(Clone, Debug)]
enum Entry<J> {
    Job(J),
    Timer(TimerId),
}

impl<J, T: LoopTime> Default for EventLoop<J, T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<J, T: LoopTime> EventLoop<J, T> {
    /// A loop with nothing to do.
    #[must_use]
    pub const fn new() -> Self {
        Self::with_ties(Ties::Inserted)
    }

    /// A loop with nothing to do and a rule for timers with equal times.
    #[must_use]
    pub const fn with_ties(ties: Ties) -> Self {
        Self {
            ready: Ready::new(),
            timers: Timers::with_ties(ties),
            left: 0,
            stopping: false,
        }
    }

    /// Queues a job behind everything that is ready. It runs in the next turn that begins.
    #[inline]
    pub fn call_soon(&mut self, job: J) -> HandleId {
        self.ready.push(Entry::Job(job))
    }

    /// Schedules a job for a time. A time that has passed already means the next turn.
    pub fn call_at(&mut self, when: T, job: J) -> TimerId {
        self.timers.insert(when, job)
    }

    /// Cancels what [`EventLoop::call_soon`] queued and hands it back; `None` when it has run or was cancelled.
    pub fn cancel(&mut self, id: HandleId) -> Option<J> {
        // A handle that call_soon gave never names an Entry::Timer.
        match self.ready.cancel(id)? {
            Entry::Job(job) => Some(job),
            Entry::Timer(timer) => self.timers.take_due(timer),
        }
    }

    /// Cancels what [`EventLoop::call_at`] scheduled and hands it back, also when it is due and waits in the ready
    /// queue; `None` when it has run or was cancelled.
    pub fn cancel_timer(&mut self, id: TimerId) -> Option<J> {
        self.timers.cancel(id)
    }

    /// The queued job, unless it has run or was cancelled.
    #[must_use]
    pub fn get(&self, id: HandleId) -> Option<&J> {
        match self.ready.get(id)? {
            Entry::Job(job) => Some(job),
            Entry::Timer(timer) => self.timers.get(*timer),
        }
    }

    /// The scheduled job, unless it has run or was cancelled.
    #[must_use]
    pub fn get_timer(&self, id: TimerId) -> Option<&J> {
        self.timers.get(id)
    }

    /// What has to happen before the next turn. `Now` also when only cancelled jobs are queued, as in asyncio.
    pub fn wait(&mut self) -> Wait<T> {
        self.timers.tidy();
        if self.stopping || !self.ready.is_empty() {
            return Wait::Now;
        }
        self.timers.next_when().map_or(Wait::Forever, Wait::Until)
    }

    /// Begins a turn: timers with `when <= now` join the end of the ready queue, and everything in the queue now
    /// belongs to the turn. Answers how many entries that is (cancelled ones included).
    ///
    /// asyncio tests `when < now + resolution of the clock`; an embedder that wants to be as generous adds the
    /// resolution to `now` itself. When the turn before was not finished (the embedder left it because of an
    /// interrupt, say), what was left of it comes first in this one.
    #[inline]
    pub fn begin_turn(&mut self, now: T) -> usize {
        while let Some(timer) = self.timers.pop_due(now) {
            self.ready.push(Entry::Timer(timer));
        }
        self.left = self.ready.len();
        self.left
    }

    /// The next job of the turn, `None` when the turn is over. Cancelled jobs are passed over.
    #[inline]
    pub fn next_in_turn(&mut self) -> Option<J> {
        while self.left > 0 {
            self.left -= 1;
            match self.ready.pop()? {
                Some(Entry::Job(job)) => return Some(job),
                Some(Entry::Timer(timer)) => {
                    if let Some(job) = self.timers.take_due(timer) {
                        return Some(job);
                    }
                }
                None => {}
            }
        }
        None
    }

    /// How many entries of the current turn have not been handed out; 0 between turns.
    #[must_use]
    pub fn left_in_turn(&self) -> usize {
        self.left
    }

    /// Asks to stop after the current turn, or after one more turn when none is running. The embedder looks at
    /// [`EventLoop::is_stopping`] after each turn.
    pub fn stop(&mut self) {
        self.stopping = true;
    }

    /// Whether the loop is asked to stop.
    #[must_use]
    pub fn is_stopping(&self) -> bool {
        self.stopping
    }

    /// Takes back the request to stop; done when the loop has stopped, so that it can run again.
    pub fn clear_stop(&mut self) {
        self.stopping = false;
    }

    /// Entries in the ready queue, cancelled ones included.
    #[must_use]
    pub fn ready_len(&self) -> usize {
        self.ready.len()
    }

    /// Timers that wait for their time and were not cancelled.
    #[must_use]
    pub fn scheduled_len(&self) -> usize {
        self.timers.len()
    }

    /// Jobs in the ready queue in order, without cancelled ones.
    pub fn ready(&self) -> impl Iterator<Item = &J> {
        self.ready.iter().filter_map(|entry| match entry {
            Entry::Job(job) => Some(job),
            Entry::Timer(timer) => self.timers.get(*timer),
        })
    }

    /// Waiting timers in the order in which their heap keeps them, without cancelled ones.
    pub fn scheduled(&self) -> impl Iterator<Item = (T, &J)> {
        self.timers.iter()
    }

    /// Forgets everything, as closing the loop does, and hands out the jobs that will never run: ready ones in
    /// order, then timers.
    pub fn clear(&mut self) -> Vec<J> {
        self.left = 0;
        let mut jobs = Vec::with_capacity(self.ready.len() + self.timers.len());
        for entry in self.ready.drain() {
            match entry {
                Entry::Job(job) => jobs.push(job),
                Entry::Timer(timer) => jobs.extend(self.timers.take_due(timer)),
            }
        }
        jobs.extend(self.timers.clear());
        jobs
    }
}
