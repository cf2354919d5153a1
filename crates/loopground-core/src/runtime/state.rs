//! What a loop knows: tasks, waits, and the queue of jobs.
//!
//! Here: the data, and changes that run no code of anybody else. Not here: steps of tasks, and everything that drops
//! what users gave ([`super::shared`]).

use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::task::Waker;

use super::body::BoxedBody;
use super::cancel::{Cancelled, Message};
use super::inbox::{Cells, Inbox};
use super::slab::{Key, Slab};
use crate::event::{TaskId, WaitsFor};
use crate::task::Cancel;
use crate::turn::EventLoop;
use crate::{FutureState, TaskState};

pub(super) type TaskKey = Key<Task>;
pub(super) type WaitKey = Key<Wait>;

/// What the ready queue and the timers hold.
pub(super) enum Job {
    /// Run a step of a task.
    Step(TaskKey),
    /// A time has come: end the wait.
    Fire(WaitKey),
    /// Run a piece of the runtime itself: a done callback, a timeout.
    Call(Rc<dyn Call>),
}

/// A piece of the runtime that runs as a job of its own.
pub(super) trait Call {
    fn call(self: Rc<Self>);
}

/// What happens when a task is done.
pub(super) enum OnDone {
    /// The wait of a join ends; its task is queued at once.
    Wake(WaitKey),
    /// A job is queued.
    Queue(Rc<dyn Call>),
}

pub(super) struct Task {
    pub(super) id: TaskId,
    /// Absent while a step runs, and after the output was taken.
    pub(super) body: Option<BoxedBody>,
    pub(super) cell: u32,
    /// A step is in the ready queue.
    pub(super) queued: bool,
    pub(super) running: bool,
    /// A join handle may ask for the output.
    pub(super) joinable: bool,
    pub(super) state: TaskState<WaitKey>,
    pub(super) done: FutureState<(), Cancelled, OnDone, Message>,
    pub(super) rare: Option<Box<Rare>>,
    /// Number of the default name; 0 when the task was named.
    pub(super) number: u64,
}

/// What most tasks never need.
#[derive(Default)]
pub(super) struct Rare {
    /// Places inside the body where a cancellation is caught, innermost last.
    pub(super) catches: Vec<Catch>,
    /// A cancellation on its way to a catch.
    pub(super) thrown: Option<(u64, Cancelled)>,
    pub(super) name: Option<Box<str>>,
}

impl Task {
    pub(super) fn rare(&mut self) -> &mut Rare {
        self.rare.get_or_insert_default()
    }

    /// Takes the cancellation that is on its way to this catch.
    pub(super) fn take_thrown(&mut self, catch: u64) -> Option<Cancelled> {
        let thrown = &mut self.rare.as_mut()?.thrown;
        thrown
            .take_if(|(target, _)| *target == catch)
            .map(|(_, cancelled)| cancelled)
    }
}

pub(super) struct Catch {
    pub(super) id: u64,
    /// Set when the catch is polled by something that has a waker of its own.
    pub(super) waker: Option<Waker>,
}

/// One await of something of this loop.
pub(super) struct Wait {
    pub(super) end: WaitEnd,
    pub(super) wakee: Wakee,
    pub(super) on: WaitsFor,
    pub(super) on_cancel: OnCancel,
}

pub(super) enum WaitEnd {
    Pending,
    /// It was woken.
    Set,
    Cancelled(Cancelled),
}

/// Who is to be woken when a wait ends.
pub(super) enum Wakee {
    Nobody,
    Task(TaskKey),
    /// Something between the task and the wait has a waker of its own.
    Foreign(Waker),
}

/// What cancelling a wait does.
pub(super) enum OnCancel {
    /// It ends.
    End,
    /// The tasks it waits for are asked to cancel themselves; it ends when they do.
    Ask {
        tasks: Tasks,
        /// They were asked.
        asked: bool,
    },
}

pub(super) enum Tasks {
    One(TaskKey),
    Many(Box<[TaskKey]>),
}

impl Tasks {
    pub(super) fn as_slice(&self) -> &[TaskKey] {
        match self {
            Self::One(task) => core::slice::from_ref(task),
            Self::Many(tasks) => tasks,
        }
    }
}

pub(super) struct State {
    pub(super) events: EventLoop<Job, u64>,
    pub(super) tasks: Slab<Task>,
    pub(super) waits: Slab<Wait>,
    pub(super) cells: Cells<TaskKey>,
    pub(super) tasks_made: u64,
    pub(super) names_made: u64,
    pub(super) catches_made: u64,
    pub(super) closed: bool,
}

impl State {
    pub(super) const fn new() -> Self {
        Self {
            events: EventLoop::new(),
            tasks: Slab::new(),
            waits: Slab::new(),
            cells: Cells::new(),
            tasks_made: 0,
            names_made: 0,
            catches_made: 0,
            closed: false,
        }
    }

