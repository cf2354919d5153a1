//! The local zone: what `TZ` names, or the host's `/etc/localtime`, or UTC.
//!
//! Here: POSIX rules (`EST5EDT,M3.2.0,M11.1.0`), compiled zone files (RFC 8536), and looking a moment up in either.

use std::cell::RefCell;
use std::rc::Rc;

use super::civil::{self, DAY};
use crate::vm::Vm;

const FOLDER: &str = "/usr/share/zoneinfo";

/// What holds during a stretch of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// Seconds east of Greenwich.
    pub offset: i64,
    pub summer: bool,
    pub name: String,
}

/// A day of the year on which summer time starts or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Day {
    /// Of a year without a leap day, from 1.
    Julian(i64),
    /// From 0, leap days counted.
    OfYear(i64),
    /// Month, week (5 is the last), weekday (Sunday is 0).
    Week(i64, i64, i64),
}

/// Summer time: what holds then, and when it begins and ends: the day, and the second of it.
type Summer = (Period, (Day, i64), (Day, i64));

/// A rule such as `CET-1CEST,M3.5.0,M10.5.0/3`.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    standard: Period,
    summer: Option<Summer>,
}

/// A zone: its history, then a rule that holds for ever.
#[derive(Clone, Debug, Default)]
pub struct Zone {
    transitions: Vec<(i64, usize)>,
    periods: Vec<Period>,
    rule: Option<Rule>,
}

/// The zone in use, and the variable as the program changed it last.
#[derive(Default)]
pub struct LocalZone {
    zone: RefCell<Option<Rc<Zone>>>,
    changed: RefCell<Option<Option<String>>>,
}

/// The program set (or removed) the environment's `TZ`: `time.tzset` will see it.
pub fn variable_changed(vm: &Vm, value: Option<String>) {
    *vm.extension::<LocalZone>().changed.borrow_mut() = Some(value);
}

/// The local zone, found at first use.
#[must_use]
pub fn local(vm: &Vm) -> Rc<Zone> {
    let kept = vm.extension::<LocalZone>();
    if let Some(zone) = &*kept.zone.borrow() {
        return zone.clone();
    }
    let zone = Rc::new(find(vm));
    *kept.zone.borrow_mut() = Some(zone.clone());
    zone
}

/// `time.tzset`.
pub fn reset(vm: &Vm) {
    vm.extension::<LocalZone>().zone.borrow_mut().take();
}

fn find(vm: &Vm) -> Zone {
    let changed = vm.extension::<LocalZone>().changed.borrow().clone();
    let variable = changed.unwrap_or_else(|| {
        let environ = vm.host.environ();
        let found = environ.into_iter().find(|(name, _)| name == "TZ");
        found.map(|(_, value)| value)
    });
    let compiled = |path: &str| parse_file(&vm.host.read_file(path)?);
    match variable.as_deref() {
        None => compiled("/etc/localtime"),
        Some(text) => {
            let name = text.strip_prefix(':').unwrap_or(text);
            let safe = !name.is_empty() && !name.split('/').any(|part| part == "..");
            let path = if name.starts_with('/') {
                name.to_owned()
            } else {
                format!("{FOLDER}/{name}")
            };
            let from_file = safe.then(|| compiled(&path)).flatten();
            from_file.or_else(|| parse_rule(name).map(Zone::from))
        }
    }
    .unwrap_or_else(Zone::utc)
}

impl From<Rule> for Zone {
    fn from(rule: Rule) -> Self {
        Self {
            rule: Some(rule),
            ..Self::default()
        }
    }
}

impl Zone {
    /// What `TZ` says in POSIX's words, as `EST5EDT,M3.2.0,M11.1.0`; `None` when that is no rule.
    #[must_use]
    pub fn from_rule(rule: &str) -> Option<Self> {
        parse_rule(rule).map(Self::from)
    }

    fn utc() -> Self {
        let standard = Period {
            offset: 0,
            summer: false,
            name: "UTC".to_owned(),
        };
        Self::from(Rule {
            standard,
            summer: None,
        })
    }

