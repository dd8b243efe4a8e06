//! `date_add(date, days)`: the date so many days later.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::{DataType, Date32Type};
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::convert::temporal::date32;
use crate::batch::{Arguments, Times, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `date_add(date, days)`: the date so many days later.
///
/// - **Input**: text that begins with `yyyy-MM-dd`, taken leniently (days and months that are too large carry over), a date or a timestamp; an int, smallint or tinyint.
/// - **Output**: a date.
/// - **Nulls**: NULL gives NULL; so does text that does not begin with a date.
/// - **Errors**: a number of days that is a bigint or no integer, and NULL without a type, when planned.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFDateAdd`.
pub fn date_add() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(DateAdd));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "date_add",
    // Spark's other name for it; its own function takes no text.
    aliases: &["dateadd"],
    parameters: Parameters::exactly(&[
        parameter(
            "date",
            Class::Time,
            "text that begins with a date, a date or a timestamp",
        ),
        parameter("days", Class::Int, "how many days"),
    ]),
    returns: "date",
    description: "The date so many days later. Text that does not begin with a date gives NULL.",
    example: ("SELECT date_add('2021-12-31', 1)", "2022-01-01"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct DateAdd;

impl Function for DateAdd {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Date32)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let dates = Times::try_new(arguments.value(0)?)?;
        let days = arguments.integers(1)?;
        output::primitive_rows::<Date32Type>(arguments, |row| {
            date32(dates.day(row)?.wrapping_add(days.get(row)?))
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow::array::Int32Array;

    use super::date_add;
    use crate::functions::date::testing::dates;
    use crate::functions::testing::{Column, shown};

    #[test]
    fn days_may_be_a_column() {
        let days = Int32Array::from(vec![Some(1), Some(-1), Some(1), Some(1), Some(1)]);
        assert_eq!(
            shown(&date_add(), &[dates(), Column::Array(Arc::new(days))]),
            ["2021-03-16", "2022-02-13", "NULL", "NULL", "NULL"]
        );
    }
}
