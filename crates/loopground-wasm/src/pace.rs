//! How much fuel the interpreter gets at a time.
//!
//! A unit of fuel takes nanoseconds or microseconds, depending on the program. The interpreter cannot be stopped
//! before its fuel is used up, so little is given at a time, and how long it lasted decides how much is given next.

use std::time::Duration;

/// How long the fuel should last: short beside the budget of a slice, long beside the cost of giving it.
const TARGET: Duration = Duration::from_micros(500);

const FIRST: u64 = 10_000;
const LEAST: u64 = 64;
/// A program that gets expensive of a sudden overshoots by this much at most.
const MOST: u64 = 100_000;

#[derive(Debug)]
pub struct Pace {
    fuel: u64,
}

impl Default for Pace {
    fn default() -> Self {
        Self { fuel: FIRST }
    }
}

impl Pace {
    pub fn fuel(&self) -> u64 {
        self.fuel
    }

    /// How long the fuel lasted. `all_used`: it was not left over because the program waits.
    pub fn lasted(&mut self, time: Duration, all_used: bool) {
        if time > TARGET {
            let scaled = u128::from(self.fuel) * TARGET.as_nanos() / time.as_nanos();
            self.fuel = u64::try_from(scaled).map_or(MOST, |fuel| fuel.max(LEAST));
        } else if all_used && time < TARGET / 2 {
            self.fuel = (self.fuel * 2).min(MOST);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives fuel to a program that needs so long for a unit, until the pace is steady.
    fn settle(pace: &mut Pace, unit: Duration) -> Duration {
        for _ in 0..30 {
            let time = unit * u32::try_from(pace.fuel()).unwrap();
            pace.lasted(time, true);
        }
        unit * u32::try_from(pace.fuel()).unwrap()
    }

    #[test]
    fn the_fuel_fits_the_program() {
        let mut pace = Pace::default();
        for nanoseconds in [1, 5, 20, 200, 1_000, 3_000, 20] {
            let time = settle(&mut pace, Duration::from_nanos(nanoseconds));
            assert!(time <= TARGET, "{nanoseconds} ns a unit: {time:?}");
            assert!(
                time >= TARGET / 4 || pace.fuel() == MOST,
                "{nanoseconds} ns a unit: {time:?}"
            );
        }
    }

    #[test]
    fn waiting_programs_do_not_raise_it() {
        let mut pace = Pace::default();
        pace.lasted(Duration::ZERO, false);
        assert_eq!(pace.fuel(), FIRST);
    }

    /// Some browsers round their clock to a millisecond: most slices seem to take no time.
    #[test]
    fn a_coarse_clock_does_not_confuse_it() {
        let mut pace = Pace::default();
        for round in 0..100 {
            pace.lasted(Duration::from_millis(u64::from(round % 2 == 0)), true);
            assert!((LEAST..=MOST).contains(&pace.fuel()));
        }
    }
}
