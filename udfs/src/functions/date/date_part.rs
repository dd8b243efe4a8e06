//! Numbers that a date has: what the functions of one date share.

use std::sync::Arc;

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, Times, output};
use crate::functions::function::{About, Function, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// One argument that is a date, or a number, which is none.
pub(super) const NUMBER_OR_DATE: Parameters = Parameters::exactly(&[parameter(
    "date",
    Class::TimeOrNumber,
    "text that begins with a date, a date or a timestamp",
)]);

/// One argument that is a date.
pub(super) const DATE_OR_NULL: Parameters = Parameters::exactly(&[parameter(
    "date",
    Class::TimeOrNull,
    "text that begins with a date, a date or a timestamp",
)]);

/// A function that gives a number of a date.
#[derive(Debug)]
pub(super) struct DatePart {
    about: &'static About,
    part: fn(i64) -> i64,
}

impl DatePart {
    /// The function `about`, which gives `part` of a day of Java's calendar.
    pub(super) fn udf(about: &'static About, part: fn(i64) -> i64) -> Arc<ScalarUDF> {
        udf(Self { about, part })
    }
}

impl Function for DatePart {
    fn about(&self) -> &'static About {
        self.about
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Int32)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let dates = Times::try_new(arguments.value(0)?)?;
        output::int_rows(arguments, |row| {
            i32::try_from((self.part)(dates.day(row)?)).ok()
        })
    }
}
