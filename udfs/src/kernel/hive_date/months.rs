//! Months: added, counted, and their ends.

use crate::kernel::java_time::Local;
use crate::kernel::java_time::calendar::{Civil, civil, days, month_length};

/// The day so many months later. The last day of a month becomes the last one of the other; a day that the other month has
/// not becomes its last one.
///
/// **Source**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFAddMonths`; months beyond 32 bits wrap round as there.
///
/// ```
/// use maidian_udfs::kernel::hive_date::add_months;
///
/// // 2021-02-28 and 2021-03-31.
/// assert_eq!(add_months(18_686, 1), 18_717);
/// ```
pub fn add_months(day: i64, months: i32) -> i64 {
    let date = civil(day);
    let to_last = date.day == month_length(date.year, date.month);
    moved(date, months, to_last)
}

/// The day so many months later, as an interval of months is added: a day that the other month has not becomes its last one.
pub fn plus_months(day: i64, months: i32) -> i64 {
    moved(civil(day), months, false)
}

fn moved(date: Civil, months: i32, to_last: bool) -> i64 {
    let month = i32::try_from(date.month - 1).unwrap_or_default();
    let month = i64::from(month.wrapping_add(months));
    let year = date.year + month.div_euclid(12);
    let month = month.rem_euclid(12) + 1;
    let last = month_length(year, month);
    days(Civil {
        year,
        month,
        day: if to_last { last } else { date.day.min(last) },
    })
}

/// The last day of a day's month.
pub fn last_day(day: i64) -> i64 {
    let date = civil(day);
    days(Civil {
        day: month_length(date.year, date.month),
        ..date
    })
}

/// Months from one time to another, as parts of months of 31 days; whole ones where both are the same day of their months, or
/// both the last.
///
/// **Output**: rounded to eight decimals (half up) if asked to.
/// **Source**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFMonthsBetween`.
///
/// ```
/// use maidian_udfs::kernel::hive_date::months_between;
/// use maidian_udfs::kernel::java_time::Local;
///
/// let day = |day| Local::midnight(day).unwrap();
/// // 2021-03-30 and 2021-02-28.
/// assert_eq!(months_between(day(18_716), day(18_686), true), 1.064_516_13);
/// ```
#[expect(clippy::cast_precision_loss, reason = "as in Java")]
pub fn months_between(later: Local, earlier: Local, is_rounded: bool) -> f64 {
    let (to, from) = (civil(later.day()), civil(earlier.day()));
    let months = (to.year - from.year) * 12 + to.month - from.month;
    let is_last = |date: Civil| date.day == month_length(date.year, date.month);
    if to.day == from.day || is_last(to) && is_last(from) {
        return months as f64;
    }
    let seconds = |time: Local, date: Civil| {
        date.day * 86_400 + time.micros.div_euclid(1_000_000).rem_euclid(86_400)
    };
    let difference = seconds(later, to) - seconds(earlier, from);
    let between = months as f64 + difference as f64 / 2_678_400.0;
    if is_rounded {
        rounded(between).unwrap_or(between)
    } else {
        between
    }
}

/// Eight decimals, half up by the digits that the number is shown with.
fn rounded(number: f64) -> Option<f64> {
    let shown = number.to_string();
    let (whole, decimals) = shown.split_once('.')?;
    let kept = decimals.get(..8)?;
    let up = decimals
        .as_bytes()
        .get(8)
        .is_some_and(|digit| *digit >= b'5');
    let digits: i64 = format!("{}{kept}", whole.trim_start_matches('-'))
        .parse()
        .ok()?;
    let sign = if number < 0.0 { "-" } else { "" };
    format!("{sign}{}e-8", digits + i64::from(up)).parse().ok()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
mod tests {
    use super::*;
    use crate::kernel::hive_date::write_day;
    use crate::kernel::java_time::lenient_date;

    fn text(day: i64) -> String {
        let mut text = String::new();
        write_day(day, &mut text);
        text
    }

    fn day(text: &str) -> i64 {
        lenient_date(text).unwrap()
    }

    // All expected values are Hive 2.3.10's.
    #[test]
    fn months_are_added() {
        for (date, months, expected) in [
            ("2021-02-28", 1, "2021-03-31"),
            ("2021-01-31", 1, "2021-02-28"),
            ("2021-03-31", -1, "2021-02-28"),
            ("2020-02-29", 12, "2021-02-28"),
            ("0001-01-15", -24, "0002-01-15"),
            ("2021-03-15", i32::MAX, "178954951-06-15"),
        ] {
            assert_eq!(text(add_months(day(date), months)), expected, "{date}");
        }
        assert_eq!(text(plus_months(day("2021-02-28"), 1)), "2021-03-28");
        assert_eq!(text(plus_months(day("2021-01-31"), 1)), "2021-02-28");
    }

    #[test]
    fn last_days() {
        assert_eq!(text(last_day(day("2020-02-10"))), "2020-02-29");
        assert_eq!(text(last_day(day("1582-10-03"))), "1582-10-31");
    }

    #[test]
    fn months_between_times() {
        let local = |date: &str, hours: i64| Local {
            micros: day(date) * 86_400_000_000 + hours * 3_600_000_000,
        };
        let between = |later, earlier| months_between(later, earlier, true).to_string();
        assert_eq!(
            between(local("2021-03-31", 10), local("2021-02-28", 12)),
            "1"
        );
        assert_eq!(
            between(local("2021-03-31", 10), local("2021-02-27", 12)),
            "1.12634409"
        );
        assert_eq!(
            between(local("2021-03-15", 0), local("2021-03-01", 0)),
            "0.4516129"
        );
        let exact = months_between(local("2021-03-31", 10), local("2021-02-27", 12), false);
        assert_eq!(exact.to_string(), "1.1263440860215055");
    }
}
