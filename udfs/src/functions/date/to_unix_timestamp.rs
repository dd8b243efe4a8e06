//! `to_unix_timestamp(time[, pattern])`: the seconds of a time.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::patterns::check;
use super::seconds::{TIME_AND_PATTERN, seconds};
use crate::Settings;
use crate::batch::Arguments;
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::Parameters;
use crate::functions::time::zone;

/// `to_unix_timestamp(time[, pattern])`: seconds since 1970 UTC of a local time.
///
/// - **Input**: as of `unix_timestamp`, but the time must be given.
/// - **Output**: bigint.
/// - **Nulls**: NULL gives NULL; so does text that is not of the pattern.
/// - **Errors**: a pattern that is none; a session's zone that is none.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFToUnixTimeStamp`.
pub fn to_unix_timestamp() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> =
        LazyLock::new(|| to_unix_timestamp_with(&Settings::default()));
    Arc::clone(&UDF)
}

/// [`to_unix_timestamp`] with settings of the caller's.
pub fn to_unix_timestamp_with(settings: &Settings) -> Arc<ScalarUDF> {
    udf(ToUnixTimestamp {
        settings: settings.clone(),
    })
}

static ABOUT: About = About {
    name: "to_unix_timestamp",
    aliases: &[],
    parameters: Parameters::optional(TIME_AND_PATTERN, 1),
    returns: "bigint",
    description: "Seconds since 1970 UTC of a date and time in the session's time zone. Numbers that are too large carry \
                  over; text that does not begin as the pattern (yyyy-MM-dd HH:mm:ss) says gives NULL.",
    example: (
        "SELECT to_unix_timestamp('15/Mar/2021:10:11:12', 'dd/MMM/yyyy:HH:mm:ss')",
        "1615774272",
    ),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct ToUnixTimestamp {
    settings: Settings,
}

impl Function for ToUnixTimestamp {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        check(&ABOUT, planned, 1)?;
        Ok(DataType::Int64)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        seconds(&ABOUT, arguments, zone(&self.settings, arguments)?)
    }
}

#[cfg(test)]
mod tests {
    use super::to_unix_timestamp;
    use crate::functions::testing::{Column, shown};

    #[test]
    fn text_of_a_pattern() {
        let text = Column::Text(vec![Some("2021-3-15"), Some("x"), None]);
        assert_eq!(
            shown(&to_unix_timestamp(), &[text, Column::literal("yyyy-MM-dd")]),
            ["1615737600", "NULL", "NULL"]
        );
    }
}
