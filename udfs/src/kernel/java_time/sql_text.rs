//! Texts of `java.sql.Date` and `java.sql.Timestamp`, as Hive casts them, and the lenient dates of its functions.

use std::fmt::Write;
use std::sync::LazyLock;

use super::calendar::{Civil, days, gregorian};
use super::date_format::{Calendar, DateFormat, digit, plain_date};
use super::{Local, MICROS, Offsets};
use crate::kernel::event_time::Zone;

const DAY: i64 = 86_400;

/// The day of a date as `CAST(text AS DATE)` takes it: `yyyy-[m]m-[d]d`, or a timestamp, blanks around it or not. A day that
/// the month has not (up to 31) carries over.
///
/// **Output**: days since 1970-01-01 in Java's calendar.
/// **None**: anything else.
/// **Source**: `java.sql.Date.valueOf`, `PrimitiveObjectInspectorUtils.getDate`.
///
/// ```
/// use maidian_udfs::kernel::event_time::DEFAULT_ZONE;
/// use maidian_udfs::kernel::java_time::{Offsets, cast_date};
///
/// let mut offsets = Offsets::new(DEFAULT_ZONE);
/// assert_eq!(cast_date("2021-02-29", &mut offsets), Some(18_687));
/// assert_eq!(cast_date("2021-13-01", &mut offsets), None);
/// ```
pub fn cast_date(text: &str, offsets: &mut Offsets) -> Option<i64> {
    let text = trim(text);
    if let Some(day) = date(text) {
        return Some(day);
    }
    Some(
        cast_timestamp(text, offsets)?
            .micros
            .div_euclid(DAY * MICROS),
    )
}

/// A timestamp as `CAST(text AS TIMESTAMP)` takes it: a date as above, then `h:m:s` with a fraction or not, or nothing.
///
/// **Output**: local microseconds; further digits are cut off.
/// **None**: anything else.
/// **Source**: `java.sql.Timestamp.valueOf`, `PrimitiveObjectInspectorUtils.getTimestampFromString`.
pub fn cast_timestamp(text: &str, offsets: &mut Offsets) -> Option<Local> {
    let text = nine_decimals(trim(text));
    let (day, time) = match text.split_once(' ') {
        Some((day, time)) => (date(day)?, Some(time)),
        None => (date(text)?, None),
    };
    let (seconds, micros) = match time {
        Some(time) => time_of_day(time)?,
        None => (0, 0),
    };
    let local = offsets.shown(day * DAY + seconds);
    Some(Local {
        micros: local * MICROS + micros,
    })
}

/// The day of a text that begins with a date, as Hive's functions on dates take it: `yyyy-MM-dd`, leniently.
///
/// **Output**: days since 1970-01-01 in Java's calendar.
/// **None**: text that does not begin so.
/// **Source**: `java.text.SimpleDateFormat` with the pattern `yyyy-MM-dd`.
pub fn lenient_date(text: &str) -> Option<i64> {
    static FORMAT: LazyLock<Option<DateFormat>> =
        LazyLock::new(|| DateFormat::compile("yyyy-MM-dd").ok());
    if let Some(day) = plain_date(text.as_bytes()) {
        return Some(day);
    }
    // The day does not depend on the zone, and there are no years of two digits.
    let mut calendar = Calendar::new(Zone::utc(), 0);
    let millis = FORMAT.as_ref()?.parse(text, &mut calendar)?;
    Some(millis.div_euclid(DAY * 1000))
}

/// `java.sql.Date.valueOf`.
fn date(text: &str) -> Option<i64> {
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if units(year) != 4 || !(1..=2).contains(&units(month)) || !(1..=2).contains(&units(day)) {
        return None;
    }
    let (year, month, day) = (integer(year)?, integer(month)?, integer(day)?);
    let is_date = (1..=12).contains(&month) && (1..=31).contains(&day);
    is_date.then(|| days(Civil { year, month, day }))
}

fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// Seconds and microseconds since midnight.
fn time_of_day(text: &str) -> Option<(i64, i64)> {
    let (hour, rest) = text.split_once(':')?;
    let (minute, rest) = rest.split_once(':')?;
    let (second, micros) = match rest.split_once('.') {
        Some((second, fraction)) => (second, micros(fraction)?),
        None => (rest, 0),
    };
    let (hour, minute, second) = (integer(hour)?, integer(minute)?, integer(second)?);
    Some(((hour * 60 + minute) * 60 + second, micros))
}

fn micros(fraction: &str) -> Option<i64> {
    digit(fraction.chars().next()?)?;
    let length = u32::try_from(units(fraction)).ok()?;
    let nanos = integer(fraction)? * 10_i64.checked_pow(9_u32.checked_sub(length)?)?;
    Some(nanos / 1000)
}

/// `Integer.parseInt`.
fn integer(text: &str) -> Option<i64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    if digits.is_empty() {
        return None;
    }
    let mut number = 0_i64;
    for c in digits.chars() {
        number = number.checked_mul(10)? + i64::from(digit(c)?);
    }
    i32::try_from(sign * number).ok().map(i64::from)
}

