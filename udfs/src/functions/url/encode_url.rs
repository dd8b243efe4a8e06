//! `encode_url(text)`: text escaped for a link.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::url;

/// `encode_url(text)`: text as `application/x-www-form-urlencoded` in UTF-8.
///
/// - **Input**: text.
/// - **Output**: text; `decode_url` gives the input back.
/// - **Nulls**: NULL gives NULL.
/// - **Errors**: never.
/// - **Reference**: `java.net.URLEncoder`.
pub fn encode_url() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(EncodeUrl));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "encode_url",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("text", Class::Text, "the text to encode")]),
    returns: "text",
    description: "Encodes in UTF-8: letters, digits and .-*_ stay, a space becomes +, every other byte %XX.",
    example: ("SELECT encode_url('a b&c=~')", "a+b%26c%3D%7E"),
    origin: Origin::Domain,
};

#[derive(Debug)]
struct EncodeUrl;

impl Function for EncodeUrl {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Utf8View)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        output::map_text(arguments, 0, |text| Some(url::encode(text)))
    }
}

#[cfg(test)]
mod tests {
    use super::encode_url;
    use crate::functions::testing::{Column, shown};

    #[test]
    fn text_is_encoded_in_every_encoding() {
        let text = Column::Text(vec![None, Some(""), Some("a.b"), Some("a b&中")]);
        assert_eq!(
            shown(&encode_url(), &[text]),
            ["NULL", "", "a.b", "a+b%26%E4%B8%AD"]
        );
    }
}
