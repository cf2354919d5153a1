//! Task groups: tasks that do not outlive a block of code.
//!
//! Here: [`Handle::task_group`] and [`TaskGroup`]. Not here: lists of independent tasks ([`super::gather`]).

use alloc::rc::Rc;
use alloc::vec::Vec;
use core::cell::{Cell, RefCell};
use core::fmt;
use core::pin::Pin;
use core::task::{Context, Poll, ready};

use super::cancel::Cancelled;
use super::handle::{Handle, JoinHandle, TaskRef};
use super::state::{Call, TaskKey, WaitKey};
use crate::event::{Observer, WaitsFor};
use crate::group::{self, GroupNext, MemberEnd, Verdict};

/// What went wrong in a group, in the order in which it did; the error of the group's own block comes last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupError<E> {
    /// At least one.
    pub errors: Vec<E>,
}

impl<E> fmt::Display for GroupError<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} unhandled errors in a task group",
            self.errors.len()
        )
    }
}

impl<E: fmt::Debug> core::error::Error for GroupError<E> {}

/// The group is over, or cancelling its tasks: it takes no new ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupClosed;

impl fmt::Display for GroupClosed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the task group takes no new tasks")
    }
}

impl core::error::Error for GroupClosed {}

/// A group, inside the block of [`Handle::task_group`]. Clones name the same group, so tasks can spawn others.
pub struct TaskGroup<E, O: Observer = ()> {
    inner: Rc<Group<E, O>>,
}

impl<E, O: Observer> Clone for TaskGroup<E, O> {
    fn clone(&self) -> Self {
        Self {
            inner: self.inner.clone(),
        }
    }
}

struct Group<E, O: Observer> {
    handle: Handle<O>,
    parent: TaskRef<O>,
    /// Tasks by the number they have in the group; done ones leave a gap.
    tasks: RefCell<Vec<Option<TaskKey>>>,
    errors: RefCell<Vec<E>>,
    state: RefCell<group::TaskGroup>,
    /// The wait for the last task.
    empty: Cell<Option<WaitKey>>,
}

impl<O: Observer> Handle<O> {
    /// Runs a block that may spawn tasks into a group, and waits for all of them, whatever happens.
    ///
    /// When a task or the block fails, the others are cancelled, and the answer is all errors. When the task that runs
    /// the block is cancelled, so are the tasks of the group.
    ///
    /// # Errors
    /// All errors of tasks and block.
    ///
    /// # Panics
    /// When it is awaited outside of a task.
    ///
    /// ```
    /// use core::time::Duration;
    /// use loopground_core::VirtualClock;
    /// use loopground_core::runtime::Loop;
    ///
    /// let mut main = Loop::new(VirtualClock::new(), ());
    /// let lp = main.handle();
    /// let result = main.run(async move {
    ///     lp.task_group(async |group| {
    ///         for seconds in 1..=3 {
    ///             let lp = lp.clone();
    ///             group
    ///                 .spawn(async move {
    ///                     lp.sleep(Duration::from_secs(seconds)).await;
    ///                     if seconds == 2 { Err("two") } else { Ok(()) }
    ///                 })
    ///                 .unwrap();
    ///         }
    ///         Ok(())
    ///     })
    ///     .await
    /// });
    /// assert_eq!(result.unwrap().unwrap_err().errors, ["two"]);
    /// assert_eq!(main.handle().now().as_secs(), 2, "the third task was cancelled");
    /// ```
    pub async fn task_group<T, E: 'static>(
        &self,
        block: impl AsyncFnOnce(TaskGroup<E, O>) -> Result<T, E>,
    ) -> Result<T, GroupError<E>> {
        let parent = self
            .current()
            .expect("a task group has to be awaited in a task");
        let group = Rc::new(Group {
            handle: self.clone(),
            parent,
            tasks: RefCell::default(),
            errors: RefCell::default(),
            state: RefCell::default(),
            empty: Cell::new(None),
        });
        let _ = group.state.borrow_mut().enter();
        let abandoned = AbortOnDrop(&group);
        let (mut value, mut own_error, mut struck) = (None, None, None);
        let raised = match self
            .catch_cancel(block(TaskGroup {
                inner: group.clone(),
            }))
            .await
        {
            Ok(Ok(output)) => {
                value = Some(output);
                None
            }
            Ok(Err(error)) => {
                own_error = Some(error);
                Some(MemberEnd::Error)
            }
            Err(cancelled) => {
                struck = Some(cancelled);
                Some(MemberEnd::Cancelled)
            }
        };
        let abort = group.state.borrow_mut().exit(raised);
        if abort {
            group.cancel_tasks();
        }
        // Again and again: this wait may be cancelled several times.
        while group.next() == GroupNext::Wait {
            let waited = self
                .catch_cancel(Empty {
                    group: &group,
                    wait: None,
                })
                .await;
            if let Err(cancelled) = waited {
                let abort = group.state.borrow_mut().wait_cancelled();
                if abort {
                    struck = Some(cancelled);
                    group.cancel_tasks();
                }
            }
        }
        core::mem::forget(abandoned);
        let verdict = group
            .state
            .borrow_mut()
            .verdict(own_error.is_some(), || group.parent.uncancel());
        let mut errors = group.errors.take();
        errors.extend(own_error);
        match (verdict, value) {
            (Verdict::Pass, Some(value)) => Ok(value),
            (Verdict::RaiseErrors, _) => {
                if group.parent.cancelling() > 0 {
                    // The request of somebody else stays, and strikes at the next await.
                    group.parent.uncancel();
                    group.parent.cancel();
                }
                Err(GroupError { errors })
            }
            _ => self.raise(struck.unwrap_or_default()).await,
        }
    }
}

