//! `hive_plus_interval(time, interval)`, `hive_minus_interval(time, interval)`: what `+` and `-` of a time and an interval mean
//! in Hive.

use std::sync::{Arc, LazyLock};

use arrow::array::{Array, AsArray};
use arrow::datatypes::{
    DataType, Date32Type, IntervalMonthDayNano, IntervalMonthDayNanoType, IntervalUnit, TimeUnit,
    TimestampMicrosecondType,
};
use datafusion_common::{Result, ScalarValue};
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::Settings;
use crate::batch::convert::temporal::date32;
use crate::batch::{Arguments, Times, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::functions::time::zone;
use crate::kernel::hive_date::plus_interval;
use crate::kernel::java_time::Offsets;

/// `hive_plus_interval(time, interval)`: a date or a timestamp and an interval.
///
/// - **Input**: a date or a timestamp; an interval.
/// - **Output**: a date for a date and an interval of months, a timestamp otherwise. A day that the other month has not
///   becomes its last one.
/// - **Nulls**: NULL gives NULL.
/// - **Errors**: a session's zone that is none.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFOPDTIPlus`.
pub fn hive_plus_interval() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> =
        LazyLock::new(|| hive_plus_interval_with(&Settings::default()));
    Arc::clone(&UDF)
}

/// [`hive_plus_interval`] with settings of the caller's.
pub fn hive_plus_interval_with(settings: &Settings) -> Arc<ScalarUDF> {
    udf(TimeInterval {
        about: &PLUS,
        sign: 1,
        settings: settings.clone(),
    })
}

/// `hive_minus_interval(time, interval)`: a date or a timestamp without an interval; see [`hive_plus_interval`].
pub fn hive_minus_interval() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> =
        LazyLock::new(|| hive_minus_interval_with(&Settings::default()));
    Arc::clone(&UDF)
}

/// [`hive_minus_interval`] with settings of the caller's.
pub fn hive_minus_interval_with(settings: &Settings) -> Arc<ScalarUDF> {
    udf(TimeInterval {
        about: &MINUS,
        sign: -1,
        settings: settings.clone(),
    })
}

const PARAMETERS: Parameters = Parameters::exactly(&[
    parameter("time", Class::Time, "a date or a timestamp"),
    parameter("interval", Class::Interval, "an interval"),
]);

static PLUS: About = About {
    name: "hive_plus_interval",
    aliases: &[],
    parameters: PARAMETERS,
    returns: "date or timestamp",
    description: "The time so much later: a date for a date and an interval of months, a timestamp otherwise.",
    example: (
        "SELECT hive_plus_interval(to_date('2021-01-31'), INTERVAL '1' MONTH)",
        "2021-02-28",
    ),
    origin: Origin::Operator,
};

static MINUS: About = About {
    name: "hive_minus_interval",
    aliases: &[],
    parameters: PARAMETERS,
    returns: "date or timestamp",
    description: "The time so much earlier: a date for a date and an interval of months, a timestamp otherwise.",
    example: (
        "SELECT hive_minus_interval(to_date('2021-03-15'), INTERVAL '1' DAY)",
        "2021-03-14 00:00:00",
    ),
    origin: Origin::Operator,
};

#[derive(Debug)]
struct TimeInterval {
    about: &'static About,
    sign: i32,
    settings: Settings,
}

impl Function for TimeInterval {
    fn about(&self) -> &'static About {
        self.about
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        let is_date = planned.types.first() == Some(&&DataType::Date32);
        let interval = planned.literals.get(1).copied().flatten();
        let of_months = planned.types.get(1) == Some(&&DataType::Interval(IntervalUnit::YearMonth))
            || interval.is_some_and(is_of_months);
        Ok(if is_date && of_months {
            DataType::Date32
        } else {
            DataType::Timestamp(TimeUnit::Microsecond, None)
        })
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let times = Times::try_new(arguments.value(0)?)?;
        let unit = DataType::Interval(IntervalUnit::MonthDayNano);
        let intervals = arguments.value(1)?.cast_to(&unit, None)?;
        let intervals = intervals.to_array(arguments.rows())?;
        let intervals = intervals.as_primitive::<IntervalMonthDayNanoType>();
        let mut offsets = Offsets::new(zone(&self.settings, arguments)?);
        let mut moved = |row: usize| {
            let time = times.local(row, &mut offsets)?;
            let interval = intervals.is_valid(row).then(|| intervals.value(row))?;
            let months = interval.months.checked_mul(self.sign)?;
            let micros = micros(interval)?.checked_mul(i64::from(self.sign))?;
            plus_interval(time, months, micros, &mut offsets)
        };
        if arguments.return_type() == &DataType::Date32 {
            return output::primitive_rows::<Date32Type>(arguments, |row| {
                date32(moved(row)?.day())
            });
        }
        output::primitive_rows::<TimestampMicrosecondType>(arguments, |row| {
            moved(row)?.to_gregorian()
        })
    }
}

fn micros(interval: IntervalMonthDayNano) -> Option<i64> {
    i64::from(interval.days)
        .checked_mul(86_400_000_000)?
        .checked_add(interval.nanoseconds / 1000)
}

fn is_of_months(interval: &ScalarValue) -> bool {
    matches!(
        interval,
        ScalarValue::IntervalMonthDayNano(Some(interval))
            if interval.months != 0 && interval.days == 0 && interval.nanoseconds == 0
    )
}
