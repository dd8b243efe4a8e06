//! `ua_all(ua)`: what a user agent text says about the client, as one text.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::clients::lines;
use crate::Settings;
use crate::batch::Arguments;
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `ua_all(ua)`: `os|os_version|device_brand|device_model|browser|browser_version`.
///
/// - **Input**: a user agent text.
/// - **Output**: text; a version is the family, a space and the major version. Unknown parts are empty.
/// - **Nulls**: NULL gives NULL.
/// - **Errors**: never.
/// - **Reference**: the rules of uap-core, as `ua_parse`.
pub fn ua_all() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| ua_all_with(&Settings::default()));
    Arc::clone(&UDF)
}

/// [`ua_all`] with settings of the caller's.
pub fn ua_all_with(settings: &Settings) -> Arc<ScalarUDF> {
    udf(UaAll {
        settings: settings.clone(),
    })
}

static ABOUT: About = About {
    name: "ua_all",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("ua", Class::Text, "a user agent text")]),
    returns: "text",
    description: "os|os_version|device_brand|device_model|browser|browser_version, by the rules of uap-core. \
                  Versions are the family, a space and the major version; unknown parts are empty.",
    example: (
        "SELECT ua_all('Mozilla/5.0 (Linux; Android 9; JAT-AL00 Build/HUAWEIJAT-AL00; wv) AppleWebKit/537.36 \
         (KHTML, like Gecko) Version/4.0 Chrome/79.0.3945.116 Mobile Safari/537.36')",
        "Android|Android 9|Huawei|JAT-AL00|Chrome Mobile WebView|Chrome Mobile WebView 79",
    ),
    origin: Origin::Domain,
};

#[derive(Debug)]
struct UaAll {
    settings: Settings,
}

impl Function for UaAll {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Utf8View)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let text = arguments.text(0)?;
        lines(arguments, &self.settings, |row| {
            text.get(row).map(Cow::Borrowed)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::ua_all;
    use crate::functions::testing::{Column, shown};

    #[test]
    fn client_is_one_line() {
        let text = Column::Text(vec![
            None,
            Some(""),
            Some("中"),
            Some(
                "Mozilla/5.0 (Linux; Android 9; JAT-AL00 Build/HUAWEIJAT-AL00; wv) AppleWebKit/537.36 (KHTML, like \
                 Gecko) Version/4.0 Chrome/79.0.3945.116 Mobile Safari/537.36",
            ),
        ]);
        let phone =
            "Android|Android 9|Huawei|JAT-AL00|Chrome Mobile WebView|Chrome Mobile WebView 79";
        assert_eq!(shown(&ua_all(), &[text]), ["NULL", "|||||", "|||||", phone]);
    }
}
