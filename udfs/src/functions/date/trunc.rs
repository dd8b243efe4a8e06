//! `trunc(date, unit)`: the first day of a month, a quarter or a year.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, Times, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::hive_date::{Unit, write_day};

/// `trunc(date, unit)`: the first day of the month, the quarter or the year of a date.
///
/// - **Input**: text that begins with `yyyy-MM-dd`, taken leniently, a date or a timestamp; `MM`, `MON`, `MONTH`, `Q`,
///   `QUARTER`, `YY`, `YYYY` or `YEAR`, in capitals.
/// - **Output**: text, `yyyy-MM-dd`.
/// - **Nulls**: NULL gives NULL; so does text that does not begin with a date, and any other unit.
/// - **Errors**: NULL without a type, when planned.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFTrunc`, which cuts numbers too.
pub fn trunc() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Trunc));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "trunc",
    aliases: &[],
    parameters: Parameters::exactly(&[
        parameter(
            "date",
            Class::Time,
            "text that begins with a date, a date or a timestamp",
        ),
        parameter(
            "unit",
            Class::TypedText,
            "MM, MON, MONTH, Q, QUARTER, YY, YYYY or YEAR",
        ),
    ]),
    returns: "text",
    description: "The first day of the month, the quarter or the year of a date, as yyyy-MM-dd. Text that does not begin \
                  with a date and other units give NULL.",
    example: ("SELECT trunc('2021-03-15', 'MM')", "2021-03-01"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Trunc;

impl Function for Trunc {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Utf8View)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let dates = Times::try_new(arguments.value(0)?)?;
        let units = arguments.text(1)?;
        output::written_rows(arguments, |row, text| {
            let unit = Unit::parse(units.get(row)?)?;
            write_day(unit.first_day(dates.day(row)?), text);
            Some(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::trunc;
    use crate::functions::date::testing::dates;
    use crate::functions::testing::{Column, shown};

    #[test]
    fn units_may_be_a_column() {
        assert_eq!(
            shown(&trunc(), &[dates(), Column::literal("Q")]),
            ["2021-01-01", "2022-01-01", "NULL", "NULL", "NULL"]
        );
        let units = Column::Text(vec![Some("MON"), Some("mm"), Some("MM"), None, None]);
        assert_eq!(
            shown(&trunc(), &[dates(), units]),
            ["2021-03-01", "NULL", "NULL", "NULL", "NULL"]
        );
    }
}