impl<E: 'static, O: Observer> TaskGroup<E, O> {
    /// Spawns a task into the group. Its handle gives `None` when the task failed: the error is the group's.
    ///
    /// # Errors
    /// When the group takes no new tasks.
    pub fn spawn<F, T>(&self, future: F) -> Result<JoinHandle<Option<T>, O>, GroupClosed>
    where
        F: Future<Output = Result<T, E>> + 'static,
        T: 'static,
    {
        let group = &self.inner;
        group.state.borrow().may_spawn().map_err(|_| GroupClosed)?;
        let error = Rc::new(Cell::new(None));
        let task = group.handle.spawn({
            let error = error.clone();
            async move {
                match future.await {
                    Ok(value) => Some(value),
                    Err(failure) => {
                        error.set(Some(failure));
                        None
                    }
                }
            }
        });
        let number = group.tasks.borrow().len();
        group.tasks.borrow_mut().push(Some(task.task.key));
        group.state.borrow_mut().spawned();
        let done = Rc::new(MemberDone {
            group: group.clone(),
            number,
            error,
        });
        group.handle.core.on_done(task.task.key, done);
        Ok(task)
    }

    /// How many tasks of the group are not done.
    #[must_use]
    pub fn len(&self) -> usize {
        self.inner.state.borrow().left()
    }

    /// Whether all tasks of the group are done.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl<E, O: Observer> Group<E, O> {
    fn next(&self) -> GroupNext {
        self.state.borrow().next()
    }

    /// Cancels all tasks of the group, in the order in which they were spawned.
    fn cancel_tasks(&self) {
        let tasks: Vec<_> = self.tasks.borrow().iter().flatten().copied().collect();
        for task in tasks {
            self.handle.core.cancel(task, &Cancelled::new());
        }
    }
}

/// The call of a task of the group that is done.
struct MemberDone<E, O: Observer> {
    group: Rc<Group<E, O>>,
    number: usize,
    error: Rc<Cell<Option<E>>>,
}

impl<E, O: Observer> Call for MemberDone<E, O> {
    fn call(self: Rc<Self>) {
        let group = &self.group;
        group.tasks.borrow_mut()[self.number] = None;
        let error = self.error.take();
        // A member that was cancelled and one that returned are the same to the group.
        let end = if error.is_some() {
            MemberEnd::Error
        } else {
            MemberEnd::Value
        };
        let next = group
            .state
            .borrow_mut()
            .member_done(end, group.parent.is_finished());
        if next.set_empty
            && let Some(wait) = group.empty.get()
        {
            group.handle.core.set_wait(wait);
        }
        group.errors.borrow_mut().extend(error);
        if next.abort {
            // What the block awaits is to be given up: cancel its task, and take that back at the end.
            group.cancel_tasks();
            group.parent.cancel();
        }
    }
}

/// Waits until no task is left.
struct Empty<'a, E, O: Observer> {
    group: &'a Group<E, O>,
    wait: Option<WaitKey>,
}

impl<E, O: Observer> Future for Empty<'_, E, O> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let core = &self.group.handle.core;
        match self.wait {
            Some(wait) => ready!(core.poll_wait(wait, context.waker())),
            None => {
                let wait = core.begin_wait(WaitsFor::Tasks, context.waker());
                self.group.empty.set(Some(wait));
                self.wait = Some(wait);
                return Poll::Pending;
            }
        }
        Poll::Ready(())
    }
}

impl<E, O: Observer> Drop for Empty<'_, E, O> {
    fn drop(&mut self) {
        if let Some(wait) = self.wait.take() {
            self.group.empty.set(None);
            self.group.handle.core.free_wait(wait);
        }
    }
}

/// Cancels the tasks when the block is dropped without having ended.
struct AbortOnDrop<'a, E, O: Observer>(&'a Group<E, O>);

impl<E, O: Observer> Drop for AbortOnDrop<'_, E, O> {
    fn drop(&mut self) {
        let abort = self.0.state.borrow_mut().exit(Some(MemberEnd::Cancelled));
        if abort {
            self.0.cancel_tasks();
        }
    }
}
