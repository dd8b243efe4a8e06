//! `quarter(date)`: the quarter of a date.

use std::sync::{Arc, LazyLock};

use datafusion_expr::ScalarUDF;

use super::date_part::{DATE_OR_NULL, DatePart};
use crate::functions::function::{About, Origin};
use crate::kernel::hive_date;

/// `quarter(date)`: the quarter of a date.
///
/// - **Input**: text that begins with a date, taken leniently; a date; a timestamp.
/// - **Output**: int, from 1.
/// - **Nulls**: NULL gives NULL; so does text that does not begin with a date.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFQuarter`.
pub fn quarter() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> =
        LazyLock::new(|| DatePart::udf(&ABOUT, hive_date::quarter));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "quarter",
    aliases: &[],
    parameters: DATE_OR_NULL,
    returns: "int",
    description: "The quarter of a date, which may be text that begins with yyyy-MM-dd, a date or a timestamp; \
                  days and months that are too large carry over.",
    example: ("SELECT quarter('2021-05-31')", "2"),
    origin: Origin::Hive,
};

#[cfg(test)]
mod tests {
    use super::quarter;
    use crate::functions::date::testing::shown_of_dates;

    // What Hive 2.3.10 gives for `2021-03-15`, `2021-13-45`, `bad`, the empty text and NULL.
    #[test]
    fn text_dates_and_timestamps() {
        assert_eq!(
            shown_of_dates(&quarter()),
            ["1", "1", "NULL", "NULL", "NULL"]
        );
    }
}
