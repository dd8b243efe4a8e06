//! Text computed from the JSON text of attributes.

use std::borrow::Cow;
use std::sync::Arc;

use arrow::array::StringViewBuilder;
use datafusion_common::Result;
use datafusion_expr::ColumnarValue;

use crate::batch::{Arguments, Attributes, output};

/// Text rows from the first argument's JSON text, NULL for NULL; a map is written as JSON first. `f` may be asked
/// twice about a row.
pub(super) fn json_rows(
    arguments: &Arguments<'_>,
    mut f: impl for<'j> FnMut(usize, &'j str) -> Option<Cow<'j, str>>,
) -> Result<ColumnarValue> {
    let attributes = arguments.attributes(0)?;
    if matches!(attributes, Attributes::Text(_)) {
        return output::map_text_rows(arguments, 0, f);
    }
    let rows = arguments.rows();
    let mut builder = StringViewBuilder::with_capacity(rows);
    let mut buffer = Vec::new();
    for row in 0..rows {
        let text = attributes
            .json(row, &mut buffer)
            .and_then(|json| f(row, json));
        output::append(&mut builder, text.as_deref());
    }
    output::columnar(arguments, Arc::new(builder.finish()))
}
