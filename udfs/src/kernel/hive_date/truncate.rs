//! Dates cut to the beginning of a month, a quarter or a year.

use crate::kernel::java_time::calendar::{Civil, civil, days};

/// What a date is cut to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Its month.
    Month,
    /// Its quarter.
    Quarter,
    /// Its year.
    Year,
}

impl Unit {
    /// The unit of that name, in capitals: `MM`, `MON`, `MONTH`; `Q`, `QUARTER`; `YY`, `YYYY`, `YEAR`.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "MM" | "MON" | "MONTH" => Some(Self::Month),
            "Q" | "QUARTER" => Some(Self::Quarter),
            "YY" | "YYYY" | "YEAR" => Some(Self::Year),
            _ => None,
        }
    }

    /// The first day of the unit that a day is in.
    ///
    /// **Source**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFTrunc`.
    ///
    /// ```
    /// use maidian_udfs::kernel::hive_date::Unit;
    ///
    /// // 2021-03-15 and 2021-03-01.
    /// assert_eq!(Unit::Month.first_day(18_701), 18_687);
    /// ```
    pub fn first_day(self, day: i64) -> i64 {
        let date = civil(day);
        let month = match self {
            Self::Month => date.month,
            Self::Quarter => (date.month - 1) / 3 * 3 + 1,
            Self::Year => 1,
        };
        days(Civil {
            month,
            day: 1,
            ..date
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Unit;
    use crate::kernel::java_time::lenient_date;

    // All expected values are Hive 2.3.10's.
    #[test]
    fn first_days() {
        let first = |date, name| Some(Unit::parse(name)?.first_day(lenient_date(date)?));
        for (date, name, expected) in [
            ("2021-03-15", "MM", "2021-03-01"),
            ("2021-03-15", "MONTH", "2021-03-01"),
            ("2021-05-15", "Q", "2021-04-01"),
            ("2021-13-45", "Q", "2022-01-01"),
            ("2021-03-15", "YY", "2021-01-01"),
        ] {
            assert_eq!(first(date, name), lenient_date(expected), "{date} {name}");
        }
        for name in ["", "mm", "Month", "DD", "year"] {
            assert_eq!(Unit::parse(name), None, "{name}");
        }
    }
}
