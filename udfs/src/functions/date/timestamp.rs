//! `timestamp(value)`: a text, a date or a number as a timestamp.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::{DataType, TimeUnit};
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::Settings;
use crate::batch::convert::to_timestamp;
use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::functions::time::zone;

/// `timestamp(value)`: a text, a date or a number as a timestamp.
///
/// - **Input**: text `yyyy-[m]m-[d]d h:m:s`, with a fraction or not, or without a time; integers and booleans in milliseconds since 1970 UTC, other numbers in seconds; a date; a timestamp.
/// - **Output**: a timestamp.
/// - **Nulls**: NULL gives NULL; so does text that is no timestamp.
/// - **Errors**: a session's zone that is none.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFTimestamp`, which is `CAST(value AS TIMESTAMP)`.
pub fn timestamp() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| timestamp_with(&Settings::default()));
    Arc::clone(&UDF)
}

/// [`timestamp`] with settings of the caller's.
pub fn timestamp_with(settings: &Settings) -> Arc<ScalarUDF> {
    udf(Timestamp {
        settings: settings.clone(),
    })
}

static ABOUT: About = About {
    name: "timestamp",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("value", Class::Instant, "the value")]),
    returns: "timestamp",
    description: "The value as a timestamp, as CAST(value AS TIMESTAMP) gives it: integers are milliseconds, other numbers seconds since 1970 UTC; text that is no timestamp gives NULL.",
    example: (
        "SELECT timestamp('2021-03-15 10:11:12.50')",
        "2021-03-15 10:11:12.5",
    ),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Timestamp {
    settings: Settings,
}

impl Function for Timestamp {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Timestamp(TimeUnit::Microsecond, None))
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let times = to_timestamp(
            &arguments.value(0)?.to_array(arguments.rows())?,
            zone(&self.settings, arguments)?,
        )?;
        output::columnar(arguments, Arc::new(times))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow::array::{Date32Array, Float64Array, Int32Array};

    use super::timestamp;
    use crate::functions::testing::{Column, shown};

    #[test]
    fn text_dates_and_numbers() {
        let text = Column::Text(vec![
            Some("2021-03-15 10:11:12.5"),
            Some("2021-03-15"),
            Some("bad"),
            None,
        ]);
        assert_eq!(
            shown(&timestamp(), &[text]),
            [
                "2021-03-15T10:11:12.500",
                "2021-03-15T00:00:00",
                "NULL",
                "NULL"
            ]
        );
        let date = Column::Array(Arc::new(Date32Array::from(vec![18_701])));
        assert_eq!(shown(&timestamp(), &[date]), ["2021-03-15T00:00:00"]);
        let millis = Column::Array(Arc::new(Int32Array::from(vec![1])));
        assert_eq!(shown(&timestamp(), &[millis]), ["1970-01-01T08:00:00.001"]);
        let seconds = Column::Array(Arc::new(Float64Array::from(vec![1.5])));
        assert_eq!(shown(&timestamp(), &[seconds]), ["1970-01-01T08:00:01.500"]);
    }
}
