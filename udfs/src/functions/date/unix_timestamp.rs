//! `unix_timestamp([time[, pattern]])`: the seconds of a time.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::config::ConfigOptions;
use datafusion_common::{Result, ScalarValue, exec_err};
use datafusion_expr::{ColumnarValue, ScalarUDF, Volatility};

use super::patterns::check;
use super::seconds::{TIME_AND_PATTERN, seconds};
use crate::Settings;
use crate::batch::Arguments;
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::Parameters;
use crate::functions::time::zone;

/// `unix_timestamp([time[, pattern]])`: seconds since 1970 UTC of a local time, or of the beginning of the query.
///
/// - **Input**: text of a pattern of `java.text.SimpleDateFormat`, which is lenient: months, days and hours that are too large
///   carry over, and what follows does not matter; a date; a timestamp. The zone is that of the settings, else the session's,
///   else `Asia/Shanghai`. Dates and timestamps need no pattern.
/// - **Output**: bigint; of a time that the clocks show twice the later one.
/// - **Nulls**: NULL gives NULL; so does text that is not of the pattern.
/// - **Errors**: a pattern that is none; a session's zone that is none.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFUnixTimeStamp`.
pub fn unix_timestamp() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> =
        LazyLock::new(|| unix_timestamp_with(&Settings::default()));
    Arc::clone(&UDF)
}

/// [`unix_timestamp`] with settings of the caller's.
pub fn unix_timestamp_with(settings: &Settings) -> Arc<ScalarUDF> {
    udf(UnixTimestamp {
        settings: settings.clone(),
    })
}

static ABOUT: About = About {
    name: "unix_timestamp",
    aliases: &[],
    parameters: Parameters::optional(TIME_AND_PATTERN, 0),
    returns: "bigint",
    description: "Seconds since 1970 UTC of a date and time in the session's time zone; without arguments, of the \
                  beginning of the query. Numbers that are too large carry over; text that does not begin as the pattern \
                  (yyyy-MM-dd HH:mm:ss) says gives NULL.",
    example: ("SELECT unix_timestamp('2021-03-15 10:11:12')", "1615774272"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct UnixTimestamp {
    settings: Settings,
}

impl Function for UnixTimestamp {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        check(&ABOUT, planned, 1)?;
        Ok(DataType::Int64)
    }

    fn volatility(&self) -> Volatility {
        Volatility::Stable
    }

    fn at_start(&self, micros: i64, _: &ConfigOptions) -> Result<Option<ScalarValue>> {
        Ok(Some(ScalarValue::Int64(Some(micros.div_euclid(1_000_000)))))
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        if arguments.len() == 0 {
            return exec_err!("unix_timestamp: the beginning of the query is not known");
        }
        seconds(&ABOUT, arguments, zone(&self.settings, arguments)?)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow::array::{Date32Array, TimestampMicrosecondArray};

    use super::unix_timestamp;
    use crate::functions::testing::{Column, shown};

    #[test]
    fn text_of_the_default_pattern() {
        let text = Column::Text(vec![
            Some("2021-03-15 10:11:12"),
            Some("2021-03-15"),
            Some(""),
            None,
        ]);
        assert_eq!(
            shown(&unix_timestamp(), &[text]),
            ["1615774272", "NULL", "NULL", "NULL"]
        );
    }

    #[test]
    fn patterns_may_be_a_column() {
        let text = Column::Text(vec![Some("20210315"), Some("15.3.2021"), Some("x"), None]);
        let patterns = Column::Text(vec![Some("yyyyMMdd"), Some("d.M.yyyy"), None, Some("yyyy")]);
        assert_eq!(
            shown(&unix_timestamp(), &[text, patterns]),
            ["1615737600", "1615737600", "NULL", "NULL"]
        );
    }

    #[test]
    fn dates_and_timestamps() {
        let dates = Column::Array(Arc::new(Date32Array::from(vec![Some(18_701), None])));
        assert_eq!(shown(&unix_timestamp(), &[dates]), ["1615737600", "NULL"]);
        // Half a second before 1970 UTC is its first second: Java cuts off.
        let times = TimestampMicrosecondArray::from(vec![28_800_000_000 - 500_000]);
        assert_eq!(
            shown(&unix_timestamp(), &[Column::Array(Arc::new(times))]),
            ["0"]
        );
    }
}
