//! `date_format(time, pattern)`: a time as text of a pattern.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::patterns::{Patterns, now};
use crate::Settings;
use crate::batch::{Arguments, Times, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::functions::time::zone;
use crate::kernel::java_time::{Calendar, Local};

/// `date_format(time, pattern)`: a time as text of a pattern.
///
/// - **Input**: text that is a timestamp or begins with a date, a date or a timestamp; a pattern of
///   `java.text.SimpleDateFormat`.
/// - **Output**: text.
/// - **Nulls**: NULL gives NULL; so does text that does not begin with a date, and a pattern that is none.
/// - **Errors**: NULL without a type, when planned; a session's zone that is none.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFDateFormat`; here the pattern may be a column.
pub fn date_format() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| date_format_with(&Settings::default()));
    Arc::clone(&UDF)
}

/// [`date_format`] with settings of the caller's.
pub fn date_format_with(settings: &Settings) -> Arc<ScalarUDF> {
    udf(DateFormat {
        settings: settings.clone(),
    })
}

static ABOUT: About = About {
    name: "date_format",
    aliases: &[],
    parameters: Parameters::exactly(&[
        parameter("time", Class::Time, "text, a date or a timestamp"),
        parameter(
            "pattern",
            Class::TypedText,
            "a pattern, as SimpleDateFormat has it",
        ),
    ]),
    returns: "text",
    description: "A date or a timestamp as text of a pattern. Text that does not begin with a date and patterns that are \
                  none give NULL.",
    example: (
        "SELECT date_format('2021-03-15 10:11:12', 'yyyy年M月d日 EEE')",
        "2021年3月15日 Mon",
    ),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct DateFormat {
    settings: Settings,
}

impl Function for DateFormat {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Utf8View)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let times = Times::try_new(arguments.value(0)?)?;
        let given = arguments.text(1)?;
        let mut calendar = Calendar::new(zone(&self.settings, arguments)?, now());
        let mut patterns = Patterns::default();
        output::written_rows(arguments, |row, text| {
            let format = patterns.get(given.get(row)?).ok()?;
            let offsets = &mut calendar.offsets;
            let midnight = || Local::midnight(times.day(row)?);
            let local = times.local(row, offsets).or_else(midnight)?;
            let millis = offsets.millis(local);
            format.format(millis, &mut calendar, text);
            Some(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::date_format;
    use crate::functions::date::testing::dates;
    use crate::functions::testing::{Column, shown};

    #[test]
    fn text_that_is_no_timestamp_may_begin_with_a_date() {
        let pattern = Column::literal("yyyyMMdd HH");
        assert_eq!(
            shown(&date_format(), &[dates(), pattern]),
            ["20210315 00", "20220214 00", "NULL", "NULL", "NULL"]
        );
        let times = Column::Text(vec![
            Some("2021-03-15 25:00:00"),
            Some("2021-03-15 10:11"),
            Some("2021-03-15"),
        ]);
        let patterns = Column::Text(vec![Some("dd HH"), Some("HH:mm"), Some("bogus")]);
        assert_eq!(
            shown(&date_format(), &[times, patterns]),
            ["16 01", "00:00", "NULL"]
        );
    }
}
