//! What tasks use a loop by.
//!
//! Here: [`Handle`] with spawning and asking, [`JoinHandle`] and [`TaskRef`]. Time, cancellation, groups and primitives
//! have files of their own.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::format;
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;
use core::any::Any;
use core::cell::Cell;
use core::fmt;
use core::marker::PhantomData;
use core::pin::Pin;
use core::task::{Context, Poll};
use core::time::Duration;

use super::body::{BoxedBody, FromFuture, Resume, boxed};
use super::cancel::Cancelled;
use super::shared::Core;
use super::state::{Call, Task, TaskKey, WaitKey};
use crate::event::{Observer, TaskId, WaitsFor};

/// A loop as its tasks see it. Cheap to clone; every task that uses the loop has one.
///
/// All methods may be called in and outside of tasks, but only on the loop's thread.
pub struct Handle<O: Observer = ()> {
    pub(super) core: Rc<Core<O>>,
}

impl<O: Observer> Clone for Handle<O> {
    fn clone(&self) -> Self {
        Self {
            core: self.core.clone(),
        }
    }
}

impl<O: Observer> fmt::Debug for Handle<O> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Handle").finish_non_exhaustive()
    }
}

impl<O: Observer> Handle<O> {
    /// Makes a task of a future. Its first step runs in the next turn.
    ///
    /// Dropping the join handle lets the task run on.
    pub fn spawn<F>(&self, future: F) -> JoinHandle<F::Output, O>
    where
        F: Future + 'static,
        F::Output: 'static,
    {
        self.join_handle(boxed(FromFuture::new(future)), None)
    }

    /// [`Handle::spawn`] with a name in place of `Task-1`, `Task-2`, ….
    pub fn spawn_named<F>(&self, name: impl Into<Box<str>>, future: F) -> JoinHandle<F::Output, O>
    where
        F: Future + 'static,
        F::Output: 'static,
    {
        self.join_handle(boxed(FromFuture::new(future)), Some(name.into()))
    }

    /// Makes a task of anything that can be resumed.
    pub fn spawn_resumable<R>(&self, body: R) -> JoinHandle<R::Output, O>
    where
        R: Resume + 'static,
        R::Output: 'static,
    {
        self.join_handle(boxed(body), None)
    }

    fn join_handle<T>(&self, body: BoxedBody, name: Option<Box<str>>) -> JoinHandle<T, O> {
        let key = self.core.spawn(body, name);
        JoinHandle {
            task: TaskRef {
                core: self.core.clone(),
                key,
            },
            wait: None,
            output: PhantomData,
        }
    }

    /// The time of the loop's clock.
    #[must_use]
    pub fn now(&self) -> Duration {
        self.core.clock.now()
    }

    /// The task that is running, `None` outside of tasks.
    #[must_use]
    pub fn current(&self) -> Option<TaskRef<O>> {
        let key = self.core.current()?;
        Some(TaskRef {
            core: self.core.clone(),
            key,
        })
    }

    /// All tasks that are not done, oldest first.
    #[must_use]
    pub fn tasks(&self) -> Vec<TaskRef<O>> {
        let state = self.core.state();
        let mut found: Vec<_> = state
            .tasks
            .iter()
            .filter(|(_, task)| !task.done.is_done())
            .map(|(key, task)| (task.id, key))
            .collect();
        found.sort_unstable_by_key(|(id, _)| *id);
        found
            .into_iter()
            .map(|(_, key)| TaskRef {
                core: self.core.clone(),
                key,
            })
            .collect()
    }

    /// Queues a function call behind everything that is ready.
    ///
    /// ```
    /// use loopground_core::{VirtualClock, runtime::Loop};
    ///
    /// let mut main = Loop::new(VirtualClock::new(), ());
    /// let lp = main.handle();
    /// let flag = std::rc::Rc::new(std::cell::Cell::new(false));
    /// lp.call_soon({ let flag = flag.clone(); move || flag.set(true) });
    /// assert!(!flag.get());
    /// main.turn();
    /// assert!(flag.get());
    /// ```
    pub fn call_soon(&self, function: impl FnOnce() + 'static) {
        self.core
            .call_soon(Rc::new(Once(Cell::new(Some(function)))));
    }
}

/// A function to be called once.
struct Once<F>(Cell<Option<F>>);

impl<F: FnOnce()> Call for Once<F> {
    fn call(self: Rc<Self>) {
        if let Some(function) = self.0.take() {
            function();
        }
    }
}

/// A task: to look at it and to cancel it. Does not keep it from anything, nor its output.
pub struct TaskRef<O: Observer = ()> {
    pub(super) core: Rc<Core<O>>,
    pub(super) key: TaskKey,
}

impl<O: Observer> Clone for TaskRef<O> {
    fn clone(&self) -> Self {
        Self {
            core: self.core.clone(),
            key: self.key,
        }
    }
}

impl<O: Observer> TaskRef<O> {
    fn with<T>(&self, ask: impl FnOnce(&Task) -> T) -> Option<T> {
        self.core.state().tasks.get(self.key).map(ask)
    }

