//! The state of a future: pending, cancelled or finished, and who wants to know.
//!
//! Here: [`FutureState`] and [`Callbacks`]. Not here: running callbacks (they are handed out when the future is done,
//! in order, to be queued with one [`EventLoop::call_soon`](crate::EventLoop::call_soon) each), and errors' wording.
//!
//! Generic over the embedder's types: `V` is a value, `E` an error, `C` a callback, `M` the message of a cancellation.
//! Nothing of these is ever called, compared or cloned here, so a callback may be a reference to a Python function
//! with its context as well as the number of a waiting Rust task.

use alloc::vec::{self, Vec};
use core::iter::Chain;
use core::option;

/// Which of the three states a future is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Not done.
    Pending,
    /// Done: somebody cancelled it.
    Cancelled,
    /// Done: it has a value or an error.
    Finished,
}

/// What a future has to say about its end. `V` and `E` are often references.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome<V, E> {
    /// Nothing yet.
    Pending,
    /// It was cancelled; the message is in [`FutureState::cancel_message`].
    Cancelled,
    /// It finished with a value.
    Value(V),
    /// It finished with an error.
    Error(E),
}

/// The future is done already; what should have become its outcome is given back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AlreadyDone<T>(pub T);

/// Callbacks in the order in which they were added. The first one needs no allocation.
#[derive(Clone, Debug)]
pub struct Callbacks<C> {
    first: Option<C>,
    more: Vec<C>,
}

impl<C> Default for Callbacks<C> {
    fn default() -> Self {
        Self::new()
    }
}

impl<C> Callbacks<C> {
    /// No callbacks.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            first: None,
            more: Vec::new(),
        }
    }

    /// Adds one at the end.
    pub fn push(&mut self, callback: C) {
        if self.first.is_none() && self.more.is_empty() {
            self.first = Some(callback);
        } else {
            self.more.push(callback);
        }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        usize::from(self.first.is_some()) + self.more.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.first.is_none() && self.more.is_empty()
    }

    /// In order.
    pub fn iter(&self) -> impl Iterator<Item = &C> {
        self.first.iter().chain(&self.more)
    }

    /// Hands all out, in order.
    #[inline]
    pub fn hand_out(self, mut take: impl FnMut(C)) {
        if let Some(first) = self.first {
            take(first);
        }
        if !self.more.is_empty() {
            self.more.into_iter().for_each(take);
        }
    }

    /// Takes out those that `matches` says, in order.
    pub fn extract(&mut self, mut matches: impl FnMut(&C) -> bool) -> Vec<C> {
        let mut gone = Vec::new();
        if self.first.as_ref().is_some_and(&mut matches) {
            gone.extend(self.first.take());
        }
        if self.more.iter().any(&mut matches) {
            let (removed, kept) = self
                .more
                .drain(..)
                .partition::<Vec<_>, _>(|callback| matches(callback));
            gone.extend(removed);
            self.more = kept;
        }
        gone
    }
}

impl<C> IntoIterator for Callbacks<C> {
    type Item = C;
    type IntoIter = Chain<option::IntoIter<C>, vec::IntoIter<C>>;

    fn into_iter(self) -> Self::IntoIter {
        self.first.into_iter().chain(self.more)
    }
}

/// A future's state with asyncio's rules.
///
/// ```
/// use loopground_core::EventLoop;
/// use loopground_core::future::{AlreadyDone, FutureState, Outcome};
///
/// let mut events: EventLoop<&str, u64> = EventLoop::new();
/// let mut future: FutureState<i32, &str, &str> = FutureState::new();
/// assert_eq!(future.add_done_callback("first"), None);
/// assert_eq!(future.add_done_callback("second"), None);
///
/// // Being done queues one call for each callback, in order.
/// for callback in future.set_result(42).unwrap() {
///     events.call_soon(callback);
/// }
/// assert_eq!(events.ready().copied().collect::<Vec<_>>(), ["first", "second"]);
///
/// // A callback that comes late is to be queued at once.
/// assert_eq!(future.add_done_callback("late"), Some("late"));
/// assert_eq!(future.set_result(43).err(), Some(AlreadyDone(43)));
/// assert!(future.cancel(None).is_none());
/// assert_eq!(future.retrieve(), Outcome::Value(&42));
/// ```
#[derive(Clone, Debug)]
pub struct FutureState<V, E, C, M = ()> {
    outcome: Outcome<V, E>,
    callbacks: Callbacks<C>,
    cancel_message: Option<M>,
    /// The error with which a task ended as cancelled, kept until somebody raises it.
    cancelled_error: Option<E>,
    unretrieved: bool,
}

impl<V, E, C, M> Default for FutureState<V, E, C, M> {
    fn default() -> Self {
        Self::new()
    }
}

