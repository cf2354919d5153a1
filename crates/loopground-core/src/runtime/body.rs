//! What a task runs.
//!
//! Here: [`Resume`], anything that runs in steps; [`FromFuture`], which makes one of a Rust future; and the erased form
//! in which the loop keeps bodies together with their output, one allocation per task.

use alloc::boxed::Box;
use core::any::Any;
use core::pin::Pin;
use core::task::{Context, Poll};

use super::cancel::Cancelled;

/// How a step of a body ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step<T> {
    /// It gives way for one turn.
    Yield,
    /// It waits: the waker it was given, or what it awaits, begins the next step.
    Wait,
    /// It is over.
    Done(T),
    /// It is over, by cancellation.
    Cancelled,
}

/// Anything that can be the body of a task: it runs in steps, and can be cancelled between two of them.
///
/// ```
/// use core::{pin::Pin, task::Context};
/// use loopground_core::VirtualClock;
/// use loopground_core::runtime::{Loop, Resume, Step};
///
/// /// Counts, one number a turn.
/// struct Count(u32);
///
/// impl Resume for Count {
///     type Output = u32;
///     fn resume(mut self: Pin<&mut Self>, _context: &mut Context<'_>) -> Step<u32> {
///         self.0 += 1;
///         if self.0 < 3 { Step::Yield } else { Step::Done(self.0) }
///     }
/// }
///
/// let mut main = Loop::new(VirtualClock::new(), ());
/// let count = main.handle().spawn_resumable(Count(0));
/// assert_eq!(main.run(count), Ok(Ok(3)));
/// ```
pub trait Resume {
    /// What it ends with.
    type Output;

    /// Runs until the next suspension, or the end.
    fn resume(self: Pin<&mut Self>, context: &mut Context<'_>) -> Step<Self::Output>;

    /// The task was cancelled, and the cancellation strikes now, in place of a [`Resume::resume`]. The body may go on
    /// all the same. By default it ends.
    fn throw(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        cancelled: Cancelled,
    ) -> Step<Self::Output> {
        let _ = (context, cancelled);
        Step::Cancelled
    }
}

pin_project_lite::pin_project! {
    /// A future as the body of a task. Cancellation drops the future, unless it is inside
    /// [`Handle::catch_cancel`](super::Handle::catch_cancel).
    #[derive(Debug)]
    pub struct FromFuture<F> {
        #[pin]
        future: F,
    }
}

impl<F> FromFuture<F> {
    /// Adapts a future.
    pub fn new(future: F) -> Self {
        Self { future }
    }
}

impl<F: Future> Resume for FromFuture<F> {
    type Output = F::Output;

    #[inline]
    fn resume(self: Pin<&mut Self>, context: &mut Context<'_>) -> Step<F::Output> {
        match self.project().future.poll(context) {
            Poll::Ready(output) => Step::Done(output),
            Poll::Pending => Step::Wait,
        }
    }
}

/// How a step of an erased body ended; an output stays inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    Yield,
    Wait,
    Done,
    Cancelled,
}

/// A body whose type is forgotten.
pub(super) trait Body {
    fn step(self: Pin<&mut Self>, context: &mut Context<'_>) -> Ended;
    fn throw(self: Pin<&mut Self>, context: &mut Context<'_>, cancelled: Cancelled) -> Ended;
    /// Moves the output to `place`, which is an `Option` of its type.
    fn take_output(self: Pin<&mut Self>, place: &mut dyn Any);
}

pub(super) type BoxedBody = Pin<Box<dyn Body>>;

pin_project_lite::pin_project! {
    #[project = StageProjection]
    enum Stage<R: Resume> {
        Running { #[pin] body: R },
        Done { output: Option<R::Output> },
    }
}

pub(super) fn boxed<R>(body: R) -> BoxedBody
where
    R: Resume + 'static,
    R::Output: 'static,
{
    Box::pin(Stage::Running { body })
}

impl<R: Resume> Stage<R> {
    #[inline]
    fn settle(mut self: Pin<&mut Self>, step: Step<R::Output>) -> Ended {
        match step {
            Step::Yield => Ended::Yield,
            Step::Wait => Ended::Wait,
            Step::Cancelled => {
                self.set(Self::Done { output: None });
                Ended::Cancelled
            }
            Step::Done(output) => {
                // This drops the body.
                self.set(Self::Done {
                    output: Some(output),
                });
                Ended::Done
            }
        }
    }
}

impl<R> Body for Stage<R>
where
    R: Resume,
    R::Output: 'static,
{
    #[inline]
    fn step(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Ended {
        match self.as_mut().project() {
            StageProjection::Running { body } => {
                let step = body.resume(context);
                self.settle(step)
            }
            StageProjection::Done { .. } => Ended::Cancelled,
        }
    }

    fn throw(mut self: Pin<&mut Self>, context: &mut Context<'_>, cancelled: Cancelled) -> Ended {
        match self.as_mut().project() {
            StageProjection::Running { body } => {
                let step = body.throw(context, cancelled);
                self.settle(step)
            }
            StageProjection::Done { .. } => Ended::Cancelled,
        }
    }

    fn take_output(self: Pin<&mut Self>, place: &mut dyn Any) {
        if let (StageProjection::Done { output }, Some(place)) =
            (self.project(), place.downcast_mut::<Option<R::Output>>())
        {
            *place = output.take();
        }
    }
}
