//! `current_date()`: today.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::config::ConfigOptions;
use datafusion_common::{Result, ScalarValue, exec_err};
use datafusion_expr::{ColumnarValue, ScalarUDF, Volatility};

use crate::Settings;
use crate::batch::Arguments;
use crate::batch::convert::temporal::date32;
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::Parameters;
use crate::functions::time::zone_of;
use crate::kernel::java_time::Offsets;

/// `current_date()`: the day on which the query began.
///
/// - **Input**: nothing.
/// - **Output**: a date, in the zone of the settings, else the session's, else `Asia/Shanghai`; the same wherever it stands in
///   a query.
/// - **Nulls**: never.
/// - **Errors**: a session's zone that is none.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFCurrentDate`.
pub fn current_date() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> =
        LazyLock::new(|| current_date_with(&Settings::default()));
    Arc::clone(&UDF)
}

/// [`current_date`] with settings of the caller's.
pub fn current_date_with(settings: &Settings) -> Arc<ScalarUDF> {
    udf(CurrentDate {
        settings: settings.clone(),
    })
}

static ABOUT: About = About {
    name: "current_date",
    aliases: &[],
    parameters: Parameters::exactly(&[]),
    returns: "date",
    description: "The day on which the query began, in the session's time zone.",
    example: ("SELECT datediff(current_date, current_date())", "0"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct CurrentDate {
    settings: Settings,
}

impl Function for CurrentDate {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Date32)
    }

    fn volatility(&self) -> Volatility {
        Volatility::Stable
    }

    fn at_start(&self, micros: i64, config: &ConfigOptions) -> Result<Option<ScalarValue>> {
        let mut offsets = Offsets::new(zone_of(&self.settings, config)?);
        let day = offsets.local(micros).and_then(|local| date32(local.day()));
        Ok(Some(ScalarValue::Date32(day)))
    }

    fn invoke(&self, _: &Arguments<'_>) -> Result<ColumnarValue> {
        exec_err!("current_date: the beginning of the query is not known")
    }
}
