//! `ip_udf(attributes, key)` and `ip_udf(ip)`: where an address is, as one text.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::{Result, plan_err};
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::Settings;
use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::region::write_region_line;

/// `ip_udf(attributes, key)`, `ip_udf(ip)`: `ip|country|province|city|isp` of an address, or of the one under `key`.
///
/// - **Input**: the text of a JSON object, broken ones included, or a map of text to text, and a name, which may be
///   a column; or an address as `ip_region` takes it.
/// - **Output**: text; unknown parts are empty. For text that is no address it is the text and four bars.
/// - **Nulls**: NULL gives NULL; so does a missing key.
/// - **Errors**: never.
pub fn ip_udf() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| ip_udf_with(&Settings::default()));
    Arc::clone(&UDF)
}

/// [`ip_udf`] with settings of the caller's.
pub fn ip_udf_with(settings: &Settings) -> Arc<ScalarUDF> {
    udf(IpUdf {
        settings: settings.clone(),
    })
}

static ABOUT: About = About {
    name: "ip_udf",
    aliases: &[],
    parameters: Parameters::optional(
        &[
            parameter(
                "attributes",
                Class::Attributes,
                "the text of a JSON object, or a map; or an address",
            ),
            parameter(
                "key",
                Class::Text,
                "the name of the address; without it the first argument is the address",
            ),
        ],
        1,
    ),
    returns: "text",
    description: "ip|country|province|city|isp for the address under the key, or for an address. Unknown parts are \
                  empty; text that is no address is followed by four bars; a missing key gives NULL.",
    example: (
        "SELECT ip_udf('1.0.1.1')",
        "1.0.1.1|中国|福建省|福州市|电信",
    ),
    origin: Origin::Domain,
};

#[derive(Debug)]
struct IpUdf {
    settings: Settings,
}

impl Function for IpUdf {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        match planned.types.as_slice() {
            [DataType::Map(_, _)] => {
                plan_err!(
                    "ip_udf(ip): argument 1 `ip` must be text; of a map give the key of the address too"
                )
            }
            _ => Ok(DataType::Utf8View),
        }
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        if arguments.len() == 1 {
            let addresses = arguments.text(0)?;
            self.lines(arguments, |row| addresses.get(row).map(Cow::Borrowed))
        } else {
            let attributes = arguments.attributes(0)?;
            let key = arguments.text(1)?;
            self.lines(arguments, |row| attributes.get(row, key.get(row)?))
        }
    }
}

impl IpUdf {
    fn lines<'a>(
        &self,
        arguments: &Arguments<'_>,
        address: impl Fn(usize) -> Option<Cow<'a, str>>,
    ) -> Result<ColumnarValue> {
        let databases = self.settings.ip_databases();
        output::written_rows(arguments, |row, line| {
            write_region_line(line, &address(row)?, |address| databases.region(address));
            Some(())
        })
    }
}

#[cfg(test)]
mod tests {
    use arrow::datatypes::DataType;

    use super::ip_udf;
    use crate::functions::testing::{Column, map_column, map_type, plan_error, shown};

    const FUZHOU: &str = "1.0.1.1|中国|福建省|福州市|电信";

    #[test]
    fn address_gives_a_line() {
        let text = Column::Text(vec![None, Some(""), Some("1.0.1.1"), Some(" x|y ")]);
        assert_eq!(
            shown(&ip_udf(), &[text]),
            ["NULL", "||||", FUZHOU, " x|y ||||"]
        );
    }

    #[test]
    fn address_under_a_key_gives_a_line() {
        let events = Column::Text(vec![
            None,
            Some("{}"),
            Some(r#"{"$ip":"1.0.1.1"}"#),
            Some(r#"{"u":"h?x={"s":"1"}","$ip":"1.0.1.1"}"#),
            Some(r#"{"$ip":"-"}"#),
        ]);
        assert_eq!(
            shown(&ip_udf(), &[events, Column::literal("$ip")]),
            ["NULL", "NULL", FUZHOU, FUZHOU, "-||||"]
        );
        let maps = map_column(&[
            Some(&[("$ip", Some("1.0.1.1"))]),
            None,
            Some(&[("$ip", None)]),
        ]);
        assert_eq!(
            shown(&ip_udf(), &[maps, Column::literal("$ip")]),
            [FUZHOU, "NULL", "NULL"]
        );
    }

    #[test]
    fn map_without_a_key_is_refused() {
        assert_eq!(
            plan_error(&ip_udf(), &[(&map_type(), None)]),
            "ip_udf(ip): argument 1 `ip` must be text; of a map give the key of the address too"
        );
        assert_eq!(
            plan_error(&ip_udf(), &[(&DataType::Int64, None)]),
            "ip_udf(attributes[, key]): argument 1 `attributes` must be text or map<text,text>, got bigint"
        );
    }
}
