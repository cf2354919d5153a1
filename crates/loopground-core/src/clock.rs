//! Where time comes from.
//!
//! Here: the [`Clock`] trait, clocks that tests and replays use ([`VirtualClock`]), a clock that runs faster or
//! slower than another ([`ScaledClock`]), and [`LoopTime`], which says what a timer may be ordered by. Not here:
//! any clock of an operating system or a browser; hosts bring those.
//!
//! Invariant: nothing in this crate reads a clock behind the embedder's back. Time passes when a [`Clock`] says so.

use alloc::{boxed::Box, rc::Rc, sync::Arc};
use core::cell::Cell;
use core::cmp::Ordering;
use core::time::Duration;

/// A point in time that timers can be ordered by.
///
/// The event loop only compares times; it never adds, rounds or converts them. An embedder whose programs see
/// time as floating-point seconds therefore uses `f64`, and gets exactly the order that comparing those numbers
/// gives. The Rust executor uses `u64` nanoseconds.
pub trait LoopTime: Copy {
    /// The order in which timers become due. Must be total and consistent.
    fn order(&self, other: &Self) -> Ordering;
}

macro_rules! ordered_times {
    ($($type:ty),*) => {$(
        impl LoopTime for $type {
            #[inline]
            fn order(&self, other: &Self) -> Ordering {
                self.cmp(other)
            }
        }
    )*};
}
ordered_times!(u64, i64, u128, Duration);

/// Seconds. Infinity and NaN are later than every other time, so such a timer never becomes due; `-0.0` and `0.0`
/// are the same time.
impl LoopTime for f64 {
    #[inline]
    fn order(&self, other: &Self) -> Ordering {
        // `partial_cmp` answers `None` only when a NaN is involved.
        self.partial_cmp(other)
            .unwrap_or_else(|| self.is_nan().cmp(&other.is_nan()))
    }
}

/// A source of time. It never goes back.
pub trait Clock {
    /// Time since a fixed but arbitrary point.
    fn now(&self) -> Duration;

    /// Called when nothing can happen before `when`. A clock that does not follow real time may jump there and
    /// answer `true`; then the caller goes on at once instead of waiting. Real clocks answer `false`.
    fn skip_to(&self, when: Duration) -> bool {
        let _ = when;
        false
    }
}

macro_rules! forward_clock {
    ($($pointer:ty),*) => {$(
        impl<C: Clock + ?Sized> Clock for $pointer {
            fn now(&self) -> Duration {
                (**self).now()
            }
            fn skip_to(&self, when: Duration) -> bool {
                (**self).skip_to(when)
            }
        }
    )*};
}
forward_clock!(&C, Box<C>, Rc<C>, Arc<C>);

/// A clock that stands still until it is moved.
///
/// With auto-jump ([`VirtualClock::new`]) it jumps to the next deadline whenever everything waits: a program that
/// sleeps for an hour takes no time, and everybody agrees that an hour has passed. Without
/// ([`VirtualClock::manual`]) only [`VirtualClock::advance`] moves it.
///
/// ```
/// use core::time::Duration;
/// use loopground_core::clock::{Clock, VirtualClock};
///
/// let clock = VirtualClock::new();
/// assert_eq!(clock.now(), Duration::ZERO);
/// assert!(clock.skip_to(Duration::from_secs(3600)));
/// assert_eq!(clock.now(), Duration::from_secs(3600));
/// assert!(clock.skip_to(Duration::from_secs(1)), "the past is reached already");
/// assert_eq!(clock.now(), Duration::from_secs(3600), "time never goes back");
///
/// let clock = VirtualClock::manual();
/// assert!(!clock.skip_to(Duration::from_secs(1)));
/// clock.advance(Duration::from_millis(1));
/// assert_eq!(clock.now(), Duration::from_millis(1));
/// ```
#[derive(Debug)]
pub struct VirtualClock {
    now: Cell<Duration>,
    jumps: bool,
}

impl Default for VirtualClock {
    fn default() -> Self {
        Self::new()
    }
}

impl VirtualClock {
    /// A clock at zero that jumps when everything waits.
    #[must_use]
    pub const fn new() -> Self {
        Self::starting_at(Duration::ZERO)
    }

