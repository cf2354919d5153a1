//! A host for native programs, behind the feature `std`.
//!
//! Here: [`SystemClock`] and [`block_on`], which parks the thread between turns. Not here: I/O; wake the loop from other
//! threads through wakers.

extern crate std;

use core::time::Duration;
use std::thread;
use std::time::Instant;

use crate::clock::Clock;
use crate::event::Observer;
use crate::runtime::{Handle, Loop, RunError};
use crate::turn::Wait;

/// Time since the clock was made.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock {
    start: Instant,
}

impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

impl SystemClock {
    /// A clock at zero.
    #[must_use]
    pub fn new() -> Self {
        Self {
            start: Instant::now(),
        }
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Duration {
        self.start.elapsed()
    }
}

/// Runs a program on a loop of its own in real time, as asyncio's `run` does: when it is over, tasks that are left are
/// cancelled and waited for.
///
/// # Errors
/// When the program's task was cancelled.
///
/// ```
/// use core::time::Duration;
///
/// let answer = loopground_core::native::block_on(|lp| async move {
///     lp.sleep(Duration::from_millis(1)).await;
///     lp.spawn(async { 42 }).await.unwrap()
/// });
/// assert_eq!(answer, Ok(42));
/// ```
pub fn block_on<F>(program: impl FnOnce(Handle) -> F) -> Result<F::Output, RunError>
where
    F: Future + 'static,
    F::Output: 'static,
{
    block_on_with((), program)
}

/// [`block_on`] with an observer.
///
/// # Errors
/// When the program's task was cancelled.
pub fn block_on_with<O, F>(
    observer: O,
    program: impl FnOnce(Handle<O>) -> F,
) -> Result<F::Output, RunError>
where
    O: Observer,
    F: Future + 'static,
    F::Output: 'static,
{
    let (clock, sleeper) = (SystemClock::new(), thread::current());
    let mut main = Loop::with_wake_hook(clock, observer, move || sleeper.unpark());
    let park = |wait: Wait<Duration>| {
        match wait {
            Wait::Now => {}
            Wait::Until(when) => thread::park_timeout(when.saturating_sub(clock.now())),
            Wait::Forever => thread::park(),
        }
        true
    };
    let result = main.run_until(program(main.handle()), park);
    main.shut_down(park)?;
    result
}
