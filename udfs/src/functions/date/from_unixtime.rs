//! `from_unixtime(seconds[, pattern])`: a time as text.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::{Result, exec_err};
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::patterns::{Patterns, check, now};
use crate::Settings;
use crate::batch::convert::ImplicitText;
use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::functions::time::zone;
use crate::kernel::java_time::Calendar;

/// `from_unixtime(seconds[, pattern])`: the local time at seconds since 1970 UTC, as text.
///
/// - **Input**: an integer; a pattern of `java.text.SimpleDateFormat`, `yyyy-MM-dd HH:mm:ss` by default.
/// - **Output**: text, in the zone of the settings, else the session's, else `Asia/Shanghai`.
/// - **Nulls**: NULL gives NULL.
/// - **Errors**: a pattern that is none; a session's zone that is none.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.UDFFromUnixTime`.
pub fn from_unixtime() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> =
        LazyLock::new(|| from_unixtime_with(&Settings::default()));
    Arc::clone(&UDF)
}

/// [`from_unixtime`] with settings of the caller's.
pub fn from_unixtime_with(settings: &Settings) -> Arc<ScalarUDF> {
    udf(FromUnixtime {
        settings: settings.clone(),
    })
}

static ABOUT: About = About {
    name: "from_unixtime",
    aliases: &[],
    parameters: Parameters::optional(
        &[
            parameter("seconds", Class::Integer, "seconds since 1970 UTC"),
            parameter(
                "pattern",
                Class::HiveText,
                "a pattern of SimpleDateFormat; yyyy-MM-dd HH:mm:ss by default",
            ),
        ],
        1,
    ),
    returns: "text",
    description: "The date and time at seconds since 1970 UTC, in the session's time zone, as the pattern says.",
    example: (
        "SELECT from_unixtime(1615774272, 'yyyy-MM-dd HH:mm')",
        "2021-03-15 10:11",
    ),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct FromUnixtime {
    settings: Settings,
}

impl Function for FromUnixtime {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        check(&ABOUT, planned, 1)?;
        Ok(DataType::Utf8View)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let seconds = arguments.integers(0)?;
        let given = if arguments.len() > 1 {
            Some(ImplicitText::new(arguments, 1)?)
        } else {
            None
        };
        let given = given.as_ref().map(ImplicitText::text).transpose()?;
        let mut calendar = Calendar::new(zone(&self.settings, arguments)?, now());
        let mut patterns = Patterns::default();
        let mut wrong = None;
        let rows = output::written_rows(arguments, |row, text| {
            let millis = seconds.get(row)?.wrapping_mul(1000);
            let pattern = match &given {
                Some(patterns) => patterns.get(row)?,
                None => "yyyy-MM-dd HH:mm:ss",
            };
            match patterns.get(pattern) {
                Ok(format) => format.format(millis, &mut calendar, text),
                Err(error) => wrong = Some(error),
            }
            Some(())
        });
        match wrong {
            Some(error) => exec_err!("from_unixtime: {error}"),
            None => rows,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow::array::Int64Array;

    use super::from_unixtime;
    use crate::functions::testing::{Column, shown};

    fn seconds() -> Column<'static> {
        Column::Array(Arc::new(Int64Array::from(vec![
            Some(1_615_774_272),
            Some(-1),
            None,
        ])))
    }

    #[test]
    fn default_pattern() {
        assert_eq!(
            shown(&from_unixtime(), &[seconds()]),
            ["2021-03-15 10:11:12", "1970-01-01 07:59:59", "NULL"]
        );
    }

    #[test]
    fn patterns_may_be_a_column() {
        let patterns = Column::Text(vec![Some("yyyyMMdd"), None, Some("yyyy")]);
        assert_eq!(
            shown(&from_unixtime(), &[seconds(), patterns]),
            ["20210315", "NULL", "NULL"]
        );
    }
}
