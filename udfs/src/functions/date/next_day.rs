//! `next_day(date, weekday)`: the first such day of the week after a date.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, Times, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::hive_date::{self, Weekday, write_day};

/// `next_day(date, weekday)`: the first such day of the week after a date.
///
/// - **Input**: text that begins with `yyyy-MM-dd`, taken leniently (days and months that are too large carry over), a date or a timestamp; the English name of a day, or its first two or three letters, in any case.
/// - **Output**: text, `yyyy-MM-dd`, always later than the date.
/// - **Nulls**: NULL gives NULL; so does text that does not begin with a date, and a name of no day.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFNextDay`.
pub fn next_day() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(NextDay));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "next_day",
    aliases: &[],
    parameters: Parameters::exactly(&[
        parameter(
            "date",
            Class::TimeOrNull,
            "text that begins with a date, a date or a timestamp",
        ),
        parameter(
            "weekday",
            Class::Text,
            "MO, MON, MONDAY and so on, in any case",
        ),
    ]),
    returns: "text",
    description: "The first such day of the week after a date, as yyyy-MM-dd. Text that does not begin with a date and names of no day give NULL.",
    example: ("SELECT next_day('2021-03-15', 'MO')", "2021-03-22"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct NextDay;

impl Function for NextDay {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Utf8View)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let dates = Times::try_new(arguments.value(0)?)?;
        let names = arguments.text(1)?;
        output::written_rows(arguments, |row, text| {
            let weekday = Weekday::parse(names.get(row)?)?;
            write_day(hive_date::next_day(dates.day(row)?, weekday), text);
            Some(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::next_day;
    use crate::functions::date::testing::dates;
    use crate::functions::testing::{Column, shown};

    #[test]
    fn names_may_be_a_column() {
        assert_eq!(
            shown(&next_day(), &[dates(), Column::literal("Mo")]),
            ["2021-03-22", "2022-02-21", "NULL", "NULL", "NULL"]
        );
        let names = Column::Text(vec![Some("TUESDAY"), Some("M"), Some("mo"), None, None]);
        assert_eq!(
            shown(&next_day(), &[dates(), names]),
            ["2021-03-16", "NULL", "NULL", "NULL", "NULL"]
        );
    }
}
