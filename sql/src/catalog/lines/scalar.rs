//! Text to a number, a truth value, a date or a time, as Hive casts text read from a file.
//!
//! Functions give `None` for text that does not convert, which a table shows as NULL.

use std::ops::RangeInclusive;

use chrono::{DateTime, Days, NaiveDate};

const MICROSECONDS_A_SECOND: i64 = 1_000_000;

/// A whole number: sign, digits, and a fraction that is cut off. No blanks, no exponent.
///
/// Source: Hive's `LazyLong.parseLong`; `' 12 '` and `'1e3'` are NULL there, `'1.9'` is 1, `'.5'` is 0.
pub(super) fn integer(text: &str) -> Option<i64> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    if whole.is_empty() && fraction.is_empty() || !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    // The negative range is the larger one.
    let negative = whole.bytes().try_fold(0_i64, |number, digit| {
        number.checked_mul(10)?.checked_sub(i64::from(digit - b'0'))
    })?;
    if text.starts_with('-') {
        Some(negative)
    } else {
        negative.checked_neg()
    }
}

/// A floating-point number as Java writes it: blanks around it, `1e3`, `1d`, `NaN`, `Infinity`.
///
/// Source: `java.lang.Double.parseDouble`, without its hexadecimal form.
pub(super) fn float(text: &str) -> Option<f64> {
    let text = trim(text);
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    match unsigned {
        "NaN" => return Some(f64::NAN),
        "Infinity" if text.starts_with('-') => return Some(f64::NEG_INFINITY),
        "Infinity" => return Some(f64::INFINITY),
        _ => {}
    }
    let text = text.strip_suffix(['d', 'D', 'f', 'F']).unwrap_or(text);
    // Rust reads `nan`, `inf` and `infinity` in any case, Java does not.
    let plain =
        |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+' | b'e' | b'E');
    if text.bytes().all(plain) {
        text.parse().ok()
    } else {
        None
    }
}

/// `true` and `false` in any case, as Hive's `LazyBoolean`.
pub(super) fn boolean(text: &str) -> Option<bool> {
    if text.eq_ignore_ascii_case("true") {
        Some(true)
    } else if text.eq_ignore_ascii_case("false") {
        Some(false)
    } else {
        None
    }
}

/// Days since 1970-01-01 of `yyyy-[M]M-[d]d`, or of the date of a [`timestamp`]. Blanks around it.
pub(super) fn date(text: &str) -> Option<i32> {
    let text = trim(text);
    if text.contains(' ') {
        let days = timestamp(text)?.div_euclid(86_400 * MICROSECONDS_A_SECOND);
        return i32::try_from(days).ok();
    }
    i32::try_from(days(text)?).ok()
}

/// Microseconds since 1970-01-01 00:00:00 of `yyyy-[M]M-[d]d[ [H]H:[m]m:[s]s[.fffffffff]]`, without a zone. Blanks
/// around it. As in Java, hours, minutes and seconds beyond a day, an hour or a minute run over.
///
/// Source: `java.sql.Timestamp.valueOf`.
pub(super) fn timestamp(text: &str) -> Option<i64> {
    let text = trim(text);
    let (date, time) = text.split_once(' ').unwrap_or((text, "0:0:0"));
    let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let mut parts = time.split(':').map(|part| small_number(part, 1..=2));
    let (hours, minutes, seconds) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some() || fraction.is_empty() || fraction.len() > 9 || !all_digits(fraction)
    {
        return None;
    }
    let microseconds = fraction
        .bytes()
        .chain(std::iter::repeat(b'0'))
        .take(6)
        .fold(0, |number, digit| number * 10 + i64::from(digit - b'0'));
    let seconds = ((days(date)? * 24 + hours) * 60 + minutes) * 60 + seconds;
    Some(seconds * MICROSECONDS_A_SECOND + microseconds)
}

/// The number without its exponent, digit by digit: `1.5E3` is `1500`. `None` where it has none or a huge one.
pub(super) fn without_exponent(number: &str) -> Option<String> {
    let (mantissa, exponent) = number.split_once(['e', 'E'])?;
    let exponent = exponent
        .parse::<i32>()
        .ok()
        .filter(|exponent| exponent.abs() <= 400)?;
    let (sign, unsigned) = match mantissa.strip_prefix('-') {
        Some(unsigned) => ("-", unsigned),
        None => ("", mantissa.strip_prefix('+').unwrap_or(mantissa)),
    };
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    if whole.is_empty() && fraction.is_empty() || !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    let shift = usize::try_from(exponent.unsigned_abs()).ok()?;
    let zeros = "0".repeat(shift);
    let (digits, point) = if exponent < 0 {
        (format!("{zeros}{whole}{fraction}"), whole.len())
    } else {
        (format!("{whole}{fraction}{zeros}"), whole.len() + shift)
    };
    let (whole, fraction) = digits.split_at_checked(point)?;
    Some(format!("{sign}{whole}.{fraction}"))
}

