//! Local date and time as text, to an instant.

use chrono::{Duration, MappedLocalTime, NaiveDate, NaiveDateTime, Offset, TimeZone};

use super::zone::{Kind, Zone};

/// Seconds since the epoch of a local `yyyy-MM-dd HH:mm:ss`.
///
/// **Input**: text that begins with a date and time; what follows does not matter. As Java's lenient `SimpleDateFormat` reads it:
/// blanks before a number are skipped, numbers have any number of digits, and those that are too large carry over
/// (month 13 is January of the next year, hour 25 is 1 o'clock of the next day).
/// **Output**: seconds since 1970-01-01 UTC. A time that the clocks show twice is the later one; one that they skip
/// is taken as if they had not been put forward yet.
/// **None**: text that is no such date and time, and years that no calendar has.
/// **Source**: Hive's `GenericUDFToUnixTimeStamp` with the default pattern; years before 1583 are Gregorian here and Julian
/// there.
///
/// ```
/// use maidian_udfs::kernel::event_time::{DEFAULT_ZONE, parse_local};
///
/// assert_eq!(parse_local("2021-03-15 10:11:12.999", DEFAULT_ZONE), Some(1_615_774_272));
/// assert_eq!(parse_local("2021-03-15", DEFAULT_ZONE), None);
/// ```
pub fn parse_local(text: &str, zone: Zone) -> Option<i64> {
    let mut rest = text;
    let year = number(&mut rest)?;
    let month = after(&mut rest, "-")?;
    let day = after(&mut rest, "-")?;
    let hour = after(&mut rest, " ")?;
    let minute = after(&mut rest, ":")?;
    let second = after(&mut rest, ":")?;
    let months = year.checked_mul(12)?.checked_add(month - 1)?;
    let first = NaiveDate::from_ymd_opt(
        i32::try_from(months.div_euclid(12)).ok()?,
        u32::try_from(months.rem_euclid(12)).ok()? + 1,
        1,
    )?;
    let time = first
        .and_hms_opt(0, 0, 0)?
        .checked_add_signed(Duration::try_days(day - 1)?)?
        .checked_add_signed(Duration::try_hours(hour)?)?
        .checked_add_signed(Duration::try_minutes(minute)?)?
        .checked_add_signed(Duration::try_seconds(second)?)?;
    instant(time, zone)
}

fn after(rest: &mut &str, separator: &str) -> Option<i64> {
    *rest = rest.strip_prefix(separator)?;
    number(rest)
}

/// A number at the beginning, behind blanks. Nine digits are more than any field that makes sense has.
fn number(rest: &mut &str) -> Option<i64> {
    let text = rest.trim_start_matches([' ', '\t']);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, behind) = text.split_at_checked(digits)?;
    if digits > 9 {
        return None;
    }
    *rest = behind;
    number.parse().ok()
}

impl Zone {
    /// Seconds since the epoch of local seconds: those that a local date and time would have in UTC.
    ///
    /// A time that the clocks show twice is the later one; one that they skip is taken as if they had not been put forward yet.
    /// **None**: a time that chrono has no date for.
    pub fn instant(self, local: i64) -> Option<i64> {
        instant(
            chrono::DateTime::from_timestamp(local, 0)?.naive_utc(),
            self,
        )
    }
}

fn instant(time: NaiveDateTime, zone: Zone) -> Option<i64> {
    let local = time.and_utc().timestamp();
    let ahead = match zone.kind() {
        Kind::Fixed(offset) => i64::from(offset.local_minus_utc()),
        Kind::Named(named) => match named.offset_from_local_datetime(&time) {
            MappedLocalTime::Single(offset) | MappedLocalTime::Ambiguous(_, offset) => {
                i64::from(offset.fix().local_minus_utc())
            }
            // Clocks go forward by hours at most: a day earlier the old offset held.
            MappedLocalTime::None => zone.offset_at(local.checked_sub(86_400)?)?,
        },
    };
    local.checked_sub(ahead)
}

#[cfg(test)]
mod tests {
    use super::{super::DEFAULT_ZONE, parse_local};

    fn parsed(text: &str) -> Option<i64> {
        parse_local(text, DEFAULT_ZONE)
    }

    // All expected values are Hive 2.3.10's in the zone Asia/Shanghai.
    #[test]
    fn ordinary_times() {
        assert_eq!(parsed("1970-01-01 08:00:00"), Some(0));
        assert_eq!(parsed("9999-12-31 23:59:59"), Some(253_402_271_999));
        assert_eq!(parsed("2021-03-15 24:00:00"), Some(1_615_824_000));
    }

    #[test]
    fn what_follows_and_blanks_do_not_matter() {
        for text in [
            " 2021-03-15 10:11:12",
            "2021-03-15  10:11:12",
            "2021-03-15 10:11:12 extra",
            "2021-03-15 10:11:12+08:00",
        ] {
            assert_eq!(parsed(text), Some(1_615_774_272), "{text}");
        }
    }

    #[test]
    fn large_numbers_carry_over() {
        assert_eq!(parsed("2021-13-45 25:61:61"), Some(1_644_861_721));
        assert_eq!(parsed("2021-02-30 10:00:00"), Some(1_614_650_400));
    }

    #[test]
    fn daylight_saving() {
        assert_eq!(parsed("1986-05-04 00:30:00"), Some(515_521_800));
        assert_eq!(parsed("1986-07-01 12:00:00"), Some(520_570_800));
        assert_eq!(parsed("1991-09-15 01:30:00"), Some(684_869_400));
    }

    #[test]
    fn anything_else_is_none() {
        for text in [
            "",
            "2021-03-15",
            "2021-03-15 10:11",
            "2021/03/15 10:11:12",
            "2021-03-15T10:11:12",
            "-",
        ] {
            assert_eq!(parsed(text), None, "{text}");
        }
        assert_eq!(parsed("99999999999999999999-01-01 00:00:00"), None);
        assert_eq!(parsed("999999999-01-01 00:00:00"), None);
    }
}
