//! Waiting for several tasks.
//!
//! Here: [`Handle::join_all`], [`Handle::gather`], [`Handle::wait`], [`Handle::as_completed`], [`Handle::shield`]. Not here:
//! task groups ([`super::group`]).
//!
//! As in asyncio each task that is done queues one call, and the last of them wakes the waiting task: two places in the
//! ready queue between the end of a task and the step that sees it.

use alloc::rc::Rc;
use alloc::vec::Vec;
use core::cell::{Cell, RefCell};
use core::fmt;
use core::pin::Pin;
use core::task::{Context, Poll, ready};
use core::time::Duration;

use super::cancel::Cancelled;
use super::handle::{Handle, JoinHandle, TaskRef};
use super::queue::Queue;
use super::shared::{Core, nanos};
use super::state::{Call, Job, OnCancel, OnDone, Tasks, WaitKey};
use crate::event::{Observer, WaitsFor};
use crate::group::{self, MemberEnd, WaitSet};
use crate::timers::TimerId;

/// Why [`Handle::gather`] has no list of values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GatherError<E> {
    /// A task returned this error, the first to do so.
    Failed(E),
    /// A task was cancelled before any failed.
    Cancelled(Cancelled),
}

impl<E: fmt::Display> fmt::Display for GatherError<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed(error) => error.fmt(formatter),
            Self::Cancelled(cancelled) => cancelled.fmt(formatter),
        }
    }
}

impl<E: fmt::Debug + fmt::Display> core::error::Error for GatherError<E> {}

/// When [`Handle::wait`] is over. There is no "first exception": a Rust task returns its errors as values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReturnWhen {
    /// One task is done.
    FirstCompleted,
    /// All tasks are done.
    AllCompleted,
}

/// What [`Handle::wait`] found, as places in its list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waited {
    /// Tasks that are done.
    pub done: Vec<usize>,
    /// Tasks that are not.
    pub pending: Vec<usize>,
}

