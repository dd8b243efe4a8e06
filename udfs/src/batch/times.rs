//! One view over dates and times: text, dates and timestamps, and literals of them.

use arrow::array::{Array, ArrayRef, AsArray, Date32Array, TimestampMicrosecondArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Date32Type, TimeUnit, TimestampMicrosecondType};
use datafusion_common::Result;
use datafusion_expr::ColumnarValue;

use super::Text;
use crate::functions::is_text;
use crate::kernel::java_time::calendar::from_gregorian;
use crate::kernel::java_time::{Local, Offsets, cast_timestamp, lenient_date};

/// An argument that is text, a date or a timestamp. Days are those of Java's calendar, as the kernels take them.
#[derive(Debug)]
pub(crate) enum Times<'a> {
    /// Text.
    Text(Text<'a>),
    /// Dates; of a literal the first one stands for all.
    Dates(Date32Array, IsLiteral),
    /// Timestamps; of a literal the first one stands for all.
    Timestamps(TimestampMicrosecondArray, IsLiteral),
    /// What is no time: NULL and numbers.
    None,
}

/// Whether an array of one row is a literal.
#[derive(Debug, Clone, Copy)]
pub(crate) struct IsLiteral(bool);

impl IsLiteral {
    fn place(self, row: usize) -> usize {
        if self.0 { 0 } else { row }
    }
}

impl<'a> Times<'a> {
    /// Reads an argument. Anything that is no text, date or timestamp is NULL.
    pub(crate) fn try_new(value: &'a ColumnarValue) -> Result<Self> {
        if is_text(&value.data_type()) {
            return Ok(Self::Text(Text::try_new(value)?));
        }
        match value {
            ColumnarValue::Array(array) => Self::of_array(array, IsLiteral(false)),
            ColumnarValue::Scalar(scalar) => Self::of_array(&scalar.to_array()?, IsLiteral(true)),
        }
    }

    fn of_array(array: &ArrayRef, is_literal: IsLiteral) -> Result<Self> {
        Ok(match array.data_type() {
            DataType::Date32 | DataType::Date64 => {
                let dates = cast(array, &DataType::Date32)?;
                Self::Dates(dates.as_primitive::<Date32Type>().clone(), is_literal)
            }
            DataType::Timestamp(_, _) => {
                let micros = cast(array, &DataType::Timestamp(TimeUnit::Microsecond, None))?;
                let micros = micros.as_primitive::<TimestampMicrosecondType>();
                Self::Timestamps(micros.clone(), is_literal)
            }
            _ => Self::None,
        })
    }

    /// Whether it is text.
    pub(crate) fn is_text(&self) -> bool {
        matches!(self, Self::Text(_))
    }

    /// The text of a row, where it is text.
    #[inline]
    pub(crate) fn text(&self, row: usize) -> Option<&'a str> {
        match self {
            Self::Text(text) => text.get(row),
            _ => None,
        }
    }

    /// The day of a row; of text that begins with a date that one, taken leniently.
    #[inline]
    pub(crate) fn day(&self, row: usize) -> Option<i64> {
        match self {
            Self::Text(text) => lenient_date(text.get(row)?),
            Self::Dates(dates, is_literal) => {
                let place = is_literal.place(row);
                let is_there = place < dates.len() && dates.is_valid(place);
                is_there.then(|| from_gregorian(i64::from(dates.value(place))))
            }
            Self::Timestamps(..) => Some(self.timestamp(row)?.day()),
            Self::None => None,
        }
    }

    /// The local time of a row, text as a cast takes it.
    #[inline]
    pub(crate) fn local(&self, row: usize, offsets: &mut Offsets) -> Option<Local> {
        match self {
            Self::Text(text) => cast_timestamp(text.get(row)?, offsets),
            Self::Dates(..) => Local::midnight(self.day(row)?),
            Self::Timestamps(..) => self.timestamp(row),
            Self::None => None,
        }
    }

    /// The timestamp of a row, where it is one.
    #[inline]
    pub(crate) fn timestamp(&self, row: usize) -> Option<Local> {
        let Self::Timestamps(timestamps, is_literal) = self else {
            return None;
        };
        let place = is_literal.place(row);
        let is_there = place < timestamps.len() && timestamps.is_valid(place);
        is_there.then(|| Local::from_gregorian(timestamps.value(place)))
    }
}
