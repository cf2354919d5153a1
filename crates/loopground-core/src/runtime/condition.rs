//! Condition variables and barriers.
//!
//! Here: [`Condition`], [`Barrier`]. Not here: the rules ([`crate::sync`]).

use alloc::rc::Rc;
use core::cell::RefCell;
use core::fmt;
use core::pin::Pin;
use core::task::{Context, Poll, ready};

use super::handle::Handle;
use super::shared::Core;
use super::state::WaitKey;
use super::sync::{Acquire, Lock, LockGuard};
use super::waits::Host;
use crate::event::{Observer, WaitsFor};
use crate::sync::{self, Arrival, Entry, Waiters};

/// A lock around a value, and tasks that wait until somebody notifies them of a change.
///
/// Unlike asyncio's, a cancelled [`Condition::wait`] does not take the lock again first: the guard went into the wait,
/// so no code is left that would believe to hold it.
///
/// ```
/// use std::rc::Rc;
/// use loopground_core::VirtualClock;
/// use loopground_core::runtime::{Condition, Loop};
///
/// let mut main = Loop::new(VirtualClock::new(), ());
/// let lp = main.handle();
/// let ready = Rc::new(Condition::new(&lp, false));
/// let other = ready.clone();
/// lp.spawn(async move {
///     let mut guard = other.lock().await;
///     *guard = true;
///     other.notify_all(&guard);
/// });
/// let value = main.run(async move {
///     let guard = ready.lock().await;
///     *ready.wait_while(guard, |ready| !*ready).await
/// });
/// assert_eq!(value, Ok(true));
/// ```
pub struct Condition<T = (), O: Observer = ()> {
    core: Rc<Core<O>>,
    lock: Lock<T, O>,
    line: RefCell<sync::Condition<WaitKey>>,
}

impl<T, O: Observer> Condition<T, O> {
    /// A condition around a value.
    pub fn new(handle: &Handle<O>, value: T) -> Self {
        Self {
            core: handle.core.clone(),
            lock: Lock::new(handle, value),
            line: RefCell::default(),
        }
    }

    /// Waits for the lock.
    pub fn lock(&self) -> Acquire<'_, T, O> {
        self.lock.lock()
    }

    /// Lets go of the lock, waits for a notification, and takes the lock again. It may come back without one.
    pub async fn wait<'a>(&'a self, guard: LockGuard<'a, T, O>) -> LockGuard<'a, T, O> {
        drop(guard);
        let mut turn = Notified {
            condition: self,
            wait: None,
            passed_on: false,
        };
        (&mut turn).await;
        let guard = self.lock.lock().await;
        turn.passed_on = true;
        guard
    }

    /// Waits for as long as something is the case.
    pub async fn wait_while<'a>(
        &'a self,
        mut guard: LockGuard<'a, T, O>,
        mut so: impl FnMut(&mut T) -> bool,
    ) -> LockGuard<'a, T, O> {
        while so(&mut *guard) {
            guard = self.wait(guard).await;
        }
        guard
    }

    /// Notifies up to `count` of those who wait. They go on when they get the lock.
    pub fn notify(&self, guard: &LockGuard<'_, T, O>, count: usize) {
        let _ = guard;
        let mut host = Host::new(&self.core);
        self.line.borrow_mut().notify(&mut host, count);
    }

    /// Notifies all who wait.
    pub fn notify_all(&self, guard: &LockGuard<'_, T, O>) {
        self.notify(guard, usize::MAX);
    }
}

/// A place in the line. When it is given up after it was notified, another one is notified instead.
struct Notified<'a, T, O: Observer> {
    condition: &'a Condition<T, O>,
    wait: Option<WaitKey>,
    passed_on: bool,
}

impl<T, O: Observer> Future for Notified<'_, T, O> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let condition = self.condition;
        if let Some(wait) = self.wait {
            ready!(condition.core.poll_wait(wait, context.waker()));
            condition.line.borrow_mut().finished(&wait);
            return Poll::Ready(());
        }
        let wait = condition
            .core
            .begin_wait(WaitsFor::Condition, context.waker());
        condition.line.borrow_mut().wait(wait);
        self.wait = Some(wait);
        Poll::Pending
    }
}

