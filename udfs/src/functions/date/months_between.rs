//! `months_between(later, earlier[, round])`: the months from one time to another.

use std::sync::{Arc, LazyLock};

use arrow::array::AsArray;
use arrow::datatypes::{DataType, Float64Type};
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::Settings;
use crate::batch::{Arguments, Times, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::functions::time::zone;
use crate::kernel::hive_date;
use crate::kernel::java_time::{Local, Offsets};

/// `months_between(later, earlier[, round])`: the months from one time to another.
///
/// - **Input**: two times, each a timestamp, a date, or text of either; whether to round to eight decimals, which is the default.
/// - **Output**: double, negative where the second time is later; whole where both are the same day of their months, or both the last.
/// - **Nulls**: NULL gives NULL; so does text that does not begin with a date.
/// - **Errors**: NULL without a type, when planned.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFMonthsBetween`.
pub fn months_between() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> =
        LazyLock::new(|| months_between_with(&Settings::default()));
    Arc::clone(&UDF)
}

/// [`months_between`] with settings of the caller's.
pub fn months_between_with(settings: &Settings) -> Arc<ScalarUDF> {
    udf(MonthsBetween {
        settings: settings.clone(),
    })
}

static ABOUT: About = About {
    name: "months_between",
    aliases: &[],
    parameters: Parameters::optional(
        &[
            parameter("later", Class::Time, "text, a date or a timestamp"),
            parameter("earlier", Class::Time, "the time to count from"),
            parameter(
                "round",
                Class::Boolean,
                "whether to round to eight decimals",
            ),
        ],
        2,
    ),
    returns: "double",
    description: "The months from the second time to the first, as parts of months of 31 days; whole ones where both are the same day of their months, or both the last.",
    example: (
        "SELECT months_between('2021-03-30', '2021-02-28')",
        "1.06451613",
    ),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct MonthsBetween {
    settings: Settings,
}

impl Function for MonthsBetween {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Float64)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let later = Times::try_new(arguments.value(0)?)?;
        let earlier = Times::try_new(arguments.value(1)?)?;
        let is_rounded = arguments.len() < 3 || is_true(arguments.value(2)?);
        let mut offsets = Offsets::new(zone(&self.settings, arguments)?);
        let mut local = |times: &Times<'_>, row| {
            let midnight = || Local::midnight(times.day(row)?);
            times.local(row, &mut offsets).or_else(midnight)
        };
        output::primitive_rows::<Float64Type>(arguments, |row| {
            let (later, earlier) = (local(&later, row)?, local(&earlier, row)?);
            Some(hive_date::months_between(later, earlier, is_rounded))
        })
    }
}

/// Hive takes a literal; of a column the first row counts.
fn is_true(value: &ColumnarValue) -> bool {
    value.to_array(1).is_ok_and(|array| {
        array
            .as_boolean_opt()
            .is_some_and(|array| array.iter().next() == Some(Some(true)))
    })
}

#[cfg(test)]
mod tests {
    use super::months_between;
    use crate::functions::date::testing::dates;
    use crate::functions::testing::{Column, shown};

    #[test]
    fn text_that_is_no_timestamp_may_begin_with_a_date() {
        let earlier = Column::literal("2021-02-28");
        assert_eq!(
            shown(&months_between(), &[dates(), earlier]),
            ["0.58064516", "11.5483871", "NULL", "NULL", "NULL"]
        );
    }
}