    /// The number of the task; `None` when the task is over and forgotten.
    #[must_use]
    pub fn id(&self) -> Option<TaskId> {
        self.with(|task| task.id)
    }

    /// The name; empty when the task is over and forgotten.
    #[must_use]
    pub fn name(&self) -> String {
        let name = |task: &Task| match task.rare.as_ref().and_then(|rare| rare.name.as_deref()) {
            Some(name) => String::from(name),
            None => format!("Task-{}", task.number),
        };
        self.with(name).unwrap_or_default()
    }

    /// Gives the task another name.
    pub fn set_name(&self, name: impl Into<Box<str>>) {
        if let Some(task) = self.core.state().tasks.get_mut(self.key) {
            task.rare().name = Some(name.into());
        }
    }

    /// Whether the task is over.
    #[must_use]
    pub fn is_finished(&self) -> bool {
        self.with(|task| task.done.is_done()).unwrap_or(true)
    }

    /// Asks the task to cancel itself; see [`crate::task`]. Answers `false` when it is over already.
    pub fn cancel(&self) -> bool {
        self.core.cancel(self.key, &Cancelled::new())
    }

    /// [`TaskRef::cancel`] with a message.
    pub fn cancel_with(&self, message: impl Into<Cow<'static, str>>) -> bool {
        self.core
            .cancel(self.key, &Cancelled::with_message(message))
    }

    /// Requests to cancel the task that were not taken back.
    #[must_use]
    pub fn cancelling(&self) -> u32 {
        self.with(|task| task.state.cancelling()).unwrap_or(0)
    }

    /// Takes back one request; answers how many are left.
    pub fn uncancel(&self) -> u32 {
        self.core
            .state()
            .tasks
            .get_mut(self.key)
            .map_or(0, |task| task.state.uncancel())
    }
}

impl<O: Observer> fmt::Debug for TaskRef<O> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_tuple("TaskRef")
            .field(&self.name())
            .finish()
    }
}

/// A task and its output to come. Awaiting it gives `Ok(output)`, or `Err` when the task was cancelled.
///
/// As in asyncio, cancelling a task that awaits another one cancels that one, and the first is struck when the second
/// has ended; [`Handle::shield`] prevents this. When the second refuses, the first goes on as well. When the second was
/// cancelled by somebody else, the first gets an `Err` to deal with.
///
/// Dropping the handle lets the task run on.
pub struct JoinHandle<T, O: Observer = ()> {
    pub(super) task: TaskRef<O>,
    wait: Option<WaitKey>,
    output: PhantomData<fn() -> T>,
}

impl<T: 'static, O: Observer> JoinHandle<T, O> {
    /// The output of a task that is over, without waiting.
    pub(super) fn take_now(&mut self) -> Result<T, Cancelled> {
        match self
            .task
            .core
            .poll_join(self.task.key, &mut self.wait, core::task::Waker::noop())
        {
            Poll::Ready(Ok(body)) => Ok(output_of(body)),
            Poll::Ready(Err(cancelled)) => Err(cancelled),
            Poll::Pending => unreachable!("the task is over"),
        }
    }
}

impl<T, O: Observer> JoinHandle<T, O> {
    pub(super) fn waits_for(&self) -> WaitsFor {
        self.task.id().map_or(WaitsFor::Foreign, WaitsFor::Task)
    }

    /// The task without its output.
    #[must_use]
    pub fn task(&self) -> &TaskRef<O> {
        &self.task
    }

    /// See [`TaskRef::cancel`].
    pub fn cancel(&self) -> bool {
        self.task.cancel()
    }

    /// See [`TaskRef::cancel_with`].
    pub fn cancel_with(&self, message: impl Into<Cow<'static, str>>) -> bool {
        self.task.cancel_with(message)
    }

    /// See [`TaskRef::is_finished`].
    #[must_use]
    pub fn is_finished(&self) -> bool {
        self.task.is_finished()
    }

    /// See [`TaskRef::name`].
    #[must_use]
    pub fn name(&self) -> String {
        self.task.name()
    }
}

impl<T, O: Observer> fmt::Debug for JoinHandle<T, O> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_tuple("JoinHandle")
            .field(&self.name())
            .finish()
    }
}

impl<T: 'static, O: Observer> Future for JoinHandle<T, O> {
    type Output = Result<T, Cancelled>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        match this
            .task
            .core
            .poll_join(this.task.key, &mut this.wait, context.waker())
        {
            Poll::Ready(Ok(body)) => Poll::Ready(Ok(output_of(body))),
            Poll::Ready(Err(cancelled)) => Poll::Ready(Err(cancelled)),
            Poll::Pending => Poll::Pending,
        }
    }
}

fn output_of<T: 'static>(mut body: BoxedBody) -> T {
    let mut output: Option<T> = None;
    body.as_mut().take_output(&mut output as &mut dyn Any);
    output.expect("a task that returned has an output of its type")
}

impl<T, O: Observer> Drop for JoinHandle<T, O> {
    fn drop(&mut self) {
        if let Some(wait) = self.wait.take() {
            self.task.core.free_wait(wait);
        }
        self.task.core.detach(self.task.key);
    }
}
