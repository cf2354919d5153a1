//! Waits: the awaits of things that belong to the loop.
//!
//! Here: making, polling and ending them, and [`Host`], through which primitives do. Not here: who waits for what.

use alloc::vec::Vec;
use core::ptr;
use core::task::{Poll, Waker};

use super::shared::Core;
use super::state::{OnCancel, State, Wait, WaitEnd, WaitKey, Wakee};
use crate::event::{Event, Observer, WaitsFor};
use crate::sync::Waiters;
use crate::task::StepEnd;

impl<O: Observer> Core<O> {
    pub(super) fn new_wait(&self, on: WaitsFor, on_cancel: OnCancel) -> WaitKey {
        let wait = Wait {
            end: WaitEnd::Pending,
            wakee: Wakee::Nobody,
            on,
            on_cancel,
        };
        self.state.borrow_mut().waits.insert(wait)
    }

    /// A new wait with its first poll, which is pending.
    pub(super) fn begin_wait(&self, on: WaitsFor, waker: &Waker) -> WaitKey {
        self.begin_wait_in(&mut self.state.borrow_mut(), on, OnCancel::End, waker)
    }

    #[inline]
    pub(super) fn begin_wait_in(
        &self,
        state: &mut State,
        on: WaitsFor,
        on_cancel: OnCancel,
        waker: &Waker,
    ) -> WaitKey {
        let current = self.current.get();
        let wakee = match current {
            Some(task) if self.is_own(waker) => Wakee::Task(task),
            _ => Wakee::Foreign(waker.clone()),
        };
        let State { waits, tasks, .. } = state;
        let end = WaitEnd::Pending;
        let key = waits.insert(Wait {
            end,
            wakee,
            on,
            on_cancel,
        });
        if let Some(task) = current.and_then(|task| tasks.get_mut(task)) {
            let _ = task.state.end_step(StepEnd::Awaits(key));
        }
        key
    }

    #[inline]
    pub(super) fn is_own(&self, waker: &Waker) -> bool {
        (waker.data(), ptr::from_ref(waker.vtable())) == self.own_waker.get()
    }

    /// Ready when the wait was set. A cancelled one strikes the code that awaits it.
    pub(super) fn poll_wait(&self, key: WaitKey, waker: &Waker) -> Poll<()> {
        let mut state = self.state.borrow_mut();
        let State { waits, tasks, .. } = &mut *state;
        let Some(wait) = waits.get_mut(key) else {
            return Poll::Ready(());
        };
        match &wait.end {
            WaitEnd::Set => Poll::Ready(()),
            WaitEnd::Cancelled(cancelled) => {
                let cancelled = cancelled.clone();
                drop(state);
                self.raise(cancelled);
                Poll::Pending
            }
            WaitEnd::Pending => {
                let current = self.current.get();
                let wakee = match current {
                    Some(task) if self.is_own(waker) => Wakee::Task(task),
                    _ => Wakee::Foreign(waker.clone()),
                };
                let before = core::mem::replace(&mut wait.wakee, wakee);
                if let Some(task) = current.and_then(|task| tasks.get_mut(task)) {
                    // Whether a request was noted is looked at when the step has ended.
                    let _ = task.state.end_step(StepEnd::Awaits(key));
                }
                drop(state);
                drop(before);
                Poll::Pending
            }
        }
    }

    pub(super) fn free_wait(&self, key: WaitKey) {
        let wait = self.state.borrow_mut().waits.remove(key);
        drop(wait);
    }

    /// Sets a wait: whoever awaits it is woken.
    #[inline]
    pub(super) fn set_wait(&self, key: WaitKey) {
        if let Wakee::Foreign(waker) = self.end_wait(key) {
            waker.wake();
        }
    }

    /// [`Core::set_wait`] for callers that borrow something: they use a foreign waker afterwards.
    #[inline]
    pub(super) fn end_wait(&self, key: WaitKey) -> Wakee {
        let mut state = self.state();
        let wakee = state.end_wait(key, WaitEnd::Set);
        self.tell(&state, &wakee);
        drop(state);
        self.inbox.rouse();
        wakee
    }

    pub(super) fn tell(&self, state: &State, wakee: &Wakee) {
        if O::ENABLED
            && let Wakee::Task(task) = wakee
            && let Some(task) = Self::id_of(state, Some(*task))
        {
            let by = Self::id_of(state, self.current.get());
            self.emit(|| Event::TaskWoken { task, by });
        }
    }

    pub(super) fn wake_all(&self, wakees: Vec<Wakee>) {
        for wakee in wakees {
            match wakee {
                Wakee::Foreign(waker) => waker.wake(),
                Wakee::Task(_) => self.tell(&self.state.borrow(), &wakee),
                Wakee::Nobody => {}
            }
        }
        self.inbox.rouse();
    }
}

/// What primitives ask and tell a loop about waits. Foreign wakers are used when it is dropped, which is to be after
/// the primitive's own state is no longer borrowed.
pub(super) struct Host<'a, O: Observer> {
    core: &'a Core<O>,
    foreign: Vec<Wakee>,
}

impl<'a, O: Observer> Host<'a, O> {
    #[inline]
    pub(super) fn new(core: &'a Core<O>) -> Self {
        Self {
            core,
            foreign: Vec::new(),
        }
    }
}

impl<O: Observer> Drop for Host<'_, O> {
    #[inline]
    fn drop(&mut self) {
        if !self.foreign.is_empty() {
            self.core.wake_all(core::mem::take(&mut self.foreign));
        }
    }
}

impl<O: Observer> Waiters<WaitKey> for Host<'_, O> {
    fn is_done(&self, waiter: &WaitKey) -> bool {
        let state = self.core.state.borrow();
        state
            .waits
            .get(*waiter)
            .is_none_or(|wait| !matches!(wait.end, WaitEnd::Pending))
    }

    fn is_cancelled(&self, waiter: &WaitKey) -> bool {
        let state = self.core.state.borrow();
        state
            .waits
            .get(*waiter)
            .is_some_and(|wait| matches!(wait.end, WaitEnd::Cancelled(_)))
    }

    #[inline]
    fn wake(&mut self, waiter: &WaitKey) {
        let wakee = self.core.end_wait(*waiter);
        if let Wakee::Foreign(_) = wakee {
            self.foreign.push(wakee);
        }
    }
}
