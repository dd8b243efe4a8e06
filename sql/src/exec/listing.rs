//! Rows that the runner makes itself: what SHOW, DESCRIBE and SET answer.

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, RecordBatch, StringArray};
use datafusion::arrow::datatypes::{DataType, Field, Schema};
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;

use super::execute::Outcome;
use crate::script::Diagnostic;

/// Rows of text under `names`, as a statement's outcome.
pub(super) fn listing<const N: usize>(
    names: &[&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> Result<Outcome, Diagnostic> {
    let rows = rows.into_iter().map(|row| row.map(Some)).collect();
    nullable_listing(names, rows)
}

/// Rows of text, or NULL, under `names`, as a statement's outcome.
#[expect(clippy::needless_pass_by_value, reason = "made for this call")]
pub(super) fn nullable_listing<const N: usize>(
    names: &[&str; N],
    rows: Vec<[Option<String>; N]>,
) -> Result<Outcome, Diagnostic> {
    let schema = Arc::new(Schema::new(
        names
            .iter()
            .map(|name| Field::new(*name, DataType::Utf8, true))
            .collect::<Vec<_>>(),
    ));
    let columns: Vec<ArrayRef> = (0..N)
        .map(|column| {
            let values: StringArray = rows
                .iter()
                .map(|row| row.get(column).and_then(Option::as_deref))
                .collect();
            Arc::new(values) as ArrayRef
        })
        .collect();
    let batch = RecordBatch::try_new(Arc::clone(&schema), columns)
        .map_err(|error| Diagnostic::error(error.to_string()))?;
    let stream = futures::stream::iter([Ok(batch)]);
    Ok(Outcome::Rows(Box::pin(RecordBatchStreamAdapter::new(
        schema, stream,
    ))))
}
