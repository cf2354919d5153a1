//! The state of a task beyond that of a future: requests to cancel it, and what it waits for.
//!
//! Here: [`TaskState`], which decides how a step begins and what follows from how it ended. Not here: the step itself
//! (interpreted bytecode, or polling a Rust future), the task's result (a [`FutureState`](crate::FutureState) beside
//! this), names and contexts.
//!
//! # The life of a task
//!
//! ```text
//!                  1 created             3 step ends: yielded / misused
//!                      │            ┌──────────────────────────────┐
//!                      ▼            ▼                              │
//!              ┌────────────────────────┐  2 begin_step    ┌───────┴───────┐
//!              │ SCHEDULED              │─────────────────►│ RUNNING       │
//!              │ one call_soon is queued│                  │ in its step   │
//!              └────────────────────────┘                  └──┬─────────┬──┘
//!                  ▲                                          │         │ 6 step ends: returned,
//!                  │ 5 the future is done:                    │         │   raised or cancelled
//!                  │   its callback is queued                 │         ▼
//!              ┌───┴────────────────────┐   4 step ends:      │    ┌─────────┐
//!              │ WAITING                │◄────────────────────┘    │ DONE    │
//!              │ for a pending future   │      awaits              └─────────┘
//!              └────────────────────────┘
//! ```
//!
//! | | transition | done by |
//! |---|---|---|
//! | 1 | a new task queues its first step (an eager one begins it at once: 2) | embedder: `call_soon` |
//! | 2 | the step begins, with a cancellation if one was noted | [`TaskState::begin_step`] |
//! | 3 | a bare yield: the next step is queued | [`TaskState::end_step`] → [`Next::StepSoon`] |
//! | 4 | the body awaits a pending future: be its callback | [`TaskState::end_step`] → [`Next::Wait`] |
//! | 5 | the future is done and hands out the callback | [`FutureState`](crate::FutureState), then the embedder: `call_soon` |
//! | 6 | the body is over | [`TaskState::end_step`] → [`Next::Finish`], [`Next::Fail`], [`Next::Cancel`], [`Next::CancelWithError`] |
//! | 7 | a request to cancel, in any state but DONE | [`TaskState::cancel`] |
//!
//! A request (7) goes to the future that the task waits for. When that takes it, the future is done at once and the
//! task follows through 5. When there is no such future, or it is done already, the request is noted, and the next
//! `begin_step` throws it. Cancelling is never more than a request: the body may clean up first, or refuse.

/// Bookkeeping of one task. `F` names the future it waits for.
///
/// ```
/// use loopground_core::task::{Cancel, Incoming, Next, Resume, StepEnd, TaskState};
///
/// let mut task: TaskState<&str> = TaskState::new();
/// // The first step runs up to `await sleeping`.
/// assert_eq!(task.begin_step(Incoming::Nothing), Resume::Send);
/// assert_eq!(task.end_step(StepEnd::Awaits("sleeping")), Next::Wait { then_cancel: false });
/// // Somebody cancels: the future is to be cancelled in the task's place.
/// assert_eq!(task.cancel(), Cancel::Forward("sleeping"));
/// // The future was pending, so it is cancelled now and wakes the task with its error.
/// assert_eq!(task.begin_step(Incoming::Cancelled), Resume::ThrowIncoming);
/// assert_eq!(task.end_step(StepEnd::RaisedCancelled), Next::CancelWithError);
/// assert_eq!(task.cancelling(), 1);
/// ```
#[derive(Clone, Debug)]
pub struct TaskState<F> {
    waits_for: Option<F>,
    requests: u32,
    must_cancel: bool,
}

/// What to do about a request to cancel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Cancel<F> {
    /// Cancel this future instead, with the message. If it answers that it is done already, call
    /// [`TaskState::note_cancel`]; otherwise nothing more: it will wake the task.
    Forward(F),
    /// The next step throws it; that is queued already, or the task is running. Keep the message in the task's own
    /// future ([`FutureState::set_cancel_message`](crate::FutureState::set_cancel_message)).
    Noted,
}

/// What the wake-up that begins a step brings along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Incoming {
    /// The first step, a bare yield, or a future that finished with a value.
    Nothing,
    /// A future that was cancelled: the error is a cancellation.
    Cancelled,
    /// A future that failed, or a misuse that is thrown into the body.
    Error,
}

