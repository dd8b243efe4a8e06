//! Instants as local date and time, without a formatter.

use std::str;

use chrono::{Datelike, NaiveDate};

use super::zone::Zone;

/// Local 9999-12-31 23:59:59 as seconds since local 1970-01-01.
const LAST_LOCAL_SECOND: i64 = 253_402_300_799;

/// Seconds of a day. No zone changes its offset twice within one, so two equal ends mean one offset.
const DAY: i64 = 86_400;

const DIGITS: &[u8; 10] = b"0123456789";

/// Writes instants as local date and time of one zone.
///
/// It remembers the last day's offset and date, since events come nearly in order: keep one for a batch. Every
/// function takes milliseconds since 1970-01-01 UTC, drops the fraction of the second, and gives `None` for a
/// negative number and outside the years 1970 to 9999 of local time.
///
/// ```
/// use maidian_udfs::kernel::event_time::{Clock, Zone};
///
/// let mut clock = Clock::new(Zone::default());
/// assert_eq!(clock.datetime(1_700_000_000_123), Some("2023-11-15 06:13:20"));
/// assert_eq!(clock.date(1_700_000_000_123), Some("2023-11-15"));
/// assert_eq!(clock.hour(1_700_000_000_123), Some("06"));
/// ```
#[derive(Debug, Clone)]
pub struct Clock {
    zone: Zone,
    /// The offset in seconds, and the seconds of UTC it is known to hold in: from the first, before the second.
    offset: i64,
    offset_from: i64,
    offset_until: i64,
    /// Days since local 1970-01-01 of the date in `text`.
    day: i64,
    /// `yyyy-MM-dd HH:mm:ss`, of the last instant.
    text: [u8; 19],
}

impl Clock {
    /// A clock of that zone.
    pub fn new(zone: Zone) -> Self {
        Self {
            zone,
            offset: 0,
            offset_from: 0,
            offset_until: 0,
            day: 0,
            text: *b"1970-01-01 00:00:00",
        }
    }

    /// `yyyy-MM-dd HH:mm:ss`, the text of `stm_udf`.
    pub fn datetime(&mut self, millis: i64) -> Option<&str> {
        let second = self.local_second(millis)?;
        self.set_day(second / DAY)?;
        self.set_hour(second);
        let [.., m1, m2, _, s1, s2] = &mut self.text;
        [*m1, *m2] = two_digits(second / 60 % 60);
        [*s1, *s2] = two_digits(second % 60);
        str::from_utf8(&self.text).ok()
    }

    /// `yyyy-MM-dd`, the text of `dt_udf`.
    pub fn date(&mut self, millis: i64) -> Option<&str> {
        let second = self.local_second(millis)?;
        self.set_day(second / DAY)?;
        str::from_utf8(self.text.get(..10)?).ok()
    }

    /// `HH`, 00 to 23, the text of `hour_udf`.
    pub fn hour(&mut self, millis: i64) -> Option<&str> {
        let second = self.local_second(millis)?;
        self.set_hour(second);
        str::from_utf8(self.text.get(11..13)?).ok()
    }

    /// Seconds since local 1970-01-01 00:00:00.
    fn local_second(&mut self, millis: i64) -> Option<i64> {
        if millis < 0 {
            return None;
        }
        let second = millis / 1000;
        if second < self.offset_from || second >= self.offset_until {
            self.find_offset(second)?;
        }
        let local = second + self.offset;
        (0..=LAST_LOCAL_SECOND).contains(&local).then_some(local)
    }

    /// Takes the offset at an instant, for its whole day of UTC where that has but one.
    fn find_offset(&mut self, second: i64) -> Option<()> {
        let first = second - second % DAY;
        let offset = self.zone.offset_at(first)?;
        let last = self.zone.offset_at(first.checked_add(DAY - 1)?)?;
        (self.offset, self.offset_from, self.offset_until) = if offset == last {
            (offset, first, first + DAY)
        } else {
            (self.zone.offset_at(second)?, second, second + 1)
        };
        Some(())
    }

    /// Writes the date of a day since local 1970-01-01.
    fn set_day(&mut self, day: i64) -> Option<()> {
        if day != self.day {
            let date = NaiveDate::from_epoch_days(i32::try_from(day).ok()?)?;
            let [y1, y2, y3, y4, _, m1, m2, _, d1, d2, ..] = &mut self.text;
            let year = i64::from(date.year());
            [*y1, *y2] = two_digits(year / 100);
            [*y3, *y4] = two_digits(year % 100);
            [*m1, *m2] = two_digits(i64::from(date.month()));
            [*d1, *d2] = two_digits(i64::from(date.day()));
            self.day = day;
        }
        Some(())
    }

    /// Writes the hour of a local second.
    fn set_hour(&mut self, second: i64) {
        let [.., h1, h2, _, _, _, _, _, _] = &mut self.text;
        [*h1, *h2] = two_digits(second / 3600 % 24);
    }
}

