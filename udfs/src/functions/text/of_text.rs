//! Functions of one text that give a text.

use std::borrow::Cow;

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::ColumnarValue;

use crate::batch::{Arguments, ImplicitText, output};
use crate::functions::function::{About, Function, Planned};

/// A function that makes a text of a text. A column in which no row changes comes back as it is.
#[derive(Debug)]
pub(super) struct OfText {
    pub(super) about: &'static About,
    pub(super) row: for<'t> fn(&'t str) -> Option<Cow<'t, str>>,
}

impl Function for OfText {
    fn about(&self) -> &'static About {
        self.about
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Utf8View)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let text = ImplicitText::new(arguments, 0)?;
        if let ImplicitText::Given(_) = text {
            return output::map_text(arguments, 0, self.row);
        }
        let text = text.text()?;
        output::text_rows(arguments, |row| (self.row)(text.get(row)?))
    }
}
