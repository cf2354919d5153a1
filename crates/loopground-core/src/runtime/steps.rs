//! Steps of tasks, from being spawned to being joined.
//!
//! Here: the transitions of the chart in [`crate::task`], for bodies of the runtime. Not here: what bodies wait for
//! ([`super::waits`]).

use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::vec::Vec;
use core::cell::RefMut;
use core::ptr;
use core::task::{Context, Poll, Waker};

use super::body::{BoxedBody, Ended};
use super::cancel::Cancelled;
use super::shared::{Core, Signal};
use super::state::{
    Call, Job, OnCancel, OnDone, Rare, State, Task, TaskKey, Tasks, Wait, WaitEnd, WaitKey, Wakee,
};
use crate::event::{Ending, Event, Observer, TaskId, WaitsFor};
use crate::task::{Incoming, Next, Resume, StepEnd};
use crate::{FutureState, TaskState};

impl<O: Observer> Core<O> {
    pub(super) fn spawn(&self, body: BoxedBody, name: Option<Box<str>>) -> TaskKey {
        let mut state = self.state();
        state.tasks_made += 1;
        let id = TaskId(state.tasks_made);
        let number = if name.is_some() {
            0
        } else {
            state.names_made += 1;
            state.names_made
        };
        let cell = state.cells.reserve(&self.inbox);
        let key = state.tasks.insert(Task {
            id,
            body: Some(body),
            cell,
            queued: true,
            running: false,
            joinable: true,
            state: TaskState::new(),
            done: FutureState::new(),
            rare: name.map(|name| {
                Box::new(Rare {
                    name: Some(name),
                    ..Rare::default()
                })
            }),
            number,
        });
        state.cells.assign(cell, key);
        state.events.call_soon(Job::Step(key));
        if O::ENABLED {
            let by = Self::id_of(&state, self.current.get());
            self.emit(|| Event::TaskCreated { task: id, by });
        }
        let closed = state.closed;
        drop(state);
        if closed {
            // The loop is gone: nothing will ever run it.
            let body = self
                .state()
                .tasks
                .get_mut(key)
                .and_then(|task| task.body.take());
            self.finish(key, body, Ended::Cancelled, None);
        }
        self.inbox.rouse();
        key
    }

    /// Runs a step of a task: see the chart in [`crate::task`].
    pub(super) fn step(&self, key: TaskKey) {
        let mut state = self.state.borrow_mut();
        let State {
            tasks,
            waits,
            cells,
            ..
        } = &mut *state;
        let Some(task) = tasks.get_mut(key) else {
            return;
        };
        task.queued = false;
        if task.running || task.done.is_done() {
            return;
        }
        let Some(body) = task.body.take() else { return };
        let cancelled = match task.state.waits_for().and_then(|wait| waits.get(*wait)) {
            Some(Wait {
                end: WaitEnd::Cancelled(cancelled),
                ..
            }) => Some(cancelled.clone()),
            _ => None,
        };
        let incoming = if cancelled.is_some() {
            Incoming::Cancelled
        } else {
            Incoming::Nothing
        };
        let throw = match task.state.begin_step(incoming) {
            Resume::Send => None,
            Resume::ThrowIncoming => cancelled,
            Resume::ThrowCancelled => Some(Cancelled(task.done.cancel_message().cloned())),
        };
        task.running = true;
        let waker = cells.lend(task.cell);
        if O::ENABLED {
            let (task, cancelled) = (task.id, throw.is_some());
            self.emit(|| Event::TaskResumed { task, cancelled });
        }
        drop(state);
        let running = Running {
            core: self,
            key,
            body: Some(body),
            waker: Some(waker),
        };
        running.run(throw);
    }

    /// Sends a cancellation to the innermost catch of a task; gives it back when there is none.
    fn aim(&self, key: TaskKey, cancelled: Cancelled) -> Option<Cancelled> {
        let mut state = self.state.borrow_mut();
        let Some(task) = state.tasks.get_mut(key) else {
            return Some(cancelled);
        };
        let Some(rare) = &mut task.rare else {
            return Some(cancelled);
        };
        let Some(catch) = rare.catches.last() else {
            return Some(cancelled);
        };
        let waker = catch.waker.clone();
        rare.thrown = Some((catch.id, cancelled));
        drop(state);
        if let Some(waker) = waker {
            waker.wake();
        }
        None
    }

