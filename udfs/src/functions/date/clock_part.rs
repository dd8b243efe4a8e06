//! Numbers that a time of day has: what `hour`, `minute` and `second` share.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::Settings;
use crate::batch::{Arguments, Times, output};
use crate::functions::function::{About, Function, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::functions::time::zone;
use crate::kernel::java_time::{Calendar, DateFormat};

const DAY: i64 = 86_400;

/// The one argument of these functions.
pub(super) const TIME: Parameters = Parameters::exactly(&[parameter(
    "time",
    Class::TimeOrNumber,
    "text that begins with yyyy-MM-dd HH:mm:ss or HH:mm:ss, or a timestamp",
)]);

/// A function that gives a number of a time of day.
#[derive(Debug)]
pub(super) struct ClockPart {
    about: &'static About,
    part: fn(i64) -> i64,
    settings: Settings,
}

impl ClockPart {
    /// The function `about`, which gives `part` of the seconds since midnight.
    pub(super) fn udf(
        about: &'static About,
        part: fn(i64) -> i64,
        settings: &Settings,
    ) -> Arc<ScalarUDF> {
        udf(Self {
            about,
            part,
            settings: settings.clone(),
        })
    }
}

impl Function for ClockPart {
    fn about(&self) -> &'static About {
        self.about
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Int32)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let times = Times::try_new(arguments.value(0)?)?;
        let mut calendar = Calendar::new(zone(&self.settings, arguments)?, 0);
        output::int_rows(arguments, |row| {
            let second = match times.text(row) {
                Some(text) => second_of_text(text, &mut calendar)?,
                None => times.timestamp(row)?.micros.div_euclid(1_000_000),
            };
            i32::try_from((self.part)(second.rem_euclid(DAY))).ok()
        })
    }
}

/// The local second of a date and time, or of a time alone.
fn second_of_text(text: &str, calendar: &mut Calendar) -> Option<i64> {
    static FORMATS: LazyLock<[Option<DateFormat>; 2]> = LazyLock::new(|| {
        ["yyyy-MM-dd HH:mm:ss", "HH:mm:ss"].map(|pattern| DateFormat::compile(pattern).ok())
    });
    let millis = FORMATS
        .iter()
        .flatten()
        .find_map(|format| format.parse(text, calendar))?;
    Some(calendar.offsets.wall(millis.div_euclid(1000)))
}

#[cfg(test)]
pub(super) mod testing {
    use std::sync::Arc;

    use arrow::array::{Date32Array, TimestampMicrosecondArray};
    use datafusion_expr::ScalarUDF;

    use crate::functions::testing::{Column, shown};

    /// What a function of a time gives for some texts, after a check that it gives the same for the first one as a timestamp,
    /// and nothing for a date.
    pub(in crate::functions::date) fn shown_of_times(function: &ScalarUDF) -> Vec<String> {
        let texts = Column::Text(vec![
            Some("2021-03-15 10:11:12"),
            Some("10:11:12"),
            Some("2021-13-45 25:61:61"),
            Some("2021-03-15"),
            None,
        ]);
        let rows = shown(function, &[texts]);
        let micros = 18_701 * 86_400_000_000 + 36_672_500_000;
        let timestamp = Column::Array(Arc::new(TimestampMicrosecondArray::from(vec![micros])));
        assert_eq!(shown(function, &[timestamp]), rows[..1]);
        let date = Column::Array(Arc::new(Date32Array::from(vec![18_701])));
        assert_eq!(shown(function, &[date]), ["NULL"]);
        rows
    }
}
