//! `ua_all_udf(attributes)`: `ua_all` of an event's `$user_agent`.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::clients::lines;
use crate::Settings;
use crate::batch::Arguments;
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// The attribute that holds the user agent text.
const USER_AGENT: &str = "$user_agent";

/// `ua_all_udf(attributes)`: `os|os_version|device_brand|device_model|browser|browser_version` of an event.
///
/// - **Input**: the text of a JSON object, broken ones included, or a map of text to text; `$user_agent` is read.
/// - **Output**: text, as `ua_all` gives it.
/// - **Nulls**: NULL gives NULL; so do attributes without `$user_agent`, and text that is no object.
/// - **Errors**: never.
pub fn ua_all_udf() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| ua_all_udf_with(&Settings::default()));
    Arc::clone(&UDF)
}

/// [`ua_all_udf`] with settings of the caller's.
pub fn ua_all_udf_with(settings: &Settings) -> Arc<ScalarUDF> {
    udf(UaAllUdf {
        settings: settings.clone(),
    })
}

static ABOUT: About = About {
    name: "ua_all_udf",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter(
        "attributes",
        Class::Attributes,
        "the text of a JSON object, or a map, with $user_agent",
    )]),
    returns: "text",
    description: "ua_all of the $user_agent of an event. Attributes without it give NULL.",
    example: (
        r#"SELECT ua_all_udf('{"$user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:15.0) Firefox/15.0.1"}')"#,
        "Linux|Linux|||Firefox|Firefox 15",
    ),
    origin: Origin::Domain,
};

#[derive(Debug)]
struct UaAllUdf {
    settings: Settings,
}

impl Function for UaAllUdf {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Utf8View)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let attributes = arguments.attributes(0)?;
        lines(arguments, &self.settings, |row| {
            attributes.get(row, USER_AGENT)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::ua_all_udf;
    use crate::functions::testing::{Column, map_column, shown};

    const TEXT: &str =
        "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:15.0) Gecko/20100101 Firefox/15.0.1";
    const LINE: &str = "Ubuntu|Ubuntu|||Firefox|Firefox 15";

    #[test]
    fn user_agent_of_the_event_is_read() {
        let good = format!(r#"{{"$user_agent":"{TEXT}"}}"#);
        let broken = format!(r#"{{"u":"h?x={{"s":"1"}}","$user_agent":"{TEXT}"}}"#);
        let events = Column::Text(vec![
            None,
            Some(""),
            Some("{}"),
            Some(&good),
            Some(&broken),
            Some(TEXT),
        ]);
        assert_eq!(
            shown(&ua_all_udf(), &[events]),
            ["NULL", "NULL", "NULL", LINE, LINE, "NULL"]
        );
        let maps = map_column(&[Some(&[("$user_agent", Some(TEXT))]), None, Some(&[])]);
        assert_eq!(shown(&ua_all_udf(), &[maps]), [LINE, "NULL", "NULL"]);
    }
}