/// How to resume the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resume {
    /// Go on.
    Send,
    /// Throw the error that came with the wake-up.
    ThrowIncoming,
    /// Throw the task's own cancellation, made from what its future keeps
    /// ([`take_cancelled_error`](crate::FutureState::take_cancelled_error), else the message), in place of what came
    /// with the wake-up.
    ThrowCancelled,
}

/// How the step ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepEnd<F> {
    /// The body returned.
    Returned,
    /// The body ended with a cancellation.
    RaisedCancelled,
    /// The body ended with another error.
    Raised,
    /// The body gave way without waiting for anything.
    Yielded,
    /// The body awaits a future.
    Awaits(F),
    /// The body yielded something that cannot be waited for (a future of another loop, itself, a generator).
    Misused,
}

/// What the embedder does after a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Next {
    /// Set the task's result.
    Finish,
    /// Set the task's error.
    Fail,
    /// The body returned although a request was noted: cancel the task's future with the message it keeps.
    Cancel,
    /// The body ended with a cancellation: cancel the task's future and keep that error
    /// ([`FutureState::cancel_with`](crate::FutureState::cancel_with)).
    CancelWithError,
    /// Queue the next step.
    StepSoon,
    /// Queue a step that throws the error which words the misuse.
    ThrowSoon,
    /// Add a callback to the awaited future that begins the next step.
    Wait {
        /// A request was noted while the task ran: now cancel the awaited future with the message that the task's
        /// future keeps. If it takes it, call [`TaskState::cancel_delivered`].
        then_cancel: bool,
    },
}

impl<F> Default for TaskState<F> {
    fn default() -> Self {
        Self::new()
    }
}

impl<F> TaskState<F> {
    /// A task that has not begun.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            waits_for: None,
            requests: 0,
            must_cancel: false,
        }
    }

    /// Requests to cancel that were not taken back.
    pub fn cancelling(&self) -> u32 {
        self.requests
    }

    /// Takes one request back and says how many are left. At zero, a request that was noted and not thrown yet is
    /// dropped.
    pub fn uncancel(&mut self) -> u32 {
        if self.requests > 0 {
            self.requests -= 1;
            if self.requests == 0 {
                self.must_cancel = false;
            }
        }
        self.requests
    }

    /// Whether the next step will throw a noted request.
    pub fn must_cancel(&self) -> bool {
        self.must_cancel
    }

    /// What the task waits for; still set while its wake-up is queued.
    pub fn waits_for(&self) -> Option<&F> {
        self.waits_for.as_ref()
    }

    /// Notes a request for the next step: when the future of [`Cancel::Forward`] was done already. As with
    /// [`Cancel::Noted`] the message goes to the task's own future.
    pub fn note_cancel(&mut self) {
        self.must_cancel = true;
    }

    /// The future of [`Next::Wait`]'s `then_cancel` was cancelled, so nothing is left to throw.
    pub fn cancel_delivered(&mut self) {
        self.must_cancel = false;
    }

    /// Begins a step (transition 2). The task must not be done.
    pub fn begin_step(&mut self, incoming: Incoming) -> Resume {
        self.waits_for = None;
        let noted = core::mem::take(&mut self.must_cancel);
        match incoming {
            Incoming::Cancelled => Resume::ThrowIncoming,
            _ if noted => Resume::ThrowCancelled,
            Incoming::Error => Resume::ThrowIncoming,
            Incoming::Nothing => Resume::Send,
        }
    }

    /// Says what follows from the end of a step (transitions 3, 4 and 6).
    pub fn end_step(&mut self, end: StepEnd<F>) -> Next {
        match end {
            StepEnd::Returned if core::mem::take(&mut self.must_cancel) => Next::Cancel,
            StepEnd::Returned => Next::Finish,
            StepEnd::RaisedCancelled => Next::CancelWithError,
            StepEnd::Raised => Next::Fail,
            StepEnd::Yielded => Next::StepSoon,
            StepEnd::Misused => Next::ThrowSoon,
            StepEnd::Awaits(future) => {
                self.waits_for = Some(future);
                Next::Wait {
                    then_cancel: self.must_cancel,
                }
            }
        }
    }
}

impl<F: Clone> TaskState<F> {
    /// Asks the task to cancel itself (transition 7). The caller has seen that it is not done, and has called
    /// [`FutureState::forget_unretrieved`](crate::FutureState::forget_unretrieved) on its future.
    pub fn cancel(&mut self) -> Cancel<F> {
        self.requests += 1;
        if let Some(future) = self.waits_for.clone() {
            return Cancel::Forward(future);
        }
        self.must_cancel = true;
        Cancel::Noted
    }
}
