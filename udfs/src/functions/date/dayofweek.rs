//! `dayofweek(date)`: the day of the week of a date, from 1 for Sunday.

use std::sync::{Arc, LazyLock};

use datafusion_expr::ScalarUDF;

use super::date_part::{DatePart, NUMBER_OR_DATE};
use crate::functions::function::{About, Origin};
use crate::kernel::hive_date;

/// `dayofweek(date)`: the day of the week of a date, from 1 for Sunday.
///
/// - **Input**: text that begins with a date, taken leniently; a date; a timestamp. A number is no date.
/// - **Output**: int, from 1 for Sunday.
/// - **Nulls**: NULL gives NULL; so does text that does not begin with a date.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.UDFDayOfWeek`.
pub fn dayofweek() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> =
        LazyLock::new(|| DatePart::udf(&ABOUT, hive_date::day_of_week));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "dayofweek",
    aliases: &[],
    parameters: NUMBER_OR_DATE,
    returns: "int",
    description: "The day of the week of a date, from 1 for Sunday, which may be text that begins with yyyy-MM-dd, a date or a timestamp; \
                  days and months that are too large carry over.",
    example: ("SELECT dayofweek('2021-03-14')", "1"),
    origin: Origin::Hive,
};

#[cfg(test)]
mod tests {
    use super::dayofweek;
    use crate::functions::date::testing::shown_of_dates;

    // What Hive 2.3.10 gives for `2021-03-15`, `2021-13-45`, `bad`, the empty text and NULL.
    #[test]
    fn text_dates_and_timestamps() {
        assert_eq!(
            shown_of_dates(&dayofweek()),
            ["2", "2", "NULL", "NULL", "NULL"]
        );
    }
}
