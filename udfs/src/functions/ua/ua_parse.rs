//! `ua_parse(ua)`: what a user agent text says about the client, as a struct.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::clients::each_client;
use crate::Settings;
use crate::batch::Arguments;
use crate::batch::output::{self, TextStructBuilder};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::user_agent::Client;

/// `ua_parse(ua)`: operating system, device and browser, exactly as uap-core's rules say.
///
/// - **Input**: a user agent text.
/// - **Output**: a struct of eleven texts, `os_family` to `browser_patch`; a family that no rule knows is `Other`,
///   anything else that the text does not say is NULL.
/// - **Nulls**: NULL gives a NULL struct.
/// - **Errors**: never.
/// - **Reference**: `regexes.yaml` of github.com/ua-parser/uap-core.
pub fn ua_parse() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| ua_parse_with(&Settings::default()));
    Arc::clone(&UDF)
}

/// [`ua_parse`] with settings of the caller's.
pub fn ua_parse_with(settings: &Settings) -> Arc<ScalarUDF> {
    udf(UaParse {
        settings: settings.clone(),
    })
}

static ABOUT: About = About {
    name: "ua_parse",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("ua", Class::Text, "a user agent text")]),
    returns: "struct<os_family, os_major, os_minor, os_patch, device_family, device_brand, device_model, \
              browser_family, browser_major, browser_minor, browser_patch text>",
    description: "Operating system, device and browser, exactly as the rules of uap-core say. Families that no rule \
                  knows are Other; everything else unknown is NULL.",
    example: (
        "SELECT ua_parse('Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:15.0) Gecko/20100101 Firefox/15.0.1')\
         ['browser_major']",
        "15",
    ),
    origin: Origin::Domain,
};

#[derive(Debug)]
struct UaParse {
    settings: Settings,
}

impl Function for UaParse {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Struct(output::text_struct(Client::FIELDS)))
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let text = arguments.text(0)?;
        let rows = arguments.rows();
        let mut structs = TextStructBuilder::new(output::text_struct(Client::FIELDS), rows);
        let text = |row| text.get(row).map(Cow::Borrowed);
        let memo = each_client(&self.settings, rows, text, |client| match client {
            Some(client) => structs.append(client.fields()),
            None => structs.append_null(),
        });
        output::columnar(arguments, memo.spread(Arc::new(structs.finish()?))?)
    }
}

#[cfg(test)]
mod tests {
    use super::ua_parse;
    use crate::functions::testing::{Column, shown};

    #[test]
    fn client_has_eleven_fields() {
        let text = Column::Text(vec![
            None,
            Some(""),
            Some(
                "Mozilla/5.0 (Linux; Android 9; JAT-AL00 Build/HUAWEIJAT-AL00; wv) AppleWebKit/537.36 (KHTML, like \
                 Gecko) Version/4.0 Chrome/79.0.3945.116 Mobile Safari/537.36",
            ),
        ]);
        let unknown = "{os_family: Other, os_major: NULL, os_minor: NULL, os_patch: NULL, device_family: Other, \
                       device_brand: NULL, device_model: NULL, browser_family: Other, browser_major: NULL, \
                       browser_minor: NULL, browser_patch: NULL}";
        let phone = "{os_family: Android, os_major: 9, os_minor: NULL, os_patch: NULL, device_family: JAT-AL00, \
                     device_brand: Huawei, device_model: JAT-AL00, browser_family: Chrome Mobile WebView, \
                     browser_major: 79, browser_minor: 0, browser_patch: 3945}";
        assert_eq!(shown(&ua_parse(), &[text]), ["NULL", unknown, phone]);
    }

    #[test]
    fn texts_that_come_again_and_equal_clients_keep_their_rows() {
        let texts = [
            Some("x"),
            None,
            Some("Firefox/15.0"),
            Some("y"),
            None,
            Some("Firefox/15.0"),
        ];
        let rows = shown(&ua_parse(), &[Column::Text(texts.to_vec())]);
        assert_eq!(rows[1], "NULL");
        assert!(rows[2].contains("browser_family: Firefox"), "{}", rows[2]);
        let again = [0, 1, 2, 0, 1, 2].map(|row: usize| rows[row].clone());
        assert_eq!(rows, again);
    }
}
