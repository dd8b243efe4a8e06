//! `current_timestamp()`: now.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::{DataType, TimeUnit};
use datafusion_common::config::ConfigOptions;
use datafusion_common::{Result, ScalarValue, exec_err};
use datafusion_expr::{ColumnarValue, ScalarUDF, Volatility};

use crate::Settings;
use crate::batch::Arguments;
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::Parameters;
use crate::functions::time::zone_of;
use crate::kernel::java_time::{Local, Offsets};

/// `current_timestamp()`: the time at which the query began.
///
/// - **Input**: nothing.
/// - **Output**: a timestamp of milliseconds, in the zone of the settings, else the session's, else `Asia/Shanghai`; the same wherever it stands in
///   a query.
/// - **Nulls**: never.
/// - **Errors**: a session's zone that is none.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFCurrentTimestamp`.
pub fn current_timestamp() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> =
        LazyLock::new(|| current_timestamp_with(&Settings::default()));
    Arc::clone(&UDF)
}

/// [`current_timestamp`] with settings of the caller's.
pub fn current_timestamp_with(settings: &Settings) -> Arc<ScalarUDF> {
    udf(CurrentTimestamp {
        settings: settings.clone(),
    })
}

static ABOUT: About = About {
    name: "current_timestamp",
    aliases: &[],
    parameters: Parameters::exactly(&[]),
    returns: "timestamp",
    description: "The date and time at which the query began, in the session's time zone.",
    example: (
        "SELECT months_between(current_timestamp, current_timestamp())",
        "0.0",
    ),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct CurrentTimestamp {
    settings: Settings,
}

impl Function for CurrentTimestamp {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Timestamp(TimeUnit::Microsecond, None))
    }

    fn volatility(&self) -> Volatility {
        Volatility::Stable
    }

    fn at_start(&self, micros: i64, config: &ConfigOptions) -> Result<Option<ScalarValue>> {
        let mut offsets = Offsets::new(zone_of(&self.settings, config)?);
        let millis = micros.div_euclid(1000) * 1000;
        let local = offsets.local(millis).and_then(Local::to_gregorian);
        Ok(Some(ScalarValue::TimestampMicrosecond(local, None)))
    }

    fn invoke(&self, _: &Arguments<'_>) -> Result<ColumnarValue> {
        exec_err!("current_timestamp: the beginning of the query is not known")
    }
}