impl<O: Observer> Handle<O> {
    /// Waits for all tasks and gives what each of them ended with, in the order of the list.
    ///
    /// Cancelling the waiting task cancels all of them.
    ///
    /// ```
    /// use core::time::Duration;
    /// use loopground_core::VirtualClock;
    /// use loopground_core::runtime::Loop;
    ///
    /// let mut main = Loop::new(VirtualClock::new(), ());
    /// let lp = main.handle();
    /// let squares = main.run(async move {
    ///     let tasks = (1..=3).map(|number| {
    ///         let own = lp.clone();
    ///         lp.spawn(async move {
    ///             own.sleep(Duration::from_secs(10 - number)).await;
    ///             number * number
    ///         })
    ///     });
    ///     lp.join_all(tasks).await
    /// });
    /// assert_eq!(squares, Ok(vec![Ok(1), Ok(4), Ok(9)]));
    /// ```
    pub fn join_all<T: 'static>(
        &self,
        tasks: impl IntoIterator<Item = JoinHandle<T, O>>,
    ) -> JoinAll<T, O> {
        JoinAll {
            gathering: Gathering::new(self, tasks.into_iter().collect(), |_| false),
        }
    }

    /// Waits for all tasks and gives their values in the order of the list, or the first failure at once; then the
    /// others run on.
    ///
    /// Cancelling the waiting task cancels all of them.
    pub fn gather<T: 'static, E: 'static>(
        &self,
        tasks: impl IntoIterator<Item = JoinHandle<Result<T, E>, O>>,
    ) -> Gather<T, E, O> {
        let failed = |result: &Result<Result<T, E>, Cancelled>| !matches!(result, Ok(Ok(_)));
        Gather {
            gathering: Gathering::new(self, tasks.into_iter().collect(), failed),
        }
    }

    /// Waits until one or all of the tasks are done, or the time is over. Neither that nor cancelling the waiting task
    /// does anything to the tasks.
    ///
    /// ```
    /// use core::time::Duration;
    /// use loopground_core::VirtualClock;
    /// use loopground_core::runtime::{Loop, ReturnWhen};
    ///
    /// let mut main = Loop::new(VirtualClock::new(), ());
    /// let lp = main.handle();
    /// let found = main.run(async move {
    ///     let slow = lp.spawn(lp.sleep(Duration::from_secs(5)));
    ///     let fast = lp.spawn(lp.sleep(Duration::from_secs(1)));
    ///     lp.wait([slow.task(), fast.task()], ReturnWhen::FirstCompleted, None).await
    /// });
    /// let found = found.unwrap();
    /// assert_eq!((found.done, found.pending), (vec![1], vec![0]));
    /// ```
    pub fn wait<'a>(
        &self,
        tasks: impl IntoIterator<Item = &'a TaskRef<O>>,
        until: ReturnWhen,
        timeout: Option<Duration>,
    ) -> WaitTasks<O> {
        let tasks: Vec<_> = tasks.into_iter().cloned().collect();
        WaitTasks {
            core: self.core.clone(),
            tasks,
            until,
            timeout,
            begun: None,
        }
    }

    /// Gives the results of tasks in the order in which they are done.
    ///
    /// ```
    /// use core::time::Duration;
    /// use loopground_core::VirtualClock;
    /// use loopground_core::runtime::Loop;
    ///
    /// let mut main = Loop::new(VirtualClock::new(), ());
    /// let lp = main.handle();
    /// let order = main.run(async move {
    ///     let sleep = |seconds| lp.spawn(lp.sleep(Duration::from_secs(seconds)));
    ///     let mut tasks = lp.as_completed([sleep(3), sleep(1), sleep(2)]);
    ///     let mut order = Vec::new();
    ///     while let Some((place, Ok(()))) = tasks.next().await {
    ///         order.push(place);
    ///     }
    ///     order
    /// });
    /// assert_eq!(order, Ok(vec![1, 2, 0]));
    /// ```
    pub fn as_completed<T: 'static>(
        &self,
        tasks: impl IntoIterator<Item = JoinHandle<T, O>>,
    ) -> AsCompleted<T, O> {
        let done = Queue::new(self, None);
        let tasks: Vec<_> = tasks.into_iter().map(Some).collect();
        for (place, task) in tasks.iter().flatten().enumerate() {
            let call = Rc::new(Report {
                place,
                done: done.clone(),
            });
            task.task.core.on_done(task.task.key, call);
        }
        AsCompleted {
            left: tasks.len(),
            tasks,
            done,
        }
    }

    /// Waits for a task without passing a cancellation on to it: when the waiting task is cancelled, this one runs on.
    ///
    /// ```
    /// use core::time::Duration;
    /// use loopground_core::VirtualClock;
    /// use loopground_core::runtime::{Loop, TimedOut};
    ///
    /// let mut main = Loop::new(VirtualClock::new(), ());
    /// let lp = main.handle();
    /// let result = main.run(async move {
    ///     let mut task = lp.spawn(lp.sleep(Duration::from_secs(2)));
    ///     let first = lp.timeout(Duration::from_secs(1), lp.shield(&mut task)).await;
    ///     (first, task.await, lp.now().as_secs())
    /// });
    /// assert_eq!(result, Ok((Err(TimedOut), Ok(()), 2)));
    /// ```
    pub fn shield<'a, T: 'static>(&self, task: &'a mut JoinHandle<T, O>) -> Shield<'a, T, O> {
        Shield { task, wait: None }
    }
}

/// Tasks whose results are being collected.
struct Gathering<T, O: Observer> {
    core: Rc<Core<O>>,
    wait: WaitKey,
    places: RefCell<Vec<Place<T, O>>>,
    left: Cell<usize>,
    /// The first task whose result `fails`.
    failed: Cell<Option<usize>>,
    fails: fn(&Result<T, Cancelled>) -> bool,
}

enum Place<T, O: Observer> {
    Running(JoinHandle<T, O>),
    Done(Result<T, Cancelled>),
    /// Nobody wants to know any more.
    Gone,
}

