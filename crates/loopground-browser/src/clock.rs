//! The browser's two clocks.

use core::time::Duration;

use loopground_core::Clock;

use crate::global;

/// `performance.now()`: never goes back, starts when the page or worker did.
///
/// Browsers round it, to between 5 µs and 1 ms; two readings in a row may be equal.
#[derive(Clone, Copy, Debug, Default)]
pub struct BrowserClock;

impl Clock for BrowserClock {
    fn now(&self) -> Duration {
        from_milliseconds(global::performance_now())
    }
}

/// Time since the Unix epoch, as the reader's computer has it; it may be set back.
#[must_use]
pub fn wall_clock() -> Duration {
    from_milliseconds(global::date_now())
}

/// What JavaScript counts in milliseconds, to the nanosecond.
#[must_use]
pub fn from_milliseconds(milliseconds: f64) -> Duration {
    const NANOSECONDS: f64 = 1e6;
    // Both clocks are positive and below 2^53 ns for a hundred days of uptime; beyond, digits are lost, not seconds.
    Duration::from_nanos((milliseconds * NANOSECONDS).round().max(0.0) as u64)
}
