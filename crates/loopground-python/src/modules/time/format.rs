//! `strftime` and `asctime`, in the C locale and with the GNU flags and widths.

use rustpython_wtf8::{CodePoint, Wtf8, Wtf8Buf};

use super::civil::{Broken, days_from_civil};

pub const DAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// What stands between `%` and the letter.
#[derive(Clone, Copy, Default)]
struct Flags {
    /// `_`, `-` or `0`.
    pad: Option<char>,
    upper: bool,
    swap: bool,
    width: usize,
}

/// `Sun Jun  9 04:26:40 1993`.
#[must_use]
pub fn asctime(time: &Broken) -> String {
    format!(
        "{} {}{:3} {:02}:{:02}:{:02} {}",
        &DAYS[time.weekday as usize][..3],
        &MONTHS[time.month as usize - 1][..3],
        time.day,
        time.hour,
        time.minute,
        time.second,
        time.year
    )
}

/// `zone` is the name for `%Z`, `seconds` the moment for `%s`.
#[must_use]
pub fn strftime(format: &Wtf8, time: &Broken, zone: &str, seconds: i64) -> Wtf8Buf {
    let points: Vec<CodePoint> = format.code_points().collect();
    let mut result = Wtf8Buf::new();
    let mut at = 0;
    while at < points.len() {
        if points[at].to_char() != Some('%') {
            result.push(points[at]);
            at += 1;
            continue;
        }
        let start = at;
        let mut flags = Flags::default();
        at += 1;
        let letter = |at: usize| points.get(at).and_then(|point| point.to_char());
        while let Some(flag @ ('_' | '-' | '0' | '^' | '#')) = letter(at) {
            match flag {
                '^' => flags.upper = true,
                '#' => flags.swap = true,
                pad => flags.pad = Some(pad),
            }
            at += 1;
        }
        while let Some(digit) = letter(at).and_then(|c| c.to_digit(10)) {
            flags.width = (flags.width * 10 + digit as usize).min(4096);
            at += 1;
        }
        let modifier = letter(at).filter(|c| matches!(c, 'E' | 'O'));
        at += usize::from(modifier.is_some());
        let text = letter(at).and_then(|directive| {
            let allowed = match modifier {
                Some('E') => "cCxXyY".contains(directive),
                Some(_) => "bBdegGhHIjklmMSuUVwWyY".contains(directive),
                None => true,
            };
            allowed
                .then(|| one(directive, flags, time, zone, seconds))
                .flatten()
        });
        match text {
            Some(text) => {
                result.push_str(&text);
                at += 1;
            }
            // Not known: it stands for itself.
            None => {
                at = (at + 1).min(points.len());
                let pad = if flags.pad == Some('0') { '0' } else { ' ' };
                for _ in (at - start)..flags.width {
                    result.push_char(pad);
                }
                points[start..at]
                    .iter()
                    .for_each(|point| result.push(*point));
            }
        }
    }
    result
}

