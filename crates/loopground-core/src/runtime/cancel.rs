//! Cancellation: what strikes a task, how it is caught, raised again, and kept away.
//!
//! Here: [`Cancelled`], [`CatchCancel`], [`Raise`]. Not here: the rules by which a request travels
//! ([`crate::task`]) and timeouts ([`super::Timeout`]).
//!
//! Rust has no exceptions, so a cancellation strikes an `async` block as unwinding would: the future is dropped at the
//! await where it is suspended, and destructors run. [`Handle::catch_cancel`] is the `try` … `except CancelledError`:
//! only the future inside is dropped, and the code around it goes on with `Err(Cancelled)`. It may clean up (with
//! awaits), refuse by going on, or [`Handle::raise`] the cancellation again.

use alloc::borrow::Cow;
use alloc::rc::Rc;
use alloc::sync::Arc;
use core::fmt;
use core::pin::Pin;
use core::task::{Context, Poll};

use super::Handle;
use super::shared::Core;
use super::state::TaskKey;
use crate::event::Observer;

/// The text that came with a request; one word, for tasks have several places for it.
pub(super) type Message = Arc<Cow<'static, str>>;

/// A task was cancelled. Carries the message of the request.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Cancelled(pub(super) Option<Message>);

impl Cancelled {
    /// A cancellation without a message.
    #[must_use]
    pub const fn new() -> Self {
        Self(None)
    }

    /// A cancellation with a message.
    pub fn with_message(message: impl Into<Cow<'static, str>>) -> Self {
        Self(Some(Arc::new(message.into())))
    }

    /// The message of the request.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.0.as_deref().map(|message| &**message)
    }
}

impl fmt::Display for Cancelled {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("cancelled")?;
        self.0
            .as_ref()
            .map_or(Ok(()), |message| write!(formatter, ": {message}"))
    }
}

impl core::error::Error for Cancelled {}

impl<O: Observer> Handle<O> {
    /// Runs a future as inside a `try` block: when the task is cancelled meanwhile, only this future is dropped, and
    /// the answer is `Err`. What is caught is over; [`Handle::raise`] it to let the cancellation go on.
    ///
    /// Catches nest, and the innermost one that is being polled gets the cancellation.
    ///
    /// ```
    /// use core::time::Duration;
    /// use loopground_core::VirtualClock;
    /// use loopground_core::runtime::{Handle, Loop};
    ///
    /// async fn careful(lp: Handle) -> &'static str {
    ///     match lp.catch_cancel(lp.sleep(Duration::from_secs(10))).await {
    ///         Ok(()) => "slept",
    ///         Err(cancelled) => {
    ///             lp.sleep(Duration::from_secs(1)).await; // clean up
    ///             if cancelled.message() == Some("please") { "refused" } else { lp.raise(cancelled).await }
    ///         }
    ///     }
    /// }
    ///
    /// let mut main = Loop::new(VirtualClock::new(), ());
    /// let lp = main.handle();
    /// let (one, two) = (lp.spawn(careful(lp.clone())), lp.spawn(careful(lp.clone())));
    /// let ended = main.run(async move {
    ///     lp.yield_now().await;
    ///     one.cancel_with("please");
    ///     two.cancel();
    ///     (one.await, two.await.is_err())
    /// });
    /// assert_eq!(ended, Ok((Ok("refused"), true)));
    /// ```
    pub fn catch_cancel<F: Future>(&self, future: F) -> CatchCancel<F, O> {
        CatchCancel {
            guard: Guard {
                core: self.core.clone(),
                entered: None,
            },
            future: Some(future),
        }
    }

    /// Raises a cancellation in the current task: the await never ends, and the code up to the next
    /// [`Handle::catch_cancel`] around it is dropped, or the whole body, which ends the task as cancelled.
    ///
    /// # Panics
    /// When it is awaited outside of a task.
    pub fn raise<T>(&self, cancelled: Cancelled) -> Raise<T, O> {
        Raise {
            core: self.core.clone(),
            cancelled: Some(cancelled),
            output: core::marker::PhantomData,
        }
    }
}

pin_project_lite::pin_project! {
    /// See [`Handle::catch_cancel`].
    pub struct CatchCancel<F, O: Observer = ()> {
        guard: Guard<O>,
        #[pin]
        future: Option<F>,
    }
}

/// Leaves the task's list of catches when dropped.
struct Guard<O: Observer> {
    core: Rc<Core<O>>,
    entered: Option<(TaskKey, u64)>,
}

impl<O: Observer> Drop for Guard<O> {
    fn drop(&mut self) {
        if let Some((task, id)) = self.entered.take() {
            self.core.leave_catch(task, id);
        }
    }
}

impl<F: Future, O: Observer> Future for CatchCancel<F, O> {
    type Output = Result<F::Output, Cancelled>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let mut this = self.project();
        let guard = this.guard;
        if let Some(cancelled) = guard.core.poll_catch(&mut guard.entered, context.waker()) {
            // Leave first: what is dropped now may have catches of its own, but must not be caught by this one.
            if let Some((task, id)) = guard.entered.take() {
                guard.core.leave_catch(task, id);
            }
            this.future.set(None);
            return Poll::Ready(Err(cancelled));
        }
        let Some(future) = this.future.as_mut().as_pin_mut() else {
            panic!("a catch was polled after it had ended");
        };
        let Poll::Ready(output) = future.poll(context) else {
            return Poll::Pending;
        };
        this.future.set(None);
        if let Some((task, id)) = guard.entered.take() {
            guard.core.leave_catch(task, id);
        }
        Poll::Ready(Ok(output))
    }
}

/// See [`Handle::raise`].
pub struct Raise<T, O: Observer = ()> {
    core: Rc<Core<O>>,
    cancelled: Option<Cancelled>,
    output: core::marker::PhantomData<fn() -> T>,
}

impl<T, O: Observer> Future for Raise<T, O> {
    type Output = T;

    fn poll(mut self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<T> {
        if let Some(cancelled) = self.cancelled.take() {
            self.core.raise(cancelled);
        }
        Poll::Pending
    }
}
