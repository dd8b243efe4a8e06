//! Event times in a zone: what the functions of this family share.

use std::sync::Arc;

use arrow::datatypes::DataType;
use datafusion_common::config::ConfigOptions;
use datafusion_common::{Result, exec_err};
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::Settings;
use crate::batch::{Arguments, Integers, Text, output};
use crate::functions::function::{About, Function, Planned, udf};
use crate::functions::parameters::{Class, Parameters, is_text, parameter};
use crate::kernel::event_time::{Clock, Zone, parse_millis, to_millis};

/// The one argument of these functions.
pub(super) const MILLISECONDS: Parameters = Parameters::exactly(&[parameter(
    "ms",
    Class::Milliseconds,
    "milliseconds since 1970 UTC, as an integer or text; ten digits or fewer are seconds",
)]);

/// What a clock shows at an instant.
type Shown = for<'c> fn(&'c mut Clock, i64) -> Option<&'c str>;

/// A function that shows event times in the zone of the settings, else the session's, else the default one.
#[derive(Debug)]
pub(super) struct LocalTime {
    about: &'static About,
    shown: Shown,
    settings: Settings,
}

impl LocalTime {
    /// The function `about`, which shows times as `shown` does.
    pub(super) fn udf(about: &'static About, shown: Shown, settings: &Settings) -> Arc<ScalarUDF> {
        udf(Self {
            about,
            shown,
            settings: settings.clone(),
        })
    }
}

impl Function for LocalTime {
    fn about(&self) -> &'static About {
        self.about
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Utf8View)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let mut clock = Clock::new(zone(&self.settings, arguments)?);
        let times = Milliseconds::try_new(arguments)?;
        output::written_rows(arguments, |row, text| {
            text.push_str((self.shown)(&mut clock, times.get(row)?)?);
            Some(())
        })
    }
}

/// The zone of the settings, else the session's, else the default one.
pub(crate) fn zone(settings: &Settings, arguments: &Arguments<'_>) -> Result<Zone> {
    zone_of(settings, arguments.config())
}

/// [`zone`], before there are arguments.
pub(crate) fn zone_of(settings: &Settings, config: &ConfigOptions) -> Result<Zone> {
    if let Some(zone) = settings.zone() {
        return Ok(zone);
    }
    match config.execution.time_zone.as_deref() {
        None | Some("") => Ok(Zone::default()),
        Some(name) => match name.parse() {
            Ok(zone) => Ok(zone),
            Err(error) => exec_err!("datafusion.execution.time_zone: {error}"),
        },
    }
}

/// An argument of the class `Milliseconds`.
enum Milliseconds<'a> {
    Text(Text<'a>),
    Integers(Integers<'a>),
}

impl<'a> Milliseconds<'a> {
    fn try_new(arguments: &Arguments<'a>) -> Result<Self> {
        if is_text(&arguments.value(0)?.data_type()) {
            arguments.text(0).map(Self::Text)
        } else {
            arguments.integers(0).map(Self::Integers)
        }
    }

    fn get(&self, row: usize) -> Option<i64> {
        match self {
            Self::Text(text) => parse_millis(text.get(row)?),
            Self::Integers(integers) => to_millis(integers.get(row)?),
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

    use datafusion_common::config::ConfigOptions;

    use crate::Settings;
    use crate::functions::testing::{Column, shown_in_session};
    use crate::functions::time::{hour_udf, hour_udf_with};

    fn session(zone: &str) -> ConfigOptions {
        let mut options = ConfigOptions::default();
        options.execution.time_zone = Some(zone.to_owned());
        options
    }

    fn time() -> [Column<'static>; 1] {
        [Column::Text(vec![Some("1700000000123")])]
    }

    #[test]
    fn zone_of_the_session_is_used() {
        assert_eq!(
            shown_in_session(&hour_udf(), &time(), session("UTC")).unwrap(),
            ["22"]
        );
        assert_eq!(
            shown_in_session(&hour_udf(), &time(), session("+09:00")).unwrap(),
            ["07"]
        );
    }

    #[test]
    fn zone_of_the_settings_wins_over_the_session() {
        let settings = Settings::builder()
            .zone("Asia/Shanghai".parse().unwrap())
            .build()
            .unwrap();
        let hour = hour_udf_with(&settings);
        assert_eq!(
            shown_in_session(&hour, &time(), session("UTC")).unwrap(),
            ["06"]
        );
    }

    #[test]
    fn unknown_zone_of_the_session_is_an_error_that_names_the_option() {
        let message = shown_in_session(&hour_udf(), &time(), session("Moon")).unwrap_err();
        assert!(
            message.contains("datafusion.execution.time_zone: unknown time zone 'Moon'"),
            "{message}"
        );
    }
}
