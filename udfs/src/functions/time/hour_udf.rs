//! `hour_udf(ms)`: the hour of an event.

use std::sync::{Arc, LazyLock};

use datafusion_expr::ScalarUDF;

use super::local_time::{LocalTime, MILLISECONDS};
use crate::Settings;
use crate::functions::function::{About, Origin};
use crate::kernel::event_time::Clock;

/// `hour_udf(ms)`: the hour of an event as `HH`.
///
/// - **Input**: milliseconds since 1970 UTC, as an integer or text; ten digits or fewer are seconds.
/// - **Output**: text, in the zone of the settings, else the session's (`datafusion.execution.time_zone`), else
///   `Asia/Shanghai`.
/// - **Nulls**: NULL gives NULL; so do text that is no number, and times outside the years 1970 to 9999.
/// - **Errors**: a session's zone that is none.
pub fn hour_udf() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| hour_udf_with(&Settings::default()));
    Arc::clone(&UDF)
}

/// [`hour_udf`] with settings of the caller's.
pub fn hour_udf_with(settings: &Settings) -> Arc<ScalarUDF> {
    LocalTime::udf(&ABOUT, Clock::hour, settings)
}

static ABOUT: About = About {
    name: "hour_udf",
    aliases: &[],
    parameters: MILLISECONDS,
    returns: "text",
    description: "The hour of an event as HH, in the session's time zone, Asia/Shanghai if it has none. \
                  Text that is no number and years outside 1970 to 9999 give NULL.",
    example: ("SELECT hour_udf(1700000000123)", "06"),
    origin: Origin::Domain,
};

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

    use std::sync::Arc;

    use arrow::array::{Int64Array, UInt64Array};

    use super::{hour_udf, hour_udf_with};
    use crate::Settings;
    use crate::functions::testing::{Column, shown};

    #[test]
    fn text_is_milliseconds_or_seconds() {
        let text = Column::Text(vec![
            None,
            Some(""),
            Some("1700000000123"),
            Some(" 1700000000 "),
            Some("1.7e12"),
            Some("99999999999999999"),
        ]);
        assert_eq!(
            shown(&hour_udf(), &[text]),
            ["NULL", "NULL", "06", "06", "NULL", "NULL"]
        );
    }

    #[test]
    fn integers_are_milliseconds_or_seconds() {
        let numbers = Int64Array::from(vec![
            None,
            Some(1_700_000_000_123),
            Some(1_700_000_000),
            Some(-1),
        ]);
        assert_eq!(
            shown(&hour_udf(), &[Column::Array(Arc::new(numbers))]),
            ["NULL", "06", "06", "NULL"]
        );
        let unsigned = UInt64Array::from(vec![1_700_000_000_123, u64::MAX]);
        assert_eq!(
            shown(&hour_udf(), &[Column::Array(Arc::new(unsigned))]),
            ["06", "NULL"]
        );
    }

    #[test]
    fn zone_of_the_settings_is_used() {
        let settings = Settings::builder()
            .zone("UTC".parse().unwrap())
            .build()
            .unwrap();
        let text = Column::Text(vec![Some("1700000000123")]);
        assert_eq!(shown(&hour_udf_with(&settings), &[text]), ["22"]);
    }
}
