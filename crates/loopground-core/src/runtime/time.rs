//! Giving way and waiting for a time.
//!
//! Here: [`YieldNow`], [`Sleep`], timeouts. Not here: clocks ([`crate::clock`]).

use alloc::rc::Rc;
use core::cell::RefCell;
use core::fmt;
use core::pin::Pin;
use core::task::{Context, Poll};
use core::time::Duration;

use super::cancel::Cancelled;
use super::handle::{Handle, TaskRef};
use super::shared::{Core, nanos};
use super::state::{Call, Job, WaitKey};
use crate::event::{Observer, WaitsFor};
use crate::group::{Timeout, TimeoutState};
use crate::timers::TimerId;

/// It took too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimedOut;

impl fmt::Display for TimedOut {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("it took too long")
    }
}

impl core::error::Error for TimedOut {}

impl<O: Observer> Handle<O> {
    /// Lets everybody else who is ready run first; goes on in the next turn.
    pub fn yield_now(&self) -> YieldNow<O> {
        YieldNow {
            core: self.core.clone(),
            yielded: false,
        }
    }

    /// Waits for a time to pass, counted from the first poll. Zero is [`Handle::yield_now`].
    ///
    /// When the time has come the task is woken, and runs in the turn after: as in asyncio, a timer sets a future.
    pub fn sleep(&self, duration: Duration) -> Sleep<O> {
        let phase = if duration.is_zero() {
            Phase::Yield
        } else {
            Phase::After(nanos(duration))
        };
        Sleep {
            core: self.core.clone(),
            phase,
        }
    }

    /// Waits until the loop's clock shows a time. One that has passed gives way all the same.
    pub fn sleep_until(&self, when: Duration) -> Sleep<O> {
        Sleep {
            core: self.core.clone(),
            phase: Phase::At(nanos(when)),
        }
    }

    /// Runs a future for at most so long: then its task is cancelled, which strikes this future only, and the answer is
    /// an error. A future that refuses to be cancelled may take longer, and its output counts.
    ///
    /// # Errors
    /// When it took too long.
    ///
    /// # Panics
    /// When it is awaited outside of a task.
    ///
    /// ```
    /// use core::time::Duration;
    /// use loopground_core::VirtualClock;
    /// use loopground_core::runtime::{Loop, TimedOut};
    ///
    /// let mut main = Loop::new(VirtualClock::new(), ());
    /// let lp = main.handle();
    /// let result = main.run(async move {
    ///     let second = Duration::from_secs(1);
    ///     (lp.timeout(second, lp.sleep(second * 2)).await, lp.timeout(second * 2, lp.sleep(second)).await)
    /// });
    /// assert_eq!(result, Ok((Err(TimedOut), Ok(()))));
    /// ```
    pub async fn timeout<F: Future>(
        &self,
        after: Duration,
        future: F,
    ) -> Result<F::Output, TimedOut> {
        self.timeout_at(self.now().saturating_add(after), future)
            .await
    }

    /// [`Handle::timeout`] with a time in place of a duration.
    ///
    /// # Errors
    /// When it took too long.
    ///
    /// # Panics
    /// When it is awaited outside of a task.
    pub async fn timeout_at<F: Future>(
        &self,
        when: Duration,
        future: F,
    ) -> Result<F::Output, TimedOut> {
        let task = self
            .current()
            .expect("a timeout has to be awaited in a task");
        let deadline = Deadline::new(self, task.clone(), when);
        let result = self.catch_cancel(future).await;
        let ours = {
            let mut state = deadline.call.state.borrow_mut();
            state.leave() && state.is_ours(task.uncancel())
        };
        drop(deadline);
        match result {
            Ok(output) => Ok(output),
            Err(_) if ours => Err(TimedOut),
            Err(cancelled) => self.raise(cancelled).await,
        }
    }
}

/// See [`Handle::yield_now`].
pub struct YieldNow<O: Observer = ()> {
    core: Rc<Core<O>>,
    yielded: bool,
}

impl<O: Observer> Future for YieldNow<O> {
    type Output = ();

    #[inline]
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.yielded {
            return Poll::Ready(());
        }
        self.yielded = true;
        self.core.yield_now(context.waker());
        Poll::Pending
    }
}

/// See [`Handle::sleep`].
pub struct Sleep<O: Observer = ()> {
    core: Rc<Core<O>>,
    phase: Phase,
}

enum Phase {
    After(u64),
    At(u64),
    Yield,
    Waiting(WaitKey, TimerId),
    Over,
}

impl<O: Observer> Future for Sleep<O> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let this = &mut *self;
        let when = match this.phase {
            Phase::Over => return Poll::Ready(()),
            Phase::Yield => {
                this.phase = Phase::Over;
                this.core.yield_now(context.waker());
                return Poll::Pending;
            }
            Phase::Waiting(wait, _) => {
                if this.core.poll_wait(wait, context.waker()).is_ready() {
                    this.core.free_wait(wait);
                    this.phase = Phase::Over;
                    return Poll::Ready(());
                }
                return Poll::Pending;
            }
            Phase::After(duration) => this.core.now().saturating_add(duration),
            Phase::At(when) => when,
        };
        let wait = this.core.begin_wait(WaitsFor::Time, context.waker());
        let timer = this.core.call_at(when, Job::Fire(wait));
        this.phase = Phase::Waiting(wait, timer);
        Poll::Pending
    }
}

impl<O: Observer> Drop for Sleep<O> {
    fn drop(&mut self) {
        if let Phase::Waiting(wait, timer) = self.phase {
            self.core.cancel_timer(timer);
            self.core.free_wait(wait);
        }
    }
}

/// A timer that cancels a task, unless it is dropped before.
struct Deadline<O: Observer> {
    call: Rc<Expire<O>>,
    timer: Option<TimerId>,
}

struct Expire<O: Observer> {
    task: TaskRef<O>,
    state: RefCell<Timeout>,
}

impl<O: Observer> Deadline<O> {
    fn new(handle: &Handle<O>, task: TaskRef<O>, when: Duration) -> Self {
        let mut state = Timeout::new();
        let _ = state.enter(task.cancelling());
        let call = Rc::new(Expire {
            task,
            state: RefCell::new(state),
        });
        let job: Rc<dyn Call> = call.clone();
        let timer = if when <= handle.now() {
            handle.core.call_soon(job);
            None
        } else {
            Some(handle.core.call_at(nanos(when), Job::Call(job)))
        };
        Self { call, timer }
    }
}

impl<O: Observer> Drop for Deadline<O> {
    fn drop(&mut self) {
        // A call that is queued already finds the block over, also when it was dropped.
        let _ = self.call.state.borrow_mut().leave();
        if let Some(timer) = self.timer.take() {
            self.call.task.core.cancel_timer(timer);
        }
    }
}

impl<O: Observer> Call for Expire<O> {
    fn call(self: Rc<Self>) {
        if self.state.borrow().state() == TimeoutState::Active {
            self.task.core.cancel(self.task.key, &Cancelled::new());
            self.state.borrow_mut().expire();
        }
    }
}