    /// What holds at a moment, in seconds since 1970.
    #[must_use]
    pub fn at(&self, seconds: i64) -> Period {
        let after = self
            .transitions
            .partition_point(|(start, _)| *start <= seconds);
        if after == self.transitions.len()
            && let Some(rule) = &self.rule
        {
            return rule.at(seconds).clone();
        }
        let period = match after.checked_sub(1) {
            Some(last) => self.periods.get(self.transitions[last].1),
            // Before all history: the first standard time there is.
            None => self
                .periods
                .iter()
                .find(|period| !period.summer)
                .or(self.periods.first()),
        };
        period.cloned().unwrap_or_else(|| Period {
            offset: 0,
            summer: false,
            name: "UTC".to_owned(),
        })
    }

    /// The moment at which clocks show `naive` (seconds since 1970 as if clocks were at Greenwich). `summer` says
    /// which one is meant when the hour comes twice, 1 or 0; -1 leaves it open.
    #[must_use]
    pub fn moment(&self, naive: i64, summer: i64) -> i64 {
        let (before, after) = (self.at(naive - DAY), self.at(naive + DAY));
        let fits = |period: &Period| {
            let found = self.at(naive - period.offset);
            found.offset == period.offset && (summer < 0 || found.summer == (summer > 0))
        };
        for period in [&before, &after] {
            if fits(period) {
                return naive - period.offset;
            }
        }
        if summer >= 0 {
            // The other kind of time is meant: taken from the half years around.
            for distance in 1..=4 {
                for direction in [-1, 1] {
                    let period = self.at(naive + direction * distance * 91 * DAY);
                    if period.summer == (summer > 0) {
                        return naive - period.offset;
                    }
                }
            }
            // A zone without summer time: the C library takes an hour off all the same.
            return self.moment(naive - 3600 * summer.min(1), -1);
        }
        // A gap: clocks go on as before it.
        naive - before.offset
    }
}

impl Rule {
    fn at(&self, seconds: i64) -> &Period {
        let Some((summer, start, end)) = &self.summer else {
            return &self.standard;
        };
        let (year, ..) = civil::civil_from_days((seconds + self.standard.offset).div_euclid(DAY));
        let start = day_in(start.0, year) * DAY + start.1 - self.standard.offset;
        let end = day_in(end.0, year) * DAY + end.1 - summer.offset;
        let inside = if start < end {
            (start..end).contains(&seconds)
        } else {
            !(end..start).contains(&seconds)
        };
        if inside { summer } else { &self.standard }
    }
}

fn day_in(day: Day, year: i64) -> i64 {
    let first = civil::days_from_civil(year, 1, 1);
    match day {
        Day::OfYear(day) => first + day,
        Day::Julian(day) => {
            let leap = civil::days_from_civil(year, 3, 1) - first == 60;
            first + day - 1 + i64::from(leap && day >= 60)
        }
        Day::Week(month, week, weekday) => {
            let first = civil::days_from_civil(year, month, 1);
            let next = civil::days_from_civil(year, month + 1, 1);
            let mut day = first + (weekday - (first + 4)).rem_euclid(7) + (week - 1) * 7;
            while day >= next {
                day -= 7;
            }
            day
        }
    }
}

/// Reads pieces of a rule from the left.
struct Reader<'a>(&'a str);

impl Reader<'_> {
    fn eat(&mut self, wanted: char) -> bool {
        let rest = self.0.strip_prefix(wanted);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    fn name(&mut self) -> Option<String> {
        if self.eat('<') {
            let (name, rest) = self.0.split_once('>')?;
            let name = name.to_owned();
            self.0 = rest;
            return Some(name);
        }
        let end = self
            .0
            .find(|c: char| !c.is_ascii_alphabetic())
            .unwrap_or(self.0.len());
        let (name, rest) = self.0.split_at(end);
        let name = name.to_owned();
        self.0 = rest;
        (name.len() >= 3).then_some(name)
    }

    fn number(&mut self) -> Option<i64> {
        let end = self
            .0
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(self.0.len());
        let (digits, rest) = self.0.split_at(end);
        let number = digits.parse().ok().filter(|number| *number < 1000);
        self.0 = rest;
        number
    }

    /// `[+-]hh[:mm[:ss]]` in seconds.
    fn time(&mut self) -> Option<i64> {
        let sign = if self.eat('-') {
            -1
        } else {
            self.eat('+');
            1
        };
        let mut seconds = self.number()? * 3600;
        for unit in [60, 1] {
            if !self.eat(':') {
                break;
            }
            seconds += self.number()? * unit;
        }
        Some(sign * seconds)
    }

    /// `M3.2.0/2`, `J60`, `59`: a day, and when on it.
    fn change(&mut self) -> Option<(Day, i64)> {
        let day = if self.eat('M') {
            let month = self.number().filter(|month| (1..=12).contains(month))?;
            self.eat('.');
            let week = self.number().filter(|week| (1..=5).contains(week))?;
            self.eat('.');
            Day::Week(month, week, self.number().filter(|day| *day <= 6)?)
        } else if self.eat('J') {
            Day::Julian(self.number()?)
        } else {
            Day::OfYear(self.number()?)
        };
        let time = if self.eat('/') { self.time()? } else { 7200 };
        Some((day, time))
    }
}

