//! `from_utc_timestamp(time, zone)`: what clocks of a zone show at a time of UTC.

use std::sync::{Arc, LazyLock};

use arrow::array::Array;
use arrow::datatypes::{DataType, TimeUnit, TimestampMicrosecondType};
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::Settings;
use crate::batch::convert::{ImplicitText, to_timestamp};
use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::functions::time::zone;
use crate::kernel::java_time::{Local, Offsets, zone_of_id};

/// `from_utc_timestamp(time, zone)`: what clocks of a zone show at a time of UTC.
///
/// - **Input**: whatever `CAST(… AS TIMESTAMP)` takes; a zone as `java.util.TimeZone` knows it: `Asia/Shanghai`, `PST`, `GMT+8`; others are UTC.
/// - **Output**: a timestamp.
/// - **Nulls**: NULL gives NULL; so does text that is no timestamp.
/// - **Errors**: a session's zone that is none.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFFromUtcTimestamp`.
pub fn from_utc_timestamp() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> =
        LazyLock::new(|| from_utc_timestamp_with(&Settings::default()));
    Arc::clone(&UDF)
}

/// [`from_utc_timestamp`] with settings of the caller's.
pub fn from_utc_timestamp_with(settings: &Settings) -> Arc<ScalarUDF> {
    udf(FromUtcTimestamp {
        settings: settings.clone(),
    })
}

static ABOUT: About = About {
    name: "from_utc_timestamp",
    aliases: &[],
    parameters: Parameters::exactly(&[
        parameter(
            "time",
            Class::Instant,
            "text, a number, a date or a timestamp",
        ),
        parameter("zone", Class::HiveText, "the name of a zone"),
    ]),
    returns: "timestamp",
    description: "What clocks of a zone show at a time of UTC. A zone that nobody knows is UTC; text that is no timestamp gives NULL.",
    example: (
        "SELECT from_utc_timestamp('2021-03-15 02:11:12', 'Asia/Shanghai')",
        "2021-03-15 10:11:12",
    ),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct FromUtcTimestamp {
    settings: Settings,
}

impl Function for FromUtcTimestamp {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Timestamp(TimeUnit::Microsecond, None))
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let zone = zone(&self.settings, arguments)?;
        let times = to_timestamp(&arguments.value(0)?.to_array(arguments.rows())?, zone)?;
        let names = ImplicitText::new(arguments, 1)?;
        let names = names.text()?;
        let mut shown = Offsets::new(zone);
        let mut other: Option<(&str, Offsets)> = None;
        output::primitive_rows::<TimestampMicrosecondType>(arguments, |row| {
            let name = names.get(row)?;
            if other.as_ref().is_none_or(|(last, _)| *last != name) {
                other = Some((name, Offsets::new(zone_of_id(name))));
            }
            let (_, offsets) = other.as_mut()?;
            let local = Local::from_gregorian(times.is_valid(row).then(|| times.value(row))?);
            local.of_zone(offsets).shown(&mut shown).to_gregorian()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::from_utc_timestamp;
    use crate::functions::testing::{Column, shown};

    #[test]
    fn zones_may_be_a_column() {
        let times = Column::Text(vec![
            Some("2021-07-15 02:11:12"),
            Some("2021-07-15 02:11:12.5"),
            Some("bad"),
            None,
        ]);
        let zones = Column::Text(vec![
            Some("Asia/Tokyo"),
            Some("Nowhere/Bad"),
            Some("UTC"),
            Some("UTC"),
        ]);
        assert_eq!(
            shown(&from_utc_timestamp(), &[times, zones]),
            [
                "2021-07-15T11:11:12",
                "2021-07-15T02:11:12.500",
                "NULL",
                "NULL"
            ]
        );
    }
}
