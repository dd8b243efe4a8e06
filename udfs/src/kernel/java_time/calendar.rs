//! Java's calendar: Julian before 1582-10-15, Gregorian from then on.
//!
//! Days are counted from 1970-01-01. Arrow's dates are Gregorian at all times: [`to_gregorian`] and [`from_gregorian`] keep
//! year, month and day, which are what a date shows. The 29th of February of 1500 and its like are Julian only, and become
//! the 1st of March.

/// Days from 0001-01-01 (Gregorian) to 1970-01-01, and one: Java's fixed day of the epoch.
pub(super) const FIXED_EPOCH: i64 = 719_163;

/// 1582-10-15, the first Gregorian day.
pub(super) const CUTOVER: i64 = -141_427;

/// The year in which the calendars change.
pub(super) const CUTOVER_YEAR: i64 = 1582;

/// A year (0 is 1 BC), a month from 1 to 12 and a day from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Civil {
    /// The year, 0 and below before Christ.
    pub year: i64,
    /// The month, from 1.
    pub month: i64,
    /// The day of the month, from 1.
    pub day: i64,
}

/// Days before a month of a year that begins in March.
fn days_of_months(month: i64) -> i64 {
    let from_march = (month + 9) % 12;
    (153 * from_march + 2) / 5
}

/// The Gregorian day; the month must be from 1 to 12, the day may be any.
pub fn gregorian_days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + days_of_months(month) + day - 719_469
}

/// The Julian day; the month must be from 1 to 12, the day may be any.
pub(super) fn julian_days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    year.div_euclid(4) * 1461 + year.rem_euclid(4) * 365 + days_of_months(month) + day - 719_471
}

fn civil_of_year(from_march: i64, day_of_year: i64) -> Civil {
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = if month <= 2 {
        from_march + 1
    } else {
        from_march
    };
    Civil { year, month, day }
}

/// The Gregorian date of a day.
pub fn gregorian(days: i64) -> Civil {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    civil_of_year(era * 400 + year, of_year)
}

/// The date that Java shows for a day.
pub fn civil(days: i64) -> Civil {
    if days >= CUTOVER {
        return gregorian(days);
    }
    let days = days + 719_470;
    let era = days.div_euclid(1461);
    let of_era = days.rem_euclid(1461);
    let year = (of_era - of_era / 1460) / 365;
    civil_of_year(era * 4 + year, of_era - 365 * year)
}

/// The day of a date as Java's calendar takes it. The day may be any.
pub fn days(civil: Civil) -> i64 {
    let days = gregorian_days(civil.year, civil.month, civil.day);
    if days >= CUTOVER {
        days
    } else {
        julian_days(civil.year, civil.month, civil.day)
    }
}

/// The Gregorian day that has the year, month and day which Java shows for a day.
pub fn to_gregorian(days: i64) -> i64 {
    if days >= CUTOVER {
        return days;
    }
    let date = civil(days);
    gregorian_days(date.year, date.month, date.day)
}

/// The inverse of [`to_gregorian`].
pub fn from_gregorian(day: i64) -> i64 {
    if day >= CUTOVER {
        return day;
    }
    days(gregorian(day))
}

/// Days of a month.
pub fn month_length(year: i64, month: i64) -> i64 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Whether a year has 366 days; up to 1582 every fourth has.
pub fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year <= CUTOVER_YEAR || year % 100 != 0 || year % 400 == 0)
}

/// Sunday is 0.
pub fn weekday(days: i64) -> i64 {
    (days + 4).rem_euclid(7)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
mod tests {
    use super::*;
    use chrono::{Datelike, NaiveDate};
    use proptest::prelude::*;

    fn date(year: i64, month: i64, day: i64) -> Civil {
        Civil { year, month, day }
    }

    #[test]
    fn ten_days_are_missing_in_1582() {
        assert_eq!(civil(CUTOVER), date(1582, 10, 15));
        assert_eq!(civil(CUTOVER - 1), date(1582, 10, 4));
        assert_eq!(days(date(1582, 10, 15)), CUTOVER);
        assert_eq!(days(date(1582, 10, 4)), CUTOVER - 1);
        assert_eq!(to_gregorian(CUTOVER - 1), CUTOVER - 11);
        assert_eq!(from_gregorian(CUTOVER - 11), CUTOVER - 1);
    }

    #[test]
    fn java_dates_of_old_days() {
        // `new GregorianCalendar(1, 0, 1)` in UTC is -62135769600 seconds.
        assert_eq!(days(date(1, 1, 1)), -719_164);
        assert_eq!(civil(-719_164), date(1, 1, 1));
        assert_eq!(civil(-719_165), date(0, 12, 31));
        assert_eq!(days(date(1500, 2, 29)), days(date(1500, 3, 1)) - 1);
        assert!(is_leap(1500) && !is_leap(1700) && is_leap(2000) && !is_leap(2100));
    }

    proptest! {
        #[test]
        fn gregorian_equals_chrono(day in -10_000_000..10_000_000_i32) {
            let expected = NaiveDate::from_epoch_days(day).unwrap();
            let actual = gregorian(i64::from(day));
            prop_assert_eq!(
                actual,
                date(expected.year().into(), expected.month().into(), expected.day().into())
            );
            prop_assert_eq!(gregorian_days(actual.year, actual.month, actual.day), i64::from(day));
            prop_assert_eq!(weekday(i64::from(day)), i64::from(expected.weekday().num_days_from_sunday()));
        }

        #[test]
        fn dates_and_days_are_inverse(day in -3_000_000..3_000_000_i64) {
            prop_assert_eq!(days(civil(day)), day);
            // The 29th of February of a Julian leap year is no Gregorian date.
            if civil(day).day != 29 {
                prop_assert_eq!(from_gregorian(to_gregorian(day)), day);
            }
        }
    }
}
