//! Rows back into arrays: one collector a result type, a literal where all arguments were literals.

mod mapped;

use std::borrow::Cow;
use std::sync::Arc;

use arrow::array::{
    ArrayBuilder, ArrayRef, ArrowPrimitiveType, BinaryViewBuilder, BooleanArray, Float64Array,
    Int32Array, Int64Array, PrimitiveArray, StringViewArray, StringViewBuilder, StructArray,
};
use arrow::buffer::NullBuffer;
use arrow::datatypes::{DataType, Field, Fields};
use datafusion_common::{Result, ScalarValue};
use datafusion_expr::ColumnarValue;

use super::Arguments;

pub(crate) use mapped::{map_text, map_text_rows};

/// An array of as many rows as [`Arguments::rows`] as the result of the call.
pub(crate) fn columnar(arguments: &Arguments<'_>, array: ArrayRef) -> Result<ColumnarValue> {
    if arguments.all_literal() {
        Ok(ColumnarValue::Scalar(ScalarValue::try_from_array(
            &array, 0,
        )?))
    } else {
        Ok(ColumnarValue::Array(array))
    }
}

/// Text rows, written straight into a view array.
///
/// Parts of a row are copied, as views on the column's own buffer would cost more: a builder takes such a view after
/// it has read the part through as UTF-8, which is slower than to copy it (of 40 bytes in ASCII 25 ns against 13 ns, of
/// 170 bytes 35 against 22, three to five times that in Chinese); and a value of 30 bytes would keep the 1.4 KB of its
/// object in memory. Whole rows are another matter: see [`map_text`].
pub(crate) fn text_rows<'a>(
    arguments: &Arguments<'_>,
    mut row_text: impl FnMut(usize) -> Option<Cow<'a, str>>,
) -> Result<ColumnarValue> {
    let rows = arguments.rows();
    let mut builder = StringViewBuilder::with_capacity(rows);
    for row in 0..rows {
        append(&mut builder, row_text(row).as_deref());
    }
    columnar(arguments, Arc::new(builder.finish()))
}

/// Text rows put together in a buffer, which is empty when a row begins. `None` is NULL, whatever was written.
pub(crate) fn written_rows(
    arguments: &Arguments<'_>,
    mut write_row: impl FnMut(usize, &mut String) -> Option<()>,
) -> Result<ColumnarValue> {
    let rows = arguments.rows();
    let mut builder = StringViewBuilder::with_capacity(rows);
    let mut buffer = String::new();
    for row in 0..rows {
        buffer.clear();
        let written = write_row(row, &mut buffer);
        append(&mut builder, written.map(|()| buffer.as_str()));
    }
    columnar(arguments, Arc::new(builder.finish()))
}

/// Boolean rows.
pub(crate) fn boolean_rows(
    arguments: &Arguments<'_>,
    row_value: impl FnMut(usize) -> Option<bool>,
) -> Result<ColumnarValue> {
    let array: BooleanArray = (0..arguments.rows()).map(row_value).collect();
    columnar(arguments, Arc::new(array))
}

/// Bigint rows.
pub(crate) fn bigint_rows(
    arguments: &Arguments<'_>,
    row_value: impl FnMut(usize) -> Option<i64>,
) -> Result<ColumnarValue> {
    let array: Int64Array = (0..arguments.rows()).map(row_value).collect();
    columnar(arguments, Arc::new(array))
}

/// Rows of any type of numbers, dates or timestamps.
pub(crate) fn primitive_rows<T: ArrowPrimitiveType>(
    arguments: &Arguments<'_>,
    row_value: impl FnMut(usize) -> Option<T::Native>,
) -> Result<ColumnarValue> {
    let rows = (0..arguments.rows()).map(row_value);
    let array = rows.collect::<PrimitiveArray<T>>();
    columnar(arguments, Arc::new(array))
}

/// Int rows.
pub(crate) fn int_rows(
    arguments: &Arguments<'_>,
    row_value: impl FnMut(usize) -> Option<i32>,
) -> Result<ColumnarValue> {
    let array: Int32Array = (0..arguments.rows()).map(row_value).collect();
    columnar(arguments, Arc::new(array))
}

