//! `base64Decode(text)`: the bytes that a text stands for.

use std::sync::{Arc, LazyLock};

use arrow::array::BinaryViewBuilder;
use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::cipher;

/// `base64Decode(text)`: base64 in the standard alphabet decoded.
///
/// - **Input**: text; padding may be missing or incomplete.
/// - **Output**: binary.
/// - **Nulls**: NULL gives NULL; so does text that is not base64.
/// - **Errors**: never.
/// - **Reference**: ClickHouse's `base64Decode`, which fails the query on text that is not base64.
pub fn base64_decode() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Base64Decode));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    // SQL turns names that are not quoted into lower case.
    name: "base64decode",
    aliases: &["base64Decode"],
    parameters: Parameters::exactly(&[parameter(
        "text",
        Class::Text,
        "base64 in the standard alphabet",
    )]),
    returns: "binary",
    description: "The bytes that base64 text stands for; padding may be missing. Text that is not base64 gives NULL.",
    example: ("SELECT base64Decode('aGk=')", "hi"),
    origin: Origin::Domain,
};

#[derive(Debug)]
struct Base64Decode;

impl Function for Base64Decode {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::BinaryView)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let text = arguments.text(0)?;
        let rows = arguments.rows();
        let mut builder = BinaryViewBuilder::with_capacity(rows);
        for row in 0..rows {
            builder.append_option(text.get(row).and_then(cipher::base64_decode));
        }
        output::columnar(arguments, Arc::new(builder.finish()))
    }
}

#[cfg(test)]
mod tests {
    use super::base64_decode;
    use crate::functions::testing::{Column, shown};

    #[test]
    fn text_becomes_bytes() {
        let text = Column::Text(vec![
            None,
            Some(""),
            Some("aGk="),
            Some("aGk"),
            Some("a b"),
            Some("中"),
        ]);
        // Bytes are shown in hexadecimal.
        assert_eq!(
            shown(&base64_decode(), &[text]),
            ["NULL", "", "6869", "6869", "NULL", "NULL"]
        );
    }
}
