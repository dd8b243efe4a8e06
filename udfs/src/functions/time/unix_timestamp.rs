//! `unix_timestamp(text)`: the seconds of a local date and time.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::local_time::zone;
use crate::Settings;
use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::event_time::parse_local;

/// `unix_timestamp(text)`: seconds since 1970 UTC of a local `yyyy-MM-dd HH:mm:ss`.
///
/// - **Input**: text in the zone of the settings, else the session's, else `Asia/Shanghai`.
/// - **Output**: bigint.
/// - **Nulls**: NULL gives NULL; so does text that does not begin with a date and a time.
/// - **Errors**: a session's zone that is none.
/// - **Reference**: Hive's `unix_timestamp` with one argument; patterns are not there yet.
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
    parameters: Parameters::exactly(&[parameter(
        "text",
        Class::Text,
        "a local date and time, yyyy-MM-dd HH:mm:ss",
    )]),
    returns: "bigint",
    description: "Seconds since 1970 UTC of a date and time in the session's time zone. Months, days and hours that are \
                  too large carry over; text that does not begin with a date and a time gives NULL.",
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

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Int64)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let zone = zone(&self.settings, arguments)?;
        let text = arguments.text(0)?;
        output::bigint_rows(arguments, |row| parse_local(text.get(row)?, zone))
    }
}
