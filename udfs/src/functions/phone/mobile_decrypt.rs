//! `mobile_decrypt(text[, user_key[, name]])`: a phone or user decrypted.

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

/// `mobile_decrypt(text[, user_key[, name]])`: a phone or user decrypted.
///
/// - **Input**: base64 of AES ciphertext; with a second argument a user and the name of what identifies it, which may be
///   a column; the name of a configured key, `mobile` if not given.
/// - **Output**: text. With one argument: decrypted where the text is base64 of whole cipher blocks, anything else as it
///   is. With `user_key`: a user that ends in `==` decrypted if that is `$basic_userId`; any other user, and every
///   user under another or no `user_key`, as it is.
/// - **Nulls**: NULL gives NULL, but as `user_key`. So does ciphertext that does not decrypt, and an empty user under
///   `$basic_userId`.
/// - **Errors**: when planned, a name that is no literal and a key that is not configured.
pub fn mobile_decrypt_with(settings: &Settings) -> Arc<ScalarUDF> {
    udf(MobileDecrypt {
        settings: settings.clone(),
    })
}

static ABOUT: About = About {
    name: "mobile_decrypt",
    aliases: &[],
    parameters: Parameters::optional(
        &[
            parameter("text", Class::Text, "a phone or user, encrypted or not"),
            parameter(
                "user_key",
                Class::Text,
                "what identifies the user; $basic_userId may be encrypted",
            ),
            key::NAME,
        ],
        1,
    ),
    returns: "text",
    description: "Base64 of whole cipher blocks is decrypted, anything else comes back as it is. With user_key, the \
                  collector's rule: a user that ends in == is decrypted under $basic_userId, any other and all \
                  others come back as they are. Ciphertext that does not decrypt gives NULL.",
    example: (
        "SELECT mobile_decrypt('5C8iBf88r2w1PuW1NqyYcg==')",
        "10000007919",
    ),
    origin: Origin::Domain,
};

#[derive(Debug)]
struct MobileDecrypt {
    settings: Settings,
}

impl Function for MobileDecrypt {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        key::check(&self.settings, &ABOUT, planned, 2)?;
        Ok(DataType::Utf8View)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let Some(cipher) = key::cipher(&self.settings, arguments, 2)? else {
            return output::nulls(arguments);
        };
        let rows = 0..arguments.rows();
        let texts = arguments.text(0)?;
        if arguments.len() == 1 {
            return decrypted(arguments, |write| {
                cipher.decrypt_texts(rows.map(|row| texts.get(row)), write)
            });
        }
        let user_key = arguments.text(1)?;
        decrypted(arguments, |write| {
            cipher.decrypt_users(rows.map(|row| (texts.get(row), user_key.get(row))), write)
        })
    }
}

#[cfg(test)]
mod tests {
    use arrow::datatypes::DataType;

    use super::mobile_decrypt_with;
    use crate::Settings;
    use crate::functions::phone::testing::{ONCE, with_key};
    use crate::functions::testing::{Column, plan_error, shown};

    fn phones() -> Column<'static> {
        Column::Text(vec![
            None,
            Some(""),
            Some(ONCE),
            Some("10017200000"),
            Some("178*"),
            Some("AAAAAAAAAAAAAAAAAAAAAA=="),
        ])
    }

    #[test]
    fn ciphertext_is_decrypted_and_anything_else_stays() {
        assert_eq!(
            shown(&mobile_decrypt_with(&with_key("mobile")), &[phones()]),
            ["NULL", "", "10000007919", "10017200000", "178*", "NULL"]
        );
    }

    #[test]
    fn user_is_decrypted_under_its_key_alone() {
        let keys = Column::Text(vec![
            Some("$basic_userId"),
            Some("$basic_userId"),
            Some("$basic_userId"),
            Some("$basic_userId"),
            None,
            Some("other"),
        ]);
        assert_eq!(
            shown(&mobile_decrypt_with(&with_key("mobile")), &[phones(), keys]),
            [
                "NULL",
                "NULL",
                "10000007919",
                "10017200000",
                "178*",
                "AAAAAAAAAAAAAAAAAAAAAA=="
            ]
        );
    }

    #[test]
    fn third_argument_names_the_key() {
        let arguments = [
            phones(),
            Column::literal("$basic_userId"),
            Column::literal("old"),
        ];
        assert_eq!(
            shown(&mobile_decrypt_with(&with_key("old")), &arguments),
            ["NULL", "NULL", "10000007919", "10017200000", "178*", "NULL"]
        );
    }

    #[test]
    fn key_is_checked_when_planned() {
        let text = DataType::Utf8View;
        let call = "mobile_decrypt(text[, user_key[, name]])";
        let function = mobile_decrypt_with(&Settings::default());
        assert_eq!(
            plan_error(&function, &[(&text, None)]),
            format!(
                "{call}: key 'mobile' is not configured: set MAIDIAN_KEY_MOBILE or add [keys.mobile] to the file \
                 named by --key-file or MAIDIAN_KEY_FILE"
            )
        );
        assert_eq!(
            plan_error(&function, &[(&text, None), (&text, None), (&text, None)]),
            format!("{call}: argument 3 `name` must be a literal text")
        );
    }
}
