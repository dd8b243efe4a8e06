//! `minute(time)`: the minute of a time.

use std::sync::{Arc, LazyLock};

use datafusion_expr::ScalarUDF;

use super::clock_part::{ClockPart, TIME};
use crate::Settings;
use crate::functions::function::{About, Origin};

/// `minute(time)`: the minute of a time.
///
/// - **Input**: text that begins with `yyyy-MM-dd HH:mm:ss` or `HH:mm:ss`, taken leniently; a timestamp. A date and a number
///   have no time.
/// - **Output**: int.
/// - **Nulls**: NULL gives NULL; so does text that does not begin so.
/// - **Errors**: a session's zone that is none.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.UDFMinute`.
pub fn minute() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| minute_with(&Settings::default()));
    Arc::clone(&UDF)
}

/// [`minute`] with settings of the caller's.
pub fn minute_with(settings: &Settings) -> Arc<ScalarUDF> {
    ClockPart::udf(&ABOUT, |second| second / 60 % 60, settings)
}

static ABOUT: About = About {
    name: "minute",
    aliases: &[],
    parameters: TIME,
    returns: "int",
    description: "The minute of a time, which may be text that begins with yyyy-MM-dd HH:mm:ss or HH:mm:ss, or a \
                  timestamp; numbers that are too large carry over. Text without a time gives NULL.",
    example: ("SELECT minute('2021-03-15 10:11:12')", "11"),
    origin: Origin::Hive,
};

#[cfg(test)]
mod tests {
    use super::minute;
    use crate::functions::date::clock_part::testing::shown_of_times;

    // What Hive 2.3.10 gives for `2021-03-15 10:11:12`, `10:11:12`, `2021-13-45 25:61:61`, `2021-03-15` and NULL.
    #[test]
    fn text_and_timestamps() {
        assert_eq!(shown_of_times(&minute()), ["11", "11", "2", "NULL", "NULL"]);
    }
}
