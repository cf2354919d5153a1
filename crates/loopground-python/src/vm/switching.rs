//! When a thread's turn is over: after the switch interval, after a count of steps, or at any instruction.
//!
//! In real time the global lock is asked for `sys.getswitchinterval()` after another thread came to want it. Virtual
//! time and seeded runs count steps instead, so that they are the same every time. With `--switch any` every
//! instruction may be the last one of a turn: numbers drawn from the seed say which, and who is next.

use std::cell::Cell;
use std::time::Duration;

use crate::embed::Config;

/// Fuel between two looks at the clock: far less than a switch interval.
const LOOK: u64 = 5_000;
/// Fuel of a turn where steps are counted: with a switch interval of 5 ms CPython executes about this many calls and
/// backward jumps.
const COUNTED: u64 = 20_000;
/// CPython's switch interval, in microseconds.
const DEFAULT_INTERVAL: u64 = 5_000;
/// Longest turn with `--switch any`, in instructions. Short ones are as likely as long ones are rare.
const LONGEST: u64 = 64;

pub struct Switching {
    /// `sys.setswitchinterval`.
    pub interval: Cell<Duration>,
    /// Since when another thread wants to run.
    wanted_since: Cell<Option<Duration>>,
    /// The first that can run only had its slice refilled: its turn is not over.
    pub goes_on: Cell<bool>,
    counted: bool,
    any: bool,
    /// Instructions left of the turn.
    left: Cell<u64>,
    random: Cell<u64>,
}

impl Switching {
    #[must_use]
    pub fn new(config: &Config) -> Self {
        Self {
            interval: Cell::new(Duration::from_micros(DEFAULT_INTERVAL)),
            wanted_since: Cell::new(None),
            goes_on: Cell::new(false),
            counted: config.virtual_time || config.seed.is_some() || config.switch_any,
            any: config.switch_any,
            left: Cell::new(1),
            random: Cell::new(config.seed.unwrap_or(0)),
        }
    }

    /// Whether every instruction may be the last of a turn.
    #[must_use]
    pub fn at_any_instruction(&self) -> bool {
        self.any
    }

    /// Fuel of the next slice.
    #[must_use]
    pub fn slice(&self) -> u64 {
        if self.counted { COUNTED } else { LOOK }
    }

    /// A thread's turn begins, unless it goes on.
    pub fn begin(&self) {
        if self.goes_on.take() {
            return;
        }
        self.wanted_since.set(None);
        if self.any {
            // Evenly among the powers of two: races need a switch at one place and then none for a while.
            let longest = 1 << self.draw(u64::from(LONGEST.ilog2()) + 1);
            self.left.set(1 + self.draw(longest));
        }
    }

    /// An instruction is about to run: `true` when the turn is over before it.
    pub fn step(&self) -> bool {
        let left = self.left.get();
        self.left.set(left.saturating_sub(1));
        self.any && left == 0
    }

    /// A slice is used up while another thread can run: whether the turn is over.
    pub fn is_over(&self, now: impl FnOnce() -> Duration) -> bool {
        if self.counted {
            return true;
        }
        let now = now();
        match self.wanted_since.get() {
            Some(since) => now.saturating_sub(since) >= self.interval.get(),
            None => {
                self.wanted_since.set(Some(now));
                false
            }
        }
    }

    /// Which of several threads that can run is next.
    pub fn choose(&self, ready: usize) -> usize {
        if self.any && ready > 1 && !self.goes_on.get() {
            self.draw(ready as u64) as usize
        } else {
            0
        }
    }

    /// A number below `bound`, by SplitMix64.
    fn draw(&self, bound: u64) -> u64 {
        let state = self.random.get().wrapping_add(0x9E37_79B9_7F4A_7C15);
        self.random.set(state);
        let mut word = state;
        word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (word ^ (word >> 31)) % bound
    }
}
