//! `decode_url(text)`: a link's text with its escapes decoded.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::url;

/// `decode_url(text)`: `application/x-www-form-urlencoded` text decoded in UTF-8.
///
/// - **Input**: text.
/// - **Output**: text; what has nothing to decode comes back as it is.
/// - **Nulls**: NULL gives NULL.
/// - **Errors**: never; a malformed escape stays as it is written, bytes that are not UTF-8 become U+FFFD.
/// - **Reference**: `java.net.URLDecoder`, but for malformed escapes, where that throws.
pub fn decode_url() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(DecodeUrl));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "decode_url",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("text", Class::Text, "the text to decode")]),
    returns: "text",
    description: "Decodes %XX and + (a space) in UTF-8. A malformed escape stays as it is written; \
                  bytes that are not UTF-8 become U+FFFD.",
    example: ("SELECT decode_url('a%20b+c%2')", "a b c%2"),
    origin: Origin::Domain,
};

#[derive(Debug)]
struct DecodeUrl;

impl Function for DecodeUrl {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Utf8View)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        output::map_text(arguments, 0, |text| Some(url::decode(text)))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow::array::{ArrayRef, StringViewArray};

    use super::decode_url;
    use crate::functions::testing::{Column, result, shown};

    #[test]
    fn text_is_decoded_in_every_encoding() {
        let text = Column::Text(vec![
            None,
            Some(""),
            Some("a%20b+c"),
            Some("a%2"),
            Some("%FF"),
            Some("plain"),
        ]);
        assert_eq!(
            shown(&decode_url(), &[text]),
            ["NULL", "", "a b c", "a%2", "\u{FFFD}", "plain"]
        );
    }

    #[test]
    fn column_with_nothing_to_decode_comes_back_without_a_copy() {
        let plain: ArrayRef = Arc::new(StringViewArray::from(vec![
            Some("https://h.example.cn/plain"),
            None,
            Some("a%2"),
        ]));
        let decoded = result(&decode_url(), &[Arc::clone(&plain)]);
        assert!(Arc::ptr_eq(&plain, &decoded));
    }

    #[test]
    fn rows_around_the_first_change_are_kept() {
        let text = Column::Text(vec![
            Some("a plain text of some length"),
            None,
            Some("b+"),
            None,
            Some("c"),
        ]);
        assert_eq!(
            shown(&decode_url(), &[text]),
            ["a plain text of some length", "NULL", "b ", "NULL", "c"]
        );
    }
}
