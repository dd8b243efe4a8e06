//! `to_date(date)`: the date that a text begins with, or of a timestamp.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::{DataType, Date32Type};
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::convert::temporal::date32;
use crate::batch::{Arguments, Times, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `to_date(date)`: the date that a text begins with, or of a timestamp.
///
/// - **Input**: text that begins with `yyyy-MM-dd`, taken leniently (days and months that are too large carry over), a date or a timestamp.
/// - **Output**: a date.
/// - **Nulls**: NULL gives NULL; so does text that does not begin with a date.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFDate`.
pub fn to_date() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(ToDate));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "to_date",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter(
        "date",
        Class::TimeOrNull,
        "text that begins with a date, a date or a timestamp",
    )]),
    returns: "date",
    description: "The date that a text begins with as yyyy-MM-dd, or of a timestamp. Days and months that are too large carry over; other text gives NULL.",
    example: ("SELECT to_date('2021-03-15 10:11:12')", "2021-03-15"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct ToDate;

impl Function for ToDate {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Date32)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let dates = Times::try_new(arguments.value(0)?)?;
        output::primitive_rows::<Date32Type>(arguments, |row| date32(dates.day(row)?))
    }
}

#[cfg(test)]
mod tests {
    use super::to_date;
    use crate::functions::date::testing::shown_of_dates;

    #[test]
    fn text_dates_and_timestamps() {
        assert_eq!(
            shown_of_dates(&to_date()),
            ["2021-03-15", "2022-02-14", "NULL", "NULL", "NULL"]
        );
    }
}