/// One directive; `None` when there is none of that letter.
fn one(letter: char, flags: Flags, time: &Broken, zone: &str, seconds: i64) -> Option<String> {
    let number = |value: i64, digits: usize| number(value, digits, '0', flags);
    let spaced = |value: i64| self::number(value, 2, '_', flags);
    let word = |text: &str| word(text, flags);
    let whole = |format: &str| {
        let inner = strftime(Wtf8::new(format), time, zone, seconds);
        let plain = Flags {
            swap: false,
            ..flags
        };
        self::word(&inner.to_string_lossy(), plain)
    };
    let named = |text: &str| {
        let shouted = Flags {
            upper: flags.upper || flags.swap,
            ..flags
        };
        self::word(text, shouted)
    };
    let hour = match time.hour % 12 {
        0 => 12,
        hour => hour,
    };
    let day_name = DAYS[time.weekday as usize];
    let month_name = MONTHS[time.month as usize - 1];
    let half = if time.hour < 12 { "AM" } else { "PM" };
    let sunday_first = (time.weekday + 1) % 7;
    let year_day = time.year_day - 1;
    Some(match letter {
        '%' => word("%"),
        'a' => named(&day_name[..3]),
        'A' => named(day_name),
        'b' | 'h' => named(&month_name[..3]),
        'B' => named(month_name),
        'c' => whole("%a %b %e %H:%M:%S %Y"),
        'C' => number(time.year.div_euclid(100), 1),
        'd' => number(time.day, 2),
        'D' | 'x' => whole("%m/%d/%y"),
        'e' => spaced(time.day),
        'F' => whole("%Y-%m-%d"),
        'g' => number(iso_week(time).0.rem_euclid(100), 2),
        'G' => number(iso_week(time).0, 1),
        'H' => number(time.hour, 2),
        'I' => number(hour, 2),
        'j' => number(time.year_day, 3),
        'k' => spaced(time.hour),
        'l' => spaced(hour),
        'm' => number(time.month, 2),
        'M' => number(time.minute, 2),
        'n' => word("\n"),
        'p' if flags.swap => self::word(
            &half.to_lowercase(),
            Flags {
                swap: false,
                ..flags
            },
        ),
        'p' => word(half),
        'P' => word(&half.to_lowercase()),
        'r' => whole("%I:%M:%S %p"),
        'R' => whole("%H:%M"),
        's' => number(seconds, 1),
        'S' => number(time.second, 2),
        't' => word("\t"),
        'T' | 'X' => whole("%H:%M:%S"),
        'u' => number(time.weekday + 1, 1),
        'U' => number((year_day + 7 - sunday_first) / 7, 2),
        'V' => number(iso_week(time).1, 2),
        'w' => number(sunday_first, 1),
        'W' => number((year_day + 7 - time.weekday) / 7, 2),
        'y' => number(time.year.rem_euclid(100), 2),
        'Y' => number(time.year, 1),
        'z' if time.summer < 0 => String::new(),
        'z' => {
            let minutes = time.offset.abs() / 60;
            let sign = if time.offset < 0 { '-' } else { '+' };
            word(&format!("{sign}{:02}{:02}", minutes / 60, minutes % 60))
        }
        'Z' => word(zone),
        _ => return None,
    })
}

fn word(text: &str, flags: Flags) -> String {
    let text = if flags.upper {
        text.to_uppercase()
    } else {
        text.to_owned()
    };
    padded(
        &text,
        if flags.pad == Some('0') { '0' } else { ' ' },
        flags.width,
    )
}

fn padded(text: &str, pad: char, width: usize) -> String {
    let missing = width.saturating_sub(text.chars().count());
    std::iter::repeat_n(pad, missing)
        .chain(text.chars())
        .collect()
}

fn number(value: i64, digits: usize, pad: char, flags: Flags) -> String {
    let text = value.unsigned_abs().to_string();
    let sign = if value < 0 { "-" } else { "" };
    match flags.pad.unwrap_or(pad) {
        '-' => padded(&format!("{sign}{text}"), ' ', flags.width),
        '_' => padded(&format!("{sign}{text}"), ' ', flags.width.max(digits)),
        _ => {
            let width = flags.width.saturating_sub(sign.len()).max(digits);
            format!("{sign}{}", padded(&text, '0', width))
        }
    }
}

/// Year and week of ISO 8601, from the day of the year and the weekday as given.
fn iso_week(time: &Broken) -> (i64, i64) {
    let length = |year: i64| days_from_civil(year + 1, 1, 1) - days_from_civil(year, 1, 1);
    // The week belongs to the year of its Thursday.
    let thursday = time.year_day - 1 - time.weekday + 3;
    let (year, thursday) = if thursday < 0 {
        (time.year - 1, thursday + length(time.year - 1))
    } else if thursday >= length(time.year) {
        (time.year + 1, thursday - length(time.year))
    } else {
        (time.year, thursday)
    };
    (year, thursday / 7 + 1)
}
