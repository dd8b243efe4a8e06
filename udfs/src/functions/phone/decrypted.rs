//! Decrypted rows as a column.

use std::sync::Arc;

use arrow::array::StringViewBuilder;
use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::ColumnarValue;

use crate::batch::{Arguments, output};

/// The rows that `decrypt` writes. Where it says that none is other than it was, a column of views comes back as it is.
pub(super) fn decrypted(
    arguments: &Arguments<'_>,
    decrypt: impl FnOnce(&mut dyn FnMut(Option<&str>)) -> bool,
) -> Result<ColumnarValue> {
    let mut builder = StringViewBuilder::with_capacity(arguments.rows());
    let changed = decrypt(&mut |plain| output::append(&mut builder, plain));
    match arguments.value(0)? {
        ColumnarValue::Array(texts) if !changed && texts.data_type() == &DataType::Utf8View => {
            Ok(ColumnarValue::Array(Arc::clone(texts)))
        }
        _ => output::columnar(arguments, Arc::new(builder.finish())),
    }
}