impl<T: 'static, O: Observer> Gathering<T, O> {
    fn new(
        handle: &Handle<O>,
        tasks: Vec<JoinHandle<T, O>>,
        fails: fn(&Result<T, Cancelled>) -> bool,
    ) -> Rc<Self> {
        let core = handle.core.clone();
        let keys: Vec<_> = tasks.iter().map(|task| task.task.key).collect();
        let asks = Tasks::Many(keys.clone().into());
        let wait = core.new_wait(
            WaitsFor::Tasks,
            OnCancel::Ask {
                tasks: asks,
                asked: false,
            },
        );
        let gathering = Rc::new(Self {
            core,
            wait,
            left: Cell::new(tasks.len()),
            failed: Cell::new(None),
            fails,
            places: RefCell::new(tasks.into_iter().map(Place::Running).collect()),
        });
        let mut finished = Vec::new();
        for (place, key) in keys.into_iter().enumerate() {
            let call = Rc::new(Collect {
                gathering: gathering.clone(),
                place,
            });
            // Those that are done already count once all are known.
            if let Some(call) = gathering.core.add_done_callback(key, call) {
                finished.push(call);
            }
        }
        if gathering.left.get() == 0 {
            gathering.core.set_wait(wait);
        }
        for call in finished {
            call.call();
        }
        gathering
    }

    fn collect(&self, place: usize) {
        self.left.set(self.left.get() - 1);
        let taken = core::mem::replace(&mut self.places.borrow_mut()[place], Place::Gone);
        let Place::Running(mut task) = taken else {
            return;
        };
        let result = task.take_now();
        let cancelled = result.as_ref().err().cloned();
        let fails = (self.fails)(&result);
        self.places.borrow_mut()[place] = Place::Done(result);
        if fails && self.failed.get().is_none() {
            self.failed.set(Some(place));
            match cancelled {
                Some(cancelled) => self.core.end_asked(self.wait, &cancelled),
                None => self.core.set_wait(self.wait),
            }
        } else if self.left.get() == 0 {
            self.core
                .end_asked(self.wait, &cancelled.unwrap_or_default());
        }
    }

    fn poll(&self, context: &mut Context<'_>) -> Poll<Vec<Place<T, O>>> {
        ready!(self.core.poll_wait(self.wait, context.waker()));
        Poll::Ready(core::mem::take(&mut *self.places.borrow_mut()))
    }

    /// The waiting future is gone.
    fn abandon(&self) {
        self.core.free_wait(self.wait);
        let mut places = core::mem::take(&mut *self.places.borrow_mut());
        // Calls on their way find nothing to do.
        let gone = places.iter().map(|_| Place::Gone).collect();
        *self.places.borrow_mut() = gone;
        places.clear();
    }
}

/// The call of one task that is done.
struct Collect<T, O: Observer> {
    gathering: Rc<Gathering<T, O>>,
    place: usize,
}

impl<T: 'static, O: Observer> Call for Collect<T, O> {
    fn call(self: Rc<Self>) {
        if self.place < self.gathering.places.borrow().len() {
            self.gathering.collect(self.place);
        }
    }
}

/// See [`Handle::join_all`].
pub struct JoinAll<T: 'static, O: Observer = ()> {
    gathering: Rc<Gathering<T, O>>,
}

impl<T, O: Observer> Future for JoinAll<T, O> {
    type Output = Vec<Result<T, Cancelled>>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let places = ready!(self.gathering.poll(context));
        Poll::Ready(places.into_iter().filter_map(Place::result).collect())
    }
}

impl<T, O: Observer> Place<T, O> {
    fn result(self) -> Option<Result<T, Cancelled>> {
        match self {
            Self::Done(result) => Some(result),
            Self::Running(_) | Self::Gone => None,
        }
    }
}

impl<T: 'static, O: Observer> Drop for JoinAll<T, O> {
    fn drop(&mut self) {
        self.gathering.abandon();
    }
}

/// See [`Handle::gather`].
pub struct Gather<T: 'static, E: 'static, O: Observer = ()> {
    gathering: Rc<Gathering<Result<T, E>, O>>,
}

impl<T, E, O: Observer> Future for Gather<T, E, O> {
    type Output = Result<Vec<T>, GatherError<E>>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let mut places = ready!(self.gathering.poll(context));
        let failed = self
            .gathering
            .failed
            .get()
            .map(|place| places.swap_remove(place));
        Poll::Ready(match failed.and_then(Place::result) {
            Some(Ok(Err(error))) => Err(GatherError::Failed(error)),
            Some(Err(cancelled)) => Err(GatherError::Cancelled(cancelled)),
            Some(Ok(Ok(_))) | None => Ok(places
                .into_iter()
                .filter_map(Place::result)
                .flatten()
                .flatten()
                .collect()),
        })
    }
}

impl<T: 'static, E: 'static, O: Observer> Drop for Gather<T, E, O> {
    fn drop(&mut self) {
        self.gathering.abandon();
    }
}

/// See [`Handle::wait`].
pub struct WaitTasks<O: Observer = ()> {
    core: Rc<Core<O>>,
    tasks: Vec<TaskRef<O>>,
    until: ReturnWhen,
    timeout: Option<Duration>,
    begun: Option<(Rc<Countdown<O>>, Option<TimerId>)>,
}

/// The call of every task that is done.
struct Countdown<O: Observer> {
    core: Rc<Core<O>>,
    wait: WaitKey,
    set: RefCell<WaitSet>,
}

impl<O: Observer> Call for Countdown<O> {
    fn call(self: Rc<Self>) {
        let over = self.set.borrow_mut().member_done(MemberEnd::Value);
        if over {
            self.core.set_wait(self.wait);
        }
    }
}

