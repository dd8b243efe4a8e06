//! `aes2_function(binary[, name])`: raw ciphertext decrypted.

use std::sync::Arc;

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::key;
use crate::Settings;
use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `aes2_function(binary[, name])`: raw ciphertext decrypted.
///
/// - **Input**: bytes of AES ciphertext, or text taken as its bytes; the name of a configured key, `mobile` if not
///   given.
/// - **Output**: text; where the decrypted text is ciphertext in base64 itself, that decrypted:
///   `aes2_function(base64Decode(text))` gives the phone for text that was encrypted once or twice.
/// - **Nulls**: NULL gives NULL; so do bytes that do not decrypt.
/// - **Errors**: when planned, a name that is no literal and a key that is not configured.
pub fn aes2_function_with(settings: &Settings) -> Arc<ScalarUDF> {
    udf(Aes2Function {
        settings: settings.clone(),
    })
}

static ABOUT: About = About {
    name: "aes2_function",
    aliases: &[],
    parameters: Parameters::optional(
        &[
            parameter(
                "binary",
                Class::Binary,
                "whole cipher blocks, as base64Decode gives them",
            ),
            key::NAME,
        ],
        1,
    ),
    returns: "text",
    description: "Decrypts ciphertext in bytes; what comes out as ciphertext in base64 is decrypted again. Bytes that do \
                  not decrypt give NULL.",
    example: (
        "SELECT aes2_function(base64Decode('5C8iBf88r2w1PuW1NqyYcg=='))",
        "10000007919",
    ),
    origin: Origin::Domain,
};

#[derive(Debug)]
struct Aes2Function {
    settings: Settings,
}

impl Function for Aes2Function {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        key::check(&self.settings, &ABOUT, planned, 1)?;
        Ok(DataType::Utf8View)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let Some(cipher) = key::cipher(&self.settings, arguments, 1)? else {
            return output::nulls(arguments);
        };
        let bytes = arguments.bytes(0)?;
        output::text_rows(arguments, |row| {
            cipher.decrypt_bytes(bytes.get(row)?).map(Into::into)
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow::array::{ArrayRef, BinaryArray, BinaryViewArray, LargeBinaryArray};

    use super::aes2_function_with;
    use crate::functions::phone::testing::{ONCE, TWICE, with_key};
    use crate::functions::testing::{Column, shown};
    use crate::kernel::cipher::base64_decode;

    #[test]
    fn bytes_are_decrypted_in_every_encoding() {
        let (once, twice) = (base64_decode(ONCE), base64_decode(TWICE));
        let rows = vec![
            None,
            Some(&b""[..]),
            once.as_deref(),
            twice.as_deref(),
            Some(b"12345"),
        ];
        let arrays: [ArrayRef; 3] = [
            Arc::new(BinaryArray::from(rows.clone())),
            Arc::new(LargeBinaryArray::from(rows.clone())),
            Arc::new(BinaryViewArray::from(rows)),
        ];
        for array in arrays {
            assert_eq!(
                shown(
                    &aes2_function_with(&with_key("mobile")),
                    &[Column::Array(array)]
                ),
                ["NULL", "NULL", "10000007919", "10000007919", "NULL"]
            );
        }
    }

    #[test]
    fn text_is_its_bytes() {
        let text = Column::Text(vec![None, Some(""), Some("plain"), Some(ONCE)]);
        let named = [text, Column::literal("old")];
        assert_eq!(
            shown(&aes2_function_with(&with_key("old")), &named),
            ["NULL"; 4]
        );
    }
}