impl<V, E, C, M> FutureState<V, E, C, M> {
    /// A pending future.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            outcome: Outcome::Pending,
            callbacks: Callbacks::new(),
            cancel_message: None,
            cancelled_error: None,
            unretrieved: false,
        }
    }

    /// The state.
    pub fn state(&self) -> State {
        match self.outcome {
            Outcome::Pending => State::Pending,
            Outcome::Cancelled => State::Cancelled,
            Outcome::Value(_) | Outcome::Error(_) => State::Finished,
        }
    }

    /// Cancelled or finished.
    #[inline]
    pub fn is_done(&self) -> bool {
        !matches!(self.outcome, Outcome::Pending)
    }

    /// Cancelled.
    #[inline]
    pub fn is_cancelled(&self) -> bool {
        matches!(self.outcome, Outcome::Cancelled)
    }

    /// Finishes with a value. The callbacks are to be queued in order.
    ///
    /// # Errors
    /// When the future is done already.
    pub fn set_result(&mut self, value: V) -> Result<Callbacks<C>, AlreadyDone<V>> {
        if self.is_done() {
            return Err(AlreadyDone(value));
        }
        self.outcome = Outcome::Value(value);
        Ok(core::mem::take(&mut self.callbacks))
    }

    /// Finishes with an error, which counts as never retrieved until somebody looks
    /// ([`FutureState::retrieve`]). The callbacks are to be queued in order.
    ///
    /// # Errors
    /// When the future is done already.
    pub fn set_exception(&mut self, error: E) -> Result<Callbacks<C>, AlreadyDone<E>> {
        if self.is_done() {
            return Err(AlreadyDone(error));
        }
        self.outcome = Outcome::Error(error);
        self.unretrieved = true;
        Ok(core::mem::take(&mut self.callbacks))
    }

    /// Cancels. The callbacks are to be queued in order; `None` when the future is done already. Either way its
    /// error no longer counts as never retrieved.
    pub fn cancel(&mut self, message: Option<M>) -> Option<Callbacks<C>> {
        self.unretrieved = false;
        if self.is_done() {
            return None;
        }
        self.outcome = Outcome::Cancelled;
        self.cancel_message = message;
        Some(core::mem::take(&mut self.callbacks))
    }

    /// Cancels a task's own future because the task ended with this cancellation error, which
    /// [`FutureState::take_cancelled_error`] gives to the first who asks. The message is forgotten: the error has it.
    pub fn cancel_with(&mut self, error: E) -> Option<Callbacks<C>> {
        self.cancelled_error = Some(error);
        self.cancel(None)
    }

    /// The error to raise for this cancellation, once; afterwards a new one is made from the message.
    pub fn take_cancelled_error(&mut self) -> Option<E> {
        self.cancelled_error.take()
    }

    /// The message of the cancellation, or of the last request for one.
    pub fn cancel_message(&self) -> Option<&M> {
        self.cancel_message.as_ref()
    }

    /// Sets the message; for a task whose request to cancel is noted ([`Cancel::Noted`](crate::task::Cancel::Noted)).
    pub fn set_cancel_message(&mut self, message: Option<M>) {
        self.cancel_message = message;
    }

    /// Adds a callback. When the future is done it is given back, to be queued at once.
    #[must_use = "a callback that is given back has to be queued"]
    pub fn add_done_callback(&mut self, callback: C) -> Option<C> {
        if self.is_done() {
            return Some(callback);
        }
        self.callbacks.push(callback);
        None
    }

    /// Takes out all callbacks that `matches` says and hands them out.
    ///
    /// An embedder whose comparison is a program of its own (Python's `==`) goes over
    /// [`FutureState::callbacks`] itself and then removes by identity.
    pub fn remove_done_callback(&mut self, matches: impl FnMut(&C) -> bool) -> Vec<C> {
        self.callbacks.extract(matches)
    }

    /// Callbacks in order; none when the future is done.
    pub fn callbacks(&self) -> &Callbacks<C> {
        &self.callbacks
    }

    /// What there is to say, without counting as a retrieval: for `repr` and debuggers.
    pub fn peek(&self) -> Outcome<&V, &E> {
        match &self.outcome {
            Outcome::Pending => Outcome::Pending,
            Outcome::Cancelled => Outcome::Cancelled,
            Outcome::Value(value) => Outcome::Value(value),
            Outcome::Error(error) => Outcome::Error(error),
        }
    }

    /// What there is to say; an error counts as retrieved from now on. For `result()` and `exception()`.
    pub fn retrieve(&mut self) -> Outcome<&V, &E> {
        if self.is_done() && !self.is_cancelled() {
            self.unretrieved = false;
        }
        self.peek()
    }

    /// Whether the future has an error that nobody looked at. To be reported when the future is dropped.
    pub fn is_unretrieved(&self) -> bool {
        self.unretrieved
    }

    /// Forbids the report of an error that nobody looked at.
    pub fn forget_unretrieved(&mut self) {
        self.unretrieved = false;
    }

    /// Everything the embedder's types hold, for a garbage collector to visit.
    pub fn parts(&self) -> Parts<'_, V, E, C, M> {
        Parts {
            outcome: self.peek(),
            callbacks: &self.callbacks,
            cancel_message: self.cancel_message.as_ref(),
            cancelled_error: self.cancelled_error.as_ref(),
        }
    }

    /// Takes everything out, leaving a future that is cancelled without a message: for breaking reference cycles.
    pub fn clear(&mut self) -> Self {
        core::mem::replace(
            self,
            Self {
                outcome: Outcome::Cancelled,
                ..Self::new()
            },
        )
    }
}

/// What a [`FutureState`] refers to.
#[derive(Debug)]
pub struct Parts<'a, V, E, C, M> {
    /// Value or error.
    pub outcome: Outcome<&'a V, &'a E>,
    /// Callbacks that were not handed out.
    pub callbacks: &'a Callbacks<C>,
    /// The message of a cancellation.
    pub cancel_message: Option<&'a M>,
    /// The error kept by [`FutureState::cancel_with`].
    pub cancelled_error: Option<&'a E>,
}