impl<O: Observer> Future for WaitTasks<O> {
    type Output = Waited;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Waited> {
        let this = &mut *self;
        if let Some((countdown, _)) = &this.begun {
            ready!(this.core.poll_wait(countdown.wait, context.waker()));
        } else if !this.tasks.is_empty() {
            let wait = this.core.begin_wait(WaitsFor::Tasks, context.waker());
            let timer = this.timeout.map(|timeout| {
                this.core.call_at(
                    this.core.now().saturating_add(nanos(timeout)),
                    Job::Fire(wait),
                )
            });
            let until = match this.until {
                ReturnWhen::FirstCompleted => group::ReturnWhen::FirstCompleted,
                ReturnWhen::AllCompleted => group::ReturnWhen::AllCompleted,
            };
            let set = RefCell::new(WaitSet::new(this.tasks.len(), until));
            let countdown = Rc::new(Countdown {
                core: this.core.clone(),
                wait,
                set,
            });
            for task in &this.tasks {
                this.core.on_done(task.key, countdown.clone());
            }
            this.begun = Some((countdown, timer));
            return Poll::Pending;
        }
        let mut found = Waited::default();
        for (place, task) in this.tasks.iter().enumerate() {
            if task.is_finished() {
                &mut found.done
            } else {
                &mut found.pending
            }
            .push(place);
        }
        Poll::Ready(found)
    }
}

impl<O: Observer> Drop for WaitTasks<O> {
    fn drop(&mut self) {
        let Some((countdown, timer)) = self.begun.take() else {
            return;
        };
        if let Some(timer) = timer {
            self.core.cancel_timer(timer);
        }
        let address = Rc::as_ptr(&countdown).cast::<()>();
        for task in &self.tasks {
            let gone = self.core.state().tasks.get_mut(task.key).map(|task| {
                task.done.remove_done_callback(|callback| match callback {
                    OnDone::Queue(call) => Rc::as_ptr(call).cast::<()>() == address,
                    OnDone::Wake(_) => false,
                })
            });
            drop(gone);
        }
        self.core.free_wait(countdown.wait);
    }
}

/// See [`Handle::as_completed`].
pub struct AsCompleted<T, O: Observer = ()> {
    tasks: Vec<Option<JoinHandle<T, O>>>,
    done: Queue<usize, crate::sync::Fifo<usize>, O>,
    left: usize,
}

/// The call of one task that is done.
struct Report<O: Observer> {
    place: usize,
    done: Queue<usize, crate::sync::Fifo<usize>, O>,
}

impl<O: Observer> Call for Report<O> {
    fn call(self: Rc<Self>) {
        // The queue has no limit and is never shut down.
        let _ = self.done.put_nowait(self.place);
    }
}

impl<T: 'static, O: Observer> AsCompleted<T, O> {
    /// The next task that is done: its place in the list and its result. `None` when all were given.
    pub async fn next(&mut self) -> Option<(usize, Result<T, Cancelled>)> {
        if self.left == 0 {
            return None;
        }
        let place = self.done.get().await.ok()?;
        self.left -= 1;
        let mut task = self.tasks[place].take()?;
        Some((place, task.take_now()))
    }
}

/// See [`Handle::shield`].
pub struct Shield<'a, T, O: Observer = ()> {
    task: &'a mut JoinHandle<T, O>,
    wait: Option<WaitKey>,
}

struct SetWait<O: Observer> {
    core: Rc<Core<O>>,
    wait: WaitKey,
}

impl<O: Observer> Call for SetWait<O> {
    fn call(self: Rc<Self>) {
        self.core.set_wait(self.wait);
    }
}

impl<T: 'static, O: Observer> Future for Shield<'_, T, O> {
    type Output = Result<T, Cancelled>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        let TaskRef { core, key } = &this.task.task;
        match this.wait {
            Some(wait) => ready!(core.poll_wait(wait, context.waker())),
            None if this.task.is_finished() => {}
            None => {
                let wait = core.begin_wait(this.task.waits_for(), context.waker());
                core.on_done(
                    *key,
                    Rc::new(SetWait {
                        core: core.clone(),
                        wait,
                    }),
                );
                this.wait = Some(wait);
                return Poll::Pending;
            }
        }
        Poll::Ready(this.task.take_now())
    }
}

impl<T, O: Observer> Drop for Shield<'_, T, O> {
    fn drop(&mut self) {
        if let Some(wait) = self.wait.take() {
            self.task.task.core.free_wait(wait);
        }
    }
}