    /// Queues the next step of a task, unless it is queued already or the task is done. Answers whether it did.
    #[inline]
    pub(super) fn queue_step(&mut self, key: TaskKey) -> bool {
        match self.tasks.get_mut(key) {
            Some(task) if !task.queued && !task.done.is_done() => {
                task.queued = true;
                self.events.call_soon(Job::Step(key));
                true
            }
            _ => false,
        }
    }

    /// Queues the tasks whose wakers were used, in order.
    #[inline]
    pub(super) fn take_in(&mut self, inbox: &Arc<Inbox>) {
        if !inbox.is_empty() {
            let Self {
                cells,
                tasks,
                events,
                ..
            } = self;
            cells.drain(inbox, |key| {
                if let Some(task) = tasks.get_mut(key)
                    && !task.queued
                    && !task.done.is_done()
                {
                    task.queued = true;
                    events.call_soon(Job::Step(key));
                }
            });
        }
    }

    /// Ends a pending wait. A waiting task is queued; the caller uses a foreign waker once it no longer borrows.
    #[inline]
    pub(super) fn end_wait(&mut self, key: WaitKey, end: WaitEnd) -> Wakee {
        let Some(wait) = self.waits.get_mut(key) else {
            return Wakee::Nobody;
        };
        if !matches!(wait.end, WaitEnd::Pending) {
            return Wakee::Nobody;
        }
        wait.end = end;
        let wakee = core::mem::replace(&mut wait.wakee, Wakee::Nobody);
        if let Wakee::Task(task) = wakee
            && !self.queue_step(task)
        {
            return Wakee::Nobody;
        }
        wakee
    }

    /// What follows for those who joined a task that ended.
    pub(super) fn end_join(&mut self, key: WaitKey, cancelled: Option<&Cancelled>) -> Wakee {
        let end = match (cancelled, self.waits.get(key)) {
            (
                Some(cancelled),
                Some(Wait {
                    on_cancel: OnCancel::Ask { asked: true, .. },
                    ..
                }),
            ) => WaitEnd::Cancelled(cancelled.clone()),
            _ => WaitEnd::Set,
        };
        self.end_wait(key, end)
    }

    /// Asks a task to cancel itself: asyncio's `Task.cancel`. `woken` receives who was woken. `false` when the task is
    /// done.
    ///
    /// A request to a task that joins another one goes on to that one. The chain is walked, not recursed into.
    pub(super) fn cancel_task(
        &mut self,
        first: TaskKey,
        cancelled: &Cancelled,
        woken: &mut Vec<Wakee>,
        mut asked_for: impl FnMut(TaskId),
    ) -> bool {
        let mut taken = false;
        let mut pending = alloc::vec![first];
        // Tasks that join each other in a circle would have us go round for ever.
        let mut hops_left = self.tasks.len() * 2 + 2;
        while let Some(key) = pending.pop() {
            let Some(task) = self.tasks.get_mut(key) else {
                continue;
            };
            task.done.forget_unretrieved();
            if task.done.is_done() || hops_left == 0 {
                continue;
            }
            hops_left -= 1;
            taken |= key == first;
            asked_for(task.id);
            let wait_key = match task.state.cancel() {
                Cancel::Forward(wait) => Some(wait),
                Cancel::Noted => None,
            };
            if !wait_key.is_some_and(|wait| self.cancel_wait(wait, cancelled, &mut pending, woken))
            {
                self.note_cancel(key, cancelled);
            }
        }
        taken
    }

    /// Cancels what a task waits for. `false` when that is over already.
    pub(super) fn cancel_wait(
        &mut self,
        key: WaitKey,
        cancelled: &Cancelled,
        tasks_to_ask: &mut Vec<TaskKey>,
        woken: &mut Vec<Wakee>,
    ) -> bool {
        let Some(wait) = self.waits.get_mut(key) else {
            return false;
        };
        if !matches!(wait.end, WaitEnd::Pending) {
            return false;
        }
        match &mut wait.on_cancel {
            OnCancel::End => {
                woken.push(self.end_wait(key, WaitEnd::Cancelled(cancelled.clone())));
                true
            }
            OnCancel::Ask { tasks, asked } => {
                let all = &self.tasks;
                let alive =
                    |task: &&TaskKey| all.get(**task).is_some_and(|task| !task.done.is_done());
                let before = tasks_to_ask.len();
                // Asked in their order: the list is worked off from its end.
                tasks_to_ask.extend(tasks.as_slice().iter().rev().filter(alive));
                let found = tasks_to_ask.len() > before;
                *asked |= found;
                found
            }
        }
    }

    /// The next step will throw the cancellation; there is one in the queue afterwards.
    fn note_cancel(&mut self, key: TaskKey, cancelled: &Cancelled) {
        if let Some(task) = self.tasks.get_mut(key) {
            task.state.note_cancel();
            task.done.set_cancel_message(cancelled.0.clone());
            if !task.running {
                self.queue_step(key);
            }
        }
    }
}