impl<T, O: Observer> Drop for Notified<'_, T, O> {
    fn drop(&mut self) {
        let Some(wait) = self.wait.take() else { return };
        let mut host = Host::new(&self.condition.core);
        let mut line = self.condition.line.borrow_mut();
        line.finished(&wait);
        if !self.passed_on && host.is_done(&wait) && !host.is_cancelled(&wait) {
            line.notify(&mut host, 1);
        }
        self.condition.core.free_wait(wait);
    }
}

/// The barrier was aborted, or reset while tasks waited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BrokenBarrier;

impl fmt::Display for BrokenBarrier {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the barrier is broken")
    }
}

impl core::error::Error for BrokenBarrier {}

/// A meeting point: tasks wait until enough of them have come.
///
/// ```
/// use std::rc::Rc;
/// use loopground_core::VirtualClock;
/// use loopground_core::runtime::{Barrier, Loop};
///
/// let mut main = Loop::new(VirtualClock::new(), ());
/// let lp = main.handle();
/// let barrier = Rc::new(Barrier::new(&lp, 2).unwrap());
/// let other = barrier.clone();
/// let second = lp.spawn(async move { other.wait().await });
/// let places = main.run(async move { (barrier.wait().await, second.await.unwrap()) });
/// assert_eq!(places, Ok((Ok(1), Ok(0))), "the task that was spawned first came first");
/// ```
pub struct Barrier<O: Observer = ()> {
    condition: Condition<(), O>,
    state: RefCell<sync::Barrier>,
}

impl<O: Observer> Barrier<O> {
    /// A barrier for so many tasks; `None` for zero.
    pub fn new(handle: &Handle<O>, parties: usize) -> Option<Self> {
        let state = RefCell::new(sync::Barrier::new(parties)?);
        Some(Self {
            condition: Condition::new(handle, ()),
            state,
        })
    }

    /// How many wait.
    pub fn waiting(&self) -> usize {
        self.state.borrow().waiting()
    }

    /// Whether it was aborted.
    pub fn is_broken(&self) -> bool {
        self.state.borrow().entry() == Entry::Broken
    }

    /// Waits until enough tasks wait. Each gets a number of its own below their count.
    ///
    /// # Errors
    /// When the barrier is broken, or breaks, or is reset.
    pub async fn wait(&self) -> Result<usize, BrokenBarrier> {
        let mut guard = self.condition.lock().await;
        loop {
            let entry = self.state.borrow().entry();
            match entry {
                Entry::Blocked => guard = self.condition.wait(guard).await,
                Entry::Broken => return Err(BrokenBarrier),
                Entry::Open => break,
            }
        }
        let arrival = self.state.borrow_mut().arrive();
        let _leaves = Leave(self);
        match arrival {
            Arrival::Last(index) => {
                self.condition.notify_all(&guard);
                Ok(index)
            }
            Arrival::Waits(index) => loop {
                let released = self.state.borrow().released();
                match released {
                    None => guard = self.condition.wait(guard).await,
                    Some(true) => return Ok(index),
                    Some(false) => return Err(BrokenBarrier),
                }
            },
        }
    }

    /// Starts over; those who wait get an error.
    pub async fn reset(&self) {
        let guard = self.condition.lock().await;
        self.state.borrow_mut().reset();
        self.condition.notify_all(&guard);
    }

    /// Breaks it; those who wait or come get an error until it is reset.
    pub async fn abort(&self) {
        let guard = self.condition.lock().await;
        self.state.borrow_mut().abort();
        self.condition.notify_all(&guard);
    }
}

/// Leaves the barrier however the wait ends.
struct Leave<'a, O: Observer>(&'a Barrier<O>);

impl<O: Observer> Drop for Leave<'_, O> {
    fn drop(&mut self) {
        if self.0.state.borrow_mut().leave() {
            let condition = &self.0.condition;
            let mut host = Host::new(&condition.core);
            condition.line.borrow_mut().notify(&mut host, usize::MAX);
        }
    }
}
