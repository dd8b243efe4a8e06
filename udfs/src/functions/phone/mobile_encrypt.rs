//! `mobile_encrypt(text[, name])`: a phone encrypted.

use std::sync::Arc;

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::key;
use crate::Settings;
use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `mobile_encrypt(text[, name])`: a phone encrypted.
///
/// - **Input**: text; the name of a configured key, `mobile` if not given.
/// - **Output**: base64 of AES ciphertext; the same text always gives the same, and `mobile_decrypt(text)` gives the text
///   back.
/// - **Nulls**: NULL gives NULL.
/// - **Errors**: when planned, a name that is no literal and a key that is not configured.
pub fn mobile_encrypt_with(settings: &Settings) -> Arc<ScalarUDF> {
    udf(MobileEncrypt {
        settings: settings.clone(),
    })
}

static ABOUT: About = About {
    name: "mobile_encrypt",
    aliases: &[],
    parameters: Parameters::optional(
        &[
            parameter("text", Class::Text, "the text to encrypt"),
            key::NAME,
        ],
        1,
    ),
    returns: "text",
    description: "Base64 of the encrypted text: the inverse of mobile_decrypt(text). The same text always gives the same \
                  ciphertext.",
    example: (
        "SELECT mobile_encrypt('10000007919')",
        "5C8iBf88r2w1PuW1NqyYcg==",
    ),
    origin: Origin::Domain,
};

#[derive(Debug)]
struct MobileEncrypt {
    settings: Settings,
}

impl Function for MobileEncrypt {
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
        output::map_text(arguments, 0, |text| Some(cipher.encrypt(text).into()))
    }
}

#[cfg(test)]
mod tests {
    use super::mobile_encrypt_with;
    use crate::functions::phone::testing::{ONCE, with_key};
    use crate::functions::testing::{Column, shown};

    #[test]
    fn phone_is_encrypted() {
        let phones = || Column::Text(vec![None, Some("10000007919")]);
        assert_eq!(
            shown(&mobile_encrypt_with(&with_key("mobile")), &[phones()]),
            ["NULL", ONCE]
        );
        let named = [phones(), Column::literal("old")];
        assert_eq!(
            shown(&mobile_encrypt_with(&with_key("old")), &named),
            ["NULL", ONCE]
        );
    }

    #[test]
    fn empty_text_is_a_block_of_padding() {
        let empty = Column::Text(vec![Some("")]);
        let [sealed] = shown(&mobile_encrypt_with(&with_key("mobile")), &[empty])
            .try_into()
            .unwrap_or_default();
        assert_eq!(sealed.len(), 24, "{sealed}");
    }
}
