//! Driving a loop.
//!
//! Here: [`Loop`], and what a host does with it. Not here: what tasks use ([`super::Handle`]).

use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::sync::Arc;
use core::cell::Cell;
use core::fmt;
use core::time::Duration;

use super::Handle;
use super::cancel::Cancelled;
use super::gather::ReturnWhen;
use super::inbox::Driving;
use super::shared::Core;
use super::state::{Call, Job};
use crate::clock::Clock;
use crate::event::{Event, Observer};
use crate::turn::Wait;

/// How many jobs run between two questions whether to go on.
const JOBS_PER_QUESTION: u64 = 64;

/// A loop that runs Rust futures as asyncio runs coroutines.
///
/// The loop does not wait by itself; a host drives it:
///
/// - [`Loop::drive`] runs what is ready until there is nothing, or the host has had enough, and says when to come back;
/// - when something becomes ready in between, the wake hook is called ([`Loop::with_wake_hook`]), once.
///
/// [`Loop::run_until`] does this for hosts that can block, [`Loop::run`] for tests with a virtual clock.
///
/// Dropping the loop drops all its tasks.
///
/// ```
/// use core::time::Duration;
/// use loopground_core::VirtualClock;
/// use loopground_core::runtime::Loop;
///
/// let mut main = Loop::new(VirtualClock::new(), ());
/// let lp = main.handle();
/// let answer = main.run(async move {
///     let task = lp.spawn({
///         let lp = lp.clone();
///         async move {
///             lp.sleep(Duration::from_secs(3600)).await;
///             42
///         }
///     });
///     task.await.unwrap()
/// });
/// assert_eq!(answer, Ok(42));
/// assert_eq!(main.handle().now(), Duration::from_secs(3600));
/// ```
pub struct Loop<O: Observer = ()> {
    core: Rc<Core<O>>,
}

/// Why a loop stopped before the future was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RunError {
    /// The host gave up waiting, or nothing can ever happen: every task waits for another.
    Stalled,
    /// The task that ran the future was cancelled.
    Cancelled(Cancelled),
}

impl fmt::Display for RunError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stalled => formatter.write_str("nothing can run any more"),
            Self::Cancelled(cancelled) => cancelled.fmt(formatter),
        }
    }
}

impl core::error::Error for RunError {}

impl<O: Observer> Loop<O> {
    /// A loop with nothing to do. `observer` is told everything that happens; `()` costs nothing.
    pub fn new(clock: impl Clock + 'static, observer: O) -> Self {
        Self {
            core: Rc::new(Core::new(Box::new(clock), observer, None)),
        }
    }

    /// A loop with a hook that is called when something becomes ready, or an earlier timer is set, while nobody drives
    /// the loop: from its own thread (a callback of the host puts an item into a queue) or from another one (through a
    /// waker). Called once; then not again before the next [`Loop::drive`] has returned. It must not drive the loop
    /// itself, but see to it that it will be.
    pub fn with_wake_hook(
        clock: impl Clock + 'static,
        observer: O,
        hook: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        Self {
            core: Rc::new(Core::new(Box::new(clock), observer, Some(Arc::new(hook)))),
        }
    }

    /// What tasks use the loop by.
    pub fn handle(&self) -> Handle<O> {
        Handle {
            core: self.core.clone(),
        }
    }

    /// Runs one turn: due timers, then everything that is ready now. Answers what to wait for.
    pub fn turn(&mut self) -> Wait<Duration> {
        let driving = self.core.inbox.begin_drive();
        if self.begin_turn().is_none() {
            self.finish_turn(|| true);
        }
        let wait = match self.core.state().events.wait() {
            Wait::Now => Wait::Now,
            Wait::Until(when) => Wait::Until(Duration::from_nanos(when)),
            Wait::Forever => Wait::Forever,
        };
        fall_asleep(driving, wait)
    }

    /// Runs turns until nothing is ready, or `more` answers `false`; it is asked every few dozen jobs. A turn that was
    /// left unfinished is gone on with.
    ///
    /// Answers [`Wait::Now`] when something is left, else when to come back. A clock that can skip waiting does so
    /// here.
    ///
    /// ```
    /// use loopground_core::{VirtualClock, Wait, runtime::Loop};
    ///
    /// let mut main = Loop::new(VirtualClock::new(), ());
    /// let lp = main.handle();
    /// let forever = lp.spawn({
    ///     let lp = lp.clone();
    ///     async move { loop { lp.yield_now().await } }
    /// });
    /// let mut slices = 10;
    /// assert_eq!(main.drive(|| { slices -= 1; slices > 0 }), Wait::Now);
    /// forever.cancel();
    /// assert_eq!(main.drive(|| true), Wait::Forever);
    /// ```
    pub fn drive(&mut self, mut more: impl FnMut() -> bool) -> Wait<Duration> {
        let driving = self.core.inbox.begin_drive();
        let mut jobs = 0;
        loop {
            let more = || {
                jobs += 1;
                jobs % JOBS_PER_QUESTION != 0 || more()
            };
            if !self.finish_turn(more) {
                return fall_asleep(driving, Wait::Now);
            }
            if let Some(wait) = self.begin_turn() {
                return fall_asleep(driving, wait);
            }
        }
    }

