//! Columns of dates and timestamps.

use arrow::array::{
    Array, ArrayRef, AsArray, Date32Array, StringViewArray, StringViewBuilder,
    TimestampMicrosecondArray,
};
use arrow::compute::cast;
use arrow::datatypes::{
    DataType, Date32Type, Decimal128Type, Float32Type, Float64Type, Int64Type,
    IntervalMonthDayNano, IntervalMonthDayNanoType, IntervalUnit, IntervalYearMonthType, TimeUnit,
    TimestampMicrosecondType,
};
use datafusion_common::{Result, exec_err};

use super::text_of;
use crate::functions::is_text;
use crate::kernel::event_time::Zone;
use crate::kernel::hive_date::{write_day_time, write_year_month};
use crate::kernel::java_time::calendar::to_gregorian;
use crate::kernel::java_time::{
    Offsets, cast_date, cast_timestamp, seconds_of_decimal, seconds_of_double, write_date,
    write_timestamp,
};

/// Dates of a column, as `CAST(… AS DATE)` makes them of text and timestamps; what is none is NULL.
///
/// Errors: numbers, booleans, binary, arrays, maps and structs.
pub(crate) fn to_date(array: &ArrayRef, zone: Zone) -> Result<Date32Array> {
    let data_type = array.data_type();
    if is_text(data_type) {
        let mut offsets = Offsets::new(zone);
        return Ok(text_of(array)?
            .map(|text| date32(cast_date(text?, &mut offsets)?))
            .collect());
    }
    match data_type {
        DataType::Null => Ok(Date32Array::new_null(array.len())),
        DataType::Date32 | DataType::Date64 | DataType::Timestamp(_, _) => {
            Ok(cast(array, &DataType::Date32)?
                .as_primitive::<Date32Type>()
                .clone())
        }
        other => exec_err!("{other} is no date"),
    }
}

/// Timestamps of a column, as `CAST(… AS TIMESTAMP)` makes them: text as `java.sql.Timestamp` reads it, integers and booleans
/// as milliseconds since 1970 UTC, other numbers as seconds, dates at midnight; what is none is NULL.
///
/// Errors: binary, arrays, maps and structs.
pub(crate) fn to_timestamp(array: &ArrayRef, zone: Zone) -> Result<TimestampMicrosecondArray> {
    let data_type = array.data_type();
    let mut offsets = Offsets::new(zone);
    if is_text(data_type) {
        return Ok(text_of(array)?
            .map(|text| cast_timestamp(text?, &mut offsets)?.to_gregorian())
            .collect());
    }
    let mut shown = |micros: Option<i64>| offsets.local(micros?)?.to_gregorian();
    Ok(match data_type {
        DataType::Null => TimestampMicrosecondArray::new_null(array.len()),
        DataType::Date32 | DataType::Date64 | DataType::Timestamp(_, _) => {
            cast(array, &DataType::Timestamp(TimeUnit::Microsecond, None))?
                .as_primitive::<TimestampMicrosecondType>()
                .clone()
        }
        DataType::Float16 | DataType::Float32 | DataType::Float64 => {
            doubles(array)?.map(&mut shown).collect()
        }
        DataType::Decimal128(_, scale) => array
            .as_primitive::<Decimal128Type>()
            .iter()
            .map(|number| shown(number.and_then(|number| seconds_of_decimal(number, *scale))))
            .collect(),
        other if other.is_integer() || other == &DataType::Boolean => {
            let millis = cast(array, &DataType::Int64)?;
            let millis = millis.as_primitive::<Int64Type>().iter();
            millis
                .map(|millis| shown(millis.and_then(|millis| millis.checked_mul(1000))))
                .collect()
        }
        other => return exec_err!("{other} is no timestamp"),
    })
}

/// Microseconds since 1970 UTC of seconds.
fn doubles(array: &ArrayRef) -> Result<Box<dyn Iterator<Item = Option<i64>> + '_>> {
    if array.data_type() == &DataType::Float64 {
        let doubles = array.as_primitive::<Float64Type>().iter();
        return Ok(Box::new(doubles.map(|number| seconds_of_double(number?))));
    }
    let floats = cast(array, &DataType::Float32)?;
    let floats: Vec<_> = floats.as_primitive::<Float32Type>().iter().collect();
    Ok(Box::new(
        floats
            .into_iter()
            .map(|number| seconds_of_double(f64::from(number?))),
    ))
}

/// Text of dates, timestamps and intervals as Hive shows them; `None` for a column of another type.
pub(crate) fn temporal_text(array: &ArrayRef) -> Result<Option<StringViewArray>> {
    let mut builder = StringViewBuilder::with_capacity(array.len());
    let mut text = String::new();
    match array.data_type() {
        DataType::Date32 => {
            for day in array.as_primitive::<Date32Type>() {
                append(&mut builder, &mut text, day.map(i64::from), write_date);
            }
        }
        DataType::Timestamp(_, _) => {
            let micros = cast(array, &DataType::Timestamp(TimeUnit::Microsecond, None))?;
            for micros in micros.as_primitive::<TimestampMicrosecondType>() {
                append(&mut builder, &mut text, micros, write_timestamp);
            }
        }
        DataType::Interval(IntervalUnit::YearMonth) => {
            for months in array.as_primitive::<IntervalYearMonthType>() {
                append(
                    &mut builder,
                    &mut text,
                    months.map(i64::from),
                    |months, text| {
                        write_year_month(i32::try_from(months).unwrap_or_default(), text);
                    },
                );
            }
        }
        DataType::Interval(_) => {
            let intervals = cast(array, &DataType::Interval(IntervalUnit::MonthDayNano))?;
            for interval in intervals.as_primitive::<IntervalMonthDayNanoType>() {
                text.clear();
                builder.append_option(interval.map(|interval| {
                    write_interval(interval, &mut text);
                    &text
                }));
            }
        }
        _ => return Ok(None),
    }
    Ok(Some(builder.finish()))
}

fn append(
    builder: &mut StringViewBuilder,
    text: &mut String,
    value: Option<i64>,
    write: fn(i64, &mut String),
) {
    text.clear();
    builder.append_option(value.map(|value| {
        write(value, text);
        &*text
    }));
}

fn write_interval(interval: IntervalMonthDayNano, text: &mut String) {
    if interval.months != 0 && interval.days == 0 && interval.nanoseconds == 0 {
        write_year_month(interval.months, text);
    } else {
        write_day_time(interval.days.into(), interval.nanoseconds, text);
    }
}

/// The date that Arrow has for a day of Java's calendar; `None` where it has none.
pub(crate) fn date32(day: i64) -> Option<i32> {
    i32::try_from(to_gregorian(day)).ok()
}
