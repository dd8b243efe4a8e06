//! Constant arguments that arrive as columns, made constants again.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray};
use arrow::datatypes::{DataType, FieldRef};
use datafusion::common::{Result, ScalarValue, internal_err};
use datafusion::logical_expr::{
    ColumnarValue, Documentation, ReturnFieldArgs, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl,
    Signature,
};

/// A function whose second and later arguments are looked at before it is called: DataFusion's foreign function interface
/// spreads a literal over a column, and a function asked with a column of keys would prepare each of them.
#[derive(Debug, Clone)]
pub(super) struct Constants(Arc<ScalarUDF>);

impl Constants {
    pub(super) fn new(function: Arc<ScalarUDF>) -> Self {
        Self(function)
    }
}

impl PartialEq for Constants {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl Eq for Constants {}

impl Hash for Constants {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl ScalarUDFImpl for Constants {
    fn name(&self) -> &str {
        self.0.name()
    }

    fn aliases(&self) -> &[String] {
        self.0.aliases()
    }

    fn signature(&self) -> &Signature {
        self.0.signature()
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        internal_err!("return_field_from_args tells the type of {}", self.name())
    }

    fn return_field_from_args(&self, args: ReturnFieldArgs) -> Result<FieldRef> {
        self.0.return_field_from_args(args)
    }

    fn coerce_types(&self, given: &[DataType]) -> Result<Vec<DataType>> {
        self.0.coerce_types(given)
    }

    fn invoke_with_args(&self, mut args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        // The first argument stays: it is the one that differs from row to row, and makes the result a column.
        for argument in args.args.iter_mut().skip(1) {
            if let ColumnarValue::Array(array) = argument
                && let Some(value) = constant(array)?
            {
                *argument = ColumnarValue::Scalar(value);
            }
        }
        self.0.invoke_with_args(args)
    }

    fn documentation(&self) -> Option<&Documentation> {
        self.0.documentation()
    }
}

/// The text that all rows of a column hold; `None` where they differ, and for columns of anything else.
pub(super) fn constant(array: &ArrayRef) -> Result<Option<ScalarValue>> {
    if is_constant(array) {
        ScalarValue::try_from_array(array, 0).map(Some)
    } else {
        Ok(None)
    }
}

/// Whether a column of text holds one text and nothing else. Columns that are not constant mostly show it at their ends, so
/// that the whole is seldom read.
fn is_constant(array: &ArrayRef) -> bool {
    if array.is_empty() || array.null_count() > 0 {
        return false;
    }
    let last = array.len() - 1;
    match array.data_type() {
        DataType::Utf8 => {
            let text = array.as_string::<i32>();
            let first = text.value(0);
            text.value(last) == first && (0..last).all(|row| text.value(row) == first)
        }
        DataType::LargeUtf8 => {
            let text = array.as_string::<i64>();
            let first = text.value(0);
            text.value(last) == first && (0..last).all(|row| text.value(row) == first)
        }
        DataType::Utf8View => {
            let text = array.as_string_view();
            let views = text.views();
            // Equal views are equal texts: the lengths, and either the text itself or where it is.
            if views.iter().all(|view| Some(view) == views.first()) {
                return true;
            }
            let first = text.value(0);
            text.value(last) == first && (0..last).all(|row| text.value(row) == first)
        }
        _ => false,
    }
}