    /// Runs a future as a task until it is done. `park` is called with what to wait for, returns when it is time (or
    /// earlier), and may give up by answering `false`.
    ///
    /// # Errors
    /// When the host gave up or the task was cancelled.
    pub fn run_until<F>(
        &mut self,
        future: F,
        mut park: impl FnMut(Wait<Duration>) -> bool,
    ) -> Result<F::Output, RunError>
    where
        F: Future + 'static,
        F::Output: 'static,
    {
        let mut task = self.handle().spawn(future);
        // As in asyncio, the end of the task queues a call that stops the loop after its turn: what became ready
        // together with it still runs.
        let stop = Rc::new(Stop(Cell::new(false)));
        self.core.on_done(task.task.key, stop.clone());
        loop {
            let wait = self.drive_until(&stop.0);
            if stop.0.get() {
                return task.take_now().map_err(RunError::Cancelled);
            }
            if wait != Wait::Now && !park(wait) {
                return Err(RunError::Stalled);
            }
        }
    }

    /// Runs a future as a task until it is done, without ever waiting: for virtual clocks.
    ///
    /// # Errors
    /// When the task was cancelled, or nothing can go on without waiting.
    pub fn run<F>(&mut self, future: F) -> Result<F::Output, RunError>
    where
        F: Future + 'static,
        F::Output: 'static,
    {
        self.run_until(future, |_| false)
    }

    /// Asks all tasks to cancel themselves and runs until those are over, as asyncio's `run` does when the main
    /// coroutine has ended.
    ///
    /// # Errors
    /// When the host gave up.
    pub fn shut_down(&mut self, park: impl FnMut(Wait<Duration>) -> bool) -> Result<(), RunError> {
        let lp = self.handle();
        let tasks = lp.tasks();
        for task in &tasks {
            task.cancel();
        }
        self.run_until(
            async move { _ = lp.wait(&tasks, ReturnWhen::AllCompleted, None).await },
            park,
        )
    }

    /// Drives whole turns until `stop` is set after one of them.
    fn drive_until(&mut self, stop: &Cell<bool>) -> Wait<Duration> {
        let driving = self.core.inbox.begin_drive();
        loop {
            self.finish_turn(|| true);
            if stop.get() {
                return fall_asleep(driving, Wait::Now);
            }
            if let Some(wait) = self.begin_turn() {
                return fall_asleep(driving, wait);
            }
        }
    }

    /// Begins a turn if one is worth it now; else answers what to wait for.
    fn begin_turn(&mut self) -> Option<Wait<Duration>> {
        let core = &*self.core;
        let mut state = core.state();
        if state.events.left_in_turn() > 0 {
            return None;
        }
        // Reading a clock is dear; without timers nobody asks for the time.
        let mut now = 0;
        match state.events.wait() {
            Wait::Forever => {
                core.emit(|| Event::Idle { until: None });
                return Some(Wait::Forever);
            }
            Wait::Now if state.events.scheduled_len() == 0 => {}
            Wait::Now => now = core.now(),
            Wait::Until(when) => {
                now = core.now();
                if when > now {
                    let until = Duration::from_nanos(when);
                    core.emit(|| Event::Idle { until: Some(until) });
                    if !core.clock.skip_to(until) {
                        return Some(Wait::Until(until));
                    }
                    now = core.now();
                }
            }
        }
        let ready = state.events.begin_turn(now);
        core.emit(|| Event::TurnBegan { ready });
        None
    }

    /// Runs what is left of the turn; `false` when `more` stopped it.
    fn finish_turn(&mut self, mut more: impl FnMut() -> bool) -> bool {
        let core = &*self.core;
        loop {
            let job = core.state().events.next_in_turn();
            match job {
                Some(Job::Step(task)) => core.step(task),
                Some(Job::Fire(wait)) => core.set_wait(wait),
                Some(Job::Call(call)) => call.call(),
                None => return true,
            }
            if !more() {
                return false;
            }
        }
    }
}

fn fall_asleep(driving: Driving, wait: Wait<Duration>) -> Wait<Duration> {
    if driving.end() { wait } else { Wait::Now }
}

/// The call that stops the loop.
struct Stop(Cell<bool>);

impl Call for Stop {
    fn call(self: Rc<Self>) {
        self.0.set(true);
    }
}

impl<O: Observer> Drop for Loop<O> {
    fn drop(&mut self) {
        // Bodies own handles, which own the core: without this they would keep each other alive. What is dropped may
        // spawn; such tasks end at once.
        loop {
            let (jobs, bodies, waits) = self.core.close();
            if jobs.is_empty() && bodies.is_empty() && waits.is_empty() {
                break;
            }
        }
    }
}
