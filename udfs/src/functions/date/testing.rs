//! Dates in all types that functions take, for their tests.

use std::sync::Arc;

use arrow::array::{Date32Array, TimestampMicrosecondArray};
use datafusion_expr::ScalarUDF;

use crate::functions::testing::{Column, shown};

/// `2021-03-15`, `2021-13-45`, `bad`, the empty text and NULL.
pub(super) fn dates() -> Column<'static> {
    Column::Text(vec![
        Some("2021-03-15"),
        Some("2021-13-45"),
        Some("bad"),
        Some(""),
        None,
    ])
}

/// What a function of one date gives for [`dates`], after a check that it gives the same for the first one as a date and as a
/// timestamp.
pub(super) fn shown_of_dates(function: &ScalarUDF) -> Vec<String> {
    let rows = shown(function, &[dates()]);
    let date = Column::Array(Arc::new(Date32Array::from(vec![18_701])));
    assert_eq!(shown(function, &[date]), rows[..1]);
    let micros = 18_701 * 86_400_000_000 + 36_672_500_000;
    let timestamp = Column::Array(Arc::new(TimestampMicrosecondArray::from(vec![micros])));
    assert_eq!(shown(function, &[timestamp]), rows[..1]);
    rows
}