/// `String.trim`.
fn trim(text: &str) -> &str {
    text.trim_matches(|c| c <= ' ')
}

/// The text without what stands behind nine characters after the first point.
fn nine_decimals(text: &str) -> &str {
    let end = text.find('.').and_then(|point| {
        let behind = text.get(point + 1..)?;
        Some(point + 1 + behind.char_indices().nth(9)?.0)
    });
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// Writes a date as `java.sql.Date` shows it: four digits of the year, which are the last ones of a longer one.
///
/// **Input**: days since 1970-01-01 in the Gregorian calendar, as Arrow has them.
pub fn write_date(day: i64, text: &mut String) {
    let date = gregorian(day);
    let year = if date.year > 0 {
        date.year
    } else {
        1 - date.year
    };
    four_digits(year % 10_000, text);
    text.push('-');
    two_digits(date.month, text);
    text.push('-');
    two_digits(date.day, text);
}

/// Writes a timestamp as Hive shows it: `yyyy-MM-dd HH:mm:ss`, and a fraction if there is one, without noughts at its end.
///
/// **Input**: local microseconds in the Gregorian calendar, as Arrow has them.
pub fn write_timestamp(micros: i64, text: &mut String) {
    let seconds = micros.div_euclid(MICROS);
    let date = gregorian(seconds.div_euclid(DAY));
    let year = if date.year > 0 {
        date.year
    } else {
        1 - date.year
    };
    let longer = year
        .checked_ilog10()
        .map_or(0, |last| (last as usize).saturating_sub(3));
    if longer == 0 {
        four_digits(year, text);
    } else {
        // Writing to a string does not fail.
        let _ = write!(text, "{year}");
    }
    for (mark, number) in [('-', date.month), ('-', date.day)] {
        text.push(mark);
        two_digits(number, text);
    }
    let second = seconds.rem_euclid(DAY);
    for (mark, number) in [
        (' ', second / 3600),
        (':', second / 60 % 60),
        (':', second % 60),
    ] {
        text.push(mark);
        two_digits(number, text);
    }
    let micros = micros.rem_euclid(MICROS);
    if longer > 0 {
        // Hive takes the fraction to begin at the twentieth character, where longer years still have their seconds.
        let again = text.len() - longer;
        text.extend_from_within(again..);
        if micros == 0 {
            text.push_str(".0");
        }
    }
    if micros > 0 {
        let _ = write!(text, ".{micros:06}");
        text.truncate(text.trim_end_matches('0').len());
    }
}

fn four_digits(number: i64, text: &mut String) {
    two_digits(number / 100, text);
    two_digits(number % 100, text);
}

fn two_digits(number: i64, text: &mut String) {
    for digit in [number / 10, number % 10] {
        text.push(u8::try_from(digit).map_or('0', |digit| char::from(b'0' + digit)));
    }
}

#[cfg(test)]
#[expect(clippy::indexing_slicing, reason = "a failed test panics")]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::kernel::event_time::DEFAULT_ZONE;
    use crate::kernel::golden::check;
    use crate::kernel::java_time::calendar::to_gregorian;

    fn date_text(day: Option<i64>) -> Value {
        day.map_or(Value::Null, |day| {
            let mut text = String::new();
            write_date(to_gregorian(day), &mut text);
            json!(text)
        })
    }

    #[test]
    fn cast_to_date_equals_hive() {
        let golden = include_str!("../../../testdata/hive/cast_date.jsonl");
        check(golden, 300, |arguments| {
            Some(date_text(cast_date(
                &arguments[0],
                &mut Offsets::new(DEFAULT_ZONE),
            )))
        });
    }

    #[test]
    fn lenient_date_equals_hive() {
        let golden = include_str!("../../../testdata/hive/to_date.jsonl");
        check(golden, 300, |arguments| {
            Some(date_text(lenient_date(&arguments[0])))
        });
    }

    #[test]
    fn cast_to_timestamp_equals_hive() {
        let golden = include_str!("../../../testdata/hive/cast_timestamp.jsonl");
        check(golden, 300, |arguments| {
            let local = cast_timestamp(&arguments[0], &mut Offsets::new(DEFAULT_ZONE));
            Some(
                local
                    .and_then(Local::to_gregorian)
                    .map_or(Value::Null, |micros| {
                        let mut text = String::new();
                        write_timestamp(micros, &mut text);
                        json!(text)
                    }),
            )
        });
    }

    #[test]
    fn years_of_five_digits() {
        let mut text = String::new();
        write_timestamp(253_402_300_800_500_000, &mut text);
        assert_eq!(text, "10000-01-01 00:00:000.5");
        text.clear();
        write_timestamp(253_402_300_800_000_000, &mut text);
        assert_eq!(text, "10000-01-01 00:00:000.0");
    }
}
