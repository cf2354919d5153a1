//! The heart of a loop: steps of tasks and everything that leads to one.
//!
//! Here: [`Core`], shared by the loop, its handles and all primitives. Not here: the turn ([`super::run`]) and anything
//! a user names.
//!
//! Invariant: the state is never borrowed while foreign code runs: bodies, destructors, wakers of others.

use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::cell::{Cell, RefCell, RefMut};
use core::ptr;
use core::task::{RawWakerVTable, Waker};
use core::time::Duration;

use super::body::BoxedBody;
use super::cancel::Cancelled;
use super::inbox::{Inbox, WakeHook};
use super::state::{Call, Catch, Job, State, Task, TaskKey, Wait};
use crate::clock::Clock;
use crate::event::{Event, Observer, TaskId};
use crate::timers::TimerId;

pub(super) struct Core<O> {
    pub(super) state: RefCell<State>,
    pub(super) inbox: Arc<Inbox>,
    pub(super) clock: Box<dyn Clock>,
    observer: O,
    /// The task whose step runs.
    pub(super) current: Cell<Option<TaskKey>>,
    /// Identity of its waker.
    pub(super) own_waker: Cell<(*const (), *const RawWakerVTable)>,
    /// What the body told us beside the result of its step.
    pub(super) signal: Cell<Signal>,
    pub(super) raised: Cell<Option<Cancelled>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Signal {
    None,
    Yielded,
    Raised,
}

impl<O: Observer> Core<O> {
    pub(super) fn new(clock: Box<dyn Clock>, observer: O, hook: Option<WakeHook>) -> Self {
        Self {
            state: RefCell::new(State::new()),
            inbox: Arc::new(Inbox::new(hook)),
            clock,
            observer,
            current: Cell::new(None),
            own_waker: Cell::new((ptr::null(), ptr::null())),
            signal: Cell::new(Signal::None),
            raised: Cell::new(None),
        }
    }

    /// The state, with everything queued that came through wakers before now.
    #[inline]
    pub(super) fn state(&self) -> RefMut<'_, State> {
        let mut state = self.state.borrow_mut();
        state.take_in(&self.inbox);
        state
    }

    #[inline]
    pub(super) fn emit(&self, event: impl FnOnce() -> Event) {
        if O::ENABLED {
            self.observer.event(self.clock.now(), event());
        }
    }

    /// Time in nanoseconds.
    pub(super) fn now(&self) -> u64 {
        nanos(self.clock.now())
    }

    pub(super) fn current(&self) -> Option<TaskKey> {
        self.current.get()
    }

    pub(super) fn id_of(state: &State, key: Option<TaskKey>) -> Option<TaskId> {
        state.tasks.get(key?).map(|task| task.id)
    }

    // Jobs

    pub(super) fn call_at(&self, when: u64, job: Job) -> TimerId {
        let timer = self.state.borrow_mut().events.call_at(when, job);
        // Who sleeps until the timer that was first up to now has to look again.
        self.inbox.rouse();
        timer
    }

    pub(super) fn call_soon(&self, call: Rc<dyn Call>) -> crate::HandleId {
        let id = self.state().events.call_soon(Job::Call(call));
        self.inbox.rouse();
        id
    }

    pub(super) fn cancel_timer(&self, timer: TimerId) {
        let job = self.state.borrow_mut().events.cancel_timer(timer);
        drop(job);
    }

    // What bodies do

    /// A bare yield: the next step is queued behind everything that is ready.
    #[inline]
    pub(super) fn yield_now(&self, waker: &Waker) {
        if self.is_own(waker) {
            self.signal.set(Signal::Yielded);
        } else {
            waker.wake_by_ref();
        }
    }

    pub(super) fn raise(&self, cancelled: Cancelled) {
        assert!(
            self.current.get().is_some(),
            "a cancellation can be raised only in a task of the loop"
        );
        self.raised.set(Some(cancelled));
        self.signal.set(Signal::Raised);
    }

    /// Enters a catch on its first poll; answers a cancellation that is meant for it.
    pub(super) fn poll_catch(
        &self,
        entered: &mut Option<(TaskKey, u64)>,
        waker: &Waker,
    ) -> Option<Cancelled> {
        let current = self.current.get()?;
        let mut state = self.state.borrow_mut();
        let waker = if self.is_own(waker) {
            None
        } else {
            Some(waker.clone())
        };
        if let Some((task, id)) = *entered
            && task == current
        {
            let task = state.tasks.get_mut(task)?;
            if let Some(cancelled) = task.take_thrown(id) {
                return Some(cancelled);
            }
            let catch = task
                .rare()
                .catches
                .iter_mut()
                .rev()
                .find(|catch| catch.id == id)?;
            let before = core::mem::replace(&mut catch.waker, waker);
            drop(state);
            drop(before);
            return None;
        }
        state.catches_made += 1;
        let id = state.catches_made;
        let task = state.tasks.get_mut(current)?;
        task.rare().catches.push(Catch { id, waker });
        let moved_from = entered.replace((current, id));
        drop(state);
        if let Some((task, id)) = moved_from {
            self.leave_catch(task, id);
        }
        None
    }

    pub(super) fn leave_catch(&self, key: TaskKey, id: u64) {
        let mut state = self.state.borrow_mut();
        let Some(task) = state.tasks.get_mut(key) else {
            return;
        };
        let catches = &mut task.rare().catches;
        let Some(place) = catches.iter().rposition(|catch| catch.id == id) else {
            return;
        };
        let catch = catches.remove(place);
        // A cancellation that did not arrive goes to the next one outside.
        if let Some(cancelled) = task.take_thrown(id) {
            task.state.note_cancel();
            task.done.set_cancel_message(cancelled.0);
        }
        drop(state);
        drop(catch);
    }

    /// Ends everything; answers what the loop held, to be dropped by the caller.
    pub(super) fn close(&self) -> (Vec<Job>, Vec<BoxedBody>, Vec<Wait>) {
        let mut state = self.state.borrow_mut();
        state.closed = true;
        let jobs = state.events.clear();
        let mut bodies = Vec::new();
        let (mut keep, waits) = (Vec::new(), state.waits.clear());
        for mut task in state.tasks.clear() {
            bodies.extend(task.body.take());
            keep.push(task);
        }
        drop(state);
        drop(keep);
        (jobs, bodies, waits)
    }
}

impl Task {
    /// The cancellation with which the task ended.
    pub(super) fn cancellation(&self) -> Cancelled {
        let kept = self.done.parts().cancelled_error.cloned();
        kept.unwrap_or_else(|| Cancelled(self.done.cancel_message().cloned()))
    }
}

/// Nanoseconds, as far as 64 bits go (584 years).
pub(super) fn nanos(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}