fn parse_rule(text: &str) -> Option<Rule> {
    let mut reader = Reader(text);
    let name = reader.name()?;
    // POSIX counts west of Greenwich.
    let offset = reader.time().map_or(0, |west| -west);
    let standard = Period {
        offset,
        summer: false,
        name,
    };
    if reader.0.is_empty() {
        return Some(Rule {
            standard,
            summer: None,
        });
    }
    let Some(name) = reader.name() else {
        return Some(Rule {
            standard,
            summer: None,
        });
    };
    let mut summer = Period {
        offset: offset + 3600,
        summer: true,
        name,
    };
    if !reader.0.is_empty() && !reader.0.starts_with(',') {
        summer.offset = -reader.time()?;
    }
    let (start, end) = if reader.eat(',') {
        let start = reader.change()?;
        reader.eat(',');
        (start, reader.change()?)
    } else {
        // Without dates the rule of the United States holds.
        ((Day::Week(3, 2, 0), 7200), (Day::Week(11, 1, 0), 7200))
    };
    Some(Rule {
        standard,
        summer: Some((summer, start, end)),
    })
}

/// A compiled zone file, version 2 or later.
fn parse_file(bytes: &[u8]) -> Option<Zone> {
    const HEADER: usize = 44;
    let counts = |at: usize| -> Option<[usize; 6]> {
        let header = bytes.get(at..at + HEADER)?;
        if !header.starts_with(b"TZif") {
            return None;
        }
        let count = |index: usize| {
            let start = 20 + index * 4;
            let four = header[start..start + 4].try_into().expect("four bytes");
            u32::from_be_bytes(four) as usize
        };
        Some([count(0), count(1), count(2), count(3), count(4), count(5)])
    };
    let [utc, standard, leaps, times, types, chars] = counts(0)?;
    if *bytes.get(4)? < b'2' {
        return None;
    }
    // The first block has 32-bit times; the second says the same in 64 bits.
    let second = HEADER + times * 5 + types * 6 + chars + leaps * 8 + standard + utc;
    let [utc, standard, leaps, times, types, chars] = counts(second)?;
    let starts = second + HEADER;
    let indices = starts + times * 8;
    let kinds = indices + times;
    let names = kinds + types * 6;
    let end = names + chars + leaps * 12 + standard + utc;
    let name_bytes = bytes.get(names..names + chars)?;
    let periods = bytes
        .get(kinds..names)?
        .chunks_exact(6)
        .map(|kind| {
            let name = name_bytes.get(usize::from(kind[5])..)?;
            let name = name.split(|byte| *byte == 0).next()?;
            Some(Period {
                offset: i64::from(i32::from_be_bytes(kind[..4].try_into().ok()?)),
                summer: kind[4] != 0,
                name: String::from_utf8_lossy(name).into_owned(),
            })
        })
        .collect::<Option<Vec<_>>>()?;
    let transitions = bytes
        .get(starts..indices)?
        .chunks_exact(8)
        .zip(bytes.get(indices..kinds)?)
        .map(|(start, index)| {
            let start = i64::from_be_bytes(start.try_into().expect("eight bytes"));
            (start, usize::from(*index))
        })
        .collect();
    let footer = bytes.get(end..).unwrap_or_default();
    let footer = std::str::from_utf8(footer).unwrap_or_default().trim();
    Some(Zone {
        transitions,
        periods,
        rule: parse_rule(footer),
    })
}
