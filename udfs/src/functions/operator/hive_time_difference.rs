//! `hive_time_difference(later, earlier)`: what `-` of two times means in Hive.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::{DataType, IntervalMonthDayNano, IntervalMonthDayNanoType, IntervalUnit};
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::Settings;
use crate::batch::{Arguments, Times, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::functions::time::zone;
use crate::kernel::hive_date::micros_between;
use crate::kernel::java_time::Offsets;

/// `hive_time_difference(later, earlier)`: the interval from one date or timestamp to another.
///
/// - **Input**: two dates or timestamps.
/// - **Output**: an interval of days and times.
/// - **Nulls**: NULL gives NULL.
/// - **Errors**: a session's zone that is none.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFOPDTIMinus`.
pub fn hive_time_difference() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> =
        LazyLock::new(|| hive_time_difference_with(&Settings::default()));
    Arc::clone(&UDF)
}

/// [`hive_time_difference`] with settings of the caller's.
pub fn hive_time_difference_with(settings: &Settings) -> Arc<ScalarUDF> {
    udf(TimeDifference {
        settings: settings.clone(),
    })
}

static ABOUT: About = About {
    name: "hive_time_difference",
    aliases: &[],
    parameters: Parameters::exactly(&[
        parameter("later", Class::Time, "a date or a timestamp"),
        parameter("earlier", Class::Time, "the time to count from"),
    ]),
    returns: "interval",
    description: "The interval of days and times from the second time to the first.",
    example: (
        "SELECT CAST(hive_time_difference(to_date('2021-03-15'), to_date('2021-03-01')) AS STRING)",
        "14 00:00:00.000000000",
    ),
    origin: Origin::Operator,
};

#[derive(Debug)]
struct TimeDifference {
    settings: Settings,
}

impl Function for TimeDifference {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Interval(IntervalUnit::MonthDayNano))
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        const DAY: i64 = 86_400_000_000;
        let later = Times::try_new(arguments.value(0)?)?;
        let earlier = Times::try_new(arguments.value(1)?)?;
        let mut offsets = Offsets::new(zone(&self.settings, arguments)?);
        output::primitive_rows::<IntervalMonthDayNanoType>(arguments, |row| {
            let later = later.local(row, &mut offsets)?;
            let earlier = earlier.local(row, &mut offsets)?;
            let micros = micros_between(later, earlier, &mut offsets)?;
            let days = i32::try_from(micros / DAY).ok()?;
            Some(IntervalMonthDayNano::new(0, days, micros % DAY * 1000))
        })
    }
}
