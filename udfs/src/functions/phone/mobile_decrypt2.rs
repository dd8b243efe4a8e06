//! `mobile_decrypt2(text[, name])`: a phone that was encrypted twice, decrypted.

use std::sync::Arc;

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::decrypted::decrypted;
use super::key;
use crate::Settings;
use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `mobile_decrypt2(text[, name])`: a phone that was encrypted twice, decrypted.
///
/// - **Input**: base64 of AES ciphertext; the name of a configured key, `mobile` if not given.
/// - **Output**: text; text that was encrypted once, and text that never was, works as well.
/// - **Nulls**: NULL gives NULL; so does ciphertext that does not decrypt even once.
/// - **Errors**: when planned, a name that is no literal and a key that is not configured.
pub fn mobile_decrypt2_with(settings: &Settings) -> Arc<ScalarUDF> {
    udf(MobileDecrypt2 {
        settings: settings.clone(),
    })
}

static ABOUT: About = About {
    name: "mobile_decrypt2",
    aliases: &[],
    parameters: Parameters::optional(
        &[
            parameter("text", Class::Text, "a phone, encrypted twice, once or not"),
            key::NAME,
        ],
        1,
    ),
    returns: "text",
    description: "As mobile_decrypt(text), for text that was encrypted twice; text encrypted once works as well.",
    example: (
        "SELECT mobile_decrypt2('n8/q2T6EddZ6pcJ1YvKf/V+oqZCjQJOIXHA24mrd/Vs=')",
        "10000007919",
    ),
    origin: Origin::Domain,
};

#[derive(Debug)]
struct MobileDecrypt2 {
    settings: Settings,
}

impl Function for MobileDecrypt2 {
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
        let texts = arguments.text(0)?;
        let rows = (0..arguments.rows()).map(|row| texts.get(row));
        decrypted(arguments, |write| cipher.decrypt_texts_twice(rows, write))
    }
}

#[cfg(test)]
mod tests {
    use super::mobile_decrypt2_with;
    use crate::functions::phone::testing::{ONCE, TWICE, with_key};
    use crate::functions::testing::{Column, shown};

    #[test]
    fn both_layers_come_off() {
        let phones = || {
            Column::Text(vec![
                None,
                Some(""),
                Some(TWICE),
                Some(ONCE),
                Some("10017200000"),
                Some("AAAAAAAAAAAAAAAAAAAAAA=="),
            ])
        };
        let plain = [
            "NULL",
            "",
            "10000007919",
            "10000007919",
            "10017200000",
            "NULL",
        ];
        assert_eq!(
            shown(&mobile_decrypt2_with(&with_key("mobile")), &[phones()]),
            plain
        );
        let named = [phones(), Column::literal("old")];
        assert_eq!(
            shown(&mobile_decrypt2_with(&with_key("old")), &named),
            plain
        );
    }
}
