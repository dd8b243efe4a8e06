//! What the tests of this folder share: schemas from short lists, batches as text.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::sync::Arc;

use datafusion::arrow::array::Array;
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::arrow::util::display::{ArrayFormatter, FormatOptions};
use datafusion::physical_plan::metrics::Count;

use super::LineFormat;

/// A schema of columns of Hive types.
pub(super) fn schema(columns: &[(&str, DataType)]) -> SchemaRef {
    let fields: Vec<_> = columns
        .iter()
        .map(|(name, kind)| Field::new(*name, kind.clone(), true))
        .collect();
    Arc::new(Schema::new(fields))
}

/// A schema of `string` columns.
pub(super) fn strings(names: &[&str]) -> SchemaRef {
    schema(
        &names
            .iter()
            .map(|name| (*name, DataType::Utf8View))
            .collect::<Vec<_>>(),
    )
}

pub(super) fn list_of(kind: DataType) -> DataType {
    DataType::List(Arc::new(Field::new_list_field(kind, true)))
}

pub(super) fn map_of(key: DataType, value: DataType) -> DataType {
    let fields = vec![
        Field::new("key", key, false),
        Field::new("value", value, true),
    ];
    DataType::Map(
        Arc::new(Field::new(
            "entries",
            DataType::Struct(fields.into()),
            false,
        )),
        false,
    )
}

pub(super) fn struct_of(fields: &[(&str, DataType)]) -> DataType {
    DataType::Struct(schema(fields).fields().clone())
}

/// The cells of a batch, row by row; `NULL` is NULL.
pub(super) fn cells(batch: &RecordBatch) -> Vec<Vec<String>> {
    let options = FormatOptions::new().with_null("NULL");
    let columns: Vec<_> = batch
        .columns()
        .iter()
        .map(|column| ArrayFormatter::try_new(column.as_ref(), &options).unwrap())
        .collect();
    (0..batch.num_rows())
        .map(|row| {
            columns
                .iter()
                .map(|column| column.value(row).to_string())
                .collect()
        })
        .collect()
}

/// The rows of `lines` and the number of bad ones.
pub(super) fn decode(
    format: &LineFormat,
    schema: &SchemaRef,
    lines: &[impl AsRef<[u8]>],
) -> (Vec<Vec<String>>, usize) {
    let bad_lines = Count::new();
    let indices: Vec<usize> = (0..schema.fields().len()).collect();
    let mut decoder = format.decoder(Arc::clone(schema), &indices, bad_lines.clone());
    for line in lines {
        decoder.push(line.as_ref()).unwrap();
    }
    let batch = decoder.flush().unwrap();
    assert_eq!(&batch.schema(), schema);
    assert!(
        batch
            .columns()
            .iter()
            .all(|column| column.len() == batch.num_rows())
    );
    (cells(&batch), bad_lines.value())
}

/// The one row of one line of good data.
pub(super) fn decode_row(format: &LineFormat, schema: &SchemaRef, line: &str) -> Vec<String> {
    let (mut rows, bad_lines) = decode(format, schema, &[line]);
    assert_eq!((rows.len(), bad_lines), (1, 0), "{line}");
    rows.remove(0)
}
