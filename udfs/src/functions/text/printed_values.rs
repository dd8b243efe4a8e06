//! The values that `printf` prints, by their types.

use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, StringViewArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Float64Type, Int64Type};
use datafusion_common::Result;

use crate::batch::Arguments;
use crate::batch::convert::printed;
use crate::kernel::java_format::Value;

/// Columns of values.
#[derive(Debug)]
pub(super) struct PrintedValues(Vec<Column>);

/// The rows of an argument, and what they look like as text.
#[derive(Debug)]
struct Column {
    rows: Rows,
    shown: StringViewArray,
}

#[derive(Debug)]
enum Rows {
    Boolean(ArrayRef),
    Integer(ArrayRef, u32),
    Double(ArrayRef),
    Text,
}

impl PrintedValues {
    /// The arguments from a position on.
    pub(super) fn new(arguments: &Arguments<'_>, position: usize) -> Result<Self> {
        (position..arguments.len())
            .map(|position| column(&arguments.array(position)?))
            .collect::<Result<_>>()
            .map(Self)
    }

    /// The values of a row.
    pub(super) fn row(&self, row: usize) -> Vec<Value<'_>> {
        self.0.iter().map(|column| column.value(row)).collect()
    }
}

impl Column {
    fn value(&self, row: usize) -> Value<'_> {
        if self.shown.is_null(row) {
            return Value::Null;
        }
        let text = self.shown.value(row);
        match &self.rows {
            Rows::Boolean(array) => Value::Boolean(array.as_boolean().value(row)),
            Rows::Integer(array, bits) => {
                Value::Integer(array.as_primitive::<Int64Type>().value(row), *bits)
            }
            Rows::Double(array) => {
                Value::Double(array.as_primitive::<Float64Type>().value(row), text)
            }
            Rows::Text => Value::Text(text),
        }
    }
}

fn column(array: &ArrayRef) -> Result<Column> {
    // Hive makes doubles of decimals here.
    let array = &match array.data_type() {
        DataType::Decimal128(_, _) => cast(array, &DataType::Float64)?,
        _ => Arc::clone(array),
    };
    let shown = cast(&printed(array)?, &DataType::Utf8View)?;
    let shown = shown.as_string_view().clone();
    let whole = |bits| -> Result<Rows> { Ok(Rows::Integer(cast(array, &DataType::Int64)?, bits)) };
    Ok(match array.data_type() {
        DataType::Boolean => Column {
            rows: Rows::Boolean(Arc::clone(array)),
            shown,
        },
        DataType::Timestamp(_, _) => Column {
            rows: Rows::Text,
            shown: with_fractions(&shown),
        },
        data_type if data_type.is_floating() => Column {
            rows: Rows::Double(cast(array, &DataType::Float64)?),
            shown,
        },
        data_type if data_type.is_integer() => Column {
            rows: match data_type {
                DataType::Int8 => whole(8)?,
                DataType::Int16 => whole(16)?,
                DataType::Int32 => whole(32)?,
                _ => whole(64)?,
            },
            shown,
        },
        _ => Column {
            rows: Rows::Text,
            shown,
        },
    })
}

/// Timestamps as `java.sql.Timestamp.toString` prints them: with a digit behind the point at least.
fn with_fractions(shown: &StringViewArray) -> StringViewArray {
    let with_fraction = |text: &str| {
        if text.contains('.') {
            text.to_owned()
        } else {
            format!("{text}.0")
        }
    };
    shown.iter().map(|text| text.map(with_fraction)).collect()
}