/// A number below 100 as two ASCII digits.
fn two_digits(number: i64) -> [u8; 2] {
    [number / 10, number].map(|digit| {
        let index = usize::try_from(digit % 10).unwrap_or_default();
        DIGITS.get(index).copied().unwrap_or(b'0')
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
mod tests {
    use super::{Clock, LAST_LOCAL_SECOND};
    use chrono::{DateTime, TimeZone};
    use chrono_tz::Tz;
    use proptest::prelude::*;

    fn clock(zone: &str) -> Clock {
        Clock::new(zone.parse().unwrap())
    }

    #[test]
    fn shanghai_had_daylight_saving_in_1986() {
        // Clocks went from 02:00 to 03:00 on 1986-05-04 and back at 02:00 on 1986-09-14 (IANA, rule PRC).
        let mut clock = clock("Asia/Shanghai");
        let spring = 515_527_200_000;
        assert_eq!(clock.datetime(spring - 1), Some("1986-05-04 01:59:59"));
        assert_eq!(clock.datetime(spring), Some("1986-05-04 03:00:00"));
        let autumn = 527_014_800_000;
        assert_eq!(clock.datetime(autumn - 1), Some("1986-09-14 01:59:59"));
        assert_eq!(clock.datetime(autumn), Some("1986-09-14 01:00:00"));
    }

    #[test]
    fn midnight_begins_a_day_and_an_hour() {
        let mut clock = clock("+08:00");
        let midnight = 1_700_064_000_000; // 2023-11-15 16:00 UTC
        assert_eq!(clock.datetime(midnight - 1), Some("2023-11-15 23:59:59"));
        assert_eq!(clock.hour(midnight), Some("00"));
        assert_eq!(clock.date(midnight), Some("2023-11-16"));
        assert_eq!(clock.datetime(midnight + 999), Some("2023-11-16 00:00:00"));
    }

    #[test]
    fn memo_of_one_function_does_not_show_in_another() {
        let mut clock = clock("UTC");
        assert_eq!(clock.hour(1_700_000_000_000), Some("22"));
        assert_eq!(clock.date(0), Some("1970-01-01"));
        assert_eq!(clock.datetime(1_000), Some("1970-01-01 00:00:01"));
    }

    #[test]
    fn years_1970_to_9999_of_local_time() {
        let mut utc = clock("UTC");
        assert_eq!(utc.datetime(0), Some("1970-01-01 00:00:00"));
        assert_eq!(utc.datetime(-1), None);
        let last = LAST_LOCAL_SECOND * 1000 + 999;
        assert_eq!(utc.datetime(last), Some("9999-12-31 23:59:59"));
        assert_eq!(utc.datetime(last + 1), None);
        let mut east = clock("+08:00");
        assert_eq!(east.hour(0), Some("08"));
        assert_eq!(east.hour(-1), None);
        assert_eq!(east.datetime(last), None);
        let mut west = clock("-05:00");
        assert_eq!(west.date(5 * 3_600_000 - 1), None);
        assert_eq!(west.date(5 * 3_600_000), Some("1970-01-01"));
        assert_eq!(west.date(last + 1), Some("9999-12-31"));
        for millis in [i64::MIN, i64::MAX, i64::MAX / 1000, 8_210_298_326_400_000] {
            assert_eq!(clock("Asia/Shanghai").date(millis), None, "{millis}");
        }
    }

    /// Asserts that one clock, used for all instants in turn, says what chrono says.
    fn equals_chrono(zone: Tz, instants: &[i64]) -> Result<(), TestCaseError> {
        let mut clock = clock(zone.name());
        for &millis in instants {
            let instant = DateTime::from_timestamp_millis(millis).unwrap().naive_utc();
            let expected = zone
                .from_utc_datetime(&instant)
                .format("%Y-%m-%d %H:%M:%S")
                .to_string();
            prop_assert_eq!(clock.datetime(millis), Some(expected.as_str()));
            prop_assert_eq!(clock.date(millis), expected.get(..10));
            prop_assert_eq!(clock.hour(millis), expected.get(11..13));
        }
        Ok(())
    }

    const YEAR: i64 = 31_557_600_000;

    fn zones() -> impl Strategy<Value = Tz> {
        prop::sample::select(vec![
            Tz::Asia__Shanghai,
            Tz::America__New_York,
            Tz::UTC,
            Tz::Asia__Kolkata,
            Tz::Australia__Lord_Howe,
            Tz::Africa__Monrovia,
            Tz::Pacific__Apia,
            Tz::Africa__Casablanca,
        ])
    }

    proptest! {
        #[test]
        fn equals_chrono_everywhere(zone in zones(), instants in prop::collection::vec(YEAR..8000 * YEAR, 1..8)) {
            equals_chrono(zone, &instants)?;
        }

        #[test]
        fn equals_chrono_in_recent_years(zone in zones(), instants in prop::collection::vec(YEAR..80 * YEAR, 1..20)) {
            equals_chrono(zone, &instants)?;
        }

        #[test]
        fn equals_chrono_in_shanghai_of_1986_to_1991(instants in prop::collection::vec(16 * YEAR..22 * YEAR, 1..20)) {
            equals_chrono(Tz::Asia__Shanghai, &instants)?;
        }

        #[test]
        fn equals_chrono_within_a_day(
            zone in zones(), day in 366..29_000_i64, within in prop::collection::vec(0..86_400_000_i64, 1..20),
        ) {
            let instants: Vec<i64> = within.iter().map(|millis| day * 86_400_000 + millis).collect();
            equals_chrono(zone, &instants)?;
        }
    }
}