    /// A step ended and the task is not done.
    fn suspend(&self, key: TaskKey, body: BoxedBody, waker: Waker, yielded: bool) {
        let mut state = self.state();
        let State { tasks, cells, .. } = &mut *state;
        let Some(task) = tasks.get_mut(key) else {
            return;
        };
        cells.give_back(task.cell, waker);
        debug_assert!(task.body.is_none(), "the body was taken for the step");
        task.body = Some(body);
        task.running = false;
        let must_cancel = task.state.must_cancel();
        if O::ENABLED {
            let (id, wait) = (task.id, task.state.waits_for().copied());
            let on = match wait.and_then(|wait| state.waits.get(wait)) {
                Some(wait) => wait.on,
                None if yielded => WaitsFor::Nothing,
                None => WaitsFor::Foreign,
            };
            self.emit(|| Event::TaskSuspended { task: id, on });
        }
        if yielded {
            state.queue_step(key);
        } else if must_cancel {
            self.cancel_at_once(state, key);
        }
    }

    /// A request was noted while the task ran, and now it waits: what it waits for is cancelled.
    #[cold]
    fn cancel_at_once(&self, mut state: RefMut<'_, State>, key: TaskKey) {
        let Some(task) = state.tasks.get(key) else {
            return;
        };
        let cancelled = Cancelled(task.done.cancel_message().cloned());
        let wait = task.state.waits_for().copied();
        let (mut asked, mut woken) = (Vec::new(), Vec::new());
        let taken =
            wait.is_some_and(|wait| state.cancel_wait(wait, &cancelled, &mut asked, &mut woken));
        while let Some(task) = asked.pop() {
            state.cancel_task(task, &cancelled, &mut woken, |_| {});
        }
        match state.tasks.get_mut(key) {
            Some(task) if taken => task.state.cancel_delivered(),
            _ => _ = state.queue_step(key),
        }
        drop(state);
        self.wake_all(woken);
    }

    /// A task is over.
    fn finish(
        &self,
        key: TaskKey,
        body: Option<BoxedBody>,
        ended: Ended,
        cancelled: Option<Cancelled>,
    ) {
        let mut body = body;
        let mut foreign = Vec::new();
        let mut state = self.state();
        let Some(task) = state.tasks.get_mut(key) else {
            return;
        };
        task.running = false;
        let end = if ended == Ended::Done {
            StepEnd::Returned
        } else {
            StepEnd::RaisedCancelled
        };
        let callbacks = match task.state.end_step(end) {
            Next::Finish => {
                if task.joinable {
                    task.body = body.take();
                }
                task.done.set_result(()).ok()
            }
            Next::Cancel => {
                let message = task.done.cancel_message().cloned();
                task.done.cancel(message)
            }
            _ => task.done.cancel_with(cancelled.unwrap_or_default()),
        };
        let (id, cell) = (task.id, task.cell);
        let cancelled = task.done.is_cancelled().then(|| task.cancellation());
        if !task.joinable {
            state.tasks.remove(key);
        }
        state.cells.release(cell);
        let how = if cancelled.is_some() {
            Ending::Cancelled
        } else {
            Ending::Returned
        };
        self.emit(|| Event::TaskDone { task: id, how });
        callbacks
            .unwrap_or_default()
            .hand_out(|callback| match callback {
                OnDone::Wake(wait) => {
                    let wakee = state.end_join(wait, cancelled.as_ref());
                    self.tell(&state, &wakee);
                    if let Wakee::Foreign(_) = wakee {
                        foreign.push(wakee);
                    }
                }
                OnDone::Queue(call) => _ = state.events.call_soon(Job::Call(call)),
            });
        drop(state);
        drop(body);
        if !foreign.is_empty() {
            self.wake_all(foreign);
        }
    }

    pub(super) fn cancel(&self, key: TaskKey, cancelled: &Cancelled) -> bool {
        let mut woken = Vec::new();
        let mut state = self.state();
        let by = Self::id_of(&state, self.current.get());
        let taken = state.cancel_task(key, cancelled, &mut woken, |task| {
            self.emit(|| Event::CancelRequested { task, by });
        });
        drop(state);
        self.wake_all(woken);
        taken
    }

    /// Adds a call for when a task is done; gives it back when it is.
    pub(super) fn add_done_callback(
        &self,
        key: TaskKey,
        call: Rc<dyn Call>,
    ) -> Option<Rc<dyn Call>> {
        match self.state.borrow_mut().tasks.get_mut(key) {
            Some(task) => match task.done.add_done_callback(OnDone::Queue(call))? {
                OnDone::Queue(call) => Some(call),
                OnDone::Wake(_) => None,
            },
            None => Some(call),
        }
    }

    /// Queues a call for when a task is done; at once when it is.
    pub(super) fn on_done(&self, key: TaskKey, call: Rc<dyn Call>) {
        if let Some(call) = self.add_done_callback(key, call) {
            self.call_soon(call);
        }
    }

