//! `date(value)`: a text or a timestamp as a date.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::Settings;
use crate::batch::convert::to_date;
use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::functions::time::zone;

/// `date(value)`: a text or a timestamp as a date.
///
/// - **Input**: text `yyyy-[m]m-[d]d`, or a timestamp as text, with blanks around it or not; a date; a timestamp.
/// - **Output**: a date.
/// - **Nulls**: NULL gives NULL; so does text that is neither.
/// - **Errors**: a session's zone that is none.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFToDate`, which is `CAST(value AS DATE)`.
pub fn date() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| date_with(&Settings::default()));
    Arc::clone(&UDF)
}

/// [`date`] with settings of the caller's.
pub fn date_with(settings: &Settings) -> Arc<ScalarUDF> {
    udf(Date {
        settings: settings.clone(),
    })
}

static ABOUT: About = About {
    name: "date",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter(
        "value",
        Class::TimeOrNull,
        "a date or a timestamp as text, a date or a timestamp",
    )]),
    returns: "date",
    description: "The value as a date, as CAST(value AS DATE) gives it: text must be a date or a timestamp and nothing more, else it gives NULL.",
    example: ("SELECT date('2021-03-15 10:11:12')", "2021-03-15"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Date {
    settings: Settings,
}

impl Function for Date {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Date32)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let dates = to_date(
            &arguments.value(0)?.to_array(arguments.rows())?,
            zone(&self.settings, arguments)?,
        )?;
        output::columnar(arguments, Arc::new(dates))
    }
}

#[cfg(test)]
mod tests {
    use super::date;
    use crate::functions::date::testing::shown_of_dates;

    #[test]
    fn text_must_be_a_date() {
        assert_eq!(
            shown_of_dates(&date()),
            ["2021-03-15", "NULL", "NULL", "NULL", "NULL"]
        );
    }
}
