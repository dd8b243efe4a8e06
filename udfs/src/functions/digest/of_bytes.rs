//! Functions of bytes that give a text.

use std::borrow::Cow;

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::ColumnarValue;

use crate::batch::{Arguments, ImplicitBytes, output};
use crate::functions::function::{About, Function, Planned};

/// A function that makes a text of bytes.
#[derive(Debug)]
pub(super) struct OfBytes {
    pub(super) about: &'static About,
    pub(super) row: fn(&[u8]) -> String,
}

impl Function for OfBytes {
    fn about(&self) -> &'static About {
        self.about
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Utf8View)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let value = ImplicitBytes::new(arguments, 0)?;
        let value = value.bytes()?;
        output::text_rows(arguments, |row| {
            Some(Cow::Owned((self.row)(value.get(row)?)))
        })
    }
}