    /// A clock that jumps when everything waits, and starts at `now`.
    #[must_use]
    pub const fn starting_at(now: Duration) -> Self {
        Self {
            now: Cell::new(now),
            jumps: true,
        }
    }

    /// A clock at zero that only [`VirtualClock::advance`] moves.
    #[must_use]
    pub const fn manual() -> Self {
        Self {
            now: Cell::new(Duration::ZERO),
            jumps: false,
        }
    }

    /// Lets time pass. Stops at the largest time there is.
    pub fn advance(&self, by: Duration) {
        self.now.set(self.now.get().saturating_add(by));
    }
}

impl Clock for VirtualClock {
    fn now(&self) -> Duration {
        self.now.get()
    }

    fn skip_to(&self, when: Duration) -> bool {
        if self.jumps && when > self.now.get() {
            self.now.set(when);
        }
        self.jumps
    }
}

/// Another clock, faster or slower, for watching a program in slow motion or at ten times its speed.
///
/// The speed is the fraction `times / per`; it can be changed while the clock runs, and time stays continuous.
///
/// ```
/// use core::time::Duration;
/// use loopground_core::clock::{Clock, ScaledClock, VirtualClock};
///
/// let clock = ScaledClock::new(VirtualClock::manual(), 1, 10);
/// clock.inner().advance(Duration::from_secs(20));
/// assert_eq!(clock.now(), Duration::from_secs(2));
/// clock.set_speed(3, 1);
/// clock.inner().advance(Duration::from_secs(1));
/// assert_eq!(clock.now(), Duration::from_secs(5));
/// // When to look again, in the time of the clock below:
/// assert_eq!(clock.when_inner(Duration::from_secs(8)), Duration::from_secs(22));
/// ```
#[derive(Debug)]
pub struct ScaledClock<C> {
    inner: C,
    scale: Cell<Scale>,
}

/// `ours = base_ours + (inner - base_inner) * times / per`.
#[derive(Clone, Copy, Debug)]
struct Scale {
    base_inner: Duration,
    base_ours: Duration,
    times: u32,
    per: u32,
}

impl<C: Clock> ScaledClock<C> {
    /// A clock that runs `times / per` times as fast as `inner`, and agrees with it now.
    ///
    /// # Panics
    /// When either number is zero: time would stand still or run infinitely fast.
    #[must_use]
    pub fn new(inner: C, times: u32, per: u32) -> Self {
        assert!(times > 0 && per > 0, "a clock's speed must be above zero");
        let now = inner.now();
        Self {
            inner,
            scale: Cell::new(Scale {
                base_inner: now,
                base_ours: now,
                times,
                per,
            }),
        }
    }

    /// The clock below.
    pub fn inner(&self) -> &C {
        &self.inner
    }

    /// Goes on from now at another speed.
    ///
    /// # Panics
    /// When either number is zero.
    pub fn set_speed(&self, times: u32, per: u32) {
        assert!(times > 0 && per > 0, "a clock's speed must be above zero");
        let (base_inner, base_ours) = (self.inner.now(), self.now());
        self.scale.set(Scale {
            base_inner,
            base_ours,
            times,
            per,
        });
    }

    /// The first time of the clock below at which this one shows `when`, rounded up so that a timer is never early.
    pub fn when_inner(&self, when: Duration) -> Duration {
        let scale = self.scale.get();
        let ahead = when.saturating_sub(scale.base_ours).as_nanos();
        let nanos = (ahead * u128::from(scale.per)).div_ceil(u128::from(scale.times));
        scale.base_inner.saturating_add(from_nanos(nanos))
    }
}

impl<C: Clock> Clock for ScaledClock<C> {
    fn now(&self) -> Duration {
        let scale = self.scale.get();
        let passed = self.inner.now().saturating_sub(scale.base_inner).as_nanos();
        let nanos = passed * u128::from(scale.times) / u128::from(scale.per);
        scale.base_ours.saturating_add(from_nanos(nanos))
    }

    fn skip_to(&self, when: Duration) -> bool {
        self.inner.skip_to(self.when_inner(when))
    }
}

/// A duration, or the longest of 64-bit nanoseconds (584 years) when that is shorter.
fn from_nanos(nanos: u128) -> Duration {
    Duration::from_nanos(u64::try_from(nanos).unwrap_or(u64::MAX))
}
