//! `datediff(later, earlier)`: the days from one date to another.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, Times, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `datediff(later, earlier)`: the days from one date to another.
///
/// - **Input**: two dates, each text that begins with `yyyy-MM-dd`, taken leniently (days and months that are too large carry over), a date or a timestamp.
/// - **Output**: int, negative where the second date is later.
/// - **Nulls**: NULL gives NULL; so does text that does not begin with a date.
/// - **Errors**: NULL without a type, when planned.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFDateDiff`.
pub fn datediff() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(DateDiff));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "datediff",
    aliases: &[],
    parameters: Parameters::exactly(&[
        parameter(
            "later",
            Class::Time,
            "text that begins with a date, a date or a timestamp",
        ),
        parameter("earlier", Class::Time, "the date to count from"),
    ]),
    returns: "int",
    description: "The days from the second date to the first. Times of day do not count; text that does not begin with a date gives NULL.",
    example: ("SELECT datediff('2021-03-15 23:59:59', '2021-03-01')", "14"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct DateDiff;

impl Function for DateDiff {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Int32)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let later = Times::try_new(arguments.value(0)?)?;
        let earlier = Times::try_new(arguments.value(1)?)?;
        output::int_rows(arguments, |row| {
            i32::try_from(later.day(row)? - earlier.day(row)?).ok()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::datediff;
    use crate::functions::date::testing::dates;
    use crate::functions::testing::{Column, shown};

    #[test]
    fn days_between_dates() {
        let earlier = Column::literal("2021-03-01 10:00:00");
        assert_eq!(
            shown(&datediff(), &[dates(), earlier]),
            ["14", "350", "NULL", "NULL", "NULL"]
        );
    }
}
