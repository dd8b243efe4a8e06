//! Seconds since 1970 UTC of times: what `unix_timestamp` and `to_unix_timestamp` share.

use datafusion_common::{Result, exec_err};
use datafusion_expr::ColumnarValue;

use super::patterns::{Patterns, now};
use crate::batch::{Arguments, Times, output};
use crate::functions::function::About;
use crate::functions::parameters::{Class, Parameter, parameter};
use crate::kernel::event_time::Zone;
use crate::kernel::java_time::Calendar;

/// The pattern of text where none is given.
const DEFAULT: &str = "yyyy-MM-dd HH:mm:ss";

/// The arguments of these functions.
pub(super) const TIME_AND_PATTERN: &[Parameter] = &[
    parameter("time", Class::Time, "text, a date or a timestamp"),
    parameter(
        "pattern",
        Class::TypedText,
        "the pattern of text, as SimpleDateFormat has it; yyyy-MM-dd HH:mm:ss by default",
    ),
];

/// The seconds of a batch of times.
pub(super) fn seconds(
    about: &About,
    arguments: &Arguments<'_>,
    zone: Zone,
) -> Result<ColumnarValue> {
    let times = Times::try_new(arguments.value(0)?)?;
    let mut calendar = Calendar::new(zone, now());
    if !times.is_text() {
        return output::bigint_rows(arguments, |row| {
            let offsets = &mut calendar.offsets;
            let local = times.local(row, offsets)?;
            Some(offsets.millis(local) / 1000)
        });
    }
    let mut patterns = Patterns::default();
    let given = if arguments.len() > 1 {
        Some(arguments.text(1)?)
    } else {
        None
    };
    let mut wrong = None;
    let rows = output::bigint_rows(arguments, |row| {
        let text = times.text(row)?;
        let pattern = match &given {
            Some(patterns) => patterns.get(row)?,
            None => DEFAULT,
        };
        match patterns.get(pattern) {
            Ok(format) => Some(format.parse(text, &mut calendar)? / 1000),
            Err(error) => {
                wrong = Some(error);
                None
            }
        }
    });
    match wrong {
        Some(error) => exec_err!("{}: {error}", about.name),
        None => rows,
    }
}