/// Days since 1970-01-01. As in Java, a day that the month does not have runs over into the next month.
fn days(text: &str) -> Option<i64> {
    let mut parts = text.split('-');
    let year = small_number(parts.next()?, 4..=4)?;
    let month = small_number(parts.next()?, 1..=2)?;
    let day = small_number(parts.next()?, 1..=2)?;
    if parts.next().is_some() || !(1..=31).contains(&day) {
        return None;
    }
    let first = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, u32::try_from(month).ok()?, 1)?;
    let date = first.checked_add_days(Days::new(u64::try_from(day - 1).ok()?))?;
    Some(
        date.signed_duration_since(DateTime::UNIX_EPOCH.date_naive())
            .num_days(),
    )
}

fn small_number(text: &str, lengths: RangeInclusive<usize>) -> Option<i64> {
    if lengths.contains(&text.len()) && all_digits(text) {
        text.parse().ok()
    } else {
        None
    }
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Drops what Java's `String.trim` drops.
fn trim(text: &str) -> &str {
    text.trim_matches(|character| character <= ' ')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]

    use super::*;

    const HOUR: i64 = 3_600 * MICROSECONDS_A_SECOND;
    /// 2021-03-15.
    const DAY: i64 = 18_701;

    #[test]
    fn integers_convert_as_hive_casts_them() {
        for (text, number) in [
            ("12", 12),
            ("+1", 1),
            ("-0", 0),
            ("1.9", 1),
            ("-1.9", -1),
            (".5", 0),
            ("7.", 7),
        ] {
            assert_eq!(integer(text), Some(number), "{text}");
        }
        assert_eq!(integer("9223372036854775807"), Some(i64::MAX));
        assert_eq!(integer("-9223372036854775808"), Some(i64::MIN));
        for text in [
            "",
            " ",
            "-",
            "+",
            ".",
            " 12",
            "12 ",
            "1e3",
            "0x1F",
            "--1",
            "1L",
            "abc",
            "1.x",
            "9223372036854775808",
            "１",
        ] {
            assert_eq!(integer(text), None, "{text}");
        }
    }

    #[test]
    fn floats_convert_as_java_parses_them() {
        for (text, number) in [
            ("1.5", 1.5),
            (" 12 ", 12.0),
            ("1e3", 1000.0),
            ("1d", 1.0),
            ("1.", 1.0),
            (".5", 0.5),
            ("1e400", f64::INFINITY),
        ] {
            assert_eq!(
                float(text).map(f64::to_bits),
                Some(number.to_bits()),
                "{text}"
            );
        }
        assert_eq!(float("-Infinity"), Some(f64::NEG_INFINITY));
        assert!(float("NaN").is_some_and(f64::is_nan));
        for text in [
            "", "abc", "nan", "inf", "infinity", "1,5", "1 1", "d", "e5", "--1",
        ] {
            assert_eq!(float(text), None, "{text}");
        }
    }

    #[test]
    fn booleans_are_the_two_words_in_any_case() {
        assert_eq!(
            ["true", "TRUE", "False"].map(boolean),
            [Some(true), Some(true), Some(false)]
        );
        assert_eq!(["", "t", "1", "yes", " true"].map(boolean), [None; 5]);
    }

    #[test]
    fn dates_take_short_parts_and_run_over() {
        assert_eq!(date("1970-01-01"), Some(0));
        assert_eq!(date(" 2021-3-15 "), Some(18_701));
        assert_eq!(date("2021-02-30"), date("2021-03-02"));
        assert_eq!(date("2021-03-15 25:00:00"), date("2021-03-16"));
        assert_eq!(date("1969-12-31 23:59:59.9"), Some(-1));
        for text in [
            "",
            "bad",
            "2021",
            "20210315",
            "2021/03/15",
            "2021-03-00",
            "2021-13-01",
            "10000-01-01",
            "2021-03-15T10:11:12",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn times_have_an_optional_clock_and_fraction() {
        let midnight = DAY * 24 * HOUR;
        assert_eq!(timestamp("2021-03-15"), Some(midnight));
        assert_eq!(
            timestamp(" 2021-03-15 10:00:00 "),
            Some(midnight + 10 * HOUR)
        );
        assert_eq!(
            timestamp("2021-3-15 1:0:2"),
            Some(midnight + HOUR + 2_000_000)
        );
        assert_eq!(
            timestamp("2021-03-15 00:00:00.12"),
            Some(midnight + 120_000)
        );
        assert_eq!(
            timestamp("2021-03-15 00:00:00.123456789"),
            Some(midnight + 123_456)
        );
        assert_eq!(timestamp("1969-12-31 23:59:59.5"), Some(-500_000));
        for text in [
            "",
            "bad",
            "2021-03-15 10:11",
            "2021-03-15 10",
            "2021-03-15 10:11:12.",
            "2021-03-15 10:11:12:13",
            "2021-03-15 10:11:12.1234567890",
            "2021-03-15T10:11:12",
            "1615774272123",
        ] {
            assert_eq!(timestamp(text), None, "{text}");
        }
    }

    #[test]
    fn an_exponent_moves_the_point_without_loss() {
        let plain = |number| without_exponent(number).unwrap();
        assert_eq!(plain("1.732524938178E12"), "1732524938178.000000000000");
        assert_eq!(plain("-15e-1"), "-01.5");
        assert_eq!(plain("5e-3"), "0.005");
        for number in ["15", "e5", "1e", "1e999999999999", "1e401", "x1e5"] {
            assert_eq!(without_exponent(number), None, "{number}");
        }
    }
}