/// Double rows.
pub(crate) fn double_rows(
    arguments: &Arguments<'_>,
    row_value: impl FnMut(usize) -> Option<f64>,
) -> Result<ColumnarValue> {
    let array: Float64Array = (0..arguments.rows()).map(row_value).collect();
    columnar(arguments, Arc::new(array))
}

/// Rows of bytes.
pub(crate) fn bytes_rows(
    arguments: &Arguments<'_>,
    mut row_bytes: impl FnMut(usize) -> Option<Vec<u8>>,
) -> Result<ColumnarValue> {
    let rows = arguments.rows();
    let mut builder = BinaryViewBuilder::with_capacity(rows);
    for row in 0..rows {
        match row_bytes(row) {
            Some(bytes) => builder.append_value(bytes),
            None => builder.append_null(),
        }
    }
    columnar(arguments, Arc::new(builder.finish()))
}

/// The fields of a struct of text.
pub(crate) fn text_struct(names: impl IntoIterator<Item = impl Into<String>>) -> Fields {
    names
        .into_iter()
        .map(|name| Field::new(name, DataType::Utf8View, true))
        .collect()
}

/// Builds a struct of text fields row by row.
#[derive(Debug)]
pub(crate) struct TextStructBuilder {
    fields: Fields,
    columns: Vec<StringViewBuilder>,
    valid: Vec<bool>,
}

impl TextStructBuilder {
    /// A builder of structs of these text fields.
    pub(crate) fn new(fields: Fields, rows: usize) -> Self {
        let columns = fields
            .iter()
            .map(|_| StringViewBuilder::with_capacity(rows))
            .collect();
        Self {
            fields,
            columns,
            valid: Vec::with_capacity(rows),
        }
    }

    /// Appends one struct. Values that are missing at the end are NULL.
    pub(crate) fn append<S: AsRef<str>>(&mut self, values: impl IntoIterator<Item = Option<S>>) {
        let places = values.into_iter().enumerate();
        self.append_places(places.filter_map(|(place, value)| Some((place, value?))));
    }

    /// Appends one struct, given by the places of its values, each once, and the values. The others are NULL, and take no time
    /// of their own.
    pub(crate) fn append_places<S: AsRef<str>>(
        &mut self,
        values: impl IntoIterator<Item = (usize, S)>,
    ) {
        let row = self.valid.len();
        for (place, value) in values {
            if let Some(column) = self.columns.get_mut(place) {
                fill(column, row);
                column.append_value(value);
            }
        }
        self.valid.push(true);
    }

    /// Appends a NULL struct.
    pub(crate) fn append_null(&mut self) {
        self.valid.push(false);
    }

    /// The array of all structs appended.
    pub(crate) fn finish(mut self) -> Result<StructArray> {
        let rows = self.valid.len();
        let columns = self.columns.iter_mut().map(|column| {
            fill(column, rows);
            Arc::new(column.finish()) as ArrayRef
        });
        let columns = columns.collect();
        let nulls = self
            .valid
            .contains(&false)
            .then(|| NullBuffer::from(self.valid));
        Ok(StructArray::try_new_with_length(
            self.fields,
            columns,
            nulls,
            rows,
        )?)
    }
}

/// Appends NULL up to a row.
fn fill(column: &mut StringViewBuilder, row: usize) {
    while column.len() < row {
        column.append_null();
    }
}

/// Appends a row to a view builder.
#[inline]
pub(crate) fn append(builder: &mut StringViewBuilder, value: Option<&str>) {
    match value {
        Some(value) => builder.append_value(value),
        None => builder.append_null(),
    }
}

/// NULL text in all rows, for calls whose arguments decide that before any row is read.
pub(crate) fn nulls(arguments: &Arguments<'_>) -> Result<ColumnarValue> {
    columnar(
        arguments,
        Arc::new(StringViewArray::new_null(arguments.rows())),
    )
}
