//! `weekofyear(date)`: the week of the year of a date, as ISO 8601 counts.

use std::sync::{Arc, LazyLock};

use datafusion_expr::ScalarUDF;

use super::date_part::{DatePart, NUMBER_OR_DATE};
use crate::functions::function::{About, Origin};
use crate::kernel::hive_date;

/// `weekofyear(date)`: the week of the year of a date, as ISO 8601 counts.
///
/// - **Input**: text that begins with a date, taken leniently; a date; a timestamp. A number is no date.
/// - **Output**: int, from 1.
/// - **Nulls**: NULL gives NULL; so does text that does not begin with a date.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.UDFWeekOfYear`.
pub fn weekofyear() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> =
        LazyLock::new(|| DatePart::udf(&ABOUT, hive_date::week_of_year));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "weekofyear",
    aliases: &[],
    parameters: NUMBER_OR_DATE,
    returns: "int",
    description: "The week of the year of a date, as ISO 8601 counts, which may be text that begins with yyyy-MM-dd, a date or a timestamp; \
                  days and months that are too large carry over.",
    example: ("SELECT weekofyear('2021-01-01')", "53"),
    origin: Origin::Hive,
};

#[cfg(test)]
mod tests {
    use super::weekofyear;
    use crate::functions::date::testing::shown_of_dates;

    // What Hive 2.3.10 gives for `2021-03-15`, `2021-13-45`, `bad`, the empty text and NULL.
    #[test]
    fn text_dates_and_timestamps() {
        assert_eq!(
            shown_of_dates(&weekofyear()),
            ["11", "7", "NULL", "NULL", "NULL"]
        );
    }
}
