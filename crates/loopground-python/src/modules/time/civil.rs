//! The calendar: days counted from 1970 to years, months and days, and back. Proleptic Gregorian, any year.

pub const DAY: i64 = 86_400;

/// A moment taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    pub year: i64,
    /// From 1.
    pub month: i64,
    /// From 1.
    pub day: i64,
    pub hour: i64,
    pub minute: i64,
    pub second: i64,
    /// Monday is 0.
    pub weekday: i64,
    /// From 1.
    pub year_day: i64,
    /// 1 in summer time, 0 outside, -1 unknown.
    pub summer: i64,
    /// The name of the zone, where it is known.
    pub zone: Option<String>,
    /// Seconds east of Greenwich.
    pub offset: i64,
}

/// Days since 1970-01-01. Months beyond a year count on into other years.
#[must_use]
pub fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = year + (month - 1).div_euclid(12);
    let month = (month - 1).rem_euclid(12) + 1;
    // The year starts in March, so that the leap day is its last.
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Year, month and day.
#[must_use]
pub fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// Takes seconds since 1970 apart, as clocks show them `offset` seconds east of Greenwich.
#[must_use]
pub fn broken_down(seconds: i64, offset: i64, summer: i64, zone: &str) -> Broken {
    let local = seconds + offset;
    let (days, of_day) = (local.div_euclid(DAY), local.rem_euclid(DAY));
    let (year, month, day) = civil_from_days(days);
    Broken {
        year,
        month,
        day,
        hour: of_day / 3600,
        minute: of_day / 60 % 60,
        second: of_day % 60,
        weekday: (days + 3).rem_euclid(7),
        year_day: days - days_from_civil(year, 1, 1) + 1,
        summer,
        zone: Some(zone.to_owned()),
        offset,
    }
}