    /// Ends a wait for tasks: as cancelled when these were asked to cancel themselves in its place.
    pub(super) fn end_asked(&self, key: WaitKey, cancelled: &Cancelled) {
        let wakee = self.state().end_join(key, Some(cancelled));
        self.wake_all(alloc::vec![wakee]);
    }

    /// The join handle is gone: nobody will ask for the output.
    pub(super) fn detach(&self, key: TaskKey) {
        let mut state = self.state.borrow_mut();
        let Some(task) = state.tasks.get_mut(key) else {
            return;
        };
        task.joinable = false;
        if task.done.is_done() {
            let task = state.tasks.remove(key);
            drop(state);
            drop(task);
        }
    }

    /// Waits for a task. `Ok` gives the body with the output inside.
    pub(super) fn poll_join(
        &self,
        key: TaskKey,
        wait: &mut Option<WaitKey>,
        waker: &Waker,
    ) -> Poll<Result<BoxedBody, Cancelled>> {
        let mut state = self.state.borrow_mut();
        let Some(task) = state.tasks.get_mut(key) else {
            assert!(state.closed, "a join handle was polled after it had ended");
            return Poll::Ready(Err(Cancelled::new()));
        };
        if task.done.is_done() {
            let wait = wait.take().and_then(|wait| state.waits.remove(wait));
            let task = state.tasks.remove(key);
            drop(state);
            drop(wait);
            return Poll::Ready(match task {
                Some(mut task) => task.body.take().ok_or_else(|| task.cancellation()),
                None => Err(Cancelled::new()),
            });
        }
        if let Some(wait) = *wait {
            drop(state);
            // Pending, or cancelled: then this await is struck.
            let _ = self.poll_wait(wait, waker);
            return Poll::Pending;
        }
        let on = WaitsFor::Task(task.id);
        let on_cancel = OnCancel::Ask {
            tasks: Tasks::One(key),
            asked: false,
        };
        let new = self.begin_wait_in(&mut state, on, on_cancel, waker);
        if let Some(task) = state.tasks.get_mut(key) {
            // Not done, so the callback stays.
            let _ = task.done.add_done_callback(OnDone::Wake(new));
        }
        *wait = Some(new);
        Poll::Pending
    }
}

/// A step. If the body panics, the task counts as cancelled and the loop stays usable.
struct Running<'a, O: Observer> {
    core: &'a Core<O>,
    key: TaskKey,
    body: Option<BoxedBody>,
    waker: Option<Waker>,
}

impl<O: Observer> Running<'_, O> {
    #[inline]
    fn run(mut self, mut throw: Option<Cancelled>) {
        let (core, key) = (self.core, self.key);
        let (Some(body), Some(waker)) = (&mut self.body, &self.waker) else {
            return;
        };
        core.current.set(Some(key));
        core.own_waker
            .set((waker.data(), ptr::from_ref(waker.vtable())));
        core.signal.set(Signal::None);
        let mut context = Context::from_waker(waker);
        let mut last = None;
        let ended = loop {
            let ended = match throw.take().and_then(|cancelled| core.aim(key, cancelled)) {
                None => body.as_mut().step(&mut context),
                Some(cancelled) => {
                    last = Some(cancelled.clone());
                    body.as_mut().throw(&mut context, cancelled)
                }
            };
            match (core.signal.replace(Signal::None), ended) {
                (Signal::Raised, Ended::Wait | Ended::Yield) => throw = core.raised.take(),
                (Signal::Yielded, Ended::Wait) => break Ended::Yield,
                (_, ended) => break ended,
            }
        };
        core.current.set(None);
        core.own_waker.set((ptr::null(), ptr::null()));
        let (Some(body), Some(waker)) = (self.body.take(), self.waker.take()) else {
            return;
        };
        match ended {
            Ended::Yield | Ended::Wait => core.suspend(key, body, waker, ended == Ended::Yield),
            Ended::Done | Ended::Cancelled => {
                self.give_back(waker);
                core.finish(key, Some(body), ended, last);
            }
        }
    }

    fn give_back(&self, waker: Waker) {
        let mut state = self.core.state.borrow_mut();
        let State { tasks, cells, .. } = &mut *state;
        if let Some(task) = tasks.get(self.key) {
            cells.give_back(task.cell, waker);
        }
    }
}

impl<O: Observer> Drop for Running<'_, O> {
    fn drop(&mut self) {
        // Only when the body panicked.
        if let Some(body) = self.body.take() {
            drop(body);
            self.core.current.set(None);
            self.core.own_waker.set((ptr::null(), ptr::null()));
            if let Some(waker) = self.waker.take() {
                self.give_back(waker);
            }
            self.core.finish(self.key, None, Ended::Cancelled, None);
        }
    }
}
