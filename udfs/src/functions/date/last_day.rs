//! `last_day(date)`: the last day of the month of a date.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, Times, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::hive_date::{self, write_day};

/// `last_day(date)`: the last day of the month of a date.
///
/// - **Input**: text that begins with `yyyy-MM-dd`, taken leniently (days and months that are too large carry over), a date or a timestamp.
/// - **Output**: text, `yyyy-MM-dd`.
/// - **Nulls**: NULL gives NULL; so does text that does not begin with a date.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFLastDay`.
pub fn last_day() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(LastDay));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "last_day",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter(
        "date",
        Class::TimeOrNull,
        "text that begins with a date, a date or a timestamp",
    )]),
    returns: "text",
    description: "The last day of the month of a date, as yyyy-MM-dd. Text that does not begin with a date gives NULL.",
    example: ("SELECT last_day('2021-02-10')", "2021-02-28"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct LastDay;

impl Function for LastDay {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Utf8View)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let dates = Times::try_new(arguments.value(0)?)?;
        output::written_rows(arguments, |row, text| {
            write_day(hive_date::last_day(dates.day(row)?), text);
            Some(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::last_day;
    use crate::functions::date::testing::shown_of_dates;

    #[test]
    fn text_dates_and_timestamps() {
        assert_eq!(
            shown_of_dates(&last_day()),
            ["2021-03-31", "2022-02-28", "NULL", "NULL", "NULL"]
        );
    }
}
