//! Weeks and their days.

use crate::kernel::java_time::calendar::{Civil, civil, days, weekday};

/// A day of the week, 0 for Sunday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weekday(i64);

impl Weekday {
    /// The day of that English name, in full or its first two or three letters, in any case.
    ///
    /// ```
    /// use maidian_udfs::kernel::hive_date::Weekday;
    ///
    /// assert!(Weekday::parse("tu").is_some() && Weekday::parse("Tue") == Weekday::parse("TUESDAY"));
    /// assert_eq!(Weekday::parse("Tues"), None);
    /// ```
    pub fn parse(name: &str) -> Option<Self> {
        const NAMES: [&str; 7] = [
            "SUNDAY",
            "MONDAY",
            "TUESDAY",
            "WEDNESDAY",
            "THURSDAY",
            "FRIDAY",
            "SATURDAY",
        ];
        let is_meant = |full: &&str| {
            [Some(*full), full.get(..3), full.get(..2)]
                .into_iter()
                .flatten()
                .any(|known| known.eq_ignore_ascii_case(name))
        };
        let position = NAMES.iter().position(is_meant)?;
        i64::try_from(position).ok().map(Self)
    }
}

/// The first such day after a day.
pub fn next_day(day: i64, next: Weekday) -> i64 {
    day + 1 + (next.0 - weekday(day + 1)).rem_euclid(7)
}

/// The day of the week, from 1 for Sunday.
pub fn day_of_week(day: i64) -> i64 {
    weekday(day) + 1
}

/// The week of the year as ISO 8601 counts: from Monday, the first one being that with the year's first Thursday.
pub fn week_of_year(day: i64) -> i64 {
    let thursday = day + 3 - (weekday(day) + 6) % 7;
    let first = days(Civil {
        year: civil(thursday).year,
        month: 1,
        day: 1,
    });
    (thursday - first) / 7 + 1
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
mod tests {
    use super::*;
    use crate::kernel::java_time::lenient_date;

    fn day(text: &str) -> i64 {
        lenient_date(text).unwrap()
    }

    // All expected values are Hive 2.3.10's.
    #[test]
    fn next_days() {
        for (name, expected) in [
            ("MO", "2021-03-22"),
            ("Mo", "2021-03-22"),
            ("TUESDAY", "2021-03-16"),
            ("sun", "2021-03-21"),
            ("th", "2021-03-18"),
        ] {
            let next = Weekday::parse(name).unwrap();
            assert_eq!(next_day(day("2021-03-15"), next), day(expected), "{name}");
        }
        for name in ["", " MO", "THURS", "M", "2021-03-15"] {
            assert_eq!(Weekday::parse(name), None, "{name}");
        }
    }

    #[test]
    fn weeks() {
        assert_eq!(week_of_year(day("2021-01-01")), 53);
        assert_eq!(week_of_year(day("2021-01-04")), 1);
        assert_eq!(week_of_year(day("2020-12-31")), 53);
        assert_eq!(week_of_year(day("1500-01-01")), 1);
        assert_eq!(day_of_week(day("2021-03-14")), 1);
        assert_eq!(day_of_week(day("2021-03-20")), 7);
        assert_eq!(day_of_week(day("1500-01-01")), 4);
    }
}
