//! The values that `printf` prints, by their types.

use arrow::array::{Array, ArrayRef, AsArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Float64Type, Int64Type};
use datafusion_common::Result;

use crate::batch::{Arguments, Text};
use crate::kernel::java_format::Value;

/// Columns of values.
#[derive(Debug)]
pub(super) struct PrintedValues(Vec<Column>);

#[derive(Debug)]
enum Column {
    Boolean(ArrayRef),
    Integer(ArrayRef, u32),
    Double(ArrayRef),
    Decimal,
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

    /// The values of a row; `shown` has them as text.
    pub(super) fn row<'t>(&self, row: usize, shown: &'t [Text<'_>]) -> Vec<Value<'t>> {
        self.0
            .iter()
            .zip(shown)
            .map(|(column, shown)| {
                let Some(text) = shown.get(row) else {
                    return Value::Null;
                };
                match column {
                    Column::Boolean(array) => Value::Boolean(array.as_boolean().value(row)),
                    Column::Integer(array, bits) => {
                        Value::Integer(array.as_primitive::<Int64Type>().value(row), *bits)
                    }
                    Column::Double(array) => {
                        Value::Double(array.as_primitive::<Float64Type>().value(row), text)
                    }
                    Column::Decimal => Value::Decimal(text),
                    Column::Text => Value::Text(text),
                }
            })
            .collect()
    }
}

fn column(array: &ArrayRef) -> Result<Column> {
    let bits = match array.data_type() {
        DataType::Boolean => return Ok(Column::Boolean(ArrayRef::clone(array))),
        DataType::Float16 | DataType::Float32 | DataType::Float64 => {
            return Ok(Column::Double(cast(array, &DataType::Float64)?));
        }
        DataType::Decimal128(_, _) => return Ok(Column::Decimal),
        DataType::Int8 => 8,
        DataType::Int16 => 16,
        DataType::Int32 => 32,
        data_type if data_type.is_integer() => 64,
        _ => return Ok(Column::Text),
    };
    Ok(Column::Integer(cast(array, &DataType::Int64)?, bits))
}
