//! Values as the text that Hive's implicit cast to `string` gives.

use std::sync::{Arc, LazyLock};

use datafusion::arrow::array::StringViewBuilder;
use datafusion::arrow::datatypes::DataType;
use datafusion::common::Result;
use datafusion::common::utils::take_function_args;
use datafusion::logical_expr::{
    ColumnarValue, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility,
};

use super::writer::Cells;

/// The function that makes text of a value of any type; INSERT uses it for columns of type `string`.
///
/// **Input** one value of any type. **Output** `Utf8View`: timestamps as `2021-03-15 10:11:12[.5]`, doubles as Java prints
/// them, booleans as `TRUE` and `FALSE`, arrays, maps and structs as JSON, binary as UTF-8. **Nulls** give NULL.
/// **Errors** never. **Reference** Hive's `UDFToString`.
pub(super) fn hive_text() -> Arc<ScalarUDF> {
    static FUNCTION: LazyLock<Arc<ScalarUDF>> =
        LazyLock::new(|| Arc::new(ScalarUDF::new_from_impl(HiveText::new())));
    Arc::clone(&FUNCTION)
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct HiveText {
    signature: Signature,
}

impl HiveText {
    fn new() -> Self {
        Self {
            signature: Signature::any(1, Volatility::Immutable),
        }
    }
}

impl ScalarUDFImpl for HiveText {
    fn name(&self) -> &'static str {
        "hive_text"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _arg_types: &[DataType]) -> Result<DataType> {
        Ok(DataType::Utf8View)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let [value] = take_function_args(self.name(), args.args)?;
        let array = value.into_array(args.number_rows)?;
        let cells = Cells::try_new(&array)?;
        let mut builder = StringViewBuilder::with_capacity(array.len());
        let mut text = Vec::new();
        for row in 0..array.len() {
            if cells.is_null(row) {
                builder.append_null();
                continue;
            }
            text.clear();
            match &cells {
                // Hive's cast shouts, its files do not.
                Cells::Boolean(array) => {
                    text.extend_from_slice(if array.value(row) { b"TRUE" } else { b"FALSE" });
                }
                cells => cells.write_plain(row, &mut text),
            }
            builder.append_value(String::from_utf8_lossy(&text));
        }
        Ok(ColumnarValue::Array(Arc::new(builder.finish())))
    }
}
