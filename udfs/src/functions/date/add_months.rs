//! `add_months(date, months)`: the date so many months later.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, Times, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::hive_date::{self, write_day};

/// `add_months(date, months)`: the date so many months later.
///
/// - **Input**: text that begins with `yyyy-MM-dd`, taken leniently (days and months that are too large carry over), a date or a timestamp; an int, smallint or tinyint.
/// - **Output**: text, `yyyy-MM-dd`; the last day of a month stays the last one, a day that the other month has not becomes its last one.
/// - **Nulls**: NULL gives NULL; so does text that does not begin with a date.
/// - **Errors**: a number of months that is a bigint or no integer, when planned.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFAddMonths`.
pub fn add_months() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(AddMonths));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "add_months",
    aliases: &[],
    parameters: Parameters::exactly(&[
        parameter(
            "date",
            Class::TimeOrNull,
            "text that begins with a date, a date or a timestamp",
        ),
        parameter(
            "months",
            Class::IntOrNull,
            "how many months, negative for earlier",
        ),
    ]),
    returns: "text",
    description: "The date so many months later, as yyyy-MM-dd. The last day of a month stays the last one; text that does not begin with a date gives NULL.",
    example: ("SELECT add_months('2021-02-28', 1)", "2021-03-31"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct AddMonths;

impl Function for AddMonths {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Utf8View)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let dates = Times::try_new(arguments.value(0)?)?;
        let months = arguments.integers(1)?;
        output::written_rows(arguments, |row, text| {
            let months = i32::try_from(months.get(row)?).ok()?;
            write_day(hive_date::add_months(dates.day(row)?, months), text);
            Some(())
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow::array::Int32Array;

    use super::add_months;
    use crate::functions::date::testing::dates;
    use crate::functions::testing::{Column, shown};

    #[test]
    fn months_may_be_a_column() {
        let months = Int32Array::from(vec![Some(-1), Some(12), Some(1), Some(1), None]);
        assert_eq!(
            shown(&add_months(), &[dates(), Column::Array(Arc::new(months))]),
            ["2021-02-15", "2023-02-14", "NULL", "NULL", "NULL"]
        );
    }
}
